"""Reading in processes: the real model, a killed worker, a text that takes too long."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ingesting import pool as pools
from bot.ingesting.pool import ReadingPool
from bot.ingesting.reader import DIED, NO_MODEL, TOO_LONG, ThreadReader
from briefs.errors import FormatError
from briefs.model.article import Article
from briefs.model.reading import Person
from briefs.sources.batch import Origin

CORPUS = Path(__file__).parents[1] / "corpora" / "corpus" / "articles.jsonl"
TALKS = Article(
    "1",
    "MOSCOW – Russian President Vladimir Putin will meet Israeli Prime Minister Benjamin Netanyahu on Tuesday.",
    published_at=datetime(2013, 5, 13, 12, tzinfo=UTC),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[ReadingPool]:
    opened = ReadingPool(workers=1)
    await opened.start()
    yield opened
    await opened.close()
    await opened.close()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_worker_reads(pool: ReadingPool) -> None:
    assert pool.off == ""
    reading = await pool.read(TALKS)
    assert {who.name.split()[-1] for entry in reading.entries for who in entry.participants} == {"Putin", "Netanyahu"}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_worker_takes_bytes_apart(pool: ReadingPool) -> None:
    batch = await pool.recognise(CORPUS.read_bytes() + b"\nbroken", Origin("c.jsonl"))
    assert len(batch.articles) == len(CORPUS.read_text().splitlines())
    assert str(batch.refused[0]).endswith("it is no JSON object")
    with pytest.raises(FormatError, match="empty"):
        await pool.recognise(b"", Origin("c.jsonl"))


@pytest.mark.asyncio(loop_scope="module")
async def test_a_killed_worker_is_replaced_and_nothing_is_lost(pool: ReadingPool) -> None:
    process = pool._workers[0]._process
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    reading = await pool.read(TALKS)
    assert reading.entries


@pytest.mark.asyncio(loop_scope="module")
async def test_what_was_learned_reaches_the_workers(pool: ReadingPool) -> None:
    pool.learn([Person("Sergei Lavrov", "Foreign Minister", "Russia", TALKS.published_at, None, "foreign minister")])
    text = "VIENNA – The Russian foreign minister will meet Austrian Chancellor Werner Faymann on Tuesday."
    reading = await pool.read(Article("2", text, published_at=datetime(2013, 5, 14, 12, tzinfo=UTC)))
    named = {who.name for entry in reading.entries for who in entry.participants}
    assert "Werner Faymann" in named
    assert "Sergei Lavrov" in named


async def test_a_text_that_takes_too_long_is_unread() -> None:
    pool = ReadingPool(workers=1, time_cap=timedelta(milliseconds=20))
    await pool.start()
    endless = " ".join(f"President Number {number} will meet Minister Otto Beta {number}." for number in range(60_000))
    reading = await pool.read(Article("3", endless, published_at=TALKS.published_at))
    assert reading.unread == TOO_LONG
    await pool.close()


async def test_without_a_model_everything_is_unread() -> None:
    reader = ThreadReader("no_such_model")
    assert (await reader.read(TALKS)).unread == NO_MODEL
    batch = await reader.recognise(json.dumps({"text": "Ministers meet."}).encode(), Origin("a.jsonl"))
    assert len(batch.articles) == 1
    await reader.close()


async def test_a_text_that_ends_every_worker_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = ReadingPool(workers=1)
    worker = pool._workers[0]
    pool._idle.put_nowait(worker)

    def die() -> str:
        import multiprocessing

        worker._pipe, theirs = multiprocessing.get_context("spawn").Pipe()
        worker._process = multiprocessing.get_context("spawn").Process(target=os._exit, args=(1,))
        worker._process.start()
        theirs.close()
        return ""

    monkeypatch.setattr(worker, "start", die)
    assert (await pool.read(TALKS)).unread == DIED
    with pytest.raises(FormatError, match="cannot be taken apart"):
        await pool.recognise(b"text", Origin("a.txt"))
    await pool.close()


async def test_a_process_that_does_not_start_is_said_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_STARTING", timedelta(seconds=0))
    pool = ReadingPool()
    await pool.start()
    assert pool.off.startswith("the reading process had not started after")
    await pool.close()
