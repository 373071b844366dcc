"""A reading as one JSON object, in the form of the annotated corpora (tests/corpora/corpus/README.md)."""

from __future__ import annotations

import json
from typing import Any

from briefs.model.reading import Entry, Reading


def entry_fields(entry: Entry) -> dict[str, Any]:
    """The entry's fields with plain JSON values; dates are ISO 8601 or None."""
    window = entry.window
    return {
        "kind": entry.kind.value,
        "name": entry.name or None,
        "name_as": entry.name_as or None,
        "participants": [{"name": who.name, "as": who.mention} for who in entry.participants],
        "place": entry.place or None,
        "start": window.start.isoformat() if window.start else None,
        "end": window.end.isoformat() if window.end else None,
        "precision": window.precision.value,
        "status": entry.status.value,
        "hedged": entry.hedged,
        "hedge": entry.hedge or None,
        "topic": entry.topic or None,
        "time": entry.time or None,
        "claimed_by": entry.claimed_by or None,
        "evidence": entry.evidence[0].text if entry.evidence else "",
        "background": entry.background,
    }


def to_jsonl(reading: Reading) -> str:
    """One line, without its line feed: `{"id", "entries": [...]}`.

    Also `unread` where nothing was read, and `left` where a text was too long to be read whole.
    """
    record: dict[str, Any] = {"id": reading.article_id, "entries": [entry_fields(entry) for entry in reading.entries]}
    if reading.unread:
        record["unread"] = reading.unread
    if reading.left:
        record["left"] = reading.left
    return json.dumps(record, ensure_ascii=False)
