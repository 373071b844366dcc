"""Delivery against Telegram's simulator: real HTTP, faults from seeded plans, kills."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.config import LimitsConfig
from bot.delivery.deliveries import OPEN, State
from bot.delivery.health import unknown_deliveries
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.delivery.service import Delivery
from bot.delivery.subscribers import find_subscriber
from bot.demo.simulator import Limits, Simulator
from bot.demo.simulator.faults import Fault, FaultPlan
from bot.store.api import Store
from bot.store.opening import open_store
from handlers.exchange import Attachment, Button, Message, Where
from tests.delivery.rig import delivering, fill, fill_and_owe, owe, states
from tests.delivery.staging import NOON, PlainComposer, brief

REPEAT = "(may be a repeat)"


def people(simulator: Simulator, number: int) -> list[int]:
    return [simulator.people.add_user(f"Reader {each}", id=1000 + each, started=True).id for each in range(number)]


def texts(simulator: Simulator, chat: int) -> list[str]:
    return [message["text"] for message in simulator.sent(chat) if "text" in message]


async def finished(delivery: Delivery, within: float = 30) -> list[State]:
    """Wait until nothing is open."""
    async with asyncio.timeout(within):
        while True:
            now = await delivery.runner.run(states)
            if not any(state in OPEN for state in now):
                return now
            await asyncio.sleep(0.05)


async def test_a_broadcast_to_everybody(simulator: Simulator, tmp_path: Path) -> None:
    chats = people(simulator, 50)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        await delivery.runner.run(lambda store: fill_and_owe(store, chats))
        delivery.wake()
        assert Counter(await finished(delivery)) == {State.SENT: 50}
    assert all(texts(simulator, chat) == ["brief 1"] for chat in chats)


async def test_files_keyboards_and_replies(simulator: Simulator, tmp_path: Path) -> None:
    (chat,) = people(simulator, 1)
    said = simulator.people.say(chat, chat, "/calendar")
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        where = Where(chat)
        keyboard = ((Button("Evidence", data="e:1"), Button("Article", url="https://example.org/1")),)
        message = Message(("<b>one</b>", "two"), keyboard, Attachment("agenda.ics", b"BEGIN:VCALENDAR\r\n"))
        await delivery.voice.say(where, message, reply_to=said["message_id"])
        await simulator.wait_for(chat, "two")
        sent = simulator.sent(chat)
        assert [("document" in each, each.get("text") or each.get("caption")) for each in sent] == [
            (False, "one"),
            (True, "two"),
        ]
        assert sent[1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "e:1"
        await delivery.voice.edit(where, sent[0]["message_id"], Message(("changed",), keyboard))
        await delivery.voice.edit(where, sent[0]["message_id"], Message(("changed",), keyboard))
        assert texts(simulator, chat)[0] == "changed"
        await delivery.voice.acknowledge("no such query")
        await delivery.voice.say(where, Message(("where?",), asks_location="Share"))
        asked = await simulator.wait_for(chat, "where?")
        assert asked is not None
    assert not [call for call in simulator.journal.refused() if "not modified" not in call.description.casefold()][1:]


async def test_pauses_of_a_flooded_chat_are_kept(simulator: Simulator, tmp_path: Path) -> None:
    chats = people(simulator, 30)
    for chat in chats[::5]:
        simulator.faults.script("sendMessage", Fault("flood", 1.0), chat_id=chat)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        await delivery.runner.run(lambda store: fill_and_owe(store, chats))
        delivery.wake()
        assert Counter(await finished(delivery)) == {State.SENT: 30}
    assert simulator.journal.sent_inside_halt() == []
    assert all(texts(simulator, chat) == ["brief 1"] for chat in chats)


async def test_blocks_upgrades_and_topics(simulator: Simulator, tmp_path: Path) -> None:
    blocked, kicked_by = people(simulator, 2)
    group = simulator.people.add_chat("group", "Desk", creator=kicked_by)
    simulator.people.add_bot(group.id, by=kicked_by)
    forum = simulator.people.add_chat("supergroup", "Forum", creator=kicked_by, is_forum=True)
    simulator.people.add_bot(forum.id, by=kicked_by)
    topic = simulator.people.open_topic(forum.id, kicked_by, "Briefs")
    simulator.people.block(blocked)
    new = simulator.people.upgrade(group.id)
    simulator.people.delete_topic(forum.id, topic)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:

        def work(store: Store) -> None:
            fill(store, [blocked, kicked_by])
            fill(store, [group.id], chat_type="group")
            fill(store, [forum.id], topic_id=topic, title="Forum", subscribed_by=kicked_by)
            owe(store, [blocked, group.id])
            Outbox(store).enqueue([brief(forum.id, topic_id=topic)], now=NOON)

        await delivery.runner.run(work)
        delivery.wake()
        await finished(delivery)
        gone = await delivery.runner.run(lambda store: find_subscriber(store, str(blocked)))
        moved = await delivery.runner.run(lambda store: find_subscriber(store, str(new.id)))
        shut = await delivery.runner.run(lambda store: find_subscriber(store, f"{forum.id}/{topic}"))
    assert gone is not None
    assert shut is not None
    assert (gone.active, gone.inactive_reason) == (False, "blocked")
    assert (shut.active, shut.inactive_reason) == (False, "topic deleted")
    assert moved is not None
    assert texts(simulator, new.id) == ["brief 1"]
    assert texts(simulator, kicked_by) == ["Forum gets no briefs: topic deleted"]
    assert texts(simulator, forum.id) == []


async def test_rights_lost_a_topic_closed_an_account_deleted(simulator: Simulator, tmp_path: Path) -> None:
    """Each rests alone; who subscribed it is told in private; nothing spills into another place."""
    owner, deleted = people(simulator, 2)
    channel = simulator.people.add_chat("channel", "Daily", creator=owner)
    simulator.people.add_bot(channel.id, by=owner, rights=["can_post_messages"])
    forum = simulator.people.add_chat("supergroup", "Forum", creator=owner, is_forum=True)
    simulator.people.add_bot(forum.id, by=owner)
    shut, open_ = (simulator.people.open_topic(forum.id, owner, name) for name in ("Closed", "Open"))
    simulator.people.promote_bot(channel.id, by=owner, rights=[])
    simulator.people.close_topic(forum.id, shut)
    simulator.people.deactivate(deleted)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:

        def work(store: Store) -> None:
            fill(store, [owner, deleted])
            fill(store, [channel.id], title="Daily", subscribed_by=owner)
            for topic in (shut, open_):
                fill(store, [forum.id], topic_id=topic, title="Forum", subscribed_by=owner)
            owe(store, [deleted, channel.id])
            Outbox(store).enqueue([brief(forum.id, topic_id=topic) for topic in (shut, open_)], now=NOON)

        await delivery.runner.run(work)
        delivery.wake()
        await finished(delivery)
        await simulator.wait_for(owner, "Daily gets no briefs")
        found = await delivery.runner.run(
            lambda store: {
                name: find_subscriber(store, name)
                for name in (str(deleted), str(channel.id), f"{forum.id}/{shut}", f"{forum.id}/{open_}")
            }
        )
    assert {name: each and each.inactive_reason for name, each in found.items()} == {
        str(deleted): "deactivated",
        str(channel.id): "no rights",
        f"{forum.id}/{shut}": "topic closed",
        f"{forum.id}/{open_}": "",
    }
    assert sorted(texts(simulator, owner)) == [
        "Daily gets no briefs: no rights",
        "Forum gets no briefs: topic closed",
    ]
    assert texts(simulator, forum.id) == ["brief 1"]
    assert texts(simulator, channel.id) == []


def plan(seed: int) -> FaultPlan:
    return FaultPlan(
        seed,
        {
            "drop_before": 0.05,
            "drop_after": 0.05,
            "error_before": 0.05,
            "error_after": 0.03,
            "flood": 0.04,
            "slow": 0.02,
            "block": 0.02,
        },
        {"flood": 1.0, "slow": 0.3},
    )


async def faulty(simulator: Simulator, folder: Path, seed: int, number: int) -> None:
    """Nobody misses, unless both attempts were ambiguous, and those are listed; repeats are marked and explained."""
    chats = people(simulator, number)
    simulator.faults.plan = plan(seed)
    composer = PlainComposer(parts=2)
    async with delivering(folder, simulator.base_url, simulator.token, composer=composer) as delivery:
        await delivery.runner.run(lambda store: fill_and_owe(store, chats))
        delivery.wake()
        counted = Counter(await finished(delivery, 120))
        listed = {
            each.subscriber_id
            for each in await delivery.runner.run(lambda store: unknown_deliveries(store, since=NOON))
        }
    assert set(counted) <= {State.SENT, State.UNKNOWN, State.REFUSED}
    faults = Counter(call.fault for call in simulator.journal.of("sendMessage"))
    ambiguous = sum(faults[kind] for kind in ("drop_before", "drop_after", "error_before", "error_after"))
    repeats = 0
    for chat in chats:
        got = texts(simulator, chat)
        blocked = simulator.people.user(chat).blocked
        for part in ("brief 1", "brief 2"):
            plain, marked = got.count(part), got.count(f"{REPEAT} {part}")
            assert plain <= 1, f"{chat} got {part} twice unmarked"
            assert marked <= 1
            assert plain + marked or str(chat) in listed or blocked, f"{chat} missed {part}: {got}"
            repeats += bool(plain and marked)
    assert repeats <= ambiguous
    assert simulator.journal.sent_inside_halt() == []
    assert len(listed) == counted[State.UNKNOWN]


@pytest.mark.parametrize("seed", [1, 2])
async def test_faults_from_a_seeded_plan(simulator: Simulator, tmp_path: Path, seed: int) -> None:
    await faulty(simulator, tmp_path, seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 16))
async def test_more_faults_for_more_people(simulator: Simulator, tmp_path: Path, seed: int) -> None:
    await faulty(simulator, tmp_path, seed, 300)


async def test_telegram_down_for_a_while(tmp_path: Path) -> None:
    async with Simulator(limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0)) as simulator:
        chats = people(simulator, 5)
        port = int(simulator.base_url.rpartition(":")[2])
        async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
            await simulator.stop()
            await delivery.runner.run(lambda store: fill_and_owe(store, chats))
            delivery.wake()
            await asyncio.sleep(0.5)
            simulator._port = port
            await simulator.start()
            assert Counter(await finished(delivery)) == {State.SENT: 5}
        assert all(texts(simulator, chat) == ["brief 1"] for chat in chats)


async def test_the_configured_pace_is_kept(simulator: Simulator, tmp_path: Path) -> None:
    # Its limits stand to ours as Telegram's real ones do, 30 a second to 25.
    simulator.cloud.flood.change(Limits(overall_per_second=48, overall_burst=48, chat_per_second=1, chat_burst=3))
    chats = people(simulator, 60)
    pace = LimitsConfig(overall_per_second=40, chat_per_second=1, group_per_minute=18)
    async with delivering(tmp_path, simulator.base_url, simulator.token, limits=pace) as delivery:
        await delivery.runner.run(lambda store: fill_and_owe(store, chats))
        delivery.wake()
        await finished(delivery)
    calls = simulator.journal.of("sendMessage")
    assert {call.code for call in calls} == {200}
    assert 1.2 <= calls[-1].at - calls[0].at <= 60 / 40 * 1.1


async def test_a_message_to_all(simulator: Simulator, tmp_path: Path) -> None:
    chats = people(simulator, 20)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        await delivery.runner.run(lambda store: fill(store, chats))
        everybody = [str(chat) for chat in chats]
        for _ in range(2):
            await delivery.broadcast("notice 1", Letter((Part("<b>Maintenance</b> tonight"),)), lambda _: everybody)
        await finished(delivery)
    assert all(texts(simulator, chat) == ["Maintenance tonight"] for chat in chats)


@pytest.mark.slow
async def test_twenty_kills_in_a_broadcast_to_300(simulator: Simulator, tmp_path: Path) -> None:
    """Nobody misses a brief; who gets one twice was in flight at a kill, and is told that it may be a repeat."""
    chats = people(simulator, 300)
    store = open_store(str(tmp_path), exclusive=True)
    fill(store, chats)
    owe(store, chats)
    store.close()
    chance, kills = random.Random(7), 0
    while True:
        victim = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.delivery.victim", str(tmp_path), simulator.base_url, simulator.token),
            stdout=asyncio.subprocess.PIPE,
        )
        assert victim.stdout is not None
        assert await asyncio.wait_for(victim.stdout.readline(), 30) == b"ready\n"
        if kills == 20:
            assert sum(1 for chat in chats if texts(simulator, chat)) < 290, "the kills came too late to matter"
            assert await asyncio.wait_for(victim.wait(), 60) == 0
            break
        await asyncio.sleep(chance.uniform(0.01, 0.1))
        if victim.returncode is None:
            victim.send_signal(signal.SIGKILL)
            kills += 1
        await victim.wait()
    got = {chat: texts(simulator, chat) for chat in chats}
    assert all(each for each in got.values()), "somebody missed a brief"
    twice = {chat: each for chat, each in got.items() if len(each) > 1}
    assert all(sorted(each) == [f"{REPEAT} brief 1", "brief 1"] for each in twice.values()), twice
    assert len(twice) <= 20 * 32
    store = open_store(str(tmp_path), exclusive=True)
    assert set(states(store)) <= {State.SENT}
    store.close()


async def test_a_scheduled_brief_comes_on_its_hour_and_once(simulator: Simulator, tmp_path: Path) -> None:
    (chat,) = people(simulator, 1)
    clock = RehearsalClock(NOON - timedelta(seconds=2))
    for _ in range(2):  # a restart changes nothing
        async with delivering(tmp_path, simulator.base_url, simulator.token, clock=clock) as delivery:
            if clock.now() < NOON:
                await delivery.runner.run(lambda store: fill(store, [chat], after=NOON - timedelta(minutes=1)))
            await simulator.wait_for(chat, "brief 1", within=10)
            assert clock.now() >= NOON
            await asyncio.sleep(1.2)
    assert texts(simulator, chat) == ["brief 1"]
