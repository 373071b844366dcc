"""What of an article is parsed: as much as a long article holds, and of that the sentences that can tell something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.model.reading import Participant, Sort
from briefs.reading.attending import joins
from briefs.reading.calendars import Calendar
from briefs.reading.cleaning import Cleaned, clean
from briefs.reading.continuing import leaves_out, takes_up
from briefs.reading.phrases import Shape
from briefs.reading.references import Cast, Mention
from briefs.reading.sentences import Sentence
from briefs.reading.setting import Settings
from briefs.reading.triggers import Call, call
from briefs.reading.turns import is_turn

MOST_CHARACTERS = 200_000
"""Characters read of one article at most; no news article comes near."""
_BARE = re.compile(r"(?:(?:A|An|Then|His|Her|Their) )?(?:[a-z]+ ){0,2}?[A-Za-z-]+ with [A-Z]")
"""A sentence that opens with something done with somebody: "A working lunch with B", "Bilateral with B"."""
_HERE = re.compile(r"\bhere\b")
_AGAIN = re.compile(r"\b(?:again|back)\b")
_SENTENCE_END = re.compile(r"[.!?]\s")


def begin(text: str) -> tuple[Cleaned, int]:
    """The text cleaned, cut to what is read of it, and about how many sentences lie beyond."""
    if len(text) <= MOST_CHARACTERS:
        return clean(text), 0
    ends = (text.rfind("\n", 0, MOST_CHARACTERS), text.rfind(". ", 0, MOST_CHARACTERS) + 1)
    cut = max(*ends, MOST_CHARACTERS // 2)
    return clean(text[:cut]), max(1, sum(1 for _ in _SENTENCE_END.finditer(text, cut)))


def is_worth_parsing(sentence: Sentence, cast: Cast, calendar: Calendar, settings: Settings) -> bool:
    """Whether a sentence can tell of an encounter: a word for one, with the parties, day or place that make one."""
    if settings.of(sentence).item is not None:
        return True
    called = call(sentence.text)
    if called > Call.WEAK and sentence.text.endswith(":"):
        return True
    if called is Call.NOUN and _BARE.match(sentence.text):
        return True
    mentions = cast.mentions(sentence.start, sentence.end)
    parties = sum(len(mention.who) for mention in mentions)
    if called is not Call.NONE and parties > 1:
        return True
    placed = any(mention.place for mention in mentions)
    placed = placed or (bool(settings.of(sentence).here) and _HERE.search(sentence.text) is not None)
    if called is Call.WEAK and parties and placed:
        return True
    dated = bool(calendar.within(sentence.start, sentence.end))
    if called in {Call.VERB, Call.NOUN} and (placed or _has_somebody(called, mentions, parties, dated=dated)):
        return True
    if (placed or (dated and (parties or called > Call.WEAK))) and called is not Call.NONE and takes_up(sentence.text):
        return True
    if (placed or dated) and (leaves_out(sentence.text) or (parties > 1 and _AGAIN.search(sentence.text))):
        return True
    if parties and (joins(sentence.text) or (dated and is_turn(sentence.text))):
        return True
    people = sum(1 for mention in mentions for who in mention.who if who.sort is Sort.PERSON)
    return people > 1 and (placed or dated)


def sole_before(sentence: Sentence, cleaned: Cleaned, cast: Cast) -> list[Participant]:
    """The one person whom the sentence before names, where this one begins with an encounter: "Talks with B"."""
    if not sentence.index or not _BARE.match(sentence.text):
        return []
    before = cleaned.sentences[sentence.index - 1]
    people = {
        who.name: who
        for mention in cast.mentions(before.start, before.end)
        if mention.sure
        for who in mention.who
        if who.sort is Sort.PERSON
    }
    return list(people.values()) if len(people) == 1 else []


def _has_somebody(called: Call, mentions: Sequence[Mention], parties: int, *, dated: bool) -> bool:
    """Whether a verb or noun of encounter has somebody beside it: known, with a day; or counted ("both sides")."""
    counted = any(mention.shape is Shape.PLURAL for mention in mentions)
    if called is Call.VERB and not parties:
        return dated and counted
    sure = any(mention.sure and (mention.who or mention.shape is not Shape.NAME) for mention in mentions)
    return sure and (dated or (parties > 0 and counted))
