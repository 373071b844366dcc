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
MOST_NAMED = 24
"""Of more slots missed at once only the last are named, and all counted: a bot may have been off for a year."""
PIECE = 500
_LOOK_AGAIN = timedelta(hours=1)
_JUST_BEFORE = timedelta(microseconds=1)

_Pattern = tuple[tuple[str, ...], str, tuple[str, ...], str]
"""Times, zone, weekdays and the instant due: what decides which slots are owed."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a schedule owes now: a brief, named after `slot`, that tells what `covers` names, unless it is `skipped`."""

    slot: Slot | None
    covers: tuple[str, ...]
    number: int
    skipped: bool
    next_slot: str
    next_due_at: str | None


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
    for document in due:
        schedule = document["schedule"]
        times, weekdays = tuple(schedule["times"]), tuple(schedule["weekdays"])
        try:
            owed = owed_by((times, schedule["timezone"], weekdays, document["next_due_at"]))
        except (ZoneInfoNotFoundError, ValueError):
            log.exception("subscriber %s has a schedule that cannot be computed", document["id"])
            document["next_due_at"] = instant(now + _LOOK_AGAIN)
            continue
        delivery = _delivery(document, owed, now, grace)
        if delivery is not None:
            deliveries.append(delivery)
        document["next_slot"], document["next_due_at"] = owed.next_slot, owed.next_due_at
    Outbox(store).enqueue(deliveries, now=now)
    store.table(SUBSCRIBERS).replace(due)


def _delivery(document: Mapping[str, Any], owed: _Owed, now: datetime, grace: timedelta) -> NewDelivery | None:
    if owed.slot is None:
        return None
    held = None if owed.skipped else _held(document, now)
    slot = owed.slot.key
    if held is not None and document["paused_until"] and datetime.fromisoformat(document["paused_until"]) > now:
        slot = f"pause until {document['paused_until']}"  # one catch-up a pause, however many slots fall into it
    return NewDelivery(
        subscriber_id=document["id"],
        chat_id=document["chat_id"],
        topic_id=document["topic_id"],
        kind=Kind.BRIEF,
        slot=slot,
        due_at=owed.slot.at,
        not_before_at=held,
        expires_at=None if held == FOREVER else (held or now) + grace,
        covers=owed.covers,
        slots=owed.number,
        state=State.SKIPPED if owed.skipped else State.PENDING,
    )


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
        told = tuple(slot for slot in slots if now - slot.at <= grace)
        owed, following = told or slots, next_slot(schedule, now)
        return _Owed(
            slot=owed[-1] if owed else None,
            covers=tuple(slot.key for slot in owed[-MOST_NAMED:]),
            number=len(owed),
            skipped=not told,
            next_slot=following.key if following else "",
            next_due_at=instant(following.at) if following else None,
        )

    return compute


def _schedule(document: Mapping[str, Any]) -> Schedule:
    schedule = document["schedule"]
    times = tuple(map(time.fromisoformat, schedule["times"]))
    return Schedule(times, schedule["timezone"], tuple(schedule["weekdays"]))
