"""Learning people from an article: who is introduced by name, with office and country.

"Russian President Vladimir Putin", "Ban Ki-moon, the U.N. secretary general", "his Israeli counterpart, X",
"Presidents Bush of the US and Yeltsin of Russia": the forms are the grammar of `phrases`; this joins what an article
says of one person in several places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from briefs.model.article import Article, Evidence
from briefs.model.reading import Person
from briefs.reading import lexicon, names
from briefs.reading.phrases import Phrase, Shape
from briefs.reading.scanning import scan
from briefs.reading.sentences import split
from briefs.reading.vocabulary import vocabulary


def introduce(text: str, *, article: Article) -> list[Person]:
    """The people that `text`, the article's own, introduces, in order of first mention.

    Everybody with an office, an apposition or a known given name; a lone family name introduces nobody. `seen_at` is
    the article's publication, evidence the sentence with the office (else the first that names the person).
    Takes about a millisecond a kilobyte. Never raises.
    """
    return introduced(scan(text), text, article=article)


def introduced(phrases: Iterable[Phrase], text: str, *, article: Article) -> list[Person]:
    """As `introduce`, from phrases already scanned; their offsets must count from the start of `text`."""
    found, proofs = _Joining(), _Proofs(text, article.id)
    scanned = list(phrases)
    alone = {name for phrase in scanned for name in phrase.names if " " not in name}
    for phrase in scanned:
        for index, name in enumerate(phrase.names):
            person = _person(phrase, index, name, proofs, article.published_at, alone)
            if person is not None:
                found.add(person)
    return [person for person in found.people if len(names.parts(person.name)) > 1 or person.office]


def reigning(phrases: Iterable[Phrase], people: Iterable[Person]) -> list[Person]:
    """The pope, where a text calls him so and by his one name, but never with both together: "The pope… Francis"."""
    scanned, known = list(phrases), list(people)
    called = any(phrase.office is not None and phrase.office.office == "pope" for phrase in scanned)
    if not called or any(person.office == "pope" for person in known):
        return []
    taken = {part for person in known for part in names.parts(person.name)}
    alone = {
        name
        for phrase in scanned
        if phrase.shape is Shape.NAME and phrase.office is None and not phrase.honorific
        for name in phrase.names
        if " " not in name and name not in taken and vocabulary().gender.get(names.fold(name)) == "m"
    }
    return [Person(name, "pope", "Vatican", office="pope", gender="m") for name in alone] if len(alone) == 1 else []


def _person(
    phrase: Phrase, index: int, name: str, proofs: _Proofs, seen_at: datetime | None, alone: set[str]
) -> Person | None:
    words = names.parts(name)
    bare = phrase.office is None and not phrase.honorific and phrase.shape is not Shape.RELATION
    taken_up = names.family(name) in alone or words[-1] in alone
    if bare and not (names.regnal(name) or (len(words) > 1 and (taken_up or is_personal(name, phrase)))):
        return None
    country = country_of(phrase, index)
    title = office = ""
    if phrase.office is not None:
        office = phrase.office.office
        title = phrase.office.words if phrase.plural else phrase.noun or phrase.office.words
    elif names.regnal(name):
        papal = names.fold(words[0]) in ("benedict", "pius", "leo", "paul") or names.fold(name).startswith("john paul")
        office, country = ("pope", "Vatican") if papal else ("monarch", country)
    return Person(
        names.shown(name),
        title,
        country,
        seen_at,
        proofs.at(phrase.start),
        office,
        phrase.of.body,
        phrase.tense,
        phrase.gender,
    )


def is_personal(name: str, phrase: Phrase | None = None) -> bool:
    """Whether an untitled name of several words is a person's, by its given name or its form."""
    words = names.parts(name)
    if len(words) < 2 or not words[0]:
        return False
    given = any(part in vocabulary().gender for part in (names.fold(words[0]), *names.fold(words[0]).split("-")))
    if given or names.family_first(name):
        return not names.fold(words[-1]).endswith(vocabulary().patronymics) or len(words) > 2
    return phrase is not None and bool(phrase.of.countries)


def country_of(phrase: Phrase, index: int) -> str:
    """The country the phrase gives its name number `index`, "" when none."""
    countries = phrase.of.countries
    if index < len(phrase.named_of) and phrase.named_of[index].countries:
        return phrase.named_of[index].countries[0]
    if len(countries) == len(phrase.names) or (countries and len(phrase.names) == 1):
        return countries[min(index, len(countries) - 1)]
    if len(countries) == 1:
        return countries[0]
    if phrase.of.body or phrase.office is None or len(phrase.office.where) != 1:
        return _usual(phrase)
    return phrase.office.where[0]


def _usual(phrase: Phrase) -> str:
    """A secretary of state without more is the American one, unless a churchman."""
    if phrase.office is None or phrase.office.office != "secretary of state" or phrase.of.body:
        return ""
    return "Vatican" if phrase.honorific in ("cardinal", "archbishop", "monsignor") else "United States"


class _Joining:
    """People while they are joined, found again by any part of their names."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_word: dict[str, list[int]] = {}

    def add(self, person: Person) -> None:
        """Join with what is known of the same person, or add."""
        words = {names.sounded(word) for word in names.parts(person.name)}
        indexes = sorted({index for word in words for index in self._by_word.get(word, ())})
        same = [index for index in indexes if _same(self.people[index], person)]
        if len(same) > 1 and len(names.parts(person.name)) == 1:
            held = [index for index in same if person.office and self.people[index].office == person.office]
            if len(held) != 1:
                return
            same = held
        index = same[0] if same else len(self.people)
        if same:
            self.people[index] = _joined(self.people[index], person)
        else:
            self.people.append(person)
        for word in words:
            if index not in self._by_word.setdefault(word, []) and len(self._by_word[word]) < _MOST_NAMESAKES:
                self._by_word[word].append(index)


_MOST_NAMESAKES = 50


def _same(known: Person, person: Person) -> bool:
    if not names.same_name(known.name, person.name):
        return False
    if known.gender and person.gender and known.gender != person.gender:
        return False
    abroad = known.country and person.country and known.country != person.country
    return not (abroad and len(person.name.split()) == 1)


def _joined(known: Person, person: Person) -> Person:
    fuller = person.name if len(names.parts(person.name)) > len(names.parts(known.name)) else known.name
    better = known if known.office or not person.office else person
    return Person(
        fuller,
        better.title,
        known.country or person.country,
        known.seen_at,
        better.evidence,
        better.office,
        known.body or person.body,
        better.tenure,
        known.gender or person.gender,
    )


class _Proofs:
    """The sentence at an offset as evidence; each paragraph is split once."""

    def __init__(self, text: str, article_id: str) -> None:
        self._text, self._id = text, article_id
        self._paragraphs: dict[int, list[tuple[int, int]]] = {}

    def at(self, offset: int) -> Evidence:
        """The sentence that holds the character at `offset`."""
        begin = self._text.rfind("\n", 0, offset) + 1
        if begin not in self._paragraphs:
            stop = self._text.find("\n", offset)
            spans = split(self._text, begin, len(self._text) if stop < 0 else stop)
            self._paragraphs[begin] = list(spans)
        spans_here = self._paragraphs[begin]
        index = bisect_right(spans_here, (offset, len(self._text))) - 1
        start, end = spans_here[index] if index >= 0 and offset < spans_here[index][1] else (offset, offset + 1)
        return Evidence(self._id, self._text[start:end], start, end)


def domain_of(office: str) -> str:
    """What an office decides about: "foreign" for "foreign minister"; the office itself where the table has none."""
    known = lexicon.offices().get(office)
    if known is not None:
        return known.domain
    return office.removesuffix(" minister").removesuffix(" secretary")
