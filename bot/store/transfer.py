"""Moving a whole store: backup and restore as a database file, export and import as TinyDB's own JSON.

An export is `{"table": {"1": {…}, "2": {…}}, …}`, one document a line: stock `TinyDB(file)` opens it, and any file of
that shape can be imported, in bounded memory.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tinydb import Query

from bot.store.files import replacing, sync, writing_to
from bot.store.migrating import SCHEMA, check_version, migrate, version_in, version_of
from bot.store.pushdown import EVERY_ROW
from bot.store.schema import META, VERSION
from bot.store.sqlite import MEMORY, SqliteRows, connect, translated
from bot.store.table import RowDB, dump
from briefs.errors import StoreError

_READ_CHARS = 1 << 20


def copy_database(rows: SqliteRows, to: Path) -> None:
    """A consistent, compact copy of `rows` as a database file, replacing `to` in one step.

    Other connections may read and write meanwhile. For a store in a file this may be called from any thread. Raises
    StoreFull or StoreError; then `to` is as it was.
    """
    with replacing(to) as temporary:
        if rows.file == MEMORY:
            rows.execute("VACUUM INTO ?", (str(temporary),))
            return
        connection = connect(rows.file)
        try:
            with translated(to):
                connection.execute("VACUUM INTO ?", (str(temporary),))
        finally:
            connection.close()


def write_export(rows: SqliteRows, to: Path) -> None:
    """Everything as TinyDB's JSON, as of one instant, replacing `to` in one step. Raises StoreFull or StoreError."""
    reader = rows if rows.file == MEMORY else SqliteRows(rows.file)
    try:
        with replacing(to) as temporary, open(temporary, "w", encoding="utf-8") as file, reader.snapshot():
            _write_tables(reader, file)
    finally:
        if reader is not rows:
            reader.close()


def _write_tables(reader: SqliteRows, file: IO[str]) -> None:
    file.write("{")
    for number, table in enumerate(reader.tables()):
        file.write(f"{',' if number else ''}\n{json.dumps(table)}: {{")
        for row, (doc_id, text) in enumerate(reader.select(table, EVERY_ROW)):
            file.write(f'{"," if row else ""}\n"{doc_id}": {text}')
        file.write("\n}")
    file.write("\n}\n")


def read_import(rows: SqliteRows, file: Path) -> int:
    """Fill an empty store from TinyDB's JSON; how many documents came.

    All or nothing, in one transaction. Documents keep their ids. Raises StoreError if the store holds anything, if the
    file cannot be read or is not of TinyDB's shape, SchemaTooNew if it was exported by a newer attache.
    """
    count, exported = 0, VERSION
    with rows.transaction():
        if any(table != META and rows.count(table, EVERY_ROW) for table in rows.tables()):
            raise StoreError("the store is not empty; import into a new one")
        for table, doc_id, document in documents_in(file):
            if table == META:
                if document.get("name") == SCHEMA:
                    exported = version_in(document)
                    check_version(exported, where=str(file))
                continue
            rows.put(table, doc_id, dump(document))
            count += 1
        if exported < VERSION:
            database = RowDB(rows)
            database.table(META).update({"version": exported}, Query().name == SCHEMA)
            migrate(database, where=str(file), before=lambda version: None)
    return count


def documents_in(file: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The documents of a file in TinyDB's JSON shape: (table, id, document). Raises StoreError."""
    try:
        with open(file, encoding="utf-8") as handle:
            yield from _Scanner(handle).documents()
    except OSError as error:
        raise StoreError(f"{file} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{file} is not TinyDB's JSON: {error}") from error


class _Scanner:
    """Reads JSON objects of objects piece by piece, decoding one document at a time. Raises ValueError."""

    def __init__(self, handle: IO[str]) -> None:
        self._handle, self._buffer, self._at = handle, "", 0
        self._decode = json.JSONDecoder().raw_decode

    def documents(self) -> Iterator[tuple[str, int, dict[str, Any]]]:
        for table in self._keys():
            for doc_id in self._keys():
                document = self._value()
                if not isinstance(document, dict):
                    raise ValueError(f"document {doc_id!r} of table {table!r} is no object")
                yield table, int(doc_id), document
        if self._peek():
            raise ValueError("something follows the end")

    def _keys(self) -> Iterator[str]:
        """The keys of the object that starts here; the caller consumes each value before the next step."""
        self._expect("{")
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            key = self._value()
            if not isinstance(key, str):
                raise ValueError("a key is no text")
            self._expect(":")
            yield key
            if self._expect(",}") == "}":
                return

    def _expect(self, wanted: str) -> str:
        found = self._peek()
        if not found or found not in wanted:
            raise ValueError(f"{found or 'the end'!r} where {' or '.join(wanted)} was expected")
        self._at += 1
        return found

    def _peek(self) -> str:
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decode(self._buffer, self._at)
            except ValueError:
                if not self._more():
                    raise
                continue
            if end == len(self._buffer) and self._more():  # a number may go on in the next piece
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        piece = self._handle.read(max(_READ_CHARS, len(self._buffer) - self._at))
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return bool(piece)


def restore_file(news: Path, file: Path, *, keep_as: Path) -> None:
    """Put the backup `file` in the place of `news`, keeping the present one as `keep_as`, in one step.

    The caller holds the folder's lock. Raises StoreError if the backup is damaged or no store, SchemaTooNew if it is
    newer, StoreFull; in all cases the present store stays as it was.
    """
    if not file.is_file():
        raise StoreError(f"{file}: there is no such backup")
    with replacing(news) as temporary:
        _copy_checked(file, temporary)
        if news.exists():
            _settle(news)
            with writing_to(keep_as):
                os.link(news, keep_as)
                sync(keep_as.parent)
        for suffix in ("-wal", "-shm"):
            news.with_name(news.name + suffix).unlink(missing_ok=True)


def _copy_checked(file: Path, to: Path) -> None:
    with translated(file):
        source = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
        try:
            verdict = source.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise StoreError(f"{file} is damaged: {verdict}")
            source.execute("VACUUM INTO ?", (str(to),))
        finally:
            source.close()
    rows = SqliteRows(to)
    try:
        version = version_of(RowDB(rows))
        if version is None:
            raise StoreError(f"{file} is no backup of attache")
        check_version(version, where=str(file))
        rows.execute("PRAGMA journal_mode = DELETE")  # one file again, nothing beside it
    finally:
        rows.close()


def _settle(news: Path) -> None:
    """Bring everything into the one file; a damaged store is kept as it lies."""
    try:
        connection = connect(news)
    except StoreError:
        return
    try:
        with translated(news):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
