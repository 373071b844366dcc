"""Encounters of pairs that the frames leave out, where what was learned is sure enough of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import product
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.frames.company import only_had
from briefs.reading.frames.remote import is_remote
from briefs.reading.pairing.pairs import Pair, Seat, pairs, seats
from briefs.reading.pairing.traits import traits
from briefs.reading.pairing.weights import Weights
from briefs.reading.parsed import Parsed
from briefs.reading.parties import persons, unique
from briefs.reading.setting import Setting
from briefs.reading.triggers import lexicon
from briefs.reading.weighing import is_nameless
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SURE = 0.5
"""The chance from which two are claimed to meet, and from which a third belongs with both of them (ADR 0023)."""
MOST_SEATS = 7
"""A sentence that names more is a list, of which nothing is claimed two by two."""
RULE = "pair"
_ASUNDER = re.compile(
    r"\b(?:the )?one in\b[^.;]*\bthe other in\b|\bhe in\b[^.;]*\bshe in\b|\beach from (?:his|her|their)\b"
)
"""Words that put two in two places."""
_ENCOUNTERS = frozenset({Kind.MEETING, Kind.TALKS, Kind.CALL})


def weighed(parsed: Parsed, setting: Setting, found: Sequence[EventMention]) -> Iterator[tuple[Pair, frozenset[str]]]:
    """Every pair of the sentence with its traits; `found` are the sentence's events that frames tell."""
    sitting = seats(parsed)
    yield from _with_traits(pairs(sitting), sitting, parsed, setting, found)


def _with_traits(
    some: Iterable[Pair], sitting: list[Seat], parsed: Parsed, setting: Setting, found: Sequence[EventMention]
) -> Iterator[tuple[Pair, frozenset[str]]]:
    people = len(persons(party for seat in sitting for party in seat.parties))
    for pair in some:
        yield pair, traits(pair, parsed, setting, seats=sitting, people=people, events=found)


def sensed(parsed: Parsed, setting: Setting, found: Sequence[EventMention], learned: Weights) -> list[EventMention]:
    """The events of two or more people that no frame tells; those who meet the same others share one.

    Where a frame tells an encounter of one of two, nothing is claimed of both.
    """
    sitting = seats(parsed)
    if len(sitting) > MOST_SEATS:
        return []
    possible = list(pairs([seat for seat in sitting if _can_meet(seat, parsed)]))
    free = [pair for pair in possible if not _is_told(pair, parsed, found)]
    if not free:
        return []
    weights = _with_traits(possible, sitting, parsed, setting, found)
    chances = {_key(pair): learned.chance(some) for pair, some in weights}
    close = {key for key, chance in chances.items() if chance >= SURE}
    groups: list[tuple[Pair, list[Seat]]] = []
    for pair in sorted(free, key=lambda each: -chances[_key(each)]):
        if _key(pair) not in close:
            break
        both = [pair.first, pair.second]
        for _, group in groups:
            if any(each in group for each in both) and _together(group, both, close):
                group += [each for each in both if each not in group]
                break
        else:
            groups.append((pair, both))
    return [_event(pair, group, parsed) for pair, group in groups]


def _can_meet(seat: Seat, parsed: Parsed) -> bool:
    """Whether these are people by name; of somebody known by office alone only a word tells an encounter (ADR 0048)."""
    return seat.is_people and not _owns(seat, parsed) and not any(is_nameless(party.who) for party in seat.parties)


def _is_told(pair: Pair, parsed: Parsed, found: Sequence[EventMention]) -> bool:
    """Whether the sentence says otherwise what the two have to do with each other, or that they are apart."""
    if any(_tells(event.names, pair) for event in found):
        return True
    if _parts(pair.joint, parsed) or only_had(pair.joint):
        return True
    return any(_carries(event, pair) for event in found)


def _owns(seat: Seat, parsed: Parsed) -> bool:
    """Whether somebody is only the one whose aide, predecessor or thing another meets.

    As in "Smith's deputy, Mary Brown", "met Smith's camera".
    """
    token, head = seat.token, seat.token.head
    if token.dep_ != "poss":
        return False
    frames = lexicon().verbs.get(grammar.lemma(head.head), ()) if head.dep_ == "dobj" else ()
    if head.i not in parsed.at and any("obj" in frame.slots for frame in frames):
        return True
    others = [head, *grammar.children(head, "appos")]
    return any(other.i in parsed.at and parsed.at[other.i] is not seat.mention for other in others)


def _parts(verb: Token, parsed: Parsed) -> bool:
    """Whether the verb that joins two tells of no sitting together.

    It beats or succeeds, parts with no object, tells what each does alone, what is said by way of the papers, or past
    each other.
    """
    low = parsed.text(verb.i, verb.i + 1).lower()
    alone = not grammar.children(verb, "dobj", "npadvmod")
    leaves = low in words("prose", "apart", "leaving") and alone
    follows = grammar.lemma(verb) == "take" and any(c.text.lower() == "over" for c in grammar.children(verb, "prt"))
    singly = verb.i > 0 and verb.nbor(-1).text.lower() == "each"
    ways = [goal for child in verb.children if child.dep_ == "prep" for goal in grammar.children(child, "pobj")]
    public = any(goal.text.lower() in words("prose", "apart", "media") for goal in ways)
    public = public or any(child.dep_ == "prep" and child.text.lower() == "past" for child in verb.children)
    parted = _ASUNDER.search(parsed.sentence.text) is not None
    return low in words("prose", "apart", "verbs") or leaves or follows or singly or public or parted


def _carries(event: EventMention, pair: Pair) -> bool:
    """Whether a frame tells what one of the two does in the sentence: an encounter, or a conference between them.

    Then the frame is believed; of such pairs only half were right.
    """
    if event.kind is Kind.CONFERENCE:
        return event.anchor in {pair.joint.i, *(token.i for way in pair.ways for token in way)}
    names = event.names
    return event.kind in _ENCOUNTERS and bool(names & (pair.first.names | pair.second.names))


def _tells(names: set[str], pair: Pair) -> bool:
    return bool(names & pair.first.names) and bool(names & pair.second.names)


def _key(pair: Pair) -> tuple[int, int]:
    return _between(pair.first, pair.second)


def _between(first: Seat, second: Seat) -> tuple[int, int]:
    return min(first.token.i, second.token.i), max(first.token.i, second.token.i)


def _together(group: Sequence[Seat], both: Sequence[Seat], close: Set[tuple[int, int]]) -> bool:
    return all(_between(one, other) in close for one, other in product(group, both) if one is not other)


def _event(pair: Pair, group: Sequence[Seat], parsed: Parsed) -> EventMention:
    together = unique(party for seat in sorted(group, key=lambda seat: seat.token.i) for party in seat.parties)
    kind = Kind.CALL if any(is_remote(token) for token in pair.joint.subtree) else Kind.MEETING
    anchor = pair.joint
    if not grammar.is_verb(anchor) and (above := grammar.clause_verb(anchor)) is not None:
        anchor = above
    return EventMention(kind, parsed.sentence, anchor.i, RULE, together, together, dated=True)
