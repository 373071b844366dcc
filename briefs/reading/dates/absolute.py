"""Expressions that name a place in the calendar: days, months, years, quarters, seasons, feasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.model.window import Precision
from briefs.reading.dates import almanac
from briefs.reading.dates.meaning import Expression, Found, Frame, Tense, named_day, pick
from briefs.reading.dates.words import Feast


def year_of(expression: Expression | None, frame: Frame) -> int | None:
    """The year an expression names, None when there is none or it does not resolve."""
    if expression is None:
        return None
    found = expression.resolve(frame)
    return found.start.year if found.start else None


def years_around(frame: Frame, reach: int = 1) -> range:
    """The years in which an occurrence without a year may lie; empty without a day to count from."""
    on = frame.on or frame.dated
    if on is None:
        return range(0)
    return range(max(2, on.year - reach), min(9997, on.year + reach) + 1)


@dataclass(frozen=True, slots=True)
class Day:
    """As in "5 June", with or without a year and a weekday. A weekday helps to find a year that is not said."""

    month: int
    number: int
    year: Expression | None = None
    weekday: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """The day; without a year the one tense and nearness choose, on the stated weekday if one fits."""
        year = year_of(self.year, frame)
        if year is not None:
            return named_day(almanac.day(year, self.month, self.number), self._unknown)
        days = [found for year in years_around(frame) if (found := almanac.day(year, self.month, self.number))]
        if self.weekday is not None:
            fitting = [found for found in days if found.weekday() == self.weekday]
            days = fitting or days
        chosen = pick([(found, found) for found in days], frame)
        return named_day(chosen[0] if chosen else None, self._unknown)

    @property
    def _unknown(self) -> str:
        return f"XXXX-{self.month:02d}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """As in "the 23rd", "Monday 23": a day whose month is understood."""

    number: int
    weekday: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """In the month named just before, else in the one tense and nearness choose."""
        unknown = f"XXXX-XX-{self.number:02d}"
        if frame.month:
            return named_day(almanac.day(*frame.month, self.number), unknown)
        if frame.on is None:
            return Found(value=unknown)
        days = []
        for shift in range(-2, 3) if self.weekday is None else range(-6, 7):
            first = almanac.months_later(frame.on.replace(day=1), shift)
            found = almanac.day(first.year, first.month, self.number)
            if found and self.weekday in (None, found.weekday()):
                days.append((found, found))
        chosen = pick(days, frame)
        return named_day(chosen[0] if chosen else None, unknown)


@dataclass(frozen=True, slots=True)
class Month:
    """As in "June", "last June", "June 2014", "June of next year"."""

    number: int
    year: Expression | None = None
    shift: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """The month; "last June" is the latest one before this month, "next June" the first after it."""
        year = year_of(self.year, frame)
        if year is None and self.year is None and frame.on is None:
            chosen = pick([almanac.month(year, self.number) for year in years_around(frame)], frame)
            year = chosen[0].year if chosen and self.shift is None else None
        elif year is None and self.year is None and frame.on is not None:
            months = [almanac.month(year, self.number) for year in years_around(frame)]
            this = frame.on.replace(day=1)
            if self.shift == -1:
                year = [start.year for start, _ in months if start < this][-1]
            elif self.shift == 1:
                year = next(start.year for start, _ in months if start > this)
            elif self.shift == 0:
                year = frame.on.year
            else:
                chosen = pick(months, frame)
                year = chosen[0].year if chosen else None
        if year is None:
            return Found(value=f"XXXX-{self.number:02d}")
        start, end = almanac.month(year, self.number)
        return Found(start, end, Precision.MONTH, f"{year:04d}-{self.number:02d}")


@dataclass(frozen=True, slots=True)
class Year:
    """As in "2014"."""

    number: int

    def resolve(self, frame: Frame) -> Found:
        """The whole year."""
        start, end = almanac.year(self.number)
        return Found(start, end, Precision.YEAR, f"{self.number:04d}")


@dataclass(frozen=True, slots=True)
class Years:
    """A decade ("the 1990s", `length` 10) or century (`length` 100) that begins in `first`; "fiscal" years too."""

    first: int
    length: int = 10

    def resolve(self, frame: Frame) -> Found:
        """All its years; precision "year", the coarsest there is."""
        value = f"{self.first // self.length:0{3 if self.length == 10 else 2}d}"
        return Found(date(self.first, 1, 1), date(self.first + self.length - 1, 12, 31), Precision.YEAR, value)


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A quarter (`parts` 4), half (2) or third of a year, with or without the year; number -1 is the last."""

    number: int
    parts: int = 4
    year: Expression | None = None

    def resolve(self, frame: Frame) -> Found:
        """The calendar quarter or half; without a year the one tense and nearness choose."""
        cut = almanac.quarter if self.parts == 4 else almanac.half
        letter = "Q" if self.parts == 4 else "H"
        number = self.parts if self.number == -1 else self.number
        year = year_of(self.year, frame)
        if year is not None:
            start, end = cut(year, number)
        elif self.year is not None or frame.on is None:
            return Found(value=f"XXXX-{letter}{number}")
        else:
            spans = [cut(year, number) for year in years_around(frame)]
            if frame.tense is Tense.PAST:
                # A quarter is reported on when it is over.
                spans = [span for span in spans if span[1] < frame.on or span[0].year == frame.on.year] or spans
            chosen = pick(spans, frame)
            if chosen is None:
                return Found(value=f"XXXX-{letter}{number}")
            start, end = chosen
        precision = Precision.QUARTER if self.parts == 4 else Precision.YEAR
        return Found(start, end, precision, f"{start.year:04d}-{letter}{number}")


@dataclass(frozen=True, slots=True)
class Season:
    """As in "the spring of 2014", "this summer", "last autumn" (northern, meteorological)."""

    code: str
    year: Expression | None = None
    shift: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """Three months; without a year by "last", "this", "next", else by tense and nearness."""
        year = year_of(self.year, frame)
        if year is None and self.year is None and frame.on is not None:
            on = frame.on
            seasons = [almanac.season(year, self.code) for year in years_around(frame, 2)]
            running = next((span for span in seasons if span[0] <= on <= span[1]), None)
            if self.shift == -1:
                year = [start.year for start, end in seasons if end < on][-1]
            elif self.shift == 1:
                year = next(start.year for start, _ in seasons if start > on)
            elif running:
                year = running[0].year
            elif self.shift == 0 and self.code != "WI":
                year = on.year
            else:
                chosen = pick(seasons, frame)
                year = chosen[0].year if chosen else None
        if year is None:
            return Found(value=f"XXXX-{self.code}")
        start, end = almanac.season(year, self.code)
        return Found(start, end, Precision.QUARTER, f"{year:04d}-{self.code}")


@dataclass(frozen=True, slots=True)
class FeastDay:
    """As in "Christmas", "Easter 2014", "last Thanksgiving"."""

    feast: Feast
    year: Expression | None = None
    shift: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """The day or days; feasts that a sighting of the moon decides are given to the week."""
        year = year_of(self.year, frame)
        if year is not None:
            chosen = self._in(year)
        elif self.year is not None or frame.on is None:
            chosen = None
        else:
            on = frame.on
            spans = [span for year in years_around(frame) if (span := self._in(year))]
            if self.shift == -1:
                chosen = next((span for span in reversed(spans) if span[1] < on), None)
            elif self.shift == 1:
                chosen = next((span for span in spans if span[0] > on), None)
            else:
                chosen = pick(spans, frame)
        if chosen is None:
            return Found(value="XXXX-XX-XX")
        start, end = chosen
        if self.feast.islamic:
            precision = Precision.MONTH if self.feast.days > 20 else Precision.WEEK
        else:
            precision = Precision.DAY
        return Found(start, end, precision, start.isoformat())

    def _in(self, year: int) -> almanac.Span | None:
        feast = self.feast
        found: date | None
        if feast.on:
            found = almanac.day(year, *feast.on)
        elif feast.nth:
            month, nth, weekday = feast.nth
            found = almanac.nth_weekday(year, month, nth, weekday)
        elif feast.easter is not None:
            found = almanac.shifted(almanac.easter(year), feast.easter)
        elif feast.orthodox is not None:
            found = almanac.shifted(almanac.orthodox_easter(year), feast.orthodox)
        elif feast.islamic:
            found = almanac.islamic(year, *feast.islamic)
        else:
            found = next((day for day in feast.table if day.year == year), None)
        return (found, almanac.shifted(found, feast.days - 1)) if found else None
