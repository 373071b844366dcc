"""From schedules to deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from tinydb import where

from bot.delivery.deliveries import State
from bot.delivery.slots import enqueue_due, plan, realign
from bot.delivery.subscribers import find_subscriber
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.schema import DELIVERIES, SUBSCRIBERS
from briefs.model.subscriber import Schedule, Settings
from briefs.scheduling.quiet import FOREVER
from tests.delivery.staging import NOON, subscriber

TWICE = Schedule((time(7, 15), time(12)), "Europe/Moscow")
BEFORE = NOON - timedelta(minutes=2)


@pytest.fixture
def here() -> Iterator[Store]:
    store = open_store("memory:", exclusive=True)
    yield store
    store.close()


def owed(store: Store) -> list[tuple[str, str, list[str]]]:
    return [(each["slot"], each["state"], each["covers"]) for each in store.table(DELIVERIES)]


def test_a_slot_is_owed_once_and_the_next_one_follows(here: Store) -> None:
    planned = plan(here, subscriber(1, schedule=TWICE), now=BEFORE)
    assert planned.next_slot == "2013-05-14T12:00[Europe/Moscow]"
    assert enqueue_due(here, now=BEFORE) == 0
    assert enqueue_due(here, now=NOON) == 1
    assert enqueue_due(here, now=NOON) == 0
    assert owed(here) == [("2013-05-14T12:00[Europe/Moscow]", "pending", ["2013-05-14T12:00[Europe/Moscow]"])]
    moved = find_subscriber(here, "1")
    assert moved is not None
    assert moved.next_slot == "2013-05-15T07:15[Europe/Moscow]"
    assert moved.next_due_at == datetime(2013, 5, 15, 3, 15, tzinfo=UTC)


def test_several_missed_slots_are_one_brief(here: Store) -> None:
    plan(here, subscriber(1, schedule=TWICE), now=NOON - timedelta(hours=6))
    enqueue_due(here, now=NOON + timedelta(hours=1))
    assert owed(here) == [
        (
            "2013-05-14T12:00[Europe/Moscow]",
            "pending",
            ["2013-05-14T07:15[Europe/Moscow]", "2013-05-14T12:00[Europe/Moscow]"],
        )
    ]


def test_slots_missed_beyond_the_grace_are_skipped_and_recorded(here: Store) -> None:
    plan(here, subscriber(1, schedule=TWICE), now=NOON - timedelta(days=2))
    enqueue_due(here, now=NOON + timedelta(hours=7))
    ((slot, state, covers),) = owed(here)
    assert (slot, state) == ("2013-05-14T12:00[Europe/Moscow]", State.SKIPPED.value)
    assert len(covers) == 4
    moved = find_subscriber(here, "1")
    assert moved is not None
    assert moved.next_slot == "2013-05-15T07:15[Europe/Moscow]"


def test_quiet_hours_and_pauses_hold(here: Store) -> None:
    plan(here, subscriber(1, settings=Settings(quiet=(time(11), time(14)))), now=BEFORE)
    until = NOON + timedelta(days=3)
    plan(here, subscriber(2, paused_until=until), now=BEFORE)
    for days in range(3):
        enqueue_due(here, now=NOON + timedelta(days=days))
    held = {(each["subscriber_id"], each["slot"]): each["ready_at"] for each in here.table(DELIVERIES)}
    assert held["1", "2013-05-14T12:00[Europe/Moscow]"] == (NOON + timedelta(hours=2)).isoformat()
    assert [key for key in held if key[0] == "2"] == [("2", f"pause until {until.isoformat()}")]
    assert set(held.values()) >= {until.isoformat()}


def test_a_pause_without_end_expires_never(here: Store) -> None:
    plan(here, subscriber(1, paused_until=FOREVER), now=BEFORE)
    enqueue_due(here, now=NOON)
    assert here.table(DELIVERIES).all()[0]["expires_at"] is None


def test_a_change_of_schedule_keeps_what_is_owed_already(here: Store) -> None:
    known = plan(here, subscriber(1), now=BEFORE)
    changed = plan(
        here, replace(known, schedule=Schedule((time(19),), "Europe/Berlin")), now=NOON + timedelta(seconds=3)
    )
    assert [slot for slot, _, _ in owed(here)] == ["2013-05-14T12:00[Europe/Moscow]"]
    assert changed.next_slot == "2013-05-14T19:00[Europe/Berlin]"


def test_who_moves_west_gets_that_hour_again_by_their_new_clock(here: Store) -> None:
    known = plan(here, subscriber(1), now=BEFORE)
    enqueue_due(here, now=NOON)
    plan(here, replace(known, schedule=Schedule((time(12),), "America/New_York")), now=NOON + timedelta(hours=1))
    enqueue_due(here, now=NOON + timedelta(hours=9))
    assert [slot for slot, _, _ in owed(here)] == [
        "2013-05-14T12:00[Europe/Moscow]",
        "2013-05-14T12:00[America/New_York]",
    ]


def test_an_inactive_subscriber_is_owed_nothing(here: Store) -> None:
    plan(here, subscriber(1, active=False), now=BEFORE)
    assert enqueue_due(here, now=NOON + timedelta(days=1)) == 0


def test_zones_whose_rules_have_changed_are_realigned(here: Store) -> None:
    plan(here, subscriber(1), now=BEFORE)
    plan(here, subscriber(2, active=False), now=BEFORE)
    here.table(SUBSCRIBERS).update({"next_due_at": (NOON + timedelta(hours=1)).isoformat()}, where("id") == "1")
    assert realign(here, now=BEFORE) == 1
    fixed = find_subscriber(here, "1")
    assert fixed is not None
    assert fixed.next_due_at == NOON
    assert realign(here, now=BEFORE) == 0


def test_a_broken_schedule_keeps_nobody_else_from_theirs(here: Store, caplog: pytest.LogCaptureFixture) -> None:
    plan(here, subscriber(1), now=BEFORE)
    plan(here, subscriber(2), now=BEFORE)
    here.table(SUBSCRIBERS).update(
        {"schedule": {"times": ["12:00:00"], "timezone": "Mars/Olympus", "weekdays": ["tue"]}}, where("id") == "1"
    )
    enqueue_due(here, now=NOON)
    assert [each["subscriber_id"] for each in here.table(DELIVERIES)] == ["2"]
    assert "schedule that cannot be computed" in caplog.text
    assert enqueue_due(here, now=NOON) == 0


def test_pieces_are_bounded(here: Store) -> None:
    for number in range(1, 8):
        plan(here, subscriber(number), now=BEFORE)
    assert [enqueue_due(here, now=NOON, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert len(here.table(DELIVERIES)) == 7
