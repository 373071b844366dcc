"""From bytes to stored readings: how many articles a second, and what it costs those who ask meanwhile.

python -m tests.bench.ingesting
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.clock import SystemClock
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.pool import ReadingPool
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES
from briefs.sources.batch import Origin
from tests.bench.store import articles

CORPORA = Path(__file__).parents[1] / "corpora"
SETS = ("corpus", "americas-europe", "other-desks")
STORED, FILLERS_PER_ARTICLE, WORKERS = 20_000, 4, 2
PLAIN = re.findall(
    r"\w+",
    "the garden river school market harvest rain match goal team player season film song price shop house road bus "
    "doctor patient student teacher farmer winter summer festival prize museum ticket coach league striker recipe",
)


def feed() -> list[dict[str, Any]]:
    """Annotated news among four times as many short texts without encounters, as in a mixed feed."""
    chance, mixed = random.Random(0), []
    for name in SETS:
        for line in (CORPORA / name / "articles.jsonl").read_text().splitlines():
            mixed.append(json.loads(line))
            mixed += [_filler(chance, len(mixed) + number) for number in range(FILLERS_PER_ARTICLE)]
    return mixed


def _filler(chance: random.Random, number: int) -> dict[str, Any]:
    sentences = (" ".join(chance.choices(PLAIN, k=14)).capitalize() + "." for _ in range(14))
    published = datetime(2013, 5, 1, tzinfo=UTC) + timedelta(minutes=number)
    return {"text": " ".join(sentences), "published": published.isoformat(), "url": f"https://local.example/{number}"}


async def measure(folder: str) -> None:
    """Ingest the feed into a store that is not empty, asking it things all the while."""
    thread = await StoreThread.start(lambda: open_store(folder, exclusive=True))
    await thread.run(lambda store: store.table(ARTICLES).insert_multiple(articles(STORED)))
    while await thread.run(lambda store: store.index_pending(limit=500)):
        continue
    began = perf_counter()
    pool = ReadingPool(workers=WORKERS)
    await pool.start()
    _tell("starting the readers", round(perf_counter() - began, 1), "s")
    ingestor = Ingestor(thread, pool, SystemClock())
    await ingestor.start()
    records = feed()
    gc.collect()
    gc.freeze()  # as `attache run` does
    lags: list[float] = []
    answers: list[float] = []
    asking = [asyncio.create_task(_wake(lags)), asyncio.create_task(_ask(thread, answers))]
    began = perf_counter()
    receipts = await ingestor.ingest("\n".join(map(json.dumps, records)).encode(), Origin("feed.jsonl"))
    seconds = perf_counter() - began
    for task in asking:
        task.cancel()
    _tell(f"a mixed feed, {WORKERS} workers, from bytes to the agenda", round(len(receipts) / seconds, 1), "articles/s")
    _tell("the event loop held meanwhile, p99", round(_percentile(lags, 0.99) * 1000, 1), "ms", bar=100)
    _tell("the event loop held meanwhile, at most", round(max(lags) * 1000, 1), "ms", bar=100)
    _tell("a search answered meanwhile, p50", round(_percentile(answers, 0.5) * 1000, 1), "ms")
    _tell("a search answered meanwhile, p99", round(_percentile(answers, 0.99) * 1000, 1), "ms", bar=500)
    await pool.close()
    await thread.close()


async def _wake(lags: list[float]) -> None:
    while True:
        began = perf_counter()
        await asyncio.sleep(0.01)
        lags.append(perf_counter() - began - 0.01)


async def _ask(thread: StoreThread, answers: list[float]) -> None:
    while True:
        began = perf_counter()
        ids = await thread.run(lambda store: store.match("summit president", limit=10))
        await thread.run(lambda store, ids=ids: store.table(ARTICLES).get(None, doc_ids=ids))  # type: ignore[misc]
        answers.append(perf_counter() - began)
        await asyncio.sleep(0.05)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _tell(figure: str, value: float, unit: str, *, bar: float | None = None) -> None:
    print(json.dumps({"bench": "ingesting", "figure": figure, unit: value, "bar": bar}), flush=True)


def main() -> None:
    """Print one JSON line a figure."""
    with tempfile.TemporaryDirectory(prefix="ingest-bench-") as folder:
        asyncio.run(measure(folder))


if __name__ == "__main__":
    main()
