"""Every way a message can end, and what becomes of its delivery."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.delivery.deliveries import Kind, NewDelivery, State
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Limits
from bot.delivery.slots import enqueue_due, plan
from bot.delivery.subscribers import save_subscriber
from bot.store.api import Store
from bot.store.runner import StoreThread
from briefs.errors import ChatMoved, MessageRejected, OutcomeUnknown, RetryLater, SubscriberGone
from briefs.model.subscriber import Schedule, Settings
from briefs.scheduling.quiet import FOREVER
from tests.delivery.staging import NOON, PROMPT, Stage, brief, eventually, staged, subscriber


async def test_a_brief_arrives_once_and_moves_its_subscriber_on(stage: Stage) -> None:
    await stage.subscribe(1)
    (number,) = await stage.owe(brief(1))
    assert await stage.owe(brief(1)) == []
    await stage.settled()
    assert stage.transport.texts(1) == ["<b>brief</b> 1"]
    delivery = await stage.delivery(number)
    assert (delivery.state, delivery.message_ids, delivery.cursor) == (State.SENT, (1,), 1)
    assert (await stage.subscriber("1")).last_brief_at == NOON


async def test_each_part_has_its_own_cursor(stage: Stage) -> None:
    stage.composer.parts = 3
    await stage.subscribe(1)
    stage.transport.script(1, lambda: None, OutcomeUnknown("no answer"))
    (number,) = await stage.owe(brief(1))
    await stage.settled()
    assert stage.transport.texts(1) == ["<b>brief</b> 1", "(may be a repeat) <b>brief</b> 2", "<b>brief</b> 3"]
    assert len(stage.composer.wrote) == 1
    assert (await stage.delivery(number)).repeats == 1


async def test_an_outcome_unknown_twice_is_listed_and_not_tried_again(stage: Stage) -> None:
    stage.composer.parts = 2
    await stage.subscribe(1)
    stage.transport.script(1, OutcomeUnknown("no answer"), OutcomeUnknown("no answer"))
    (number,) = await stage.owe(brief(1))
    await stage.settled()
    assert stage.transport.texts(1) == ["<b>brief</b> 2"]  # what follows is still owed
    delivery = await stage.delivery(number)
    assert (delivery.state, delivery.message_ids) == (State.UNKNOWN, (0, 1))
    assert (await stage.subscriber("1")).last_brief_at is None  # so the next brief tells it again


async def test_unknown_outcomes_can_be_skipped(runner: StoreThread, store: Store) -> None:
    async with staged(runner, store, policy=replace(PROMPT, on_unknown="skip")) as stage:
        await stage.subscribe(1)
        stage.transport.script(1, OutcomeUnknown("no answer"))
        (number,) = await stage.owe(brief(1))
        await stage.settled()
        assert stage.transport.texts(1) == []
        assert (await stage.delivery(number)).state is State.UNKNOWN


async def test_what_was_not_sent_is_tried_again_unmarked(stage: Stage) -> None:
    await stage.subscribe(1)
    stage.transport.script(1, RetryLater("slow down", after=timedelta(seconds=0.2)))
    await stage.owe(brief(1))
    await stage.settled()
    assert stage.transport.texts(1) == ["<b>brief</b> 1"]
    assert len(stage.transport.tried) == 2


async def test_a_long_wait_is_waited_for_in_the_outbox(stage: Stage) -> None:
    await stage.subscribe(1, 2)
    stage.transport.script(1, RetryLater("slow down", after=timedelta(hours=3)))
    (first,) = await stage.owe(brief(1))
    await eventually(lambda: stage.transport.tried and stage.sender.idle)
    await stage.owe(brief(2))
    await eventually(lambda: stage.transport.texts(2))
    await eventually(lambda: stage.sender.idle)
    assert (await stage.delivery(first)).state is State.PENDING


async def test_no_network_holds_everybody(stage: Stage) -> None:
    await stage.subscribe(1, 2)
    stage.transport.script(1, RetryLater("unreachable", after=timedelta(seconds=0.3), everyone=True))
    await stage.owe(brief(1))
    await eventually(lambda: stage.transport.tried)
    await stage.owe(brief(2))
    await asyncio.sleep(0.15)
    assert len(stage.transport.tried) == 1
    await stage.settled()
    assert stage.transport.texts(1) == stage.transport.texts(2) == ["<b>brief</b> 1"]


async def test_blocked_makes_the_subscriber_inactive_and_owed_nothing(stage: Stage) -> None:
    await stage.subscribe(1)
    stage.transport.script(1, SubscriberGone("Forbidden: bot was blocked by the user", kind="blocked"))
    (number,) = await stage.owe(brief(1))
    await stage.settled()
    gone = await stage.subscriber("1")
    assert (gone.active, gone.inactive_reason, gone.next_due_at) == (False, "blocked", None)
    assert (await stage.delivery(number)).state is State.REFUSED
    (later,) = await stage.owe(brief(1, "2013-05-15T12:00[Europe/Moscow]"))
    await stage.settled()
    assert (await stage.delivery(later)).state is State.GIVEN_UP
    assert len(stage.transport.tried) == 1


async def test_a_deleted_topic_rests_alone_and_its_subscriber_is_told(stage: Stage) -> None:
    await stage.subscribe(-100, topic_id=7, title="Desk", chat_type="supergroup", subscribed_by=5)
    await stage.subscribe(-100, topic_id=8, chat_type="supergroup", subscribed_by=5)
    await stage.subscribe(5)
    stage.transport.script(-100, SubscriberGone("message thread not found", kind="topic deleted"))
    await stage.owe(brief(-100, topic_id=7))
    await stage.settled()
    await stage.owe(brief(-100, topic_id=8))
    await stage.settled()
    assert not (await stage.subscriber("-100/7")).active
    assert (await stage.subscriber("-100/8")).active
    assert stage.transport.texts(5) == ["Desk gets no briefs: topic deleted"]
    assert [(address.topic_id, part.text) for address, part in stage.transport.sent if address.chat_id == -100] == [
        (8, "<b>brief</b> 1")
    ]


async def test_a_kick_closes_every_topic(stage: Stage) -> None:
    await stage.subscribe(-100, topic_id=7, subscribed_by=5)
    await stage.subscribe(-100, topic_id=8, subscribed_by=5)
    stage.transport.script(-100, SubscriberGone("bot was kicked", kind="kicked"))
    await stage.owe(brief(-100, topic_id=7))
    await stage.settled()
    assert not (await stage.subscriber("-100/7")).active
    assert not (await stage.subscriber("-100/8")).active


async def test_an_upgraded_group_gets_its_brief_under_the_new_id(stage: Stage) -> None:
    await stage.subscribe(-5, chat_type="group")
    stage.transport.script(-5, ChatMoved("upgraded", new_chat_id=-1005))
    (number,) = await stage.owe(brief(-5))
    await stage.settled()
    assert stage.transport.texts(-1005) == ["<b>brief</b> 1"]
    assert stage.transport.texts(-5) == []
    renamed = await stage.subscriber("-1005")
    assert (renamed.chat_type, renamed.last_brief_at) == ("supergroup", NOON)
    assert (await stage.delivery(number)).subscriber_id == "-1005"


async def test_a_refused_message_is_sent_plain_once(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.subscribe(1)
    stage.transport.script(1, MessageRejected("can't parse entities"))
    (number,) = await stage.owe(brief(1))
    with caplog.at_level(logging.ERROR):
        await stage.settled()
    assert [(part.text, part.plain) for _, part in stage.transport.sent] == [("brief 1", True)]
    assert "can't parse entities" in caplog.text
    assert (await stage.delivery(number)).state is State.SENT


async def test_a_message_refused_plain_as_well_is_given_up(stage: Stage) -> None:
    await stage.subscribe(1)
    stage.transport.script(1, MessageRejected("no"), MessageRejected("no"))
    (number,) = await stage.owe(brief(1))
    await stage.settled()
    assert (await stage.delivery(number)).state is State.REFUSED
    assert len(stage.transport.tried) == 2


async def test_replies_overtake_briefs(runner: StoreThread, store: Store) -> None:
    async with staged(runner, store, at_once=1) as stage:
        await stage.subscribe(*range(1, 60))
        await stage.owe(*(brief(chat) for chat in range(1, 60)))
        await eventually(lambda: len(stage.transport.sent) >= 5)
        reply = NewDelivery("77", 77, Kind.REPLY, "said 1", NOON)
        await runner.run(lambda store: Outbox(store).enqueue_letter(reply, Letter((Part("hello"),)), now=NOON))
        stage.sender.wake()
        await stage.settled()
        order = [address.chat_id for address, _ in stage.transport.sent]
        assert order.index(77) < 40
        assert len(order) == 60


async def test_older_briefs_are_told_by_the_newest(stage: Stage) -> None:
    await stage.subscribe(1)
    older = brief(1, "2013-05-14T07:15[Europe/Moscow]", due_at=NOON - timedelta(hours=5))
    await stage.owe(older, brief(1))
    await stage.settled()
    assert len(stage.transport.sent) == 1
    assert sorted(await stage.states()) == [State.FOLDED, State.SENT]
    told = next(document for document in await stage.documents() if document["state"] == "sent")
    assert told["covers"] == ["2013-05-14T07:15[Europe/Moscow]", "2013-05-14T12:00[Europe/Moscow]"]


async def test_a_late_brief_says_so(stage: Stage) -> None:
    await stage.subscribe(1)
    await stage.owe(brief(1, due_at=NOON - timedelta(hours=1)))
    await stage.settled()
    assert stage.transport.texts(1) == ["<b>brief</b> 1 late since 07:00"]


async def test_what_came_too_late_is_given_up(stage: Stage) -> None:
    await stage.subscribe(1)
    (number,) = await stage.owe(brief(1, expires_at=NOON - timedelta(seconds=1)))
    await stage.settled()
    assert (await stage.delivery(number)).state is State.GIVEN_UP


async def test_quiet_hours_hold_and_release(stage: Stage) -> None:
    quiet = Settings(quiet=(time(11), time(14)))
    await stage.subscribe(1, settings=quiet)
    (number,) = await stage.owe(brief(1))
    await asyncio.sleep(0.1)
    assert stage.transport.sent == []
    assert (await stage.delivery(number)).state is State.PENDING
    stage.clock.at = NOON + timedelta(hours=2)
    await stage.settled()
    assert len(stage.transport.sent) == 1


async def test_a_defect_in_composing_is_tried_again(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.subscribe(1)
    stage.composer.failing = 1
    await stage.owe(brief(1))
    await eventually(lambda: "composing" in caplog.text)
    stage.clock.at += timedelta(minutes=3)
    await stage.settled()
    assert len(stage.transport.sent) == 1


async def test_nothing_to_tell_is_no_message(stage: Stage) -> None:
    stage.composer.told_nothing = True
    await stage.subscribe(1)
    await stage.owe(brief(1))
    await stage.settled()
    assert stage.transport.tried == []
    assert await stage.states() == [State.SENT]


async def test_silent_subscribers_are_not_woken(stage: Stage) -> None:
    await stage.subscribe(1, settings=Settings(silent=True))
    await stage.owe(brief(1))
    await stage.settled()
    assert stage.transport.sent[0][0].silent


async def test_stopping_leaves_the_rest_in_the_outbox(runner: StoreThread, store: Store) -> None:
    async with staged(runner, store, at_once=1) as stage:
        await stage.subscribe(*range(1, 100))
        await stage.owe(*(brief(chat) for chat in range(1, 100)))
        await eventually(lambda: len(stage.transport.sent) >= 10)
        await stage.sender.stop()
        states = await stage.states()
        assert states.count(State.SENT) == len(stage.transport.sent)
        assert State.SENDING not in states
        assert states.count(State.PENDING) == 99 - len(stage.transport.sent)


async def test_a_reader_who_left_is_sent_nothing(stage: Stage) -> None:
    left = replace(subscriber(1), active=False, schedule=Schedule((time(12),), "Europe/Moscow"))
    await stage.runner.run(lambda store: save_subscriber(store, left))
    (number,) = await stage.owe(brief(1))
    await stage.settled()
    assert (await stage.delivery(number)).reason == "not subscribed"


async def test_a_crowded_chat_holds_nobody_else_up(runner: StoreThread, store: Store) -> None:
    slow = Limits(overall_per_second=2000, chat_per_second=200, group_per_minute=5)
    async with staged(runner, store, limits=slow, policy=replace(PROMPT, patience=timedelta(minutes=1))) as stage:
        for topic in range(2, 102):
            await stage.subscribe(-100, topic_id=topic, chat_type="supergroup")
        await stage.subscribe(7)
        crowd = [brief(-100, topic_id=topic, due_at=NOON - timedelta(seconds=1)) for topic in range(2, 102)]
        await stage.owe(*crowd, brief(7))
        await eventually(lambda: stage.transport.texts(7))
        await eventually(lambda: len(stage.transport.texts(-100)) == 4)
        stage.clock.at += timedelta(minutes=1)  # the others come when they are looked at again
        await eventually(lambda: len(stage.transport.texts(-100)) == 5)


async def test_a_pause_ends_with_one_brief(stage: Stage) -> None:
    await stage.subscribe(1)
    paused = replace(await stage.subscriber("1"), paused_until=FOREVER)
    await stage.runner.run(lambda store: plan(store, paused, now=NOON - timedelta(days=3, minutes=1)))
    for days in (3, 2, 1, 0):
        now = NOON - timedelta(days=days)
        await stage.runner.run(lambda store, now=now: enqueue_due(store, now=now))  # type: ignore[misc]
    await asyncio.sleep(0.1)
    assert stage.transport.sent == []
    resumed = replace(await stage.subscriber("1"), paused_until=None)
    await stage.runner.run(lambda store: plan(store, resumed, now=NOON))
    assert await stage.runner.run(lambda store: Outbox(store).release("1", now=NOON)) == 1
    await stage.settled()
    assert len(stage.transport.texts(1)) == 1
