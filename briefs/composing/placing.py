"""Under which heading an entry belongs on a given day, and how far a brief must reach to tell it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from briefs.agenda.overdue import days_overdue
from briefs.composing.awaiting import awaits_date
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Heading
from briefs.model.reading import Kind, Status
from briefs.model.window import Precision

COMING_DAYS: Final = 7
LATER_DAYS: Final = 45
OVERDUE_DAYS: Final = 3
"""A scheduled brief asks after an unreported entry for so many days."""
OVERDUE_ASKED_DAYS: Final = 14
UNDATED_DAYS: Final = 14
"""An undated conference is repeated for so many days after its last report."""
UNDATED_ASKED_DAYS: Final = 30
OFF_DAYS: Final = 7
"""A brief asked by hand tells a cancellation for so many days after it was learned."""

OFF: Final = frozenset({Status.CANCELLED, Status.RULED_OUT})
_DATED: Final = frozenset({Precision.DAY, Precision.WEEK})
_WITHIN_A_MONTH: Final = frozenset({Precision.DAY, Precision.WEEK, Precision.PART_OF_MONTH, Precision.MONTH})


class Reach(IntEnum):
    """Which briefs tell an entry that is no news to the reader."""

    ALWAYS = 0
    ASKED = 1
    """Only a brief asked by hand, or one to whose reader it is news."""
    SEARCHED = 2
    """Only a brief restricted to words or dates that it matches."""
    NEVER = 3
    """None: an editor struck it out."""


def off(entry: AgendaEntry) -> bool:
    """Whether it will not happen as planned, and no new date is known."""
    return entry.status in OFF or (entry.status is Status.POSTPONED and not entry.window.known)


def place_in_brief(entry: AgendaEntry, today: date, learned_on: date) -> tuple[Heading, Reach]:
    """The section for `entry` on the local day `today`, when nothing about it is new to the reader.

    `learned_on` is when attache last learned something of it.
    """
    heading, reach = _by_date(entry, today, learned_on)
    if entry.removed:
        return heading, Reach.NEVER
    if off(entry):
        fresh = learned_on >= today - timedelta(days=OFF_DAYS)
        heading, reach = Heading.OFF, Reach.ASKED if fresh else Reach.SEARCHED
    if awaits_date(entry):
        reach = max(reach, Reach.ASKED)
    return heading, Reach.SEARCHED if entry.background else reach


def _by_date(entry: AgendaEntry, today: date, learned_on: date) -> tuple[Heading, Reach]:
    window = entry.window
    if entry.status is Status.HELD:
        last = window.end or window.start or learned_on
        monday_before = today - timedelta(days=today.weekday() + 7)
        return Heading.HELD, Reach.ASKED if last >= monday_before else Reach.SEARCHED
    if window.end is not None and window.end < today:
        late = days_overdue(entry, today)
        if not late:
            return Heading.OFF, Reach.SEARCHED
        reach = Reach.ALWAYS if late <= OVERDUE_DAYS else Reach.ASKED
        return Heading.OVERDUE, reach if late <= OVERDUE_ASKED_DAYS else Reach.SEARCHED
    if entry.status is Status.ONGOING and window.covers(today) and window.end is None:
        return Heading.TODAY, Reach.ALWAYS if (today - learned_on).days <= OVERDUE_DAYS else Reach.ASKED
    if window.precision is Precision.DAY and window.covers(today):
        return Heading.TODAY, Reach.ALWAYS
    conference = entry.kind is Kind.CONFERENCE
    undated = Heading.CONFERENCES if conference else Heading.LATER
    if window.start is None:
        quiet = (today - learned_on).days
        if quiet > UNDATED_ASKED_DAYS:
            return undated, Reach.SEARCHED
        firm = conference and entry.status is not Status.PROPOSED and quiet <= UNDATED_DAYS
        return undated, Reach.ALWAYS if firm else Reach.ASKED
    ahead = (window.start - today).days
    if ahead > LATER_DAYS or window.precision not in _WITHIN_A_MONTH:
        return undated, Reach.ASKED
    if conference:
        return Heading.CONFERENCES, Reach.ALWAYS
    soon = ahead <= COMING_DAYS and window.precision in _DATED
    return Heading.COMING if soon else Heading.LATER, Reach.ALWAYS
