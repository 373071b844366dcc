"""Pages from their bytes to stored readings: how many a second; and the memory that 100,000 articles take.

python -m tests.bench.pages [ARTICLES]
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.clock import SystemClock
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.pool import ReadingPool
from bot.ingesting.reader import ThreadReader
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES
from briefs.sources.batch import Origin
from tests.sources.pagesmith import MANNERS, story

PAGES, WORKERS, AT_ONCE = 300, 2, 20
WARM_AFTER = 5000


async def read_pages(folder: str) -> None:
    """Pages in twenty manners, each of a text of its own, through the pool with the model into the agenda."""
    runner = await StoreThread.start(lambda: open_store(folder, exclusive=True))
    pool = ReadingPool(workers=WORKERS)
    await pool.start()
    ingestor = Ingestor(runner, pool, SystemClock())
    await ingestor.start()
    pages = [MANNERS[number % len(MANNERS)](story(number)).encode() for number in range(PAGES)]
    began = perf_counter()
    for start in range(0, PAGES, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, PAGES))
        urls = {number: f"https://news.example/{number}" for number in numbers}
        await asyncio.gather(*(ingestor.ingest(pages[each], Origin(url, url=url)) for each, url in urls.items()))
    seconds = perf_counter() - began
    _tell(f"pages from bytes to stored readings, {WORKERS} workers", round(PAGES / seconds, 1), "articles/s")
    await pool.close()
    await runner.close()


async def remember(folder: str, articles: int) -> None:
    """Short articles by the thousand, filed, marked and indexed; reading is off, since it has its own processes."""
    runner = await StoreThread.start(lambda: open_store(folder, exclusive=True))
    reader = ThreadReader("off")
    ingestor = Ingestor(runner, reader, SystemClock())
    await ingestor.start()
    began, before = perf_counter(), 0.0
    for start in range(0, articles, 1000):
        if start == WARM_AFTER:
            before = _megabytes()  # models and caches are there by now
        lines = "\n".join(json.dumps(_article(number)) for number in range(start, start + 1000))
        await ingestor.ingest(lines.encode(), Origin("archive.jsonl"))
    seconds, grown = perf_counter() - began, _megabytes() - before

    def stored(store: Store) -> int:
        return len(store.table(ARTICLES))

    _tell(
        f"memory grown by {articles - WARM_AFTER:,} articles after {WARM_AFTER:,}",
        round(grown, 1),
        "MB",
        in_all=round(_megabytes(), 1),
        stored=await runner.run(stored),
        articles_a_second=round(articles / seconds, 1),
    )
    await reader.close()
    await runner.close()


def _article(number: int) -> dict[str, Any]:
    chance = random.Random(number)
    words = [f"{syllable}{chance.randrange(3000)}" for syllable in ("ba", "con", "der", "es", "fil") for _ in range(12)]
    published = datetime(2013, 5, 1, tzinfo=UTC) + timedelta(minutes=number)
    text = " ".join(words).capitalize() + "."
    return {"text": text, "published": published.isoformat(), "lang": "en", "url": f"https://local.example/{number}"}


def _megabytes() -> float:
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return int(fields["VmRSS"].split()[0]) / 1024


def _tell(figure: str, value: float, unit: str, **more: Any) -> None:
    print(json.dumps({"bench": "pages", "figure": figure, unit: value, **more}), flush=True)


def main() -> None:
    """Print one JSON line a figure."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="pages-bench-") as folder:
        asyncio.run(read_pages(folder))
    with tempfile.TemporaryDirectory(prefix="pages-bench-") as folder:
        asyncio.run(remember(folder, articles))


if __name__ == "__main__":
    main()
