"""The people of one article while it is being read: found by name, by office, and by what is not yet known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from briefs.model.reading import Participant, Person, Sort
from briefs.reading import lexicon, names
from briefs.reading.lexicon import Office
from briefs.reading.people import domain_of
from briefs.reading.vocabulary import vocabulary

TOP = frozenset({"state", "government", "royal", "leader", "pope"})
"""Domains of offices that "the … leader" can mean."""

SOLE = TOP | {"foreign", "defence", "finance", "interior", "heir", "mayor"}
"""Domains of offices of which a country has one."""

MOST = 500
"""Figures looked through for one description, so that a text of a million names is read, too."""

_HEADS = frozenset(
    {"chief", "head", "director-general", "managing director", "secretary-general", "chair", "state", "chief executive"}
)
_MINISTRIES = frozenset({"foreign", "defence", "finance", "interior"})
_RANKS = {
    "gen": "general",
    "general": "general",
    "sen": "senator",
    "gov": "governor",
    "adm": "admiral",
    "col": "colonel",
}


@dataclass(slots=True)
class Figure:
    """A person of the article, and the offsets where mentioned so far."""

    person: Person
    seen: list[int] = field(default_factory=list)
    rank: str = ""

    @property
    def participant(self) -> Participant:
        """The figure as somebody who takes part; the mention's words are filled in by the caller."""
        person = self.person
        return Participant(person.name, "", Sort.PERSON, person.title, person.country)


class Figures:
    """All of them, in order of introduction."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._all: list[Figure] = []
        self._by_word: dict[str, list[Figure]] = {}
        self._by_name: dict[str, Figure] = {}
        for person in people:
            self.add(person)

    @property
    def everybody(self) -> list[Figure]:
        """All figures, in order of introduction; of a text with very many those introduced last."""
        return self._all[-MOST:]

    def add(self, person: Person) -> Figure:
        """Take up somebody new."""
        figure = Figure(person)
        self._all.append(figure)
        self._by_name.setdefault(person.name, figure)
        for word in names.parts(person.name):
            self._by_word.setdefault(names.sounded(word), []).append(figure)
        return figure

    def called(self, name: str) -> Figure | None:
        """The figure of exactly this name."""
        return self._by_name.get(name)

    def told(self, name: str) -> Participant:
        """The participant of exactly this name, also when it is no figure."""
        figure = self._by_name.get(name)
        return figure.participant if figure is not None else Participant(name)

    def named(
        self, name: str, *, country: str = "", gender: str = "", office: Office | None = None, honorific: str = ""
    ) -> Figure | None:
        """Whom a name means, whole or shortened; None when nobody, or when two are as likely."""
        found = self.bearing(name, country=country, gender=gender, office=office)
        if len(found) != 1:
            return None
        if honorific in _RANKS:
            found[0].rank = _RANKS[honorific]
        return found[0]

    def bearing(self, name: str, *, country: str = "", gender: str = "", office: Office | None = None) -> list[Figure]:
        """All whom a name can mean equally well."""
        words = names.parts(name)
        if not words:
            return []
        pool: dict[int, Figure] = {}
        for word in words:
            for figure in self._by_word.get(names.sounded(word), ())[-MOST:]:
                pool[id(figure)] = figure
        tiers: list[list[Figure]] = [[], [], [], []]
        sound = [names.sounded(word) for word in words if names.fold(word) not in names.particles()]
        patronymic = len(words) == 2 and names.fold(words[1]).endswith(vocabulary().patronymics)
        for figure in pool.values():
            tier = self._tier(figure, name, words, sound, patronymic=patronymic)
            if tier is not None:
                tiers[tier].append(figure)
        for tier_figures in tiers:
            narrowed = self._narrow(tier_figures, country, gender, office)
            if narrowed:
                return narrowed
        return []

    def holding(self, office: Office, place: str, tense: str = "") -> list[Figure]:
        """Those who can be meant by an office, of `place` where it is given."""
        return [figure for figure in self.everybody if self._holds(figure, office, place, tense)]

    def possible(self, office: Office, place: str, gender: str = "") -> list[Figure]:
        """Those of the same office whose country and body the article never says, if `place` has such an office."""
        found = [
            f for f in self.everybody if self._holds(f, office, "", "") and not f.person.country and not f.person.body
        ]
        found = [f for f in found if _may_be(f.person.office, place)]
        return [f for f in found if not gender or f.person.gender in ("", gender)]

    def candidates(self, office: Office, place: str) -> list[Figure]:
        """Those of whom the article says nothing that keeps them from being the `office` of `place`."""
        return [figure for figure in self.everybody if self._may_hold(figure, office, place)]

    def learn(self, figure: Figure, *, country: str = "", title: str = "", office: str = "") -> None:
        """Note what a description tells of somebody."""
        person = figure.person
        told = replace(person, country=person.country or country, title=person.title or title)
        self.inform(figure, replace(told, office=person.office or office))

    def inform(self, figure: Figure, person: Person) -> None:
        """Put a fuller record of somebody in the place of what was known."""
        figure.person = person
        self._by_name.setdefault(person.name, figure)

    # ------------------------------------------------------------------

    @staticmethod
    def _tier(figure: Figure, name: str, words: tuple[str, ...], sound: list[str], *, patronymic: bool) -> int | None:
        """0 the same name, 1 the family name, 2 another part of it, 3 a given name with patronymic."""
        whole = figure.person.name
        parts = names.parts(whole)
        if names.fold(whole) == names.fold(name) or names.fold(" ".join(parts)) == names.fold(" ".join(words)):
            return 0
        if len(words) > 1 and len(parts) > 1 and names.same_name(whole, name):
            return 0
        heard = [names.sounded(part) for part in parts]
        family = [names.sounded(part) for part in names.family(whole, figure.person.country).split()]
        family = [part for part in family if part not in names.particles()]
        if sound and sound == family[-len(sound) :]:
            return 1
        if len(parts) == 1 and len(words) > 1:
            lone = names.family(name).split()[-1]
            return 1 if names.sounded(lone) == heard[0] or names.sounded(words[0]) == heard[0] else None
        run = len(sound)
        if any(heard[at : at + run] == sound for at in range(len(heard) - run + 1)):
            return 2
        return 3 if patronymic and len(parts) > 1 and sound[0] == heard[0] else None

    @staticmethod
    def _narrow(figures: list[Figure], country: str, gender: str, office: Office | None) -> list[Figure]:
        found = figures
        if country:
            found = [f for f in found if f.person.country == country] or [f for f in found if not f.person.country]
        if gender:
            found = [f for f in found if f.person.gender in ("", gender)]
        if len(found) > 1 and office is not None:
            found = [f for f in found if domain_of(f.person.office) == office.domain] or found
        if len(found) > 1 and gender:
            found = [f for f in found if f.person.gender == gender] or found
        if len(found) > 1:
            found = [f for f in found if f.seen] or found
        return found

    @classmethod
    def _may_hold(cls, figure: Figure, office: Office, place: str) -> bool:
        person = figure.person
        if person.tenure == "former" or person.country not in ("", place) or person.body:
            return False
        if office.gender and _gender(person) not in ("", office.gender):
            return False
        return cls._holds(figure, office, "", "") if person.office or figure.rank.strip("?") else True

    @staticmethod
    def _holds(figure: Figure, office: Office, place: str, tense: str) -> bool:
        person = figure.person
        if office.gender and _gender(person) not in ("", office.gender):
            return False
        if figure.rank and figure.rank == office.office:
            return not place or place in (person.country, person.body)
        if not person.office or (person.tenure == "former") != (tense == "former"):
            return False
        domain = domain_of(person.office)
        if office.domain == "leader":
            fits = domain in TOP
        elif office.domain == "minister":
            fits = domain not in TOP and ("minister" in person.office or domain in _MINISTRIES)
        elif office.domain == "secretary":
            fits = "secretary" in person.office and not person.office.startswith(
                ("assistant", "under", "deputy", "general")
            )
        elif office.domain in ("chief", "head"):
            fits = domain in _HEADS
        elif office.domain == "envoy":
            fits = domain in ("envoy", "negotiator", "ambassador")
        elif office.office == "prime minister":
            fits = domain == "government"
        else:
            fits = domain == office.domain
        return fits and (not place or place in (person.country, person.body))


def _gender(person: Person) -> str:
    """Somebody's gender as far as name, pronoun or title tell it."""
    known = lexicon.offices().get(person.office)
    return person.gender or (known.gender if known is not None else "")


def _may_be(office: str, country: str) -> bool:
    known = lexicon.offices().get(office)
    return known is None or not known.where or country in known.where
