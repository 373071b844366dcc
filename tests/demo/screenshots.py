"""The pictures of docs/conversations.md: every conversation, held with the real bot, photographed in the demo's page.

    python -m tests.demo.screenshots [FOLDER] [NAME…]       (make screenshots)

A picture is called after its function in `tests.demo.scenes`. Needs chromium.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Limits
from tests.app.conftest import running
from tests.demo.acting import Acting
from tests.demo.camera import camera
from tests.demo.scenes import SCENES
from tests.handlers.conftest import UNPACED

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "talks"
BEFORE_NOON = timedelta(minutes=1, seconds=30)


async def picture(scene: Callable[[Acting], Awaitable[None]], here: Acting) -> None:
    """One scene's picture; a conversation that goes otherwise than it is written here is told and left out."""
    try:
        await scene(here)
    except (TimeoutError, LookupError) as error:
        print(f"{scene.__name__}: {error}", file=sys.stderr, flush=True)
        here.camera.drop()
        return
    path = here.camera.save(scene.__name__.replace("_", "-"))
    print(f"{path}  {path.stat().st_size // 1024} kB", flush=True)


async def main(folder: Path, names: list[str]) -> None:
    """Hold the conversations and keep their pictures."""
    clock = RehearsalClock(DEMO_START + BEFORE_NOON)
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    try:
        with tempfile.TemporaryDirectory() as data:
            async with (
                running(Path(data), simulator, clock, settings=UNPACED) as stage,
                camera(simulator, folder) as photographer,
            ):
                for scene in SCENES:
                    if not names or scene.__name__ in names:
                        await picture(scene, Acting(stage, photographer))
    finally:
        await simulator.stop()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else PICTURES, sys.argv[2:]))
