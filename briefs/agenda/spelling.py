"""One way of writing each person on the agenda, whatever the articles wrote (ADR 0058).

"Putin" and "Vladimir Putin", "Sergey Lavrov" and "Sergei Lavrov" are one person to every reader. Entries keep what was
told; this is a layer over them, which depends on the entries that stand and not on the order in which they came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Participant, Sort
from briefs.reading import lexicon, names

_DESCRIBED: Final = re.compile(r"\b(of|to|for|in|the)\b")
_INITIAL: Final = re.compile(r"\w(\.\w)*\.?")
_LEADS: Final = "leader"
"""What news calls whoever rules, whatever the office is called."""
_BEFORE_OFFICE: Final = re.compile(r"^(former|ex-|acting|incoming|outgoing|then-)\s*")

Telling = tuple[str, str, str]
"""A person as one entry tells them: the name as written, the country and the domain of the office, "" where unknown."""


@dataclass(slots=True)
class _Somebody:
    """A full name in all its spellings, and what is told of whoever bears it. `parts` are its words as they sound."""

    parts: frozenset[str]
    spellings: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)

    def take(self, telling: Telling, times: int) -> None:
        written, country, domain = telling
        self.spellings[written] += times
        self.countries |= {country} - {""}
        self.domains |= {domain} - {""}

    def absorb(self, other: _Somebody) -> None:
        self.spellings += other.spellings
        self.countries |= other.countries
        self.domains |= other.domains

    def may_be(self, countries: set[str], domains: set[str]) -> bool:
        """Whether nothing that is known of both speaks against it."""
        if countries and self.countries and not countries & self.countries:
            return False
        leads = _LEADS in domains | self.domains
        return leads or not domains or not self.domains or bool(domains & self.domains)

    @property
    def written(self) -> str:
        """The spelling that most entries have; of several the longest."""
        return min(self.spellings, key=lambda name: (-self.spellings[name], -len(name), name))


class Spellings:
    """The people of some entries and how each is written. Keeps the entries as told; a change costs what it changes."""

    def __init__(self) -> None:
        self._told: dict[str, AgendaEntry] = {}
        self._tellings: dict[str, Counter[Telling]] = {}
        self._entries: dict[str, set[str]] = {}
        self._written: dict[str, Mapping[Telling, str]] = {}

    def change(self, put: Iterable[AgendaEntry], drop: Iterable[str] = ()) -> list[AgendaEntry]:
        """Take entries in, in the place of those with their ids, and out.

        Returns those taken in, as they are written now, and with them every other entry that is now written otherwise.
        """
        families: set[str] = set()
        touched: dict[str, None] = {}
        for entry_id in drop:
            families |= self._take_out(entry_id)
        for entry in put:
            families |= self._take_out(entry.id)
            self._told[entry.id] = entry
            touched[entry.id] = None
            for family, telling in _people(entry):
                families.add(family)
                self._tellings.setdefault(family, Counter())[telling] += 1
                self._entries.setdefault(family, set()).add(entry.id)
        for family in sorted(families):
            before, after = self._written.pop(family, {}), _write(self._tellings.get(family, {}))
            if after:
                self._written[family] = after
            changed = {telling for telling in {*before, *after} if before.get(telling) != after.get(telling)}
            if changed:
                touched |= dict.fromkeys(self._telling(family, changed))
        return [self.written(self._told[entry_id]) for entry_id in touched if entry_id in self._told]

    def _telling(self, family: str, changed: set[Telling]) -> list[str]:
        """The ids of the entries that tell somebody in one of these ways."""
        ids = sorted(self._entries.get(family, ()))
        return [each for each in ids if any(telling in changed for _, telling in _people(self._told[each]))]

    def written(self, entry: AgendaEntry) -> AgendaEntry:
        """An entry with its people as they are written here; the same object where nothing differs.

        Two whom one entry tells apart stay apart, and what an editor wrote stays as it is.
        """
        if any(correction.field == "participants" for correction in entry.corrections):
            return entry
        names_now = [self._name(one) for one in entry.participants]
        if names_now == [one.name for one in entry.participants] or len(set(names_now)) < len(names_now):
            return entry
        people = zip(entry.participants, names_now, strict=True)
        return replace(entry, participants=tuple(replace(one, name=name) for one, name in people))

    def _name(self, one: Participant) -> str:
        known = _person(one)
        if known is None:
            return one.name
        family, telling = known
        return self._written.get(family, {}).get(telling, one.name)

    def _take_out(self, entry_id: str) -> set[str]:
        entry = self._told.pop(entry_id, None)
        families = set()
        for family, telling in _people(entry) if entry else ():
            families.add(family)
            tellings = self._tellings[family]
            tellings[telling] -= 1
            if not tellings[telling]:
                del tellings[telling]
            self._entries[family].discard(entry_id)
            if not tellings:
                del self._tellings[family], self._entries[family]
        return families


def written_alike(entries: Iterable[AgendaEntry]) -> list[AgendaEntry]:
    """`entries` with each of their people written in one way."""
    return Spellings().change(entries)


def _people(entry: AgendaEntry) -> Iterator[tuple[str, Telling]]:
    for one in entry.participants:
        known = _person(one)
        if known is not None:
            yield known


def _person(one: Participant) -> tuple[str, Telling] | None:
    """The family name as it sounds, and the telling; None for who is no person or is known by an office alone."""
    title, name = one.title.casefold(), one.name
    if one.sort is not Sort.PERSON or _DESCRIBED.search(name) or (title and name.casefold().endswith(title)):
        return None
    *_, last = names.family(name, one.country).split() or [name]
    return names.sounded(last), (name, one.country, _domain(title))


def _domain(title: str) -> str:
    known = lexicon.offices().get(_BEFORE_OFFICE.sub("", title))
    return known.domain if known else ""


def _write(tellings: Mapping[Telling, int]) -> dict[Telling, str]:
    """How everybody with one family name is written, where that is not as told."""
    people: dict[frozenset[str], _Somebody] = {}
    alone: list[Telling] = []
    for telling, times in tellings.items():
        parts = frozenset(names.sounded(word) for word in names.parts(telling[0]) if _counts(word))
        if len(parts) > 1:
            people.setdefault(parts, _Somebody(parts)).take(telling, times)
        else:
            alone.append(telling)
    everybody = _gathered(people)
    written = {spelling: one.written for one in everybody for spelling in one.spellings}
    told = {telling: written[telling[0]] for telling in tellings if telling[0] in written}
    for telling in alone:
        meant = [one for one in everybody if _means(telling, one)]
        if len(meant) == 1:
            told[telling] = meant[0].written
    return {telling: name for telling, name in told.items() if name != telling[0]}


def _gathered(people: Mapping[frozenset[str], _Somebody]) -> list[_Somebody]:
    """Everybody once: who is told with fewer names is the one with more of them, if that can be only one."""
    gathered: dict[frozenset[str], _Somebody] = {}
    for parts, somebody in people.items():
        whole = _fullest(somebody, people)
        meant = whole.parts if whole.may_be(somebody.countries, somebody.domains) else parts
        gathered.setdefault(meant, _Somebody(meant)).absorb(somebody)
    return list(gathered.values())


def _fullest(somebody: _Somebody, people: Mapping[frozenset[str], _Somebody]) -> _Somebody:
    """Who has all the names of somebody and more. An initial is there to tell apart: who has one is nobody else."""
    if any(_INITIAL.fullmatch(word) for word in names.parts(somebody.written)):
        return somebody
    above = [_fullest(other, people) for parts, other in people.items() if somebody.parts < parts]
    return above[0] if above and all(one is above[0] for one in above) else somebody


def _means(telling: Telling, one: _Somebody) -> bool:
    """Whether a family name alone can mean somebody; one that many people bear needs the same country."""
    written, country, domain = telling
    common = names.family_first(one.written, next(iter(one.countries), ""))
    if common and country not in one.countries:
        return False
    *_, last = names.family(one.written, country).split()
    return names.sounded(written) == names.sounded(last) and one.may_be({country} - {""}, {domain} - {""})


def _counts(word: str) -> bool:
    return names.fold(word) not in names.particles()
