"""What is overdue, and which articles correct earlier ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefs.agenda.corrections import is_correction
from briefs.agenda.editing import correct_entry
from briefs.agenda.overdue import days_overdue, overdue
from briefs.model.agenda import Correction
from briefs.model.article import Article
from tests.agenda.telling import agenda_of, article, only, told
from tests.evaluation.sets import CORPORA, articles_of


@pytest.mark.parametrize(
    ("status", "when", "today", "days"),
    [
        ("planned", "2020-02-05", "2020-02-06", 1),
        ("planned", "2020-02-05", "2020-02-05", 0),
        ("planned", "2020-02-03/2020-02-09 week", "2020-02-08", 0),
        ("planned", "2020-02-03/2020-02-09 week", "2020-02-12", 3),
        ("postponed", "2020-02-05", "2020-02-07", 2),
        ("ongoing", "2020-02-04/2020-02-05", "2020-02-07", 2),
        ("held", "2020-02-05", "2020-02-07", 0),
        ("cancelled", "2020-02-05", "2020-02-07", 0),
        ("proposed", "2020-02-05", "2020-02-07", 0),
        ("planned", "../.. open", "2020-02-07", 0),
        ("planned", "2020-02-01/.. open", "2020-02-07", 0),
    ],
)
def test_what_was_due_and_not_reported(status: str, when: str, today: str, days: int) -> None:
    said = (article("a", "2020-01-02"), [told("meeting", "Ann Lee + Bob Ray", when, status)])
    entry = only(agenda_of(said))
    on = date.fromisoformat(today)
    assert (overdue(entry, on), days_overdue(entry, on)) == (days > 0, days)


def test_what_an_editor_removed_is_not_overdue() -> None:
    agenda = agenda_of((article("a", "2020-01-02"), [told("meeting", "Ann Lee + Bob Ray", "2020-02-05")]))
    fix = Correction("removed", True, datetime(2020, 2, 6, tzinfo=UTC), "Edna")
    agenda.apply(correct_entry(only(agenda), fix))
    assert not overdue(only(agenda), date(2020, 2, 7))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("CORRECTED: Syria conference slips to July", "GENEVA – Preparations inched forward."),
        ("CORRECTED-Ministers to meet in Riga", "RIGA – They will."),
        ("UPDATE 2-CORRECTED-Ministers to meet", "RIGA – They will."),
        ("Correction: Baltic talks story", "RIGA – They will."),
        ("Ministers to meet in Riga (corrected)", "RIGA – They will."),
        ("Ministers to meet", "(Corrects date of next meeting in third paragraph)\n\nRIGA – They will."),
        ("Ministers to meet", "This story corrects the day of the meeting.\n\nRIGA – They will."),
        ("Ministers to meet", "RIGA – They will.\n\nAn earlier version of this article gave a wrong date."),
    ],
)
def test_a_correction_says_so(title: str, text: str) -> None:
    assert is_correction(Article("a", text, title=title))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Minister demands correction", "The minister asked for a correction of the figures."),
        ("Market correction looms", "Shares may fall."),
        ("Correction looms in markets", "Shares may fall."),
        ("Talks on border", "He corrected himself: they will meet on Monday."),
        ("", ""),
    ],
)
def test_a_text_about_corrections_is_none(title: str, text: str) -> None:
    assert not is_correction(Article("a", text, title=title))


def test_the_corpus_holds_one_correction() -> None:
    assert [one.id for one in articles_of(CORPORA / "corpus") if is_correction(one)] == ["d25"]
