"""Exactly one brief per local slot, whatever the clocks of the zone do."""

from __future__ import annotations

import zoneinfo
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model.subscriber import WEEKDAYS, Schedule
from briefs.scheduling.slots import instant, next_slot, slot_from_key, slots_between

ZONES = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("posix"))
AWKWARD_TIMES = (time(0), time(0, 30), time(1, 30), time(2, 30), time(3), time(12), time(23, 45))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("on", "at", "timezone", "expected"),
    [
        (date(2013, 5, 14), time(12), "Europe/Moscow", utc(2013, 5, 14, 8)),
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", utc(2026, 3, 29, 1)),  # skipped: at the end of the gap
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", utc(2026, 10, 25, 0, 30)),  # twice: the first one
        (date(2026, 9, 6), time(0, 30), "America/Santiago", utc(2026, 9, 6, 4)),  # a gap at midnight
        (date(2011, 12, 29), time(12), "Pacific/Apia", utc(2011, 12, 29, 22)),
        (date(2011, 12, 30), time(12), "Pacific/Apia", None),  # a date that never was
        (date(2011, 12, 31), time(12), "Pacific/Apia", utc(2011, 12, 30, 22)),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),  # a gap of half an hour
    ],
)
def test_instants(on: date, at: time, timezone: str, expected: datetime | None) -> None:
    assert instant(on, at, timezone) == expected


def test_hours_in_one_gap_are_told_together() -> None:
    schedule = Schedule((time(2), time(2, 30), time(3)), "Europe/Berlin")
    slot = next_slot(schedule, utc(2026, 3, 29, 0))
    assert slot is not None
    assert slot.key == "2026-03-29T03:00[Europe/Berlin]"
    told = slots_between(schedule, utc(2026, 3, 29, 0), slot.at)
    assert [each.time for each in told] == [time(2), time(2, 30), time(3)]
    following = next_slot(schedule, slot.at)
    assert following is not None
    assert following.key == "2026-03-30T02:00[Europe/Berlin]"


def test_the_week_may_start_on_sunday() -> None:
    schedule = Schedule((time(8),), "Africa/Cairo", ("mon", "tue", "wed", "thu", "sun"))
    days = [slot.on.strftime("%a") for slot in slots_between(schedule, utc(2026, 1, 1), utc(2026, 1, 15))]
    assert days == ["Thu", "Sun", "Mon", "Tue", "Wed", "Thu", "Sun", "Mon", "Tue", "Wed"]


def test_nothing_is_due_without_times_or_days() -> None:
    assert next_slot(Schedule((), "Europe/Moscow"), utc(2026, 1, 1)) is None
    assert next_slot(Schedule((time(8),), "Europe/Moscow", ()), utc(2026, 1, 1)) is None


def test_a_key_outlives_the_rules() -> None:
    slot = next_slot(Schedule((time(12),), "Europe/Moscow"), utc(2013, 5, 14))
    assert slot is not None
    assert slot.key == "2013-05-14T12:00[Europe/Moscow]"
    assert slot_from_key(slot.key) == slot
    assert slot_from_key("2011-12-30T12:00[Pacific/Apia]") is None
    with pytest.raises(ValueError, match="not a slot's key"):
        slot_from_key("2013-05-14T12:00")


def changes(timezone: str, start: datetime, end: datetime) -> list[datetime]:
    """The days on which the zone's offset changes."""
    zone, day, found = ZoneInfo(timezone), start, []
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + timedelta(days=1)).astimezone(zone).utcoffset():
            found.append(day)
        day += timedelta(days=1)
    return found


def once_per_slot(timezone: str, after: datetime, until: datetime) -> None:
    """Walk from slot to slot as the tick does, and compare with the civil calendar, minute by minute."""
    zone = ZoneInfo(timezone)
    schedule = Schedule(AWKWARD_TIMES, timezone)
    walked: Counter[tuple[date, time]] = Counter()
    at, previous = after, after
    while (slot := next_slot(schedule, at)) is not None and slot.at <= until:
        assert slot.at > at
        for told in slots_between(schedule, at, slot.at):
            walked[told.on, told.time] += 1
            assert told.at == slot.at
        previous, at = at, slot.at
    assert set(walked.values()) <= {1}, f"{timezone}: a slot came twice: {walked.most_common(3)}, {previous}"
    minute, dates = after, set()
    reads: dict[tuple[date, time], datetime] = {}
    while minute <= until:
        local = minute.astimezone(zone)
        dates.add(local.date())
        reads.setdefault((local.date(), local.time()), minute)
        minute += timedelta(minutes=15)
    whole_dates = sorted(dates)[1:-1]
    for on in whole_dates:
        for clock in AWKWARD_TIMES:
            assert walked[on, clock] == 1, f"{timezone}: {on} {clock} came {walked[on, clock]} times"
            expected = instant(on, clock, timezone)
            assert expected is not None
            if (on, clock) in reads:
                assert expected == reads[on, clock], f"{timezone}: {on} {clock} is not at its first reading"
            else:
                gap = expected.astimezone(zone).replace(tzinfo=None) - datetime.combine(on, clock)
                assert timedelta(0) < gap <= timedelta(hours=3), f"{timezone}: {on} {clock} moved by {gap}"
    assert {on for on, _ in walked} <= dates


@settings(max_examples=30, deadline=None)
@given(timezone=st.sampled_from(ZONES), year=st.integers(2016, 2027), pick=st.integers(0, 5))
def test_once_per_slot_around_changes(timezone: str, year: int, pick: int) -> None:
    days = changes(timezone, utc(year, 1, 1), utc(year + 1, 1, 1)) or [utc(year, 6, 1)]
    day = days[pick % len(days)]
    once_per_slot(timezone, day - timedelta(days=2), day + timedelta(days=3))


@pytest.mark.parametrize("timezone", ["Pacific/Apia", "Pacific/Fakaofo"])
def test_once_per_slot_where_a_date_was_skipped(timezone: str) -> None:
    once_per_slot(timezone, utc(2011, 12, 26), utc(2012, 1, 4))


@pytest.mark.slow
def test_once_per_slot_in_all_zones_over_ten_years() -> None:
    for timezone in ZONES:
        for day in changes(timezone, utc(2016, 1, 1), utc(2028, 1, 1)):
            once_per_slot(timezone, day - timedelta(days=2), day + timedelta(days=3))


@settings(max_examples=100, deadline=None)
@given(
    timezone=st.sampled_from(ZONES),
    times=st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=4, unique=True),
    weekdays=st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
    after=st.datetimes(datetime(2005, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001
)
def test_the_next_slot_is_the_first_after(
    timezone: str, times: list[time], weekdays: list[str], after: datetime
) -> None:
    schedule = Schedule(tuple(times), timezone, tuple(weekdays))
    since = after.replace(tzinfo=UTC)
    slot = next_slot(schedule, since)
    assert slot is not None
    assert slot.at > since
    assert WEEKDAYS[slot.on.weekday()] in weekdays
    assert [each.at for each in slots_between(schedule, since, slot.at)][-1] == slot.at
    assert slots_between(schedule, since, slot.at - timedelta(seconds=1)) == ()
