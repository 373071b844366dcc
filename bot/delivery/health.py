"""How delivery does: what is owed and how old it is, what arrived, what did not, and whether silence is a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tinydb import where

from bot.delivery.deliveries import Kind, State, place
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
    (quiet hours, a pause, a 429). `due_today` are briefs that should have arrived half an hour ago or more,
    `sent_today` those that did. `refused` counts today's losses by reason, `skipped` slots missed beyond the grace,
    `unknown` deliveries that may have arrived (`unknown_deliveries` lists them).
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
    today = where("finished_at") >= instant(midnight)
    owed, oldest = 0, None
    for kind in Kind:
        ready = (where("queue") >= f"{kind.priority:d}|") & (where("queue") <= place(kind, now))
        owed += table.count(ready)
        first = table.find(ready, order="queue", limit=1)
        if first:
            age = now - datetime.fromisoformat(first[0]["ready_at"])
            oldest = age if oldest is None else max(oldest, age)
    pending = table.count(where("state") == State.PENDING.value)
    briefs = where("kind") == Kind.BRIEF.value
    lost = [
        each
        for state in _LOST
        for each in table.search(today & (where("state") == state.value))
        if each["reason"] != "not subscribed"
    ]
    due = (where("due_at") >= instant(midnight)) & (where("due_at") <= instant(now - _PATIENCE)) & briefs
    excused = table.count(due & where("state").one_of([State.FOLDED.value, State.SKIPPED.value]))
    held = (where("state") == State.PENDING.value) & (where("ready_at") > instant(now - _PATIENCE))
    waiting = table.count(due & held)
    refusals = Counter(each["reason"] for each in lost if each["state"] in (State.REFUSED, State.GIVEN_UP))
    return DeliveryHealth(
        owed=owed,
        held=max(0, pending - owed),
        oldest_owed=oldest,
        due_today=max(0, table.count(due) - excused - waiting),
        sent_today=table.count(today & briefs & (where("state") == State.SENT.value)),
        unknown=sum(1 for each in lost if each["state"] == State.UNKNOWN),
        skipped=sum(1 for each in lost if each["state"] == State.SKIPPED),
        refused=dict(refusals),
    )


def unknown_deliveries(store: Store, *, since: datetime) -> list[UnknownDelivery]:
    """Those whose arrival stayed unknown, finished since then, oldest first."""
    found = store.table(DELIVERIES).find(
        (where("state") == State.UNKNOWN.value) & (where("finished_at") >= instant(since)), order="finished_at"
    )
    return [
        UnknownDelivery(each["subscriber_id"], each["edition"], each["slot"], datetime.fromisoformat(each["due_at"]))
        for each in found
    ]
