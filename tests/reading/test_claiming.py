"""What one side alone claims, from the sentence to the line of the brief. Sentences of other years and regions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.agenda.agenda import Agenda
from briefs.agenda.replaying import said_of
from briefs.composing.compose import compose
from briefs.model.article import Article
from briefs.model.brief import BriefRequest
from briefs.model.reading import Entry, Status
from briefs.reading.model import Model
from briefs.reading.read import read
from briefs.rendering.text import text
from briefs.wording.wording import Wordings

PUBLISHED = datetime(2019, 9, 17, 12, tzinfo=UTC)

CLAIMED = {
    "Moon Jae-in and Kim Jong Un met at Panmunjom on Monday, Seoul said; Pyongyang denied it.": "South Korea",
    "Seoul said Moon Jae-in and Kim Jong Un had met at Panmunjom on Monday. Pyongyang denied it.": "South Korea",
    "Moon Jae-in and Kim Jong Un met at Panmunjom on Monday, South Korean officials said. North Korea has not confirmed"
    " the meeting.": "South Korea",
    "Islamabad claims that Pakistani Foreign Minister Shah Mahmood Qureshi met Indian Foreign Minister Subrahmanyam"
    " Jaishankar in Bishkek on Friday.": "Pakistan",
    "According to the Kremlin, Russian President Vladimir Putin spoke by telephone with Ukrainian President Petro"
    " Poroshenko on Friday, but Kiev denied that the call took place.": "Russia",
    "The Taliban said they had held talks with American envoys in Doha on Sunday. Washington denied it.": "Taliban",
    "Afghan officials and the Taliban held talks in Doha on Sunday, the Taliban said. Kabul has not confirmed it.": (
        "Taliban"
    ),
}

UNCLAIMED = [
    "Vladimir Putin will meet Turkish President Recep Tayyip Erdogan in Sochi on Friday, the Kremlin said. Ankara made"
    " no comment.",
    "Moon Jae-in and Kim Jong Un met at Panmunjom on Monday, Seoul said. Pyongyang denied it had tested a missile.",
    "Moon Jae-in and Kim Jong Un met at Panmunjom on Monday, Seoul said. Pyongyang confirmed it.",
    "Moon Jae-in and Kim Jong Un met at Panmunjom on Monday. Tokyo claims that the islands are Japanese.",
]


def entry(text: str, model: Model) -> Entry:
    """The one encounter of a text."""
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert len(entries) == 1, entries
    return entries[0]


@pytest.mark.parametrize("text", CLAIMED)
def test_a_contested_encounter_names_the_side_that_claims_it(text: str, model: Model) -> None:
    found = entry(text, model)
    assert (found.status, found.claimed_by) == (Status.HELD, CLAIMED[text])


@pytest.mark.parametrize("text", UNCLAIMED)
def test_what_one_side_announces_is_no_claim(text: str, model: Model) -> None:
    assert not entry(text, model).claimed_by


def test_the_brief_says_whose_word_it_is(model: Model) -> None:
    article = Article("a", next(iter(CLAIMED)), source="Wire", published_at=PUBLISHED)
    agenda = Agenda()
    for told, entries in said_of([article], {"a": read(article, model=model)}):
        agenda.merge(told, entries, received_at=PUBLISHED)
    brief = compose(tuple(agenda), BriefRequest(PUBLISHED, "Europe/Moscow"))
    assert "according to South Korea" in text(brief, Wordings().of("en"))
