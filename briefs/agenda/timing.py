"""Whether two reports can mean one event as far as their windows tell."""

from __future__ import annotations

from datetime import date, timedelta

from briefs.agenda.folding import DROPPED, State
from briefs.model.agenda import Contribution
from briefs.model.reading import Status
from briefs.model.window import Precision, Window

_DAY = timedelta(days=1)
_RECENT = timedelta(days=31)
_SLIP_BY_NAME = timedelta(days=75)
_TRIED_AGAIN = timedelta(days=14)
_SLIP_BY_PAIR = timedelta(days=21)
_FUTURE = frozenset({Status.PLANNED, Status.PROPOSED})


def alive_until(state: State) -> date:
    """The last day on which a report may still mean this event: what is over is soon only history."""
    told_on = state.last_told_at.date() if state.last_told_at else date.max
    if state.status is Status.HELD:
        return max(state.window.end or told_on, told_on) + timedelta(days=45)
    ends = [window.end for window in (state.window, *state.former_windows) if window.end is not None]
    if state.window.known and state.window.end is not None:
        return max(*ends, told_on) + timedelta(days=60)
    return max(*ends, told_on, date.min) + timedelta(days=200)


def possible(window: Window, status: Status, told_on: date) -> Window:
    """The part of `window` that a report of that status, told that day, can mean.

    What is planned lies ahead and what was held lies behind; a day of grace allows for the world's time zones.
    """
    start, end = window.start, window.end
    if status in _FUTURE or status is Status.POSTPONED:
        if end is None or end >= told_on - _DAY:
            start = max(start, told_on - _DAY) if start else start
    elif status is Status.HELD and start and start <= told_on + _DAY:
        end = min(end, told_on + _DAY) if end else end
    return Window(start, end, window.precision)


def timing(contribution: Contribution, state: State, *, named: bool, elsewhere: bool = False) -> float | None:
    """How well the report's window fits the event's, from 0 to 4; None when it must be another event.

    `named` says that both carry the same conference name, which lets a date slip further than a mere pair of people;
    `elsewhere` that they name places apart, which lets no source be a day off.
    """
    entry = contribution.entry
    told_on = contribution.told_at.date()
    if told_on > alive_until(state):
        return None
    theirs = possible(entry.window, entry.status, told_on)
    if not entry.window.known:
        return _undated(entry.status, state, told_on)
    if not state.window.known:
        return _against_undated(entry.status, theirs, state, told_on)
    if theirs.overlaps(state.window):
        return _overlap(theirs, entry.window, state)
    return _disjoint(contribution, theirs, state, named=named, elsewhere=elsewhere)


def _overlap(theirs: Window, told: Window, state: State) -> float:
    ours = state.window
    if (told.start, told.end) == (ours.start, ours.end):
        return 4.0
    if Precision.OPEN in (told.precision, ours.precision):
        return 1.5
    vague = max(theirs.precision.rank, ours.precision.rank)
    return 3.0 if vague == 0 else max(1.0, 2.6 - 0.3 * vague)


def _undated(status: Status, state: State, told_on: date) -> float | None:
    over = state.status is Status.HELD
    ours = state.window
    if status is Status.HELD:
        if over:
            near = ours.end is None or told_on - ours.end <= _RECENT
            return 1.2 if near else None
        begun = ours.start is not None and ours.start <= told_on
        return 1.0 if begun else 0.3 if not ours.known else None
    if over:
        return None
    if status is Status.ONGOING:
        return 1.0 if ours.covers(told_on) else None
    if not ours.known:
        return 1.2
    if ours.end is not None and ours.end < told_on - timedelta(days=3):
        return 0.4 if status in DROPPED else None
    ahead = max(((ours.start or told_on) - told_on).days, 0)
    return 1.0 + 0.5 / (1 + ahead / 30)


def _against_undated(status: Status, theirs: Window, state: State, told_on: date) -> float | None:
    if state.status is Status.HELD:
        if status is not Status.HELD:
            return None
        heard_on = state.held_told_at.date() if state.held_told_at else told_on
        if theirs.start is None or theirs.end is None:
            return None
        return 1.0 if theirs.start <= heard_on and heard_on - theirs.end <= _RECENT else None
    return 1.2


def _disjoint(
    contribution: Contribution, theirs: Window, state: State, *, named: bool, elsewhere: bool
) -> float | None:
    """A report with other dates: a slip of the same event, a day's disagreement, or another event."""
    entry, ours = contribution.entry, state.window
    told_on = contribution.told_at.date()
    later = theirs.start is not None and ours.end is not None and theirs.start > ours.end
    gap = _gap(theirs, ours)
    if gap is None:
        return None
    if gap <= _DAY and Precision.DAY is theirs.precision is ours.precision and not elsewhere:
        if Status.ONGOING in (entry.status, state.status):
            return 1.5
        # Of two days on which it was held one may be that of another time zone: the one for which it was planned.
        held_twice = entry.status is Status.HELD and state.status is Status.HELD
        if not held_twice or any(
            (entry.window.start, entry.window.end) == (was.start, was.end) for was in state.former_windows
        ):
            return 0.8
    if state.status is Status.HELD or entry.status is Status.HELD:
        return None
    if state.status is Status.ONGOING and later and named and gap <= timedelta(days=10):
        return 1.0 if entry.status is Status.ONGOING else None
    if ours.end is not None and ours.end < told_on - _RECENT:
        return None
    if entry.status is Status.POSTPONED:
        return 1.0
    reach = _SLIP_BY_NAME if named else _SLIP_BY_PAIR
    unsure = bool(state.hedge) or state.status is Status.POSTPONED
    if entry.status in _FUTURE and unsure and gap <= reach:
        return 0.8
    if entry.status in _FUTURE and state.status in DROPPED and gap <= _TRIED_AGAIN:
        return 0.7
    return None


def _gap(one: Window, other: Window) -> timedelta | None:
    if one.start is not None and other.end is not None and one.start > other.end:
        return one.start - other.end
    if other.start is not None and one.end is not None and other.start > one.end:
        return other.start - one.end
    return None
