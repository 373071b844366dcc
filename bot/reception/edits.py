"""The book of what editors did by hand: written in the transaction of the edit, read for their list and for [Undo].

An edit's `key` names the button press that made it, so that a press handled twice (a kill in between, say) edits once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.editions import Editions
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import EDITS
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry
from handlers.exchange import Edit, Visitor

ADDED, JOINED, SPLIT, CORRECTED = "added", "joined", "split", "corrected"


def written_under(store: Store, key: str) -> Document | None:
    """The edit of that key; None when it has not been made."""
    kept = store.table(EDITS).get(where("key") == key)
    return kept if isinstance(kept, Document) else None


def write_edit(
    store: Store, what: str, entry: AgendaEntry, *, key: str, visitor: Visitor, at: datetime, field: str = ""
) -> Document:
    """Write an edit of `entry` into the book; for a correction `field` says which."""
    document = {
        "v": 1,
        "key": key,
        "what": what,
        "field": field,
        "entry_id": entry.id,
        "told": entry.name or " – ".join(one.name for one in entry.participants),
        "user_id": visitor.user_id,
        "by": visitor.name,
        "at": instant(at),
        "undone_at": None,
        "undone_by": 0,
    }
    return Document(document, doc_id=store.table(EDITS).insert(document))


def edit_numbered(store: Store, number: int) -> Document:
    """An edit that holds. RequestError when there is none of that number or it was taken back."""
    kept = store.table(EDITS).get(doc_id=number)
    if not isinstance(kept, Document) or kept["undone_at"]:
        raise RequestError("there is no such edit, or it was taken back", sentence="no-such-edit")
    return kept


def strike_out(store: Store, kept: Document, visitor: Visitor, at: datetime) -> Document:
    """Note in the book that an edit was taken back."""
    change = {"undone_at": instant(at), "undone_by": visitor.user_id}
    store.table(EDITS).update(change, doc_ids=[kept.doc_id])
    return Document({**kept, **change}, doc_id=kept.doc_id)


def touched_by(store: Store, editions: Editions, kept: Mapping[str, Any]) -> str:
    """The id of an entry that an edit holds in, wherever later merges took it. RequestError when it holds nowhere."""
    first = editions.find(store, kept["entry_id"])
    holds = _holds(kept)
    others = () if first is not None and holds(first) else editions.entries(store)
    found = first if not others else next((entry for entry in others if holds(entry)), None)
    if found is None:
        raise RequestError("nothing of that edit is left", sentence="no-such-edit")
    return found.id


def edit_of(store: Store, editions: Editions, kept: Document) -> Edit:
    """What a conversation is told of an edit, with the entry as it is now."""
    return Edit(
        number=kept.doc_id,
        what=kept["what"],
        told=kept["told"],
        by=kept["by"],
        at=datetime.fromisoformat(kept["at"]),
        field=kept["field"],
        entry=editions.find(store, kept["entry_id"]),
        undone=bool(kept["undone_at"]),
    )


def _holds(kept: Mapping[str, Any]) -> Callable[[AgendaEntry], bool]:
    """Whether an entry has what an edit set."""
    if kept["what"] == CORRECTED:
        at = datetime.fromisoformat(kept["at"])
        return lambda entry: any(one.field == kept["field"] and one.at == at for one in entry.corrections)
    return lambda entry: any(pin.edit_id == kept["key"] for one in entry.contributions for pin in one.pins)
