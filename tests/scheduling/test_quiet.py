"""Quiet hours hold and release; a pause holds longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from briefs.model.subscriber import Schedule, Settings, Subscriber
from briefs.scheduling.quiet import FOREVER, held_until, quiet_until

NIGHT = (time(22), time(7))


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, datetime(2026, 1, 10, 20, tzinfo=UTC), datetime(2026, 1, 11, 4, tzinfo=UTC)),  # 23:00 in Moscow
        (NIGHT, datetime(2026, 1, 10, 3, 59, tzinfo=UTC), datetime(2026, 1, 10, 4, tzinfo=UTC)),
        (NIGHT, datetime(2026, 1, 10, 4, tzinfo=UTC), None),
        (NIGHT, datetime(2026, 1, 10, 18, 59, tzinfo=UTC), None),
        ((time(13), time(15)), datetime(2026, 1, 10, 10, tzinfo=UTC), datetime(2026, 1, 10, 12, tzinfo=UTC)),
        ((time(8), time(8)), datetime(2026, 1, 10, 5, tzinfo=UTC), None),
        (None, datetime(2026, 1, 10, 5, tzinfo=UTC), None),
    ],
)
def test_quiet_until(quiet: tuple[time, time] | None, now: datetime, until: datetime | None) -> None:
    assert quiet_until(quiet, "Europe/Moscow", now) == until


def test_quiet_hours_that_end_in_a_gap() -> None:
    now = datetime(2026, 3, 29, 0, tzinfo=UTC)  # 01:00 in Berlin, an hour before the clocks go forward
    assert quiet_until((time(22), time(2, 30)), "Europe/Berlin", now) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_pause_that_ends_at_night_holds_till_morning() -> None:
    now = datetime(2026, 1, 10, 12, tzinfo=UTC)
    reader = Subscriber("1", 1, Schedule((time(12),), "Europe/Moscow"), settings=Settings(quiet=NIGHT))
    assert held_until(reader, now) is None
    paused = replace(reader, paused_until=datetime(2026, 1, 11, 21, tzinfo=UTC))
    assert held_until(paused, now) == datetime(2026, 1, 12, 4, tzinfo=UTC)
    assert held_until(replace(reader, paused_until=FOREVER), now) == FOREVER
    assert held_until(replace(reader, paused_until=now), now) is None
