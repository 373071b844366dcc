"""Words → the entries they mean: a person, a country or body however it is said, a place, a topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import Final

from briefs.composing.places import city_named, places_named
from briefs.composing.postings import PARTY, SOUND, Postings, Table
from briefs.composing.transcribing import heard, nominatives, spoken_words
from briefs.composing.vocabulary import fold, is_cyrillic, party_named, romanised, seat_of, sounded, words_of
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Participant, Sort
from briefs.model.subscriber import WatchScope

_CLOSE: Final = 0.72
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_ALIKE: Final = 0.4
"""How much of their letters two words must share that are one name by ear ("dzhon", "john")."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase was taken to mean: the name it goes by and of which sort it is ("person", "country", "body"…)."""

    phrase: str
    name: str
    sort: str


class Index:
    """The words of many entries, by who takes part and by anything they say.

    `postings`, where given, hold these very entries and are shared with later indexes; once they have moved on, this
    index is out of date.
    """

    def __init__(self, entries: Sequence[AgendaEntry], postings: Postings | None = None) -> None:
        self._entries = entries
        self._postings = Postings(entries) if postings is None else postings

    def find(self, phrase: str, scope: WatchScope = WatchScope.ANY_MENTION) -> frozenset[int]:
        """Positions of the entries that `phrase` means; none for a phrase without words.

        A country or body is found however it is said; names are found by any of their words, or as they sound when
        no word is the same. Several words must all be found.
        """
        table = self._postings.table(scope)
        party = party_named(phrase)
        if party is not None:
            # "Friends of Syria" names a body of its own, and yet is about Syria.
            found = table.get(PARTY + party.name, set()) | self._all(words_of(party.name), table)
            if found:
                return self._positions(found)
        for place in places_named(phrase):
            if found := self._all(words_of(place), table):
                return self._positions(found)
        return self._positions(self._all(spoken_words(phrase), table))

    def _all(self, words: Sequence[str], table: Table) -> set[int]:
        """The numbers of the entries that hold every one of some words."""
        sets = [set[int]().union(*(table.get(key, ()) for key in self._keys(word, table))) for word in words]
        return set.intersection(*sets) if sets else set()

    def _keys(self, word: str, table: Table) -> Sequence[str]:
        """The keys that a folded word leads to: itself, how it sounds; in Russian letters, its nominative or by ear."""
        for key in (word, SOUND + sounded(word)):
            if key in table:
                return (key,)
        if not is_cyrillic(word):
            return ()
        for nominative in nominatives(word):
            if (key := SOUND + sounded(nominative)) in table:
                return (key,)
        for nominative in nominatives(word):
            near = {known for key in heard(nominative) for known in self._postings.heard.get(key, ())}
            if near:
                spelt = romanised(nominative)
                alike = {known: SequenceMatcher(None, spelt, known).ratio() for known in sorted(near)}
                best = max(_ALIKE, *alike.values())
                return tuple(known for known in alike if alike[known] == best)
        return ()

    def _positions(self, numbers: Iterable[int]) -> frozenset[int]:
        places = self._places
        return frozenset(places[number] for number in numbers if number in places)

    def meaning(self, phrase: str) -> Meaning | None:
        """What `phrase` means in these entries; None when nothing of it is known there or anywhere."""
        party = party_named(phrase)
        if party is not None:
            return Meaning(phrase, party.name, party.sort.value)
        found = self.find(phrase)
        city = city_named(phrase)
        if not found:
            seat = seat_of(city or phrase)
            return Meaning(phrase, seat.name, "country") if seat else None
        if bearer := self._bearer(phrase, found):
            return Meaning(phrase, bearer, "person")
        towns = {place.split(",")[0] for position in found for place in self._entries[position].places}
        meant = {words_of(phrase), *map(words_of, places_named(phrase))}
        place = next((town for town in sorted(towns) if words_of(town) in meant), "")
        return Meaning(phrase, place or phrase, "place" if place else "topic")

    def person(self, phrase: str) -> Participant | None:
        """The person of that name as the agenda was last told of them; None when nobody bears it."""
        found = self.find(phrase)
        name = self._bearer(phrase, found)
        told = [
            (entry.reported_at or _LONG_AGO, one)
            for entry in (self._entries[position] for position in found)
            for one in entry.participants
            if one.name == name and one.sort is Sort.PERSON
        ]
        return max(told, key=lambda each: each[0])[1] if told else None

    def _bearer(self, phrase: str, found: Iterable[int]) -> str:
        """The name of the person in these entries that most of them mean by a phrase; "" for none."""
        table = self._postings.table(WatchScope.ANY_MENTION)
        wanted = [set(self._keys(word, table)) for word in spoken_words(phrase)]
        bearers = Counter(
            one.name
            for position in found
            for one in self._entries[position].participants
            if one.sort is Sort.PERSON and _bears(one.name, wanted)
        )
        return min(bearers, key=lambda name: (-bearers[name], name), default="")

    def suggest(self, phrase: str, limit: int = 3) -> tuple[str, ...]:
        """Known names close to a phrase that finds nothing; empty when it finds something or nothing is near."""
        if self.find(phrase) or city_named(phrase):
            return ()
        known = self._postings.called
        wanted = romanised(fold(phrase).strip())
        likely = sorted(name for name in known if abs(len(name) - len(wanted)) <= max(3, len(wanted) // 3))
        close = get_close_matches(wanted, likely, n=2 * limit, cutoff=_CLOSE)
        return tuple(dict.fromkeys(_commonest(known[name]) for name in close))[:limit]

    def followable(self, limit: int = 6) -> tuple[tuple[str, int], ...]:
        """What most entries are about: countries and topics with their number of entries, the commonest first."""
        counts = Counter(
            name
            for entry in self._entries
            for name in {
                *(one.country for one in entry.participants if one.country),
                *(one.name for one in entry.participants if one.sort is not Sort.PERSON),
                entry.topic,
            }
            if name
        )
        return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:limit])

    @cached_property
    def _places(self) -> Mapping[int, int]:
        """The number of each entry in the postings → its position here."""
        numbers = ((self._postings.number(entry.id), position) for position, entry in enumerate(self._entries))
        return {number: position for number, position in numbers if number is not None}


def _bears(name: str, wanted: Sequence[set[str]]) -> bool:
    """Whether a name has each of the words wanted, given by the keys that lead to it."""
    keys = {key for word in words_of(name) for key in (word, SOUND + sounded(word))}
    return all(keys & each for each in wanted)


def _commonest(spellings: Mapping[str, int]) -> str:
    return min(spellings, key=lambda written: (-spellings[written], -len(written), written))
