"""Sentences of one construction each, and paragraphs of wire copy, of other years and regions than the corpora."""

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

Records = list[dict[str, Any]]


def records(name: str) -> Records:
    """The texts of a file beside this one, each with the entries it holds, written before any rule for it."""
    return [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


def predictions(texts: Records, model: Model) -> dict[str, list[dict[str, Any]]]:
    """What reading makes of each text."""
    found = {}
    for record in texts:
        title = record.get("title", "")
        article = Article(
            record["id"], record["text"], title=title, published_at=datetime.fromisoformat(record["published"])
        )
        found[record["id"]] = [entry_fields(entry) for entry in read(article, model=model).entries]
    return found


def corpus(texts: Records) -> dict[str, Any]:
    """The texts in the shape that tests/corpora/score.py works on."""
    gold = {}
    for record in texts:
        entries = []
        for number, entry in enumerate(record["entries"]):
            people = [{"name": name, "as": name} for name in entry["participants"]]
            past = entry["status"] == "held" and entry["end"] and entry["end"] < background_before(record["published"])
            key = f"{record['id']}-{number}"
            entries.append({"key": key, **entry, "participants": people, "background": bool(past)})
        gold[record["id"]] = {"id": record["id"], "tags": [], "entries": entries}
    return {
        "articles": {record["id"]: record for record in texts},
        "gold": gold,
        "names": scorer().Names({}),
        "agenda": [],
    }


def background_before(published: str) -> str:
    """The ISO date before which what was held is background."""
    return (datetime.fromisoformat(published) - timedelta(days=31)).date().isoformat()


def test_constructions_are_read(model: Model) -> None:
    texts = records("constructions.jsonl")
    assert len(texts) >= 100
    errors: list[tuple[str, str, str]] = []
    figures = scorer().evaluate(corpus(texts), predictions(texts, model), errors=errors)
    events = figures["event_detection"]
    missed = "\n".join(f"{kind} {at} {what}" for kind, at, what in errors)
    assert events["precision"] >= 0.95, missed
    assert events["recall"] >= 0.93, missed
    assert figures["participants"]["f1"] >= 0.95
    assert figures["status"] >= 0.9
    assert figures["date_exact"] >= 0.9


def test_wire_paragraphs_are_dated_and_placed(model: Model) -> None:
    texts = records("wires.jsonl")
    assert len(texts) >= 110
    errors: list[tuple[str, str, str]] = []
    figures = scorer().evaluate(corpus(texts), predictions(texts, model), errors=errors)
    missed = "\n".join(f"{kind} {at} {what}" for kind, at, what in errors)
    assert figures["event_detection"]["recall"] >= 0.85, missed
    for figure, floor in {"date_exact": 0.94, "status": 0.94, "hedge_accuracy": 0.97, "place": 0.93}.items():
        assert figures[figure] >= floor, f"{figure}\n{missed}"
