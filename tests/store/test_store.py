"""What the store promises beyond TinyDB's tables."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from bot.store.database import SqliteStore
from bot.store.opening import open_store, restore_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES, DELIVERIES, ENTRIES, FEEDS, META, SUBSCRIBERS
from bot.store.transfer import read_import
from briefs.errors import SchemaTooNew, StoreBusy, StoreError


def test_a_transaction_is_all_or_nothing_over_many_tables(any_store: SqliteStore) -> None:
    with contextlib.suppress(LookupError), any_store.transaction():
        any_store.table(FEEDS).insert({"url": "https://a.example/feed"})
        any_store.table("new table").insert({"a": 1})
        raise LookupError
    assert len(any_store.table(FEEDS)) == 0
    assert len(any_store.table("new table")) == 0
    with any_store.transaction():
        any_store.table(FEEDS).insert({"url": "https://a.example/feed"})
        any_store.table("new table").insert({"a": 1})
    assert len(any_store.table(FEEDS)) == len(any_store.table("new table")) == 1


def test_a_caught_inner_failure_undoes_only_the_inner_part(any_store: SqliteStore) -> None:
    feeds = any_store.table(FEEDS)
    with any_store.transaction():
        feeds.insert({"url": "https://a.example"})
        with pytest.raises(ValueError, match="Mapping"):
            feeds.insert_multiple([{"url": "https://b.example"}, "no document"])  # type: ignore[list-item]
        feeds.insert({"url": "https://c.example"})
    assert [feed["url"] for feed in feeds] == ["https://a.example", "https://c.example"]


def test_claim_skips_what_is_there(any_store: SqliteStore) -> None:
    first = any_store.claim(DELIVERIES, [{"key": "7|2013-05-14T08:00Z"}, {"key": "8|2013-05-14T08:00Z"}])
    assert first == [1, 2]
    again = any_store.claim(DELIVERIES, [{"key": "8|2013-05-14T08:00Z"}, {"key": "9|2013-05-14T08:00Z"}])
    assert len(again) == 1
    assert any_store.table(DELIVERIES).get(doc_id=again[0]) == {"key": "9|2013-05-14T08:00Z"}


def test_a_second_document_with_a_unique_key_is_refused(any_store: SqliteStore) -> None:
    any_store.table(FEEDS).insert({"url": "https://a.example"})
    with pytest.raises(StoreError):
        any_store.table(FEEDS).insert({"url": "https://a.example"})
    any_store.table(FEEDS).insert_multiple([{"name": "no url"}, {"name": "none either"}])
    assert len(any_store.table(FEEDS)) == 3


def test_find_orders_and_pages(any_store: SqliteStore) -> None:
    subscribers = any_store.table(SUBSCRIBERS)
    dues = ["2013-05-14T09:00:00+00:00", None, "2013-05-14T08:00:00+00:00", "2013-05-15T08:00:00+00:00"]
    subscribers.insert_multiple({"id": str(number), "next_due_at": due} for number, due in enumerate(dues))

    def ids(**how: object) -> list[str]:
        return [document["id"] for document in subscribers.find(**how)]  # type: ignore[arg-type]

    assert ids() == ["0", "1", "2", "3"]
    assert ids(order="next_due_at") == ["1", "2", "0", "3"]
    assert ids(order="next_due_at", descending=True, limit=2) == ["3", "0"]
    assert ids(order="next_due_at", descending=True, limit=2, offset=1) == ["0", "2"]
    assert ids(limit=0) == []
    due = Query().next_due_at.test(lambda at: at is not None and at < "2013-05-15")
    assert ids(cond=due, order="next_due_at", limit=1, offset=1) == ["0"]
    with pytest.raises(ValueError, match="path"):
        ids(order="a'b")


def test_lists_are_found_by_their_elements_and_stay_in_step(any_store: SqliteStore) -> None:
    entries = any_store.table(ENTRIES)
    keys = Query().keys
    entries.insert_multiple([{"id": "a", "keys": ["putin", "netanyahu"]}, {"id": "b", "keys": ["ban"]}, {"id": "c"}])
    assert [entry["id"] for entry in entries.search(keys.any(["putin", "ban"]))] == ["a", "b"]
    entries.update({"keys": ["kerry"]}, Query().id == "a")
    assert entries.search(keys.any(["putin"])) == []
    assert entries.count(keys.any(["kerry"])) == 1
    entries.remove(Query().id == "a")
    assert entries.search(keys.any(["kerry"])) == []
    entries.insert({"id": "d", "keys": "text"})
    assert entries.count(keys.any(["x"])) == 1  # TinyDB tries the letters of a text


def test_another_process_reads_and_writes_beside(store: SqliteStore, tmp_path: Path) -> None:
    beside = open_store(str(tmp_path / "data"), exclusive=False)
    store.table(FEEDS).insert({"url": "https://a.example"})
    assert beside.table(FEEDS).insert({"url": "https://b.example"}) == 2
    assert store.table(FEEDS).insert({"url": "https://c.example"}) == 3
    assert len(beside.table(FEEDS)) == 3
    beside.close()
    beside.close()


def test_a_second_bot_on_the_same_store_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="another attache"):
        open_store(str(tmp_path / "data"), exclusive=True)
    store.close()
    open_store(str(tmp_path / "data"), exclusive=True).close()


def test_a_store_from_a_newer_version_is_refused_untouched(store: SqliteStore, tmp_path: Path) -> None:
    store.table(META).update({"version": 99}, Query().name == "schema")
    store.close()
    before = (tmp_path / "data" / "news.db").read_bytes()
    with pytest.raises(SchemaTooNew, match="newer"):
        open_store(str(tmp_path / "data"), exclusive=True)
    assert (tmp_path / "data" / "news.db").read_bytes() == before


def test_what_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("certainly no database, but long enough to have a header of one" * 20)
    with pytest.raises(StoreError, match="damaged or no store"):
        open_store(str(tmp_path), exclusive=True)


@pytest.mark.parametrize("url", ["postgresql://localhost/attache", "mysql://x"])
def test_an_address_that_cannot_be_opened_is_said_so(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url, exclusive=True)


def test_a_backup_is_taken_while_others_write_and_restores(store: SqliteStore, tmp_path: Path) -> None:
    store.table(FEEDS).insert({"url": "https://a.example"})
    with store.transaction():
        store.table(FEEDS).insert({"url": "https://uncommitted.example"})
        store.backup(tmp_path / "copy.db")
    store.table(FEEDS).insert({"url": "https://later.example"})
    with pytest.raises(StoreBusy):
        restore_store(str(tmp_path / "data"), tmp_path / "copy.db")
    store.close()
    kept = restore_store(str(tmp_path / "data"), tmp_path / "copy.db")
    restored = open_store(str(tmp_path / "data"), exclusive=True)
    assert [feed["url"] for feed in restored.table(FEEDS)] == ["https://a.example"]
    restored.close()
    assert kept is not None
    restore_store(str(tmp_path / "elsewhere"), kept)
    elsewhere = open_store(str(tmp_path / "elsewhere"), exclusive=True)
    assert len(elsewhere.table(FEEDS)) == 3
    elsewhere.close()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_damaged_backup_leaves_the_store_as_it_was(store: SqliteStore, tmp_path: Path, content: bytes) -> None:
    store.table(FEEDS).insert({"url": "https://a.example"})
    store.close()
    (tmp_path / "broken.db").write_bytes(content)
    with pytest.raises(StoreError):
        restore_store(str(tmp_path / "data"), tmp_path / "broken.db")
    again = open_store(str(tmp_path / "data"), exclusive=True)
    assert len(again.table(FEEDS)) == 1
    again.close()


def test_an_export_opens_in_stock_tinydb_and_comes_back(any_store: SqliteStore, tmp_path: Path) -> None:
    any_store.table(FEEDS).insert_multiple([{"url": "https://a.example", "name": "Новости\n"}, {"url": "b"}])
    any_store.table(FEEDS).remove(doc_ids=[1])
    any_store.table("own").insert({"n": 1.5})
    any_store.export(tmp_path / "all.json")
    with TinyDB(tmp_path / "all.json") as stock:
        assert [(document.doc_id, document) for document in stock.table(FEEDS)] == [(2, {"url": "b"})]
        assert stock.table("own").all() == [{"n": 1.5}]
    other = open_store(str(tmp_path / "other"), exclusive=True)
    assert read_import(other.rows, tmp_path / "all.json") == 2
    assert other.table(FEEDS).get(doc_id=2) == {"url": "b"}
    with pytest.raises(StoreError, match="not empty"):
        read_import(other.rows, tmp_path / "all.json")
    other.close()


def test_a_file_that_stock_tinydb_wrote_is_imported(any_store: SqliteStore, tmp_path: Path) -> None:
    with TinyDB(tmp_path / "stock.json", indent=2) as stock:
        stock.table(FEEDS).insert_multiple(
            {"url": f"https://{number}.example", "big": "x" * 9000} for number in range(300)
        )
    assert read_import(any_store.rows, tmp_path / "stock.json") == 300
    assert any_store.table(FEEDS).count(Query().url == "https://299.example") == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"a": {"1": 2}}', '{"a": {"x": {}}}', '{"a": {"1": {}}} more', '{"a": {"1": {"b": NaN}}}', "\0"],
)
def test_a_file_of_another_shape_is_refused_whole(any_store: SqliteStore, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises((StoreError, ValueError)):
        read_import(any_store.rows, tmp_path / "bad.json")
    assert all(not len(any_store.table(name)) for name in any_store.database.tables() - {META})


def test_an_export_of_a_newer_version_is_refused(any_store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "new.json").write_text(json.dumps({"meta": {"1": {"name": "schema", "version": 99}}}))
    with pytest.raises(SchemaTooNew):
        read_import(any_store.rows, tmp_path / "new.json")


async def test_the_store_thread_keeps_order_and_passes_errors_on(any_store: SqliteStore) -> None:
    thread = StoreThread(any_store)
    assert await thread.run(lambda store: store.table(ARTICLES).insert({"text": "a"})) == 1
    with pytest.raises(StoreError):
        await thread.run(lambda store: store.claim(FEEDS, [{"url": "x"}]) and store.table(FEEDS).insert({"url": "x"}))
    await thread.close()
    await thread.close()


def test_count_between_counts_what_find_finds(any_store: SqliteStore) -> None:
    table = any_store.table(DELIVERIES)
    queues = ["1|2013", "2|2013", "2|2014", "2|2015", "3|2013"]
    table.insert_multiple([{"key": str(number), "queue": queue} for number, queue in enumerate(queues)])
    table.insert_multiple([{"key": "none"}, {"key": "null", "queue": None}])
    assert table.count_between("queue", "2|", "2|2014") == 2
    assert table.count_between("queue", "", "~") == len(queues)
    assert table.count_between("nowhere", "", "~") == 0
    assert any_store.table("new").count_between("queue", "", "~") == 0
