"""The agenda as a calendar: read back by another library, stable across changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import ics
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model.agenda import AgendaEntry
from briefs.rendering.calendar import calendar
from briefs.wording.wording import Wordings
from tests.agendas import BAN, KERRY, LAVROV, OBAMA, PUTIN, day, entry, founding_agenda, window
from tests.rendering.test_telegram import entries

AT = datetime(2013, 5, 14, 8, tzinfo=UTC)
WORDINGS = Wordings()


def read(*agenda: AgendaEntry, language: str = "en") -> dict[str, ics.Event]:
    """The events as the second library understands them, by the entry's id."""
    file = calendar(agenda, WORDINGS.of(language), at=AT, timezone="Europe/Moscow").decode()
    return {event.uid.removesuffix("@attache"): event for event in ics.Calendar(file).events}


def extra(event: ics.Event, name: str) -> str:
    return next((str(line.value) for line in event.extra if line.name == name), "")


def test_the_founding_agenda_as_a_calendar() -> None:
    events = read(*founding_agenda())
    assert len(events) == 6
    meeting = events["putin-netanyahu"]
    assert (meeting.name, meeting.all_day, str(meeting.begin.date())) == (
        "Vladimir Putin – Benjamin Netanyahu", True, "2013-05-14",
    )  # fmt: skip
    assert (meeting.location, meeting.status) == ("Sochi, Russia", "CONFIRMED")
    assert meeting.url == "https://news.example/a1"
    assert "Al Arabiya, 14 May 2013: “Russia's president" in meeting.description
    conference = events["conference"]
    assert conference.name == "international peace conference on Syria (“likely”)"
    assert conference.status == "TENTATIVE"
    assert (str(conference.begin.date()), conference.duration.days) == ("2013-06-01", 10)
    assert "early June 2013 (1–10 Jun 2013)" in conference.description
    assert events["ban-russia"].status == "TENTATIVE", "a week is no day"
    assert events["kerry-putin"].status == "CONFIRMED"


@pytest.mark.parametrize(
    ("status", "when", "expected"),
    [
        ("planned", "2013-05-20", "CONFIRMED"),
        ("proposed", "2013-05-20", "TENTATIVE"),
        ("ongoing", "2013-05-14/2013-05-16", "CONFIRMED"),
        ("postponed", "2013-05-20", "TENTATIVE"),
        ("cancelled", "2013-05-20", "CANCELLED"),
        ("ruled-out", "2013-05-20", "CANCELLED"),
    ],
)
def test_how_sure_an_event_is(status: str, when: str, expected: str) -> None:
    assert read(entry("e", "meeting", (PUTIN, OBAMA), window(when), status=status))["e"].status == expected


def test_one_postponed_without_a_new_date_cancels_its_last_one() -> None:
    off = entry("e", "talks", (PUTIN, OBAMA), window("../.. open"), status="postponed")
    assert read(off) == {}
    known = replace(off, former_windows=(day("2013-05-20"), day("2013-05-22")))
    event = read(known)["e"]
    assert (event.status, str(event.begin.date())) == ("CANCELLED", "2013-05-22")
    assert event.name.startswith("postponed: ")


def test_an_hour_with_its_zone_is_an_instant_and_without_it_is_a_day() -> None:
    zoned = entry("zoned", "call", (KERRY, LAVROV), day("2013-05-20"), time="10:00 GMT")
    bare = entry("bare", "call", (KERRY, LAVROV), day("2013-05-20"), time="10:00")
    events = read(zoned, bare)
    assert events["zoned"].begin.isoformat() == "2013-05-20T10:00:00+00:00"
    assert events["bare"].all_day


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    before = entry("e", "meeting", (PUTIN, OBAMA), day("2013-05-20"))
    after = replace(before, window=day("2013-05-21"), sequence=3)
    one, other = read(before)["e"], read(after)["e"]
    assert (extra(one, "SEQUENCE"), extra(other, "SEQUENCE")) == ("0", "3")
    assert other.uid == "e@attache"


def test_the_stamp_is_the_instant_asked_for_and_nothing_depends_on_the_day_of_reading() -> None:
    agenda = founding_agenda()
    one = calendar(agenda, WORDINGS.of("en"), at=AT, timezone="Europe/Moscow")
    assert one == calendar(agenda, WORDINGS.of("en"), at=AT, timezone="Europe/Moscow")
    assert b"DTSTAMP:20130514T080000Z" in one
    later = calendar(agenda, WORDINGS.of("en"), at=datetime(2014, 1, 1, tzinfo=UTC), timezone="Europe/Moscow")
    assert one.replace(b"20130514T080000Z", b"") == later.replace(b"20140101T000000Z", b"")


def test_the_calendar_speaks_the_readers_language() -> None:
    event = read(entry("e", "visit", (BAN,), day("2013-05-20"), status="cancelled", place="Russia"), language="ru")["e"]
    assert event.name == "отменено: Ban Ki-moon"
    assert event.location == "Россия"


@settings(max_examples=25, deadline=None)
@given(st.lists(entries(), max_size=6, unique_by=lambda one: one.id))
def test_any_agenda_is_a_valid_calendar(agenda: list[AgendaEntry]) -> None:
    dated = [one for one in agenda if one.window.start and one.window.end]
    assert len(read(*agenda)) == len(dated)


def test_what_left_the_agenda_is_cancelled_in_calendars_that_show_it() -> None:
    gone = replace(entry("gone", "meeting", (PUTIN, OBAMA), day("2013-05-20")), sequence=3)
    file = calendar((), WORDINGS.of("en"), at=AT, timezone="Europe/Moscow", gone=(gone,)).decode()
    (event,) = ics.Calendar(file).events
    assert (event.uid, event.status, extra(event, "SEQUENCE")) == ("gone@attache", "CANCELLED", "3")
    assert event.name == "no longer listed: Vladimir Putin – Barack Obama"
