"""Alerts for watches: from what changed in the agenda to deliveries for those who follow it.

Two steps, each safe to be cut off. `note` claims every new event once, for all; `spread` owes it to those who follow
one of its words, subscriber by subscriber, under a key of its own, so that spreading it again changes nothing. What is
owed together is told in one message (`Outbox.fold`), and what a brief is about to tell is left to the brief.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.clock import Clock
from bot.delivery.deliveries import WATCH, Kind, NewDelivery
from bot.delivery.outbox import Outbox
from bot.editions import Editions
from bot.store.api import Store, StoreRunner
from bot.store.documents import instant
from bot.store.schema import ALERTED, META, SUBSCRIBERS
from briefs.composing.alerting import AlertEvent, alert_events, timed_events
from briefs.composing.matching import Index
from briefs.model.agenda import AgendaEntry
from briefs.model.subscriber import WatchScope

LOOK_BACK = timedelta(days=1)
"""An article may be read long after it was received: what was learned in a day is looked at again, and known."""
GATHER = timedelta(seconds=30)
"""Alerts wait so long for others to come with them."""
BEFORE_A_BRIEF = timedelta(minutes=30)
"""So long before a subscriber's brief an alert is left to it,"""
AFTER_A_BRIEF = timedelta(minutes=15)
"""and comes after all if the brief has not come so long after its hour."""
OF_USE_FOR = timedelta(days=1)
TIMED_EVERY = timedelta(minutes=5)
_PIECE = 500
_NOTED, _SPREAD = "noted", "spread"
_WATERMARK = "alerts"


class Alerts:
    """Looks for events and owes them. `look` is a job of the timetable."""

    def __init__(self, *, runner: StoreRunner, clock: Clock, editions: Editions) -> None:
        self._runner, self._clock, self._editions = runner, clock, editions
        self._timed_at: datetime | None = None

    async def look(self) -> int:
        """Note new events and spread those that are not yet; how many alerts were owed."""
        now = self._clock.now()
        timed = self._timed_at is None or abs(now - self._timed_at) >= TIMED_EVERY
        await self._runner.run(lambda store: note(store, self._editions, now=now, timed=timed))
        if timed:
            self._timed_at = now
        noted = await self._runner.run(lambda store: pending(store, self._editions))
        if not noted.events:
            return 0
        owed, beyond = 0, 0
        while True:
            last, number = await self._runner.run(partial(spread, noted=noted, beyond=beyond, now=now))
            owed += number
            if last is None:
                break
            beyond = last
        await self._runner.run(lambda store: finished(store, noted))
        return owed


@dataclass(frozen=True)
class Noted:
    """Events to be spread, with their entries, and a memory of which entries a word means."""

    events: tuple[AlertEvent, ...]
    entries: tuple[AgendaEntry, ...]

    @cached_property
    def index(self) -> Index:
        """The words of the entries."""
        return Index(self.entries)

    @cached_property
    def _found(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def meant(self, word: str, scope: str) -> frozenset[str]:
        """Ids of the entries that a watch takes."""
        if (word, scope) not in self._found:
            positions = self.index.find(word, WatchScope(scope))
            self._found[word, scope] = frozenset(self.entries[position].id for position in positions)
        return self._found[word, scope]


def note(store: Store, editions: Editions, *, now: datetime, timed: bool = True) -> int:
    """Claim what happened since the last look, once each; how much was new.

    The first look of a store only notes where the agenda stands: what it holds already alerts nobody. `timed` asks for
    what the clock alone makes of entries, too, which looks at all of them.
    """
    with store.transaction():
        meta = store.table(META)
        kept = meta.get(where("name") == _WATERMARK)
        revision = editions.revision(store)
        if not isinstance(kept, Document) or kept["value"] != revision:
            meta.upsert({"v": 1, "name": _WATERMARK, "value": revision}, where("name") == _WATERMARK)
        if not isinstance(kept, Document):
            return 0
        today = now.astimezone(UTC).date()
        changed = editions.changed_since(store, int(kept["value"]))
        events = [event for entry in changed for event in alert_events(entry, since=now - LOOK_BACK, today=today)]
        for entry in editions.entries(store) if timed else ():
            events.extend(timed_events(entry, now=now, today=today))
        return len(store.claim(ALERTED, [_document(event, now) for event in events])) if events else 0


def pending(store: Store, editions: Editions) -> Noted:
    """The events noted and not yet spread whose entries still stand."""
    noted = store.table(ALERTED).search(where("state") == _NOTED)
    entries: dict[str, AgendaEntry] = {}
    for each in noted:
        entry = editions.find(store, each["entry_id"])
        if entry is not None:
            entries[entry.id] = entry
    events = tuple(AlertEvent(each["entry_id"], each["kind"], each["key"]) for each in noted)
    if noted and not entries:
        finished(store, Noted(events, ()))
        return Noted((), ())
    return Noted(events, tuple(entries.values()))


def spread(store: Store, noted: Noted, *, beyond: int, now: datetime) -> tuple[int | None, int]:
    """Owe the events to a piece of the subscribers: the last id looked at (None at the end), how many were new."""
    table = store.table(SUBSCRIBERS)
    piece = table.get(doc_ids=list(range(beyond + 1, beyond + 1 + _PIECE))) or []
    owed = [delivery for document in piece for delivery in _alerts(document, noted, now)]
    number = len(Outbox(store).enqueue(owed, now=now)) if owed else 0
    newest = table.find(limit=1, descending=True)
    more = bool(newest) and newest[0].doc_id > beyond + _PIECE
    return (beyond + _PIECE if more else None), number


def finished(store: Store, noted: Noted) -> None:
    """These have been spread to everybody."""
    keys = {event.key for event in noted.events}
    store.table(ALERTED).update({"state": _SPREAD}, (where("state") == _NOTED) & where("key").test(keys.__contains__))


def forget_old(store: Store, *, before: datetime) -> int:
    """Forget events noted before then; how many."""
    return len(store.table(ALERTED).remove(where("noted_at") < instant(before)))


def _alerts(subscriber: Mapping[str, Any], noted: Noted, now: datetime) -> Iterable[NewDelivery]:
    if not subscriber["active"] or not subscriber["watches"] or _paused(subscriber, now):
        return
    not_before = now + GATHER
    if subscriber["next_due_at"]:
        brief_at = datetime.fromisoformat(subscriber["next_due_at"])
        if now <= brief_at <= now + BEFORE_A_BRIEF:
            not_before = brief_at + AFTER_A_BRIEF
    for event in noted.events:
        words = _words(subscriber["watches"], event, noted)
        if words and event.entry_id not in subscriber.get("muted", ()):
            yield NewDelivery(
                subscriber_id=subscriber["id"],
                chat_id=subscriber["chat_id"],
                topic_id=subscriber["topic_id"],
                kind=Kind.ALERT,
                slot=event.key,
                edition=WATCH,
                due_at=now,
                not_before_at=not_before,
                expires_at=not_before + OF_USE_FOR,
                payload={"events": [{"entry": event.entry_id, "kind": event.kind, "words": words}]},
            )


def _words(watches: Sequence[Mapping[str, Any]], event: AlertEvent, noted: Noted) -> list[str]:
    return [
        watch["word"]
        for watch in watches
        if event.kind in watch["alerts"] and event.entry_id in noted.meant(watch["word"], watch["scope"])
    ]


def _paused(subscriber: Mapping[str, Any], now: datetime) -> bool:
    return bool(subscriber["paused_until"]) and datetime.fromisoformat(subscriber["paused_until"]) > now


def _document(event: AlertEvent, now: datetime) -> dict[str, Any]:
    return {
        "v": 1,
        "key": event.key,
        "entry_id": event.entry_id,
        "kind": event.kind,
        "state": _NOTED,
        "noted_at": instant(now),
    }
