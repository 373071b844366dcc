"""The owner's business: the panel, roles, a message to all, subscribers as a file."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Limits
from bot.demo.simulator.world import Json
from handlers.exchange import Where
from tests.app.conftest import OWNER, Stage, running
from tests.handlers.conftest import UNPACED
from tests.handlers.people import Person, labels
from tests.simulator.official import complaints

pytestmark = pytest.mark.asyncio(loop_scope="module")


def content_of(stage: Stage, message: Json) -> bytes:
    """The bytes of the file in a message."""
    return stage.simulator.cloud.files[message["document"]["file_id"]].content


async def test_the_panel_tells_how_the_bot_does(stage: Stage) -> None:
    owner = Person(stage, user_id=OWNER)
    panel = await owner.say("/admin", "How I do")
    for told in (
        "Articles ",
        "agenda entries ",
        "Subscribers ",
        "Briefs sent today ",
        "Sources 0, failing 0",
        "Disk: ",
    ):
        assert told in panel["text"]
    assert "READING IS OFF" not in panel["text"]
    assert ["Refresh", "People", "Sources"] in labels(panel)
    again = await owner.tap(panel, "Refresh", "How I do")
    assert again["message_id"] == panel["message_id"]


async def test_others_have_no_panel(stage: Stage) -> None:
    nina = Person(stage)
    for command in ("/admin", "/people", "/sources", "/addsource https://example.org", "/removesource"):
        await nina.say(command, "You may not do that here.")
    owner = Person(stage, user_id=OWNER)
    assert "/admin" not in (await nina.say("/help", "/brief"))["text"]
    assert "/admin" in (await owner.say("/help", "/brief"))["text"]


async def test_anybody_subscribed_can_be_given_a_role(stage: Stage) -> None:
    owner, olga = Person(stage, user_id=OWNER), Person(stage)
    stage.simulator.cloud.users[olga.id].first_name, stage.simulator.cloud.users[olga.id].last_name = "Olga", "Lund"
    await olga.say("/start", "You are subscribed")
    nobody = await owner.say("/people Xyzzy", "I know nobody called “Xyzzy”")
    assert labels(nobody) == [["Back"]]
    found = await owner.say("/people olga", "One person is called “olga”")
    assert labels(found)[0] == ["Olga Lund · reader"]
    one = await owner.tap(found, "Olga Lund", "Olga Lund is reader")
    await owner.tap(one, "Contributor", "Olga Lund is contributor")
    await olga.hear("You are contributor here from now on")
    await owner.say(f"/people {olga.id}", "One person")


async def test_a_message_to_all_is_shown_before_it_is_sent(stage: Stage) -> None:
    owner, nina, gone = Person(stage, user_id=OWNER), Person(stage), Person(stage)
    for reader in (nina, gone):
        await reader.say("/start", "You are subscribed")
    await gone.say("/stop", "Unsubscribed")
    panel = await owner.say("/admin", "How I do")
    await stage.simulator.tap(panel, owner.id, "Message all")
    await owner.hear("What shall I tell everybody?", since=panel)
    first = await owner.say("No briefs <tonight>", "No briefs <tonight>")
    assert labels(first) == [["Send", "Cancel"]]
    second = await owner.say("No briefs on Sunday & Monday", "No briefs on Sunday & Monday")
    assert await owner.notice(first, "Send") == "This button is too old. Ask again."
    await owner.tap(second, "Send", "On its way to")
    await nina.hear("No briefs on Sunday & Monday")
    assert await owner.press_old(second, "1:announce:0123456789ab") == "This button is too old. Ask again."
    assert len([each for each in stage.simulator.sent(nina.id) if "Sunday" in each["text"]]) == 1
    assert not any("Sunday" in each.get("text", "") for each in stage.simulator.sent(gone.id))
    panel = await owner.say("/admin", "How I do")
    await stage.simulator.tap(panel, owner.id, "Message all")
    await owner.hear("What shall I tell everybody?", since=panel)
    third = await owner.say("Never mind", "Never mind")
    await owner.tap(third, "Cancel", "Nothing was sent")


async def test_subscribers_leave_and_come_back_as_a_file(stage: Stage) -> None:
    owner, nina = Person(stage, user_id=OWNER), Person(stage)
    await nina.say("/start watch-syria", "Syria")
    panel = await owner.say("/admin", "How I do")
    await stage.simulator.tap(panel, owner.id, "Subscribers as a file")
    sent = await owner.hear("All subscribers", since=panel)
    content = content_of(stage, sent)
    kept = [json.loads(line) for line in content.splitlines()]
    assert nina.id in [each["chat_id"] for each in kept]
    await nina.say("/stop", "Unsubscribed")
    stage.simulator.people.send_document(OWNER, OWNER, "attache-subscribers.jsonl", content)
    await owner.hear(f"{len(kept)} subscribers brought back" if len(kept) > 1 else "One subscriber", since=sent)
    subscriber = await stage.house.desk.subscriptions.find(Where(nina.id))
    assert subscriber is not None
    assert subscriber.active
    stage.simulator.people.send_document(OWNER, OWNER, "attache-subscribers.jsonl", b'{"id": 1}\n')
    await owner.hear("Line 1 of the file is no subscriber", since=sent)
    stage.simulator.people.send_document(nina.id, nina.id, "attache-subscribers.jsonl", content)
    await nina.hear("You may not do that here")


async def test_roles_under_approval(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(seconds=1))
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    settings = {**UNPACED, "ATTACHE_ACCESS_MODE": "approval", "ATTACHE_READING_MODEL": "off"}
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings) as stage:
            owner, nina = Person(stage, user_id=OWNER), Person(stage)
            await owner.say("/start", "You are subscribed")
            stranger = await nina.say("/brief", "This bot answers those its owner let in")
            await nina.tap(stranger, "Request access", "I have asked the owner")
            request = await owner.hear("Nina Berg asks for access")
            panel = await owner.say("/admin", "Waiting to be let in: 1")
            assert "READING IS OFF" in panel["text"]
            await owner.tap(request, "Let in", "Nina Berg is in")
            await nina.hear("The owner let you in")
            people = await owner.say("/people", "One person has a role")
            one = await owner.tap(people, "Nina Berg", "Nina Berg is reader")
            await owner.tap(one, "Editor", "Nina Berg is editor")
            await nina.hear("You are editor here from now on")
            await nina.say("/sources", "No sources yet")
            people = await owner.say("/people", "One person has a role")
            one = await owner.tap(people, "Nina Berg", "Nina Berg is editor")
            await owner.tap(one, "Remove", "Nobody has a role yet")
            await nina.say("/sources", "This bot answers those its owner let in")
            assert "An owner must remain" in await owner.press_old(people, f"1:role:{OWNER}:reader")
        assert complaints(simulator.journal) == []
    finally:
        await simulator.stop()
