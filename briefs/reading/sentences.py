"""Where sentences begin and end, with exact offsets into the stored text.

A rule splitter of our own: news prose needs few rules, and the parser's boundaries would make evidence depend on the
model. Works inside one paragraph; never joins paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.reading.wordlists import words

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+|$)|[.!?][\"”’](?=[A-Z“\"])")

_INITIALS = re.compile(r"[A-ZÀ-Þ](?:\.[A-ZÀ-Þ])*")
_STARTS = re.compile(r"[\"'“‘(\[]*[A-Z0-9ÀÖØ-Ý]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text == stored[start:end]`. `paragraph` and `index` count from 0 through the article."""

    text: str
    start: int
    end: int
    paragraph: int
    index: int


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, without surrounding white space."""
    at = start
    while at < end and text[at].isspace():
        at += 1
    for match in _END.finditer(text, at, end):
        if match.end() <= at or not _ends_sentence(text, at, match, end):
            continue
        yield at, match.end()
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    stop = end
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    if stop > at:
        yield at, stop


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    after = text[match.end() : min(end, match.end() + 40)].lstrip()
    if not after:
        return True
    if not _STARTS.match(after) and after[0] not in "—–-•*":
        return False
    mark = match.group()
    if mark[0] != "." or len(mark.rstrip("\"'”’)]")) > 1:
        # an exclamation or question quoted inside a sentence goes on in lower case, which was refused above
        return True
    word = _last_word(text, begin, match.start())
    low = word.lower()
    if low in words("prose", "sentences", "abbreviations"):
        if low in words("prose", "sentences", "may_end"):
            return after.split(maxsplit=1)[0].strip("\"'“‘,") in words("prose", "sentences", "openers")
        return False
    # an initial: "Mikhail S. Gorbachev", "A.H. Mahmood Ali"
    return not _INITIALS.fullmatch(word)


def _last_word(text: str, begin: int, stop: int) -> str:
    at = stop
    while at > begin and not text[at - 1].isspace() and text[at - 1] not in "(“\"'‘[/—–":
        at -= 1
    return text[at:stop]
