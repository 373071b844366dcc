"""What Telegram shows of the bot: menus by sort of chat and language, descriptions, the menu button; set once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, OWNER_ID, start_simulator
from handlers.routes import COMMANDS
from tests.app.conftest import running
from tests.handlers.people import Person

SETTING = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")
FAST = {"ATTACHE_READING_MODEL": "off", "ATTACHE_READING_PROCESSES": "1"}

pytestmark = pytest.mark.asyncio


async def test_every_chat_sees_its_commands_and_nothing_is_set_twice(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock)
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=FAST) as stage:
            boss, editor = Person(stage, user_id=OWNER_ID), Person(stage)
            await boss.say("/start", "You are subscribed")
            await editor.say("/start", "You are subscribed")
            found = await boss.say("/people Nina", "called")
            await boss.tap(await boss.tap(found, "Nina Berg", "Nina Berg is"), "Editor", "Nina Berg is editor")
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=FAST) as stage:
            await Person(stage).say("/start", "You are subscribed")
            profile = simulator.cloud.profile
            seen = {place: [each["command"] for each in commands] for place, commands in profile.commands.items()}
            everybody, members, admins, edits, owner = (
                seen[scope, ""]
                for scope in (
                    *("default", "all_group_chats", "all_chat_administrators"),
                    *(f"chat:{editor.id}", f"chat:{OWNER_ID}"),
                )
            )
            assert {"start", "brief", "schedule", "settings", "forget"} <= set(everybody)
            assert {"brief", "who"} <= set(members)
            assert not {"schedule", "settings", "stop"} & set(members), "what only admins may settle"
            assert set(members) < set(admins) <= set(everybody)
            assert set(everybody) | {"add", "join", "edits", "corrections"} <= set(edits) < set(owner)
            assert set(owner) == {each.name for each in COMMANDS if each.in_menu}
            assert all(seen[scope, "ru"] == seen[scope, ""] for scope, _ in seen), "every language"
            in_russian = {each["command"]: each["description"] for each in profile.commands["default", "ru"]}
            assert in_russian["stop"] == "отписаться"
            assert "Читаю новости" in profile.descriptions["ru"]
            assert profile.short_descriptions["ru"] != profile.short_descriptions[""]
            assert profile.menu_button == {"type": "commands"}
        before = len(simulator.journal.of(*SETTING))
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=FAST) as stage:
            await Person(stage).say("/start", "You are subscribed")
        assert len(simulator.journal.of(*SETTING)) == before
    finally:
        await simulator.stop()
