"""The slots of a schedule: which local hours a subscriber is owed a brief for, and at which instants they fall.

A slot is a local date and time in an IANA zone. It exists once, whatever the zone's clocks do (ADR 0040):

- an hour that comes twice counts where it comes first;
- an hour that the clocks skip counts at the first instant after the gap;
- a date that the zone skips altogether (Samoa, 30 December 2011) has no slots.

The local key is the truth and the instant is derived from it, so a change of the zone's rules moves an owed brief and
neither loses nor repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from briefs.model.subscriber import WEEKDAYS, Schedule

_DAY = timedelta(days=1)
_SEARCH_DAYS = 10
"""A weekly schedule always has a slot within eight local dates, nine if one of them is skipped."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One local hour for which a brief is owed. `at` is its instant (aware, UTC)."""

    on: date
    time: time
    timezone: str
    at: datetime

    @property
    def key(self) -> str:
        """Its name, the same whatever the zone's rules say: `2013-05-14T12:00[Europe/Moscow]` (RFC 9557's form)."""
        return f"{self.on.isoformat()}T{self.time.isoformat('minutes')}[{self.timezone}]"


def slot_from_key(key: str) -> Slot | None:
    """The slot that `key` names, with its instant by today's rules; None if its date is skipped in the zone.

    Raises:
        ValueError: `key` is not a slot's key.
        zoneinfo.ZoneInfoNotFoundError: The zone is not known.
    """
    local, bracket, rest = key.partition("[")
    if not bracket or not rest.endswith("]"):
        raise ValueError(f"not a slot's key: {key!r}")
    stamp = datetime.fromisoformat(local)
    timezone = rest[:-1]
    at = instant(stamp.date(), stamp.time(), timezone)
    return Slot(stamp.date(), stamp.time(), timezone, at) if at else None


@lru_cache(maxsize=4096)
def instant(on: date, at: time, timezone: str) -> datetime | None:
    """The instant (aware, UTC) of a local date and time, by the rules above; None if the zone skips the whole date."""
    zone = ZoneInfo(timezone)
    local = datetime.combine(on, at, tzinfo=zone)
    utc = local.astimezone(UTC)
    if _reads(utc, zone) == local.replace(tzinfo=None):
        return utc
    after = _end_of_gap(local, zone)
    return after if _date_exists(on, zone) else None


def slots_between(schedule: Schedule, after: datetime, until: datetime) -> tuple[Slot, ...]:
    """The slots with `after < slot.at <= until`, in order of their instants, then of their local time.

    Hours in one gap share an instant; each is still a slot of its own.
    """
    zone = ZoneInfo(schedule.timezone)
    first = after.astimezone(zone).date() - _DAY
    last = until.astimezone(zone).date() + _DAY
    found = [
        slot
        for on in _dates(first, (last - first).days + 1)
        for slot in _slots_on(schedule, on)
        if after < slot.at <= until
    ]
    return tuple(sorted(found, key=lambda slot: (slot.at, slot.on, slot.time)))


def next_slot(schedule: Schedule, after: datetime) -> Slot | None:
    """The first slot with `slot.at > after`; of several at one instant the last, since one brief tells them all.

    None when the schedule has no times or no weekdays.
    """
    if not schedule.times or not schedule.weekdays:
        return None
    first = after.astimezone(ZoneInfo(schedule.timezone)).date() - _DAY
    best: Slot | None = None
    for on in _dates(first, _SEARCH_DAYS + 1):
        for slot in _slots_on(schedule, on):
            if slot.at > after and (best is None or slot.at <= best.at):
                best = slot
        if best is not None and on > best.on:
            break
    return best


def _slots_on(schedule: Schedule, on: date) -> Iterator[Slot]:
    if WEEKDAYS[on.weekday()] not in schedule.weekdays:
        return
    for at in sorted(set(schedule.times)):
        when = instant(on, at, schedule.timezone)
        if when is not None:
            yield Slot(on, at, schedule.timezone, when)


def _dates(first: date, days: int) -> Iterator[date]:
    for number in range(days):
        yield first + timedelta(days=number)


def _reads(utc: datetime, zone: ZoneInfo) -> datetime:
    return utc.astimezone(zone).replace(tzinfo=None)


def _end_of_gap(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after the gap that `local` lies in, to the second, by bisection.

    Read with the offset after the gap (fold=1) `local` is an instant before the change, with the offset before it
    (fold=0) one after it (PEP 495).
    """
    before = local.replace(fold=1).astimezone(UTC)
    after = local.replace(fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _date_exists(on: date, zone: ZoneInfo) -> bool:
    """Whether any instant reads `on` in `zone`: true unless a gap swallows the whole of it."""
    for hour in (time(0), time(12), time(23, 59, 59)):
        local = datetime.combine(on, hour, tzinfo=zone)
        if _reads(local.astimezone(UTC), zone).date() == on and _reads(local.astimezone(UTC), zone).time() == hour:
            return True
    return False
