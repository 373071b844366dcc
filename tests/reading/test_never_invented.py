"""What is no encounter of those named, or none at all: sentences of other years and regions than the corpora."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.agenda.agenda import Agenda
from briefs.agenda.replaying import said_of
from briefs.composing.compose import compose
from briefs.model.article import Article
from briefs.model.brief import BriefRequest
from briefs.model.reading import Kind
from briefs.reading.model import Model
from briefs.reading.read import read
from briefs.rendering.text import text as text_of
from briefs.wording.wording import Wordings

PUBLISHED = datetime(2019, 9, 17, 12, tzinfo=UTC)
FACE_TO_FACE = {Kind.MEETING, Kind.TALKS, Kind.VISIT, Kind.CALL}

NOBODY = [
    "Macron told his host Rouhani that he had told Johnson in London on Monday to wait.",
    "Jacinda Ardern told Scott Morrison in a letter on Friday that New Zealand would not wait.",
    "Prime Minister Benjamin Netanyahu said he was tired. The prime minister of Poland will travel to Kiev on Friday.",
    "Serbia joins the Union on 1 July, Ursula von der Leyen said.",
    'Margaret Atwood\'s "Congress of the Birds" was read by the book club on Monday.',
    "Cyril Ramaphosa and Nana Akufo-Addo agree that a fifth summit of the Lakes would have to wait.",
    "Angela Merkel looks forward to welcoming Emmanuel Macron to the Berlin climate conference on Friday.",
    "Jair Bolsonaro rang the bell. Emmanuel Macron rang in the new year.",
]

WHO = [
    (
        "Prime Minister Benjamin Netanyahu spoke. The Polish prime minister met Volodymyr Zelensky in Kiev on Monday.",
        "Benjamin Netanyahu",
    ),
    (
        "The Secretary was at work early. Foreign Secretary Dominic Raab rang. The Secretary met Kang Kyung-wha on"
        " Monday.",
        "Dominic Raab",
    ),
    (
        "The envoys of the two countries on the border question, Ajit Doval and Wang Yi, will meet on Friday, India and"
        " China said.",
        "India",
    ),
    ("Donald Trump had tea with the Queen in London on Monday. Emperor Naruhito sent his regards.", "Naruhito"),
]


def told(text: str, model: Model) -> list[tuple[Kind, list[str]]]:
    """Kind and participants of each entry."""
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    return [(entry.kind, [who.name for who in entry.participants]) for entry in entries]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_said_to_have_met(text: str, model: Model) -> None:
    assert not [entry for entry in told(text, model) if entry[0] in FACE_TO_FACE and len(entry[1]) > 1]


@pytest.mark.parametrize(("text", "name"), WHO)
def test_somebody_else_is_not_taken_for_who_took_part(text: str, name: str, model: Model) -> None:
    assert name not in [who for _, people in told(text, model) for who in people]


BY_OFFICE = [
    ("Recep Tayyip Erdogan telephoned the Emir of Qatar on Monday.", ["Recep Tayyip Erdogan", "Qatari emir"]),
    (
        "Jacinda Ardern will receive the Fijian prime minister in Wellington on Friday.",
        ["Jacinda Ardern", "Fijian prime minister"],
    ),
    (
        "Cyril Ramaphosa met Botswana's foreign minister in Pretoria on Monday.",
        ["Cyril Ramaphosa", "Botswanan foreign minister"],
    ),
]


@pytest.mark.parametrize(("text", "names"), BY_OFFICE)
def test_who_is_known_by_office_alone_is_told_so(text: str, names: list[str], model: Model) -> None:
    found = told(text, model)
    assert [people for _, people in found] == [names]


@pytest.mark.parametrize(
    "text",
    [
        "Cyril Ramaphosa met a minister in Pretoria on Monday.",
        "Cyril Ramaphosa met the French ambassador's wife in Pretoria on Monday.",
        "The Kenyan president met the Ugandan president.",
    ],
)
def test_an_office_that_tells_nobody_is_not_told(text: str, model: Model) -> None:
    assert not [entry for entry in told(text, model) if len(entry[1]) > 1]


def test_two_emirs_are_not_one_and_the_brief_names_them_by_office(model: Model) -> None:
    texts = {
        "a": "Recep Tayyip Erdogan telephoned the Emir of Qatar on Monday.",
        "b": "Recep Tayyip Erdogan telephoned Qatar's emir on Monday.",
        "c": "Recep Tayyip Erdogan telephoned the Emir of Kuwait on Monday.",
    }
    articles = [Article(key, text, source=key, published_at=PUBLISHED) for key, text in texts.items()]
    agenda = Agenda()
    for article, entries in said_of(articles, {each.id: read(each, model=model) for each in articles}):
        agenda.merge(article, entries, received_at=PUBLISHED)
    assert len(agenda) == 2
    lines = text_of(compose(tuple(agenda), BriefRequest(PUBLISHED, "Europe/Istanbul")), Wordings().of("en"))
    assert "Recep Tayyip Erdogan – Qatari emir" in lines
    assert "Kuwaiti emir" in lines
