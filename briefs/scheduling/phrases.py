"""The words people use for schedules, pauses and quiet hours.

    07:30 19:00 weekdays Europe/Moscow      7.30pm every day      sun-thu 8am Cairo      morning and evening

What is not said stays as it was. Nothing is guessed: a word that fits nothing raises `RequestError`, whose text names
it and shows what would do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefs.errors import RequestError
from briefs.model.subscriber import WEEKDAYS, Schedule
from briefs.reading.dates import find_dates
from briefs.scheduling.quiet import FOREVER
from briefs.scheduling.slots import instant
from briefs.scheduling.vocabulary import vocabulary
from briefs.scheduling.zones import Gazetteer, Place

MOST_TIMES = 12
"""More briefs a day than this are a slip of the thumb."""

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.|h|uhr)?", re.IGNORECASE)
_GLUE = re.compile(r"(?<=\d)\s+(?=(?:am|pm|a\.m\.|p\.m\.|uhr)\b)", re.IGNORECASE)
_SPAN = re.compile(r"(\w+)(?:\s*[-–—]\s*|\s+(?:to|till|through|по)\s+)(\w+)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,3})\s*([^\W\d_]+)")
_BETWEEN = re.compile(r"\s*(?:-|–|—|\b(?:to|till|until|до|по)\b)\s*|\s+")
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What was said. `place` is the zone's place when a zone was said; `choices` when it could be several."""

    schedule: Schedule
    place: Place | None = None
    choices: tuple[Place, ...] = ()


def parse_schedule(words: str, current: Schedule, gazetteer: Gazetteer) -> ScheduleChange:
    """Read times, weekdays and a zone in any order; what is not said is taken from `current`.

    When the zone could be several, the rest is read, `choices` lists them and the zone stays the current one.

    Raises:
        RequestError: A word fits nothing, an hour does not exist, or nothing was said.
    """
    rest = _GLUE.sub("", " ".join(words.replace(",", " ").replace(";", " ").split()))
    if not rest:
        raise RequestError("say when, for example: 07:30 19:00 weekdays Europe/Moscow", sentence="unclear-schedule")
    times, days, unread = _times_and_days(rest)
    change = ScheduleChange(
        replace(
            current,
            times=times or current.times,
            weekdays=tuple(day for day in WEEKDAYS if day in days) or current.weekdays,
        )
    )
    if not unread:
        return change
    place = " ".join(unread)
    answer = gazetteer.find(place)
    if answer.found:
        zoned = replace(change.schedule, timezone=answer.found.timezone)
        return replace(change, schedule=zoned, place=answer.found, choices=())
    if answer.suggestions:
        return replace(change, choices=answer.suggestions)
    raise RequestError(
        f"“{place}” is no time, weekday or place I know. For example: 07:30 19:00 weekdays Europe/Moscow, or a city",
        sentence="unclear-schedule-word",
        words=place,
    )


def parse_quiet(words: str) -> tuple[time, time] | None:
    """Read quiet hours, "22:00-07:00" or "10pm to 7am"; None for "off" and "none".

    Raises:
        RequestError: It is not a span of two times.
    """
    said = " ".join(words.casefold().split())
    known = vocabulary()
    if said in known.off:
        return None
    parts = [part for part in _BETWEEN.split(_GLUE.sub("", said)) if part and part not in known.fillers]
    clocks = [_time(part) for part in parts]
    if len(clocks) == 2 and clocks[0] is not None and clocks[1] is not None and clocks[0] != clocks[1]:
        return clocks[0], clocks[1]
    raise RequestError("say from when to when, for example: 22:00-07:00, or off", sentence="unclear-quiet")


def parse_pause(words: str, *, now: datetime, timezone: str) -> datetime:
    """When a pause ends (aware, UTC): "3d", "2 weeks", "until 20 May", "until friday"; nothing said is `FOREVER`.

    A pause until a date ends at that date's start in `timezone`.

    Raises:
        RequestError: It is no length of time and no date, or lies in the past or beyond a year and a day.
    """
    said = " ".join(words.casefold().split())
    if not said:
        return FOREVER
    known = vocabulary()
    first, _, rest = said.partition(" ")
    length = _LENGTH.fullmatch(rest if first in known.for_ else said)
    hours = known.hours_in(length[2]) if length else None
    if length and hours:
        ends = now + timedelta(hours=int(length[1]) * hours)
    else:
        ends = _start_of(rest if first in known.until else said, now, timezone)
    if not now < ends <= now + timedelta(days=366):
        raise RequestError(
            "a pause ends after now and within a year, for example: 3d, 2w, until 20 May", sentence="unclear-pause"
        )
    return ends


def _start_of(said: str, now: datetime, timezone: str) -> datetime:
    today = now.astimezone(ZoneInfo(timezone)).date()
    known = vocabulary()
    day = known.day(said)
    if said in known.tomorrow:
        on = today + timedelta(days=1)
    elif day:
        on = today + timedelta(days=(WEEKDAYS.index(day) - today.weekday() - 1) % 7 + 1)
    else:
        dated = next(
            (mention.start for mention in find_dates(known.in_english(said), published=today) if mention.start), None
        )
        if dated is None:
            raise RequestError(
                f"“{said}” is no length of time and no date. For example: 3d, 2w, until 20 May, until Friday",
                sentence="unclear-pause-words",
                words=said,
            )
        on = _still_to_come(dated, today) if not _YEAR.search(said) else dated
    start = instant(on, time(0), timezone)
    return start if start is not None else now


def _still_to_come(day: date, today: date) -> date:
    """The day itself, or, where no year was said and it is past, the same day of next year."""
    if day > today:
        return day
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day + timedelta(days=366)


def _times_and_days(words: str) -> tuple[tuple[time, ...], set[str], list[str]]:
    times: set[time] = set()
    days: set[str] = set()
    unread: list[str] = []
    known = vocabulary()
    for span in _SPAN.finditer(words):
        first, last = known.day(span[1]), known.day(span[2])
        if first and last:
            days.update(_days_between(first, last))
            words = words.replace(span[0], " ", 1)
    for word in words.split():
        plain = word.casefold().strip(".")
        clock = _time(word)
        day = known.day(plain)
        if clock is not None:
            times.add(clock)
        elif plain in known.hours:
            times.add(known.hours[plain])
        elif plain in known.weeks:
            days.update(known.weeks[plain])
        elif day:
            days.add(day)
        elif plain not in known.fillers or unread:
            unread.append(word)
    if len(times) > MOST_TIMES:
        raise RequestError(f"{MOST_TIMES} briefs a day are the most", sentence="most-hours", most=MOST_TIMES)
    return tuple(sorted(times)), days, unread


def _time(word: str) -> time | None:
    """A time of day; None when the word is none.

    Raises:
        RequestError: It is written like a time but no such hour exists ("25:00", "13pm").
    """
    match = _CLOCK.fullmatch(word.strip())
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold().replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise _no_time(word)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and not minute:
        hour = 0
    if hour > 23:
        raise _no_time(word)
    return time(hour, minute)


def _no_time(words: str) -> RequestError:
    return RequestError(
        f"“{words}” is no time of day; for example: 07:30 or 7.30pm", sentence="unclear-time", words=words
    )


def _days_between(first: str, last: str) -> tuple[str, ...]:
    """From one weekday to another, past the end of the week if need be: Sunday to Thursday is five days."""
    start = WEEKDAYS.index(first)
    length = (WEEKDAYS.index(last) - start) % 7 + 1
    return tuple(WEEKDAYS[(start + number) % 7] for number in range(length))
