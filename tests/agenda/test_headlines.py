"""A conference without name in its article is about what the headline calls a conference by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.agenda.headlines import told_by_headline
from tests.agenda.telling import agenda_of, article, only, told

BARE = told("conference", "", "1993-03-01/1993-03-31 month", hedge="may", name="international conference")


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Envoys promise joint push for Somalia conference", "Somalia"),
        ("No date yet for conference on Somalia, says mediator", "Somalia"),
        ("Somalia conference slips to spring", "Somalia"),
        ("Envoys Promise Joint Push For Somalia Conference", ""),
        ("Mediator hopes for peace conference in spring", ""),
        ("Somalia summit slips to spring", ""),
        ("Leaders conference slips to spring", ""),
        ("Push for peace conference on Monday", ""),
        ("Mediator opens Friday conference with a warning", ""),
        ("Envoys agree to back Geneva conference", ""),
        ("Leaders gather for the EU conference", ""),
        ("Leaders gather for the US conference", ""),
        ("Ministers meet before Obama conference", ""),
        ("", ""),
    ],
)
def test_the_headline_names_it(title: str, topic: str) -> None:
    [entry] = told_by_headline([BARE], title)
    assert entry.topic == topic


def test_a_country_where_it_is_held_is_not_what_it_is_about() -> None:
    held_there = replace(BARE, place="Kuwait")
    assert told_by_headline([held_there], "Donors back the Kuwait conference") == (held_there,)


def test_not_where_another_is_called_so_or_two_are_nameless() -> None:
    title = "Envoys promise joint push for Somalia conference"
    named = told("conference", "", name="Somalia conference", at=90)
    assert told_by_headline([BARE, named], title) == (BARE, named)
    assert told_by_headline([BARE, BARE], title) == (BARE, BARE)


def test_so_it_is_one_with_the_conference_that_others_name() -> None:
    first = replace(article("a", "1993-02-01"), title="Envoys promise joint push for Somalia conference")
    named = told("conference", "", "1993-04-01/1993-04-30 month", hedge="likely", name="Somalia peace conference")
    assert only(agenda_of((first, [BARE]), (article("b", "1993-02-05"), [named]))).name == "Somalia peace conference"
