"""What a question was understood to ask, told back to who asked."""

from __future__ import annotations

from datetime import date

from briefs.composing.asking import Asked
from briefs.composing.matching import Index
from briefs.composing.places import city_named
from briefs.composing.vocabulary import party_named
from briefs.model.reading import Kind, Sort
from briefs.rendering.pieces import clean
from briefs.rendering.when import When
from briefs.wording.wording import Wording


def understood(asked: Asked, index: Index, wording: Wording, *, today: date) -> str:
    """One line of plain text: "Vladimir Putin · meetings · Mon 13–Sun 19 May"; "" when everything was asked for.

    A word that finds nothing stands in quotation marks, so that nobody takes an empty answer for a calm week.
    """
    return " · ".join(
        part
        for part in (*(_meant(word, index, wording) for word in asked.words), *_rest(asked, wording, today))
        if part
    )


def meant(asked: Asked, index: Index) -> tuple[str, ...]:
    """The English name that each phrase means, as typed where it means nothing here."""
    return tuple(_name(phrase, index) for phrase in asked.words)


def _name(phrase: str, index: Index) -> str:
    meaning = index.meaning(phrase)
    if meaning is not None and meaning.sort == Sort.PERSON:
        return meaning.name
    if city := city_named(phrase):
        return city
    return phrase if meaning is None or _unknown(phrase, index) else meaning.name


def _meant(phrase: str, index: Index, wording: Wording) -> str:
    city = city_named(phrase)
    if city and not index.find(phrase):
        return clean(wording.place(city))
    meaning = index.meaning(phrase)
    if meaning is None or _unknown(phrase, index):
        return wording.say("unknown-word", word=clean(phrase))
    return clean(wording.place(meaning.name))


def _unknown(phrase: str, index: Index) -> bool:
    return not index.find(phrase) and party_named(phrase) is None and not city_named(phrase)


def _rest(asked: Asked, wording: Wording, today: date) -> tuple[str, str]:
    kinds = ""
    if asked.kinds:
        meetings, conferences = any(kind is not Kind.CONFERENCE for kind in asked.kinds), Kind.CONFERENCE in asked.kinds
        one = asked.kinds[0] if len(asked.kinds) == 1 else Kind.MEETING
        kinds = "" if meetings and conferences else wording.say(f"kind-{one.value}")
    dates = When(wording, today).asked(asked.from_on, asked.to_on) if asked.from_on or asked.to_on else ""
    return kinds, dates


def unknown(asked: Asked, index: Index) -> tuple[str, ...]:
    """The phrases asked about that nothing here goes by; a country or city that exists is never among them."""
    return tuple(phrase for phrase in asked.words if _unknown(phrase, index))


def suggestions(asked: Asked, index: Index) -> tuple[str, ...]:
    """Known names close to the words that find nothing."""
    near = (name for word in asked.words for name in index.suggest(word))
    return tuple(dict.fromkeys(near))[:3]
