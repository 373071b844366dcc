"""Past or future, told from the words around a date; a parse, where there is one, knows better (`resolve`)."""

from __future__ import annotations

from briefs.reading.dates.meaning import Tense
from briefs.reading.dates.reader import Reader
from briefs.reading.dates.tokens import sentence_bounds

# Words between "on Monday" and the verb that show a new clause has begun before the date.
_CLAUSE_OPENERS = frozenset(
    ("that", "and", "but", "who", "which", "where", "when", "while", "as", ":", ";", "—", "–", "(", "after", "before")
)
_AUXILIARIES = frozenset(
    ("be", "will", "to", "would", "could", "may", "might", "should", "can", "shall", "must", "is", "are")
)
_NOT_PAST = frozenset(
    ("united", "armed", "divided", "proposed", "need", "indeed", "speed", "red", "bed", "feed", "seed", "hundred")
)


def told_by_words(r: Reader, first: int, last: int) -> Tense | None:
    """The tense that the nearest verb shows of the date in tokens `first` to `last`, None when no verb is near.

    A verb before the date in its clause governs it; a date that opens its clause is governed by the verb after it.
    """
    begin, end = sentence_bounds(r.tokens, first)
    lead = first - 1
    while lead >= begin and r.word(lead) in (
        "on",
        "in",
        "at",
        "the",
        "by",
        "over",
        "during",
        "early",
        "late",
        "later",
        "from",
        "next",
    ):
        lead -= 1
    opens = lead < begin or r.word(lead) in _CLAUSE_OPENERS
    ahead = _first_cue(r, last, end, 1)
    behind = _first_cue(r, lead, begin - 1, -1)
    if opens:
        return ahead or behind
    return behind or ahead


def _first_cue(r: Reader, start: int, stop: int, step: int) -> Tense | None:
    for i in range(start, stop, step):
        tense = _cue(r, i)
        if tense is not None:
            return tense
        if step > 0 and r.word(i) == ";":
            return None
    return None


def _cue(r: Reader, i: int) -> Tense | None:
    word, words = r.word(i), r.words
    if word in words.past or (
        word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST and word not in words.future
    ):
        return _participle(r, i, word)
    if word in words.future and not (word in ("may", "due") and (r.tokens.capital(i) or r.sees(i, "due", "to", "the"))):
        # "was due", "had hoped": what was planned is told by the day itself.
        return Tense.FUTURE
    if word == "to" and r.word(i - 1) in ("is", "are", "set", "agreed", "plan", "decided", "ready", "prepares", "yet"):
        return Tense.FUTURE
    if word in words.present:
        if r.word(i - 1) in (
            "the",
            "a",
            "his",
            "her",
            "their",
            "its",
            "of",
            "'s",
            "peace",
            "last",
            "these",
            "did",
            "not",
        ):
            return None
        return Tense.FUTURE
    return None


def _participle(r: Reader, i: int, word: str) -> Tense | None:
    """Whether a past form is one: "to be held" and "will be held" are not."""
    for back in range(1, 5):
        before = r.word(i - back)
        if before in ("been", "was", "were", "had", "has", "have"):
            return Tense.PAST
        if before == "be" or before in ("will", "would"):
            return Tense.FUTURE
        if before in ("is", "are") and back <= 2:
            return Tense.FUTURE
        if not before.isalpha():
            break
    return Tense.PAST
