"""What was acknowledged survives kill -9 and a full disk."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tinydb import where

from bot.store.database import SqliteStore
from bot.store.opening import open_store
from bot.store.schema import ARTICLES, FEEDS
from bot.store.sqlite import SqliteRows
from briefs.errors import StoreFull

WRITER = """
import sys
from tinydb import where
from bot.store.opening import open_store

store = open_store(sys.argv[1], exclusive=True)
round_, articles = sys.argv[2], store.table("articles")
for number in range(1_000_000):
    with store.transaction():
        text = "x" * (number * 37 % 9000)
        doc_id = articles.insert({"round": round_, "number": number, "text": text, "state": "new"})
        store.table("feeds").upsert({"url": round_, "count": number + 1}, where("url") == round_)
    if number % 3 == 0:
        articles.update({"state": "read"}, doc_ids=[doc_id])
    if number % 7 == 0:
        store.index_pending(limit=20)
    print(doc_id, number, flush=True)
"""


def write_until_killed(folder: Path, name: str, seconds: float) -> dict[int, int]:
    """What the writer acknowledged, by document id, until it was killed `seconds` after its first word."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    lines = [first, *process.stdout.readlines()]
    process.stdout.close()
    process.wait()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {int(doc_id): int(number) for doc_id, number in whole}


def kill_again_and_again(folder: Path, kills: int) -> None:
    chance, acknowledged = random.Random(kills), {}
    for kill in range(kills):
        name = f"round {kill}"
        acknowledged.update(write_until_killed(folder, name, chance.uniform(0, 0.25)))
        store = open_store(str(folder), exclusive=True)
        assert store.rows.execute("PRAGMA quick_check") == [("ok",)]
        articles = store.table(ARTICLES)
        for doc_id, number in acknowledged.items():
            document = articles.get(doc_id=doc_id)
            assert document is not None
            assert document["number"] == number
            assert document["state"] == ("read" if number % 3 == 0 else "new")
            assert len(document["text"]) == number * 37 % 9000
        # What one transaction wrote into two tables is there in both or in neither.
        of_round = articles.search(where("round") == name)
        feed = store.table(FEEDS).get(where("url") == name)
        assert feed is not None
        assert feed["count"] == len(of_round)
        while store.index_pending():
            pass
        store.close()
    assert len(acknowledged) > kills


def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 4)


@pytest.mark.slow
def test_twenty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 20)


def test_a_full_database_is_said_and_loses_nothing(any_store: SqliteStore) -> None:
    articles = any_store.table(ARTICLES)
    (pages,) = any_store.rows.execute("PRAGMA page_count")[0]
    any_store.rows.execute(f"PRAGMA max_page_count = {pages + 200}")
    acknowledged: list[int] = []

    def write_on() -> None:
        while True:
            with any_store.transaction():
                any_store.table(FEEDS).insert({"url": f"https://{len(acknowledged)}.example"})
                doc_id = articles.insert({"text": "x" * 20_000})
            acknowledged.append(doc_id)

    with pytest.raises(StoreFull, match="no room left"):
        write_on()
    assert acknowledged
    assert [document.doc_id for document in articles] == acknowledged
    assert len(any_store.table(FEEDS)) == len(acknowledged)
    any_store.rows.execute(f"PRAGMA max_page_count = {pages + 100_000}")
    assert articles.insert({"text": "there is room again"}) > acknowledged[-1]


FULL_DISK = """
import resource, sys
from pathlib import Path
from bot.store.opening import open_store
from briefs.errors import StoreFull

store = open_store(sys.argv[1], exclusive=True)
articles = store.table("articles")
articles.insert_multiple({"text": "x" * 5000} for _ in range(300))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, hard))
try:
    while True:
        print(articles.insert({"text": "x" * 5000}), flush=True)
except StoreFull as error:
    print("full:", error)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
for write in (store.backup, store.export):
    try:
        write(Path(sys.argv[1]) / "copy")
    except StoreFull as error:
        print("full:", error)
print(len(articles), "left")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
articles.insert({"text": "room again"})
store.close()
"""


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    said = [line for line in lines if line.startswith("full:")]
    assert len(said) == 3
    assert all("no room left on the disk" in line for line in said)
    acknowledged = [int(line) for line in lines if line.isdecimal()]
    assert lines[-1] == f"{300 + len(acknowledged)} left"
    store = open_store(str(tmp_path), exclusive=True)
    assert len(store.table(ARTICLES)) == 300 + len(acknowledged) + 1
    store.close()
    assert not list(tmp_path.glob(".copy*"))


def test_a_writer_waits_for_another(store: SqliteStore, tmp_path: Path) -> None:
    beside = SqliteRows(tmp_path / "data" / "news.db")
    beside.execute("PRAGMA busy_timeout = 50")
    from briefs.errors import StoreError

    with store.transaction():
        store.table(FEEDS).insert({"url": "https://a.example"})
        with pytest.raises(StoreError, match="in use"), beside.transaction():
            pass
        assert beside.text(FEEDS, 1) is None
    assert beside.text(FEEDS, 1) is not None
    beside.close()
