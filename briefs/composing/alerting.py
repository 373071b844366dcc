"""What in the agenda is worth an alert to those who follow it: each event once, by a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefs.agenda.overdue import days_overdue
from briefs.composing.awaiting import awaits_date
from briefs.composing.news import learned
from briefs.model.agenda import AgendaEntry, Change
from briefs.model.reading import Status
from briefs.model.window import Precision
from briefs.rendering.when import stated_instant

_OFF = (Status.CANCELLED, Status.POSTPONED, Status.RULED_OUT)
_OLD_NEWS = timedelta(days=3)
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something that happened to an entry. `kind` is one of `Watch.alerts`; the same event has the same key."""

    entry_id: str
    kind: str
    key: str


def alert_events(entry: AgendaEntry, *, since: datetime, today: date) -> tuple[AlertEvent, ...]:
    """What was learned of `entry` after `since` that an alert may tell.

    A first report is "new" while the event lies ahead; a later window is "moved"; "cancelled" stands for postponed and
    ruled out as well; "held" is told of what was awaited or was held these days. What is told as background, was
    struck out by an editor or may still get a date (`awaits_date`) alerts nobody.
    """
    if entry.background or entry.removed or awaits_date(entry):
        return ()
    news = learned(entry, unknown=since)
    known_before = news.first_at <= since
    events: dict[str, AlertEvent] = {}

    def happened(kind: str, detail: str = "") -> None:
        key = f"{entry.id} {kind} {detail}".rstrip()
        events[key] = AlertEvent(entry.id, kind, key)

    if not known_before and _lies_ahead(entry, today) and entry.status not in _OFF:
        happened("new")
    for at, line in news.changes if known_before else ():
        if at <= since:
            continue
        if line.change is Change.WINDOW and entry.window.known:
            happened("moved", line.now)
        elif line.change is Change.STATUS and line.now in _OFF:
            happened("cancelled", line.now)
    if news.held_at is not None and news.held_at > since and _recent(entry, today):
        happened("held")
    return tuple(events.values())


def timed_events(entry: AgendaEntry, *, now: datetime, today: date) -> tuple[AlertEvent, ...]:
    """What the clock alone makes of an entry.

    "overdue" on the two days after its last day, "hour-before" in the hour before a stated hour with a stated zone.
    """
    if entry.background or entry.removed:
        return ()
    if 1 <= days_overdue(entry, today) <= 2:
        return (AlertEvent(entry.id, "overdue", f"{entry.id} overdue {entry.window.end}"),)
    start = entry.window.start
    if entry.status is Status.PLANNED and entry.time and entry.window.precision is Precision.DAY and start is not None:
        at = stated_instant(entry.time, start)
        if at is not None and now < at <= now + _AN_HOUR:
            return (AlertEvent(entry.id, "hour-before", f"{entry.id} hour-before {at.isoformat()}"),)
    return ()


def _lies_ahead(entry: AgendaEntry, today: date) -> bool:
    return entry.status is not Status.HELD and (entry.window.end is None or entry.window.end >= today)


def _recent(entry: AgendaEntry, today: date) -> bool:
    return entry.window.end is None or entry.window.end >= today - _OLD_NEWS
