"""Constructions of other years and regions: which words mean whom."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefs.model.article import Article
from briefs.reading.references import Cast


def cases() -> list[tuple[str, str, str]]:
    found = []
    for paragraph in (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line and not line.startswith("#")]
        for line in lines[1:]:
            words, names = line.split(" => ")
            found.append((lines[0], words, "" if names == "-" else names))
    return found


@pytest.mark.parametrize(("text", "words", "names"), cases())
def test_words_mean_these_people(text: str, words: str, names: str) -> None:
    cast = Cast(Article("a", text, published_at=datetime(2020, 1, 1, tzinfo=UTC)))
    start = text.index(words)
    stop = start + len(words)
    found = [who.name for each in cast.mentions() if each.start < stop and each.end > start for who in each.who]
    assert "; ".join(dict.fromkeys(found)) == names
