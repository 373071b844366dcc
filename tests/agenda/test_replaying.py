"""The sections that a replay tells, and the corpus' own checkpoints."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefs.agenda.replaying import is_coming, is_today, replay, said_of, sections_at
from briefs.model.article import Article
from briefs.model.reading import Reading
from tests.agenda.telling import agenda_of, article, only, told
from tests.evaluation.agenda import checkpoints, gold_readings, load_corpus, row, scorer
from tests.evaluation.sets import CORPORA


@pytest.mark.parametrize(("canonical", "bar"), [(True, 0.97), (False, 0.95)])
def test_the_corpus_fed_with_what_its_articles_say_tells_its_checkpoints(canonical: bool, bar: float) -> None:
    score = scorer()
    corpus = load_corpus(score, CORPORA / "corpus")
    predicted = checkpoints(CORPORA / "corpus", gold_readings(CORPORA / "corpus", canonical=canonical))
    _, _, f1, status, dates, *_ = row(score.evaluate_agenda(corpus, predicted))
    assert f1 >= bar
    assert status >= 0.97
    assert dates >= 0.97


@pytest.mark.parametrize(
    ("status", "when", "today", "coming"),
    [
        ("planned", "2020-02-05", True, False),
        ("ongoing", "2020-02-04/2020-02-06", True, False),
        ("planned", "2020-02-06", False, True),
        ("planned", "2020-03-21", False, True),
        ("planned", "2020-03-22", False, False),
        ("planned", "2020-02-03/2020-02-09 week", False, True),
        ("planned", "2020-02-01/2020-02-29 month", False, True),
        ("planned", "2020-02-01/2020-04-30 quarter", False, False),
        ("planned", "2020-02-10/.. open", False, False),
        ("postponed", "2020-02-20", False, True),
        ("postponed", "../.. open", False, False),
        ("cancelled", "2020-02-05", False, False),
        ("proposed", "2020-02-06", False, False),
        ("held", "2020-02-05", False, False),
    ],
)
def test_what_stands_under_today_and_coming_up(status: str, when: str, today: bool, coming: bool) -> None:
    said = (article("a", "2020-01-02"), [told("meeting", "Ann Lee + Bob Ray", when, status)])
    entry = only(agenda_of(said))
    on = date(2020, 2, 5)
    assert (is_today(entry, on), is_coming(entry, on)) == (today, coming)


def sections(at: str, *reports: tuple[str, str, str]) -> dict[str, int]:
    """How many items stand in each section at an instant, after reports of (published, window, status)."""
    said = [
        (article(f"a{index}", published), [told("meeting", "Ann Lee + Bob Ray", when, status)])
        for index, (published, when, status) in enumerate(reports)
    ]
    return {name: len(items) for name, items in sections_at(agenda_of(*said), datetime.fromisoformat(at)).items()}


def test_a_change_of_the_last_day_is_told_once_and_a_first_report_is_none() -> None:
    reports = [("2020-02-01", "2020-02-10", "planned"), ("2020-02-05", "2020-02-12", "postponed")]
    assert sections("2020-02-05T13:00:00+00:00", *reports)["changed_since_yesterday"] == 1
    assert sections("2020-02-06T13:00:00+00:00", *reports)["changed_since_yesterday"] == 0
    assert sections("2020-02-01T13:00:00+00:00", *reports)["changed_since_yesterday"] == 0


def test_held_is_told_for_two_days_and_a_late_report_for_three() -> None:
    prompt = [("2020-02-01", "2020-02-05", "planned"), ("2020-02-05", "2020-02-05", "held")]
    late = [("2020-02-01", "2020-02-05", "planned"), ("2020-02-08", "2020-02-05", "held")]
    assert sections("2020-02-06T06:00:00+00:00", *prompt)["just_held"] == 1
    assert sections("2020-02-07T06:00:00+00:00", *prompt)["just_held"] == 0
    assert sections("2020-02-08T13:00:00+00:00", *late)["just_held"] == 1


def test_later_and_undated_articles_are_left_out_and_today_is_the_instants_own_date() -> None:
    entry = told("meeting", "Ann Lee + Bob Ray", "2020-02-06")
    articles = [
        Article("a", "One.", published_at=datetime.fromisoformat("2020-02-05T10:00:00+00:00")),
        Article("b", "Two."),
        Article("c", "Three.", published_at=datetime.fromisoformat("2020-02-07T10:00:00+00:00")),
    ]
    held = told("meeting", "Ann Lee + Bob Ray", "2020-02-06", "held")
    other = told("meeting", "Cy Poe + Di Roe", "2020-02-06")
    readings = {"a": Reading("a", (entry,)), "b": Reading("b", (other,)), "c": Reading("c", (held,))}
    said = said_of(articles, readings)
    instants = ("2020-02-05T22:00:00+00:00", "2020-02-06T03:00:00+05:00")
    west, east = replay(said, [datetime.fromisoformat(at) for at in instants])
    assert west["as_of"] == "2020-02-05T22:00:00+00:00"
    assert [len(west[name]) for name in ("today", "coming_up")] == [0, 1]
    assert [len(east[name]) for name in ("today", "coming_up")] == [1, 0]
