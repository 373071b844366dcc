"""What goes after a while: the full texts of old articles.

An article whose text has gone keeps everything else: title, address, dates, by what it is known again, and what its
sentences proved, which entries and people hold themselves (ADR 0064). Called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.ingesting.archive import READ, UNREAD
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import ARTICLES

NO_TEXT = "its text is no longer kept"
"""Why an article that waited to be read too long never will be."""


def drop_texts(store: Store, *, before: datetime, limit: int) -> int:
    """Drop the texts that came before an instant, at most `limit` of them, the oldest first; how many."""
    table = store.table(ARTICLES)
    old = table.find(where("text_since") < instant(before), order="text_since", limit=limit)
    table.replace(Document(_without_text(document), document.doc_id) for document in old)
    return len(old)


def _without_text(document: Document) -> dict[str, Any]:
    read = document["state"] == READ
    return {
        **_without(document, "text_since"),
        "text": "",
        "letters": len(document["text"]),
        "summary": "",
        "versions": [_without(version, "text") for version in document["versions"]],
        "state": READ if read else UNREAD,
        "reason": "" if read else NO_TEXT,
    }


def _without(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != key}
