"""What a database must offer for TinyDB's tables to live in it: documents as rows, found by condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.store.pushdown import Condition, Path, Pushdown

Row = tuple[int, str]
"""A document's id and its JSON text."""


class Rows(Protocol):
    """Tables of rows (id, JSON text). A table that does not exist yet reads as empty; writing makes it.

    Nothing returned holds a cursor open: iterators read ahead in bounded pieces, so writing between two steps is safe.
    Raises `StoreError` and its children only.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """One commit; locks before it reads; nests, an inner failure undoing only the inner part if it is caught."""
        ...

    def pushdown(self, table: str) -> Pushdown:
        """The compiler of queries for this table."""
        ...

    def tables(self) -> list[str]:
        """Names of the tables that exist, sorted."""
        ...

    def text(self, table: str, doc_id: int) -> str | None:
        """One document, None where there is none."""
        ...

    def ids(self, table: str, where: Condition) -> list[int]:
        """Ids of the rows that meet the condition, ascending."""
        ...

    def select(self, table: str, where: Condition) -> Iterator[Row]:
        """Rows that meet the condition, by ascending id."""
        ...

    def ordered(self, table: str, where: Condition, order: Path, descending: bool) -> Iterator[Row]:
        """Rows that meet the condition, by the scalar at `order` and then by id. For reading only: one statement."""
        ...

    def count(self, table: str, where: Condition) -> int:
        """How many rows meet the condition."""
        ...

    def sharing(self, table: str, path: str, elements: Sequence[str], limit: int) -> list[int]:
        """Ids of the rows whose list at `path`, indexed by its elements, holds most of these; those with most first."""
        ...

    def add(self, table: str, text: str) -> int:
        """Insert a row under a new id, one above every id that was ever in use."""
        ...

    def put(self, table: str, doc_id: int, text: str) -> None:
        """Insert or replace the row with this id."""
        ...

    def put_all(self, table: str, rows: Sequence[Row]) -> None:
        """As `put`, for many; inside a transaction, or each is a commit of its own."""
        ...

    def claim(self, table: str, texts: Sequence[str]) -> list[int]:
        """Insert those that break no unique key; the new ids, in order."""
        ...

    def remove(self, table: str, doc_ids: Iterable[int]) -> None:
        """Delete these rows; absent ones are no error."""
        ...

    def create(self, table: str) -> None:
        """Make the table if it does not exist."""
        ...

    def clear(self, table: str) -> None:
        """Delete all rows; ids start from 1 again."""
        ...

    def drop(self, table: str) -> None:
        """Delete the table itself."""
        ...

    def close(self) -> None:
        """Release everything. Idempotent."""
        ...
