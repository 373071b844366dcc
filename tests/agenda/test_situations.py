"""Courses of events as the news tells them, over days and sources: which entries they make, and what these say last.

Each situation is a list of reports (told when, what) and the entries that the agenda must hold, as `outcome` tells.
"""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from briefs.agenda.agenda import Agenda
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.reading import Entry
from tests.agenda.telling import RECEIVED, agenda_of, article, told

Report = tuple[ArticleRef, Entry]
Situation = tuple[list[Report], set[tuple[str, ...]]]


def at(day: str, entry: Entry, *, source: str = "", correction: bool = False) -> Report:
    """What an article of that day tells; articles are told apart by all that they say."""
    name = f"{day}-{entry.kind}-{entry.status}-{entry.window.iso()}-{entry.name}-{entry.place}"
    name += "".join(f"-{one.name}" for one in entry.participants) + entry.topic
    return article(name, day, source=source, correction=correction), entry


def outcome(entry: AgendaEntry) -> tuple[str, ...]:
    """Status and window; the dates it had before."""
    return (entry.status.value, entry.window.iso(), *(window.iso() for window in entry.former_windows))


def pact(when: str = "../.. open", status: str = "planned", *, place: str = "") -> Entry:
    return told("conference", "", when, status, name="Pacific Pact summit", place=place)


def pair(when: str = "../.. open", status: str = "planned", *, place: str = "", hedge: str = "") -> Entry:
    return told("meeting", "Ines Prado + Omar Haddad", when, status, place=place, hedge=hedge)


def rounds(name: str, when: str = "../.. open", status: str = "planned") -> Entry:
    return told("talks", "Cyprus + Turkey", when, status, name=name)


SITUATIONS: dict[str, Situation] = {
    "a summit moved twice": (
        [
            at("1997-03-01", pact("1997-04-10/1997-04-11", place="Suva, Fiji")),
            at("1997-03-20", pact("1997-05-08/1997-05-09", "postponed")),
            at("1997-04-25", pact("1997-06-02/1997-06-03", "postponed")),
            at("1997-06-04", pact("1997-06-02/1997-06-03", "held")),
        ],
        {("held", "1997-06-02/1997-06-03", "1997-04-10/1997-04-11", "1997-05-08/1997-05-09")},
    ),
    "two meetings of one pair in one week": (
        [
            at("2009-09-14", pair("2009-09-15", place="Lima, Peru")),
            at("2009-09-14T15:00:00+00:00", pair("2009-09-18", place="Quito, Ecuador")),
            at("2009-09-15T20:00:00+00:00", pair("2009-09-15", "held", place="Lima")),
            at("2009-09-17", pair("2009-09-18", place="Quito")),
            at("2009-09-18T21:00:00+00:00", pair("2009-09-18", "held", place="Quito, Ecuador")),
        ],
        {("held", "2009-09-15"), ("held", "2009-09-18")},
    ),
    "one ministerial series of three years": (
        [
            at("2004-11-02", told("conference", "", "2004-11-17/2004-11-18", name="APEC ministerial meeting")),
            at("2005-11-02", told("conference", "", "2005-11-15/2005-11-16", name="APEC ministerial meeting")),
            at("2006-11-02", told("conference", "", "2006-11-15/2006-11-16", name="APEC ministerial meeting")),
        ],
        {
            ("planned", "2004-11-17/2004-11-18"),
            ("planned", "2005-11-15/2005-11-16"),
            ("planned", "2006-11-15/2006-11-16"),
        },
    ),
    "a postponed one resumed without a date first": (
        [
            at("1988-02-01", pair("1988-02-20")),
            at("1988-02-18", pair(status="postponed")),
            at("1988-03-01", pair("1988-04-01/1988-04-30 month", hedge="may")),
            at("1988-03-20", pair("1988-04-12")),
        ],
        {("planned", "1988-04-12", "1988-02-20", "1988-04-01/1988-04-30 month")},
    ),
    "two sources that contradict each other by a day": (
        [
            at("2016-05-01", pair("2016-05-10", place="Accra, Ghana"), source="A"),
            at("2016-05-02", pair("2016-05-11", place="Accra, Ghana"), source="B"),
            at("2016-05-03", pair("2016-05-10", place="Accra, Ghana"), source="A"),
        ],
        {("planned", "2016-05-10", "2016-05-10", "2016-05-11")},
    ),
    "a correction of the date by its own source": (
        [
            at("2001-08-01", pair("2001-08-20"), source="A"),
            at("2001-08-01T18:00:00+00:00", pair("2001-08-30"), source="A", correction=True),
        ],
        {("planned", "2001-08-30")},
    ),
    "cancelled, then revived for the same day": (
        [
            at("1994-01-05", pair("1994-01-25")),
            at("1994-01-10", pair("1994-01-25", "cancelled")),
            at("1994-01-15", pair("1994-01-25")),
        ],
        {("planned", "1994-01-25")},
    ),
    "cancelled, then revived for a few days later": (
        [
            at("2018-05-10", pair("2018-06-12")),
            at("2018-05-24", pair(status="cancelled")),
            at("2018-06-01", pair("2018-06-12")),
            at("2018-06-12T20:00:00+00:00", pair("2018-06-12", "held")),
        ],
        {("held", "2018-06-12")},
    ),
    "namesakes of two countries": (
        [
            at("2003-04-01", told("meeting", "Tony Park + Ana Silva", "2003-04-09")),
            at("2003-04-01", told("meeting", "Grace Park + Ana Silva", "2003-04-09")),
        ],
        {("planned", "2003-04-09")},
    ),
    "the third and the fourth round": (
        [
            at("2010-03-01", rounds("third round of talks", "2010-03-08/2010-03-09")),
            at("2010-03-10", rounds("third round of talks", "2010-03-08/2010-03-09", "held")),
            at("2010-03-10T15:00:00+00:00", rounds("fourth round of talks", "2010-03-22/2010-03-28 week")),
            at("2010-03-20", rounds("fourth round of talks", "2010-03-24")),
        ],
        {("held", "2010-03-08/2010-03-09"), ("planned", "2010-03-24", "2010-03-22/2010-03-28 week")},
    ),
    "the third and the fourth round, both ahead and undated": (
        [
            at("2010-03-01", rounds("third round of talks")),
            at("2010-03-02", rounds("fourth round of talks")),
        ],
        {("planned", "../.. open")},
    ),
    "a day later in the east": (
        [
            at("2015-09-20", pair("2015-09-28", place="New York, United States"), source="A"),
            at("2015-09-29T09:00:00+10:00", pair("2015-09-29", "held", place="New York"), source="B"),
            at("2015-09-28T22:00:00-04:00", pair("2015-09-28", "held", place="New York"), source="A"),
        ],
        {("held", "2015-09-28", "2015-09-28", "2015-09-29")},
    ),
    "held on the eve by the clock of the capital": (
        [
            at("1985-11-18", pair("1985-11-19", place="Geneva")),
            at("1985-11-19T23:30:00-08:00", pair("1985-11-19", "held", place="Geneva")),
        ],
        {("held", "1985-11-19")},
    ),
    "one month becomes a week becomes a day": (
        [
            at("1979-01-02", pair("1979-03-01/1979-03-31 month")),
            at("1979-02-10", pair("1979-03-12/1979-03-18 week")),
            at("1979-03-01", pair("1979-03-15")),
            at("1979-03-05", pair("1979-03-01/1979-03-31 month")),
        ],
        {("planned", "1979-03-15", "1979-03-01/1979-03-31 month", "1979-03-12/1979-03-18 week")},
    ),
    "brought forward by a week, said to be": (
        [
            at("2012-10-01", pair("2012-10-24")),
            at("2012-10-05", pair("2012-10-17", "postponed")),
            at("2012-10-17T22:00:00+00:00", pair("2012-10-17", "held")),
        ],
        {("held", "2012-10-17", "2012-10-24")},
    ),
    "proposed, refused, agreed": (
        [
            at("1991-01-01", pair("1991-01-09", "proposed", place="Geneva")),
            at("1991-01-03", pair("1991-01-09", "ruled-out")),
            at("1991-01-05", pair("1991-01-09", place="Geneva")),
        ],
        {("planned", "1991-01-09")},
    ),
    "the next meeting is announced by the report of the last": (
        [
            at("2006-07-03T20:00:00+00:00", pair("2006-07-03", "held")),
            at("2006-07-03T21:00:00+00:00", pair("2006-08-01/2006-08-31 month")),
            at("2006-07-20", pair("2006-08-14")),
        ],
        {("held", "2006-07-03"), ("planned", "2006-08-14", "2006-08-01/2006-08-31 month")},
    ),
    "a long session reported daily": (
        [
            at("1982-07-05", told("conference", "", "1982-07-06", name="Law of the Sea conference", place="Caracas")),
            at("1982-07-06", told("conference", "", "1982-07-06", "ongoing", name="Law of the Sea conference")),
            at("1982-07-07", told("conference", "", "1982-07-07", "ongoing", name="Law of the Sea conference")),
            at("1982-07-09", told("conference", "", "1982-07-09", "ongoing", name="Law of the Sea conference")),
        ],
        {("ongoing", "1982-07-06/1982-07-09", "1982-07-06", "1982-07-06/1982-07-07")},
    ),
    "a call and then a meeting about it": (
        [
            at("2022-03-01", told("call", "Ines Prado + Omar Haddad", "2022-03-01", "held")),
            at("2022-03-01", pair("2022-03-03")),
            at("2022-03-03T21:00:00+00:00", pair("2022-03-03", "held")),
        ],
        {("held", "2022-03-01"), ("held", "2022-03-03")},
    ),
    "leaders and their ministers, the day before": (
        [
            at("2011-10-20", told("conference", "", "2011-10-23", name="euro summit", place="Brussels")),
            at("2011-10-20", told("conference", "", "2011-10-22", name="euro finance ministers", place="Brussels")),
        ],
        {("planned", "2011-10-23"), ("planned", "2011-10-22")},
    ),
    "three with one of them missing in one report": (
        [
            at("1999-06-01", told("talks", "Kenya + Uganda + Tanzania", "1999-06-14", place="Arusha, Tanzania")),
            at("1999-06-10", told("talks", "Kenya + Uganda", "1999-06-14", place="Arusha")),
        ],
        {("planned", "1999-06-14")},
    ),
    "a bilateral on the fringe of a three-sided one": (
        [
            at("1999-06-01", told("talks", "Kenya + Uganda + Tanzania", "1999-06-14", place="Arusha, Tanzania")),
            at("1999-06-01", told("talks", "Kenya + Uganda", "1999-06-13", place="Kampala, Uganda")),
        ],
        {("planned", "1999-06-14"), ("planned", "1999-06-13")},
    ),
    "a visit and the meeting on it in two capitals": (
        [
            at("2014-08-01", told("visit", "Ines Prado", "2014-08-11", place="Rabat, Morocco")),
            at("2014-08-02", told("visit", "Ines Prado", "2014-08-12", place="Tunis, Tunisia")),
            at("2014-08-03", told("meeting", "Ines Prado + Ali Saidi", "2014-08-12", place="Tunis, Tunisia")),
        ],
        {("planned", "2014-08-11"), ("planned", "2014-08-12")},
    ),
    "an anniversary is no second conference": (
        [
            at("2005-02-04", told("conference", "", "1945-02-04/1945-02-11", "held", name="Yalta conference",
                                  background=True)),
            at("2005-02-04", told("conference", "", "2005-03-01/2005-03-31 month", name="Yalta conference")),
        ],
        {("held", "1945-02-04/1945-02-11"), ("planned", "2005-03-01/2005-03-31 month")},
    ),
    "the same two a year on": (
        [
            at("2019-01-10", pair("2019-02-01/2019-02-28 month")),
            at("2020-01-10", pair("2020-02-01/2020-02-29 month")),
        ],
        {("planned", "2019-02-01/2019-02-28 month"), ("planned", "2020-02-01/2020-02-29 month")},
    ),
    "a conference that has only a topic and then a city": (
        [
            at("1993-01-05", told("conference", "", hedge="likely", name="international conference", topic="Somalia")),
            at("1993-02-01", told("conference", "", "1993-03-15", name="Somalia conference", place="Addis Ababa")),
            at("1993-03-10", told("conference", "", "1993-03-15", name="Addis Ababa conference", topic="Somalia",
                                  place="Addis Ababa, Ethiopia")),
        ],
        {("planned", "1993-03-15")},
    ),
    "two conferences on two topics, called by nothing else": (
        [
            at("1993-01-05", told("conference", "", hedge="likely", name="international conference", topic="Somalia")),
            at("1993-01-06", told("conference", "", hedge="likely", name="international conference", topic="Bosnia")),
        ],
        {("planned", "../.. open")},
    ),
    "meetings of two bodies on one topic": (
        [
            at("1993-01-05", told("conference", "Arab League", "1993-02-03", name="a meeting", topic="Somalia")),
            at("1993-01-06", told("conference", "European Union", "1993-02-03", name="the meeting", topic="Somalia")),
        ],
        {("planned", "1993-02-03")},
    ),
    "two conferences on one topic on one day in two cities": (
        [
            at("1993-01-05", told("conference", "", "1993-02-03", name="conference", topic="Somalia", place="Cairo")),
            at("1993-01-06", told("conference", "", "1993-02-03", name="conference", topic="Somalia", place="Rome")),
        ],
        {("planned", "1993-02-03")},
    ),
    "a summit and a conference on one topic": (
        [
            at("1993-01-05", told("conference", "", "1993-02-03", name="a summit", topic="Somalia")),
            at("1993-01-06", told("conference", "", "1993-02-04", name="a conference", topic="Somalia")),
        ],
        {("planned", "1993-02-03"), ("planned", "1993-02-04")},
    ),
}  # fmt: skip

COUNTS = {
    "namesakes of two countries": 2,
    "the third and the fourth round, both ahead and undated": 2,
    "two conferences on two topics, called by nothing else": 2,
    "meetings of two bodies on one topic": 2,
    "two conferences on one topic on one day in two cities": 2,
}
"""Where two entries look alike."""


TWICE_TOLD = {
    "the third and the fourth round, both ahead and undated",
    "a bilateral on the fringe of a three-sided one",
    "two conferences on two topics, called by nothing else",
    "meetings of two bodies on one topic",
    "two conferences on one topic on one day in two cities",
    "a summit and a conference on one topic",
}
"""Those that begin as another does."""


def agenda(reports: list[Report]) -> Agenda:
    return agenda_of(*((ref, [entry]) for ref, entry in reports))


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_entries_and_what_they_say_last(name: str) -> None:
    reports, wanted = SITUATIONS[name]
    entries = list(agenda(reports))
    assert {outcome(entry) for entry in entries} == wanted
    assert len(entries) == COUNTS.get(name, len(wanted))


@pytest.mark.parametrize("name", SITUATIONS)
def test_in_any_order_of_arrival(name: str) -> None:
    reports, wanted = SITUATIONS[name]
    orders = list(permutations(reports))
    for order in random.Random(1).sample(orders, min(len(orders), 12)):
        assert {outcome(entry) for entry in agenda(list(order))} == wanted


def test_all_told_together_do_not_disturb_each_other() -> None:
    """Their years lie apart: the same people and names, and still as many entries."""
    names = [name for name in SITUATIONS if name not in TWICE_TOLD]
    said = [report for name in names for report in SITUATIONS[name][0]]
    both = agenda_of(*((ref, [entry]) for ref, entry in random.Random(3).sample(said, len(said))))
    assert len(both) == sum(COUNTS.get(name, len(SITUATIONS[name][1])) for name in names)
    assert all(entry.contributions[0].received_at == RECEIVED for entry in both)
