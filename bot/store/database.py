"""The store over SQLite: a folder with `news.db`, `search.db`, `lock` and `backup/`, or the same in memory."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.files import writing_to
from bot.store.migrating import check_version, migrate, version_of
from bot.store.schema import FIRST_VERSION, INDEXES, MIGRATIONS, Migration
from bot.store.search import SearchIndex
from bot.store.sqlite import MEMORY, SqliteRows
from bot.store.table import RowDB, RowTable, dump
from bot.store.transfer import copy_database, write_export
from briefs.errors import StoreBusy

NEWS, SEARCH, LOCK, BACKUPS = "news.db", "search.db", "lock", "backup"


class SqliteStore:
    """The embedded store. Made by `open_in_folder` or `open_in_memory`."""

    def __init__(self, rows: SqliteRows, search: SearchIndex, held: ExitStack) -> None:
        self._rows, self._search, self._held = rows, search, held
        self._database = RowDB(rows)

    @property
    def database(self) -> RowDB:
        """The whole store as a `TinyDB`."""
        return self._database

    @property
    def rows(self) -> SqliteRows:
        """The rows beneath, for what TinyDB has no words for."""
        return self._rows

    def table(self, name: str) -> RowTable:
        """TinyDB's own table API over the documents called `name`."""
        table = self._database.table(name)
        assert isinstance(table, RowTable)
        return table

    def transaction(self) -> AbstractContextManager[None]:
        """Several tables, one commit: locks before it reads, rolls back on any exception. Re-entrant."""
        return self._rows.transaction()

    def claim(self, table: str, documents: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert those whose unique key is not there yet; their new ids, in order."""
        return self._rows.claim(table, [dump(document) for document in documents])

    def match(self, words: str, *, limit: int, offset: int = 0) -> list[int]:
        """Ids of articles that hold all the words, newest first."""
        return self._search.match(words, limit=limit, offset=offset)

    def index_pending(self, *, limit: int = 500) -> int:
        """Feed articles beyond the watermark to the full-text index; how many were fed."""
        return self._search.feed(limit=limit)

    def tidy_index(self, *, before: datetime) -> bool:
        """See `Store`."""
        return self._search.renew(before=before)

    def backup(self, to: Path) -> None:
        """A consistent copy, while others read and write. Raises StoreError if it cannot be written."""
        copy_database(self._rows, to)

    def export(self, to: Path) -> None:
        """Everything in TinyDB's own JSON shape: stock `TinyDB(to)` opens it."""
        write_export(self._rows, to)

    def scrub(self) -> None:
        """See `Store`."""
        self._rows.fold_journal()

    def close(self) -> None:
        """Release the files. Idempotent."""
        self._search.close()
        self._rows.close()
        self._held.close()


def open_in_memory() -> SqliteStore:
    """A store that lives as long as the object: for rehearsals and tests, with everything but durability."""
    rows = SqliteRows(MEMORY, INDEXES)
    migrate(RowDB(rows), where="the store in memory", before=lambda version: None)
    return SqliteStore(rows, SearchIndex(MEMORY, rows), ExitStack())


def open_in_folder(folder: Path, *, exclusive: bool, migrations: Sequence[Migration] = MIGRATIONS) -> SqliteStore:
    """Open the store in `folder`, making it if need be, and bring it to today's version after a backup.

    `exclusive` is for the one process that runs the bot. Raises StoreBusy if another holds the store (for a migration
    even without `exclusive`), SchemaTooNew for a newer store, StoreFull, else StoreError.
    """
    with ExitStack() as opened:
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if exclusive:
            opened.enter_context(lock(folder))
        news = folder / NEWS
        _migrate_first(news, locked=exclusive, migrations=migrations)
        rows = SqliteRows(news, INDEXES)
        opened.callback(rows.close)
        search = SearchIndex(folder / SEARCH, rows)
        return SqliteStore(rows, search, opened.pop_all())


def _migrate_first(news: Path, *, locked: bool, migrations: Sequence[Migration]) -> None:
    """Judge the version before anything is touched, then migrate under the lock."""
    newest = FIRST_VERSION + len(migrations)
    rows = SqliteRows(news)
    try:
        version = version_of(RowDB(rows))
        if version is not None:
            check_version(version, where=str(news.parent), newest=newest)
        if version == newest:
            return
        with contextlib.nullcontext() if locked or version is None else lock(news.parent):
            migrate(
                RowDB(rows),
                where=str(news.parent),
                before=lambda old: copy_database(
                    rows, backup_place(news.parent, f"before-version-{newest}-from-{old}")
                ),
                migrations=migrations,
            )
    finally:
        rows.close()


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it however the process ends. Raises StoreBusy."""
    with writing_to(folder), open(folder / LOCK, "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip()
            process = f" (process {holder})" if holder.isdigit() else ""
            raise StoreBusy(f"another attache{process} already runs on {folder}; stop it first") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def backup_place(folder: Path, reason: str) -> Path:
    """A new file name under `backup/`, made of the reason and the machine's time."""
    with writing_to(folder):
        (folder / BACKUPS).mkdir(exist_ok=True)
    return folder / BACKUPS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{reason}.db"
