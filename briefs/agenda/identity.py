"""Whether a report means an event that the agenda already knows.

Same people or the same conference name, a compatible kind, and windows that can be the same event. The answer is a
number: several events of the same pair may fit, and the best is taken. ADR 0031 tells the rules with examples.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefs.agenda.folding import State, corrects
from briefs.agenda.names import (
    acronyms,
    coarser_place,
    editions,
    levels,
    party_key,
    place_parts,
    same_participant,
    same_place,
    stands_for,
    telling_words,
    tells_nothing,
    told_names,
    types,
)
from briefs.agenda.timing import timing
from briefs.model.agenda import Contribution
from briefs.model.reading import Entry, Kind, Participant, Sort

_AKIN = 0.05
"""One name holds the other, but they call it differently: one event only in one city on one day."""
_NAMED = 0.6
"""From here on a name alone shows that one conference is meant."""
_HALF_NAMED = 0.5
_ENCOUNTERS = frozenset({Kind.MEETING, Kind.VISIT, Kind.TALKS})
_ASSEMBLIES = frozenset({Kind.CONFERENCE, Kind.TALKS})


def compatible(one: Kind, other: Kind) -> bool:
    """Whether the kinds can be one event: meeting, visit and talks; talks and conference; calls only with calls."""
    if one is other:
        return True
    return {one, other} <= _ENCOUNTERS or {one, other} <= _ASSEMBLIES


def kinship(contribution: Contribution, state: State) -> float:
    """How surely the report means the event: 0 when it does not, else the more the surer."""
    entry = contribution.entry
    if not any(compatible(entry.kind, kind) for kind in state.kinds):
        return 0.0
    named = name_kinship(entry, state) if _has_name(entry) and state.names else 0.0
    if named < 0:
        return 0.0
    if named >= _NAMED and _by_topic(entry, state) and _differ(entry, state):
        named = _HALF_NAMED
    who = shared(entry.participants, state.participants)
    corrected = any(corrects(contribution.article, article) for article in state.articles)
    elsewhere = bool(entry.place and state.place) and not _fits(entry.place, state.place)
    when = timing(contribution, state, named=named >= _NAMED, elsewhere=elsewhere)
    if when is None:
        if corrected and (named >= _NAMED or who >= 2):
            return 1.0 + named + who
        return 0.0
    whom = _by_people(entry, state, who, when)
    what = _by_name(entry, state, named, who, when)
    if max(whom, what) <= 0:
        return 0.0
    return max(whom, what) + when + _placing(entry, state) + (1.0 if corrected else 0.0)


def shared(one: Sequence[Participant], other: Sequence[Participant]) -> int:
    """How many participants of `one` are among `other`, a person counting for the country he acts for."""
    left = list(other)
    count = 0
    for participant in one:
        for known in left:
            if same_participant(participant, known):
                left.remove(known)
                count += 1
                break
    for participant in one:
        if any(same_participant(participant, known) for known in other):
            continue
        for known in left:
            if stands_for(participant, known) or stands_for(known, participant):
                left.remove(known)
                count += 1
                break
    return count


def restates(one: Entry, other: Entry) -> bool:
    """Whether two entries of the same article say the same thing twice."""
    if not compatible(one.kind, other.kind) or one.status is not other.status:
        return False
    if (one.window.start, one.window.end) != (other.window.start, other.window.end):
        return False
    if one.place and other.place and not same_place(one.place, other.place):
        return False
    if _has_name(one) or _has_name(other):
        return telling_words(one.name or one.name_as) == telling_words(other.name or other.name_as) and (
            bool(telling_words(one.name or one.name_as)) or one.participants == other.participants
        )
    sizes = {len(one.participants), len(other.participants)}
    return len(sizes) == 1 and sizes == {shared(one.participants, other.participants)} and sizes != {0}


def _has_name(entry: Entry) -> bool:
    return bool(entry.name or entry.name_as)


def _by_people(entry: Entry, state: State, who: int, when: float) -> float:
    """Kinship by participants: two that agree, or a traveller and the place of the trip."""
    if Kind.CONFERENCE in (entry.kind, state.kind) and not (entry.kind is Kind.TALKS or state.kind is Kind.TALKS):
        return 0.0
    if Kind.CONFERENCE in (entry.kind, state.kind) and when < 2.5:
        return 0.0
    if who >= 2:
        every = len(entry.participants) + len(state.participants) - who
        return 2.0 + who / every
    alone = _travels_alone(entry.participants, entry.place) or _travels_alone(state.participants, state.place)
    if who == 1 and alone and when >= 1.0 and _fits(entry.place, state.place):
        return 1.2
    return 0.0


def _travels_alone(participants: Sequence[Participant], place: str) -> bool:
    """Whether one traveller is named at most, the country travelled to aside."""
    parts = place_parts(place)
    return (
        sum(
            party_key(participant.name) not in (part.replace(" ", "") for part in parts) for participant in participants
        )
        <= 1
    )


def _by_name(entry: Entry, state: State, named: float, who: int, when: float) -> float:
    """Kinship by the conference's name; a name that tells little needs the same city or somebody who takes part."""
    present = any(same_participant(one, other) for one in entry.participants for other in state.participants)
    if named >= _NAMED:
        return 1.5 + named + min(who, 3) / 6
    if not (Kind.CONFERENCE is entry.kind and Kind.CONFERENCE in state.kinds):
        return 0.0
    same_spot = bool(entry.place and state.place) and place_parts(entry.place)[:1] == place_parts(state.place)[:1]
    if named > _AKIN and (present or same_spot) and when >= 1.0:
        return 1.0 + named + min(who, 3) / 6
    if named == _AKIN and same_spot and when >= 3.0:
        return 1.0
    elsewhere = bool(entry.place and state.place) and not _fits(entry.place, state.place)
    if who >= 2 and who == min(len(entry.participants), len(state.participants)) and when >= 3.0 and not elsewhere:
        return 1.0
    return 0.0


def name_kinship(entry: Entry, state: State) -> float:
    """How far the report's conference name fits the names so far, in 0–1; -1 when they contradict each other.

    A name fits when its telling words are all known of the event, from its names, its topic or its place: "the Geneva
    conference", "the Syria conference" and "Geneva 2" are told by the same few words in turn.
    """
    best = -1.0
    theirs = told_names(entry)
    context = _context(state.topic, *(place for _, place, _ in state.placings))
    known = frozenset().union(*(telling_words(name) for name in state.names))
    entry_context = _context(entry.topic, entry.place)
    ours = [name for name in state.names if not tells_nothing(telling_words(name))] or state.names
    for name in theirs:
        for other in ours:
            best = max(best, _two_names(name, other, entry.topic, state.topic, known, context, entry_context))
    return best


def _by_topic(entry: Entry, state: State) -> bool:
    """Whether one of the two is called by no name, so that its topic had to tell which conference it is."""
    return any(all(tells_nothing(telling_words(name)) for name in names) for names in (told_names(entry), state.names))


def _differ(entry: Entry, state: State) -> bool:
    """Whether they are of two sorts, in two places, or of two bodies: several may meet on one topic."""
    ours, theirs = (frozenset().union(*map(types, names)) for names in (told_names(entry), state.names))
    if (ours and theirs and not ours & theirs) or (entry.place and state.place and not _fits(entry.place, state.place)):
        return True
    mine, known = ([one for one in said if one.sort is Sort.BODY] for said in (entry.participants, state.participants))
    return bool(mine and known) and not any(same_participant(one, other) for one in mine for other in known)


def _telling(name: str, topic: str) -> frozenset[str]:
    """The words that tell a conference from others: those of its topic where its name tells nothing."""
    telling = telling_words(name)
    return telling_words(topic) or telling if tells_nothing(telling) else telling


def _two_names(
    name: str,
    other: str,
    topic: str,
    their_topic: str,
    known: frozenset[str],
    context: frozenset[str],
    mine: frozenset[str],
) -> float:
    if levels(name) and levels(other) and not levels(name) & levels(other):
        return -1.0
    if editions(name) and editions(other) and not editions(name) & editions(other):
        return -1.0
    one, two = _telling(name, topic), _telling(other, their_topic)
    if tells_nothing(one) or tells_nothing(two):
        return 0.3 if (one | two) <= (known | context | mine) else 0.1
    if one == two:
        return 1.0
    if _abbreviates(one, other) or _abbreviates(two, name):
        return 0.9
    common = one & two
    if len(common) / len(one | two) > 0.5:
        return 0.8
    alike = bool(types(name) & types(other) or levels(name) & levels(other)) or len(common) > 1
    proper = not types(name)
    if (alike or proper) and {word for word in one if not word.isdigit()} <= two | known | context:
        return 0.8 if common else 0.7
    if alike and two <= one | mine:
        return 0.6 if common else 0.5
    if alike and one <= known | context | mine and two <= one | known | mine:
        return 0.5
    return _AKIN if one < two or two < one else 0.0


def _abbreviates(short: frozenset[str], full: str) -> bool:
    """Whether one of the words is an acronym of the full name and the rest are among its words."""
    hits = short & acronyms(full)
    return bool(hits) and short - hits <= telling_words(full)


def _context(*said: str) -> frozenset[str]:
    return frozenset().union(*(telling_words(text.replace(",", " ")) for text in said if text))


def _fits(one: str, other: str) -> bool:
    return same_place(one, other) or coarser_place(one, other) or coarser_place(other, one)


def _placing(entry: Entry, state: State) -> float:
    if not entry.place or not state.place:
        return 0.0
    if place_parts(entry.place)[:1] == place_parts(state.place)[:1]:
        return 0.5
    return 0.2 if _fits(entry.place, state.place) else -0.6
