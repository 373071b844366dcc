"""Grammar of what is told by its number in something greater: "the last Friday of May", "the fifth", "the 18th"."""

from __future__ import annotations

from briefs.reading.dates import parse_calendar
from briefs.reading.dates.absolute import DayOfMonth, Month
from briefs.reading.dates.composed import NthDay, NthWeek, Range, WeekOf
from briefs.reading.dates.parse_composed import containing
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.relative import Period

_LETTERS_OF_BUSINESS = {"inst": 0, "instant": 0, "prox": 1, "proximo": 1, "ult": -1, "ultimo": -1}
"""This month, the next and the last: "the 14th inst." """


def ordinal_of(r: Reader, i: int) -> Parsed | None:
    """As in "the first week of June", "the last Friday of May", "the third week in July", "the last day of the
    month".
    """
    j = i + 1 if r.word(i) == "the" else i
    if (day := r.worded_day(j)) is not None:
        if r.word(day[1]) == "of" and (month := _month(r, day[1] + 1)) is not None:
            # "the twenty-first of May", "the 18th of last month"
            return NthDay(day[0], month[0]), month[1]
        if (shift := _LETTERS_OF_BUSINESS.get(r.word(day[1]))) is not None:
            return NthDay(day[0], Period("month", shift)), day[1] + 1
    nth = r.ordinal(j)
    if nth is None or nth > 6:
        return None
    k = j + 1
    if r.word(k) == "full":
        k += 1
    if nth in (1, -1) and (several := _first_days(r, nth, k)) is not None:
        return several
    if nth == 1 and r.word(k) == "of" and r.word(j) == "first":
        month = containing(r, k + 1)
        return (NthDay(1, month[0]), month[1]) if month and not r.sees(k + 1, "the", "week") else None
    weekday, unit = r.weekday(k), r.unit(k)
    if weekday is None and unit not in ("week", "day", "weekend"):
        return None
    after = weekday[1] if weekday else k + 1
    if r.word(after) not in ("of", "in"):
        return None
    whole = containing(r, after + 1)
    if whole is None:
        return None
    if weekday:
        return NthDay(nth, whole[0], weekday[0]), whole[1]
    if unit == "week":
        return NthWeek(nth, whole[0]), whole[1]
    if unit == "weekend":
        return WeekOf(NthDay(nth, whole[0], 5), weekend=True), whole[1]
    return (NthDay(nth, whole[0]), whole[1]) if r.word(k) == "day" else None


def _month(r: Reader, i: int) -> Parsed | None:
    """A month by name or by its distance: "June", "last month"."""
    found = parse_calendar.bare_month(r, i) if r.month(i) else containing(r, i)
    is_month = found is not None and (
        isinstance(found[0], Month) or (isinstance(found[0], Period) and found[0].unit == "month")
    )
    return found if is_month else None


def _first_days(r: Reader, nth: int, k: int) -> Parsed | None:
    """As in "the last ten days of March", "the first three days of next week", from the count on."""
    number = r.number(k)
    if number is None or r.word(number[1]) != "days" or r.word(number[1] + 1) not in ("of", "in"):
        return None
    whole, count = containing(r, number[1] + 2), int(number[0])
    if whole is None or count < 2:
        return None
    ends = (1, count) if nth > 0 else (-count, -1)
    return Range(NthDay(ends[0], whole[0]), NthDay(ends[1], whole[0])), whole[1]


def worded_day(r: Reader, i: int) -> Parsed | None:
    """As in "on the fifth", "until the twenty-ninth", where no noun follows that it could count."""
    before = r.word(i - 1)
    if r.word(i) != "the" or before not in ("on", "from", "until", "till", "by", "since"):
        return None
    found = r.worded_day(i + 1)
    if found is None or r.word(i + 1)[:1].isdecimal() or (found[0] < 3 and before != "on"):
        return None
    number, j = found
    after, then = r.word(j), r.word(j + 1)
    closes = after in ("", "¶", ".", ",", ";", ")", "to", "until", "for", "with")
    return (DayOfMonth(number), j) if closes or (after == "and" and then in _GOES_ON) else None


_GOES_ON = frozenset(("has", "had", "is", "was", "will", "would", "until", "till", "runs", "ends", "the"))
"""What follows "and" where one clause is joined to another, not one ordinal to the next."""


def ordinal_day(r: Reader, i: int) -> Parsed | None:
    """As in "on the 23rd", "the 18th and 19th", "from the 18th to the 21st"."""
    word = r.word(i + 1)
    if r.word(i) != "the" or not word[:1].isdecimal() or not (number := r.day_number(i + 1)) or word[-1].isdecimal():
        return None
    before = r.word(i - 1)
    if before not in (
        "on",
        "from",
        "by",
        "until",
        "till",
        "since",
        "after",
        "before",
        "between",
        "to",
        "and",
        "of",
        "for",
        "through",
        ",",
    ):
        return None
    after = r.word(i + 2)
    if after.isalpha() and after not in r.words.lists["after_ordinal_day"]:
        return None
    j = i + 2
    if after in ("and", "to", "or", "until", "through") or after in DASHES:
        k = i + 4 if r.word(i + 3) == "the" else i + 3
        last = r.day_number(k)
        if last and last > number and not r.word(k)[-1].isdecimal() and not (r.month(k + 1) or r.word(k + 1) == "of"):
            return Range(DayOfMonth(number), DayOfMonth(last)), k + 1
    return DayOfMonth(number), j
