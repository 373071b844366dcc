"""A parsed sentence with the mentions, places and dates found in its text, tied to its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.reading.dates import DateMention
from briefs.reading.places import PlaceMention, find_places
from briefs.reading.references import Mention
from briefs.reading.sentences import Sentence
from briefs.reading.shortening import Shortened

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Parsed:
    """A sentence with its parse.

    `spans` gives each token's characters in the sentence (several words where a stand-in was parsed for a name). `at`,
    `places_at` and `dates_at` give the mention, the place and the date that a token is part of; offsets of dates and
    mentions count from the start of the article, those of places from the start of the sentence.
    """

    sentence: Sentence
    doc: Doc
    spans: list[tuple[int, int]]
    at: dict[int, Mention] = field(default_factory=dict)
    places: list[PlaceMention] = field(default_factory=list)
    places_at: dict[int, PlaceMention] = field(default_factory=dict)
    dates: list[DateMention] = field(default_factory=list)
    dates_at: dict[int, DateMention] = field(default_factory=dict)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that hold any of the characters `start` to `end` of the sentence."""
        return [self.doc[i] for i, (low, high) in enumerate(self.spans) if low < end and high > start]

    def head(self, start: int, end: int) -> Token | None:
        """The token that ties characters `start` to `end` to the rest of the sentence."""
        inside = self.tokens(start, end)
        indexes = {token.i for token in inside}
        outside = [token for token in inside if token.head.i not in indexes or token.head.i == token.i]
        return outside[0] if outside else inside[-1] if inside else None

    def text(self, start: int, end: int) -> str:
        """The article's words for tokens `start` to `end` (half-open), without quotation marks around them."""
        if end <= start:
            return ""
        return self.sentence.text[self.spans[start][0] : self.spans[end - 1][1]].strip(" \"“”'‘’,")


def tie(
    sentence: Sentence,
    doc: Doc,
    shortened: Shortened,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    here: str,
) -> Parsed:
    """Tie what is known of the sentence to the tokens of its parse; `here` is its dateline's place."""
    parsed = Parsed(sentence, doc, shortened.spans(doc), dates=list(dates))
    for mention in mentions:
        for token in parsed.tokens(mention.start - sentence.start, mention.end - sentence.start):
            parsed.at.setdefault(token.i, mention)
    parsed.places = find_places(sentence.text, here)
    for place in parsed.places:
        for token in parsed.tokens(place.start_char, place.end_char):
            parsed.places_at.setdefault(token.i, place)
    for date in dates:
        for token in parsed.tokens(date.start_char - sentence.start, date.end_char - sentence.start):
            parsed.dates_at.setdefault(token.i, date)
    return parsed
