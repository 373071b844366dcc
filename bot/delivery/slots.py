"""From schedules to deliveries: which subscribers have a slot due, what they are owed for it, and when they are next.

All functions block and are called on the store's thread. The work is done on raw documents, in pieces of a few hundred,
since a hundred thousand subscribers may be due in one minute; what many schedules share is computed once a piece.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from tinydb import where
from tinydb.table import Document

from bot.delivery.deliveries import Kind, NewDelivery, State
from bot.delivery.outbox import Outbox
from bot.delivery.subscribers import planned, save_subscriber
from bot.store.api import Store
from bot.store.documents import decode, instant
from bot.store.schema import SUBSCRIBERS
from briefs.model.subscriber import Schedule, Subscriber
from briefs.scheduling.quiet import FOREVER, held_until
from briefs.scheduling.slots import Slot, next_slot, slot_from_key, slots_between

log = logging.getLogger("attache.delivery")

GRACE = timedelta(hours=6)
PIECE = 500
_LOOK_AGAIN = timedelta(hours=1)
_JUST_BEFORE = timedelta(microseconds=1)

_Pattern = tuple[tuple[str, ...], str, tuple[str, ...], str]
"""Times, zone, weekdays and the instant due: what decides which slots are owed."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """`told` are the slots that one brief tells, `skipped` those missed for longer than the grace."""

    told: tuple[Slot, ...]
    skipped: tuple[Slot, ...]
    next: Slot | None


def enqueue_due(store: Store, *, now: datetime, grace: timedelta = GRACE, limit: int = PIECE) -> int:
    """Owe a brief to subscribers whose slot has come, the longest due first; how many were due, at most `limit`.

    Several slots missed by one subscriber are one brief, named after the last of them. A slot missed by more than
    `grace` is owed no more: it is recorded as skipped. The subscriber's next slot moves in the same transaction.
    """
    table = store.table(SUBSCRIBERS)
    with store.transaction():
        due = table.find(where("next_due_at") <= instant(now), order="next_due_at", limit=limit)
        if due:
            _enqueue(store, due, now, grace)
    return len(due)


def plan(store: Store, subscriber: Subscriber, *, now: datetime, grace: timedelta = GRACE) -> Subscriber:
    """Store a new or changed subscriber with its next slot recomputed; what its old schedule owes already stays owed.

    Returns it as stored. Everything that changes a schedule, a zone or `active` goes through here.
    """
    table = store.table(SUBSCRIBERS)
    with store.transaction():
        stored = table.get(where("id") == subscriber.id)
        if isinstance(stored, Document) and stored["next_due_at"] and stored["next_due_at"] <= instant(now):
            _enqueue(store, [stored], now, grace)
        subscriber = planned(subscriber, after=now)
        save_subscriber(store, subscriber)
    return subscriber


def realign(store: Store, *, now: datetime) -> int:
    """Derive every next instant from its slot anew, for the zones' rules may have changed; how many moved.

    Called at each start, before the first tick. An active subscriber without a next slot gets one.
    """
    table = store.table(SUBSCRIBERS)
    with store.transaction():
        changes = {document.doc_id: change for document in table if (change := _realigned(document, now))}
        for doc_id, change in changes.items():
            table.update(change, doc_ids=[doc_id])
    return len(changes)


def _realigned(document: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    if not document["active"]:
        return {}
    try:
        slot = slot_from_key(document["next_slot"]) if document["next_slot"] else None
        if slot is None:
            slot = next_slot(_schedule(document), now)
    except (ZoneInfoNotFoundError, ValueError):
        log.exception("subscriber %s has a schedule that cannot be computed", document["id"])
        return {}
    fresh = {"next_slot": slot.key if slot else "", "next_due_at": instant(slot.at) if slot else None}
    return fresh if any(document[name] != value for name, value in fresh.items()) else {}


def _enqueue(store: Store, due: list[Document], now: datetime, grace: timedelta) -> None:
    owed_by = _computed(now, grace)
    deliveries: list[NewDelivery] = []
    following: dict[str, Slot | None] = {}
    broken: set[str] = set()
    for document in due:
        schedule = document["schedule"]
        pattern = (
            tuple(schedule["times"]),
            schedule["timezone"],
            tuple(schedule["weekdays"]),
            document["next_due_at"],
        )
        try:
            owed = owed_by(pattern)
        except (ZoneInfoNotFoundError, ValueError):
            log.exception("subscriber %s has a schedule that cannot be computed", document["id"])
            broken.add(document["id"])
            continue
        following[document["id"]] = owed.next
        deliveries.extend(_deliveries(document, owed, now, grace))
    Outbox(store).enqueue(deliveries, now=now)

    def move_on(stored: Any) -> None:
        if stored["id"] in broken:
            stored["next_due_at"] = instant(now + _LOOK_AGAIN)
            return
        slot = following[stored["id"]]
        stored["next_slot"] = slot.key if slot else ""
        stored["next_due_at"] = instant(slot.at) if slot else None

    store.table(SUBSCRIBERS).update(move_on, doc_ids=[document.doc_id for document in due])


def _deliveries(document: Mapping[str, Any], owed: _Owed, now: datetime, grace: timedelta) -> list[NewDelivery]:
    to = {"subscriber_id": document["id"], "chat_id": document["chat_id"], "topic_id": document["topic_id"]}
    if not owed.told:
        if not owed.skipped:
            return []
        last = owed.skipped[-1]
        covers = tuple(slot.key for slot in owed.skipped)
        return [NewDelivery(**to, kind=Kind.BRIEF, slot=last.key, due_at=last.at, covers=covers, state=State.SKIPPED)]
    last = owed.told[-1]
    covers = tuple(slot.key for slot in owed.told)
    held = _held(document, now)
    if held is not None and document["paused_until"] and datetime.fromisoformat(document["paused_until"]) > now:
        name = f"pause until {document['paused_until']}"  # one catch-up a pause, however many slots fall into it
    else:
        name = last.key
    return [
        NewDelivery(
            **to,
            kind=Kind.BRIEF,
            slot=name,
            due_at=last.at,
            not_before_at=held,
            expires_at=None if held == FOREVER else (held or now) + grace,
            covers=covers,
        )
    ]


def _held(document: Mapping[str, Any], now: datetime) -> datetime | None:
    if document["paused_until"] is None and document["settings"]["quiet"] is None:
        return None
    return held_until(decode(Subscriber, document), now)


def _computed(now: datetime, grace: timedelta) -> Callable[[_Pattern], _Owed]:
    @cache
    def compute(pattern: _Pattern) -> _Owed:
        times, timezone, weekdays, due_at = pattern
        schedule = Schedule(tuple(map(time.fromisoformat, times)), timezone, weekdays)
        slots = slots_between(schedule, datetime.fromisoformat(due_at) - _JUST_BEFORE, now)
        return _Owed(
            told=tuple(slot for slot in slots if now - slot.at <= grace),
            skipped=tuple(slot for slot in slots if now - slot.at > grace),
            next=next_slot(schedule, now),
        )

    return compute


def _schedule(document: Mapping[str, Any]) -> Schedule:
    schedule = document["schedule"]
    times = tuple(map(time.fromisoformat, schedule["times"]))
    return Schedule(times, schedule["timezone"], tuple(schedule["weekdays"]))
