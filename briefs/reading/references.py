"""Whom the phrases of one article mean.

Each phrase is resolved once, in text order, against the people the article introduces, what it has just spoken of, and
the who's who at the article's date. When two could be meant, neither is claimed (ADR 0016).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from briefs.model.article import Article
from briefs.model.reading import Participant, Person
from briefs.reading import names
from briefs.reading.anaphora import plural, pronoun
from briefs.reading.descriptions import body, delegates, national, officers, related
from briefs.reading.figures import Figure, Figures
from briefs.reading.gazetteer import Form
from briefs.reading.participants import party
from briefs.reading.people import country_of, introduced, is_personal, reigning
from briefs.reading.phrases import Phrase, Shape
from briefs.reading.salience import NOBODY, Trace, distinct, is_person
from briefs.reading.scanning import scan
from briefs.reading.scene import NEW_CLAUSE, Scene
from briefs.reading.vocabulary import vocabulary
from briefs.reading.whoswho import WhosWho

if TYPE_CHECKING:
    from spacy.tokens import Span

_JOINED = re.compile(r"\s*(?:,|and|or|&|plus|/|as well as|,\s*and|,\s*then)?\s*(?:the\s*)?")
_DATELINE = re.compile(r"\s*(?:,[^–—\n-]{0,40})?\s*(?:\([^)\n]{2,40}\))?\s*[–—-]")
_LOCATED = re.compile(r"\b(?:in|at|from|near|to|outside|around|of)\s+$")
_KIN = frozenset({"brother", "sister", "wife", "husband", "son", "daughter"})
_UNSURE = "?"
_LONGEST_WORD = 40
"""Characters looked back for the preposition before a phrase."""


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


class Cast:
    """Everybody an article speaks of.

    `article` gives text and date, `known` who holds which office. Building it scans the text once (under a millisecond
    a kilobyte); resolving is lazy. Offsets count characters of `article.text`. Never raises on any text.
    """

    def __init__(self, article: Article, known: WhosWho | None = None) -> None:
        self.article = article
        self._text = article.text
        self._phrases = scan(article.text)
        self._starts = [phrase.start for phrase in self._phrases]
        people = introduced(self._phrases, article.text, article=article)
        self.people: tuple[Person, ...] = (*people, *reigning(self._phrases, people))
        self._scene = Scene(article.text, Figures(self.people), known or WhosWho(), article.published_at)
        self._scene.home = self._dateline()
        for phrase in self._phrases:
            for name in phrase.names:
                self._scene.first.setdefault(names.shown(name), phrase.start)
        self._mentions: list[Mention] = []
        self._group = 0
        self._inform()

    def mentions(self, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions that lie within characters `start` to `end`, in order."""
        stop = len(self._text) if end is None else end
        self._read_to(stop)
        first = bisect_right(self._starts, start - 1)
        found = []
        for mention in islice(self._mentions, first, None):
            if mention.start >= stop:
                break
            if mention.end <= stop:
                found.append(mention)
        return found

    def resolve(self, span: Span, *, offset: int = 0) -> tuple[Participant, ...]:
        """Whom a noun phrase of a parsed sentence means, what is coordinated with it included.

        `offset` is where the parsed text starts in the article. Empty when it is no party, or two could be meant.
        """
        begin, stop = span.start_char + offset, span.end_char + offset
        root = span.root.idx + offset
        self._read_to(stop)
        found: list[Participant] = []
        last: Mention | None = None
        for mention in self._mentions[max(0, bisect_right(self._starts, begin) - 1) :]:
            if mention.start >= stop:
                break
            if mention.end <= begin or (last is None and not mention.start <= root < mention.end):
                continue
            if last is not None and not _JOINED.fullmatch(self._text[last.end : mention.start]):
                break
            found.extend(mention.who)
            last = mention
        return tuple(distinct(found))

    # ------------------------------------------------------------------ reading on

    def _inform(self) -> None:
        """Fill in from the who's who what the article does not say of its people."""
        for figure in self._scene.figures.everybody:
            person = figure.person
            if person.country and person.office:
                continue
            known = self._scene.known.named(person.name, country=person.country, at=self.article.published_at)
            if known is not None and not (person.office and known.office and known.office != person.office):
                told = replace(
                    person,
                    name=known.name if len(names.parts(known.name)) > len(names.parts(person.name)) else person.name,
                    title=person.title or known.title,
                    office=person.office or known.office,
                    country=person.country or known.country,
                    body=person.body or known.body,
                    gender=person.gender or known.gender,
                )
                self._scene.figures.inform(figure, told)

    def _dateline(self) -> str:
        """The country of the article's dateline, "" when it has none."""
        for phrase in self._phrases[:6]:
            stands = phrase.start == 0 or self._text[phrase.start - 1] == "\n"
            if stands and phrase.shape is Shape.PARTY and _DATELINE.match(self._text, phrase.end):
                return phrase.of.countries[0] if phrase.of.countries else ""
        return ""

    def _read_to(self, stop: int) -> None:
        while len(self._mentions) < len(self._phrases) and self._phrases[len(self._mentions)].start < stop:
            phrase = self._phrases[len(self._mentions)]
            mention = self._resolved(phrase)
            self._note(phrase, mention)
            self._mentions.append(mention)

    def _resolved(self, phrase: Phrase) -> Mention:
        words = self._text[phrase.start : phrase.end]
        if phrase.of.body:
            self._scene.bodies.append(phrase.of.body)
        who, sure = self._who(phrase)
        if phrase.of.countries and not phrase.place and not self._is_object(phrase, self._scene.sentence(phrase.start)):
            self._scene.speak_of(phrase.start, phrase.of.countries)
        told = tuple(replace(each, mention=words) for each in distinct(who))
        return Mention(phrase.start, phrase.end, phrase.shape, told, phrase.place and not told, sure)

    def _note(self, phrase: Phrase, mention: Mention) -> None:
        """Leave a trace of a mention for what takes it up later."""
        full = phrase.shape is Shape.NAME and " " in phrase.names[0]
        if not mention.who and self._is_somebody(phrase):
            self._note_nobody(phrase)
        if not mention.who or not (mention.sure or full) or (phrase.attributive and phrase.shape is Shape.PARTY):
            return
        sentence = self._scene.sentence(phrase.start)
        last = self._mentions[-1] if self._mentions else None
        trace = self._scene.trail.last
        joined = (
            last is not None
            and trace is not None
            and bool(last.who)
            and trace.sentence == sentence
            and _JOINED.fullmatch(self._text[last.end : phrase.start]) is not None
        )
        if not joined:
            self._group += 1
        if joined and trace is not None:
            subject = trace.subject
        else:
            subject = not (self._owns(phrase.end) or self._is_object(phrase, sentence))
        for who in mention.who:
            self._scene.trail.add(Trace(sentence, phrase.start, subject, who, self._group))

    def _note_nobody(self, phrase: Phrase) -> None:
        """Leave a trace of somebody unknown, one where several follow each other."""
        sentence, last = self._scene.sentence(phrase.start), self._scene.trail.last
        if last is not None and last.who is NOBODY and last.sentence == sentence:
            return
        self._group += 1
        subject = not self._is_object(phrase, sentence)
        self._scene.trail.add(Trace(sentence, phrase.start, subject, NOBODY, self._group))

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase that means nobody known speaks of one person, whom a pronoun may take up."""
        if phrase.shape is Shape.PRONOUN:
            return phrase.noun in ("he", "she")
        if phrase.shape not in (Shape.OFFICE, Shape.PERSON_OF, Shape.RELATION) or phrase.plural:
            return False
        return phrase.det in ("the", "his", "her", "a", "an") and not self._owns(phrase.end)

    def _is_object(self, phrase: Phrase, sentence: int) -> bool:
        """Whether a preposition stands before it, or another party of its clause."""
        before = self._text[max(self._scene.begin(phrase.start), phrase.start - _LONGEST_WORD) : phrase.start].split()
        if before and before[-1].lower() in vocabulary().prepositions:
            return True
        trace = self._scene.trail.last
        if trace is None or trace.sentence != sentence:
            return False
        if self._mentions and self._mentions[-1].start == trace.start and self._owns(self._mentions[-1].end):
            # "Kim's envoy, Choe, was kept waiting": the owner is not the subject
            return False
        return NEW_CLAUSE.search(self._text[trace.start : phrase.start]) is None

    def _owns(self, stop: int) -> bool:
        """Whether what ends at `stop` is an owner: "Kim Jong Un's envoy"."""
        return self._text[stop : stop + 2] in ("'s", "’s")

    # ------------------------------------------------------------------ whom

    def _who(self, phrase: Phrase) -> tuple[list[Participant], bool]:
        stands = phrase.office.stands if phrase.office is not None else "person"
        if stands == "aside" or (stands == "aide" and not phrase.names and not phrase.of):
            return [], True
        if phrase.shape is Shape.DELEGATES:
            return delegates(phrase, self._scene), True
        if phrase.names:
            found = [self._named(phrase, index, name) for index, name in enumerate(phrase.names)]
            return [who for who, _ in found if who is not None], all(sure for _, sure in found)
        if phrase.shape is Shape.PARTY:
            return self._parties(phrase), True
        resolve = {
            Shape.OFFICE: officers,
            Shape.RELATION: related,
            Shape.BODY_NOUN: body,
            Shape.PERSON_OF: national,
            Shape.PLURAL: plural,
            Shape.PRONOUN: pronoun,
        }[phrase.shape]
        return resolve(phrase, self._scene), True

    def _named(self, phrase: Phrase, index: int, name: str) -> tuple[Participant | None, bool]:
        country = country_of(phrase, index)
        figures = self._scene.figures
        figure = figures.named(
            name, country=country, gender=phrase.gender, office=phrase.office, honorific=phrase.honorific
        )
        if figure is None and phrase.det == "the" and name.endswith("s"):
            figure = figures.named(name[:-1])
        if figure is None and not phrase.office and not phrase.honorific and " " not in name:
            house = next((each for each in self._scene.bodies if each.split()[0] == name), "")
            if house:
                return party(house), True
        if figure is None and len(names.parts(name)) == 1 and not country:
            namesakes = figures.bearing(name, gender=phrase.gender, office=phrase.office)
            if len({namesake.person.name for namesake in namesakes}) > 1:
                return None, True
        figure = figure or self._newcomer(phrase, name, country)
        figure.seen.append(phrase.start)
        return figure.participant, figure.rank != _UNSURE

    def _newcomer(self, phrase: Phrase, name: str, country: str) -> Figure:
        """Somebody the article does not introduce: from the who's who, or by this name alone."""
        figures = self._scene.figures
        known = self._scene.known.named(name, country=country, at=self.article.published_at)
        if known is not None:
            return figures.add(known)
        full = names.shown(name)
        if phrase.noun in _KIN and " " not in full:
            owner = self._neighbour(phrase) or self._scene.owner(phrase)
            full = f"{full} {names.family(owner.name)}" if owner is not None else full
        title, office = (phrase.noun, phrase.office.office) if phrase.office else ("", "")
        figure = figures.add(Person(full, title, country, office=office, gender=phrase.gender))
        sure = phrase.office or phrase.honorific or phrase.shape is Shape.RELATION or is_personal(name, phrase)
        figure.rank = phrase.honorific if sure else _UNSURE
        return figure

    def _neighbour(self, phrase: Phrase) -> Participant | None:
        """The person coordinated before: "Raúl Castro and his brother"."""
        last = self._mentions[-1] if self._mentions else None
        if last is None or len(last.who) != 1 or not _JOINED.fullmatch(self._text[last.end : phrase.start]):
            return None
        return last.who[0] if is_person(last.who[0]) and " " in last.who[0].name else None

    def _parties(self, phrase: Phrase) -> list[Participant]:
        words = self._text[phrase.start : phrase.end]
        if phrase.form is Form.CITY and " " not in words and not _LOCATED.search(self._text[: phrase.start][-12:]):
            figure = self._scene.figures.named(words)
            if figure is not None and figure.seen:
                figure.seen.append(phrase.start)
                return [figure.participant]
        if phrase.place:
            return []
        found = [party(place) for place in phrase.of.countries]
        if phrase.of.body:
            found.insert(0, party(phrase.of.body))
        return found


def everyone(mentions: Iterable[Mention]) -> list[Participant]:
    """The distinct participants of some mentions, in order of mention."""
    return distinct(who for mention in mentions for who in mention.who)
