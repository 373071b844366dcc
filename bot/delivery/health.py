"""How delivery does: what is owed and how old it is, what arrived, what did not, and whether silence is a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tinydb import where
from tinydb.queries import QueryInstance

from bot.delivery.classify import CLOSED_KINDS
from bot.delivery.deliveries import NOT_SUBSCRIBED, TOO_LATE, Kind, State, place
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import DELIVERIES

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
    """Count what the outbox holds. Blocking; on the store's thread."""
    table = store.table(DELIVERIES)
    midnight = now.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    today, briefs = where("finished_at") >= instant(midnight), where("kind") == Kind.BRIEF.value
    owed, oldest = 0, None
    for kind in Kind:
        ready = _ready(kind, now)
        owed += table.count(ready)
        first = table.find(ready, order="queue", limit=1)
        if first:
            age = now - datetime.fromisoformat(first[0]["ready_at"])
            oldest = age if oldest is None else max(oldest, age)
    open_now = where("open_for") >= ""
    in_flight = table.count(open_now & (where("state") == State.SENDING.value))
    sent = table.count(today & briefs & (where("state") == State.SENT.value))
    lost = [each for state in _LOST for each in table.search(today & (where("state") == state.value))]
    states = Counter(each["state"] for each in lost)
    failed = sum(1 for each in lost if each["kind"] == Kind.BRIEF and _failed(each))
    return DeliveryHealth(
        owed=owed,
        held=max(0, table.count(open_now) - owed - in_flight),
        oldest_owed=oldest,
        due_today=sent + failed + table.count(_ready(Kind.BRIEF, now - _PATIENCE)),
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


def _ready(kind: Kind, now: datetime) -> QueryInstance:
    """Deliveries of this kind whose time had come by then."""
    return (where("queue") >= f"{kind.priority:d}|") & (where("queue") <= place(kind, now))


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
    """Those whose arrival stayed unknown, finished since then, oldest first."""
    found = store.table(DELIVERIES).find(
        (where("state") == State.UNKNOWN.value) & (where("finished_at") >= instant(since)), order="finished_at"
    )
    return [
        UnknownDelivery(each["subscriber_id"], each["edition"], each["slot"], datetime.fromisoformat(each["due_at"]))
        for each in found
    ]
