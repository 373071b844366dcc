"""What an event without a date of its own takes from one told before: "he then saw B", "on the sidelines"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision
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
_SIDES = {
    Status.HELD: frozenset({Status.HELD}),
    Status.PLANNED: frozenset({Status.PLANNED, Status.ONGOING}),
}


def take_up(event: EventMention, parsed: Parsed, told: Sequence[EventMention]) -> None:
    """Give an undated event the day, and one on the sidelines also the place, of the event it is told beside."""
    sides = _SIDES.get(event.status)
    if sides is None or event.window.known:
        return
    text = parsed.sentence.text
    if _BESIDE.search(text):
        host = next((each for each in reversed(told) if each.kind is Kind.CONFERENCE and each.window.known), None)
        if host is not None and host.status in sides | {Status.ONGOING} and event.kind is not Kind.CONFERENCE:
            event.window = host.window
            event.place = event.place or host.place
    elif _THEN.search(text):
        last = next((each for each in reversed(told) if each.sentence.index < event.sentence.index), None)
        near = last is not None and event.sentence.index - last.sentence.index < 3
        if last is not None and near and last.status in sides and last.window.precision is Precision.DAY:
            event.window = last.window
