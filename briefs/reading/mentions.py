"""The words of a parsed sentence that mean somebody, and their place in its grammar."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model.reading import Participant
from briefs.reading.references import Cast
from briefs.reading.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (half-open) of a sentence that mean `who` (several for a plural), headed by `head`."""

    start: int
    end: int
    head: int
    who: tuple[Participant, ...]


@dataclass(slots=True)
class Parsed:
    """A sentence with its parse and the mentions in it; `at` maps a token's index to its mention."""

    sentence: Sentence
    doc: Doc
    mentions: list[Mention] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)
    places_at: dict[int, str] = field(default_factory=dict)


def find_mentions(sentence: Sentence, doc: Doc, cast: Cast) -> Parsed:
    """Every mention of somebody in the sentence."""
    parsed = Parsed(sentence, doc)
    for found in cast.mentions(sentence.start, sentence.end):
        span = doc.char_span(found.start - sentence.start, found.end - sentence.start, alignment_mode="expand")
        if span is None or any(token.i in parsed.at for token in span):
            continue
        mention = Mention(span.start, span.end, _head(doc, span.start, span.end).i, found.who)
        parsed.mentions.append(mention)
        for index in range(span.start, span.end):
            parsed.at[index] = mention
    return parsed


def _head(doc: Doc, start: int, end: int) -> Token:
    """The token that ties the span to the rest of the sentence; the last such in doubt."""
    outside = [token for token in doc[start:end] if not start <= token.head.i < end or token.head.i == token.i]
    return outside[-1] if outside else doc[end - 1]
