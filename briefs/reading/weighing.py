"""Which candidates are events: what is undated, unplaced and unknown, or a fixture, is not told to anybody."""

from __future__ import annotations

import re

from briefs.model.reading import Kind
from briefs.reading.events import EventMention
from briefs.reading.wordlists import words

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_sporting(text: str) -> bool:
    """Whether a text is about sport: two different words for it in a sentence or more."""
    found = {match.group() for match in _WORD.finditer(text.lower())} & words("prose", "sport", "words")
    return len(found) > 1


def stands(event: EventMention, article: str) -> bool:
    """Whether an event of the article, all its mentions merged, is worth telling."""
    known = event.window.known or event.place
    if event.kind is Kind.CONFERENCE:
        return bool(known or event.parties or event.proofs or event.known)
    sure = [each for each in event.parties if each.sure]
    if event.kind is Kind.VISIT:
        return bool(sure) or not is_sporting(article)
    if not sure or (len(sure) < len(event.parties) and not known):
        return not is_sporting(article)
    return True
