"""Grammar of what names a place in the calendar: days, in figures and in words, weekdays, months."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from briefs.reading.dates.absolute import Day, DayOfMonth, Month, Year
from briefs.reading.dates.composed import At, Range
from briefs.reading.dates.meaning import Expression
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.relative import Period, Weekday

NAMES_TOO = frozenset(("may", "april", "june", "august", "march"))


def numeric_date(r: Reader, i: int) -> Parsed | None:
    """As in "2013-06-12", "14.05.2013", "5/14/2013"; day and month only where their order is beyond doubt."""
    word = r.word(i)
    if word[4:5] == "-" and len(word) >= 10:
        try:
            at = datetime.fromisoformat(word.replace("t", "T").replace("z", "Z"))
        except ValueError:
            return None
        day = Day(at.month, at.day, Year(at.year))
        if len(word) == 10:
            return day, i + 1
        return At(day, time=at.strftime("%H:%M"), zone=at.tzname() or ""), i + 1
    for mark in "./":
        pieces = word.split(mark)
        if len(pieces) == 3 and all(piece.isdecimal() for piece in pieces):
            first, second, year = map(int, pieces)
            if len(pieces[2]) == 2:
                year += 2000 if year < 70 else 1900
            elif not 1900 <= year <= 2100:
                return None
            # A full stop separates day from month wherever it is used; a slash may be either.
            day_first = mark == "." or first > 12 or first == second or (r.day_first is True and second <= 12)
            if not day_first and second <= 12 and r.day_first is None:
                return None
            number, month = (first, second) if day_first else (second, first)
            return (Day(month, number, Year(year)), i + 1) if 1 <= month <= 12 and 1 <= number <= 31 else None
    return None


def slashed_day(r: Reader, i: int) -> Parsed | None:
    """As in "27/11", "03-04/12": a day and month, in a text that leads no other reading ("9/11", fractions are
    refused).
    """
    first, dash = r.day_number(i), r.word(i + 1) in DASHES
    j = i + 2 if first and dash else i
    second = r.day_number(j)
    if second is None or r.word(j + 1) != "/" or not r.tokens.adjoining(j + 1) or not r.tokens.adjoining(j + 2):
        return None
    month = r.digits(j + 2, 1, 12)
    if month is None or len(r.word(j + 2)) != 2 or len(r.word(j)) != 2 or r.word(j + 3) == "/":
        return None
    if second <= 12 and j == i and not r.day_first:
        return None
    last = Day(month, second)
    return (Range(Day(month, first), last) if j != i and first else last), j + 3


def year_after(r: Reader, i: int) -> tuple[Expression, int] | None:
    """The year that follows a month or day: ", 2013", "2013", "of 2014", "of last year", "next year", "of that
    year".
    """
    j = i + 1 if r.word(i) == "," and r.year_number(i + 1) else i
    year = r.year_number(j)
    if year and (j == i or not r.word(j + 1).isdecimal()):
        return Year(year), j + 1
    if r.word(i) == "of" and r.word(i + 1) == "'":
        return year_after(r, i + 1)
    if r.word(i) == "'" and r.tokens.adjoining(i + 1) and len(r.word(i + 1)) == 2 and r.word(i + 1).isdecimal():
        short = int(r.word(i + 1))
        return Year(short + (2000 if short < 70 else 1900)), i + 2
    j = i + 1 if r.word(i) in ("of", ",", "in") else i
    if j > i and (year := r.year_number(j)):
        return Year(year), j + 1
    if r.word(j + 1) != "year":
        return None
    word = r.word(j)
    if word in ("last", "this", "next"):
        return Period("year", r.words.shifts[word]), j + 2
    if j > i and word in ("that", "the", "same"):
        return Period("year", 0, named=word != "the"), j + 2
    return None


def weekday_before(r: Reader, i: int) -> tuple[int | None, int]:
    """A weekday that leads a date, with its comma and article: "Tuesday, 14 May", "Friday the 5th"."""
    found = r.weekday(i)
    if not found:
        return None, i
    weekday, j = found
    if r.word(j) == ",":
        j += 1
    if r.word(j) == "the" or r.word(j) == "on":
        j += 1
    return weekday, j


def dated(r: Reader, i: int) -> Parsed | None:
    """As in "5 June", "June 5, 2013", "Tuesday, 14 May", "June 5-6", "17 and 18 June", "28 May – 2 June" (its
    first half).
    """
    weekday, j = weekday_before(r, i)
    if weekday is not None and r.word(j) == "(" and r.tokens.adjoining(j + 1):
        bracketed = dated(r, j + 1)
        if bracketed and r.word(bracketed[1]) == ")" and isinstance(bracketed[0], Day):
            return replace(bracketed[0], weekday=weekday), bracketed[1] + 1
        return None
    if (found := r.month(j)) is not None:
        return month_first(r, found, weekday)
    if r.word(j) == "the":
        j += 1
    number = r.day_number(j)
    if number is None:
        return None
    return day_first(r, j, number, weekday)


def month_first(r: Reader, found: tuple[int, int], weekday: int | None) -> Parsed | None:
    """As in "June 5", "June 5-6", "June 5, 6 and 7", "June the 5th"; a range in the same month becomes one."""
    month, j = found
    if r.word(j) == "the":
        j += 1
    number = r.day_number(j)
    if number is None or _counts_something(r, j):
        return None
    j += 1
    last, j = _further_days(r, j, number)
    year = year_after(r, j)
    if year:
        j = year[1]
    return _days(month, number, last, year[0] if year else None, weekday), j


def day_first(r: Reader, j: int, number: int, weekday: int | None) -> Parsed | None:
    """As in "5 June", "5th of June", "17-18 June", "11 to 22 November"; "Tuesday the 5th" without a month."""
    start = j
    j += 1
    last, after = _further_days(r, j, number)
    k = after + 1 if r.word(after) in ("of", "/") else after
    month = r.month(k)
    if month is None and after != j:
        last, after = number, j
        k = after + 1 if r.word(after) == "of" else after
        month = r.month(k)
    if month is not None:
        # "5 May" is a date; "On 5 May said" cannot be known, and is one, too.
        year = year_after(r, month[1])
        return _days(month[0], number, last, year[0] if year else None, weekday), year[1] if year else month[1]
    if weekday is not None and after == start + 1:
        return (DayOfMonth(number, weekday), after) if not _counts_something(r, start) else None
    return None


def _days(month: int, number: int, last: int, year: Expression | None, weekday: int | None) -> Expression:
    first = Day(month, number, year, weekday)
    return Range(first, Day(month, last, year)) if last > number else first


def _further_days(r: Reader, j: int, number: int) -> tuple[int, int]:
    """The last of the days that a first one leads: "-6", "and 18", "to 19", ", 6 and 7"."""
    last = number
    while r.word(j) in DASHES or r.word(j) in ("and", "to", "or", "until", "through", "till", ",", "&", "/"):
        k = j + 1
        if r.word(j) == "," and r.word(k) in ("and", "or"):
            k += 1
        if r.word(k) == "the":
            k += 1
        further = r.day_number(k)
        if further is None or further <= last or _counts_something(r, k):
            break
        if r.month(k + 1) and r.word(j) == ",":
            break
        last, j = further, k + 1
    return last, j


def _counts_something(r: Reader, j: int) -> bool:
    """Whether the number counts units or money, or is a time: "June 5 percent", "May 10 a.m."."""
    after = r.word(j + 1)
    if after in ("%", "percent", "million", "billion", "a.m.", "p.m.", "a.m", "p.m", "people", ":"):
        return after != ":" or r.word(j + 2).isdecimal()
    return r.unit(j + 1) is not None and r.word(j) == r.word(j).rstrip("stndrh")


def bare_month(r: Reader, i: int) -> Parsed | None:
    """As in "June", "June 2014", "June of last year"; "May", "March", "April" only where they are months, not
    names or verbs.
    """
    found = r.month(i)
    if found is None:
        return None
    number, j = found
    year = year_after(r, j)
    if year:
        return Month(number, year[0]), year[1]
    word, before = r.word(i), r.word(i - 1)
    led = (
        before in r.words.lists["month_leads"]
        or before in DASHES
        or before in r.words.parts
        or before in r.words.ordinals
    )
    if word in NAMES_TOO or len(word) <= 3 or word == "sept":
        if not led or (before in (",", "the", "and", "(") and word in ("may", "march") and before != "the"):
            return None
        if r.tokens.capital(j) and before in (",", "and", "or", "for", "to", "from", "of", "by", "as", "with"):
            return None
        if before == "the" and word == "march" and not r.tokens.capital(i):
            return None
    return Month(number), j


def weekday(r: Reader, i: int) -> Parsed | None:
    """As in "Tuesday", "last Friday", "next Wednesday", "Tuesday next", "Wednesday week", "a week on Friday"."""
    word = r.word(i)
    if word in ("a", "one") and r.word(i + 1) == "week" and r.word(i + 2) in ("on", "from"):
        found = r.weekday(i + 3)
        return (Weekday(found[0], weeks=1), found[1]) if found else None
    if word == "a" and r.word(i + 1) == "fortnight" and r.word(i + 2) in ("on", "from"):
        found = r.weekday(i + 3)
        return (Weekday(found[0], weeks=2), found[1]) if found else None
    shift = r.words.shifts.get(word)
    j = i + 1 if shift is not None else i
    if r.sees(i, "this", "past"):
        shift, j = -1, i + 2
    found = r.weekday(j)
    if found is None or _name_of_day(r, j):
        return None
    number, j = found
    if shift is None:
        if r.word(j) == "week" and r.word(j + 1) not in ("after",):
            return Weekday(number, weeks=1), j + 1
        if r.word(j) == "fortnight":
            return Weekday(number, weeks=2), j + 1
        modified = r.unit(j + 1) or r.month(j + 1) or r.weekday(j + 1)
        if r.word(j) in ("next", "last") and not modified:
            return Weekday(number, shift=r.words.shifts[r.word(j)]), j + 1
    return Weekday(number, shift=shift if word not in ("coming", "following") else None), j


def _name_of_day(r: Reader, j: int) -> bool:
    """Whether the weekday at `j` is part of a name: "The Sunday Times", "Black Monday"."""
    lists = r.words.lists
    after = r.word(j + 1) in lists["names_of_days"] and r.tokens.capital(j + 1)
    return after or (r.word(j - 1) in lists["named_days"] and r.tokens.capital(j - 1))
