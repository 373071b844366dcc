"""A bot stopped in the middle of a conversation, and started again: buttons work, questions are still open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from tests.app.conftest import running
from tests.handlers.people import Person

FAST = {"ATTACHE_READING_MODEL": "off", "ATTACHE_READING_PROCESSES": "1"}

pytestmark = pytest.mark.asyncio


async def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(seconds=1))
    simulator = await start_simulator(clock)
    folder = tmp_path / "data"
    try:
        async with running(folder, simulator, clock, samples=False, settings=FAST) as stage:
            nina = Person(stage)
            greeting = await nina.say("/start", "You are subscribed")
            hours = await nina.tap(greeting, "Everything", "When should I brief you?")
            await simulator.tap(hours, nina.id, "Other city")
            await nina.hear("Which city")
        simulator.people.say(nina.chat_id, nina.id, "Cairo")  # while nobody listens
        async with running(folder, simulator, clock, samples=False, settings=FAST):
            asked = await nina.hear("Hours are Cairo time", since=hours)
            done = await nina.tap(asked, "19:00", "19:00, every day, Cairo time")
        async with running(folder, simulator, clock, samples=False, settings=FAST):
            await nina.tap(done, "Undo", "When should I brief you?")
            await nina.tap(hours, "07:15", "07:15, every day, Cairo time")
    finally:
        await simulator.stop()
