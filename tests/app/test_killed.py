"""`kill -9` around a scheduled brief: after a restart nobody misses it and nobody gets it twice unmarked."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, OWNER_ID, bot_settings, start_simulator
from bot.demo.simulator import Simulator

_STARTING = 150
"""Seconds; a language model has 120 to load, and other work may share the machine."""
NOON = DEMO_START + timedelta(minutes=2)
ARTICLE = (
    '{"id": "a", "source": "Test Wire", "title": "Putin to see Netanyahu", "published": "2013-05-14T08:00:00+04:00",'
    ' "lang": "en", "text": "Russian President Vladimir Putin will meet Israeli Prime Minister Benjamin Netanyahu in'
    ' Sochi on Tuesday."}\n'
)


class Process:
    """`attache run` in a process of its own."""

    def __init__(self, folder: Path, simulator: Simulator) -> None:
        self.environment = {
            **os.environ,
            **bot_settings(simulator, folder),
            "ATTACHE_DELIVERY_TICK_SECONDS": "0.2",
            "ATTACHE_READING_PROCESSES": "1",
        }
        self._draining: set[asyncio.Task[bytes]] = set()

    async def run(self, *arguments: str) -> asyncio.subprocess.Process:
        """Start it."""
        command = (sys.executable, "-m", "bot.cli", "--log-level", "info", *arguments)
        return await asyncio.create_subprocess_exec(*command, env=self.environment, stderr=asyncio.subprocess.PIPE)

    async def until_running(self, process: asyncio.subprocess.Process) -> None:
        """Wait for the line that says so."""
        assert process.stderr is not None
        said: list[bytes] = []
        try:
            async with asyncio.timeout(_STARTING):
                while not said or b"is running" not in said[-1]:
                    said.append(await process.stderr.readline())
                    assert said[-1], f"the bot ended by itself: {said}"
        except TimeoutError:
            process.kill()
            raise AssertionError(f"the bot did not start; it said {said}") from None
        self._draining.add(asyncio.create_task(process.stderr.read()))  # a full pipe would hold the bot up


async def killed_around_noon(tmp_path: Path, delays: list[float]) -> list[str]:
    """Kill the bot each of these seconds after noon comes, then let it run; the briefs that arrived."""
    clock = RehearsalClock(NOON - timedelta(minutes=1))
    simulator = await start_simulator(clock)
    bot = Process(tmp_path / "data", simulator)
    (tmp_path / "a.jsonl").write_text(ARTICLE, encoding="utf-8")
    try:
        ingesting = await bot.run("ingest", str(tmp_path / "a.jsonl"))
        assert await ingesting.wait() == 0
        process = await bot.run("run", "--clock", (NOON - timedelta(minutes=1)).isoformat())
        await bot.until_running(process)
        await simulator.ask(OWNER_ID, "/start", containing="subscribed", within=20)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        for delay in delays:
            process = await bot.run("run", "--clock", (NOON - timedelta(seconds=1)).isoformat())
            await bot.until_running(process)
            await asyncio.sleep(delay)
            process.kill()
            await process.wait()
        process = await bot.run("run", "--clock", (NOON + timedelta(minutes=1)).isoformat())
        await bot.until_running(process)
        await simulator.wait_for(OWNER_ID, "Netanyahu", since=2, within=40)
        await asyncio.sleep(3)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        return [message["text"] for message in simulator.sent(OWNER_ID) if "Moscow ·" in message.get("text", "")]
    finally:
        await simulator.stop()


def once_or_marked(briefs: list[str]) -> bool:
    """One brief, or a second one that says that it may be a repeat."""
    return len([text for text in briefs if "may be a repeat" not in text]) == 1 and len(briefs) <= 2


async def test_a_brief_survives_a_kill(tmp_path: Path) -> None:
    assert once_or_marked(await killed_around_noon(tmp_path, [1.0]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_a_brief_survives_many_kills(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    assert once_or_marked(await killed_around_noon(tmp_path, [chance.uniform(0.8, 1.8) for _ in range(4)]))
