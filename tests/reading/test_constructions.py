"""Sentences of one construction each, of other years and regions than the corpora, with the entries they hold."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefs.model.article import Article
from briefs.reading.jsonl import entry_fields
from briefs.reading.model import Model
from briefs.reading.read import read
from tests.evaluation.__main__ import scorer

SENTENCES = [
    json.loads(line)
    for line in Path(__file__).with_name("constructions.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = {"precision": 0.95, "recall": 0.93}


def predictions(model: Model) -> dict[str, list[dict[str, Any]]]:
    """What reading makes of each sentence."""
    found = {}
    for record in SENTENCES:
        article = Article(record["id"], record["text"], published_at=datetime.fromisoformat(record["published"]))
        found[record["id"]] = [entry_fields(entry) for entry in read(article, model=model).entries]
    return found


def corpus() -> dict[str, Any]:
    """The sentences in the shape that tests/corpora/score.py works on."""
    gold = {}
    for record in SENTENCES:
        entries = []
        for number, entry in enumerate(record["entries"]):
            people = [{"name": name, "as": name} for name in entry["participants"]]
            past = entry["status"] == "held" and entry["end"] and entry["end"] < background_before(record["published"])
            key = f"{record['id']}-{number}"
            entries.append({"key": key, **entry, "participants": people, "background": bool(past)})
        gold[record["id"]] = {"id": record["id"], "tags": [], "entries": entries}
    return {
        "articles": {record["id"]: record for record in SENTENCES},
        "gold": gold,
        "names": scorer().Names({}),
        "agenda": [],
    }


def background_before(published: str) -> str:
    """The ISO date before which what was held is background."""
    return (datetime.fromisoformat(published) - timedelta(days=31)).date().isoformat()


def test_constructions_are_read(model: Model) -> None:
    assert len(SENTENCES) >= 100
    errors: list[tuple[str, str, str]] = []
    figures = scorer().evaluate(corpus(), predictions(model), errors=errors)
    events = figures["event_detection"]
    missed = "\n".join(f"{kind} {at} {what}" for kind, at, what in errors)
    assert events["precision"] >= FLOOR["precision"], missed
    assert events["recall"] >= FLOOR["recall"], missed
    assert figures["participants"]["f1"] >= 0.95
    assert figures["status"] >= 0.9
    assert figures["date_exact"] >= 0.9
