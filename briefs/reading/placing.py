"""Where an event takes place: the place of its sentence that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.reading import Kind
from briefs.reading.attaching import closest, head_of
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.places import locates


def place_event(event: EventMention, parsed: Parsed, *, rivals: Sequence[int]) -> None:
    """Set the event's place, unless its frame has or it is a call."""
    if event.place or event.kind is Kind.CALL:
        return
    usable = [place for place in parsed.places if locates(place)]
    heads = [head_of(parsed.doc, place.start_char, place.end_char) for place in usable]
    pairs = [(place, head) for place, head in zip(usable, heads, strict=True) if head is not None]
    doc = parsed.doc
    chosen = closest(doc[event.anchor], [head for _, head in pairs], [doc[index] for index in rivals])
    if chosen is not None:
        event.place = pairs[chosen][0].place
