"""Past or future, told from the words around a date; a parse, where there is one, knows better (`resolve`)."""

from __future__ import annotations

from briefs.reading.dates.meaning import Tense
from briefs.reading.dates.reader import Reader
from briefs.reading.dates.tokens import sentence_bounds

# What may stand between a verb and the date it governs without being part of either.
_LEADING = frozenset(
    ("on", "in", "at", "the", "by", "over", "during", "early", "late", "later", "from", "next", "for", "to")
)
# After these, a date belongs to the clause that follows.
_CLAUSE_OPENERS = frozenset(
    (
        "that",
        "and",
        "but",
        "who",
        "which",
        "where",
        "when",
        "while",
        "as",
        ":",
        ";",
        "—",
        "–",
        "(",
        "after",
        "before",
        "whom",
    )
)
_DETERMINERS = frozenset(
    ("the", "a", "an", "his", "her", "their", "its", "our", "of", "'s", "peace", "these", "those", "some")
)
_NOT_VERBS = frozenset(
    ("united", "need", "indeed", "speed", "hundred", "so-called", "red", "proceed", "exceed", "embed")
)
_SUBJECTS = frozenset(("he", "she", "they", "it", "we", "i", "you", "who", "which", "that", "and"))
_PERFECT = frozenset(("has", "have", "'ve"))


def told_by_words(r: Reader, first: int, last: int) -> Tense | None:
    """The tense that the nearest verb shows of the date in tokens `first` to `last`, None when no verb is near.

    A verb before the date in its clause governs it; a date that opens its clause is governed by the verb after it.
    """
    begin, end = sentence_bounds(r.tokens, first)
    lead = first - 1
    while lead >= begin and r.word(lead) in _LEADING:
        lead -= 1
    opens = lead < begin or r.word(lead) in _CLAUSE_OPENERS
    if not opens and r.word(first - 1) == "for":
        return Tense.FUTURE
    ahead = _first_cue(r, range(last, end))
    behind = _first_cue(r, range(lead, begin - 1, -1))
    return (ahead or behind) if opens else (behind or ahead)


def told_after(r: Reader, last: int) -> Tense | None:
    """The tense of what a heading that ends before token `last` heads: that of the first verb under it."""
    return _first_cue(r, range(last, min(len(r.tokens), last + 25)))


def _first_cue(r: Reader, tokens: range) -> Tense | None:
    """The first cue; going back, a verb right before the date is told from one whose object holds it."""
    for i in tokens:
        tense = _cue(r, i, own=tokens.step > 0 or i == tokens.start)
        if tense is not None:
            return tense
        if tokens.step > 0 and r.word(i) == ";":
            return None
    return None


def _cue(r: Reader, i: int, *, own: bool) -> Tense | None:
    word, words = r.word(i), r.words
    if word in words.past or (
        word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS and word not in words.future
    ):
        return _past_form(r, i, word, own=own)
    if word in words.future and not (word == "may" and r.tokens.capital(i)) and not r.sees(i, "due", "to", "the"):
        return Tense.FUTURE
    if word == "to" and any(r.word(i - back) in ("is", "are", "set", "yet") for back in (1, 2)):
        return Tense.FUTURE
    if (
        word in words.present
        and r.word(i - 1) not in _DETERMINERS
        and r.word(i - 1) not in ("last", "did", "not", "to")
    ):
        return Tense.FUTURE
    return None


def _past_form(r: Reader, i: int, word: str, *, own: bool) -> Tense | None:
    """What a form of the past says: "to be held" lies ahead, "has met" says nothing of a definite day."""
    before = r.word(i - 1)
    if word in ("was", "were"):
        return Tense.FUTURE if r.word(i + 1) == "to" else Tense.PAST
    if before in _DETERMINERS or (r.word(i - 2) == "to" and before != "be"):
        return None
    for back in range(1, 5):
        auxiliary = r.word(i - back)
        if auxiliary in ("was", "were", "had"):
            break
        if auxiliary in ("be", "will", "would", "may", "could", "to"):
            return Tense.FUTURE
        if auxiliary in ("is", "are") and back <= 2:
            return Tense.FUTURE
        if auxiliary in _PERFECT and word not in r.words.reporting:
            # English dates no present perfect: in "has summoned both for Thursday" the day is of what comes.
            return None if own else Tense.FUTURE
        if not auxiliary.isalpha() or auxiliary in _SUBJECTS or auxiliary in r.words.weekdays:
            break
    if word in r.words.prospective and not own:
        return Tense.FUTURE
    return Tense.PAST
