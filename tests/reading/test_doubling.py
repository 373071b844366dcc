"""What an article tells in several words is one entry; encounters apart stay apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.model.article import Article
from briefs.reading.model import Model
from briefs.reading.read import read

PUBLISHED = datetime(2009, 6, 18, 12, tzinfo=UTC)
"""A Thursday."""

ONCE = {
    "purpose": "Dmitry Medvedev will be in Astana on Friday to see Nursultan Nazarbayev.",
    "received": "Dmitry Medvedev was on his way to Astana and will be received by Nursultan Nazarbayev on Friday.",
    "eve": "Dmitry Medvedev flew to Astana on Tuesday to see Nursultan Nazarbayev. The two men met on Wednesday.",
    "for talks": (
        "Dmitry Medvedev arrived in Astana on Tuesday for talks with Nursultan Nazarbayev. The two presidents met on"
        " Wednesday."
    ),
    "told to": "Dmitry Medvedev was in Astana on Monday and told Nursultan Nazarbayev to his face that he was wrong.",
    "conference": "Dmitry Medvedev goes to Astana on Friday for the Caspian Sea Summit.",
    "gathering": "Officials from Russia and Kazakhstan will sit down in Astana by the end of June.",
}
TWICE = {
    "two days": "Dmitry Medvedev met Nursultan Nazarbayev on Tuesday. The two met again on Thursday.",
    "two hosts": "Dmitry Medvedev met Nursultan Nazarbayev on Tuesday and Islam Karimov on Wednesday.",
    "two trips": "Dmitry Medvedev sees Nursultan Nazarbayev in Astana on Friday and travels to Bishkek on Sunday.",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ONCE.items()])
def test_one_encounter_is_told_once(text: str, model: Model) -> None:
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert len(entries) == 1, entries


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TWICE.items()])
def test_two_encounters_stay_two(text: str, model: Model) -> None:
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert len(entries) == 2, entries
