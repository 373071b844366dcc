"""Phrases that name or describe people and parties: a small grammar over the tokens of a whole article.

    name         [honorific] Given Family, alone or with what stands around it
    office       [the] [modifier…] [Country('s) | Body('s)]… office [of Country | Body] [,] [name…]
    relation     his|her|their|Name's [Country] counterpart|host|… [,] [name]
    delegates    Country|Body officials|negotiators|government|delegation, delegation of|from Country|Body
    party        Country, Capital, Seat, Body, the Russians, the agency
    person of    the American
    plural       the two leaders, both sides, they
    apposition   name , office phrase ,        name , who chairs the Body

It runs without a parser (well under a millisecond a kilobyte), so that learning and recency see every sentence; the
parse later only says which phrases fill which slots. Whom a phrase means is `references`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from briefs.reading import lexicon, names
from briefs.reading.gazetteer import Form, Known, Tokens
from briefs.reading.lexicon import Office


class Shape(StrEnum):
    """What a phrase is."""

    NAME = "name"
    OFFICE = "office"
    RELATION = "relation"
    DELEGATES = "delegates"
    PARTY = "party"
    BODY_NOUN = "body-noun"
    PERSON_OF = "person-of"
    PLURAL = "plural"
    PRONOUN = "pronoun"


@dataclass(slots=True)
class Phrase:
    """One phrase, tokens `first` to `last` (half-open), characters `start` to `end` of the article.

    `names` are the names in it (several under a shared title); `countries` and `body` whose office it is, or the
    parties themselves; `name_countries` belongs to the names one by one. `tense` is former, acting, incoming or "".
    `count` is a stated number, 0 when none. `place` marks a country or city that is where, not who. `noun` is the
    word it turns on.
    """

    shape: Shape
    first: int
    last: int = 0
    start: int = 0
    end: int = 0
    names: list[str] = field(default_factory=list)
    name_countries: list[str] = field(default_factory=list)
    gender: str = ""
    honorific: str = ""
    office: Office | None = None
    plural: bool = False
    countries: list[str] = field(default_factory=list)
    body: str = ""
    det: str = ""
    owner: str = ""
    tense: str = ""
    count: int = 0
    place: bool = False
    attributive: bool = False
    noun: str = ""
    form: Form | None = None
    seat: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    plain: frozenset[str]
    former: frozenset[str]
    incoming: frozenset[str]
    acting: frozenset[str]
    portfolios: frozenset[str]
    heads: frozenset[str]
    delegates: frozenset[str]
    people: frozenset[str]
    parties: frozenset[str]
    bodies: frozenset[str]
    relations: frozenset[str]
    organisations: frozenset[str]
    common: frozenset[str]
    gender: dict[str, str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    pronouns: frozenset[str]
    numbers: dict[str, int]
    of: frozenset[str]
    state: frozenset[str]
    locative: frozenset[str]
    directions: frozenset[str]
    talking: frozenset[str]
    leading: frozenset[str]
    closed: frozenset[str]
    closing: frozenset[str]
    surnames: frozenset[str]


@cache
def vocabulary() -> _Words:
    """The words of `lexicon/phrases.toml`."""
    data = lexicon.table("phrases.toml")

    def some(table: str, key: str) -> frozenset[str]:
        return frozenset(data[table][key].split())

    return _Words(
        some("modifiers", "plain"),
        some("modifiers", "former"),
        some("modifiers", "incoming"),
        some("modifiers", "acting"),
        some("portfolios", "words"),
        some("portfolios", "heads"),
        some("groups", "delegates"),
        some("groups", "people"),
        some("groups", "parties"),
        some("groups", "bodies"),
        some("relations", "words"),
        frozenset(word.lower() for word in some("organisations", "words")),
        frozenset(word.lower() for word in some("common", "words")),
        {word: gender for gender in "fm" for word in some("names", gender)},
        some("function", "determiners"),
        some("function", "possessives"),
        some("function", "pronouns"),
        {word: number for number, word in enumerate(data["function"]["numbers"].split())},
        some("function", "of"),
        some("function", "state"),
        some("function", "locative"),
        some("function", "directions"),
        some("function", "talking"),
        some("function", "leading"),
        some("function", "closed") | {""},
        some("function", "closing") | {""},
        some("function", "surnames"),
    )


_INITIAL = re.compile(r"[A-Z]\.?$|(?:[A-Z]\.){2,}$")
_LINKED = re.compile(r"(?:al|el|ul|ur|as|ad|an|ash|at|ath|az|bin|d)['’-][A-Z]", re.I)


def scan(text: str, offset: int = 0) -> list[Phrase]:
    """Every phrase of `text`, in order, none overlapping another. Offsets count from `offset`. Never raises."""
    return list(_Scanner(Tokens(text, offset)).run())


class _Scanner:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.text, self.low = [*tokens.text, ""], [*tokens.low, ""]
        self.length = len(tokens)
        self.words = vocabulary()
        self.lower_words = {word for word in tokens.text if word.islower()}

    def run(self) -> Iterator[Phrase]:
        at = 0
        while at < self.length:
            phrase = self.phrase(at) if self._may_start(at) else None
            if phrase is None:
                at += 1
                continue
            yield self._closed(phrase)
            at = max(phrase.last, at + 1)

    def _may_start(self, at: int) -> bool:
        word, low = self.text[at], self.low[at]
        return (
            word[0].isupper()
            or low in self.words.determiners
            or low in self.words.pronouns
            or low in self.words.numbers
            or low in self.words.delegates
            or low in self.words.portfolios
            or low in self.words.plain
            or low in self.words.former
            or low in self.words.acting
            or low in self.words.incoming
            or low in self.words.relations
            or self._office(at) is not None
        )

    def _closed(self, phrase: Phrase) -> Phrase:
        phrase.start, phrase.end = self.tokens.start[phrase.first], self.tokens.end[phrase.last - 1]
        if phrase.shape is Shape.PARTY:
            phrase.place = self._place(phrase)
            phrase.attributive = phrase.form is not Form.BODY and self.low[phrase.last] in ("'s", "'")
        return phrase

    def _place(self, phrase: Phrase) -> bool:
        before = phrase.first - 1
        while before >= 0 and self.low[before] in self.words.directions:
            before -= 1
        if before < 0:
            return False
        word = self.low[before]
        if phrase.form is Form.BODY:
            return False
        if phrase.form is Form.CITY:
            return True
        if word in ("to", "for", "on"):
            return self.low[before - 1] not in self.words.talking if before else True
        return word in self.words.locative or (
            word == "," and phrase.form is Form.COUNTRY and self._city_before(before)
        )

    def _city_before(self, comma: int) -> bool:
        known = self.tokens.known(comma - 1) if comma else None
        return known is not None and known[0].form in (Form.CITY, Form.CAPITAL)

    # ------------------------------------------------------------------ phrases

    def phrase(self, at: int) -> Phrase | None:
        low = self.low[at]
        nominal = self._nominal(at)
        if nominal is not None:
            return nominal
        if low in self.words.pronouns:
            return Phrase(Shape.PRONOUN, at, at + 1, noun=low)
        if low in ("both", "neither", "either", "all") and self.low[at + 1] not in ("of",) and self._ends(at + 1):
            return Phrase(Shape.PLURAL, at, at + 1, det=low, count=2 if low != "all" else 0, noun="")
        return None

    def _nominal(self, first: int) -> Phrase | None:
        phrase = Phrase(Shape.OFFICE, first)
        at = self._determiner(phrase, first)
        if not phrase.det and self._office(at) is None:
            named, known = self._name(at), self.tokens.known(at)
            if named is not None and (known is None or named[2] > known[1]):
                return self._named(phrase, named)
        at, last_known = self._premodifiers(phrase, at)
        office = self._office(at)
        if office is not None:
            return self._officed(phrase, office, at)
        word = self.low[at]
        if word in self.words.relations or (word == "opposite" and self.low[at + 1] == "number"):
            return self._related(phrase, at)
        if word in self.words.delegates and (
            phrase.countries or phrase.body or phrase.owner or self._complement_follows(at + 1)
        ):
            return self._delegates(phrase, at)
        if word in self.words.people | self.words.parties and (phrase.det or phrase.count) and not phrase.body:
            return self._plural(phrase, at)
        if phrase.count and phrase.det in ("the", "both", "all") and not phrase.countries and self._ends(at):
            return self._until(phrase, Shape.PLURAL, at)
        if word in self.words.bodies and phrase.det == "the" and not phrase.body:
            phrase.noun = word
            phrase.shape = Shape.BODY_NOUN
            return self._until(phrase, Shape.BODY_NOUN, at + 1)
        name = self._name(at)
        if name is not None and (phrase.countries or phrase.body or phrase.det == ""):
            return self._named(phrase, name)
        if last_known is not None:
            return self._party(phrase, at, last_known)
        return None

    def _until(self, phrase: Phrase, shape: Shape, last: int) -> Phrase:
        phrase.shape, phrase.last = shape, last
        return phrase

    def _ends(self, at: int) -> bool:
        """Whether the noun phrase plainly ends before token `at` (a verb, preposition or mark follows)."""
        word = self.text[at]
        return not word or not word[0].isalnum() or self.low[at] in self.words.closed or self.low[at].endswith("ed")

    def _determiner(self, phrase: Phrase, at: int) -> int:
        if self.low[at] in self.words.determiners:
            phrase.det = self.low[at]
            if phrase.det in self.words.possessives:
                phrase.owner = phrase.det
            at += 1
            if phrase.det in ("both", "all", "each", "either", "neither", "any", "some") and self.low[at] == "of":
                at += 1
            if phrase.det in ("both", "all", "each") and self.low[at] in ("the", "these", "those"):
                at += 1
            if phrase.det == "both":
                phrase.count = 2
        if self.low[at] in self.words.numbers and self.low[at] not in ("one", "zero"):
            phrase.count = self.words.numbers[self.low[at]]
            at += 1
        return at

    def _premodifiers(self, phrase: Phrase, at: int) -> tuple[int, Known | None]:
        """Walk over adjectives, countries and owners; the last known name walked over, when it ended the walk."""
        last: Known | None = None
        while at < self.length:
            low = self.low[at]
            found = self.tokens.known(at)
            if found is not None:
                known, stop = found
                owns = self.low[stop] in ("'s", "'")
                if not (owns or known.adjective or self._head_follows(stop) or (last is not None and last.adjective)):
                    if last is None and not phrase.countries and not phrase.body:
                        self._take(phrase, known)
                        return stop, known
                    break
                self._take(phrase, known)
                at, last = stop, known
                if owns:
                    at, last = stop + 1, last
                    phrase.attributive = True
                    phrase.det = phrase.det or "the"
                elif self.low[at] in ("and", "or", ",", "/", "-", "&") and known.adjective:
                    more = self.tokens.known(at + 1)
                    if (
                        more is not None
                        and more[0].form in (Form.DEMONYM, Form.COUNTRY, Form.BODY)
                        and self._list_heads(at + 1)
                    ):
                        at += 1
                continue
            if low in self.words.former:
                phrase.tense = "former"
            elif low in self.words.incoming:
                phrase.tense = "incoming"
            elif low in self.words.acting:
                phrase.tense = "acting"
            elif low not in self.words.plain:
                break
            if self.text[at][0].isupper() and self._office(at):
                break
            at, last = at + 1, None
        return at, last

    def _list_heads(self, at: int) -> bool:
        """Whether known adjectives from `at` on lead to a noun they share ("French and German ministers")."""
        for _ in range(6):
            found = self.tokens.known(at)
            if found is None:
                return False
            at = found[1]
            if self._head_follows(at):
                return True
            if self.low[at] not in ("and", "or", ",", "/", "-", "&"):
                return False
            at += 1
            if self.low[at] == "and":
                at += 1
        return False

    def _head_follows(self, at: int) -> bool:
        low = self.low[at]
        for _ in range(3):
            if low in self.words.plain or low in self.words.former or low in self.words.acting:
                at += 1
                low = self.low[at]
        return (
            self._office(at) is not None
            or low in self.words.delegates
            or low in self.words.relations
            or low in self.words.people
        )

    def _take(self, phrase: Phrase, known: Known) -> None:
        phrase.form = known.form
        if known.form is Form.SEAT:
            phrase.seat = known.office
        if known.form is Form.BODY or known.party == "European Union":
            if phrase.body:
                phrase.countries.append(known.party)
            else:
                phrase.body = known.party
        elif known.party not in phrase.countries:
            phrase.countries.append(known.party)

    def _office(self, at: int) -> tuple[Office, bool, int] | None:
        """An office at `at`: one of the table, or a portfolio with minister, secretary, chief…"""
        low = self.low[at]
        found = self.tokens.office(at)
        if low.endswith("-elect"):
            base = lexicon.offices().get(low.removesuffix("-elect"))
            if base is not None:
                return base, False, at + 1
        stop = at
        while self.low[stop] in self.words.portfolios or (
            stop > at and self.low[stop] in ("and", "&") and self.low[stop + 1] in self.words.portfolios
        ):
            stop += 1
            if stop - at > 5:
                return found
        if stop > at and self.low[stop] in self.words.heads:
            if found is not None and found[2] > stop:
                return found
            plural = self.low[stop].endswith("s")
            words = " ".join(self.low[at : stop + 1])
            single = words[:-3] + "y" if words.endswith("ies") else words[:-1] if plural else words
            known = lexicon.offices().get(single)
            domain = known.domain if known else " ".join(self.low[at:stop]).replace("defense", "defence")
            return Office(single, single, domain, "", "person"), plural, stop + 1
        if (
            found is not None
            and found[0].words in ("minister", "secretary", "deputy minister")
            and self.low[found[2]] in ("of", "for")
        ):
            after = found[2] + 1
            if self.low[after] == "the":
                after += 1
            begin = after
            while self.low[after] in self.words.portfolios or (
                after > begin and self.low[after] in ("and", "&", ",") and self.low[after + 1] in self.words.portfolios
            ):
                after += 1
            if after > begin:
                subject = " ".join(self.low[begin:after])
                listed = lexicon.offices().get(f"{subject.removesuffix(' affairs')} {found[0].words}")
                if listed is None:
                    words = f"{found[0].words} of {subject}"
                    listed = Office(words, words, subject.replace("defense", "defence"), "", "person")
                return listed, found[1], after
        return found

    def _complement_follows(self, at: int) -> bool:
        if self.low[at] not in ("of", "from", "representing", "for"):
            return False
        at += 1
        while self.low[at] in ("the", "a", "its", "their") or self.low[at] in self.words.plain:
            at += 1
        return self.tokens.known(at) is not None or self._name(at) is not None

    def _complement(self, phrase: Phrase, at: int, prepositions: frozenset[str]) -> int:
        """Read "of France and Germany", "of the World Skiff Federation" after a head; the index after it."""
        if self.low[at] not in prepositions:
            return at
        begin = at + 1
        stop = begin
        while (
            self.low[stop] == "the"
            or (
                self.low[stop] in self.words.state
                and self.low[stop + 1] in ("of", "republic", "federation", "kingdom", "arab")
            )
            or (self.low[stop] == "of" and stop > begin)
        ):
            if self.tokens.known(stop):
                break
            stop += 1
        found = self.tokens.known(stop)
        if (
            found is not None
            and found[0].form is not Form.PEOPLE
            and not (found[0].adjective and found[0].form is Form.DEMONYM)
        ):
            while found is not None and found[0].form is not Form.DEMONYM:
                self._take(phrase, found[0])
                at = stop = found[1]
                if self.low[stop] in ("'s", "'"):
                    break
                if self.low[stop] == "," and not phrase.plural:
                    break
                if self.low[stop] in (",", "and", "&"):
                    if (
                        not phrase.plural
                        and self.low[stop] == "and"
                        and not (phrase.office and phrase.office.domain == "envoy")
                    ):
                        break
                    stop += 1
                    while self.low[stop] in ("and", "the"):
                        stop += 1
                    found = self.tokens.known(stop)
                else:
                    break
            return at
        words = self._organisation(stop)
        if words is not None and self.low[at] in ("of", "at", "for", "to"):
            phrase.body = words[0]
            return words[1]
        return at

    def _organisation(self, at: int) -> tuple[str, int] | None:
        """Capitalised words with an organisation's noun among them ("World Skiff Federation")."""
        stop = at
        while stop < self.length and (
            self.text[stop][0].isupper()
            or (stop > at and self.low[stop] in ("of", "for", "and", "the") and self.text[stop + 1][:1].isupper())
        ):
            stop += 1
        if stop == at or not any(
            word in self.words.organisations or self.text[at + n].isupper() for n, word in enumerate(self.low[at:stop])
        ):
            return None
        return " ".join(self.text[at:stop]), stop

    def _officed(self, phrase: Phrase, office: tuple[Office, bool, int], at: int) -> Phrase:
        phrase.office, phrase.plural, stop = office
        phrase.noun = " ".join(self.low[at:stop])
        if self.low[stop - 1].endswith("-elect"):
            phrase.tense = "incoming"
        if self.low[stop] in ("elect", "designate"):
            phrase.tense, stop = "incoming", stop + 1
        second = self._office(stop + 1) if self.low[stop] == "and" else None
        if second is not None and not second[1] and not phrase.plural and self._name(second[2]) is not None:
            stop = second[2]
        stop = self._complement(phrase, stop, self.words.of)
        phrase.last = stop
        if phrase.plural:
            return self._listed(phrase, stop)
        comma = self.low[stop] == ","
        name = self._name(stop + comma)
        if comma and name is not None and not self._apposes(phrase, name):
            name = None
        if name is None and self.low[stop] == "(":
            name = None
        if name is not None:
            phrase.shape = Shape.NAME
            phrase.names, phrase.last = [name[0]], name[2]
            phrase.gender = name[1] or phrase.office.gender
            phrase.honorific = name[3]
            if self.low[name[2]] == "of" and not phrase.countries and not phrase.body:
                phrase.last = self._complement(phrase, name[2], frozenset({"of"}))
        return phrase

    def _apposes(self, phrase: Phrase, name: tuple[str, str, int, str]) -> bool:
        """Whether a name after a comma names the office before it and does not go on a list."""
        if not (phrase.det or phrase.countries or phrase.body):
            return False
        after = self.low[name[2]]
        return phrase.det != "a" or after in self.words.closing

    def _listed(self, phrase: Phrase, at: int) -> Phrase:
        """Names under a shared title: "Presidents Bush of the US and Yeltsin of Russia"."""
        begin = at + (self.low[at] in (",", ":"))
        name = self._name(begin)
        if name is not None and begin > at and not (phrase.det or len(phrase.countries) > 1):
            name = None
        while name is not None:
            phrase.shape = Shape.NAME
            phrase.names.append(name[0])
            at = name[2]
            of = Phrase(Shape.PARTY, at)
            at = self._complement(of, at, frozenset({"of"}))
            phrase.name_countries.append((of.countries or [of.body])[0])
            phrase.last = at
            if self.low[at] in (",", "and", "&"):
                at += 1
                if self.low[at] == "and":
                    at += 1
                name = self._name(at)
            else:
                name = None
        if not phrase.names:
            phrase.shape = Shape.OFFICE if phrase.countries or phrase.body else Shape.PLURAL
            if phrase.shape is Shape.PLURAL and not (phrase.det or phrase.count):
                phrase.shape = Shape.OFFICE
        return phrase

    def _related(self, phrase: Phrase, at: int) -> Phrase | None:
        stop = at + (2 if self.low[at] == "opposite" else 1)
        phrase.noun = "counterpart" if self.low[at] == "opposite" else self.low[at]
        if not phrase.owner and not phrase.det and not phrase.countries:
            return None
        phrase.plural = phrase.noun.endswith("s")
        stop = self._complement(phrase, stop, frozenset({"in", "from", "of"}))
        phrase.shape, phrase.last = Shape.RELATION, stop
        comma = self.low[stop] == ","
        name = self._name(stop + comma)
        if name is not None and not phrase.plural:
            phrase.names, phrase.last, phrase.gender = [name[0]], name[2], name[1]
        return phrase

    def _delegates(self, phrase: Phrase, at: int) -> Phrase:
        phrase.noun = self.low[at]
        stop = at + 1
        if not phrase.countries and not phrase.body:
            begin = stop + 1
            phrase.plural = True
            stop = self._complement(phrase, stop, frozenset({"of", "from", "representing", "for"}))
            if stop == at + 1 and not phrase.countries and not phrase.body:
                name = self._name(begin)
                if name is not None:
                    phrase.names, stop = [name[0]], name[2]
        phrase.shape, phrase.last = Shape.DELEGATES, stop
        return phrase

    def _plural(self, phrase: Phrase, at: int) -> Phrase:
        phrase.noun, phrase.plural = self.low[at], True
        return self._until(phrase, Shape.PLURAL, at + 1)

    def _party(self, phrase: Phrase, at: int, known: Known) -> Phrase | None:
        last = at - (self.low[at - 1] in ("'s", "'"))
        phrase.last = last
        if known.form is Form.DEMONYM or (known.adjective and phrase.det and known.form is not Form.COUNTRY):
            if known.form is Form.DEMONYM and phrase.det in ("the", "a", "an", "this", "that"):
                phrase.shape = Shape.PERSON_OF
                return phrase
            phrase.shape = Shape.PARTY
            phrase.attributive = True
            return phrase
        phrase.shape = Shape.PARTY
        return phrase

    # ------------------------------------------------------------------ names

    def _named(self, phrase: Phrase, name: tuple[str, str, int, str]) -> Phrase:
        phrase.shape = Shape.NAME
        phrase.names, phrase.gender, phrase.last, phrase.honorific = [name[0]], name[1], name[2], name[3]
        at = phrase.last
        if self.low[at] in ("'s", "'"):
            return self._owned(phrase, at + 1)
        if self.low[at] == "of" and not phrase.countries:
            found = Phrase(Shape.PARTY, at)
            stop = self._complement(found, at, frozenset({"of"}))
            if found.countries or found.body:
                phrase.countries, phrase.body, phrase.last = found.countries, found.body, stop
                at = stop
        if self.low[at] == ",":
            self._appose(phrase, at + 1)
        return phrase

    def _owned(self, phrase: Phrase, at: int) -> Phrase:
        """Read "Kim Jong Un's envoy, Choe Ryong-hae": the owner stays a name, unless the owned is named too."""
        inner = Phrase(Shape.OFFICE, at, det="the", owner=phrase.names[0])
        after, _ = self._premodifiers(inner, at)
        office = self._office(after)
        if office is not None:
            owned = self._officed(inner, office, after)
        elif self.low[after] in self.words.relations:
            related = self._related(inner, after)
            if related is None:
                return phrase
            owned = related
        else:
            return phrase
        if owned.names:
            owned.first, owned.shape = phrase.first, Shape.NAME
            return owned
        return phrase

    def _appose(self, phrase: Phrase, at: int) -> None:
        """Read an office after "Name ," into the phrase, when it closes as an apposition does."""
        if self.low[at] == "who" and self.low[at + 1] in self.words.leading:
            body = Phrase(Shape.PARTY, at)
            stop = self._complement(body, at + 1, self.words.leading)
            if body.body or body.countries:
                phrase.body, phrase.countries = body.body, phrase.countries or body.countries
                phrase.office, phrase.last = lexicon.offices()["head"], stop
            return
        inner = Phrase(Shape.OFFICE, at)
        after = self._determiner(inner, at)
        after, _ = self._premodifiers(inner, after)
        office = self._office(after)
        if office is None or office[1]:
            return
        inner.office, inner.plural, stop = office
        stop = self._complement(inner, stop, self.words.of)
        if self._name(stop) is not None and self.low[stop] != ",":
            return
        if not self._closes(stop):
            return
        phrase.office, phrase.det, phrase.tense = inner.office, inner.det, inner.tense
        phrase.countries, phrase.body = phrase.countries or inner.countries, phrase.body or inner.body
        phrase.gender = phrase.gender or inner.office.gender
        phrase.last = stop

    def _closes(self, at: int) -> bool:
        return self.low[at] in self.words.closing

    def _name(self, first: int) -> tuple[str, str, int, str] | None:
        """A personal name at `first`: (name, gender, index after it, honorific)."""
        at, gender, honorific = first, "", ""
        while (
            self.low[at] in names.honorifics()
            and (self.text[at][0].isupper())
            and (
                self.text[at + 1][:1].isupper()
                or self.low[at + 1] in names.particles()
                or self.low[at + 1] in names.honorifics()
            )
        ):
            if self.low[at] == "he" and self.text[at] != "HE":
                break
            gender = gender or names.honorifics()[self.low[at]]
            honorific = honorific or self.low[at]
            at += 1
        begin = at
        while at < self.length and self._part(at, begin, bool(honorific)):
            at += 1
        while at > begin and self.low[at - 1] in names.particles() and self.text[at - 1].islower():
            at -= 1
        if at == begin:
            return None
        if any(self.low[n] in self.words.organisations for n in range(begin, at)) and not honorific:
            return None
        words = self.text[begin:at]
        if all(_INITIAL.match(word) for word in words):
            return None
        if len(words) == 1 and words[0].isupper() and not honorific and len(words[0]) < 4:
            return None
        gender = gender or self.words.gender.get(words[0].capitalize() if words[0].isupper() else words[0], "")
        name = " ".join(words)
        return names.spelled(name), gender, at, honorific

    def _part(self, at: int, begin: int, titled: bool) -> bool:
        word, low = self.text[at], self.low[at]
        inside = at > begin
        if _LINKED.match(word) or (inside and _INITIAL.match(word)):
            return True
        if low in names.particles() and word.islower():
            nxt = self.text[at + 1][:1]
            if low in ("e", "y", "da", "do", "la", "le", "te", "st", "d") and not inside:
                return False
            return (
                bool(nxt)
                and (nxt.isupper() or (self.low[at + 1] in names.particles() and self.text[at + 2][:1].isupper()))
                and (inside or low not in ("an", "at", "as", "do"))
            )
        if not word[0].isupper() or not word[0].isalpha():
            return False
        if low in names.suffixes():
            return inside
        if _INITIAL.match(word):
            return self.text[at + 1][:1].isupper()
        if low in self.words.common and not (inside and low in ("may", "march", "april", "june")):
            return False
        if inside and self._office(at) is not None:
            return (
                low in self.words.surnames
                and not self.text[at + 1][:1].isupper()
                and not self.low[at - 1].endswith(".")
            )
        if not inside and self._office(at) is not None:
            return False
        if low in self.words.organisations and not titled:
            return True
        if word.isupper() and len(word) > 1 and not inside and not titled:
            return (
                len(word) > 3
                and self.text[at + 1].isupper()
                and len(self.text[at + 1]) > 3
                and self.text[at + 1].isalpha()
            )
        known = self.tokens.known(at)
        if known is not None:
            return (
                inside
                and known[1] == at + 1
                and known[0].form is not Form.DEMONYM
                and word not in ("US", "UN", "EU")
                and not word.isupper()
                and self.text[at - 1] in self.words.gender
            )
        return inside or titled or low not in self.lower_words or not self._begins(at)

    def _begins(self, at: int) -> bool:
        """Whether token `at` stands where any word has a capital: first, after a stop or quote, on a new line."""
        return at == 0 or self.text[at - 1] in '.!?"“”:—–-•' or self.tokens.start[at] > self.tokens.end[at - 1] + 1
