"""What the store costs, small and large, beside TinyDB as it is published, in the same run.

python -m tests.bench.store [ARTICLES]     100,000 unless told; 1,000,000 takes some minutes
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from tinydb import TinyDB, where

from bot.store.opening import open_store
from bot.store.schema import ARTICLES

LARGE, SMALL, BATCH = 100_000, 1_000, 100
STOCK_SIZES = (1_000, 10_000)
START = datetime(2013, 1, 1, tzinfo=UTC)
LATIN = re.findall(
    r"\w+",
    "minister president talks summit border treaty visit capital meeting officials agreed statement trade peace "
    "delegation conference round foreign security council region energy gas harbour bridge river winter market",
)
CYRILLIC = re.findall(
    r"\w+", "министр президент переговоры встреча граница договор визит столица заявление мир конференция"
)


def articles(count: int, *, first: int = 0) -> Iterator[dict[str, Any]]:
    """Made-up articles of about 4.6 KB, three in ten in Cyrillic; one in 5,000 names the rare word."""
    chance = random.Random(first)
    for number in range(first, first + count):
        words = chance.choices(CYRILLIC, k=310) if number % 10 < 3 else chance.choices(LATIN, k=580)
        words += [f"name{chance.randrange(50_000)}" for _ in range(20)] + ["rarity"] * (number % 5000 == 0)
        published = START + timedelta(seconds=37 * number)
        url = f"https://source{number % 300}.example/{number}"
        yield {
            "v": 1,
            "title": " ".join(words[:9]),
            "text": " ".join(words),
            "source": f"Source {number % 300}",
            "url": url,
            "canonical": url,
            "fingerprint": f"{number:032x}",
            "published_at": published.isoformat(),
            "published_utc": published.isoformat(),
            "stored_at": published.isoformat(),
            "state": "read",
            "family": "",
        }


def main(large: int = LARGE) -> None:
    """Print one JSON line a figure."""
    folder = Path(tempfile.mkdtemp(prefix="store-bench-"))
    try:
        at_small, at_large, rate = _fill(folder, large)
        _print("inserting 100 articles, durably, at 1,000 stored", at_small)
        _print(f"inserting 100 articles, durably, at {large:,} stored", at_large)
        _tell("the same, large over small", round(at_large / at_small, 2), "times", bar=2)
        _tell("filling the store", round(rate), "articles/s")
        _reading(folder, large)
        _searching(folder, large)
        _opened_afresh(folder, large)
        for size in STOCK_SIZES:
            _stock(folder, size)
    finally:
        shutil.rmtree(folder)


def _fill(folder: Path, large: int) -> tuple[float, float, float]:
    """The median seconds of a batch at the small and at the large size, and articles a second over all."""
    store, durations = open_store(str(folder), exclusive=True), []
    table = store.table(ARTICLES)
    began = perf_counter()
    for first in range(0, large + 50 * BATCH, BATCH):
        batch = list(articles(BATCH, first=first))
        durations.append(_seconds(partial(table.insert_multiple, batch)))
    rate = (large + 50 * BATCH) / (perf_counter() - began)
    store.close()
    at = SMALL // BATCH
    return statistics.median(durations[at : at + 50]), statistics.median(durations[-50:]), rate


def _reading(folder: Path, large: int) -> None:
    store, chance = open_store(str(folder), exclusive=False), random.Random(1)
    table = store.table(ARTICLES)
    ids = [chance.randrange(1, large) for _ in range(500)]
    _print("an article by id", _median(lambda doc_id: table.get(doc_id=doc_id), ids))
    urls = [f"https://source{number % 300}.example/{number}" for number in ids]
    _print("an article by its address", _median(lambda url: table.get(where("canonical") == url), urls))
    _print("changing one article, durably", _median(lambda doc_id: table.update({"n": 1}, doc_ids=[doc_id]), ids))
    store.close()


def _searching(folder: Path, large: int) -> None:
    store = open_store(str(folder), exclusive=True)
    began, fed = perf_counter(), 0
    while taken := store.index_pending(limit=500):
        fed += taken
    _tell("feeding the full text", round(fed / (perf_counter() - began)), "articles/s")
    asked = ["minister", "министр", "president talks", "rarity", "name77 summit", '"peace talks"'] * 50
    times = sorted(_seconds(partial(store.match, words, limit=10)) for words in asked)
    _print("searching, newest first, p50", times[len(times) // 2])
    _print("searching, newest first, p99", times[int(len(times) * 0.99)], bar=0.05)
    store.close()
    _tell("the store on disk", round((folder / "news.db").stat().st_size / 1e6), "MB")
    _tell("the full text on disk", round((folder / "search.db").stat().st_size / 1e6), "MB")


FRESH = """
import sys
from pathlib import Path
from time import perf_counter
from bot.store.opening import open_store
from tests.bench.store import articles
def kilobytes(which):
    return int(Path("/proc/self/status").read_text().split(which + ":")[1].split()[0])
before = kilobytes("VmRSS")
began = perf_counter()
store = open_store(sys.argv[1], exclusive=True)
opened = perf_counter() - began
table = store.table("articles")
for number in range(20):
    table.insert_multiple(list(articles(100, first=int(sys.argv[2]) + 10_000 + 100 * number)))
    store.index_pending()
    store.match("minister", limit=10)
    table.find(order="published_utc", descending=True, limit=100)
sum(1 for _ in table)
print(opened, (kilobytes("VmHWM") - before) / 1024)
"""


def _opened_afresh(folder: Path, large: int) -> None:
    """In a process of its own: opening, then writing, searching and walking over everything."""
    command = [sys.executable, "-c", FRESH, str(folder), str(large)]
    opened, grown = map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    _print("opening the store", opened, bar=0.05)
    _tell("memory for the store, at most", round(grown, 1), "MB", bar=60)


def _stock(folder: Path, size: int) -> None:
    with TinyDB(folder / f"stock{size}.json") as stock:
        table = stock.table(ARTICLES)
        table.insert_multiple(articles(size))
        batches = [list(articles(BATCH, first=size + BATCH * number)) for number in range(3)]
        _print(f"stock TinyDB: inserting 100 articles at {size:,} stored", _median(table.insert_multiple, batches))
        _print(f"stock TinyDB: an article by id at {size:,} stored", _median(lambda i: table.get(doc_id=i), [1, 2, 3]))


def _median(work: Callable[[Any], object], arguments: list[Any]) -> float:
    return statistics.median(_seconds(partial(work, each)) for each in arguments)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _print(figure: str, seconds: float, bar: float | None = None) -> None:
    _tell(figure, round(seconds * 1000, 3), "ms", bar=bar and bar * 1000)


def _tell(figure: str, value: float, unit: str, *, bar: float | None = None) -> None:
    print(json.dumps({"bench": "store", "figure": figure, unit: value, "bar": bar}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
