"""The phrases' date expressions: each sentence must hold a mention with exactly the window a person gave it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from briefs.reading.dates import find_dates

PHRASES = Path(__file__).parents[2] / "corpora" / "phrases" / "dates.jsonl"


def test_phrases_resolve_to_their_windows() -> None:
    """At least .97 of them, DESIGN's bar."""
    rows = [json.loads(line) for line in PHRASES.read_text(encoding="utf-8").splitlines()]
    missed = []
    for row in rows:
        mentions = find_dates(row["sentence"], published=date.fromisoformat(row["ref"]))
        if not any((str(m.start), str(m.end)) == (row["start"], row["end"]) for m in mentions):
            missed.append((row["id"], row["expr"], [(m.text, str(m.start), str(m.end)) for m in mentions]))
    assert len(rows) - len(missed) >= 0.97 * len(rows), missed
