"""Sentences in each way that English tells an encounter, and silent twins: is the encounter found, who, what.

Written before the frames that read them. Days and places are left to the other tests.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefs.model.article import Article
from briefs.model.reading import Entry
from briefs.reading.model import Model
from briefs.reading.read import read

PUBLISHED_AT = datetime(2018, 3, 14, 12, tzinfo=UTC)
"""A Wednesday."""
TEXTS = [
    json.loads(line) for line in Path(__file__).with_name("encounters.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = {"right": 0.9, "status": 0.9}
"""Texts of which every entry is found and nothing else; entries found whose status is right."""


def words(name: str) -> set[str]:
    """The words of a conference's name."""
    return set(name.lower().replace("'s", "").split())


def is_same(entry: Entry, wanted: dict[str, Any]) -> bool:
    """Whether the entry is the one wanted: of its kind, with those who take part and at most one more."""
    kind = entry.kind.value
    if wanted["kind"] == "conference":
        name = words(wanted["name"])
        return kind == "conference" and 2 * len(name & (words(entry.name_as) | words(entry.name))) >= len(name)
    if kind == "conference" or (kind == "call") != (wanted["kind"] == "call"):
        return False
    names = [participant.name for participant in entry.participants]
    found = all(any(who in name or name in who for name in names) for who in wanted["participants"])
    return found and len(names) <= len(wanted["participants"]) + 1


def test_encounters_are_found(model: Model) -> None:
    assert len(TEXTS) >= 300
    wrong: list[str] = []
    statuses: list[str] = []
    found = 0
    for record in TEXTS:
        left = list(read(Article("x", record["text"], published_at=PUBLISHED_AT), model=model).entries)
        missed = []
        for wanted in record["entries"]:
            entry = next((each for each in left if is_same(each, wanted)), None)
            if entry is None:
                missed.append(wanted)
                continue
            left.remove(entry)
            found += 1
            if entry.status.value != wanted["status"]:
                statuses.append(f"{record['text']}: {entry.status.value}")
        if missed or left:
            extra = [(entry.kind.value, [each.name for each in entry.participants], entry.name) for entry in left]
            wrong.append(f"{record['text']}\n    missed {missed}\n    extra {extra}")
    assert 1 - len(wrong) / len(TEXTS) >= FLOOR["right"], "\n".join(wrong)
    assert 1 - len(statuses) / found >= FLOOR["status"], "\n".join(statuses)
