"""Keys under which an entry is filed, so that a new report meets only the few entries it could mean.

Two reports that identity could call one event share at least one key (ADR 0031): a pair of participants, a participant
and a place, or two words of a conference's name, topic and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from briefs.agenda.correcting import corrected
from briefs.agenda.names import acronyms, party_key, person_parts, place_parts, telling_words, types
from briefs.model.agenda import AgendaEntry, Contribution, Correction
from briefs.model.reading import Entry, Kind, Participant, Sort

_MOST_PARTICIPANTS = 10


def blocking_keys(entry: AgendaEntry) -> frozenset[str]:
    """The keys under which the store files `entry`: those of all its contributions and of what editors corrected."""
    return contribution_keys(entry.contributions) | correction_keys(entry.corrections, entry.contributions)


def contribution_keys(contributions: Iterable[Contribution]) -> frozenset[str]:
    """The keys of all `contributions`."""
    return frozenset().union(*(entry_keys(contribution.entry) for contribution in contributions))


def correction_keys(corrections: Sequence[Correction], contributions: Sequence[Contribution]) -> frozenset[str]:
    """The keys that corrected participants, names and places add to those of the contributions."""
    keys: set[str] = set()
    for told in {contribution.entry for contribution in contributions} if corrections else ():
        fixed = corrected(
            AgendaEntry("", told.kind, told.status, told.participants, told.window, told.name), corrections
        )
        said = replace(told, participants=fixed.participants, name=fixed.name, place=fixed.place or told.place)
        keys |= entry_keys(said)
    return frozenset(keys)


@lru_cache(maxsize=16384)
def entry_keys(entry: Entry) -> frozenset[str]:
    """The keys of one report."""
    keys: set[str] = set()
    participants = entry.participants[:_MOST_PARTICIPANTS]
    call = "c" if entry.kind is Kind.CALL else "p"
    if entry.kind is not Kind.CONFERENCE:
        for one, other in combinations(participants, 2):
            keys |= {f"{call}:{'+'.join(sorted((left, right)))}" for left, right in _pairs(one, other)}
    if entry.kind in (Kind.MEETING, Kind.VISIT, Kind.TALKS):
        parts = place_parts(entry.place)
        keys |= {f"v:{word}@{part}" for person in participants for word in _handles(person) for part in parts}
    if entry.kind in (Kind.CONFERENCE, Kind.TALKS):
        keys |= _name_keys(entry)
    return frozenset(keys)


def _handles(participant: Participant) -> tuple[str, ...]:
    """The words by which a participant may be called elsewhere: first and last name, or the party's whole name."""
    if participant.sort is not Sort.PERSON:
        return (party_key(participant.name),)
    parts = person_parts(participant.name)
    party = party_key(participant.name)
    return tuple(dict.fromkeys((parts[0], parts[-1], party)))


def _pairs(one: Participant, other: Participant) -> Iterable[tuple[str, str]]:
    for left in _handles(one):
        for right in _handles(other):
            yield left, right
        if other.country:
            yield left, party_key(other.country)
    if one.country:
        for right in _handles(other):
            yield party_key(one.country), right


def _name_keys(entry: Entry) -> set[str]:
    """Pairs of telling words; the type of assembly stands in where there is only one telling word."""
    said = f"{entry.name} {entry.name_as}"
    names = [name for name in (entry.name, entry.name_as) if name]
    telling = frozenset().union(*(telling_words(name) for name in names))
    short = frozenset().union(*(acronyms(name) for name in names))
    kinds = types(said) or frozenset({"conference"})
    context = telling_words(entry.topic) if entry.topic else frozenset()
    place = {part.replace(" ", "") for part in place_parts(entry.place)[:1]}
    strong = sorted(telling | short)
    keys = {f"n:{one}+{other}" for one, other in combinations(sorted(telling | context | place), 2)}
    keys |= {f"n:{word}+{kind}" for word in [*strong, *context, *place] for kind in (*kinds, "any")}
    if entry.kind is Kind.CONFERENCE:
        for participant in entry.participants[:_MOST_PARTICIPANTS]:
            keys |= {f"n:{handle}+any" for handle in _handles(participant)[-1:]}
    return keys
