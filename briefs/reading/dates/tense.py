"""Past or future, told from the words around a date; a parse, where there is one, knows better (`resolve`)."""

from __future__ import annotations

from enum import Enum, auto

from briefs.reading.dates.meaning import Tense
from briefs.reading.dates.reader import Reader


class _Cue(Enum):
    """What a verb shows; NEAREST is that of "was to meet on Tuesday", a plan whose day may lie on either side."""

    PAST = auto()
    FUTURE = auto()
    NEAREST = auto()


_TENSES = {_Cue.PAST: Tense.PAST, _Cue.FUTURE: Tense.FUTURE}

# What may stand between a verb and the date it governs without being part of either.
# After these, a date belongs to the clause that follows.
_PERFECT = frozenset(("has", "have", "'ve"))
_TOWARDS = frozenset(("to", "until", "till", "into"))


def told_by_words(r: Reader, first: int, last: int) -> Tense | None:
    """The tense that the nearest verb shows of the date in tokens `first` to `last`, None when no verb is near.

    A verb before the date in its clause governs it; a date that opens its clause is governed by the verb after it.
    """
    begin, end = r.sentence(first)
    lead = first - (2 if r.word(first - 1) in ("before", "after", "since") else 1)
    while lead >= begin and r.word(lead) in r.words.lists["date_leads"]:
        lead -= 1
    opens = lead < begin or r.word(lead) in r.words.lists["clause_openers"]
    before = r.word(first - 1)
    if not opens and before == "for":
        return Tense.FUTURE
    # "Monday's talks", "to Monday", "in May" may be what the verb is about; "on Monday" is when it was done.
    towards = before in _TOWARDS or r.word(last) == "'s"
    aimed = towards or not (before == "on" or _day_named(r, first))
    ahead = _first_cue(r, range(last, end), aimed=False)
    if towards and r.word(lead) in r.words.prospective:
        return Tense.FUTURE
    behind = _first_cue(r, range(lead, begin - 1, -1), aimed=aimed)
    if before in ("until", "till", "by"):
        ahead = behind or _Cue.FUTURE
    return _TENSES.get((ahead or behind if opens else behind or ahead) or _Cue.NEAREST)


def told_after(r: Reader, last: int) -> Tense | None:
    """The tense of what a heading that ends before token `last` heads: that of the first verb of its next sentence."""
    start = last
    while start < last + 3 and not r.word(start).isalnum():
        start += 1
    end = r.sentence(start)[1] if start < len(r.tokens) else start
    cue = _first_cue(r, range(start, end), aimed=False)
    return _TENSES.get(cue or _Cue.NEAREST)


def _day_named(r: Reader, i: int) -> bool:
    word = r.word(i)
    return (
        word in r.words.weekdays or word[:1].isdecimal() or word in ("today", "tomorrow", "yesterday", "early", "late")
    )


def _first_cue(r: Reader, tokens: range, *, aimed: bool) -> _Cue | None:
    """The first cue in these tokens; `aimed` says that the date may be the aim of a verb of planning."""
    for i in tokens:
        cue = _cue(r, i, aimed=aimed and i != tokens.start)
        if cue is not None:
            return cue
        if tokens.step > 0 and r.word(i) == ";":
            return None
    return None


def _cue(r: Reader, i: int, *, aimed: bool) -> _Cue | None:
    word, words = r.word(i), r.words
    if word in ("was", "were"):
        # "was to meet", "was heading to New York": the day may lie on either side of the telling.
        ahead = r.word(i + 1) in ("to", "due", "scheduled") or r.word(i + 1).endswith("ing")
        return _Cue.NEAREST if ahead else _Cue.PAST
    if word in words.past or (
        word.endswith("ed") and len(word) > 4 and word not in r.words.lists["not_past"] and word not in words.future
    ):
        return _past_form(r, i, word, aimed=aimed)
    if word in words.future and not (word == "may" and r.tokens.capital(i)) and not r.sees(i, "due", "to", "the"):
        planned = any(r.word(i - back) in ("was", "were", "been") for back in (1, 2))
        return (
            _Cue.NEAREST if planned and word in ("due", "scheduled", "slated", "planned", "expected") else _Cue.FUTURE
        )
    if word == "to" and any(r.word(i - back) in ("is", "are", "set", "yet") for back in (1, 2)):
        return _Cue.FUTURE
    if word == "to" and r.word(i - 1) in ("was", "were"):
        return _Cue.NEAREST
    if (
        word == "to"
        and r.word(i + 1).isalpha()
        and r.word(i + 1) not in r.words.lists["determiners"]
        and not r.tokens.capital(i + 1)
    ):
        return _infinitive(r, i)
    if (
        word in words.present
        and r.word(i - 1) not in r.words.lists["determiners"]
        and r.word(i - 1) not in ("last", "did", "not", "to")
    ):
        return _Cue.FUTURE
    return None


def _infinitive(r: Reader, i: int) -> _Cue | None:
    """What the verb before an infinitive makes of it: "offered to hold", "was rumoured to be giving"."""
    if r.word(i - 1).endswith("ed") and r.word(i - 2) in ("was", "were"):
        return _Cue.NEAREST
    for back in range(1, 9):
        word = r.word(i - back)
        if word in r.words.prospective:
            return _Cue.FUTURE
        if not word.isalpha():
            break
    return None


def _past_form(r: Reader, i: int, word: str, *, aimed: bool) -> _Cue | None:
    """What a form of the past says: "to be held" lies ahead, "has met" says nothing of a definite day."""
    before = r.word(i - 1)
    if (
        before in r.words.lists["determiners"]
        or before in r.words.lists["before_adjective"]
        or (before.endswith("ly") and r.word(i - 2) in r.words.lists["determiners"])
    ):
        return None
    if r.word(i - 2) == "to" and before != "be":
        return None
    for back in range(1, 5):
        auxiliary = r.word(i - back)
        if auxiliary in ("was", "were", "had"):
            break
        if auxiliary in ("be", "will", "would", "may", "could", "to"):
            return _planned(r, i - back)
        elif auxiliary in ("is", "are") and back <= 2:
            return _Cue.FUTURE
        elif auxiliary == "have" and r.word(i - back - 1) == "to":
            return _planned(r, i - back - 1)
        elif auxiliary in _PERFECT and word not in r.words.reporting:
            # English dates no present perfect: in "has summoned both for Thursday" the day is of what comes.
            return _Cue.FUTURE
        elif not auxiliary.isalpha() or auxiliary in r.words.lists["subjects"] or auxiliary in r.words.weekdays:
            break
    if word in r.words.prospective and aimed:
        return _Cue.FUTURE
    return _Cue.PAST


def _planned(r: Reader, i: int) -> _Cue:
    """Whether "to be held" lies ahead, or "was to be held" and may have been."""
    return _Cue.NEAREST if any(r.word(i - back) in ("was", "were") for back in (1, 2)) else _Cue.FUTURE
