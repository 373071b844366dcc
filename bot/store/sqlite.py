"""TinyDB's rows in SQLite: one file, WAL, an fsync for every commit (ADR 0005)."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from bot.store.pushdown import EVERY_ROW, NO_LIST, Condition, Path, Pushdown, json_path
from bot.store.rows import Row
from bot.store.schema import Index
from briefs.errors import StoreError, StoreFull

MEMORY = FilePath(":memory:")
_OLDEST_SQLITE = (3, 38, 0)  # RETURNING, and JSON functions always built in
_PLAIN_NAME = re.compile(r"(?!x_)[a-z][a-z0-9_]*\Z")
_PIECE = 256
_FEW = 16
_LARGEST_ID = 2**63 - 1
_WAIT_SECONDS = 15.0


class SqliteRows:
    """`Rows` over one SQLite file, or over memory (`MEMORY`), which lives as long as this object.

    `indexes` are made to hold when the file is opened. Another process may read and write the same file at the same
    time; a write waits up to 15 seconds for another's transaction. To be used from one thread at a time.
    """

    def __init__(self, file: FilePath, indexes: Mapping[str, Sequence[Index]] | None = None) -> None:
        if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
            raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; attache needs 3.38 or newer")
        self._file = file
        self._indexes = dict(indexes or {})
        self._known: set[str] = set()
        self._depth = 0
        self._connection = connect(file)
        with self.transaction():
            for table in self._indexes:
                self.create(table)

    @property
    def file(self) -> FilePath:
        """The database's file."""
        return self._file

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One commit; `BEGIN IMMEDIATE`, so what is read inside cannot change before it is written."""
        depth = self._depth
        self._execute("BEGIN IMMEDIATE" if depth == 0 else f"SAVEPOINT s{depth}")
        self._depth = depth + 1
        try:
            yield
            self._execute("COMMIT" if depth == 0 else f"RELEASE s{depth}")
        except BaseException:
            self._undo(depth)
            raise
        finally:
            self._depth = depth

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is as of one instant, while others write. Nothing may be written inside."""
        self._execute("BEGIN")
        try:
            yield
        finally:
            self._execute("ROLLBACK")

    def _undo(self, depth: int) -> None:
        self._known.clear()
        if not self._connection.in_transaction:  # a full disk has rolled everything back already
            return
        if depth == 0:
            self._execute("ROLLBACK")
        else:
            self._execute(f"ROLLBACK TO s{depth}")
            self._execute(f"RELEASE s{depth}")

    def pushdown(self, table: str) -> Pushdown:
        """The compiler of queries for this table, knowing its indexed lists."""
        many = [index for index in self._indexes.get(table, ()) if index.many]
        return Pushdown({tuple(index.path.split(".")): _elements_table(table, index) for index in many})

    def tables(self) -> list[str]:
        """Names of the tables that exist, sorted."""
        found = self._execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'doc_*'")
        return sorted(_table_name(name) for (name,) in found)

    def text(self, table: str, doc_id: int) -> str | None:
        """One document, None where there is none."""
        if not self._exists(table) or not -_LARGEST_ID <= doc_id <= _LARGEST_ID:
            return None
        row = self._execute(f"SELECT doc FROM {_quoted(table)} WHERE id = ?", (doc_id,)).fetchone()
        return None if row is None else str(row[0])

    def ids(self, table: str, where: Condition) -> list[int]:
        """Ids of the rows that meet the condition, ascending."""
        if not self._exists(table):
            return []
        # Sorted here, not by SQL: asked for an order, SQLite prefers walking the whole table to using an index.
        found = self._execute(f"SELECT id FROM {_quoted(table)} WHERE {where.sql}", where.params)
        return sorted(doc_id for (doc_id,) in found)

    def select(self, table: str, where: Condition) -> Iterator[Row]:
        """Rows that meet the condition, by ascending id, read ahead in pieces."""
        if not self._exists(table):
            return
        if where.sql == EVERY_ROW.sql:
            yield from self._walk(table)
            return
        # One statement for the few that are usually found; its order is left to us, as in `ids`.
        few = self._execute(
            f"SELECT id, doc FROM {_quoted(table)} WHERE {where.sql} LIMIT {_FEW + 1}", where.params
        ).fetchall()
        if len(few) <= _FEW:
            yield from sorted(few)
            return
        ids = self.ids(table, where)
        for start in range(0, len(ids), _PIECE):
            yield from self._execute(
                f"SELECT id, doc FROM {_quoted(table)} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(ids[start : start + _PIECE]),),
            ).fetchall()

    def ordered(self, table: str, where: Condition, order: Path, descending: bool) -> Iterator[Row]:
        """Rows that meet the condition, by the scalar at `order` and then by id."""
        if not self._exists(table):
            return
        way = "DESC" if descending else "ASC"
        by = f"{Pushdown.value(order)} {way}, id {way}" if order else f"id {way}"
        cursor = self._execute(f"SELECT id, doc FROM {_quoted(table)} WHERE {where.sql} ORDER BY {by}", where.params)
        with translated(self._file):
            yield from cursor

    def count(self, table: str, where: Condition) -> int:
        """How many rows meet the condition."""
        if not self._exists(table):
            return 0
        (number,) = self._execute(f"SELECT count(*) FROM {_quoted(table)} WHERE {where.sql}", where.params).fetchone()
        return int(number)

    def sharing(self, table: str, path: str, elements: Sequence[str], limit: int) -> list[int]:
        """Ids of the rows whose list at `path`, indexed by its elements, holds most of these; those with most first."""
        held = _elements_table(table, Index(path, many=True))
        found = self._execute(
            f'SELECT id FROM "{held}" WHERE value IN (SELECT value FROM json_each(?)) '
            "GROUP BY id ORDER BY count(*) DESC, id LIMIT ?",
            (json.dumps(list(elements)), limit),
        )
        return [doc_id for (doc_id,) in found]

    def add(self, table: str, text: str) -> int:
        """Insert a row under a new id."""
        self.create(table)
        return int(self._execute(f"INSERT INTO {_quoted(table)} (doc) VALUES (?)", (text,)).lastrowid or 0)

    def put(self, table: str, doc_id: int, text: str) -> None:
        """Insert or replace the row with this id."""
        self.create(table)
        self._execute(
            f"INSERT INTO {_quoted(table)} (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
            (doc_id, text),
        )

    def put_all(self, table: str, rows: Sequence[Row]) -> None:
        """As `put`, for many; inside a transaction, or each is a commit of its own."""
        self.create(table)
        with translated(self._file):
            self._connection.executemany(
                f"INSERT INTO {_quoted(table)} (id, doc) VALUES (?, ?) "
                "ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
                rows,
            )

    def claim(self, table: str, texts: Sequence[str]) -> list[int]:
        """Insert those that break no unique key; the new ids, in order."""
        claimed: list[int] = []
        with self.transaction():
            self.create(table)
            for start in range(0, len(texts), _PIECE):
                # One statement for many rows costs a third of as many statements.
                rows = self._execute(
                    f"INSERT INTO {_quoted(table)} (doc) SELECT value FROM json_each(?) WHERE true "
                    "ON CONFLICT DO NOTHING RETURNING id",
                    (f"[{','.join(texts[start : start + _PIECE])}]",),
                ).fetchall()
                claimed.extend(sorted(doc_id for (doc_id,) in rows))
        return claimed

    def remove(self, table: str, doc_ids: Iterable[int]) -> None:
        """Delete these rows; absent ones are no error."""
        if self._exists(table):
            for doc_id in doc_ids:
                self._execute(f"DELETE FROM {_quoted(table)} WHERE id = ?", (doc_id,))

    def create(self, table: str) -> None:
        """Make the table with its indexes, if it does not exist."""
        if table in self._known:
            return
        with self.transaction():
            self._execute(
                f"CREATE TABLE IF NOT EXISTS {_quoted(table)} (id INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL)"
            )
            self._make_indexes(table)
        self._known.add(table)

    def clear(self, table: str) -> None:
        """Delete all rows; ids start from 1 again."""
        if self._exists(table):
            self._execute(f"DELETE FROM {_quoted(table)}")
            self._execute("DELETE FROM sqlite_sequence WHERE name = ?", (_sql_name(table),))

    def drop(self, table: str) -> None:
        """Delete the table and what is indexed of it."""
        with self.transaction():
            for index in self._indexes.get(table, ()):
                if index.many:
                    self._execute(f'DROP TABLE IF EXISTS "{_elements_table(table, index)}"')
            self._execute(f"DROP TABLE IF EXISTS {_quoted(table)}")
            self._known.discard(table)

    def execute(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement of SQL's own and fetch everything; for what TinyDB has no words for."""
        with translated(self._file):
            return self._connection.execute(sql, params).fetchall()

    def fold_journal(self) -> None:
        """Bring the file up to date and empty the journal beside it; left for later while others read."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Release the file. Idempotent."""
        with translated(self._file):
            self._connection.close()

    def _walk(self, table: str) -> Iterator[Row]:
        last: int | None = None
        while True:
            where, params = ("", ()) if last is None else ("WHERE id > ?", (last,))
            piece = self._execute(
                f"SELECT id, doc FROM {_quoted(table)} {where} ORDER BY id LIMIT {_PIECE}", params
            ).fetchall()
            yield from piece
            if len(piece) < _PIECE:
                return
            last = piece[-1][0]

    def _exists(self, table: str) -> bool:
        if table not in self._known:
            found = self._execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (_sql_name(table),))
            if found.fetchone() is None:
                return False
            self._known.add(table)
        return True

    def _make_indexes(self, table: str) -> None:
        wanted = {}
        for index in self._indexes.get(table, ()):
            wanted.update(_elements(table, index) if index.many else _plain_index(table, index))
        sql_name = _sql_name(table)
        present = {
            name: kind
            for kind, name in self._execute(
                "SELECT type, name FROM sqlite_master WHERE tbl_name = ? AND name GLOB 'ix_*'", (sql_name,)
            )
        }
        for name in present.keys() - wanted.keys():
            self._execute(f'DROP {present[name]} IF EXISTS "{name}"')
        for name in wanted.keys() - present.keys():
            for statement in wanted[name]:
                self._execute(statement)

    def _execute(self, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:  # not `translated`: a context manager costs more than a point query
            return self._connection.execute(sql, params)
        except (sqlite3.Error, OverflowError) as error:
            raise _translation(error, self._file) from error


def connect(file: FilePath, *, synchronous: str = "FULL") -> sqlite3.Connection:
    """A connection as every file of the store wants it. Raises StoreError."""
    with translated(file):
        connection = sqlite3.connect(
            file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            connection.execute("PRAGMA cache_size = -16000")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            connection.execute("PRAGMA secure_delete = ON")  # what people ask us to forget leaves no bytes behind
        except sqlite3.Error:
            connection.close()
            raise
    return connection


@contextmanager
def translated(file: FilePath) -> Iterator[None]:
    """SQLite's errors as ours, each as one sentence."""
    try:
        yield
    except (sqlite3.Error, OverflowError) as error:
        raise _translation(error, file) from error


def _translation(error: sqlite3.Error | OverflowError, file: FilePath) -> StoreError:
    if isinstance(error, OverflowError):
        return StoreError("a number is too large for the store")
    if isinstance(error, sqlite3.IntegrityError):
        return StoreError(f"a document breaks a rule of the store: {error}")
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in {"SQLITE_FULL", "SQLITE_IOERR_WRITE"}:
        return StoreFull(f"no room left on the disk for {file}; what was stored before is safe")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"{file} is in use: another process has been writing for a long time")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreError(f"{file} is damaged or no store of attache; restore a backup")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return StoreError(f"{file} cannot be opened for writing")
    return StoreError(f"{file}: {error}")


def _sql_name(table: str) -> str:
    """SQLite's names ignore case and allow no NUL; other names than plain ones are written in hexadecimal."""
    return f"doc_{table}" if _PLAIN_NAME.match(table) else f"doc_x_{table.encode().hex()}"


def _table_name(sql_name: str) -> str:
    name = sql_name.removeprefix("doc_")
    return bytes.fromhex(name.removeprefix("x_")).decode() if name.startswith("x_") else name


@lru_cache(maxsize=256)
def _quoted(table: str) -> str:
    return f'"{_sql_name(table)}"'


def _named(kind: str, table: str, definition: str) -> str:
    """A name that changes with the definition, so that comparing names is comparing definitions."""
    return f"ix_{kind}_{table}_{hashlib.sha256(definition.encode()).hexdigest()[:10]}"


def _plain_index(table: str, index: Index) -> dict[str, list[str]]:
    unique = "UNIQUE " if index.unique else ""
    on = f"ON {_quoted(table)} ({Pushdown.value(tuple(index.path.split('.')))})"
    name = _named("path", table, unique + on)
    return {name: [f'CREATE {unique}INDEX "{name}" {on}']}


def _elements_table(table: str, index: Index) -> str:
    return f"el_{table}_{index.path}"


def _elements(table: str, index: Index) -> dict[str, list[str]]:
    """A table of the elements of a list, kept by triggers: what SQLite has instead of an index over lists.

    Clustered by value, so that an element is one entry of one tree. NO_LIST stands for whatever is no list.
    """
    elements, path = _elements_table(table, index), json_path(tuple(index.path.split(".")))

    def parts(doc: str, doc_id: str, source: str = "") -> str:
        kind = f"json_type({doc}, '{path}')"
        return (
            f"SELECT DISTINCT CASE {kind} WHEN 'array' THEN coalesce(element.value, {NO_LIST}) ELSE {NO_LIST} END, "
            f"{doc_id} FROM {source}json_each({doc}, '{path}') AS element WHERE {kind} IN ('array', 'text', 'object')"
        )

    fill = f'INSERT INTO "{elements}" (value, id) '
    fresh = fill + parts("NEW.doc", "NEW.id")
    empty = f'DELETE FROM "{elements}" WHERE (value, id) IN ({parts("OLD.doc", "OLD.id")})'
    changed = f"WHEN json_extract(OLD.doc, '{path}') IS NOT json_extract(NEW.doc, '{path}')"
    triggers = {"INSERT": fresh, f"UPDATE OF doc {changed}": f"{empty}; {fresh}", "DELETE": empty}
    statements: dict[str, list[str]] = {}
    for event, body in triggers.items():
        name = _named(event.split()[0].lower(), table, event + body)
        what, _, when = event.partition(" WHEN ")
        condition = f" WHEN {when}" if when else ""
        statements[name] = [f'CREATE TRIGGER "{name}" AFTER {what} ON {_quoted(table)}{condition} BEGIN {body}; END']
    first = next(iter(statements))
    statements[first] = [
        f'DROP TABLE IF EXISTS "{elements}"',
        f'CREATE TABLE "{elements}" (value, id INTEGER NOT NULL, PRIMARY KEY (value, id)) WITHOUT ROWID',
        fill + parts("held.doc", "held.id", f"{_quoted(table)} AS held, "),
        *statements[first],
    ]
    return statements
