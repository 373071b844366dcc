"""Which words lead to which entries, kept up to date entry by entry: a change costs what it changes, not the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from briefs.composing.transcribing import heard
from briefs.composing.vocabulary import fold, parties_in, sounded, words_of
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Kind, Sort
from briefs.model.subscriber import WatchScope
from briefs.reading import names

PARTY: Final = "="
"""Marks the posting of a country or body, which no word of a text can be."""
SOUND: Final = "~"

Table = Mapping[str, set[int]]


class Postings:
    """The words of entries, by who takes part and by anything they say. Each entry keeps a number of its own."""

    def __init__(self, entries: Iterable[AgendaEntry] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._held: dict[int, AgendaEntry] = {}
        self._next = 0
        self._participants: dict[str, set[int]] = {}
        self._anything: dict[str, set[int]] = {}
        self._called: dict[str, dict[str, int]] = {}
        self._heard: dict[str, dict[str, int]] = {}
        for entry in entries:
            self.put(entry)

    def table(self, scope: WatchScope) -> Table:
        """Key → numbers of the entries that have it: a folded word, `SOUND` and how it sounds, `PARTY` and a name."""
        return self._participants if scope is WatchScope.PARTICIPANTS else self._anything

    @property
    def called(self) -> Mapping[str, Mapping[str, int]]:
        """Folded name → as it is written, how often: people by full name and surname, parties, towns, topics, names."""
        return self._called

    @property
    def heard(self) -> Mapping[str, Mapping[str, int]]:
        """How a word of a person's name may be heard (`transcribing.heard`) → the folded words, how often."""
        return self._heard

    def number(self, entry_id: str) -> int | None:
        """An entry's number; None when it is not held."""
        return self._numbers.get(entry_id)

    def put(self, entry: AgendaEntry) -> None:
        """Take an entry in, in the place of what was held under its id."""
        number = self._numbers.get(entry.id)
        if number is None:
            number = self._numbers[entry.id] = self._next
            self._next += 1
        else:
            self._take_out(number)
        self._held[number] = entry
        for table, texts in self._texts(entry):
            for text in texts:
                for key in _keys(text) if text else ():
                    table.setdefault(key, set()).add(number)
        for counted, key, value in self._counted(entry):
            counts = counted.setdefault(key, {})
            counts[value] = counts.get(value, 0) + 1

    def drop(self, entry_id: str) -> None:
        """Hold an entry no longer; one that is not held is left alone."""
        number = self._numbers.pop(entry_id, None)
        if number is not None:
            self._take_out(number)

    def _take_out(self, number: int) -> None:
        entry = self._held.pop(number)
        for counted, key, value in self._counted(entry):
            counts = counted[key]
            counts[value] -= 1
            if not counts[value]:
                del counts[value]
            if not counts:
                del counted[key]
        for table, texts in self._texts(entry):
            for text in texts:
                for key in _keys(text) if text else ():
                    numbers = table.get(key)
                    if numbers is not None:
                        numbers.discard(number)
                        if not numbers:
                            del table[key]

    def _counted(self, entry: AgendaEntry) -> Iterator[tuple[dict[str, dict[str, int]], str, str]]:
        """What is counted of an entry: the table, the key and the value."""
        for folded, written in _names(entry):
            yield self._called, folded, written
        for one in entry.participants:
            if one.sort is Sort.PERSON:
                for word in words_of(one.name):
                    for key in heard(word):
                        yield self._heard, key, word

    def _texts(self, entry: AgendaEntry) -> Iterator[tuple[dict[str, set[int]], tuple[str, ...]]]:
        """What is indexed of an entry, and where."""
        yield self._anything, (entry.name, entry.topic, entry.claimed_by, *entry.places)
        if entry.kind is Kind.CONFERENCE:
            yield self._anything, tuple({one.entry.name_as for one in entry.contributions if one.entry.name_as})
        for one in entry.participants:
            yield self._participants, (one.name, one.country)
            yield self._anything, (one.name, one.country, one.title, one.mention)


@lru_cache(maxsize=65_536)
def _keys(text: str) -> tuple[str, ...]:
    """Everything that `text` is found by: its words, their sounds, the countries and bodies it names.

    Remembered, since names, titles and places recur.
    """
    words = words_of(text)
    parties = (PARTY + party.name for _, _, party in parties_in(words))
    return (*words, *(SOUND + sounded(word) for word in words), *parties)


def _names(entry: AgendaEntry) -> Iterator[tuple[str, str]]:
    """What of an entry has a name that somebody may type: folded, and as it is written."""
    for one in entry.participants:
        yield fold(one.name), one.name
        if one.sort is Sort.PERSON:
            yield fold(names.family(one.name, one.country)), one.name
        if one.country:
            yield fold(one.country), one.country
    for text in (entry.topic, entry.name, *(place.split(",")[0] for place in entry.places)):
        if text:
            yield fold(text), text
