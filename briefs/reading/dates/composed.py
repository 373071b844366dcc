"""Expressions made of others: parts, ordinal weeks and days, ranges, times of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from briefs.model.window import Precision, Window
from briefs.reading.dates import almanac
from briefs.reading.dates.meaning import Expression, Found, Frame, Tense, named_day, named_week
from briefs.reading.dates.relative import Weekday

MODS = {"early": "START", "mid": "MID", "late": "END", "mid-late": "END", "early-mid": "START"}


@dataclass(frozen=True, slots=True)
class PartOf:
    """As in "early June", "the end of next week", "the first half of 2014", "later this week", "the rest of the year".

    `part` is early, mid, late, mid-late, early-mid, first-half, second-half, later, earlier, rest or out ("before the
    week is out").
    """

    part: str
    whole: Expression

    def resolve(self, frame: Frame) -> Found:
        """The part of the whole by the conventions (docs/dates.md); an unresolved whole stays unresolved."""
        whole = self.whole.resolve(frame)
        if whole.span is None:
            return replace(whole, mod=MODS.get(self.part, ""))
        start, end = whole.span
        if self.part == "out":
            return whole
        if self.part in ("later", "rest", "earlier"):
            return self._beside_publication(whole, start, end, frame.on)
        days = (end - start).days + 1
        if days == 1:
            return replace(whole, mod=MODS.get(self.part, ""))
        if days <= 7:
            return self._of_week(whole, start, end)
        if days <= 31:
            return self._of_month(whole, start, end)
        return self._of_year(whole, start, end)

    def _beside_publication(self, whole: Found, start: date, end: date, on: date | None) -> Found:
        if on is None or not start <= on <= end:
            return whole
        if start == end:
            return whole
        if self.part == "earlier":
            return replace(whole, end=on)
        first = almanac.shifted(on, 1) if self.part == "later" and on < end else on
        return replace(whole, start=first)

    def _of_week(self, whole: Found, start: date, end: date) -> Found:
        first, last = {
            "early": (0, 2),
            "mid": (1, 3),
            "late": (4, 6),
            "first-half": (0, 2),
            "second-half": (3, 6),
        }.get(self.part, (0, 6))
        if end < almanac.shifted(start, last):
            return whole
        # "The middle of the week" is no promise of a day: its sense is the week.
        said = Window(start, end, Precision.WEEK) if self.part == "mid" else None
        first_day, last_day = almanac.shifted(start, first), almanac.shifted(start, last)
        return replace(whole, start=first_day, end=last_day, mod=self._mod, said=said)

    def _of_month(self, whole: Found, start: date, end: date) -> Found:
        first, last = {
            "early": (1, 10),
            "mid": (11, 20),
            "late": (21, 31),
            "mid-late": (11, 31),
            "early-mid": (1, 20),
            "first-half": (1, 15),
            "second-half": (16, 31),
        }.get(self.part, (1, 31))
        return replace(
            whole,
            start=almanac.shifted(start, first - 1),
            end=min(end, almanac.shifted(start, last - 1)),
            precision=Precision.PART_OF_MONTH,
            mod=self._mod,
        )

    def _of_year(self, whole: Found, start: date, end: date) -> Found:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if self.part in ("first-half", "second-half"):
            first, last = (0, months // 2) if self.part == "first-half" else (months // 2, months)
        else:
            third = max(1, months // 4 if months == 12 else months // 3)
            first, last = {
                "early": (0, third),
                "mid": (months // 2 - 1, months // 2 + third - 2 if months == 12 else 2 * third),
                "late": (months - third, months),
            }.get(self.part, (0, months))
            if months == 12 and self.part == "mid":
                first, last = 4, 8
        begin = almanac.months_later(start, first)
        finish = almanac.shifted(almanac.months_later(start, last), -1)
        precision = Precision.QUARTER if last - first <= 4 else Precision.YEAR
        if last - first == 1:
            precision = Precision.MONTH
        value = whole.value
        if self.part in ("first-half", "second-half") and months == 12:
            value = f"{start.year:04d}-H{1 if self.part == 'first-half' else 2}"
        return replace(whole, start=begin, end=finish, precision=precision, mod=self._mod, value=value)

    @property
    def _mod(self) -> str:
        return MODS.get(self.part, "")


@dataclass(frozen=True, slots=True)
class NthWeek:
    """As in "the second week of June" (days 8 to 14), "the last week of the month" (its last seven days)."""

    nth: int
    whole: Expression

    def resolve(self, frame: Frame) -> Found:
        """Seven days."""
        span = self.whole.resolve(frame).span
        if span is None:
            return Found(value="XXXX-WXX")
        start, end = span
        if self.nth < 0:
            first = almanac.shifted(end, -6)
        else:
            first = almanac.shifted(start, 7 * (self.nth - 1))
        if first > end:
            return Found(value="XXXX-WXX")
        return Found(first, min(end, almanac.shifted(first, 6)), Precision.WEEK, named_week(first).value)


@dataclass(frozen=True, slots=True)
class NthDay:
    """As in "the last Friday of May", "the first day of next month"; `weekday` None counts any day."""

    nth: int
    whole: Expression
    weekday: int | None = None

    def resolve(self, frame: Frame) -> Found:
        """That day of the whole, unresolved when it has none."""
        span = self.whole.resolve(frame).span
        if span is None:
            return Found(value="XXXX-XX-XX")
        start, end = span
        if self.weekday is None:
            found = almanac.shifted(start, self.nth - 1) if self.nth > 0 else almanac.shifted(end, self.nth + 1)
        elif self.nth > 0:
            found = almanac.shifted(start, (self.weekday - start.weekday()) % 7 + 7 * (self.nth - 1))
        else:
            found = almanac.shifted(end, -((end.weekday() - self.weekday) % 7) + 7 * (self.nth + 1))
        return named_day(found if start <= found <= end else None)


@dataclass(frozen=True, slots=True)
class DayIn:
    """As in "Wednesday of next week", "Friday of that week": a weekday inside a week."""

    weekday: int
    whole: Expression

    def resolve(self, frame: Frame) -> Found:
        """The day in the week that the whole begins."""
        span = self.whole.resolve(frame).span
        return named_day(almanac.shifted(almanac.week(span[0])[0], self.weekday) if span else None)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """As in "the week of June 10", "the weekend of 15-16 June"."""

    day: Expression
    weekend: bool = False

    def resolve(self, frame: Frame) -> Found:
        """Monday to Sunday, or Saturday and Sunday, of the week that holds the day."""
        start = self.day.resolve(frame).start
        if start is None:
            return Found(value="XXXX-WXX")
        if not self.weekend:
            return named_week(start)
        first, last = almanac.weekend(start)
        return Found(first, last, Precision.WEEK, named_week(start).value + "-WE")


@dataclass(frozen=True, slots=True)
class Range:
    """As in "from Tuesday to Thursday", "28 May–2 June", "late May or early June": from the first's start to the
    second's end.
    """

    first: Expression
    last: Expression

    def resolve(self, frame: Frame) -> Found:
        """Inclusive; the later end is looked for from the earlier one on, so "Friday to Monday" crosses the week."""
        one = self.first.resolve(frame)
        if one.start is None:
            return one
        later = replace(
            frame,
            on=one.start,
            tense=Tense.FUTURE,
            named=one.span,
            day=one.span,
            month=(one.start.year, one.start.month),
        )
        two = self.last.resolve(later if _floats(self.last) else frame)
        if two.end is None or two.end < one.start:
            two = self.last.resolve(later)
        if two.end is None or two.end < one.start:
            return one
        if frame.tense is Tense.PAST and frame.on and two.end > frame.on and isinstance(self.first, Weekday):
            # "From Friday to Sunday they were in Miami" is over.
            back = (two.end - one.start).days + (one.start - frame.on).days
            if back > 0 and almanac.shifted(two.end, -7) <= frame.on:
                week = Found(almanac.shifted(one.start, -7), almanac.shifted(two.end, -7))
                return replace(one, start=week.start, end=week.end, value=str(week.start))
        precision = max(one.precision, two.precision, key=lambda precision: precision.rank)
        if precision is Precision.MONTH and (two.end - one.start).days > 31:
            precision = Precision.QUARTER if (two.end - one.start).days < 93 else Precision.YEAR
        return Found(one.start, two.end, precision, one.value, one.mod, one.type)


@dataclass(frozen=True, slots=True)
class Lasting:
    """As in "three days starting Monday"."""

    days: int
    first: Expression

    def resolve(self, frame: Frame) -> Found:
        """So many days from the first."""
        found = self.first.resolve(frame)
        if found.start is None:
            return found
        return replace(found, end=almanac.shifted(found.start, max(0, self.days - 1)))


@dataclass(frozen=True, slots=True)
class At:
    """A time of day on a day: `part` is TimeML's (MO, AF, EV, NI), `time` "HH:MM" with its `zone` as stated.

    Without a day (`on` None) the day is the one named before in the sentence, else the publication's.
    """

    on: Expression | None
    part: str = ""
    time: str = ""
    zone: str = ""

    def resolve(self, frame: Frame) -> Found:
        """The day, with a value that carries the time."""
        if self.on is not None:
            found = self.on.resolve(frame)
        elif frame.clock:
            found = named_day(frame.clock[0])
        else:
            found = named_day(frame.on)
        value = found.value
        if found.precision is Precision.DAY or found.start is None:
            value += f"T{self.time or self.part}"
        return replace(found, value=value, type="TIME")


def weekday_of(expression: Expression | None) -> Expression | None:
    """The day beneath a time of day or a part: the Tuesday of "late on Tuesday evening"."""
    if isinstance(expression, PartOf):
        return weekday_of(expression.whole)
    return weekday_of(expression.on) if isinstance(expression, At) and expression.on else expression


def _floats(expression: Expression) -> bool:
    """Whether the expression has no year of its own, so that it can only be read after the first."""
    base = expression.whole if isinstance(expression, PartOf) else expression
    base = base.on if isinstance(base, At) and base.on is not None else base
    return getattr(base, "year", None) is None and type(base).__name__ in ("Day", "Month", "Weekday", "DayOfMonth")
