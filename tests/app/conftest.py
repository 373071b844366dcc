"""The real application over HTTP against the simulator, with a rehearsal clock and the sample articles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import House, open_house, serve
from bot.clock import Clock
from bot.config import load_config
from bot.demo.running import OWNER_ID, bot_settings, due_samples
from bot.demo.simulator import Simulator
from bot.ingesting.ingestor import Ingestor
from briefs.sources.batch import Origin

OWNER = OWNER_ID


class Stage:
    """A running bot with its simulator; `say` and `tap` are the owner's, `house` is what runs."""

    def __init__(self, simulator: Simulator, house: House) -> None:
        self.simulator, self.house = simulator, house

    async def say(self, text: str, containing: str = "", *, within: float = 20) -> str:
        """Say something in the owner's private chat; the bot's first answer that contains this."""
        answer = await self.simulator.ask(OWNER, text, containing=containing, within=within)
        return str(answer["text"])


@asynccontextmanager
async def running(
    folder: Path,
    simulator: Simulator,
    clock: Clock,
    *,
    samples: bool = True,
    settings: dict[str, str] | None = None,
    announce: Callable[[str], None] = print,
) -> AsyncIterator[Stage]:
    """The bot, running until the block ends."""
    config = load_config(
        None, {**bot_settings(simulator, folder), "ATTACHE_DELIVERY_TICK_SECONDS": "0.2", **(settings or {})}
    )
    stop, ready = asyncio.Event(), asyncio.Event()

    async def feed(ingestor: Ingestor) -> None:
        async for due in due_samples(clock):
            await ingestor.ingest(b"\n".join(sample.line for sample in due), Origin("samples.jsonl"))
            ready.set()

    async with open_house(config, clock, config.telegram.read_token()) as house:
        task = asyncio.create_task(serve(config, house, stop, feeders=(feed,) if samples else (), announce=announce))
        if samples:
            async with asyncio.timeout(60):
                await asyncio.wait((task, asyncio.create_task(ready.wait())), return_when=asyncio.FIRST_COMPLETED)
        try:
            yield Stage(simulator, house)
        finally:
            stop.set()
            await task
