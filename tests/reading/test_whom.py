"""Paragraphs that say who takes part by title, description, pronoun, plural or metonym: are those found, no others?

`whom.txt` was written before the rules that read it. A paragraph begins with `@` and its day of publication; a line
`=> A; B` is one encounter and those who take part, `=> [name] A` a conference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from briefs.model.article import Article
from briefs.model.reading import Entry, Kind
from briefs.reading.model import Model
from briefs.reading.names import fold
from briefs.reading.read import read_all

_WANTED = re.compile(r"=> *(?:\[(?P<conference>.*?)\])? *(?P<who>.*)")
FLOOR = {"people precision": 0.93, "people recall": 0.93, "encounters": 0.7}

Wanted = tuple[bool, tuple[str, ...]]
"""Whether it is a conference, and who takes part."""


def paragraphs() -> list[tuple[Article, list[Wanted]]]:
    """Every paragraph with what it tells."""
    found = []
    blocks = ("\n" + Path(__file__).with_name("whom.txt").read_text(encoding="utf-8")).split("\n@")[1:]
    for number, block in enumerate(blocks):
        day, *lines = block.strip().splitlines()
        wanted = []
        for match in filter(None, map(_WANTED.fullmatch, lines)):
            who = tuple(each.strip() for each in match["who"].split(";") if each.strip())
            wanted.append((match["conference"] is not None, who))
        text = "\n".join(line for line in lines if not line.startswith("=>"))
        published_at = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        found.append((Article(str(number), text, published_at=published_at), wanted))
    return found


def is_same(one: str, other: str) -> bool:
    """Whether one of two names is the other, or a part of it."""
    ours, theirs = set(fold(one).lower().split()), set(fold(other).lower().split())
    return ours <= theirs or theirs <= ours


def meant(who: Iterable[str], names: list[str]) -> int:
    """How many of those wanted are named."""
    return sum(any(is_same(each, name) for name in names) for each in who)


def counterpart(wanted: Wanted, entries: list[Entry]) -> Entry | None:
    """The entry that tells the encounter wanted, if one does."""
    is_conference, who = wanted

    def agreement(entry: Entry) -> float:
        names = [each.name for each in entry.participants]
        return meant(who, names) - 0.3 * abs(len(names) - len(who))

    def can_be(entry: Entry) -> bool:
        enough = is_conference or meant(who, [each.name for each in entry.participants]) >= min(2, len(who))
        return enough and (entry.kind is Kind.CONFERENCE) == is_conference

    return max(filter(can_be, entries), key=agreement, default=None)


def test_those_meant_are_found_and_no_other(model: Model) -> None:
    cases = paragraphs()
    assert len(cases) >= 89
    told = right = named = wanted_names = total = 0
    wrong: list[str] = []
    for (article, wanted), reading in zip(cases, read_all([each for each, _ in cases], model=model), strict=True):
        left = list(reading.entries)
        for each in wanted:
            total += 1
            entry = counterpart(each, left)
            if entry is None:
                continue
            left.remove(entry)
            told += 1
            names = [participant.name for participant in entry.participants]
            found = meant(each[1], names)
            right, named, wanted_names = right + found, named + len(names), wanted_names + len(each[1])
            if not found == len(names) == len(each[1]):
                wrong.append(f"{article.text}\n    wanted {each[1]}\n    found {names}")
    figures = {
        "people precision": right / named,
        "people recall": right / wanted_names,
        "encounters": told / total,
    }
    assert all(figures[name] >= floor for name, floor in FLOOR.items()), f"{figures}\n" + "\n".join(wrong)
