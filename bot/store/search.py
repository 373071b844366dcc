"""Full text over the articles: FTS5 in a file of its own, which may be deleted at any time and is then rebuilt.

Triggers in the store log the id of every article that was added, changed or deleted (table `search_log`); `feed`
follows the log behind a watermark kept in the index's own file, in commits of a few hundred. Hits come newest first by
publication (else by arrival): a row's key is its instant in seconds, shifted left to leave room for siblings, so FTS5
streams them in order without ranking anything. There is one FTS table a month; forgetting a month is a `DROP`.

A changed or deleted article leaves its old row in the FTS table, which cannot cheaply delete; only rows that `placed`
still knows are hits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.schema import ARTICLES
from bot.store.sqlite import MEMORY, SqliteRows, connect, translated
from briefs.errors import StoreError

_ROOM = 20  # bits for articles of the same second
_LAYOUT = "1"
_KEPT_LOG = 10_000
_WORD = re.compile(r"[^\W_]+")
_FIELDS = ("title", "text", "source", "byline")
_INSTANTS = ("published_at", "stored_at")
_LONGEST_TEXT = 400_000
_MOST_WORDS = 24
_LONGEST_WORD = 60


class SearchIndex:
    """The full-text index over `rows`' articles, in `file`. Errors are StoreError and its children."""

    def __init__(self, file: Path, rows: SqliteRows) -> None:
        self._file, self._rows = file, rows
        _log_changes(rows)
        self._open()

    def match(self, words: str, *, limit: int, offset: int = 0) -> list[int]:
        """Ids of articles that hold all the words, newest first; `"a phrase"` and a final `*` are understood.

        Any text may be given: what is not a word is ignored, and no words find nothing.
        """
        query = expression(words)
        found: list[int] = []
        if not query or limit <= 0:
            return found
        for month in reversed(self._months()):
            if len(found) >= limit:
                break
            hits = self._sql(
                f'SELECT placed.article_id FROM "{month}" AS hit JOIN placed ON placed.key = hit.rowid '
                f'WHERE "{month}" MATCH ? AND placed.article_id IS NOT NULL ORDER BY hit.rowid DESC LIMIT ?',
                (query, limit + offset - len(found)),
            )
            offset_here = min(offset, len(hits))
            offset -= offset_here
            found += [article_id for (article_id,) in hits[offset_here:]]
        return found

    def feed(self, *, limit: int = 500) -> int:
        """Take up to `limit` logged changes into the index, in one commit; how many were taken."""
        if not self._logged(self._watermark(), 1):
            return 0
        self._sql("BEGIN IMMEDIATE")
        try:
            watermark = self._watermark()  # another process may have fed it meanwhile
            log = self._logged(watermark, limit)
            if not log:
                self._sql("ROLLBACK")
                return 0
            for article_id in dict.fromkeys(article_id for _, article_id in log):
                self._place(article_id)
            self._sql("INSERT OR REPLACE INTO state VALUES ('watermark', ?)", (log[-1][0],))
            self._sql("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._sql("ROLLBACK")
            raise
        # Kept for a while: this file may lose its last commits in a power cut, the store's may not.
        if watermark // _KEPT_LOG != log[-1][0] // _KEPT_LOG:
            self._rows.execute("DELETE FROM search_log WHERE seq <= ?", (watermark - _KEPT_LOG,))
        return len(log)

    def renew(self, *, before: datetime) -> bool:
        """Empty one month's index in which outdated rows abound, and log its articles to be fed again.

        They abound when they are half of the rows; in a month that ended before `before` one is enough. Whether there
        was such a month.
        """
        for table in self._months():
            low, high = _keys_of(table)
            rows, outdated = self._sql(
                "SELECT count(*), sum(article_id IS NULL) FROM placed WHERE key >= ? AND key < ?", (low, high)
            )[0]
            if outdated and (outdated * 2 >= rows or high >> _ROOM <= before.timestamp()):
                self._empty(table, low, high)
                return True
        return False

    def _empty(self, table: str, low: int, high: int) -> None:
        """Logged before it is emptied: killed in between, the month is merely fed once more."""
        lasting = self._sql(
            "SELECT article_id FROM placed WHERE key >= ? AND key < ? AND article_id IS NOT NULL", (low, high)
        )
        with self._rows.transaction():
            self._rows.execute(
                "INSERT INTO search_log (article_id) SELECT value FROM json_each(?)",
                (json.dumps([article_id for (article_id,) in lasting]),),
            )
        self._sql("BEGIN IMMEDIATE")
        try:
            self._sql(f'DROP TABLE "{table}"')
            self._sql("DELETE FROM placed WHERE key >= ? AND key < ?", (low, high))
            self._sql("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._sql("ROLLBACK")
            raise

    def close(self) -> None:
        """Release the file. Idempotent."""
        with translated(self._file):
            self._connection.close()

    def _open(self) -> None:
        try:
            connection = connect(self._file, synchronous="NORMAL")
        except StoreError:
            if self._file == MEMORY or not self._file.exists():
                raise
            for suffix in ("", "-wal", "-shm"):  # damaged: nothing in it that cannot be made again
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            connection = connect(self._file, synchronous="NORMAL")
        self._connection = connection
        if not self._trusted():
            self._begin_anew()

    def _trusted(self) -> bool:
        """Whether the index has this layout and follows this very store, not an older or restored copy."""
        self._sql("CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value) WITHOUT ROWID")
        state = dict(self._sql("SELECT name, value FROM state"))
        (last,) = self._rows.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_log'")[0]
        return state.get("layout") == _LAYOUT and int(state.get("watermark", 0)) <= last

    def _begin_anew(self) -> None:
        with self._rows.transaction():
            self._rows.execute("DELETE FROM search_log")
            self._rows.execute(f"INSERT INTO search_log (article_id) SELECT id FROM doc_{ARTICLES} ORDER BY id")
        for table in self._months():
            self._sql(f'DROP TABLE "{table}"')
        self._sql("DROP TABLE IF EXISTS placed")
        self._sql("CREATE TABLE placed (key INTEGER PRIMARY KEY, article_id INTEGER)")
        self._sql("CREATE INDEX placed_article ON placed (article_id)")
        self._sql("INSERT OR REPLACE INTO state VALUES ('watermark', 0), ('layout', ?)", (_LAYOUT,))

    def _place(self, article_id: int) -> None:
        self._sql("UPDATE placed SET article_id = NULL WHERE article_id = ?", (article_id,))
        text = self._rows.text(ARTICLES, article_id)
        if text is None:
            return
        document = json.loads(text)
        instant = _instant(document)
        key = (int(instant.timestamp()) << _ROOM) | (article_id & ((1 << _ROOM) - 1))
        while self._sql("SELECT 1 FROM placed WHERE key = ?", (key,)):
            key += 1
        table = f"text_{instant.year:04}_{instant.month:02}"
        self._sql(
            f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}" '
            "USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        words = "\n".join(str(document.get(field) or "") for field in _FIELDS)
        self._sql(f'INSERT INTO "{table}" (rowid, text) VALUES (?, ?)', (key, _storable(words)))
        self._sql("INSERT INTO placed VALUES (?, ?)", (key, article_id))

    def _logged(self, watermark: int, limit: int) -> list[tuple[Any, ...]]:
        return self._rows.execute(
            "SELECT seq, article_id FROM search_log WHERE seq > ? ORDER BY seq LIMIT ?", (watermark, limit)
        )

    def _months(self) -> list[str]:
        names = self._sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'text_[0-9]*_[0-9][0-9]'")
        return sorted(name for (name,) in names)

    def _watermark(self) -> int:
        return int(self._sql("SELECT value FROM state WHERE name = 'watermark'")[0][0])

    def _sql(self, sql: str, params: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with translated(self._file):
            return self._connection.execute(sql, params).fetchall()


def expression(words: str) -> str:
    """What a person typed as an FTS5 expression in which all words and phrases must occur; "" if there are none."""
    parts: list[str] = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words.replace("\0", " ")):
        tokens = _WORD.findall(phrase or word)[:_MOST_WORDS]
        if tokens:
            prefix = "*" if word.endswith("*") else ""
            parts.append(f'"{" ".join(token[:_LONGEST_WORD] for token in tokens)}"{prefix}')
    return " ".join(parts[:_MOST_WORDS])


def _log_changes(rows: SqliteRows) -> None:
    """Have the store note which articles changed in what the index holds of them."""
    rows.create(ARTICLES)
    changed = " OR ".join(
        f"json_extract(OLD.doc, '$.{field}') IS NOT json_extract(NEW.doc, '$.{field}')"
        for field in (*_FIELDS, *_INSTANTS)
    )
    log = "INSERT INTO search_log (article_id) VALUES"
    if rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_log_changed'"):
        return
    with rows.transaction():
        rows.execute(
            "CREATE TABLE IF NOT EXISTS search_log (seq INTEGER PRIMARY KEY AUTOINCREMENT, article_id INTEGER NOT NULL)"
        )
        for name, event, which in (
            ("added", "INSERT", "NEW"),
            ("removed", "DELETE", "OLD"),
            ("changed", "UPDATE OF doc", "NEW"),
        ):
            when = f"WHEN {changed}" if name == "changed" else ""
            rows.execute(
                f"CREATE TRIGGER IF NOT EXISTS search_log_{name} AFTER {event} ON doc_{ARTICLES} {when} "
                f"BEGIN {log} ({which}.id); END"
            )


def _instant(document: Mapping[str, Any]) -> datetime:
    for field in _INSTANTS:
        value = document.get(field)
        if isinstance(value, str):
            try:
                instant = datetime.fromisoformat(value)
            except ValueError:
                continue
            return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    return datetime.fromtimestamp(0, UTC)


def _storable(text: str) -> str:
    return text[:_LONGEST_TEXT].encode("utf-8", "replace").decode()


def _keys_of(table: str) -> tuple[int, int]:
    """The keys of a month's rows, from the first to the one after the last."""
    year, month = (int(part) for part in table.removeprefix("text_").split("_"))
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    low, high = datetime(year, month, 1, tzinfo=UTC), datetime(*following, 1, tzinfo=UTC)
    return int(low.timestamp()) << _ROOM, int(high.timestamp()) << _ROOM
