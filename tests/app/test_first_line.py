"""From an article to a cited brief in Telegram, on command and on schedule: the real application over HTTP."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from tests.app.conftest import OWNER, running


async def test_a_brief_comes_when_asked_and_when_due(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(minutes=1, seconds=50))
    simulator = await start_simulator(clock)
    try:
        async with running(tmp_path / "data", simulator, clock) as stage:
            greeting = await stage.say("/start", "subscribed")
            assert "next brief comes in one minute" in greeting
            asked = await stage.say("/brief", "Evidence")
            assert "Netanyahu – Putin, Sochi" in asked or "Putin – Netanyahu" in asked
            since = max(simulator.people.chat(OWNER).messages)
            due = await simulator.wait_for(OWNER, "12:00 Moscow", since=since, within=30)
            labels = [button["text"] for row in due["reply_markup"]["inline_keyboard"] for button in row]
            assert labels == ["Evidence", "Calendar", "Wrong?"]
            await simulator.tap(due, OWNER, "Evidence")
            choice = await simulator.wait_for(OWNER, "Which line?", since=due["message_id"])
            first = choice["reply_markup"]["inline_keyboard"][0][0]["text"]
            await simulator.tap(choice, OWNER, first)
            await simulator.wait_for(OWNER, "“", since=choice["message_id"])
    finally:
        await simulator.stop()
