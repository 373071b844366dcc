"""TinyDB's `Table` and `Storage` over rows of a database.

The semantics are TinyDB's: where it hands an updater the whole table as a dictionary, here it gets an `Overlay` that
reads documents as they are asked for and writes back only those that changed. Differences that can be seen: documents
come in order of their ids; the query cache is off (the stock one ignores regex flags and leaks callers' edits);
ids are never used twice, but for `truncate`; values that are not JSON, NaN among them, are refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from bot.store.pushdown import EVERY_ROW, Condition, Path, Pushdown
from bot.store.rows import Rows

_HELD_AT_MOST = 1000
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def dump(document: Mapping[str, Any]) -> str:
    """A document as JSON text. Raises ValueError or TypeError for what JSON cannot say, NaN included."""
    text = _ENCODER.encode(document)
    # Half a surrogate pair cannot be written as UTF-8; escaped it can, and comes back as it was.
    return text if text.isascii() or _encodable(text) else json.dumps(document, allow_nan=False, separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Overlay(MutableMapping[int, dict[str, Any]]):
    """A table as the dictionary that TinyDB's updaters expect, reading lazily and remembering what was touched.

    Only rows that meet `where` are listed when iterating. At most a thousand documents are held; beyond that the
    oldest are compared with what was read and written if they differ, so memory stays bounded inside one transaction.
    """

    def __init__(self, rows: Rows, table: str, where: Condition = EVERY_ROW) -> None:
        self._rows, self._table, self._where = rows, table, where
        self._held: dict[int, tuple[dict[str, Any], str]] = {}

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        if doc_id not in self._held:
            text = self._rows.text(self._table, doc_id)
            if text is None:
                raise KeyError(doc_id)
            self._held[doc_id] = (json.loads(text), text)
            if len(self._held) > _HELD_AT_MOST:
                self._release(next(iter(self._held)))
        return self._held[doc_id][0]

    def __setitem__(self, doc_id: int, document: dict[str, Any]) -> None:
        self._held.pop(doc_id, None)
        self._rows.put(self._table, doc_id, dump(document))

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._held.pop(doc_id, None)
        self._rows.remove(self._table, [doc_id])

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows.ids(self._table, self._where))

    def __len__(self) -> int:
        return self._rows.count(self._table, self._where)

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, int) and (doc_id in self._held or self._rows.text(self._table, doc_id) is not None)

    def clear(self) -> None:
        """Empty the whole table."""
        self._held.clear()
        self._rows.clear(self._table)

    def flush(self) -> None:
        """Write what was changed in place."""
        for doc_id in list(self._held):
            self._release(doc_id)

    def _release(self, doc_id: int) -> None:
        document, text = self._held.pop(doc_id)
        now = dump(document)
        if now != text:
            self._rows.put(self._table, doc_id, now)


class RowTable(Table):
    """A TinyDB table whose documents are rows. What TinyDB documents holds; `find` adds order and paging."""

    def __init__(self, storage: RowStorage, name: str, cache_size: int | None = 0, persist_empty: bool = False) -> None:
        self._rows = storage.rows
        self._where = EVERY_ROW
        if persist_empty:
            self._rows.create(name)
        super().__init__(storage, name, cache_size=0)

    def find(
        self,
        cond: QueryLike | None = None,
        *,
        order: str = "",
        descending: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Document]:
        """Documents that match `cond` (all, if None), sorted and paged.

        `order` is a path with dots ("window.start"); documents without it sort as the smallest; ties and no order go
        by id. `offset` matching documents are skipped, at most `limit` returned.
        """
        found: list[Document] = []
        if limit is not None and limit <= 0:
            return found
        where = self._compiled(cond)
        if order or descending:
            path: Path = tuple(order.split(".")) if order else ()
            rows = self._rows.ordered(self.name, where, path, descending)
        else:
            rows = self._rows.select(self.name, where)
        for doc_id, text in rows:
            document = json.loads(text)
            if cond is not None and not cond(document):
                continue
            if offset > 0:
                offset -= 1
                continue
            found.append(Document(document, doc_id))
            if limit is not None and len(found) >= limit:
                break
        return found

    def sharing(self, path: str, elements: Sequence[str], *, limit: int) -> list[Document]:
        """Those whose list at `path` holds most of these texts, at most `limit`; those with most first.

        The path must be indexed by its elements (`Index(…, many=True)`).
        """
        read = (
            (each, self._rows.text(self.name, each)) for each in self._rows.sharing(self.name, path, elements, limit)
        )
        return [Document(json.loads(text), each) for each, text in read if text is not None]

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document; its id. A `Document` keeps its own id, which must be free (ValueError)."""
        if isinstance(document, Document):
            return self.insert_multiple([document])[0]
        return self._insert(document)  # a statement is a transaction

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert all of them, or none if any is refused; their ids."""
        with self._rows.transaction():
            self._rows.create(self.name)
            return [self._insert(document) for document in documents]

    def _insert(self, document: Mapping[str, Any]) -> int:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        text = dump(dict(document))
        if not isinstance(document, self.document_class):
            return self._rows.add(self.name, text)
        if self._rows.text(self.name, document.doc_id) is not None:
            raise ValueError(f"Document with ID {document.doc_id} already exists")
        self._rows.put(self.name, document.doc_id, text)
        return document.doc_id

    def replace(self, documents: Iterable[Document]) -> None:
        """Write these over the documents with their ids, all or none, without reading them first."""
        rows = [(document.doc_id, dump(document)) for document in documents]
        if len(rows) <= 1:  # a statement is a transaction
            for row in rows:
                self._rows.put(self.name, *row)
            return
        with self._rows.transaction():
            self._rows.put_all(self.name, rows)

    def discard(self, doc_ids: Iterable[int]) -> None:
        """Remove those of these that exist, without reading them first."""
        self._rows.remove(self.name, doc_ids)

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match, by id."""
        return list(self._matching(cond))

    if not TYPE_CHECKING:  # to a type checker, TinyDB's own overloads describe it

        def get(self, cond=None, doc_id=None, doc_ids=None):
            """One document by condition or id (None if there is none), or those that exist of several ids."""
            if doc_id is not None:
                number = _as_id(doc_id)
                text = None if number is None else self._rows.text(self.name, number)
                return None if text is None else Document(json.loads(text), number)
            if doc_ids is not None:
                wanted = sorted({number for each in doc_ids if (number := _as_id(each)) is not None})
                read = ((each, self._rows.text(self.name, each)) for each in wanted)
                return [Document(json.loads(text), each) for each, text in read if text is not None]
            if cond is not None:
                return next(self._matching(cond), None)
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """TinyDB's update, looking only at rows that can match."""
        with self._narrowed(cond):
            return super().update(cast(Any, fields), cond, doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """TinyDB's upsert, in one transaction."""
        with self._rows.transaction():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """TinyDB's remove, looking only at rows that can match."""
        with self._narrowed(cond):
            return super().remove(cond, doc_ids)

    def count(self, cond: QueryLike) -> int:
        """How many documents match."""
        where = self._compiled(cond)
        return self._rows.count(self.name, where) if where.exact else sum(1 for _ in self._matching(cond))

    def count_between(self, path: str, low: str, high: str) -> int:
        """How many documents have a text from `low` to `high`, both included, at `path` ("window.start").

        Counted in the path's index without reading a document, so for paths that hold plain texts or nothing: a list
        would be compared by its JSON, a text with a NUL up to that.
        """
        within = Condition(f"{Pushdown.value(tuple(path.split('.')))} BETWEEN ? AND ?", (low, high))
        return self._rows.count(self.name, within)

    def __len__(self) -> int:
        return self._rows.count(self.name, EVERY_ROW)

    def __iter__(self) -> Iterator[Document]:
        for doc_id, text in self._rows.select(self.name, EVERY_ROW):
            yield Document(json.loads(text), doc_id)

    def _matching(self, cond: QueryLike) -> Iterator[Document]:
        for doc_id, text in self._rows.select(self.name, self._compiled(cond)):
            document = json.loads(text)
            if cond(document):
                yield Document(document, doc_id)

    def _compiled(self, cond: QueryLike | None) -> Condition:
        return EVERY_ROW if cond is None else self._rows.pushdown(self.name).compile(cond)

    @contextmanager
    def _narrowed(self, cond: QueryLike | None) -> Iterator[None]:
        before, self._where = self._where, self._compiled(cond)
        try:
            yield
        finally:
            self._where = before

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._rows.transaction():
            self._rows.create(self.name)
            overlay = Overlay(self._rows, self.name, self._where)
            updater(overlay)
            overlay.flush()


def _as_id(doc_id: object) -> int | None:
    """TinyDB takes ids that read like numbers; what does not, names no document."""
    try:
        return int(str(doc_id))
    except ValueError:
        return None


class RowStorage(Storage):
    """TinyDB's storage interface: the state of everything, as lazily read tables."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def read(self) -> dict[str, Any] | None:
        """The tables by name, each a lazy mapping from id to document; None while there is no table."""
        return {name: Overlay(self.rows, name) for name in self.rows.tables()} or None

    def write(self, data: Mapping[str, Any]) -> None:
        """Make the store hold exactly `data`. Tables that came from `read` untouched are left alone."""
        with self.rows.transaction():
            for gone in set(self.rows.tables()) - set(data):
                self.rows.drop(gone)
            for name, documents in data.items():
                if isinstance(documents, Overlay):
                    documents.flush()
                    continue
                self.rows.create(name)
                self.rows.clear(name)
                for doc_id, document in documents.items():
                    self.rows.put(name, int(doc_id), dump(document))

    def close(self) -> None:
        """Release the database."""
        self.rows.close()


class RowDB(TinyDB):
    """`TinyDB` whose tables are `RowTable`s: `RowDB(rows)`."""

    table_class = RowTable  # type: ignore[assignment]  # TinyDB declares the stock classes themselves
    default_storage_class = RowStorage  # type: ignore[assignment]

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self.rows = rows

    def tables(self) -> set[str]:
        """Names of the tables that exist."""
        return set(self.rows.tables())
