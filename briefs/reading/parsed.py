"""A parsed sentence with the mentions, places and dates found in its text, tied to its tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model.reading import Participant
from briefs.reading.dates import DateMention
from briefs.reading.places import PlaceMention, find_places
from briefs.reading.references import Mention
from briefs.reading.sentences import Sentence
from briefs.reading.shortening import Shortened
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Parsed:
    """A sentence with its parse.

    `spans` gives each token's characters in the sentence (several words where a stand-in was parsed for a name). `at`,
    `places_at` and `dates_at` give the mention, the place and the date that a token is part of; offsets of dates and
    mentions count from the start of the article, those of places from the start of the sentence. `before` are the
    parties of the encounter told last, whom "they will meet again" takes up; `here` is the place that "here"
    means; `owner` whose schedule the article is, nobody in most; `leads` says that a list follows, which fills the slot
    left open; `lead` is the one person of the sentence before, whom "Talks with B" leaves out.
    """

    sentence: Sentence
    doc: Doc
    spans: list[tuple[int, int]]
    at: dict[int, Mention] = field(default_factory=dict)
    places: list[PlaceMention] = field(default_factory=list)
    places_at: dict[int, PlaceMention] = field(default_factory=dict)
    dates: list[DateMention] = field(default_factory=list)
    dates_at: dict[int, DateMention] = field(default_factory=dict)
    before: list[Participant] = field(default_factory=list)
    here: str = ""
    owner: list[Participant] = field(default_factory=list)
    leads: bool = False
    lead: list[Participant] = field(default_factory=list)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that hold any of the characters `start` to `end` of the sentence."""
        # no span begins or ends before the one in front of it
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        return [self.doc[index] for index in range(first, last)]

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


def trusted(mentions: Sequence[Mention], sentence: Sentence, text: str) -> list[Mention]:
    """The mentions without words that only open a sentence with a capital ("Inspectors", "Suppose")."""
    return [mention for mention in mentions if mention.sure or not _opens(mention, sentence, text)]


def _opens(mention: Mention, sentence: Sentence, text: str) -> bool:
    word = text[mention.start : mention.end]
    if mention.start - sentence.start > 1 or " " in word or not (_ORDINARY.search(word) or word.lower() in _openers()):
        return False
    return re.search(rf"[a-z,;] {re.escape(word)}\b", text) is None


_ORDINARY = re.compile(r"(?:ing|ed|ly|ors|ers|ists|ions?|ments?|ness|ful|ous|al|ive|ents|ants|ies|ics|ees|less|able)$")
"""Endings of ordinary English words, rare in family names."""


def _openers() -> frozenset[str]:
    return words("prose", "sentences", "imperatives")


def _is_spot(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention is a place: as such, or an unknown name where only a place would stand."""
    if mention.place:
        return True
    before = sentence.text[: mention.start - sentence.start]
    return not mention.sure and _SPOT.search(before) is not None


_SPOT = re.compile(r"(?<!confidence )(?<!interest )(?<!faith )(?<!trust )(?<!belie[fv] )\b(?:in|at|near|outside) $")


def tie(
    sentence: Sentence,
    doc: Doc,
    shortened: Shortened,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    here: str,
) -> Parsed:
    """Tie what is known of the sentence to the tokens of its parse; `here` is its dateline's place."""
    parsed = Parsed(sentence, doc, shortened.spans(doc), dates=list(dates), here=here)
    for mention in mentions:
        for token in parsed.tokens(mention.start - sentence.start, mention.end - sentence.start):
            parsed.at.setdefault(token.i, mention)
    named = [(m.start - sentence.start, m.end - sentence.start) for m in mentions if not _is_spot(m, sentence)]
    named += [(date.start_char - sentence.start, date.end_char - sentence.start) for date in dates]
    parsed.places = find_places(sentence.text, here, named)
    for place in parsed.places:
        for token in parsed.tokens(place.start_char, place.end_char):
            parsed.places_at.setdefault(token.i, place)
    for date in dates:
        for token in parsed.tokens(date.start_char - sentence.start, date.end_char - sentence.start):
            parsed.dates_at.setdefault(token.i, date)
    return parsed
