"""The agenda as an iCalendar file (RFC 5545) that phones subscribe to or import.

An entry keeps one UID for life, and its SEQUENCE grows with every change, so that a calendar updates what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import icalendar

from briefs.composing.placing import off
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Heading
from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.rendering.layout import citation, proving, web_address
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import clean, line, plain
from briefs.rendering.when import When, stated_instant
from briefs.wording.wording import Wording

PRODUCT: Final = "-//attache//agenda//EN"


def calendar(
    entries: Iterable[AgendaEntry],
    wording: Wording,
    *,
    at: datetime,
    timezone: str,
    name: str = "",
    gone: Iterable[AgendaEntry] = (),
) -> bytes:
    """The entries that have dates, as one calendar in UTF-8.

    `at` (aware) is the DTSTAMP, `timezone` the reader's IANA zone. Vague windows become transparent all-day spans, an
    hour stated with its zone an exact start; entries without both ends of a window are left out, except that one
    postponed without a new date cancels its last known one. `gone` are entries that are no more, joined with others or
    taken back: they are cancelled in whatever calendar shows them.
    """
    known = list(entries)
    words = Lines(wording, When(wording, None), timezone, Names((), wording, full=True), Detail.WHOLE)
    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name or wording.say("calendar-name"))
    for entry in sorted(known, key=_order):
        window = _span(entry)
        if window is not None:
            file.add_component(_event(entry, window, words, at))
    for entry in sorted(gone, key=_order):
        window = _span(entry)
        if window is not None:
            event = _event(replace(entry, status=Status.CANCELLED), window, words, at)
            event["summary"] = icalendar.vText(wording.say("calendar-gone", what=_summary(entry, words)))
            event["description"] = icalendar.vText(wording.say("calendar-gone-why"))
            file.add_component(event)
    return bytes(file.to_ical())


def _order(entry: AgendaEntry) -> tuple[str, str]:
    window = _span(entry)
    return (window.iso() if window else "", entry.id)


def _span(entry: AgendaEntry) -> Window | None:
    """The window an event takes in a calendar; None for one that cannot be drawn there."""
    candidates = [entry.window]
    if entry.status is Status.POSTPONED and not entry.window.known:
        candidates += reversed(entry.former_windows)
    return next((one for one in candidates if one.start is not None and one.end is not None), None)


def _event(entry: AgendaEntry, window: Window, words: Lines, at: datetime) -> icalendar.Event:
    assert window.start is not None
    assert window.end is not None
    event = icalendar.Event()
    event.add("uid", f"{entry.id}@attache")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("status", _status(entry))
    one_day = window.precision is Precision.DAY and window.start == window.end
    hour = stated_instant(entry.time, window.start) if one_day else None
    if hour is not None:
        event.add("dtstart", hour.astimezone(UTC))
        event.add("transp", "OPAQUE")
    else:
        event.add("dtstart", window.start)
        event.add("dtend", window.end + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(entry, words))
    event.add("description", _description(entry, words))
    event.add("categories", [entry.kind.value])
    if entry.places:
        event.add("location", words.place(entry))
    if entry.cited is not None and (url := web_address(entry.cited.url)):
        event.add("url", url)
    if entry.reported_at is not None:
        event.add("created", entry.reported_at.astimezone(UTC))
    if entry.changed_at is not None:
        event.add("last-modified", entry.changed_at.astimezone(UTC))
    return event


def _status(entry: AgendaEntry) -> str:
    if off(entry):
        return "CANCELLED"
    if entry.status in (Status.HELD, Status.ONGOING):
        return "CONFIRMED"
    exact = entry.window.precision is Precision.DAY
    return "CONFIRMED" if entry.status is Status.PLANNED and exact and not entry.hedged else "TENTATIVE"


def _summary(entry: AgendaEntry, words: Lines) -> str:
    """Names or the conference, with its hedge; one that is off says so first, since many phones show no status."""
    who = clean(entry.name, 200) if entry.kind is Kind.CONFERENCE and entry.name else words.people(entry)
    if off(entry):
        return f"{words.status(entry.status)}: {who}"
    if entry.hedge:
        return f"{who} ({words.wording.say('quoted', words=clean(entry.hedge))})"
    return f"{who} ({words.status(entry.status)})" if entry.status is Status.PROPOSED else who


def _description(entry: AgendaEntry, words: Lines) -> str:
    rows = [plain(line(words.subject(entry))), words.state(entry, Heading.LATER)]
    if entry.best is not None:
        cited = citation(entry.cited, words.when) if entry.cited else words.wording.say("citation-editor")
        quote = clean(proving(entry), 1_000)
        rows.append(words.wording.say("citation-quote", citation=cited, quote=quote))
    return "\n".join(rows)
