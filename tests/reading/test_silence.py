"""Texts full of temptations, and what they tell of current encounters: mostly none.

Sport, markets, courts, obituaries, anniversaries, columns, festivals, sittings, habits and hypotheticals of other years
than the corpora; one encounter told twice; encounters to be kept apart. Each was written before it was read. In
silence.txt a text begins with a line of its day and desk, and ends with a line for each entry it holds: the kind.
Entries marked as background are free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefs.model.article import Article
from briefs.model.reading import Entry, Kind
from briefs.reading.model import Model
from briefs.reading.read import read_all

CEILING = 0.12
"""Of the texts, so many may tell what they do not hold."""
FAMILIES = {Kind.MEETING: "face", Kind.TALKS: "face", Kind.VISIT: "face", Kind.CALL: "call", Kind.CONFERENCE: "many"}


@dataclass(frozen=True)
class Told:
    """A text with its day and desk, and the kinds of entry it holds."""

    article: Article
    desk: str
    wanted: tuple[Kind, ...]


def told() -> list[Told]:
    """Every text of silence.txt."""
    found = []
    for index, block in enumerate(Path(__file__).with_name("silence.txt").read_text(encoding="utf-8").split("== ")[1:]):
        head, *lines = block.strip().splitlines()
        day, desk = head.split()
        text = "\n".join(line for line in lines if not line.startswith("> ")).strip()
        wanted = tuple(Kind(line.removeprefix("> ")) for line in lines if line.startswith("> "))
        published_at = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        found.append(Told(Article(str(index), text, published_at=published_at), desk, wanted))
    return found


def beyond(entries: tuple[Entry, ...], wanted: tuple[Kind, ...]) -> list[Entry]:
    """The current entries that the text does not hold."""
    left = [FAMILIES[kind] for kind in wanted]
    extra = []
    for entry in entries:
        if entry.background:
            continue
        if FAMILIES[entry.kind] in left:
            left.remove(FAMILIES[entry.kind])
        else:
            extra.append(entry)
    return extra


def test_nothing_is_invented(model: Model) -> None:
    texts = told()
    assert len(texts) > 150
    wrong = []
    for each, reading in zip(texts, read_all((each.article for each in texts), model=model), strict=True):
        if extra := beyond(reading.entries, each.wanted):
            names = [(entry.kind.value, entry.name, [who.name for who in entry.participants]) for entry in extra]
            wrong.append(f"{each.desk} {each.article.text}\n    {names}")
    assert len(wrong) / len(texts) <= CEILING, "\n".join(wrong)
