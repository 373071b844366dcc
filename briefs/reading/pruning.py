"""Which of a sentence's event mentions stand: a trip to see somebody is the meeting, two readings of one are one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parties import unique

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FACE_TO_FACE = frozenset({Kind.MEETING, Kind.TALKS})


_APART = re.compile(
    r"\b(?:separately|individually|one by one|one at a time|one after (?:the )?(?:other|another)"
    r"|separate (?:\w+ )?(?:meetings?|talks|calls?|conversations?|sessions?|audiences?|encounters?))\b"
)
"""Words that make of several encounters told together one each."""


def prune(events: list[EventMention], doc: Doc) -> list[EventMention]:
    """The events of one sentence that stand; a meeting takes the place of the trip made for it."""
    out: list[EventMention] = []
    _name_gatherings(events, doc)
    for event in events:
        if event.kind is Kind.VISIT:
            purpose = [other for other in events if _is_purpose(event, other, doc) or _is_during(event, other, doc)]
            if purpose:
                for other in purpose:
                    other.place = other.place or event.place
                    if not other.window.known:
                        other.window = event.window
                    if other.window == event.window and other.rule.startswith("noun:"):
                        # "arrived on Monday for talks with B": the day may be that of the journey alone
                        other.rule = "purpose"
                    if event.status in {Status.CANCELLED, Status.POSTPONED, Status.RULED_OUT}:
                        other.status = event.status
                continue
        out.append(event)
    out = [event for event in out if not any(_is_seating(event, other) for other in out)]
    return [event for event in out if not any(_covers(other, event, doc) for other in out if other is not event)]


def _is_seating(gathering: EventMention, other: EventMention) -> bool:
    """Whether those who gather are known by name: "experts from A and B sit down" is an encounter of A and B."""
    named = other.kind in _FACE_TO_FACE and len(other.parties) > 1 and other.anchor == gathering.anchor
    return named and gathering.kind is Kind.CONFERENCE and gathering.rule.startswith("gathering")


def is_encounter(event: EventMention) -> bool:
    """Whether the event is one between at least two parties that can meet again."""
    return event.kind in _FACE_TO_FACE and len(event.parties) > 1


def _name_gatherings(events: list[EventMention], doc: Doc) -> None:
    """Make one conference of "EU leaders meet for a summit"."""
    for event in list(events):
        if not event.rule.startswith("gathering"):
            continue
        for other in list(events):
            if other is not event and other.rule.startswith("conference") and doc[other.anchor].dep_ == "pobj":
                preposition = doc[other.anchor].head
                if preposition.text.lower() == "in" and preposition.head.i == event.anchor:
                    # "EU ministers meet in emergency session": how they meet
                    event.parties = unique([*event.parties, *other.parties])
                    events.remove(other)
                elif preposition.text.lower() in {"for", "at"} and preposition.head.i == event.anchor:
                    told = len(other.name.split()) > 1 or other.name[:1].isupper()
                    event.name = other.name if told else event.name
                    event.name_as = other.name_as if told else event.name_as
                    event.parties = other.parties
                    events.remove(other)


def distribute(event: EventMention) -> list[EventMention]:
    """Two people who met a third in the course of a week met him one by one; on one day, together unless it says so."""
    if event.kind is not Kind.CONFERENCE and _APART.search(event.sentence.text):
        one, several = sorted((event.agents, event.others), key=len)
        if len(one) == 1 and len(several) > 1 and len(event.parties) == len(several) + 1:
            return [replace(event, parties=[*one, each], agents=one, others=[each], proofs=[]) for each in several]
    vague = event.window.known and event.window.precision is not Precision.DAY
    if not (
        event.kind is Kind.MEETING
        and event.status is Status.HELD
        and vague
        and len(event.agents) > 1
        and len(event.others) == 1
        and not event.place
    ):
        return [event]
    return [replace(event, parties=[agent, *event.others], agents=[agent], proofs=[]) for agent in event.agents]


def _is_purpose(trip: EventMention, other: EventMention, doc: Doc) -> bool:
    """Whether `other` is an encounter of the traveller for which the trip is made."""
    if other.kind not in _FACE_TO_FACE or other.back:
        return False
    travellers = trip.names
    if not travellers & other.names:
        return False
    anchor = doc[other.anchor]
    if trip.anchor not in {above.i for above in grammar.ancestors(anchor)} or _is_aside(anchor, doc[trip.anchor]):
        return False
    return not other.place or not trip.place or other.place == trip.place


def _is_during(trip: EventMention, other: EventMention, doc: Doc) -> bool:
    """Whether `other` is what the traveller does on the trip: "during his stay in Oslo he will meet B"."""
    noun = doc[trip.anchor]
    if noun.dep_ != "pobj" or noun.head.text.lower() != "during" or other.kind not in _FACE_TO_FACE or other.back:
        return False
    return trip.names < other.names


def _is_aside(anchor: Token, trip: Token) -> bool:
    """Whether the encounter stands in a clause about the traveller: "A, with whom B dined on Monday, flies to Oslo"."""
    for above in (anchor, *grammar.ancestors(anchor)):
        if above.i == trip.i:
            return False
        if above.dep_ == "relcl" and above.head.dep_ in grammar.SUBJECTS and above.head.head.i == trip.i:
            return True
    return False


def _is_invited(meeting: EventMention, other: EventMention, doc: Doc) -> bool:
    """Whether a meeting is no more than a welcome to a conference: "welcomes B to the summit"."""
    if meeting.kind is not Kind.MEETING or other.kind is not Kind.CONFERENCE:
        return False
    anchor = doc[other.anchor]
    return anchor.dep_ == "pobj" and anchor.head.text.lower() == "to" and anchor.head.head.i == meeting.anchor


def _covers(other: EventMention, event: EventMention, doc: Doc) -> bool:
    """Whether `other` tells the same encounter as `event`, one inside the other's words, and better."""
    if _is_invited(event, other, doc):
        return True
    if other.kind is Kind.CONFERENCE or event.kind is Kind.CONFERENCE:
        return False
    ours, theirs = {e.who.name for e in event.parties}, {e.who.name for e in other.parties}
    if not ours <= theirs or (ours == theirs and other.anchor > event.anchor):
        return False
    if (other.kind is Kind.CALL) != (event.kind is Kind.CALL) or event.kind is Kind.VISIT or other.kind is Kind.VISIT:
        return False
    if other.window.known and event.window.known and not other.window.overlaps(event.window):
        return False
    low, high = sorted((doc[event.anchor], doc[other.anchor]), key=lambda token: len(list(grammar.ancestors(token))))
    return low.i in {above.i for above in grammar.ancestors(high)}
