"""Groups, topics and channels: who may settle them, what is silent there, and who lets them in."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Limits
from handlers.exchange import Where
from tests.app.conftest import OWNER, Stage, running
from tests.handlers.conftest import UNPACED
from tests.handlers.people import Person
from tests.simulator.official import complaints

pytestmark = pytest.mark.asyncio(loop_scope="module")
TO_CHANNEL = ["can_post_messages", "can_edit_messages", "can_delete_messages"]


async def test_two_people_in_one_group(stage: Stage) -> None:
    people, admin, member = stage.simulator.people, Person(stage), Person(stage)
    group = people.add_chat("supergroup", "Desk", creator=admin.id, members=[member.id])
    people.add_bot(group.id, by=admin.id)
    boss = Person(stage, chat_id=group.id, user_id=admin.id)
    other = Person(stage, chat_id=group.id, user_id=member.id)
    await boss.hear("an admin sends /start here")
    await other.say("/start", "for the admins of this chat")
    greeting = await boss.say("/start", "You are subscribed")
    assert await other.notice(greeting, "Everything") == "That is for the admins of this chat."
    await other.say("/meetings", "Putin")
    await other.say("/schedule 09:00", "for the admins of this chat")
    await boss.say("/schedule 09:00", "09:00")
    assert await stage.house.desk.subscriptions.find(Where(member.id)) is None
    short = await other.say("/help", "I brief this chat")
    assert "/admin" not in short["text"]
    before = len(stage.simulator.sent(group.id))
    for words in ("hello all", "/nonsense", "/brief@another_bot", "what is on tomorrow?"):
        people.say(group.id, member.id, words)
    bot = stage.simulator.cloud.bot.username
    await other.say(f"@{bot} who is Putin meeting?", "Putin")
    assert len(stage.simulator.sent(group.id)) == before + 1


async def test_one_topic_is_a_subscriber_of_its_own(stage: Stage) -> None:
    people, admin = stage.simulator.people, Person(stage)
    forum = people.add_chat("supergroup", "News", creator=admin.id, is_forum=True)
    people.add_bot(forum.id, by=admin.id)
    topic = people.open_topic(forum.id, admin.id, "Syria")
    said = people.say(forum.id, admin.id, "/start", thread_id=topic)
    told = await stage.simulator.wait_for(forum.id, "You are subscribed", since=said["message_id"], within=10)
    assert told["message_thread_id"] == topic
    subscriber = await stage.house.desk.subscriptions.find(Where(forum.id, topic))
    assert subscriber is not None
    assert await stage.house.desk.subscriptions.find(Where(forum.id)) is None
    people.remove_bot(forum.id, by=admin.id)

    async def rests() -> bool:
        found = await stage.house.desk.subscriptions.find(Where(forum.id, topic))
        return found is not None and not found.active

    for _ in range(100):
        if await rests():
            break
        await stage.simulator.wait_until(lambda: True)
    assert await rests()


async def test_a_channel_is_subscribed_in_private_or_by_a_post(stage: Stage) -> None:
    people, admin, reader = stage.simulator.people, Person(stage), Person(stage)
    await admin.say("/start", "You are subscribed")
    channel = people.add_chat("channel", "Daily", creator=admin.id, members=[reader.id])
    people.add_bot(channel.id, by=admin.id, rights=["can_edit_messages"])
    await admin.hear("I may not post in “Daily”")
    people.promote_bot(channel.id, by=admin.id, rights=TO_CHANNEL)
    offer = await admin.hear("I am in the channel “Daily” now")
    assert "admins" in await reader.press_old(await reader.say("/start", "You are"), f"1:join:{channel.id}")
    await admin.tap(offer, "Subscribe it", "“Daily” gets briefs")
    subscriber = await stage.house.desk.subscriptions.find(Where(channel.id))
    assert subscriber is not None
    assert subscriber.subscribed_by == admin.id
    here = Person(stage, chat_id=channel.id, user_id=admin.id)
    shown = await here.say("/schedule", "Moscow time")
    passer = Person(stage, chat_id=channel.id, user_id=reader.id)
    assert await passer.notice(shown, "12:00") == "That is for the admins of this chat."
    people.demote_bot(channel.id, by=admin.id)
    await admin.hear("I may not post in “Daily”", since=offer)


async def test_a_group_that_is_upgraded_keeps_everything(stage: Stage) -> None:
    people, admin = stage.simulator.people, Person(stage)
    group = people.add_chat("group", "Small", creator=admin.id)
    people.add_bot(group.id, by=admin.id)
    await Person(stage, chat_id=group.id, user_id=admin.id).say("/start watch-syria", "Syria")
    new = people.upgrade(group.id)
    here = Person(stage, chat_id=new.id, user_id=admin.id)
    await here.say("/schedule", "Moscow time")
    subscriber = await stage.house.desk.subscriptions.find(Where(new.id))
    assert subscriber is not None
    assert [watch.word for watch in subscriber.watches] == ["Syria"]
    assert await stage.house.desk.subscriptions.find(Where(group.id)) is None


async def test_a_button_of_a_group_goes_on_in_private_for_its_members(stage: Stage) -> None:
    people, admin, outsider = stage.simulator.people, Person(stage), Person(stage)
    group = people.add_chat("supergroup", "Lines", creator=admin.id)
    people.add_bot(group.id, by=admin.id)
    here = Person(stage, chat_id=group.id, user_id=admin.id)
    await here.say("/start", "You are subscribed")
    people.say(group.id, admin.id, "/brief")
    brief = await stage.simulator.wait_for(
        group.id, match=lambda each: "Evidence" in str(each.get("reply_markup")), within=10
    )
    data = next(
        each["callback_data"]
        for row in brief["reply_markup"]["inline_keyboard"]
        for each in row
        if each["text"] == "Evidence"
    )
    payload = urlsafe_b64encode(f"{group.id}|{data}".encode()).decode().rstrip("=")
    await admin.say(f"/start at-{payload}", "Which line?")
    await outsider.say(f"/start at-{payload}", "You may not do that here")
    await admin.say("/start at-nonsense!", "too old")


async def test_a_stranger_brings_a_group_and_the_owner_decides(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(seconds=1))
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    settings = {**UNPACED, "ATTACHE_ACCESS_MODE": "approval", "ATTACHE_READING_MODEL": "off"}
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings) as stage:
            people, owner, stranger = simulator.people, Person(stage, user_id=OWNER), Person(stage)
            await owner.say("/start", "You are subscribed")
            group = people.add_chat("supergroup", "Far desk", creator=stranger.id)
            people.add_bot(group.id, by=stranger.id)
            here = Person(stage, chat_id=group.id, user_id=stranger.id)
            await here.hear("the owner has been asked about this chat")
            people.say(group.id, stranger.id, "/brief")
            people.say(group.id, stranger.id, "/start")
            request = await owner.hear("Far desk asks for access")
            assert len(simulator.sent(group.id)) == 1
            await owner.tap(request, "Let in", "is in")
            await here.hear("The owner let you in")
            await here.say("/start", "You are subscribed")
            await stranger.say("/brief", "This bot answers those its owner let in")
        assert complaints(simulator.journal) == []
        assert list(simulator.journal.refused()) == []
    finally:
        await simulator.stop()
