"""Which reports are one event, and which are two. Each case is a few reports and how many events they make."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from briefs.agenda.blocking import filed_keys, probe_keys, reach_keys
from briefs.agenda.folding import fold_contributions
from briefs.agenda.identity import kinship
from briefs.model.agenda import ArticleRef, Contribution
from briefs.model.reading import Entry, Participant
from tests.agenda.telling import RECEIVED, agenda_of, article, told

Report = tuple[str, Entry]

ONE: dict[str, list[Report]] = {
    "a plan that is firmed up": [
        ("2022-03-01", told("meeting", "Olaf Scholz + Emmanuel Macron", "2022-03-07/2022-03-13 week")),
        ("2022-03-05", told("meeting", "Emmanuel Macron + Olaf Scholz", "2022-03-10", place="Paris, France")),
        ("2022-03-10T20:00:00+01:00", told("talks", "Macron + Scholz", "2022-03-10", "held", place="Paris")),
    ],
    "surname only, and a particle": [
        ("2023-05-02", told("meeting", "Mohammed bin Salman + Jake Sullivan", "2023-05-06", place="Jeddah")),
        ("2023-05-07", told("meeting", "Salman + Sullivan", "2023-05-06", "held")),
    ],
    "family name first": [
        ("2023-11-13", told("meeting", "Xi Jinping + Joe Biden", "2023-11-15", place="San Francisco")),
        ("2023-11-15T23:00:00-08:00", told("meeting", "Biden + Xi", "2023-11-15", "held")),
    ],
    "a visit that becomes a meeting": [
        ("2019-10-20", told("visit", "Mike Pompeo", "2019-10-28/2019-11-03 week", place="Ankara, Turkey")),
        ("2019-10-27", told("meeting", "Mike Pompeo + Mevlut Cavusoglu", "2019-10-29", place="Ankara, Turkey")),
    ],
    "a coarser place": [
        ("2019-10-20", told("meeting", "Ann Lee + Bob Ray", "2019-10-28", place="Kiruna, Sweden")),
        ("2019-10-29", told("meeting", "Ann Lee + Bob Ray", "2019-10-28", "held", place="Sweden")),
    ],
    "two sources a day apart": [
        ("2019-10-20", told("talks", "Iran + France + Germany", "2019-10-28", place="Vienna")),
        ("2019-10-21", told("talks", "Germany + Iran + France", "2019-10-29", place="Vienna")),
    ],
    "postponed to a new date": [
        ("2021-02-01", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Oslo")),
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-04-02", "postponed")),
        ("2021-04-02T22:00:00+00:00", told("meeting", "Ann Lee + Bob Ray", "2021-04-02", "held", place="Bergen")),
    ],
    "postponed with no date, then dated": [
        ("2021-02-01", told("talks", "North Korea + South Korea", "2021-02-20")),
        ("2021-02-10", told("talks", "North Korea + South Korea", status="postponed")),
        ("2021-02-15", told("talks", "North Korea + South Korea", "2021-03-03")),
    ],
    "said undated, then held": [
        ("2021-02-01", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Oslo")),
        ("2021-02-21", told("meeting", "Ann Lee + Bob Ray", status="held")),
    ],
    "cancelled by an article without date": [
        ("2021-02-01", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Oslo")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray", status="cancelled")),
        ("2021-02-14", told("meeting", "Bob Ray + Ann Lee", "2021-02-20")),
    ],
    "a conference named after its topic, its place and its number": [
        (
            "2020-01-05",
            told("conference", "", "2020-02-01/2020-02-29 month", hedge="may", name="Libya peace conference"),
        ),
        ("2020-01-09", told("conference", "", "2020-01-19", name="conference on Libya", place="Berlin, Germany")),
        ("2020-01-17", told("conference", "", "2020-01-19", name="Berlin conference", topic="Libya", place="Berlin")),
        (
            "2020-01-20",
            told("conference", "", "2020-01-19", "held", name="peace conference", topic="Libya", place="Berlin"),
        ),
    ],
    "an acronym and the full name": [
        ("2017-06-20", told("conference", "", "2017-07-07/2017-07-08", name="Group of Twenty summit", place="Hamburg")),
        ("2017-07-06", told("conference", "", "2017-07-07", name="G20 summit", place="Hamburg, Germany")),
        ("2017-07-08T21:00:00+02:00", told("conference", "", "2017-07-08", "held", name="G-20", place="Hamburg")),
    ],
    "initials of an organisation": [
        (
            "2018-05-01",
            told("conference", "", "2018-06-09/2018-06-10", name="Shanghai Cooperation Organisation summit"),
        ),
        ("2018-06-08", told("conference", "", "2018-06-09", name="SCO summit", place="Qingdao, China")),
    ],
    "a passing mention of the next session": [
        ("2014-05-20", told("conference", "", "2014-06-05", name="ECB governing council", place="Frankfurt")),
        ("2014-05-28", told("conference", "", name="European Central Bank's governing council")),
    ],
    "a spokesman's country for the envoy himself": [
        ("2021-02-01", told("talks", "Russia + Turkey", "2021-02-20", place="Sochi")),
        ("2021-02-20T20:00:00+03:00", told("talks", "Turkey + Russia + Syria", "2021-02-20", "held", place="Sochi")),
    ],
    "a running congress": [
        ("2021-02-20", told("conference", "", "2021-02-20/2021-02-22", name="Fatah congress", place="Ramallah")),
        ("2021-02-23", told("conference", "", "2021-02-23", "ongoing", name="Fatah congress", place="Ramallah")),
    ],
    "a slip of what was uncertain": [
        ("2021-02-01", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Oslo", hedge="likely")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray", "2021-02-27", place="Bergen")),
    ],
    "the same pair on one day in two places, told by two sources": [
        ("2021-02-01", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Oslo")),
        ("2021-02-02", told("meeting", "Ann Lee + Bob Ray", "2021-02-20", place="Bergen")),
    ],
}

TWO: dict[str, list[Report]] = {
    "last week and next month": [
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-01/2021-02-07 week", "held")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray", "2021-03-01/2021-03-31 month")),
    ],
    "held, and to meet again some time": [
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-10", "held")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray")),
    ],
    "two firm dates of one pair": [
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-15")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray", "2021-02-25")),
    ],
    "held on consecutive days": [
        ("2021-02-15T20:00:00+00:00", told("talks", "Iran + France", "2021-02-15", "held")),
        ("2021-02-16T20:00:00+00:00", told("talks", "Iran + France", "2021-02-16", "held")),
    ],
    "a call and a meeting": [
        ("2021-02-10", told("call", "Ann Lee + Bob Ray", "2021-02-10", "held")),
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-10", "held")),
    ],
    "two partners of one host": [
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-15", place="Oslo")),
        ("2021-02-10", told("meeting", "Ann Lee + Cy Poe", "2021-02-15", place="Oslo")),
    ],
    "a trip elsewhere": [
        ("2021-02-10", told("visit", "Ann Lee", "2021-02-15/2021-02-21 week", place="Ankara, Turkey")),
        ("2021-02-11", told("meeting", "Ann Lee + Bob Ray", "2021-02-16", place="Oslo, Norway")),
    ],
    "two sessions of one council": [
        ("2014-05-20", told("conference", "", "2014-06-05", name="ECB governing council", place="Frankfurt")),
        ("2014-05-21", told("conference", "", "2014-07-03", name="ECB governing council", place="Frankfurt")),
    ],
    "the last edition and the next": [
        ("2013-06-01", told("conference", "", "2012-06-30", "held", name="Geneva 1 conference", place="Geneva")),
        (
            "2013-06-01",
            told("conference", "", "2013-07-01/2013-07-31 month", name="Geneva 2 conference", place="Geneva"),
        ),
    ],
    "leaders and ministers of one body": [
        ("2014-05-20", told("conference", "", "2014-06-26", name="EU summit", place="Brussels")),
        ("2014-05-20", told("conference", "", "2014-06-26", name="EU finance ministers", place="Brussels")),
    ],
    "one topic, two gatherings": [
        ("2013-06-01", told("conference", "", "2013-06-22", name="Friends of Syria meeting", place="Doha")),
        ("2013-06-01", told("conference", "", "2013-06-01/2013-06-30 month", name="Syria peace conference")),
    ],
    "a namesake": [
        ("2005-02-01", told("meeting", "George Bush + Jacques Chirac", "2005-02-21")),
        ("2005-02-01", told("meeting", "Laura Bush + Jacques Chirac", "2005-02-21")),
    ],
    "two Koreas and two Congos": [
        ("2005-02-01", told("talks", "South Korea + United States", "2005-02-21")),
        ("2005-02-01", told("talks", "North Korea + United States", "2005-02-21")),
    ],
    "two rounds told by one article": [
        ("2013-06-05", told("talks", "Russia + United States", "2013-06-05", "held", place="Geneva")),
        ("2013-06-05", told("talks", "Russia + United States", "2013-06-25", place="Geneva")),
    ],
    "cancelled, and another day named": [
        ("2021-02-10", told("talks", "North Korea + South Korea", "2021-02-12", "cancelled")),
        ("2021-03-01", told("talks", "North Korea + South Korea", "2021-03-20")),
    ],
    "an old meeting recalled": [
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2020-06-01/2020-06-30 month", "held", background=True)),
        ("2021-02-10", told("meeting", "Ann Lee + Bob Ray", "2021-02-20")),
    ],
}


def count(reports: list[Report]) -> int:
    said = [(article(f"a{index}", day), [entry]) for index, (day, entry) in enumerate(reports)]
    return len(agenda_of(*said))


@pytest.mark.parametrize("case", ONE)
def test_reports_of_one_event(case: str) -> None:
    assert count(ONE[case]) == 1


@pytest.mark.parametrize("case", TWO)
def test_reports_of_two_events(case: str) -> None:
    assert count(TWO[case]) == 2


@pytest.mark.parametrize(
    "name", ["习近平", "Лавров", "al-", "'", "", "…"], ids=["han", "cyrillic", "al", "mark", "none", "dots"]
)
@pytest.mark.parametrize("kind", ["meeting", "call", "visit", "conference"])
def test_names_in_any_letters_can_be_merged(name: str, kind: str) -> None:
    report = told(kind, "", "2024-05-06", place="Москва", name=name if kind == "conference" else "")
    met = replace(report, participants=tuple(Participant(each, each) for each in (name, "Ann Lee", "Путин")))
    agenda = agenda_of((article("a", "2024-05-01"), [met]), (article("b", "2024-05-02"), [met]))
    assert [len(entry.contributions) for entry in agenda] == [2]


def test_names_in_other_letters_are_told_apart() -> None:
    first, second = (
        replace(
            told("meeting", "", "2024-05-06"), participants=(Participant("Ann Lee", "Lee"), Participant(name, name))
        )
        for name in ("Сергей Лавров", "习近平")
    )
    again = replace(first, participants=(*first.participants[:1], Participant("Лавров", "Лавров")))
    agenda = agenda_of(
        *((article(name, "2024-05-01"), [each]) for name, each in zip("abc", (first, second, again), strict=True))
    )
    assert sorted(len(entry.contributions) for entry in agenda) == [1, 2]


def test_two_reports_of_one_article_are_two_events() -> None:
    first = told("meeting", "Ann Lee + Bob Ray", "2021-02-15/2021-02-21 week")
    second = told("meeting", "Ann Lee + Bob Ray", "2021-02-16", at=200)
    assert len(agenda_of((article("a", "2021-02-10"), [first, second]))) == 2


def test_a_report_told_twice_in_one_article_is_one_event() -> None:
    twice = [told("meeting", "Ann Lee + Bob Ray", "2021-02-16", at=start) for start in (0, 200)]
    assert len(agenda_of((article("a", "2021-02-10"), twice))) == 1


def test_reports_that_can_be_one_event_share_a_key(corpus_said: list[tuple[ArticleRef, tuple[Entry, ...]]]) -> None:
    """What makes blocking safe: nothing that identity would accept is hidden from it."""
    told_all = [Contribution(ref, entry, RECEIVED) for ref, entries in corpus_said for entry in entries]
    told_all += [
        Contribution(article(f"{case}{index}", day), entry, RECEIVED)
        for cases in (ONE, TWO)
        for case, reports in cases.items()
        for index, (day, entry) in enumerate(reports)
    ]
    states = [fold_contributions([contribution]) for contribution in told_all]
    for (index, one), (other, later) in combinations(enumerate(told_all), 2):
        if probe_keys(later).isdisjoint(filed_keys([one])):
            assert kinship(later, states[index]) == 0, (one.entry, later.entry)
        if probe_keys(one).isdisjoint(filed_keys([later])):
            assert kinship(one, states[other]) == 0, (one.entry, later.entry)
        assert probe_keys(later).isdisjoint(filed_keys([one])) or not reach_keys([one]).isdisjoint(filed_keys([later]))
