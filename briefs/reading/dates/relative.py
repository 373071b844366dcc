"""Expressions that count from the publication or from the day named before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.model.window import Precision, Window
from briefs.reading.dates import almanac
from briefs.reading.dates.meaning import Expression, Found, Frame, Tense, named_day, named_week

LETTERS = {"day": "D", "night": "D", "week": "W", "fortnight": "W", "weekend": "W", "month": "M", "quarter": "M"}
LETTERS |= {"year": "Y", "decade": "Y", "century": "Y", "hour": "H", "minute": "M", "second": "S"}
MULTIPLES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def moved(on: date, count: float, unit: str) -> date:
    """`on` moved by `count` units, negative backwards; hours and less move whole days only."""
    if unit in DAYS:
        return almanac.shifted(on, round(count * DAYS[unit]))
    if unit in MONTHS:
        return almanac.months_later(on, round(count * MONTHS[unit]))
    return almanac.shifted(on, int(count // 24) if unit == "hour" and count > 0 else 0)


def duration_value(count: float | None, unit: str) -> str:
    """TimeML's duration, "P3D"; an unsaid number is X."""
    number = "X" if count is None else f"{count * MULTIPLES.get(unit, 1):g}"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{number}{LETTERS[unit]}"


@dataclass(frozen=True, slots=True)
class Deictic:
    """As in "today" (0), "tomorrow" (1), "yesterday" (-1), "the day after tomorrow" (2)."""

    days: int

    def resolve(self, frame: Frame) -> Found:
        """So many days from publication."""
        return named_day(almanac.shifted(frame.on, self.days) if frame.on else None)


@dataclass(frozen=True, slots=True)
class Overnight:
    """As in "overnight": the night before publication, or the one after where it lies ahead."""

    def resolve(self, frame: Frame) -> Found:
        """Both days that the night touches."""
        if frame.on is None:
            return Found(value="XXXX-XX-XXTNI", type="TIME")
        first = frame.on if frame.tense is Tense.FUTURE else almanac.shifted(frame.on, -1)
        return Found(first, almanac.shifted(first, 1), Precision.DAY, f"{first.isoformat()}TNI", type="TIME")


@dataclass(frozen=True, slots=True)
class Weekday:
    """As in "Tuesday", "last Friday", "Wednesday week" (`weeks` 1 beyond the next one)."""

    weekday: int
    shift: int | None = None
    weeks: int = 0

    def resolve(self, frame: Frame) -> Found:
        """By shift, else by tense with the day of publication counting for both, else the nearest."""
        on = frame.on
        if on is None:
            if frame.dated and frame.dated.weekday() == self.weekday and self.shift is None:
                return named_day(frame.dated)
            return Found(value=f"XXXX-WXX-{self.weekday + 1}")
        ahead = (self.weekday - on.weekday()) % 7
        if self.weeks:
            return named_day(almanac.shifted(on, ahead + 7 * self.weeks))
        if self.shift == 1:
            days = self.weekday - on.weekday() + 7
        elif self.shift == -1:
            days = ahead - 7
        elif frame.tense is Tense.FUTURE:
            days = ahead
        elif frame.tense is Tense.PAST:
            days = ahead - 7 if ahead else 0
        elif self.shift == 0:
            days = self.weekday - on.weekday()
        else:
            days = ahead if ahead <= 3 else ahead - 7
        return named_day(almanac.shifted(on, days))


@dataclass(frozen=True, slots=True)
class FollowingWeekday:
    """As in "the following Thursday": the first such day after the one named before."""

    weekday: int

    def resolve(self, frame: Frame) -> Found:
        """A day, unresolved when none was named."""
        if frame.day is None:
            return Found(value=f"XXXX-WXX-{self.weekday + 1}")
        return named_day(almanac.shifted(frame.day[1], (self.weekday - frame.day[1].weekday() - 1) % 7 + 1))


@dataclass(frozen=True, slots=True)
class Period:
    """As in "this week", "next month", "last year": a whole period so many from the running one.

    With `named`, from the one that holds the day named before ("the following week", "that year").
    """

    unit: str
    shift: int = 0
    named: bool = False

    def resolve(self, frame: Frame) -> Found:
        """The calendar period."""
        on = frame.named[0] if self.named and frame.named else frame.on
        if on is None:
            return Found(value={"week": "XXXX-WXX", "month": "XXXX-XX"}.get(self.unit, "XXXX"))
        if self.unit == "weekend":
            return self._weekend(on, frame)
        if self.unit == "week" and not (self.shift or self.named) and frame.tense is Tense.FUTURE and on.weekday() == 6:
            # what will be "this week" is not said of the day that ends it
            return period(on, "week", 1)
        return period(on, self.unit, self.shift)

    def _weekend(self, on: date, frame: Frame) -> Found:
        shift = self.shift
        if shift == 0 and frame.tense is Tense.PAST and on.weekday() < 5:
            shift = -1
        start, end = almanac.weekend(almanac.shifted(on, 7 * shift))
        year, number, _ = start.isocalendar()
        return Found(start, end, Precision.WEEK, f"{year:04d}-W{number:02d}-WE")


def period(on: date, unit: str, shift: int = 0) -> Found:
    """The calendar period of that unit that holds `on`, moved by `shift`."""
    if unit in ("day", "night"):
        return named_day(almanac.shifted(on, shift))
    if unit in ("week", "fortnight"):
        return named_week(almanac.shifted(on, 7 * shift))
    there = moved(on.replace(day=1), shift, unit) if unit in MONTHS else on
    if unit == "month":
        start, end = almanac.month(there.year, there.month)
        return Found(start, end, Precision.MONTH, f"{there.year:04d}-{there.month:02d}")
    if unit == "quarter":
        number = (there.month + 2) // 3
        start, end = almanac.quarter(there.year, number)
        return Found(start, end, Precision.QUARTER, f"{there.year:04d}-Q{number}")
    if unit == "year":
        start, end = almanac.year(there.year)
        return Found(start, end, Precision.YEAR, f"{there.year:04d}")
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first = max(10, there.year // length * length)
        return Found(
            date(first, 1, 1),
            date(min(9998, first + length - 1), 12, 31),
            Precision.YEAR,
            f"{first // length:0{3 if length == 10 else 2}d}",
        )
    return Found(value="PRESENT_REF")


@dataclass(frozen=True, slots=True)
class Offset:
    """As in "three days ago", "in two weeks' time", "a year from now"; from `base`, else from publication.

    With `named`, from the day named before: "three days earlier". `bare_in` marks "in ten days", which says when only
    of what lies ahead.
    """

    count: float | None
    unit: str
    base: Expression | None = None
    named: bool = False
    bare_in: bool = False

    def resolve(self, frame: Frame) -> Found:
        """Days and weeks to the day, months and longer to the period; `said` blurs counted weeks to their week."""
        backwards = self.count is not None and self.count < 0
        on = frame.on
        if self.bare_in and frame.tense is Tense.PAST:
            # "They visited five capitals in ten days" says how long, not when.
            return Found(value=duration_value(self.count, self.unit), type="DURATION")
        if self.base is not None:
            found = self.base.resolve(frame)
            on = found.start if backwards else found.end
        elif self.named and self.unit in ("hour", "minute", "second"):
            on = frame.clock[0] if frame.clock else frame.on
        elif self.named and (before := frame.day or frame.named):
            on = before[0] if backwards else before[1]
        if self.count is None or on is None:
            return Found(value="PAST_REF" if self.count is None else "XXXX-XX-XX")
        there = moved(on, self.count, self.unit)
        if self.unit in ("month", "quarter", "year", "decade", "century"):
            found = period(there, "month")
            if self.unit != "month":
                return Found(found.start, found.end, found.precision, f"{there.year:04d}")
            return found
        day = named_day(there)
        if self.unit in ("week", "fortnight") and self.base is None:
            week = named_week(there)
            # "A week ago" is that day; a larger count of weeks is no promise of one.
            exact = abs(self.count) == 1 and self.unit == "week"
            said = None if exact else Window(week.start, week.end, Precision.WEEK)
            return Found(there, there, Precision.DAY, week.value, said=said)
        return day


@dataclass(frozen=True, slots=True)
class Stretch:
    """As in "the next three days", "the past week", "in recent days", "the coming weeks", "within a week".

    `count` is signed, None where the words give no number; `kind` tells "next" from "within" and "few".
    """

    count: float | None
    unit: str
    forward: bool = True
    kind: str = "next"

    def resolve(self, frame: Frame) -> Found:
        """Days and weeks counted from publication; unsaid numbers by the conventions (docs/dates.md)."""
        value = duration_value(self.count, self.unit)
        on = frame.on
        if on is None:
            return Found(value=value, type="DURATION")
        there = self._other_end(on)
        if not self.forward:
            return Found(there, on, _stretch_precision(there, on), value, type="DURATION")
        hours = self.unit in ("hour", "minute", "second")
        tomorrow = min(almanac.shifted(on, 1), there)
        start = on if hours or self.kind in ("within", "few") else tomorrow
        precision = _stretch_precision(start, there)
        # "The next few weeks" are counted from publication on, but what they promise begins tomorrow.
        said = Window(tomorrow, there, precision) if self.kind == "few" else None
        return Found(start, there, precision, value, type="DURATION", said=said)

    def _other_end(self, on: date) -> date:
        sign = 1 if self.forward else -1
        if self.count is None:
            unsaid = {"day": 7, "night": 7, "week": 4, "fortnight": 4}.get(self.unit, 3)
            unit = {"night": "day", "fortnight": "week", "hour": "day", "minute": "day", "second": "day"}
            return moved(on, sign * unsaid, unit.get(self.unit, self.unit))
        if self.unit in ("hour", "minute", "second"):
            return almanac.shifted(on, sign * (max(1, round(self.count / 24)) if self.unit == "hour" else 0))
        return moved(on, sign * self.count, self.unit)


def _stretch_precision(start: date, end: date) -> Precision:
    days = (end - start).days
    if days <= 3:
        return Precision.DAY
    if days <= 15:
        return Precision.WEEK
    if days <= 200:
        return Precision.MONTH
    return Precision.YEAR


@dataclass(frozen=True, slots=True)
class SameDay:
    """As in "the same day", "that evening"; `days` later or earlier: "the next day", "a day earlier"."""

    days: int = 0
    today: bool = False

    def resolve(self, frame: Frame) -> Found:
        """Counted from the day named before; `today` allows the day of publication where none was."""
        if frame.day is None:
            return named_day(frame.on if self.today else None)
        return named_day(almanac.shifted(frame.day[0] if self.days <= 0 else frame.day[1], self.days))


@dataclass(frozen=True, slots=True)
class YearAgo:
    """As in "the year-ago quarter": the quarter named before, a year earlier; else the year before."""

    def resolve(self, frame: Frame) -> Found:
        """A quarter where one was named, else a year."""
        if frame.named and 88 <= (frame.named[1] - frame.named[0]).days <= 92:
            return period(almanac.months_later(frame.named[0], -12), "quarter")
        return period(frame.on, "year", -1) if frame.on else Found(value="XXXX")


@dataclass(frozen=True, slots=True)
class Reference:
    """As in "now", "recently", "soon": TimeML's references without a date."""

    value: str

    def resolve(self, frame: Frame) -> Found:
        """Open at both ends."""
        return Found(value=self.value)


@dataclass(frozen=True, slots=True)
class Duration:
    """As in "two days", "three-month": a length, not a place in time. `count` None is an unsaid number."""

    count: float | None
    unit: str

    def resolve(self, frame: Frame) -> Found:
        """Open at both ends."""
        return Found(value=duration_value(self.count, self.unit), type="DURATION")


@dataclass(frozen=True, slots=True)
class Repeated:
    """As in "every Friday", "daily": TimeML's SET."""

    value: str

    def resolve(self, frame: Frame) -> Found:
        """Open at both ends."""
        return Found(value=self.value, type="SET")
