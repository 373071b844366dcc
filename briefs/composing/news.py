"""What is news to a reader who was last told at some instant: first reports, changes, corrections, the word "held"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefs.model.agenda import AgendaEntry, Change, LedgerLine
from briefs.model.reading import Status

TOLD_AS_CHANGES = frozenset(
    (
        Change.STATUS,
        Change.WINDOW,
        Change.PLACE,
        Change.CERTAINTY,
        Change.CORRECTION,
        Change.REVIVED,
        Change.REMOVED,
    )
)
_CAN_RETURN = (Change.STATUS, Change.WINDOW, Change.PLACE, Change.CERTAINTY)


@dataclass(frozen=True, slots=True)
class Learned:
    """When attache learned of an entry: `first_at` at all, `held_at` that it was held, each told change at its instant.

    All are instants of receipt, not of publication: an article may be published before a brief and arrive after it.
    `instants` holds them in order.
    """

    first_at: datetime
    last_at: datetime
    held_at: datetime | None
    changes: tuple[tuple[datetime, LedgerLine], ...]
    instants: tuple[datetime, ...]


def learned(entry: AgendaEntry, *, unknown: datetime) -> Learned:
    """The instants of `entry`'s news; `unknown` stands in where an entry made by hand carries no instant at all."""
    received = {one.article.article_id: one.received_at for one in entry.contributions}
    first = min(received.values(), default=None) or entry.reported_at or entry.changed_at or unknown
    held: datetime | None = None
    changes: list[tuple[datetime, LedgerLine]] = []
    for line in entry.ledger:
        at = max(received.get(line.article_id, line.at), line.at) if not line.by else line.at
        if line.change is Change.STATUS and line.now == Status.HELD:
            held = at
        elif line.change in TOLD_AS_CHANGES or (line.change is Change.UNDONE and line.was):
            changes.append((at, line))
    if entry.status is Status.HELD and held is None:
        held = first
    last = max((at for at, _ in changes), default=first)
    instants = sorted({first, held or first, *(at for at, _ in changes)})
    return Learned(first, max(first, last, held or first), held, tuple(changes), tuple(instants))


def changes_since(news: Learned, since: datetime) -> tuple[LedgerLine, ...]:
    """The changes learned after `since`, oldest first, without those that came back to what the reader knew."""
    if news.first_at > since:
        return ()
    fresh = [line for at, line in news.changes if at > since]
    if len(fresh) < 2:
        return tuple(fresh)
    returned = {kind for kind in _CAN_RETURN if _came_back(line for line in fresh if line.change is kind)}
    return tuple(line for line in fresh if line.change not in returned)


def _came_back(lines: Iterable[LedgerLine]) -> bool:
    told = list(lines)
    return len(told) > 1 and told[0].was == told[-1].now
