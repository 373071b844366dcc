"""What is known at a point of an article: its people, what it has just spoken of, and the who's who at its date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from briefs.model.reading import Participant
from briefs.reading.figures import Figure, Figures
from briefs.reading.people import domain_of
from briefs.reading.phrases import Phrase
from briefs.reading.salience import NOBODY, Trail, is_person
from briefs.reading.whoswho import WhosWho

_BREAK = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")

NEW_CLAUSE = re.compile(r"[;:—–]|\b(?:and|but|while|whom|who|that|said|because|if|when|where|after|before|as)\s*$")
"""What stands between a party and the next where another clause begins."""

_SAYING = re.compile(r"\b(?:said|says?|told|tells?|hoped?|hopes|knew|knows?|thinks?|thought|believed?)\b")
_VERB = 4
"""Words that a verb with its adverbs takes between subject and object: "will then separately receive"."""

CLEAR = 1.2
"""How much better than the next somebody must stand out to be meant (ADR 0016)."""


@dataclass(slots=True)
class Scene:
    """The state that resolving reads and changes.

    `home` is the country of the dateline, `bodies` what was named, `spoken_of` the countries that do
    something in each sentence, `unnamed` the bare offices ("secretary") that meant nobody the text had named, `first`
    where the article first writes each name.
    """

    text: str
    figures: Figures
    known: WhosWho
    at: datetime | None = None
    home: str = ""
    trail: Trail = field(default_factory=Trail)
    bodies: list[str] = field(default_factory=list)
    spoken_of: dict[int, set[str]] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    breaks: list[int] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.breaks = [match.end() for match in _BREAK.finditer(self.text)]

    def sentence(self, offset: int) -> int:
        """The number of the sentence at `offset`."""
        return bisect_right(self.breaks, offset)

    def begin(self, offset: int) -> int:
        """Where the sentence at `offset` begins."""
        number = self.sentence(offset)
        return self.breaks[number - 1] if number else 0

    def words(self, offset: int) -> str:
        """The sentence at `offset`."""
        number = self.sentence(offset)
        return self.text[self.begin(offset) : self.breaks[number] if number < len(self.breaks) else None]

    def barred(self, offset: int) -> set[str]:
        """Who cannot be meant by a plural at `offset`: the subject of its own clause."""
        sentence, found = self.sentence(offset), set[str]()
        for trace in self.trail.recent(sentence, back=0):
            between = self.text[trace.start + len(trace.who.mention) : offset]
            if NEW_CLAUSE.search(between) or len(between.split()) > _VERB or _SAYING.search(between):
                break
            if trace.subject:
                found.add(trace.who.name)
        return found

    def speak_of(self, offset: int, countries: Iterable[str]) -> None:
        """Note countries that act in the sentence at `offset`: Israel in "Netanyahu said Israel would wait"."""
        self.spoken_of.setdefault(self.sentence(offset), set()).update(countries)

    def told_of(self, figure: Figure, country: str) -> bool:
        """Whether the text so far tells that somebody is of a country, without saying it with the name."""
        if country == self.home:
            return True
        return any(country in self.spoken_of.get(self.sentence(offset), ()) for offset in figure.seen)

    def gender(self, who: Participant) -> str:
        """Somebody's gender as far as the article tells it."""
        figure = self.figures.called(who.name)
        return figure.person.gender if figure is not None else ""

    def domain(self, who: Participant) -> str:
        """The domain of somebody's office, "" when unknown."""
        figure = self.figures.called(who.name)
        return domain_of(figure.person.office) if figure is not None and figure.person.office else ""

    def ranked(self, offset: int, fits: Callable[[Participant], float]) -> list[tuple[float, Participant]]:
        """Who stands out at `offset`, best first."""
        return self.trail.ranked(self.sentence(offset), fits)

    def person(self, gender: str, *, barred: str = "") -> Callable[[Participant], float]:
        """A weight for people of a gender; those whose gender is unknown count less."""

        def fits(who: Participant) -> float:
            if not is_person(who) or (barred and who.name == barred):
                return 0.0
            if who is NOBODY and gender == "f":
                # a woman just named is meant before an officer whose gender nobody tells
                return 0.3
            return {gender: 1.0, "": 0.9 if gender == "m" else 0.6}.get(self.gender(who), 0.0)

        return fits

    def owner(self, phrase: Phrase) -> Participant | None:
        """Whom "his" or "her" means before `phrase`'s noun; None for other owners and when nobody fits."""
        if phrase.owner not in ("his", "her"):
            return None
        ranked = self.ranked(phrase.start, self.person("m" if phrase.owner == "his" else "f"))
        return ranked[0][1] if ranked and ranked[0][1] is not NOBODY else None


def clear(ranked: list[tuple[float, Participant]], count: int) -> bool:
    """Whether the first `count` stand out from the next."""
    return len(ranked) >= count and (len(ranked) == count or ranked[count - 1][0] >= CLEAR * ranked[count][0])
