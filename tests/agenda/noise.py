"""A made-up world of people, countries and conferences that tells events by the thousand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from briefs.model.agenda import ArticleRef
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Precision, Window

_MATTERS = ("fisheries", "energy", "trade", "climate", "security", "water", "health", "finance", "rail", "steel")
_ASSEMBLIES = ("summit", "conference", "forum", "congress", "council", "ministerial meeting")


def _coined(chance: random.Random, count: int, endings: tuple[str, ...]) -> list[str]:
    """Pronounceable names that nobody bears."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprstvz", "aeiou")]
    coined: dict[str, None] = {}
    while len(coined) < count:
        coined["".join(chance.choices(syllables, k=2)).title() + chance.choice(endings)] = None
    return list(coined)


class World:
    """Some hundreds of people and bodies, and the events they plan; the same for the same seed.

    `size` says how many worlds like the one of size 1 it holds.
    """

    def __init__(self, seed: int = 0, *, size: int = 1, first: date = date(2013, 6, 1)) -> None:
        self._chance = chance = random.Random(seed)
        self._first = first
        self._lands = _coined(chance, 60 * size, ("nia", "stan", "land", "mark"))
        given = _coined(chance, 120 * size, ("", "n", "s"))
        family = _coined(chance, 600 * size, ("ov", "sen", "ez", "ski", "dal"))
        self._people = [
            Participant(name, name, title="Minister", country=chance.choice(self._lands))
            for name in (f"{chance.choice(given)} {last}" for last in family)
        ]
        self._bodies = _coined(chance, 300 * size, ("ic", "an", "ese"))
        self._cities = _coined(chance, 120 * size, ("ville", "burg", " Bay", "grad"))

    def event(self) -> Entry:
        """An event of the coming six weeks as one article would plan it."""
        chance = self._chance
        start = self._first + timedelta(days=chance.randrange(45))
        place = f"{chance.choice(self._cities)}, {chance.choice(self._lands)}"
        roll = chance.random()
        if roll < 0.35:
            end = start + timedelta(days=chance.randrange(3))
            name = f"{chance.choice(self._bodies)} {chance.choice(_MATTERS)} {chance.choice(_ASSEMBLIES)}"
            return self._entry(Kind.CONFERENCE, (), Window(start, end, Precision.DAY), place, name)
        if roll < 0.5:
            lands = chance.sample(self._lands, 2)
            parties = tuple(Participant(land, land, Sort.COUNTRY, country=land) for land in lands)
            return self._entry(Kind.TALKS, parties, Window(start, start, Precision.DAY), place)
        pair = tuple(chance.sample(self._people, 2))
        monday = start - timedelta(days=start.weekday())
        vague = Window(monday, monday + timedelta(days=6), Precision.WEEK)
        when = vague if chance.random() < 0.3 else Window(start, start, Precision.DAY)
        return self._entry(Kind.MEETING, pair, when, place)

    def _entry(self, kind: Kind, who: tuple[Participant, ...], when: Window, place: str, name: str = "") -> Entry:
        sentence = f"{name or ' and '.join(one.name for one in who)} {kind} {when.iso()} {place}."
        evidence = Evidence("", sentence, 0, len(sentence))
        return Entry(kind, Status.PLANNED, who, when, (evidence,), name=name, name_as=name, place=place)

    def article(self, number: int, at: datetime) -> ArticleRef:
        """An article's citation."""
        name = f"n{number}"
        return ArticleRef(name, f"Source {number % 40}", f"Title {number}", f"https://n.example/{number}", at, name)

    def events(self, count: int) -> Iterator[Entry]:
        """`count` events."""
        for _ in range(count):
            yield self.event()
