"""The small Protocol through which the rest of attache reaches the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bot.store.table import RowTable

T = TypeVar("T")


class Store(Protocol):
    """TinyDB's documents, durable in a real database.

    All methods are blocking and are called on the store's thread (`StoreThread.run`) inside the bot. Every document
    carries `"v"`, its schema version, written by `bot.store.documents`. Errors are `StoreError` and its children.
    """

    def table(self, name: str) -> RowTable:
        """TinyDB's own table API over the documents called `name`; the names are in `bot.store.schema`.

        `RowTable.find` adds order and paging to it.
        """
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Several tables, one commit: locks before it reads, rolls back on any exception. Re-entrant."""
        ...

    def claim(self, table: str, documents: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert those whose unique key (declared in the schema) is not there yet; their new ids, in order."""
        ...

    def match(self, words: str, *, limit: int, offset: int = 0) -> list[int]:
        """Ids of articles that hold all the words, newest first."""
        ...

    def index_pending(self, *, limit: int = 500) -> int:
        """Feed articles beyond the watermark to the full-text index; how many were fed."""
        ...

    def tidy_index(self, *, before: datetime) -> bool:
        """Empty one month of the full-text index that holds much of what articles say no more; whether there was one.

        Its articles are logged to be fed again (`index_pending`); of a month that ended before `before` nothing
        outdated is left.
        """
        ...

    def backup(self, to: Path) -> None:
        """A consistent copy, while others read and write."""
        ...

    def export(self, to: Path) -> None:
        """Everything in TinyDB's own JSON shape: stock `TinyDB(to)` opens it."""
        ...

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the files: not in freed pages, not in the journal."""
        ...

    def close(self) -> None:
        """Release the files. Idempotent."""
        ...


class StoreRunner(Protocol):
    """Runs blocking work with the store on the store's one thread, away from the event loop."""

    async def run(self, work: Callable[[Store], T]) -> T:
        """Await `work(store)`."""
        ...


Documents = Iterable[Mapping[str, Any]]
