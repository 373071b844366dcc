"""A parsed sentence with the mentions and places found in its text, tied to its tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.reading.places import PlaceMention, find_places
from briefs.reading.references import Cast, Mention
from briefs.reading.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Parsed:
    """A sentence with its parse; `at` and `places_at` give the mention and the place that a token is part of."""

    sentence: Sentence
    doc: Doc
    at: dict[int, Mention] = field(default_factory=dict)
    places: list[PlaceMention] = field(default_factory=list)
    places_at: dict[int, PlaceMention] = field(default_factory=dict)


def tie(sentence: Sentence, doc: Doc, cast: Cast, here: str) -> Parsed:
    """Tie what `cast` knows of the sentence, and the places in it, to the tokens of `doc`; `here` is its dateline's."""
    parsed = Parsed(sentence, doc)
    for mention in cast.mentions(sentence.start, sentence.end):
        span = doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
        if span is not None:
            for token in span:
                parsed.at.setdefault(token.i, mention)
    parsed.places = find_places(sentence.text, doc, here)
    for place in parsed.places:
        span = doc.char_span(place.start_char, place.end_char, alignment_mode="expand")
        if span is not None:
            for token in span:
                parsed.places_at.setdefault(token.i, place)
    return parsed
