"""How delivery does: what is owed and how old it is, what arrived, what did not, and whether silence is a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tinydb import where
from tinydb.table import Document

from bot.delivery.classify import CLOSED_KINDS
from bot.delivery.deliveries import NOT_SUBSCRIBED, TOO_LATE, Kind, State, outcomes, place
from bot.store.api import Store
from bot.store.schema import DELIVERIES
from bot.store.table import RowTable

_PATIENCE = timedelta(minutes=30)
"""So long a brief may be on its way before its absence counts as silence."""
_LOST = (State.REFUSED, State.GIVEN_UP, State.SKIPPED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DeliveryHealth:
    """Counts as of one instant; "today" is the local date in the zone asked for.

    `owed` may leave now, `oldest_owed` is how long the oldest of them has waited; `held` waits for an hour to come
    (quiet hours, a pause, a 429). `due_today` are the briefs that were sent, failed, or should have left half an hour
    ago; `sent_today` those that arrived. `refused` counts today's losses by reason, `skipped` slots missed beyond the
    grace, `unknown` deliveries that may have arrived (`unknown_deliveries` lists them).
    """

    owed: int = 0
    held: int = 0
    oldest_owed: timedelta | None = None
    due_today: int = 0
    sent_today: int = 0
    unknown: int = 0
    skipped: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether nothing was sent today though briefs were due."""
        return self.due_today > 0 and self.sent_today == 0


@dataclass(frozen=True, slots=True)
class UnknownDelivery:
    """A delivery of which nobody will know whether all its parts arrived."""

    subscriber_id: str
    edition: str
    slot: str
    due_at: datetime


def measure(store: Store, *, now: datetime, timezone: str) -> DeliveryHealth:
    """Count what the outbox holds. Blocking; on the store's thread, but by index, whatever is owed."""
    table = store.table(DELIVERIES)
    midnight = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    owed = sum(_owed(table, kind, now) for kind in Kind)
    oldest = [age for kind in Kind if (age := _oldest(table, kind, now)) is not None]
    sent = table.count_between("outcome", *outcomes(State.SENT, Kind.BRIEF, since=midnight))
    lost = [each for state in _LOST for each in _closed(table, state, since=midnight)]
    states = Counter(each["state"] for each in lost)
    failed = sum(1 for each in lost if each["kind"] == Kind.BRIEF and _failed(each))
    return DeliveryHealth(
        owed=owed,
        held=table.count_between("queue", "", "~") - owed,
        oldest_owed=max(oldest, default=None),
        due_today=sent + failed + _owed(table, Kind.BRIEF, now - _PATIENCE),
        sent_today=sent,
        unknown=states[State.UNKNOWN.value],
        skipped=states[State.SKIPPED.value],
        refused=dict(
            Counter(
                each["reason"]
                for each in lost
                if each["state"] in (State.REFUSED, State.GIVEN_UP) and each["reason"] != NOT_SUBSCRIBED
            )
        ),
    )


def _owed(table: RowTable, kind: Kind, by: datetime) -> int:
    """How many deliveries of this kind wait whose time had come by then."""
    return table.count_between("queue", f"{kind.priority:d}|", place(kind, by))


def _oldest(table: RowTable, kind: Kind, now: datetime) -> timedelta | None:
    ready = (where("queue") >= f"{kind.priority:d}|") & (where("queue") <= place(kind, now))
    first = table.find(ready, order="queue", limit=1)
    return now - datetime.fromisoformat(first[0]["ready_at"]) if first else None


def _closed(table: RowTable, state: State, *, since: datetime) -> list[Document]:
    """Those that came to this since then."""
    found: list[Document] = []
    for kind in Kind:
        first, last = outcomes(state, kind, since=since)
        found += table.find((where("outcome") >= first) & (where("outcome") <= last), order="outcome")
    return found


def _failed(document: Mapping[str, Any]) -> bool:
    """Whether it was lost by us or on the way, not because its chat is closed or left."""
    match document["state"]:
        case State.UNKNOWN:
            return True
        case State.GIVEN_UP:
            return bool(document["reason"] == TOO_LATE)
        case State.REFUSED:
            return document["reason"] not in CLOSED_KINDS
        case _:
            return False


def unknown_deliveries(store: Store, *, since: datetime) -> list[UnknownDelivery]:
    """Those whose arrival stayed unknown, finished since then, by kind and age."""
    return [
        UnknownDelivery(each["subscriber_id"], each["edition"], each["slot"], datetime.fromisoformat(each["due_at"]))
        for each in _closed(store.table(DELIVERIES), State.UNKNOWN, since=since)
    ]
