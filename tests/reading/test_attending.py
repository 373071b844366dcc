"""Who is told as taking part in a conference, in sentences of other years and regions than the corpora."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.model.article import Article
from briefs.model.reading import Kind
from briefs.reading.model import Model
from briefs.reading.read import read

PUBLISHED = datetime(2019, 9, 17, 12, tzinfo=UTC)

TOLD = [
    ("The Lagos forum opens on Thursday, with Goodluck Jonathan in the chair.", ["Goodluck Jonathan"]),
    ("The Accra forum opens on Thursday, Cyril Ramaphosa among the guests.", ["Cyril Ramaphosa"]),
    ("The Bali forum opens on Thursday, Joko Widodo playing host.", ["Joko Widodo"]),
    (
        "A donors' conference on Yemen, chaired by Margot Wallstrom and attended by Antonio Guterres, opens in Geneva"
        " on Thursday.",
        ["Margot Wallstrom", "Antonio Guterres"],
    ),
    ("The ASEAN summit in Bangkok on Saturday, which Prayut Chan-o-cha will host, is the last.", ["Prayut Chan-o-cha"]),
    ("Jordan confirmed that it will host foreign ministers of the Arab League next week.", ["Jordan"]),
    ("The Abuja climate summit was held on Monday under the chairmanship of Muhammadu Buhari.", ["Muhammadu Buhari"]),
    (
        "Kenya will host the Nairobi climate summit on Friday. Uhuru Kenyatta will chair it.",
        ["Kenya", "Uhuru Kenyatta"],
    ),
    ("The International AIDS Conference moves into Durban next week, Bill Clinton speaking.", ["Bill Clinton"]),
    (
        "The Doha forum opens on Sunday; among the speakers are Ana Brnabic and Kaja Kallas.",
        ["Ana Brnabic", "Kaja Kallas"],
    ),
    ("The accession conference with Montenegro will be held in Brussels on Friday.", ["Montenegro"]),
    (
        "Emmanuel Macron and Angela Merkel have seats at the G20 in Osaka on Friday.",
        ["Emmanuel Macron", "Angela Merkel"],
    ),
    ("The Sochi forum opens on Friday. As host, Vladimir Putin will be in the chair.", ["Vladimir Putin"]),
]

SILENT = [
    "The Oslo Forum opens on Friday. Erna Solberg will not attend it.",
    "The Oslo Forum opens on Friday, for once without Erna Solberg in the chair.",
    "The Oslo Forum opens on Friday. Erna Solberg was in London on Monday.",
]


def attending(text: str, model: Model) -> list[str]:
    """The participants of the conferences of a text."""
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    found = [entry for entry in entries if entry.kind is Kind.CONFERENCE]
    assert len(found) == 1, entries
    return [who.name for who in found[0].participants]


@pytest.mark.parametrize(("text", "names"), TOLD)
def test_those_who_take_part_are_told(text: str, names: list[str], model: Model) -> None:
    assert attending(text, model) == names


@pytest.mark.parametrize("text", SILENT)
def test_those_who_stay_away_are_not(text: str, model: Model) -> None:
    assert attending(text, model) == []


GUESTS = [
    (
        "On Friday John Kerry and Sergei Lavrov will dine in Paris as guests of Laurent Fabius.",
        ["John Kerry", "Sergei Lavrov", "Laurent Fabius"],
    ),
    (
        "Saudi Crown Prince Mohammed bin Salman arrives in Abu Dhabi on Friday as the guest of Mohammed bin Zayed.",
        ["Mohammed bin Salman", "Mohammed bin Zayed"],
    ),
]


@pytest.mark.parametrize(("text", "names"), GUESTS)
def test_a_host_takes_part_in_what_his_guests_do(text: str, names: list[str], model: Model) -> None:
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert [who.name for who in entries[0].participants] == names
