"""What an event without a date of its own takes from one told before: "he then saw B", "on the sidelines"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed

_THEN = re.compile(
    r"(?<!since )(?<!by )(?<!until )(?<!till )(?<!from )(?<!the )\b[Tt]hen\b(?!-| [A-Z])"
    r"|\b[Aa]fterwards?\b(?! that)|\b[Tt]hereafter\b"
    r"|^(?:Before|After) (?:it|that|this|which|them|both)\b"
    r"|^There,? (?!is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|seems?\b)"
)
"""Words that put an event next to the one told before it."""
_BESIDE = re.compile(
    r"\b(?:on|in|at|from|along) (?:the|its|their) (?:sidelines?|margins?|fringes?|wings|edges?)\b", re.I
)
_NEXT_TO = re.compile(
    r"\b[Oo]n the eve of (?:the|its|their|that)(?: [\w-]+){0,2} "
    r"(?P<eve>summit|conference|meeting|talks|visit|forum|session|congress)\b"
    r"|\b(?:[Tt]he|[Oo]ne|[Aa]) day (?P<side>before|after) (?:the|its|their|that) "
    r"(?P<what>summit|conference|meeting|talks|visit|forum|session|congress)\b"
)
"""Words that put an event on the day before or after one told already."""
_SIDES = {
    Status.HELD: frozenset({Status.HELD}),
    Status.PLANNED: frozenset({Status.PLANNED, Status.ONGOING}),
}


def take_up(event: EventMention, parsed: Parsed, told: Sequence[EventMention]) -> None:
    """Give an undated event the day of the event it is told beside, and one on the sidelines or eve its place, too."""
    sides = _SIDES.get(event.status)
    if sides is None or event.window.known:
        return
    text = parsed.sentence.text
    if _BESIDE.search(text):
        host = next((each for each in reversed(told) if each.kind is Kind.CONFERENCE and each.window.known), None)
        if host is not None and host.status in sides | {Status.ONGOING} and event.kind is not Kind.CONFERENCE:
            event.window = host.window
            event.place = event.place or host.place
    elif (beside := _NEXT_TO.search(text)) is not None:
        earlier = (each for each in reversed(told) if each.sentence.index < event.sentence.index)
        gathers = (beside["eve"] or beside["what"]) in {"summit", "conference", "forum", "session", "congress"}
        fits = (each for each in earlier if each.kind is Kind.CONFERENCE or not gathers)
        host = next((each for each in fits if each.window.precision is Precision.DAY), None)
        if host is not None and event.kind is not Kind.CONFERENCE and host.window.start and host.window.end:
            after = beside["side"] is not None and beside["side"] == "after"
            day = host.window.end + timedelta(days=1) if after else host.window.start - timedelta(days=1)
            event.window = Window(day, day, Precision.DAY)
            event.place = event.place or ("" if after else host.place)
    elif _THEN.search(text):
        last = next((each for each in reversed(told) if each.sentence.index < event.sentence.index), None)
        near = last is not None and event.sentence.index - last.sentence.index < 3
        if last is not None and near and last.status in sides and last.window.precision is Precision.DAY:
            event.window = last.window
    elif event.status is Status.PLANNED and event.kind in _MEETINGS and not parsed.dates:
        stay = _stay(event, told)
        event.window = stay.window if stay is not None else event.window


_MEETINGS = frozenset({Kind.MEETING, Kind.TALKS})


def _stay(event: EventMention, told: Sequence[EventMention]) -> EventMention | None:
    """The visit to come, told in the sentence before, during which one of the event's people is to meet the others."""
    names = {party.who.name for party in event.parties}
    for earlier in reversed(told):
        if event.sentence.index - earlier.sentence.index != 1 or earlier.kind is not Kind.VISIT:
            continue
        planned = earlier.status is Status.PLANNED and earlier.window.precision is Precision.DAY
        if planned and names & {party.who.name for party in earlier.parties}:
            return earlier
    return None


def visited(event: EventMention, told: Sequence[EventMention]) -> str:
    """The town that one of the event's people was told to travel to just before: "flew to Kampala. He met B"."""
    names = {party.who.name for party in event.parties}
    for earlier in reversed(told):
        if event.sentence.index - earlier.sentence.index > _STAY:
            break
        both = names & {party.who.name for party in earlier.parties}
        if earlier.kind is not Kind.VISIT or not both:
            continue
        starts, at = earlier.window.start, event.window
        meanwhile = (
            not at.known or not starts or (at.start is not None and starts <= at.start <= starts + _LONGEST_STAY)
        )
        countries = {party.who.country for party in event.parties if party.who.name not in both}
        fits = ", " in earlier.place or earlier.place in countries
        return earlier.place if fits and meanwhile and earlier.status in _GONE else ""
    return ""


_STAY = 3
"""Sentences for which somebody told to travel is where he went."""
_LONGEST_STAY = timedelta(days=5)
_GONE = frozenset({Status.HELD, Status.ONGOING, Status.PLANNED})


def fate(event: EventMention, told: Sequence[EventMention]) -> Status | None:
    """What became of a plan seen from the past, by the sentence before: "cancelled a visit. He had been due to …"."""
    names = {party.who.name for party in event.parties}
    for earlier in reversed(told):
        near = event.sentence.index - earlier.sentence.index == 1
        if near and earlier.status in _OFF and names & {party.who.name for party in earlier.parties}:
            return earlier.status
    return None


_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
