"""/export, /forget, /privacy, /about: everything told, everything deleted."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator.world import Json
from bot.store.schema import INDEXES
from tests.app.conftest import Stage, running
from tests.handlers.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def file_sent(person: Person, containing: str) -> bytes:
    message: Json = await person.hear(containing)
    return person.simulator.cloud.files[message["document"]["file_id"]].content


async def test_export_tells_everything(stage: Stage) -> None:
    nina = Person(stage)
    await nina.say("/start watch-syria", "First comes")
    await nina.say("/export", "Everything that I have stored about you")
    kept = json.loads(await file_sent(nina, "Everything that I have stored"))
    assert kept["subscriber"][0]["watches"][0]["word"] == "Syria"
    assert kept["subscriber"][0]["chat_id"] == nina.id
    assert {"deliveries", "letters", "conversations", "rights", "reports", "updates"} <= set(kept)


async def test_privacy_and_about_are_short(stage: Stage) -> None:
    nina = Person(stage)
    told = await nina.say("/privacy", "What is kept")
    assert "35 days" in told["text"]
    assert "2 days" in told["text"]
    about = await nina.say("/about", "press attaché")
    assert len(told["text"]) < 1500 > len(about["text"])


async def test_second_thoughts_about_forgetting(stage: Stage) -> None:
    nina = Person(stage)
    await nina.say("/start", "You are subscribed")
    asked = await nina.say("/forget", "Delete everything?")
    await nina.tap(asked, "Keep it", "Nothing was deleted")
    await nina.say("/start", "You are subscribed; the next brief")


async def tables_without(stage: Stage, word: str) -> str:
    """All tables, once this stands in none of them: the button's own update goes as soon as it has been handled."""
    for _ in range(100):
        tables = await stage.house.runner.run(
            lambda store: json.dumps([dict(each) for name in INDEXES for each in store.table(name)])
        )
        if word not in tables:
            return tables
        await asyncio.sleep(0.05)
    raise AssertionError(f"{word} still stands in a table")


async def test_nothing_is_left_of_somebody_forgotten(tmp_path: Path) -> None:
    """Not in a table, not in a freed page of a file, not in the journal: the id is sought in the bytes on the disk."""
    clock = RehearsalClock(DEMO_START + timedelta(minutes=1, seconds=50))
    simulator = await start_simulator(clock)
    folder = tmp_path / "data"
    try:
        async with running(folder, simulator, clock, settings={"ATTACHE_READING_PROCESSES": "1"}) as stage:
            nina, group_admin = Person(stage), Person(stage)
            await nina.say("/start watch-syria", "First comes")
            await group_admin.say("/start", "You are subscribed")
            group = simulator.people.add_chat("group", "Desk", creator=nina.id, members=[group_admin.id])
            simulator.people.add_bot(group.id, by=nina.id)
            await Person(stage, chat_id=group.id, user_id=nina.id).say("/start", "You are subscribed")
            await nina.say("/schedule 12:00", "12:00, every day")
            await nina.say("/brief", "Evidence")
            shown = await nina.say("/schedule", "Next brief")
            await simulator.tap(shown, nina.id, "Other city")
            await nina.hear("12:00 Moscow ·", within=30)
            asked = await nina.say("/forget", "Delete everything?")
            await nina.tap(asked, "Delete everything", "Deleted.")
            export = await tables_without(stage, str(nina.id))
            assert str(group_admin.id) in export, "others are left alone"
            assert f'"id": "{group.id}"' in export, "the group goes on, though nobody knows who subscribed it"
    finally:
        await simulator.stop()
    held = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert any(str(group_admin.id).encode() in content for content in held.values())
    for name, content in held.items():
        assert str(nina.id).encode() not in content, name
        assert nina.id.to_bytes(4, "big") not in content, f"{name}, as SQLite writes a number"
