"""Whom the phrases of one article mean.

Each phrase is resolved once, in text order, against the people the article introduces, what it mentioned before, and
the who's who at the article's date. When two could be meant, neither is claimed (ADR 0016).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from briefs.model.article import Article
from briefs.model.reading import Participant, Person, Sort
from briefs.reading import lexicon, names
from briefs.reading.gazetteer import Form
from briefs.reading.people import domain_of, introduced, is_personal
from briefs.reading.phrases import Phrase, Shape, scan
from briefs.reading.whoswho import WhosWho

if TYPE_CHECKING:
    from spacy.tokens import Span

_BREAK = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_TOP = frozenset({"state", "government", "royal", "leader", "pope"})
_HEADS = frozenset(
    {"chief", "head", "director-general", "managing director", "secretary-general", "chair", "state", "chief executive"}
)
_NOUN_DOMAINS = {
    "leaders": _TOP,
    "presidents": frozenset({"state"}),
    "premiers": frozenset({"government"}),
    "chancellors": frozenset({"government", "finance"}),
    "kings": frozenset({"royal"}),
    "monarchs": frozenset({"royal"}),
}
_LOOK_BACK = 4
"""Sentences before a phrase in which it may find what it takes up."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of the article that mean `who`.

    `who` is empty for a place, for people who take no part (spokesmen, analysts), and where two could be meant.
    `shape` says how it is put; `place` that it is where, not who; `sure` is False for a name that only its capitals
    tell ("Lindqvist"), which a frame may trust in a slot for people.
    """

    start: int
    end: int
    shape: Shape
    who: tuple[Participant, ...]
    place: bool = False
    sure: bool = True


@dataclass(slots=True)
class _Figure:
    """A person of the article while it is read."""

    person: Person
    seen: list[int] = field(default_factory=list)


class Cast:
    """Everybody an article speaks of.

    `article` gives text and date, `known` who holds which office. Building it scans the text once (about a millisecond
    a kilobyte); resolving is lazy. Offsets count characters of `article.text`. Never raises on any text.
    """

    def __init__(self, article: Article, known: WhosWho | None = None) -> None:
        self.article = article
        self._known = known or WhosWho()
        self._phrases = scan(article.text)
        self.people: tuple[Person, ...] = tuple(introduced(self._phrases, article.text, article=article))
        self._figures = [_Figure(person) for person in self.people]
        self._breaks = [match.end() for match in _BREAK.finditer(article.text)]
        self._starts = [phrase.start for phrase in self._phrases]
        self._mentions: list[Mention] = []
        self._trail: list[tuple[int, int, bool, Participant]] = []
        """(sentence, offset, is subject, who) of every party mentioned so far."""

    def mentions(self, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions that lie within characters `start` to `end`, in order."""
        stop = len(self.article.text) if end is None else end
        self._read_to(stop)
        first = bisect_right(self._starts, start - 1)
        return [mention for mention in self._mentions[first:] if mention.start < stop and mention.end <= stop]

    def resolve(self, span: Span, *, offset: int = 0) -> tuple[Participant, ...]:
        """Whom a noun phrase of a parsed sentence means, what is coordinated with it included.

        `offset` is where the parsed text starts in the article. Empty when it is no party, or two could be meant.
        """
        begin, stop = span.start_char + offset, span.end_char + offset
        root = span.root.idx + offset
        self._read_to(stop)
        found: list[Participant] = []
        last_end = -1
        for mention in self._mentions:
            if mention.end <= begin or mention.start >= stop:
                continue
            if not found and last_end < 0:
                if not mention.start <= root < mention.end:
                    continue
            elif not _joined(self.article.text[last_end : mention.start]):
                break
            found.extend(mention.who)
            last_end = mention.end
        return tuple(dict.fromkeys(found))

    # ------------------------------------------------------------------ reading on

    def _read_to(self, stop: int) -> None:
        while len(self._mentions) < len(self._phrases) and self._phrases[len(self._mentions)].start < stop:
            phrase = self._phrases[len(self._mentions)]
            mention = self._resolved(phrase)
            self._mentions.append(mention)
            self._note(phrase, mention)

    def _note(self, phrase: Phrase, mention: Mention) -> None:
        if not mention.who:
            return
        sentence = self._sentence(phrase.start)
        subject = not self._is_object(phrase)
        for who in mention.who:
            self._trail.append((sentence, phrase.start, subject, who))

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._breaks, offset)

    def _is_object(self, phrase: Phrase) -> bool:
        """Whether a preposition or an earlier party of its sentence stands before it."""
        sentence = self._sentence(phrase.start)
        begin = self._breaks[sentence - 1] if sentence else 0
        before = self.article.text[begin : phrase.start].split()
        if before and before[-1].lower() in _words("function", "prepositions"):
            return True
        return (
            bool(self._trail)
            and self._trail[-1][0] == sentence
            and not _joined(self.article.text[self._trail[-1][1] : phrase.start][-6:])
        )

    def _resolved(self, phrase: Phrase) -> Mention:
        words = self.article.text[phrase.start : phrase.end]
        sure = True
        who: list[Participant] = []
        if phrase.office is not None and phrase.office.stands == "aside":
            who = []
        elif phrase.names and phrase.shape is not Shape.DELEGATES:
            for index, name in enumerate(phrase.names):
                found, known = self._named(phrase, index, name)
                sure = sure and known
                who.append(found)
        elif phrase.shape is Shape.OFFICE:
            who = self._officers(phrase)
        elif phrase.shape is Shape.RELATION:
            who = self._related(phrase)
        elif phrase.shape is Shape.DELEGATES:
            who = self._delegates(phrase)
        elif phrase.shape is Shape.PARTY:
            who = [] if phrase.place else self._parties(phrase)
        elif phrase.shape is Shape.BODY_NOUN:
            who = self._body(phrase)
        elif phrase.shape is Shape.PERSON_OF:
            who = self._person_of(phrase)
        elif phrase.shape is Shape.PLURAL:
            who = self._plural(phrase)
        elif phrase.shape is Shape.PRONOUN:
            who = self._pronoun(phrase)
        who = [replace(each, mention=words) for each in who]
        return Mention(phrase.start, phrase.end, phrase.shape, tuple(who), phrase.place, sure)

    # ------------------------------------------------------------------ names

    def _named(self, phrase: Phrase, index: int, name: str) -> tuple[Participant, bool]:
        countries = phrase.name_countries or phrase.countries
        country = countries[index] if index < len(countries) else countries[0] if len(countries) == 1 else ""
        figure = self._figure(name, phrase, country)
        if figure is not None:
            figure.seen.append(phrase.start)
            return self._as_participant(figure.person), True
        words = names.parts(name)
        known = self._known.named(name, country=country, at=self.article.published_at)
        if known is not None:
            self._figures.append(_Figure(replace(known, evidence=None), [phrase.start]))
            return self._as_participant(known), True
        title = phrase.office.words if phrase.office else ""
        sure = bool(phrase.office or phrase.honorific or phrase.shape is Shape.RELATION or is_personal(name, phrase))
        person = Person(" ".join(words), title, country, office=title, gender=phrase.gender)
        self._figures.append(_Figure(person, [phrase.start]))
        return self._as_participant(person), sure

    def _figure(self, name: str, phrase: Phrase, country: str) -> _Figure | None:
        """Who of the article a name means; None when nobody, or when two are as likely."""
        words = names.parts(name)
        exact = [f for f in self._figures if names.fold(f.person.name) == names.fold(" ".join(words))]
        if len(words) > 1 and exact:
            return exact[0]
        if len(words) > 1:
            full = [f for f in self._figures if len(names.parts(f.person.name)) > 1]
            same = [f for f in full if names.same_name(f.person.name, name)]
            return same[0] if same else self._figure_lone(" ".join(words), phrase, country)
        return self._figure_lone(words[0], phrase, country) if words else None

    def _figure_lone(self, word: str, phrase: Phrase, country: str) -> _Figure | None:
        sound = " ".join(names.sounded(part) for part in word.split())
        tiers: list[list[_Figure]] = [[], []]
        for figure in self._figures:
            forms = names.short_forms(figure.person.name, figure.person.country)
            heard = [" ".join(names.sounded(part) for part in form.split()) for form in forms]
            if heard and sound == heard[0]:
                tiers[0].append(figure)
            elif sound in heard:
                tiers[1].append(figure)
        for tier in tiers:
            narrowed = tier
            if country:
                narrowed = [f for f in tier if f.person.country == country] or [f for f in tier if not f.person.country]
            if phrase.gender and len(narrowed) > 1:
                narrowed = [f for f in narrowed if f.person.gender in ("", phrase.gender)] or narrowed
            if phrase.office and len(narrowed) > 1:
                narrowed = [f for f in narrowed if domain_of(f.person.office) == phrase.office.domain] or narrowed
            if len(narrowed) > 1:
                narrowed = [f for f in narrowed if len(names.parts(f.person.name)) > 1 and f.seen] or narrowed
            if len(narrowed) == 1:
                return narrowed[0]
        return None

    def _as_participant(self, person: Person) -> Participant:
        return Participant(person.name, "", Sort.PERSON, person.title, person.country)

    # ------------------------------------------------------------------ offices

    def _officers(self, phrase: Phrase) -> list[Participant]:
        office = phrase.office
        if office is None:
            return []
        if office.stands == "delegate" or (phrase.plural and phrase.body and not phrase.countries):
            return self._delegates(phrase)
        places = phrase.countries or ([phrase.body] if phrase.body else [])
        if phrase.plural:
            if not places:
                return []
            holders = [self._holder(office, place, phrase) for place in places]
            return [holder for holder in holders if holder is not None]
        if len(places) > 1:
            places = places[:1]
        found = self._holder(office, places[0] if places else "", phrase)
        return [found] if found is not None else []

    def _holder(self, office: lexicon.Office, place: str, phrase: Phrase) -> Participant | None:
        matching = [f for f in self._figures if self._holds(f.person, office, place, phrase.tense)]
        if not matching and not place and phrase.det in ("the", "this", ""):
            matching = []
        if len(matching) > 1:
            matching = self._latest(matching, phrase.start)
        if len(matching) == 1:
            matching[0].seen.append(phrase.start)
            return self._as_participant(matching[0].person)
        if matching or phrase.tense == "former" or phrase.det in ("a", "an", "any", "no", "some", "another"):
            return None
        if not place:
            return None
        for domain in self._domains(office):
            known = self._known.holder(domain, place, at=self.article.published_at)
            if known is not None:
                return self._as_participant(known)
        if office.domain == "leader":
            return None
        return unnamed(office.office, place)

    def _domains(self, office: lexicon.Office) -> tuple[str, ...]:
        return ("state", "government", "royal", "leader") if office.domain == "leader" else (office.domain,)

    def _holds(self, person: Person, office: lexicon.Office, place: str, tense: str) -> bool:
        if not person.office or (person.tenure == "former") != (tense == "former"):
            return False
        domain = domain_of(person.office)
        if office.domain == "leader":
            if domain not in _TOP:
                return False
        elif office.domain == "minister":
            if not ("minister" in person.office or domain in ("foreign", "defence", "finance", "interior")):
                return False
        elif office.domain == "secretary":
            if "secretary" not in person.office:
                return False
        elif office.domain in ("chief", "head"):
            if domain not in _HEADS:
                return False
        elif domain != office.domain:
            return False
        if place:
            return place in (person.country, person.body)
        return True

    def _latest(self, figures: list[_Figure], before: int) -> list[_Figure]:
        """The one mentioned last, if it was mentioned in a later sentence than the others."""
        sentence = {}
        for figure in figures:
            seen = [at for at in figure.seen if at < before]
            if seen:
                sentence[id(figure)] = self._sentence(seen[-1])
        if not sentence:
            return figures
        best = max(sentence.values())
        return [figure for figure in figures if sentence.get(id(figure)) == best]

    def _person_of(self, phrase: Phrase) -> list[Participant]:
        country = phrase.countries[0] if phrase.countries else phrase.body
        matching = [f for f in self._figures if f.person.country == country and f.seen and f.seen[0] < phrase.start]
        if len(matching) > 1:
            matching = self._latest(matching, phrase.start)
        return [self._as_participant(matching[0].person)] if len(matching) == 1 else []

    # ------------------------------------------------------------------ parties

    def _delegates(self, phrase: Phrase) -> list[Participant]:
        found = [party(place) for place in phrase.countries]
        if phrase.body:
            found.insert(0, party(phrase.body))
        if not found and phrase.names:
            figure = self._figure(phrase.names[0], phrase, "")
            if figure is not None and figure.person.country:
                found = [party(figure.person.country)]
        if phrase.noun in ("government", "regime", "authorities") and len(found) == 1 and found[0].sort is Sort.COUNTRY:
            adjective = _adjective(found[0].name)
            return [Participant(f"{adjective} government", "", Sort.BODY, "", found[0].name)]
        return found

    def _parties(self, phrase: Phrase) -> list[Participant]:
        if phrase.attributive and phrase.form is Form.CITY:
            return []
        found = [party(place) for place in phrase.countries]
        if phrase.body:
            found.insert(0, party(phrase.body))
        return found

    def _body(self, phrase: Phrase) -> list[Participant]:
        for _, _, _, who in reversed(self._trail):
            if who.sort is Sort.BODY and phrase.noun in _nouns().get(who.name, ()):
                return [who]
        return []

    # ------------------------------------------------------------------ taking up

    def _recent(self, before: int, *, people: bool | None = None) -> list[tuple[int, bool, Participant]]:
        """Distinct parties mentioned before, the latest first, within the look-back: (sentence, subject, who)."""
        here = self._sentence(before)
        found: dict[str, tuple[int, bool, Participant]] = {}
        for sentence, _, subject, who in reversed(self._trail):
            if here - sentence > _LOOK_BACK:
                break
            if people is not None and (who.sort is Sort.PERSON) != people:
                continue
            if who.name in found:
                if found[who.name][0] == sentence and subject:
                    found[who.name] = (sentence, True, who)
                continue
            found[who.name] = (sentence, subject, who)
        return list(found.values())

    def _gender(self, who: Participant) -> str:
        for figure in self._figures:
            if figure.person.name == who.name:
                return figure.person.gender
        return ""

    def _pronoun(self, phrase: Phrase) -> list[Participant]:
        word = phrase.noun
        if word in ("they", "them", "themselves"):
            return self._pair(phrase, 0, None)
        if word in ("himself", "herself"):
            return []
        gender = "m" if word in ("he", "him") else "f"
        here = self._sentence(phrase.start)
        fitting = [each for each in self._recent(phrase.start, people=True) if self._gender(each[2]) in (gender, "")]
        certain = [each for each in fitting if self._gender(each[2]) == gender]
        if certain and len(fitting) > len(certain) and gender == "f":
            fitting = certain
        if word in ("him",) or (word == "her" and self._objective(phrase)):
            subjects = [each for each in fitting if each[0] == here and each[1]]
            if subjects and len(fitting) > 1:
                fitting = [each for each in fitting if each not in subjects]
        elif word == "her":
            return []
        if not fitting:
            return []
        nearest = max(each[0] for each in fitting)
        close = [each for each in fitting if each[0] == nearest]
        subject = [each for each in close if each[1]]
        chosen = subject if len(subject) == 1 else close
        return [chosen[0][2]] if len(chosen) == 1 else []

    def _objective(self, phrase: Phrase) -> bool:
        """Whether "her" is an object, not a possessive: what follows begins no noun phrase."""
        after = self.article.text[phrase.end : phrase.end + 20].split()
        return not after or not after[0][0].isalnum() or after[0].lower() in _words("function", "closed")

    def _plural(self, phrase: Phrase) -> list[Participant]:
        if phrase.noun in _words("groups", "parties"):
            return self._parties_before(phrase, phrase.count or 2)
        return self._pair(phrase, phrase.count, _NOUN_DOMAINS.get(phrase.noun))

    def _pair(self, phrase: Phrase, count: int, domains: frozenset[str] | None) -> list[Participant]:
        recent = self._recent(phrase.start, people=True)
        if domains is not None:
            fitting = [each for each in recent if self._domain(each[2]) in domains]
            unknown = [each for each in recent if not self._domain(each[2]) or each in fitting]
            recent = fitting if len(fitting) >= 2 else unknown
        if not recent and count == 0:
            return []
        want = count or 2
        for nearest in sorted({each[0] for each in recent}, reverse=True):
            group = [each for each in recent if each[0] >= nearest]
            if len(group) == want:
                return [each[2] for each in reversed(group)]
            if len(group) > want:
                return []
        return []

    def _domain(self, who: Participant) -> str:
        for figure in self._figures:
            if figure.person.name == who.name and figure.person.office:
                return domain_of(figure.person.office)
        return ""

    def _parties_before(self, phrase: Phrase, want: int) -> list[Participant]:
        recent = self._recent(phrase.start, people=False)
        here = self._sentence(phrase.start)
        for back in range(_LOOK_BACK + 1):
            group = [each for each in recent if each[0] >= here - back]
            if len(group) == want:
                return [each[2] for each in reversed(group)]
            if len(group) > want:
                break
        people = [each for each in self._recent(phrase.start, people=True) if each[2].country]
        for back in range(_LOOK_BACK + 1):
            countries = list(dict.fromkeys(each[2].country for each in people if each[0] >= here - back))
            if len(countries) == want:
                return [party(country) for country in reversed(countries)]
            if len(countries) > want:
                break
        return []

    def _related(self, phrase: Phrase) -> list[Participant]:
        here = self._sentence(phrase.start)
        people = self._recent(phrase.start, people=True)
        if not people:
            return []
        subjects = [each for each in people if each[1] and each[0] == here]
        owner = subjects[0][2] if subjects else people[0][2]
        if phrase.countries:
            country = phrase.countries[0]
            domain = self._domain(owner)
            matching = [f for f in self._figures if f.person.country == country and f.person.name != owner.name]
            if phrase.noun == "counterpart" and domain:
                matching = [f for f in matching if domain_of(f.person.office) in (domain, "")] or matching
            if phrase.noun in ("host", "guest") and len(matching) > 1:
                matching = [f for f in matching if domain_of(f.person.office) in _TOP] or matching
            if len(matching) == 1:
                return [self._as_participant(matching[0].person)]
            if matching:
                return []
            known = self._known.holder(domain or "state", country, at=self.article.published_at)
            if known is not None:
                return [self._as_participant(known)]
            title = next((f.person.office for f in self._figures if f.person.name == owner.name), "")
            return [unnamed(title, country)] if title and phrase.noun == "counterpart" else []
        others = [each for each in people if each[2].name != owner.name]
        if not others:
            return []
        nearest = [each for each in others if each[0] == others[0][0]]
        return [nearest[0][2]] if len(nearest) == 1 else []


def unnamed(office: str, place: str) -> Participant:
    """Somebody known by office alone: "Romanian foreign minister"; of a body, "NATO secretary-general"."""
    country = lexicon.country_named(place)
    if country is not None:
        return Participant(f"{_adjective(place)} {office}", "", Sort.PERSON, office, place)
    return Participant(f"{place} {office}", "", Sort.PERSON, office, "")


def party(place: str) -> Participant:
    """A country or body as a party."""
    country = lexicon.country_named(place)
    if country is not None:
        return Participant(country.name, "", Sort.COUNTRY, "", country.name)
    return Participant(place, "", Sort.BODY, "", _home().get(place, ""))


def _adjective(place: str) -> str:
    country = lexicon.country_named(place)
    return country.adjectives[0] if country is not None and country.adjectives else place


@cache
def _home() -> dict[str, str]:
    return {body.name: body.country for body in lexicon.bodies()}


@cache
def _nouns() -> dict[str, tuple[str, ...]]:
    return {body.name: body.nouns for body in lexicon.bodies()}


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon.table("phrases.toml")[table][key].split())


def _joined(between: str) -> bool:
    return re.fullmatch(r"\s*(?:,|and|or|&|plus|/|as well as|,\s*and|,\s*then)?\s*(?:the\s*)?", between) is not None


def everyone(mentions: Iterable[Mention]) -> list[Participant]:
    """The distinct participants of some mentions, in order of mention."""
    return list({who.name: who for mention in mentions for who in mention.who}.values())
