"""How words around a date turn it: "by", "since", "not before", "at the earliest"; and the window that results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.model.window import Precision
from briefs.reading.dates import almanac
from briefs.reading.dates.meaning import Found
from briefs.reading.dates.mention import Relation
from briefs.reading.dates.reader import Reader

_BEFORE = {
    "by": Relation.BY,
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
    "from": Relation.IN,
    "not": Relation.NOT,
}
_SKIPPED = frozenset(("the", "in", "on", "at", "of", "from"))


def relation(r: Reader, first: int, last: int) -> Relation:
    """The relation that the words before token `first` and from token `last` on express."""
    if r.sees(last, "at", "the", "earliest") or r.sees(last, "or", "later") or r.word(last) in ("onward", "onwards"):
        return Relation.AFTER
    if r.sees(last, "at", "the", "latest") or r.sees(last, "or", "earlier"):
        return Relation.BY
    if (r.word(last) in ("is", "was", "are") and r.word(last + 1) in ("out", "over", "up")) and r.word(
        first - 1
    ) == "before":
        return Relation.BY
    i = first - 1
    while i > first - 3 and r.word(i) in _SKIPPED:
        i -= 1
    word = r.word(i)
    if word == "than" and r.word(i - 2) in ("no", "not"):
        return {"later": Relation.BY, "earlier": Relation.AFTER, "before": Relation.AFTER}.get(
            r.word(i - 1), Relation.IN
        )
    if word == "from" and r.word(first - 1) == "from" and r.word(last) in ("on", "onwards"):
        return Relation.AFTER
    if (word in ("before", "until", "till") and r.word(i - 1) in ("not", "n't", "never", "t")) or (
        word == "until" and _negated(r, i)
    ):
        return Relation.AFTER
    return _BEFORE.get(word, Relation.IN)


def _negated(r: Reader, i: int) -> bool:
    """As in "will not meet until June", "will have to wait until 2014"."""
    window = [r.word(i - back) for back in range(1, 9)]
    return "not" in window or "t" in window or "wait" in window or "waiting" in window


def applied(found: Found, how: Relation, on: date | None, *, ends: bool = False) -> Found:
    """The window after the relation. `ends` marks words that name an end ("the end of June"): "before" includes it."""
    start, end = found.start, found.end
    if start is None or end is None or found.type == "DURATION":
        return found
    if how is Relation.BY or (how is Relation.BEFORE and ends):
        return _deadline(found, on, end)
    if how is Relation.BEFORE:
        return _deadline(found, on, almanac.shifted(start, -1))
    if how is Relation.AFTER:
        return replace(found, start=start, end=None, precision=Precision.OPEN, said=None)
    if how is Relation.SINCE and on is not None and on >= start:
        return replace(found, end=on, precision=_coarse(start, on, found.precision), said=None)
    return found


def _deadline(found: Found, on: date | None, end: date) -> Found:
    if on is None or end < on:
        if on is not None:
            return replace(found, start=None, end=end, precision=Precision.OPEN, said=None)
        return replace(found, start=None, end=end, precision=Precision.OPEN, said=None)
    return replace(found, start=on, end=end, precision=_coarse(on, end, found.precision), said=None)


def _coarse(start: date, end: date, least: Precision) -> Precision:
    """The precision of a span that a relation stretched: at least what its words had, and what its length asks."""
    days = (end - start).days + 1
    by_length = (
        Precision.DAY
        if days <= 1
        else Precision.WEEK
        if days <= 8
        else Precision.MONTH
        if days <= 62
        else Precision.YEAR
    )
    if least in (Precision.DAY, Precision.WEEK, Precision.PART_OF_MONTH):
        return (
            by_length
            if by_length.rank > least.rank
            else (Precision.MONTH if least is Precision.PART_OF_MONTH else least)
        )
    return least
