"""What the reader keeps in mind of people stays bounded, and is built anew less often the more it holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.ingesting import reader as reading
from bot.ingesting.reader import BlockingReader
from briefs.model.reading import Person

START = datetime(2013, 1, 1, tzinfo=UTC)
LETTERS = "bcdfghjklmnprstvz"


def person(number: int) -> Person:
    syllables = [f"{LETTERS[number // 17**place % 17]}a" for place in range(4)]
    return Person(f"Otto {''.join(syllables).title()}", "Minister", "Austria", START + timedelta(hours=number))


def test_those_seen_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PEOPLE", 20)
    reader = BlockingReader()
    for number in range(50):
        reader.learn([person(number)])
    known = {each.name for each in reader._whoswho}
    assert len(known) <= 41
    assert person(49).name in known
    assert person(0).name not in known


def test_news_wait_until_they_are_worth_it() -> None:
    reader = BlockingReader()
    reader.learn(person(number) for number in range(1200))
    reader.learn([person(2000)])
    reader.learn([person(2001)])
    assert len(reader._whoswho) == 1200
    reader.learn([person(2002)])
    assert len(reader._whoswho) == 1203
