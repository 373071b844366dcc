"""The schema's version in the store, and bringing an older store to today's."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tinydb import Query, TinyDB

from bot.store.schema import FIRST_VERSION, META, MIGRATIONS, VERSION, Migration
from bot.store.table import RowDB
from briefs.errors import SchemaTooNew, StoreError

SCHEMA = "schema"


def version_of(database: TinyDB) -> int | None:
    """The version of the store; None for one that is new. Raises StoreError if it is no number."""
    found = database.table(META).get(Query().name == SCHEMA)
    return None if found is None else version_in(found)


def version_in(document: Mapping[str, Any]) -> int:
    """The version that the schema's own document states. Raises StoreError if it is no number."""
    version = document.get("version")
    if not isinstance(version, int):
        raise StoreError("the store does not say which version it is")
    return version


def check_version(version: int, *, where: str, newest: int = VERSION) -> None:
    """Refuse what a newer attache wrote. Raises SchemaTooNew."""
    if version > newest:
        raise SchemaTooNew(
            f"{where} was written by a newer attache (store version {version}, here {newest} is known); upgrade attache"
        )


def migrate(
    database: RowDB,
    *,
    where: str,
    before: Callable[[int], None],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> int:
    """Bring the store to today's version; how many steps were needed.

    A new store is marked with today's version. `before(version)` is called once before the first step of an older one
    (the backup is made there; what it raises stops the migration). Each step is one transaction with the new version
    number in it, so a kill leaves the store at a whole version. Raises SchemaTooNew.
    """
    newest = FIRST_VERSION + len(migrations)
    version = version_of(database)
    if version is None:
        document = {"v": 1, "name": SCHEMA, "version": newest, "uid": uuid.uuid4().hex, "created_at": _now()}
        database.table(META).insert(document)
        return 0
    check_version(version, where=where, newest=newest)
    steps = migrations[max(0, version - FIRST_VERSION) :]
    if steps:
        before(version)
    for step in steps:
        version += 1
        with database.rows.transaction():
            step(database)
            database.table(META).update({"version": version, "migrated_at": _now()}, Query().name == SCHEMA)
    return len(steps)


def _now() -> str:
    # When files were made, not civil time of the news: the machine's own clock is meant.
    return datetime.now(UTC).isoformat(timespec="seconds")
