"""Arithmetic of the calendar: weeks, months, quarters, movable feasts. Weeks run from Monday to Sunday (ISO 8601)."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date

Span = tuple[date, date]


def day(year: int, month: int, number: int) -> date | None:
    """That date, or None when there is no such day."""
    if not (MINYEAR < year < MAXYEAR and 1 <= month <= 12 and 1 <= number <= 31):
        return None
    if number > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def shifted(on: date, days: int) -> date:
    """`on` moved by so many days, held inside the calendar."""
    return date.fromordinal(max(366, min(on.toordinal() + days, date.max.toordinal() - 366)))


def months_later(on: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(max(24, min(index, 9998 * 12)), 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def week(on: date) -> Span:
    """Monday to Sunday of the week that holds `on`."""
    monday = shifted(on, -on.weekday())
    return monday, shifted(monday, 6)


def weekend(on: date) -> Span:
    """Saturday and Sunday of the week that holds `on`."""
    monday, sunday = week(on)
    return shifted(monday, 5), sunday


def month(year: int, number: int) -> Span:
    """The first and last day of a month."""
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def quarter(year: int, number: int) -> Span:
    """The first and last day of a calendar quarter, 1 to 4."""
    return month(year, number * 3 - 2)[0], month(year, number * 3)[1]


def half(year: int, number: int) -> Span:
    """The first and last day of half a year, 1 or 2."""
    return month(year, number * 6 - 5)[0], month(year, number * 6)[1]


def year(number: int) -> Span:
    """1 January to 31 December."""
    return date(number, 1, 1), date(number, 12, 31)


SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(number: int, code: str) -> Span:
    """The three months of a northern meteorological season; winter begins in December of `number`."""
    first = date(number, SEASON_MONTHS[code], 1)
    last = months_later(first, 2)
    return first, month(last.year, last.month)[1]


def nth_weekday(year: int, number: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month, -1 the last; None when there is none."""
    first, last = month(year, number)
    if nth < 0:
        found = shifted(last, -((last.weekday() - weekday) % 7) + 7 * (nth + 1))
    else:
        found = shifted(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if found.month == number else None


def easter(number: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number_of_month, number_of_day = divmod(h + m - 7 * n + 114, 31)
    return date(number, number_of_month, number_of_day + 1)


def orthodox_easter(number: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus's Julian computus; right from 1900 to 2099)."""
    d = (19 * (number % 19) + 15) % 30
    e = (2 * (number % 4) + 4 * (number % 7) - d + 34) % 7
    number_of_month, number_of_day = divmod(d + e + 114, 31)
    return shifted(date(number, number_of_month, number_of_day + 1), 13)


def islamic_to_gregorian(year_of_hijra: int, number: int, on: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29).

    The observed day, which a sighting of the moon decides, may be one earlier or later.
    """
    ordinal = on + (59 * (number - 1) + 1) // 2 + (year_of_hijra - 1) * 354 + (3 + 11 * year_of_hijra) // 30 + 227014
    return date.fromordinal(ordinal)


def islamic(year: int, number: int, on: int) -> date | None:
    """The day in the Gregorian year `year` on which that day of the Islamic calendar falls (the first, if two)."""
    guess = int((year - 622) * 33 / 32)
    for hijra in range(guess - 1, guess + 3):
        if hijra > 0 and (found := islamic_to_gregorian(hijra, number, on)).year == year:
            return found
    return None
