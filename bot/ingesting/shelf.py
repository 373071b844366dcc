"""Agenda entries in the store, filed under the keys by which merging looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from tinydb import where
from tinydb.table import Document

from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import DEPARTED, ENTRIES, META
from briefs.agenda.blocking import blocking_keys
from briefs.agenda.shelf import Changes
from briefs.model.agenda import AgendaEntry

REVISION = "agenda revision"


class StoredShelf:
    """The `Shelf` of merging over the store's entries; use it inside one transaction."""

    def __init__(self, store: Store) -> None:
        self._table = store.table(ENTRIES)
        self._departed = store.table(DEPARTED)
        self._meta = store.table(META)
        # Placing many reports again asks for the same entries many times; nothing changes before `apply`.
        self._asked: dict[tuple[frozenset[str], date, datetime | None], list[AgendaEntry]] = {}
        self._read: dict[int, AgendaEntry] = {}

    def near(self, keys: frozenset[str], *, open_on: date, told_after: datetime | None = None) -> Iterable[AgendaEntry]:
        """See `Shelf.near`."""
        question = keys, open_on, told_after
        if question not in self._asked:
            filed = where("keys").any(sorted(keys))
            filed &= (where("open_until") == None) | (where("open_until") >= open_on.isoformat())  # noqa: E711
            if told_after is not None:
                filed &= (where("told_at") == None) | (where("told_at") > instant(told_after))  # noqa: E711
            self._asked[question] = list(self._decoded(self._table.search(filed)))
        return self._asked[question]

    def of_article(self, article_id: str) -> Iterable[AgendaEntry]:
        """See `Shelf.of_article`."""
        return list(self._decoded(self._table.search(where("articles").any([article_id]))))

    def get(self, entry_id: str) -> AgendaEntry | None:
        """See `Shelf.get`."""
        found = self._table.get(where("id") == entry_id)
        return None if found is None else next(self._decoded([found]))

    def apply(self, changes: Changes) -> None:
        """Save what merging or editing changed, under a new revision, by which readers find what changed since."""
        if changes.none:
            return
        revision = self._next_revision()
        for entry_id in changes.removed:
            self._depart(entry_id, revision)
        for entry in map(self._returned, changes.saved):
            articles = {contribution.article.article_id for contribution in entry.contributions}
            document = {
                **encode(entry),
                "keys": sorted(blocking_keys(entry)),
                "articles": sorted(articles),
                "told_at": instant(entry.reported_at) if entry.reported_at else None,
                "revision": revision,
            }
            self._table.upsert(document, where("id") == entry.id)
        self._asked.clear()
        self._read.clear()

    def _depart(self, entry_id: str, revision: int) -> None:
        """Take an entry away; its face is kept, so that calendars that show it can be told."""
        last = self.get(entry_id)
        document: dict[str, object] = {"v": 1, "id": entry_id, "revision": revision}
        if last is not None:
            face = replace(last, contributions=(), ledger=(), corrections=(), cited=None, sequence=last.sequence + 1)
            document |= {"entry": encode(face), "ends": face.window.end.isoformat() if face.window.end else None}
        self._table.remove(where("id") == entry_id)
        self._departed.upsert(document, where("id") == entry_id)

    def _returned(self, entry: AgendaEntry) -> AgendaEntry:
        """An entry to save; one that had left and comes back has changed for every calendar that was told so."""
        if entry.sequence:
            return entry
        kept = self._departed.get(where("id") == entry.id)
        if not isinstance(kept, Document):
            return entry
        self._departed.remove(doc_ids=[kept.doc_id])
        return replace(entry, sequence=int(kept["entry"]["sequence"]) + 1) if kept.get("entry") else entry

    def _next_revision(self) -> int:
        kept = self._meta.get(where("name") == REVISION)
        revision = (int(kept["value"]) if isinstance(kept, Document) else 0) + 1
        self._meta.upsert({"v": 1, "name": REVISION, "value": revision}, where("name") == REVISION)
        return revision

    def _decoded(self, documents: Iterable[Document]) -> Iterator[AgendaEntry]:
        for document in documents:
            if document.doc_id not in self._read:
                self._read[document.doc_id] = decode(AgendaEntry, document)
            yield self._read[document.doc_id]


def departed_entries(store: Store, *, ending_from: date) -> list[AgendaEntry]:
    """What left the agenda though its days were not over before a date, each as it last was."""
    gone = store.table(DEPARTED).search(where("ends") >= ending_from.isoformat())
    return [decode(AgendaEntry, document["entry"]) for document in gone]
