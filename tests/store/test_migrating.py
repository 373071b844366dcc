"""Older stores become today's, step by step, after a backup; a failing step leaves the version before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB, where

from bot.store.database import open_in_folder
from bot.store.migrating import version_of
from bot.store.opening import open_store
from bot.store.schema import FEEDS, FIRST_VERSION, META
from bot.store.transfer import read_import
from briefs.errors import SchemaTooNew, StoreBusy


def name_feeds(database: TinyDB) -> None:
    database.table(FEEDS).update({"name": "unnamed"}, ~where("name").exists())


def count_letters(database: TinyDB) -> None:
    for feed in database.table(FEEDS):
        database.table(FEEDS).update({"letters": len(feed["name"])}, doc_ids=[feed.doc_id])


def fail(database: TinyDB) -> None:
    database.table(FEEDS).truncate()
    raise LookupError("the step fails")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(str(tmp_path), exclusive=True)
    store.table(FEEDS).insert({"url": "https://a.example"})
    store.close()
    return tmp_path


def test_steps_run_in_order_after_a_backup(folder: Path) -> None:
    store = open_in_folder(folder, exclusive=True, migrations=(name_feeds, count_letters))
    assert store.table(FEEDS).all() == [{"url": "https://a.example", "name": "unnamed", "letters": 7}]
    assert version_of(store.database) == FIRST_VERSION + 2
    store.close()
    [backup] = (folder / "backup").iterdir()
    assert backup.name.endswith("before-version-3-from-1.db")
    open_in_folder(folder, exclusive=True, migrations=(name_feeds, count_letters)).close()
    assert len(list((folder / "backup").iterdir())) == 1
    with pytest.raises(SchemaTooNew):
        open_store(str(folder), exclusive=True)


def test_a_failing_step_leaves_a_whole_version(folder: Path) -> None:
    with pytest.raises(LookupError):
        open_in_folder(folder, exclusive=True, migrations=(name_feeds, fail))
    store = open_in_folder(folder, exclusive=True, migrations=(name_feeds,))
    assert store.table(FEEDS).all() == [{"url": "https://a.example", "name": "unnamed"}]
    store.close()


def test_the_command_line_does_not_migrate_beneath_a_running_bot(folder: Path) -> None:
    bot = open_store(str(folder), exclusive=True)
    with pytest.raises(StoreBusy):
        open_in_folder(folder, exclusive=False, migrations=(name_feeds,))
    bot.close()
    open_in_folder(folder, exclusive=False, migrations=(name_feeds,)).close()


def test_a_new_store_has_todays_version_and_nothing_to_back_up(tmp_path: Path) -> None:
    store = open_in_folder(tmp_path / "new", exclusive=False, migrations=(name_feeds,))
    assert version_of(store.database) == FIRST_VERSION + 1
    assert len(store.table(META)) == 1
    store.close()
    assert not (tmp_path / "new" / "backup").exists()


def test_indexes_follow_the_schema(folder: Path) -> None:
    store = open_store(str(folder), exclusive=True)
    store.rows.execute("CREATE INDEX ix_path_feeds_old ON doc_feeds (json_extract(doc, '$.\"old\"'))")
    names = "SELECT name FROM sqlite_master WHERE tbl_name = 'doc_feeds' AND type = 'index' ORDER BY name"
    before = store.rows.execute(names)
    store.close()
    again = open_store(str(folder), exclusive=True)
    assert again.rows.execute(names) == [name for name in before if name != ("ix_path_feeds_old",)]
    again.close()


def test_an_export_without_version_is_taken_as_todays(folder: Path, tmp_path: Path) -> None:
    with TinyDB(tmp_path / "plain.json") as stock:
        stock.table("own").insert({"a": 1})
    store = open_store("memory:", exclusive=True)
    assert read_import(store.rows, tmp_path / "plain.json") == 1
    store.close()
