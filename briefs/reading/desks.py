"""Which desk an article comes from: its words for sport, for the courts and for affairs of state.

"A meets B" is a fixture on one page, a witness on another and news on a third; the words around it tell which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefs.reading import lexicon
from briefs.reading.wordlists import words

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_RESULT = re.compile(
    r"\b(?:beat|beats|defeated|edged|thrashed|lost to|drew with|drew|held)\b[^.;]{2,60}?\b\d{1,3}[-–]\d{1,3}\b",
    re.IGNORECASE,
)
"""One beats another by so much to so much: nobody but sport says that of named sides."""

_FIXTURE = re.compile(
    r"(?:^|[.!?:;–—]\s+|\n)(?P<side>[A-Z][a-z]+(?: [A-Z][a-z]+)*) (?:meet|play|face|host|visit|beat) (?:the )?[A-Z]"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What an article is about: `sporting`, `judicial` (a trial), `public` (of those who act for others).

    `text` is the whole of it.
    """

    text: str
    sporting: bool
    judicial: bool
    public: bool

    def is_playful(self, start: int, end: int) -> bool:
        """Whether the paragraph around these characters, or the article, is more of sport or the stage."""
        paragraph = self._paragraph(start, end)
        return _is_play(paragraph) or _has_fixture(paragraph) or (self.sporting and _is_play(self.text))

    def is_only_play(self, start: int, end: int) -> bool:
        """Whether the paragraph around these characters of an article of sport is about sport and nothing else."""
        paragraph = self._paragraph(start, end)
        return self.sporting and (_is_play(paragraph) or _has_fixture(paragraph)) and not is_public(paragraph)

    def is_judged(self, start: int, end: int) -> bool:
        """Whether the article is of a trial, or the paragraph around these characters has a word of the courts."""
        return self.judicial or is_judicial(self._paragraph(start, end))

    def _paragraph(self, start: int, end: int) -> str:
        low, high = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        return self.text[low : high if high >= 0 else None]


def desk_of(text: str) -> Desk:
    """The desk of a text: sport by a result with its score or two words of it, a trial by three words."""
    found = _words_of(text)
    sport = len(found & words("prose", "sport", "words"))
    sporting = sport > 1 or bool(_RESULT.search(text)) or _has_fixture(text)
    judicial = len(found & words("prose", "courts", "words")) > 2
    return Desk(text, sporting, judicial, bool(found & words("prose", "affairs", "words")))


def _has_fixture(text: str) -> bool:
    """Whether a country takes a verb in the plural: "Norway meet Chile" is said of teams only."""
    return any(match["side"] in _countries() for match in _FIXTURE.finditer(text))


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.name for country in lexicon.countries() if not country.name.endswith("s"))


def _is_play(text: str) -> bool:
    found = _words_of(text)
    play = found & (words("prose", "sport", "words") | words("prose", "stage", "words"))
    return len(play) > len(found & words("prose", "affairs", "words"))


def is_sporting(sentence: str) -> bool:
    """Whether a sentence has a word of sport."""
    return bool(_words_of(sentence) & words("prose", "sport", "words"))


def is_judicial(sentence: str) -> bool:
    """Whether a sentence has a word of the courts."""
    return bool(_words_of(sentence) & words("prose", "courts", "words"))


def is_public(text: str) -> bool:
    """Whether somebody who acts for others, or what such people do, is named in the text."""
    return bool(_words_of(text) & words("prose", "affairs", "words"))


def _words_of(text: str) -> set[str]:
    return {match.group() for match in _WORD.finditer(text.lower())}
