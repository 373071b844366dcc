"""How the words around a date turn it ("by", "not before", "at the earliest"), and the window that results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.model.window import Precision
from briefs.reading.dates import almanac
from briefs.reading.dates.composed import PartOf, Range
from briefs.reading.dates.meaning import Expression, Found
from briefs.reading.dates.mention import Relation
from briefs.reading.dates.reader import Reader
from briefs.reading.dates.relative import Period

_LED_BY = {
    "by": Relation.BY,
    "within": Relation.BY,
    "before": Relation.BEFORE,
    "after": Relation.AFTER,
    "since": Relation.SINCE,
    "until": Relation.UNTIL,
    "till": Relation.UNTIL,
    "through": Relation.UNTIL,
    "around": Relation.ABOUT,
    "about": Relation.ABOUT,
    "circa": Relation.ABOUT,
    "towards": Relation.ABOUT,
    "toward": Relation.ABOUT,
    "not": Relation.NOT,
}
_SKIPPED = frozenset(("in", "on", "at", "of", "early", "late", "some", "time", "sometime"))
_RUNNING = frozenset(
    ("(", "runs", "run", "running", "lasts", "lasting", "on", "continues", "continue", "extended", "stays")
)


def relation(r: Reader, first: int, last: int) -> Relation:
    """The relation that the words before token `first` and from token `last` on express.

    A date that qualifies a noun ("after Monday's talks", "since the June meeting") stands in none.
    """
    if r.sees(last, "at", "the", "earliest") or r.sees(last, "or", "later") or r.word(last) in ("onward", "onwards"):
        return Relation.FROM
    if r.sees(last, "at", "the", "latest") or r.sees(last, "or", "earlier"):
        return Relation.BY
    if r.word(last) in ("'s", "'") or r.word(first - 1) in ("the", "a", "this", "last"):
        return Relation.IN
    i = first - 1
    while i > first - 3 and r.word(i) in _SKIPPED:
        i -= 1
    word, before = r.word(i), r.word(i - 1)
    if word == "than" and r.word(i - 2) in ("no", "not"):
        return {"later": Relation.BY, "earlier": Relation.FROM}.get(before, Relation.IN)
    if word == "before" and any(r.word(i - back) in ("not", "never", "t", "cannot") for back in range(1, 5)):
        return Relation.FROM
    if word == "until" and _awaited(r, i):
        return Relation.IN
    if word == "to" and before in _RUNNING:
        return Relation.UNTIL
    return _LED_BY.get(word, Relation.IN)


def _awaited(r: Reader, i: int) -> bool:
    """Whether "until" says when it will be ("will not meet until June"), not how long it lasts."""
    return any(
        r.word(i - back) in ("not", "t", "wait", "waiting", "postponed", "put", "delayed") for back in range(1, 9)
    )


def applied(found: Found, how: Relation, expression: Expression, on: date | None) -> Found:
    """The window after the relation. "Since" and "until" keep the words' own: the other end is for the reader of the
    clause to tell.
    """
    start, end = found.start, found.end
    if start is None or end is None or found.type == "DURATION" or isinstance(expression, Range):
        return found
    part = expression.part if isinstance(expression, PartOf) else ""
    if how is Relation.BY or (how is Relation.BEFORE and part in ("late", "out")):
        return _until(found, on, end, after_today=_is_week(expression))
    if how is Relation.BEFORE and found.type == "TIME":
        return found
    if how is Relation.BEFORE:
        return _until(found, on, almanac.shifted(start, -1))
    if how is Relation.AFTER:
        return replace(found, start=almanac.shifted(end, 1), end=None, precision=Precision.OPEN, said=None)
    if how is Relation.FROM:
        return replace(found, start=start, end=None, precision=Precision.OPEN, said=None)
    return found


def _is_week(expression: Expression) -> bool:
    whole = expression.whole if isinstance(expression, PartOf) else expression
    return isinstance(whole, Period) and whole.unit == "week"


def _until(found: Found, on: date | None, end: date, *, after_today: bool = False) -> Found:
    if on is None or end < on:
        return replace(found, start=None, end=end, precision=Precision.OPEN, said=None)
    start = min(end, almanac.shifted(on, 1)) if after_today else on
    return replace(found, start=start, end=end, precision=_coarse(start, end, found.precision), said=None)


def _coarse(start: date, end: date, words: Precision) -> Precision:
    """The precision of a stretched span: what its words had, or what its length asks if that is more."""
    days = (end - start).days + 1
    if days <= 1:
        by_length = Precision.DAY
    elif days <= 15:
        by_length = Precision.WEEK
    else:
        by_length = Precision.MONTH
    if words is Precision.PART_OF_MONTH:
        return Precision.MONTH
    return max(words, by_length, key=lambda precision: precision.rank)
