"""How a brief says when: vague words first, the window in brackets, the days counted; hours in the reader's zone."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.model.window import Window
from briefs.rendering.when import When, hour, stated_instant
from briefs.wording.wording import Wordings

WORDINGS = Wordings()
TUESDAY = date(2013, 5, 14)


@pytest.mark.parametrize(
    ("window", "english", "russian"),
    [
        ("2013-05-14", "Tue 14 May (today)", "вт 14 мая (сегодня)"),
        ("2013-05-15", "Wed 15 May (tomorrow)", "ср 15 мая (завтра)"),
        ("2013-05-13", "Mon 13 May (yesterday)", "пн 13 мая (вчера)"),
        ("2014-01-22", "Wed 22 Jan 2014 (in 253 days)", "ср 22 янв. 2014 (через 253 дня)"),
        ("2013-05-15/2013-05-17", "Wed 15–Fri 17 May (in 1–3 days)", "ср 15–пт 17 мая (через 1–3 дня)"),
        ("2013-05-30/2013-06-02", "Thu 30 May–Sun 2 Jun (in 16–19 days)", "чт 30 мая–вс 2 июн. (через 16–19 дней)"),
        ("2013-12-30/2014-01-02", "Mon 30 Dec 2013–Thu 2 Jan 2014 (in 230–233 days)", None),
        ("2013-05-12/2013-05-16", "Sun 12–Thu 16 May (within 2 days)", None),
        ("2013-05-12/2013-05-14", "Sun 12–Tue 14 May (ends today)", None),
        ("2013-05-06/2013-05-12 week", "last week (6–12 May, 2–8 days ago)", None),
        ("2013-05-13/2013-05-19 week", "this week (13–19 May, within 5 days)", None),
        ("2013-05-20/2013-05-26 week", "next week (20–26 May, in 6–12 days)", None),
        ("2013-05-15/2013-05-19 week", "later this week (Wed 15–Sun 19 May, in 1–5 days)", None),
        ("2013-05-18/2013-05-19 week", "at the weekend (Sat 18–Sun 19 May, in 4–5 days)", None),
        ("2013-06-01/2013-06-07 week", "first week of June (Sat 1–Fri 7 Jun, in 18–24 days)", None),
        ("2013-05-14/2013-05-21 week", "Tue 14–Tue 21 May (within 7 days)", None),
        (
            "2013-06-01/2013-06-10 part-of-month",
            "early June (1–10 Jun, in 18–27 days)",
            "начало июня (1–10 июн., через 18–27 дней)",
        ),
        ("2013-05-11/2013-05-20 part-of-month", "mid-May (11–20 May, within 6 days)", None),
        ("2013-05-21/2013-05-31 part-of-month", "late May (21–31 May, in 7–17 days)", None),
        ("2013-06-16/2013-06-30 part-of-month", "second half of June (16–30 Jun, in 33–47 days)", None),
        ("2013-05-21/2013-06-10 part-of-month", "late May or early June (21 May–10 Jun, in 7–27 days)", None),
        ("2013-06-01/2013-06-30 month", "June (in 18–47 days)", "июнь (через 18–47 дней)"),
        ("2014-01-01/2014-01-31 month", "January 2014 (in 232–262 days)", None),
        ("2013-05-14/2013-05-31 month", "by the end of May (14–31 May, within 17 days)", None),
        ("2013-05-14/2013-06-10 month", "14 May–10 Jun (within 27 days)", None),
        ("2013-09-01/2013-11-30 quarter", "Sep–Nov 2013 (in 110–200 days)", None),
        ("2014-01-01/2014-12-31 year", "2014 (in 232–596 days)", None),
        ("2013-05-14/2013-12-31 year", "by the end of 2013 (14 May–31 Dec, within 231 days)", None),
        ("2013-09-01/.. open", "not before 1 Sep", "не раньше 1 сент."),
        ("../2013-09-01 open", "by Sun 1 Sep", None),
        ("../.. open", "date not stated", "дата не указана"),
    ],
)
def test_a_window_is_said(window: str, english: str, russian: str | None) -> None:
    told = Window.from_iso(window)
    assert When(WORDINGS.of("en"), TUESDAY).whole(told) == english
    assert russian is None or When(WORDINGS.of("ru"), TUESDAY).whole(told) == russian


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("2013-05-14", "Tue 14 May 2013"),
        ("2013-05-13/2013-05-19 week", "13–19 May 2013"),
        ("2013-06-01/2013-06-10 part-of-month", "early June 2013 (1–10 Jun 2013)"),
    ],
)
def test_what_is_read_on_any_day_counts_from_none(window: str, said: str) -> None:
    assert When(WORDINGS.of("en"), None).whole(Window.from_iso(window)) == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("10:00 GMT", "14:00 Moscow (10:00 UTC)"),
        ("05:30Z", "09:30 Moscow (05:30 UTC)"),
        ("10:15+09:00", "05:15 Moscow (10:15 UTC+09:00)"),
        ("12:00+04:00", "12:00 Moscow"),
        ("23:30 UTC", "15 May, 03:30 Moscow (23:30 UTC)"),
        ("9:00 Europe/Paris", "11:00 Moscow (09:00 Europe/Paris)"),
        ("12:15", "12:15, zone not stated"),
        ("9:00 Mars/Olympus", "09:00, zone not stated"),
        ("around noon", "around noon"),
    ],
)
def test_an_hour_is_said_in_the_readers_zone_then_the_sources(stated: str, said: str) -> None:
    assert hour(stated, TUESDAY, "Europe/Moscow", WORDINGS.of("en")) == said


def test_an_hour_without_its_day_stays_in_the_sources_zone() -> None:
    assert hour("10:00 GMT", None, "Europe/Moscow", WORDINGS.of("en")) == "10:00 UTC"
    assert stated_instant("10:00", TUESDAY) is None
