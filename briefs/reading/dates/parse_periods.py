"""Grammar of whole periods and their ends, counted from publication: "next week", "later this month", "year-end"."""

from __future__ import annotations

from briefs.reading.dates.absolute import Month, Year
from briefs.reading.dates.composed import At, DayIn, PartOf
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.relative import Deictic, Overnight, Period, Weekday

PERIOD_UNITS = frozenset(("week", "weekend", "month", "quarter", "year", "decade", "century"))


def deictic(r: Reader, i: int) -> Parsed | None:
    """As in "today", "tomorrow night", "yesterday", "tonight", "last night", "this morning", "the day after
    tomorrow".
    """
    word = r.word(i)
    if word == "the" and r.word(i + 1) == "day":
        if r.sees(i + 2, "after", "tomorrow"):
            return Deictic(2), i + 4
        if r.sees(i + 2, "before", "yesterday"):
            return Deictic(-2), i + 4
    days = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(word)
    if days is not None:
        later = r.word(i + 1) == "week" and days >= 0
        return Deictic(days + 7 * later), i + 1 + later
    if word == "a" and r.word(i + 1) in ("week", "fortnight") and r.word(i + 2) in ("today", "tomorrow"):
        # "a week today", "a fortnight tomorrow"
        weeks = 1 if r.word(i + 1) == "week" else 2
        return Deictic(7 * weeks + (r.word(i + 2) == "tomorrow")), i + 3
    if word == "tonight":
        return At(Deictic(0), part="NI"), i + 1
    if word == "overnight" and r.word(i + 1) not in (
        "stay",
        "stays",
        "guest",
        "success",
        "train",
        "flight",
        "bag",
        "rate",
    ):
        return Overnight(), i + 1
    if word == "last" and r.word(i + 1) == "night":
        return At(Deictic(-1), part="NI"), i + 2
    if word == "this" and (part := r.words.day_parts.get(r.word(i + 1))) and r.word(i + 1) != "lunch":
        return At(Deictic(0), part=part), i + 2
    if word == "this" and r.word(i + 1) == "very" and r.word(i + 2) == "day":
        return Deictic(0), i + 3
    if word in ("earlier", "later") and r.word(i + 1) in ("today", "tonight"):
        found = deictic(r, i + 1)
        return (PartOf(word, found[0]), found[1]) if found else None
    return None


def period(r: Reader, i: int) -> Parsed | None:
    """As in "this week", "next month", "the following year", "the week after next", "the current quarter", "that
    year".
    """
    j = i + 1 if r.word(i) == "the" else i
    word, unit = r.word(j), r.unit(j + 1)
    if unit in PERIOD_UNITS and r.word(j + 1)[-1] != "s":
        if word in ("this", "current", "present"):
            return Period(unit, 0), j + 2
        if word in ("last", "next") and j == i:
            return Period(unit, r.words.shifts[word]), j + 2
        if word == "last" and unit == "weekend":
            return Period(unit, -1), j + 2
        if word == "coming" and j > i:
            return Period(unit, 1) if unit != "weekend" else Period(unit), j + 2
        if word in ("following", "next", "previous", "preceding") and j > i:
            return Period(unit, 1 if word in ("following", "next") else -1, named=True), j + 2
        if word in ("that", "same") or (word == "the" and r.word(j) == "same"):
            return Period(unit, 0, named=True), j + 2
    if r.word(i) == "the" and unit is None and r.unit(i + 1) in PERIOD_UNITS:
        unit = r.unit(i + 1)
        assert unit is not None
        if r.sees(i + 2, "after", "next"):
            return Period(unit, 2), i + 4
        if r.sees(i + 2, "before", "last"):
            return Period(unit, -2), i + 4
        if unit == "weekend":
            return Period(unit), i + 2
    return None


def day_in_period(r: Reader, i: int) -> Parsed | None:
    """As in "Wednesday of next week", "Friday this week", "on Thursday next week"."""
    found = r.weekday(i)
    if found is None:
        leading = period(r, i) if r.word(i) in ("this", "next", "last") else None
        if leading is None or not isinstance(leading[0], Period) or leading[0].unit != "week":
            return None
        after = r.weekday(leading[1] + 1 if r.word(leading[1]) == "on" else leading[1])
        return (DayIn(after[0], leading[0]), after[1]) if after else None
    number, j = found
    k = j + 1 if r.word(j) in ("of", ",") else j
    whole = period(r, k)
    if whole is None or not isinstance(whole[0], Period) or whole[0].unit != "week":
        return None
    return DayIn(number, whole[0]), whole[1]


def later_in(r: Reader, i: int) -> Parsed | None:
    """As in "later this week", "earlier this month", "the rest of the year", "early next week", "late on Tuesday"."""
    word = r.word(i)
    if word in ("later", "earlier"):
        j = i + 2 if r.word(i + 1) in ("in", "on", "that", ",") and r.word(i + 2) not in ("",) else i + 1
        if r.sees(i + 1, "in", "the") and r.unit(i + 3) in ("week", "month", "year"):
            return PartOf(word, Period(str(r.unit(i + 3)))), i + 4
        found = period(r, j) or _whole_day(r, j)
        return (PartOf(word, found[0]), found[1]) if found else None
    j = i + 1 if word == "the" else i
    if r.word(j) in ("rest", "remainder") and r.word(j + 1) == "of":
        found = whole(r, j + 2)
        return (PartOf("rest", found[0]), found[1]) if found else None
    return None


def running_out(r: Reader, i: int) -> Parsed | None:
    """As in "before the month is out", "by the time the week was over", "during the week"."""
    if r.word(i) != "the" or r.unit(i + 1) not in PERIOD_UNITS or r.word(i + 1).endswith("s"):
        return None
    unit = str(r.unit(i + 1))
    if r.word(i + 2) in ("is", "was", "has", "be") and r.word(i + 3) in ("out", "over", "up", "ended"):
        return PartOf("out", Period(unit)), i + 4
    inside = r.word(i - 1) in ("during", "within") or r.sees(i - 3, "the", "course", "of")
    if inside and unit in ("week", "month", "year"):
        return Period(unit), i + 2
    return None


def ending(r: Reader, i: int) -> Parsed | None:
    """As in "year-end", "by month's end"."""
    unit = r.unit(i)
    if unit not in ("week", "month", "quarter", "year") or r.word(i).endswith("s"):
        return None
    if r.word(i + 1) not in DASHES and r.word(i + 1) != "'s":
        return None
    if r.word(i + 2) != "end":
        return None
    year = r.year_number(i + 3)
    if year and unit == "year":
        return PartOf("late", Year(year)), i + 4
    return PartOf("late", Period(unit)), i + 3


def _whole_day(r: Reader, j: int) -> Parsed | None:
    found = r.weekday(j)
    if found:
        return Weekday(found[0]), found[1]
    month = r.month(j)
    return (Month(month[0]), month[1]) if month and r.word(j - 1) == "in" else None


def whole(r: Reader, i: int) -> Parsed | None:
    """As in "the week", "the month", "the year", "this month": a period as the whole of a part."""
    if r.word(i) == "the" and r.unit(i + 1) in PERIOD_UNITS and not r.word(i + 1).endswith("s"):
        found = period(r, i)
        if found and found[1] > i + 2:
            return found
        unit = str(r.unit(i + 1))
        return Period(unit), i + 2
    return period(r, i)
