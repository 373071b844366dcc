"""`attache run` and `attache demo`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.app import run_bot
from bot.cli.usage import UsageError, configured
from bot.clock import Clock, RehearsalClock, SystemClock
from bot.config import load_config
from bot.demo.running import bot_settings, due_samples, start_simulator
from bot.ingesting.ingestor import Ingestor
from bot.logs import start_logging
from briefs.sources.batch import Origin


def run(arguments: argparse.Namespace) -> int:
    """Run the bot until SIGTERM."""
    config = configured(arguments)
    start_logging(arguments.log_level or config.log.level)
    asyncio.run(run_bot(config, _clock(arguments), announce=_announce))
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """Run the same bot against a simulator on this machine; sample articles come in as the clock reaches them."""
    with _folder(arguments.data) as folder:
        asyncio.run(_demo(arguments, folder))
    return 0


async def _demo(arguments: argparse.Namespace, folder: Path) -> None:
    clock = _clock(arguments)
    offset = arguments.clock.utcoffset()
    simulator = await start_simulator(clock, speed=arguments.clock_speed, offset=offset, port=arguments.port)
    try:
        config = load_config(None, bot_settings(simulator, folder))
        starts = f"{arguments.clock:%d %B %Y %H:%M}"
        invitation = f"open {simulator.base_url}/ in your browser; the clock there started at {starts}"

        async def feed(ingestor: Ingestor) -> None:
            invited = False
            async for due in due_samples(clock):
                for sample in due:  # one after the other: whom an article introduces the next one may take as known
                    await ingestor.ingest(sample.line, Origin("samples.jsonl"))
                if not invited:
                    _announce(invitation)
                invited = True

        await run_bot(config, clock, feeders=(feed,), announce=_announce)
    finally:
        await simulator.stop()


def _clock(arguments: argparse.Namespace) -> Clock:
    if arguments.clock_speed <= 0:
        raise UsageError("--clock-speed must be above 0")
    return RehearsalClock(arguments.clock, arguments.clock_speed) if arguments.clock else SystemClock()


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="attache-demo-") as folder:
        yield Path(folder)


def _announce(line: str) -> None:
    print(f"attache: {line}", file=sys.stderr, flush=True)
