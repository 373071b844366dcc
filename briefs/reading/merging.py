"""One encounter, several mentions: what an article says in different sentences becomes one entry each."""

from __future__ import annotations

from datetime import timedelta

from briefs.model.reading import Kind, Status
from briefs.reading.events import EventMention
from briefs.reading.parties import unique

_TRIPS = frozenset({"purpose"})
"""Rules whose day is the day of the journey."""
_JOURNEY = timedelta(days=2)
_BILATERAL = frozenset({Kind.MEETING, Kind.TALKS, Kind.VISIT})


def merge(mentions: list[EventMention]) -> list[EventMention]:
    """The article's events in text order; each keeps the mention that says most as its first, the rest as proof."""
    events: list[EventMention] = []
    left: list[EventMention] = []
    for mention in mentions:
        for event in events:
            if same(event, mention):
                absorb(event, mention)
                break
        else:
            (left if mention.back else events).append(mention)
    for mention in left:
        told = next((event for event in events if same(event, mention)), None)
        if mention.kind is Kind.CONFERENCE and told is not None:
            absorb(told, mention)
        elif _stands_alone(mention, events):
            events.append(mention)
    return events


def _stands_alone(mention: EventMention, events: list[EventMention]) -> bool:
    """Whether a conference that takes up none told by name is told well enough itself.

    Those who call it, or its day and place, tell which it is: "the conference that Moscow and Washington want".
    """
    if mention.kind is not Kind.CONFERENCE:
        return False
    conveners = [each for each in mention.parties if each.sure]
    others = any(event.kind is Kind.CONFERENCE for event in events)
    if others and (len(conveners) < 2 or not mention.window.known):
        return False
    if any(each.window.known and mention.window.known and each.window.overlaps(mention.window) for each in events):
        return False
    if mention.status is Status.PROPOSED and conveners and mention.window.known:
        return True
    return len(conveners) > 1 or (mention.window.known and bool(mention.place))


def same(event: EventMention, other: EventMention) -> bool:
    """Whether two mentions of one article can be the same encounter."""
    if event.kind is Kind.CONFERENCE or other.kind is Kind.CONFERENCE:
        return event.kind is other.kind and _same_conference(event, other)
    if (event.kind in _BILATERAL) != (other.kind in _BILATERAL):
        return False
    ours, theirs = event.names, other.names
    if other.back:
        return bool(theirs) and theirs <= ours
    if ours != theirs and not (len(ours & theirs) >= 2 and (ours <= theirs or theirs <= ours)):
        return False
    if ours != theirs and (event.status in _UNDONE) != (other.status in _UNDONE):
        return False
    apart = bool(event.place and other.place) and not (event.place in other.place or other.place in event.place)
    if apart and (event.kind is other.kind is Kind.VISIT or (event.status is not other.status and not ours < theirs)):
        # "they met in Sochi; he invited his host to Jerusalem"
        return False
    return _windows_agree(event, other) and _statuses_agree(event, other)


def _windows_agree(event: EventMention, other: EventMention) -> bool:
    if other.status is Status.POSTPONED and event.status in _AHEAD:
        return True
    if not event.window.known or not other.window.known:
        return True
    return event.window.overlaps(other.window) or _is_eve(event, other) or _is_eve(other, event)


def _is_eve(trip: EventMention, meeting: EventMention) -> bool:
    """Whether one mention tells the trip made to meet, the other the meeting up to two days on."""
    if trip.rule not in _TRIPS or meeting.rule in _TRIPS or trip.names != meeting.names:
        return False
    return is_way_to(trip, meeting)


def is_way_to(trip: EventMention, meeting: EventMention) -> bool:
    """Whether somebody sets out on the day of the meeting or up to two days before it."""
    left, met = trip.window.start, meeting.window.start
    return left is not None and met is not None and timedelta(0) <= met - left <= _JOURNEY


def _statuses_agree(event: EventMention, other: EventMention) -> bool:
    if event.status is other.status:
        return True
    if not event.window.known or not other.window.known:
        pair = {event.status, other.status}
        dated = event if event.window.known else other
        return pair != {Status.HELD, Status.PLANNED} or (dated.window.known and dated.status is Status.HELD)
    return True


def _same_conference(event: EventMention, other: EventMention) -> bool:
    if not _windows_agree(event, other):
        return False
    ours, theirs = _telling(event), _telling(other)
    if other.back and not theirs:
        # "the conference is expected in June" takes up none that was held
        return {event.status, other.status} != {Status.HELD, Status.PLANNED}
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours or len(ours & theirs) * 2 > len(ours | theirs))


_GENERIC = frozenset(
    {"the", "a", "an", "of", "on", "for", "in", "at", "and", "to", "international", "conference", "summit", "meeting"}
)


def _telling(event: EventMention) -> set[str]:
    return {word.lower().strip(".,'’\"") for word in event.name_as.replace("-", " ").split()} - _GENERIC


_UNDONE = frozenset({Status.POSTPONED, Status.CANCELLED, Status.RULED_OUT})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})


def absorb(event: EventMention, other: EventMention) -> None:
    """Add to an event what a further mention of it says; what undoes a plan wins over the plan."""
    ours, theirs = event.window, other.window
    if other.status in _UNDONE and event.status in _AHEAD and not other.back:
        event.status = other.status
        if other.status is Status.POSTPONED:
            event.window = theirs
    elif theirs.known and (
        not ours.known
        or theirs.precision.rank < ours.precision.rank
        or (event.rule in _TRIPS and other.rule not in _TRIPS and not ours.overlaps(theirs))
    ):
        event.window = theirs
        event.hedge = event.hedge or other.hedge
        if not ours.known:
            # the sentence that dates it proves it best
            event.span, other.span = other.span, event.span
        if not other.back and event.status not in _UNDONE:
            event.status = other.status
    if other.status in _AHEAD and event.status in _AHEAD and not other.back:
        event.hedge = event.hedge or other.hedge
    if not event.place:
        event.place = other.place
    event.parties = unique([*event.parties, *other.parties])
    event.topic = event.topic or other.topic
    event.claimed_by = event.claimed_by or other.claimed_by
    event.proofs.append(other)
    if len(other.name) > len(event.name) and _telling(event) <= _telling(other):
        event.name, event.name_as = other.name, other.name_as
