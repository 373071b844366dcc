"""What an article tells twice: the trip beside the encounter it is made for, the meeting that is but attendance."""

from __future__ import annotations

from briefs.model.reading import Kind, Status
from briefs.reading.events import EventMention
from briefs.reading.merging import is_way_to

_SETTING_OUT = frozenset({"leave", "depart", "fly", "head", "set+off", "set+out", "jet", "sail", "travel", "go"})
_SIDE = {
    Status.HELD: "past",
    Status.PLANNED: "ahead",
    Status.ONGOING: "ahead",
    Status.POSTPONED: "undone",
    Status.CANCELLED: "undone",
    Status.RULED_OUT: "undone",
    Status.PROPOSED: "ahead",
}


def without_doubles(events: list[EventMention]) -> list[EventMention]:
    """The events of an article without the trips and attendances that others of them tell better."""
    return [event for event in events if not any(_is_within(event, other) for other in events if other is not event)]


def _is_within(event: EventMention, other: EventMention) -> bool:
    if other.kind in {Kind.VISIT, Kind.CALL} or not event.names <= other.names:
        return False
    if event.kind is Kind.VISIT:
        return _is_trip_to(event, other)
    learned = event.rule == "pair" and other.kind is Kind.CONFERENCE
    return learned and event.span in {mention.span for mention in (other, *other.proofs)} and _agree(event, other)


def _is_trip_to(trip: EventMention, other: EventMention) -> bool:
    """Whether a sentence of the encounter tells the trip by its verb, not as a visit: "will be in Oslo to see B"."""
    together = {mention.span for mention in (trip, *trip.proofs)} & {mention.span for mention in (other, *other.proofs)}
    if not together or trip.rule.startswith("noun:") or _SIDE[trip.status] != _SIDE[other.status]:
        return False
    elsewhere = trip.place and other.place and trip.place not in other.place and other.place not in trip.place
    if elsewhere:
        return False
    if _agree(trip, other):
        return True
    sets_out = trip.rule.removeprefix("travel:") in _SETTING_OUT
    return sets_out and is_way_to(trip, other)


def _agree(event: EventMention, other: EventMention) -> bool:
    return not event.window.known or not other.window.known or event.window.overlaps(other.window)
