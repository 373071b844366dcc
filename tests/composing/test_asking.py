"""What people's questions ask for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.composing.asking import Asked, dates_in_english, understand
from briefs.composing.matching import Index
from briefs.model.reading import Kind, Participant
from briefs.rendering.understood import suggestions, understood
from briefs.wording.wording import Wordings
from tests.agendas import OBAMA, day, entry, founding_agenda

TODAY = date(2013, 5, 14)
INDEX = Index(founding_agenda())
MEETINGS = (Kind.MEETING, Kind.TALKS, Kind.VISIT, Kind.CALL)
CONFERENCE = (Kind.CONFERENCE,)


@pytest.mark.parametrize(
    ("text", "words", "dates", "kinds"),
    [
        ("", (), "", ()),
        ("😀 ???", (), "", ()),
        ("what's new?", (), "", ()),
        ("Syria next week", ("Syria",), "2013-05-20 2013-05-26", ()),
        ("who is Putin meeting this week?", ("Putin",), "2013-05-13 2013-05-19", MEETINGS),
        ("when is the Syria conference?", ("Syria",), "", CONFERENCE),
        ("14 May", (), "2013-05-14 2013-05-14", ()),
        ("June", (), "2013-06-01 2013-06-30", ()),
        ("January", (), "2014-01-01 2014-01-31", ()),
        ("tomorrow", (), "2013-05-15 2013-05-15", ()),
        ("weekend", (), "2013-05-18 2013-05-19", ()),
        ("Monday", (), "2013-05-20 2013-05-20", ()),
        ("who did Kerry meet on Monday", ("Kerry",), "2013-05-13 2013-05-13", MEETINGS),
        ("Ban Ki-moon and the United States in June", ("Ban Ki-moon", "United States"), "2013-06-01 2013-06-30", ()),
        ("meetings between 10 and 20 May", (), "2013-05-10 2013-05-20", MEETINGS),
        ("Putin's meetings", ("Putin",), "", MEETINGS),
        ("EU summits in autumn", ("EU",), "2013-09-01 2013-11-30", CONFERENCE),
        ("Xi's visit to Moscow", ("Xi", "Moscow"), "", (Kind.VISIT,)),
        ("Сирия на следующей неделе", ("Сирия",), "2013-05-20 2013-05-26", ()),
        ("с кем встречается Путин завтра?", ("Путин",), "2013-05-15 2013-05-15", MEETINGS),
        ("саммиты в июне", (), "2013-06-01 2013-06-30", CONFERENCE),
        ("I heard that WHO is meeting again. Could you tell me whom?", ("WHO",), "", MEETINGS),
        ("когда состоится конференция по Сирии?", ("Сирии",), "", CONFERENCE),
        ("14 мая", (), "2013-05-14 2013-05-14", ()),
    ],
)
def test_a_question_is_understood(text: str, words: tuple[str, ...], dates: str, kinds: tuple[Kind, ...]) -> None:
    asked = understand(text, today=TODAY)
    assert (asked.words, asked.kinds) == (words, kinds)
    assert dates == (f"{asked.from_on} {asked.to_on}" if asked.from_on else "")


def test_may_is_a_month_unless_somebody_is_called_so() -> None:
    may = Index([entry("may", "meeting", (Participant("Theresa May"), OBAMA), day("2013-05-20"))])
    assert understand("May", today=TODAY, index=may).from_on == date(2013, 5, 1)
    assert understand("Theresa May", today=TODAY, index=may) == Asked(words=("Theresa May",))


def test_russian_dates_are_put_into_english() -> None:
    assert dates_in_english("15 мая 2013") == "15 May 2013"
    assert dates_in_english("в следующем месяце") == "next month"
    assert dates_in_english("not before 1 June") == "not before 1 June"


def test_meetings_and_upcoming_are_briefs_of_some_sections() -> None:
    meetings = understand("Putin", today=TODAY, command="meetings")
    assert meetings.kinds == MEETINGS
    assert "conferences" not in meetings.sections
    upcoming = understand("30 Syria", today=TODAY, command="upcoming")
    assert (upcoming.words, upcoming.kinds) == (("Syria",), CONFERENCE)
    assert (upcoming.from_on, upcoming.to_on, upcoming.undated) == (TODAY, date(2013, 6, 13), True)
    assert understand("", today=TODAY, command="upcoming").from_on is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Vladimir Putin · Syria · “Nobody”: not known · meetings · Mon 13–Sun 19 May"),
        ("ru", "Vladimir Putin · Сирия · «Nobody»: неизвестно · встречи · пн 13–вс 19 мая"),
    ],
)
def test_what_was_understood_is_told_back(language: str, line: str) -> None:
    asked = understand("who is Putin meeting on Syria or Nobody this week", today=TODAY)
    told = understood(asked, INDEX, Wordings().of(language), today=TODAY)
    assert told == line


def test_a_misspelt_name_is_answered_with_those_that_are_near() -> None:
    assert suggestions(understand("Netanjahuu tomorrow", today=TODAY), INDEX) == ("Benjamin Netanyahu",)
    assert suggestions(understand("Putin", today=TODAY), INDEX) == ()


@given(st.text(max_size=400), st.sampled_from(["brief", "meetings", "upcoming"]))
def test_any_text_is_answered(text: str, command: str) -> None:
    asked = understand(text, today=TODAY, command=command, index=INDEX)
    understood(asked, INDEX, WORDING, today=TODAY)
    if asked.from_on and asked.to_on:
        assert asked.from_on <= asked.to_on


WORDING = Wordings().of("en")
