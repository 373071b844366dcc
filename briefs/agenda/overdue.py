"""Planned events whose day has passed without a report that they were held."""

from __future__ import annotations

from datetime import date

from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Status

_AWAITED = frozenset({Status.PLANNED, Status.ONGOING, Status.POSTPONED})


def overdue(entry: AgendaEntry, today: date) -> bool:
    """Whether `entry` was due before `today` and nobody has told what became of it.

    A report told after the end of the window that still calls it planned does not count as one. Proposals, what was
    cancelled, background and what an editor removed are never overdue.
    """
    end = entry.window.end
    if end is None or entry.background or entry.removed:
        return False
    return entry.status in _AWAITED and end < today


def days_overdue(entry: AgendaEntry, today: date) -> int:
    """How many days ago the last day of its window was; 0 when it is not overdue."""
    end = entry.window.end
    return (today - end).days if end is not None and overdue(entry, today) else 0
