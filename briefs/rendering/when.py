"""Dates as a brief says them: vague words first, the window in brackets, and how many days it is from today."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from datetime import timezone as fixed_offset
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.model.window import Precision, Window
from briefs.wording.wording import Wording

_TIME: Final = re.compile(
    r"\s*(?P<hour>[01]?\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\s*"
    r"(?:(?P<utc>Z|GMT|UTC)?(?:(?P<offset>[+-]\d{2}):?(?P<minutes>\d{2})?)?|(?P<zone>[A-Za-z_]+/[A-Za-z_/]+))\s*"
)


@dataclass(frozen=True, slots=True)
class When:
    """Words for dates in one language, as seen from the reader's `today`.

    Without a today (for what is read on any day) nothing is counted from it and every date has its year.
    """

    wording: Wording
    today: date | None

    def day(self, day: date) -> str:
        """A day with its weekday: "Tue 14 May", with the year when it is another than today's."""
        return self.wording.date(day, "pattern-day" if self._this_year(day) else "pattern-day-year")

    def _this_year(self, day: date) -> bool:
        return self.today is not None and day.year == self.today.year

    def short(self, day: date) -> str:
        """A day: "14 May", with the year when it is another than today's."""
        return self.wording.date(day, "pattern-date" if self._this_year(day) else "pattern-date-year")

    def span(self, start: date, end: date, *, weekdays: bool) -> str:
        """Both ends, the first without what the last repeats: "Wed 15–Sun 19 May", "1–10 Jun"."""
        last = self.day(end) if weekdays else self.short(end)
        if start == end:
            return last
        if (start.year, start.month) == (end.year, end.month):
            first = self.wording.date(start, "pattern-weekday-number" if weekdays else "pattern-number")
        elif start.year == end.year:
            first = self.wording.date(start, "pattern-day" if weekdays else "pattern-date")
        else:
            first = self.wording.date(start, "pattern-day-year" if weekdays else "pattern-date-year")
        return f"{first}–{last}"

    def asked(self, first: date | None, last: date | None) -> str:
        """A span of dates that a person asked for; either end may be open."""
        if first is not None and last is not None:
            return self.span(first, last, weekdays=True)
        return self.words(Window(first, last))

    def count(self, window: Window) -> str:
        """How far off: "tomorrow", "in 18–27 days", "2–8 days ago", "within 5 days" as it runs, "" when open."""
        start, end = window.start, window.end
        if start is None or end is None or self.today is None:
            return ""
        first, last = (start - self.today).days, (end - self.today).days
        say = self.wording.say
        if first == last:
            return self.days(first)
        if first > 0:
            return say("in-days-range", **{"from": first, "to": last})
        if last < 0:
            return say("days-ago-range", **{"from": -last, "to": -first})
        return say("within-days", n=last) if last else say("ends-today")

    def days(self, ahead: int) -> str:
        """How far off one day is: "today", "tomorrow", "in 3 days", "yesterday", "3 days ago"."""
        if ahead == 0:
            return self.wording.say("today")
        return self.wording.say("in-days", n=ahead) if ahead > 0 else self.wording.say("days-ago", n=-ahead)

    def whole(self, window: Window) -> str:
        """The window with its day count: "Wed 15 May (tomorrow)", "early June (1–10 Jun, in 18–27 days)"."""
        said, exact, count = self.words(window), self.exact(window), self.count(window)
        inside = ", ".join(part for part in (exact, count) if part and part != said)
        return self.wording.say("bracketed", words=said, inside=inside) if inside else said

    def exact(self, window: Window) -> str:
        """The window's dates where its words alone do not say them: "Wed 15–Sun 19 May", "1–10 Jun"."""
        start, end = window.start, window.end
        if start is None or end is None:
            return ""
        if window.precision in (Precision.MONTH, Precision.QUARTER, Precision.YEAR) and _whole_months(window):
            return ""
        whole_week = start.weekday() == 0 and (end - start).days == 6
        weekdays = window.precision is Precision.DAY or (window.precision is Precision.WEEK and not whole_week)
        return self.span(start, end, weekdays=weekdays)

    def words(self, window: Window) -> str:
        """The vague words for a window as it stands today ("later this week", "early June"), or its dates."""
        start, end = window.start, window.end
        if start is None or end is None:
            if start is not None:
                return self.wording.say("not-before", day=self.short(start))
            return self.wording.say("by-day", day=self.day(end)) if end else self.wording.say("blank-date")
        vague = {
            Precision.WEEK: self._week,
            Precision.PART_OF_MONTH: self._part_of_month,
            Precision.MONTH: self._month,
            Precision.QUARTER: self._months,
            Precision.YEAR: self._year,
        }.get(window.precision)
        said = vague(start, end) if vague else ""
        return said or self.exact(window)

    def _week(self, start: date, end: date) -> str:
        return (self._week_from_today(start, end, self.today) if self.today else "") or self._week_of_month(start, end)

    def _week_from_today(self, start: date, end: date, today: date) -> str:
        say = self.wording.say
        monday = today - timedelta(days=today.weekday())
        sunday = monday + timedelta(days=6)
        if start.weekday() == 0 and end == start + timedelta(days=6):
            weeks = {0: "this-week", 7: "next-week", -7: "last-week"}
            which = weeks.get((start - monday).days)
            return say(which) if which else ""
        if start.weekday() == 5 and end == start + timedelta(days=1) and end == sunday:
            return say("weekend")
        if end == sunday and monday <= start:
            return say("later-this-week" if start > today else "this-week")
        return ""

    def _week_of_month(self, start: date, end: date) -> str:
        if start.day in (1, 8, 15) and end.day == start.day + 6 and start.month == end.month:
            return self.wording.say("week-of-month", n=start.day // 7 + 1, month=self._of_month(start))
        return ""

    def _part_of_month(self, start: date, end: date) -> str:
        last = monthrange(end.year, end.month)[1]
        if (start.year, start.month) != (end.year, end.month):
            if start.day == 21 and end.day == 10 and (end - start).days < 32:
                return self.wording.say("late-or-early", first=self._of_month(start), second=self._of_month(end))
            return ""
        parts = {(1, 10): "early-month", (11, 20): "mid-month", (21, last): "late-month"}
        parts |= {(1, 15): "first-half", (16, last): "second-half"}
        name = parts.get((start.day, end.day))
        return self.wording.say(name, month=self._of_month(end)) if name else ""

    def _month(self, start: date, end: date) -> str:
        if end.day != monthrange(end.year, end.month)[1] or (start.year, start.month) != (end.year, end.month):
            return ""
        if start.day == 1:
            return self._month_name(start)
        return self.wording.say("by-end-of-month", month=self._of_month(start))

    def _months(self, start: date, end: date) -> str:
        if not _whole_months(Window(start, end)):
            return ""
        year = start.year if start.year == end.year else f"{start.year}/{end.year}"
        first, last = (self.wording.date(day, "pattern-short-month") for day in (start, end))
        return self.wording.say("months", first=first, last=last, year=str(year))

    def _year(self, start: date, end: date) -> str:
        if (end.month, end.day) != (12, 31) or start.year != end.year:
            return ""
        if (start.month, start.day) == (1, 1):
            return self.wording.say("whole-year", year=str(start.year))
        return self.wording.say("by-end-of-year", year=str(end.year))

    def _month_name(self, day: date) -> str:
        return self.wording.date(day, "pattern-month" if self._this_year(day) else "pattern-month-year")

    def _of_month(self, day: date) -> str:
        return self.wording.date(day, "pattern-of-month" if self._this_year(day) else "pattern-of-month-year")


def _whole_months(window: Window) -> bool:
    start, end = window.start, window.end
    return bool(start and end and start.day == 1 and end.day == monthrange(end.year, end.month)[1])


def hour(stated: str, on: date | None, zone: str, wording: Wording) -> str:
    """A stated hour, in the reader's IANA zone first: "09:30 Moscow (05:30 UTC)"; without a stated zone, as it is.

    `stated` is "10:00 GMT", "05:30Z", "10:15+09:00", "12:15" or any words; `on` is the day it falls on there.
    """
    found = _TIME.fullmatch(stated)
    if not found:
        return stated
    clock = f"{int(found['hour']):02}:{found['minute']}"
    if _zone(found) is None:
        return wording.say("hour-unzoned", hour=clock)
    name = found["zone"] or ("UTC" + (f"{found['offset']}:{found['minutes'] or '00'}" if found["offset"] else ""))
    there = stated_instant(stated, on) if on else None
    if there is None:
        return f"{clock} {name}"
    here = there.astimezone(ZoneInfo(zone))
    city = wording.zone(zone)
    day_apart = "" if here.date() == on else f"{When(wording, on).short(here.date())}, "
    if here.utcoffset() == there.utcoffset():
        return wording.say("hour-reader", hour=f"{here:%H:%M}", zone=city)
    return wording.say("hour-both", hour=f"{day_apart}{here:%H:%M}", zone=city, stated=f"{clock} {name}")


def stated_instant(stated: str, on: date) -> datetime | None:
    """The instant of an hour stated with its zone on the local day `on`; None without an hour or a zone."""
    found = _TIME.fullmatch(stated)
    source = _zone(found) if found else None
    if found is None or source is None:
        return None
    return datetime.combine(on, time(int(found["hour"]), int(found["minute"])), source)


def _zone(found: re.Match[str]) -> fixed_offset | ZoneInfo | None:
    if found["zone"]:
        try:
            return ZoneInfo(found["zone"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    if not found["utc"] and not found["offset"]:
        return None
    ahead = timedelta(hours=abs(int(found["offset"] or 0)), minutes=int(found["minutes"] or 0))
    if ahead >= timedelta(hours=24):
        return None
    return fixed_offset(-ahead if (found["offset"] or "").startswith("-") else ahead)
