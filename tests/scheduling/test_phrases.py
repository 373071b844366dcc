"""What people write for a schedule, a pause and quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import RequestError
from briefs.model.subscriber import WEEKDAYS, Schedule
from briefs.scheduling.phrases import parse_pause, parse_quiet, parse_schedule
from briefs.scheduling.quiet import FOREVER
from briefs.scheduling.zones import Gazetteer, load_gazetteer

CURRENT = Schedule((time(12),), "Europe/Moscow")
NOW = datetime(2013, 5, 14, 8, tzinfo=UTC)  # a Tuesday
SUN_TO_THU = ("mon", "tue", "wed", "thu", "sun")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("words", "times", "weekdays", "timezone"),
    [
        ("07:30 19:00 weekdays Europe/Moscow", (time(7, 30), time(19)), WEEKDAYS[:5], "Europe/Moscow"),
        ("7.30pm", (time(19, 30),), WEEKDAYS, "Europe/Moscow"),
        ("7.30pm every day", (time(19, 30),), WEEKDAYS, "Europe/Moscow"),
        ("at 7 pm on Mondays", (time(19),), ("mon",), "Europe/Moscow"),
        ("12 am, 12 pm", (time(0), time(12)), WEEKDAYS, "Europe/Moscow"),
        ("sun-thu 8am Cairo", (time(8),), SUN_TO_THU, "Africa/Cairo"),
        ("Sunday to Thursday 08:00", (time(8),), SUN_TO_THU, "Europe/Moscow"),
        ("fri–mon 9", (time(9),), ("mon", "fri", "sat", "sun"), "Europe/Moscow"),
        ("morning and evening", (time(7, 15), time(19)), WEEKDAYS, "Europe/Moscow"),
        ("mon wed fri 6:15 New York", (time(6, 15),), ("mon", "wed", "fri"), "America/New_York"),
        ("weekends", (time(12),), ("sat", "sun"), "Europe/Moscow"),
        ("Tel Aviv", (time(12),), WEEKDAYS, "Asia/Jerusalem"),
        ("8:00 UTC+3", (time(8),), WEEKDAYS, "Etc/GMT-3"),
        ("7h30", (time(7, 30),), WEEKDAYS, "Europe/Moscow"),
        ("07:30 19:00 будни Москва", (time(7, 30), time(19)), WEEKDAYS[:5], "Europe/Moscow"),
        ("по будням утром и вечером", (time(7, 15), time(19)), WEEKDAYS[:5], "Europe/Moscow"),
        ("с понедельника по пятницу в 8:15", (time(8, 15),), WEEKDAYS[:5], "Europe/Moscow"),
        ("вс-чт 9 Каир", (time(9),), SUN_TO_THU, "Africa/Cairo"),
        ("каждый день 12:00", (time(12),), WEEKDAYS, "Europe/Moscow"),
        ("24:00", (time(0),), WEEKDAYS, "Europe/Moscow"),
    ],
)
def test_schedules(
    gazetteer: Gazetteer, words: str, times: tuple[time, ...], weekdays: tuple[str, ...], timezone: str
) -> None:
    assert parse_schedule(words, CURRENT, gazetteer).schedule == Schedule(times, timezone, weekdays)


def test_a_place_of_several_zones_is_asked_back(gazetteer: Gazetteer) -> None:
    change = parse_schedule("8:00 Russia", CURRENT, gazetteer)
    assert change.schedule == Schedule((time(8),), "Europe/Moscow")
    assert [choice.timezone for choice in change.choices][:2] == ["Europe/Moscow", "Asia/Yekaterinburg"]


@pytest.mark.parametrize("words", ["", "25:00", "13pm", "blub", "7:61", "8:00 blub", "1 2 3 4 5 6 7 8 9 10 11 12 13"])
def test_what_is_not_understood_is_said(gazetteer: Gazetteer, words: str) -> None:
    with pytest.raises(RequestError):
        parse_schedule(words, CURRENT, gazetteer)


@given(st.text(max_size=40))
def test_any_text_is_a_schedule_or_a_request_error(gazetteer: Gazetteer, words: str) -> None:
    try:
        change = parse_schedule(words, CURRENT, gazetteer)
    except RequestError:
        return
    assert change.schedule.times
    assert change.schedule.weekdays


@pytest.mark.parametrize("words", ["22:00-07:00", "10pm to 7am", "22 – 7", "from 22:00 to 07:00", "10 pm till 7 am"])
def test_quiet_hours(words: str) -> None:
    assert parse_quiet(words) == (time(22), time(7))


def test_quiet_hours_off() -> None:
    assert parse_quiet("Off") is None
    for words in ("", "22:00", "22:00-22:00", "monday-friday", "1-2-3"):
        with pytest.raises(RequestError):
            parse_quiet(words)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("", FOREVER),
        ("3d", datetime(2013, 5, 17, 8, tzinfo=UTC)),
        ("for 2 weeks", datetime(2013, 5, 28, 8, tzinfo=UTC)),
        ("12h", datetime(2013, 5, 14, 20, tzinfo=UTC)),
        ("until 2013-05-20", datetime(2013, 5, 19, 20, tzinfo=UTC)),
        ("until friday", datetime(2013, 5, 16, 20, tzinfo=UTC)),
        ("until tuesday", datetime(2013, 5, 20, 20, tzinfo=UTC)),
        ("tomorrow", datetime(2013, 5, 14, 20, tzinfo=UTC)),
    ],
)
def test_pauses(words: str, ends: datetime) -> None:
    assert parse_pause(words, now=NOW, timezone="Europe/Moscow") == ends


@pytest.mark.parametrize("words", ["until 2013-05-01", "until 2020-01-01", "0d", "soon", "until"])
def test_pauses_not_understood(words: str) -> None:
    with pytest.raises(RequestError):
        parse_pause(words, now=NOW, timezone="Europe/Moscow")


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("3 дня", datetime(2013, 5, 17, 8, tzinfo=UTC)),
        ("на 2 недели", datetime(2013, 5, 28, 8, tzinfo=UTC)),
        ("for 2 weeks", datetime(2013, 5, 28, 8, tzinfo=UTC)),
        ("до пятницы", datetime(2013, 5, 16, 20, tzinfo=UTC)),
        ("до завтра", datetime(2013, 5, 14, 20, tzinfo=UTC)),
        ("до 20 мая", datetime(2013, 5, 19, 20, tzinfo=UTC)),
        ("until 20 May", datetime(2013, 5, 19, 20, tzinfo=UTC)),
        ("until 2 January", datetime(2014, 1, 1, 20, tzinfo=UTC)),
    ],
)
def test_pauses_in_both_languages(said: str, ends: datetime) -> None:
    assert parse_pause(said, now=NOW, timezone="Europe/Moscow") == ends


def test_quiet_hours_in_russian() -> None:
    assert parse_quiet("с 22 до 7") == (time(22), time(7))
    assert parse_quiet("нет") is None
