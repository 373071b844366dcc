"""A bot stopped in the middle of a conversation, and started again: buttons work, questions are still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from tests.agendas import founding_agenda
from tests.app.conftest import running
from tests.handlers.founding import NO_LIMITS, SPEED, founding_scene
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


async def test_a_question_too_long_for_a_button_has_its_pages_after_a_restart(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(minutes=12), SPEED)
    simulator = await start_simulator(clock, speed=SPEED, limits=NO_LIMITS)
    meeting = founding_agenda()[0]
    question = "could you please tell me whom the president of Russia, Vladimir Putin, is going to meet, and when?"
    try:
        async with founding_scene(tmp_path / "data", simulator=simulator) as scene:
            await scene.shelve(*(replace(meeting, id=f"copy-{number}") for number in range(20)))
            await scene.say("/start", "subscribed")
            first = await scene.say(question, "Syria")
        async with founding_scene(tmp_path / "data", simulator=simulator) as scene:
            await scene.press(first, "More")
            await scene.edited(first, "'Back'")
    finally:
        await simulator.stop()
