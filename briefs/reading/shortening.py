"""Easier sentences for the parser: each phrase that means one person becomes one common surname.

"U.N. Secretary General Ban Ki-moon is also due to travel" is parsed as "Smith is also due to travel". Long titles and
names that the parser has never seen are where it goes wrong; who they mean is known from the text before (ADR 0021).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading.dates import DateMention
from briefs.reading.lexicon import cities
from briefs.reading.phrases import Shape
from briefs.reading.references import Mention
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

STAND_INS = ("Smith", "Brown", "Clark", "Miller", "Davis", "Wilson", "Moore", "Taylor")
_FRAME_WORDS = frozenset({"the guest", "guest", "a guest", "the guests", "guests", "the host", "host"})
"""Left as they are: "will be the guest of B" is a frame."""
_SHORTENED = frozenset({Shape.NAME, Shape.OFFICE, Shape.RELATION})


@dataclass(frozen=True, slots=True)
class Shortened:
    """The text for the parser, and for each piece of it (start, end, start before, end before, stand-in or not)."""

    text: str
    pieces: tuple[tuple[int, int, int, int, bool], ...]

    def spans(self, doc: Doc) -> list[tuple[int, int]]:
        """The span in the original sentence of each token of the parsed text."""
        found: list[tuple[int, int]] = []
        index = 0
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            while index + 1 < len(self.pieces) and start >= self.pieces[index][1]:
                index += 1
            low, _, before, before_end, stands_in = self.pieces[index]
            if stands_in:
                found.append((before, before_end))
            else:
                found.append((before + start - low, before + end - low))
        return found


def shorten(sentence: str, offset: int, mentions: Sequence[Mention], dates: Sequence[DateMention] = ()) -> Shortened:
    """Put stand-ins for the persons of `sentence`, which starts at `offset` of the article."""
    builder = _Builder(sentence)
    ends = {date.end_char - offset for date in dates}
    names = 0
    for mention in mentions:
        begin, end = mention.start - offset, mention.end - offset
        if begin < builder.at or end > len(sentence):
            continue
        words = sentence[begin:end]
        if words == "both" and _ENDS_OBJECT.match(sentence, end):
            # "receives both in the library" would be read as "both in"
            _copy(builder, begin)
            builder.add("them", begin, end, stands_in=True)
            continue
        if _is_long_body(mention, words):
            _copy(builder, begin)
            builder.add("the NATO" if words[:4] == "the " else "NATO", begin, end, stands_in=True)
            continue
        if not _one_person(mention):
            continue
        begin = _after_place(sentence, begin, end, mention)
        words = sentence[begin:end]
        if not words.strip() or words.lower() in _FRAME_WORDS:
            continue
        if words[:4].lower() == "the " and (mention.shape is not Shape.NAME or _follows_name(sentence, begin)):
            stand_in = "The minister" if words[0] == "T" else "the minister"
        else:
            stand_in = STAND_INS[names % len(STAND_INS)]
            names += 1
        _copy_verb(builder, begin)
        if len(sentence[:begin].rstrip()) in ends or begin > mention.start - offset:
            # "On Friday Smith" would be read as one name
            builder.add(", ", begin, begin, stands_in=True)
        if "," in words and sentence[end : end + 1] == ",":
            end += 1
        builder.add(stand_in, begin, end, stands_in=True)
    _copy(builder, len(sentence))
    return Shortened("".join(builder.out), tuple(builder.pieces))


_ENDS_OBJECT = re.compile(r"[.,;]| (?:in|at|on|to|for|over|tomorrow|today|next|later|before|after|this)\b")


def _copy_verb(builder: _Builder, until: int) -> None:
    """Copy up to a name; a verb between two names that could be a noun, "Smith hosts Brown", as one that could not."""
    lead = builder.sentence[builder.at : until]
    verb = lead.strip()
    if builder.pieces and builder.pieces[-1][4] and verb in _PLAIN:
        start = builder.at + lead.index(verb)
        builder.copy(start)
        builder.add(_PLAIN[verb], start, start + len(verb), stands_in=True)
    _copy(builder, until)


_PLAIN = {"hosts": "receives", "phones": "calls", "telephones": "calls", "rings": "calls", "rang": "called"}
"""Verbs that the parser takes for nouns, each with one that takes the same objects (lexicon/events.toml)."""


def _after_place(sentence: str, begin: int, end: int, mention: Mention) -> int:
    """Where the name begins when a town before it was read as part of it: "From Lima [Justin Trudeau] travels on"."""
    first, _, rest = sentence[begin:end].partition(" ")
    before = sentence[:begin].split()
    known = len(rest.split()) > 1 and first not in mention.who[0].name.split() and first in cities()
    if known and before and before[-1].lower() in {"from", "in", "at"}:
        return begin + len(first) + 1
    return begin


def _follows_name(sentence: str, begin: int) -> bool:
    """Whether a capitalised word stands right before: "will host in Sochi [the President of Egypt]"."""
    before = sentence[:begin].rsplit(maxsplit=1)
    return bool(before) and before[-1][:1].isupper() and before[-1][-1:].isalpha() and len(before) > 1


def _copy(builder: _Builder, until: int) -> None:
    """Copy the sentence up to an offset, with plain words for those with hyphens that the parser would split.

    "A one-on-one" becomes "a meeting"; an adverb, "met B face-to-face", another adverb.
    """
    for match in _hyphened().finditer(builder.sentence, builder.at, until):
        if match.group("group"):
            # "ministers of the Group of 20 assemble" would be read with "assemble" as a noun
            builder.copy(match.start())
            builder.add("Union", match.start(), match.end(), stands_in=True)
            continue
        if match.group("verb"):
            builder.copy(match.start())
            builder.add("meet", match.start(), match.end(), stands_in=True)
            continue
        follower = _NEXT_WORD.match(builder.sentence, match.end())
        if follower and lexicon().noun(follower.group(1)):
            continue
        noun = "call" if match.group().lower().startswith("hook") else "meeting"
        noun += "s" if match.group("plural") else ""
        builder.copy(match.start())
        # "met Brown face-to-face" would be read with "face" as its object
        builder.add(noun if _is_noun(match) else "privately", match.start(), match.end(), stands_in=True)
    builder.copy(until)


def _is_noun(match: re.Match[str]) -> bool:
    """Whether a determiner or the plural shows the noun: "a one-on-one", not "met one-on-one"."""
    before = match.string[: match.start()].lower().split()[-2:]
    return bool(match.group("plural")) or any(word in _DETERMINERS or word.endswith(("'s", "’s")) for word in before)


_DETERMINERS = frozenset(
    {"a", "an", "the", "another", "no", "any", "this", "that", "his", "her", "their", "its", "our", "whose"}
)
_NEXT_WORD = re.compile(r"\s+([a-z]+)")


@cache
def _hyphened() -> re.Pattern[str]:
    """The event nouns that hold a hyphen ("sit-down", "one-on-one"), and groups called by a number."""
    kinds = {noun: kind for noun, (kind, _) in lexicon().nouns.items() if "-" in noun}
    nouns = sorted((noun for noun, kind in kinds.items() if kind in {"meeting", "call"}), key=len)
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, reversed(nouns)))})(?P<plural>s?)\b"
        r"|(?P<group>\bG-?\d{1,2}(?= (?:meet|hold|gather|assemble)\b)|\bGroup of (?:\d+|[A-Z][a-z]+))"
        r"|(?P<verb>\b(?:assemble|convene))(?= (?:in|at|on|for)\b)",
        re.I,
    )


class _Builder:
    """The shortened text while it grows; `at` is how far the sentence is copied."""

    def __init__(self, sentence: str) -> None:
        self.sentence, self.at, self.length = sentence, 0, 0
        self.out: list[str] = []
        self.pieces: list[tuple[int, int, int, int, bool]] = []

    def copy(self, until: int) -> None:
        if until > self.at or (until == len(self.sentence) and not self.pieces):
            self.add(self.sentence[self.at : until], self.at, until, stands_in=False)

    def add(self, words: str, begin: int, end: int, *, stands_in: bool) -> None:
        if words == ", " and self.out and self.out[-1].endswith(" "):
            self.out[-1] = self.out[-1][:-1]
            self.length -= 1
            low, high, before, before_end, stood = self.pieces[-1]
            self.pieces[-1] = (low, high - 1, before, before_end - 1, stood)
        self.out.append(words)
        self.pieces.append((self.length, self.length + len(words), begin, end, stands_in))
        self.length += len(words)
        self.at = max(self.at, end)


def _is_long_body(mention: Mention, words: str) -> bool:
    """Whether a body's name holds a preposition, which the parser takes for a phrase: "a Group of 20 summit"."""
    known = len(mention.who) == 1 and mention.who[0].sort is Sort.BODY and mention.sure
    return known and mention.shape is Shape.PARTY and " of " in words and words[-1].isalnum()


def _one_person(mention: Mention) -> bool:
    return (
        len(mention.who) == 1
        and mention.who[0].sort is Sort.PERSON
        and mention.shape in _SHORTENED
        and not mention.place
    )
