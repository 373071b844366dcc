"""Killed anywhere, ingesting goes on at the next start as if nothing had happened."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ingesting.archive import READ
from bot.ingesting.ingestor import Ingestor
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES, ENTRIES, PEOPLE
from briefs.sources.batch import Origin
from tests.ingesting.house import NOW, PlainReader, StandingClock

COUNT = 60
ABOUT = "from Sochi, the city by the sea, where they meet today, once more, to go on with their long list of questions"

INGEST = """
import asyncio, sys
from tests.ingesting.test_kills import ingest_all
asyncio.run(ingest_all(sys.argv[1]))
"""


def lines() -> bytes:
    """Reports of meetings in Sochi, a few a week, on several days."""
    texts = [f"Report {number} {ABOUT}, of which number {number} is still open." for number in range(COUNT)]
    days = [NOW + timedelta(days=20 * (number // 10)) for number in range(COUNT)]
    records = [{"text": text, "published": day.isoformat()} for text, day in zip(texts, days, strict=True)]
    return "\n".join(map(json.dumps, records)).encode()


async def ingest_all(url: str) -> dict[str, Any]:
    """Resume, take everything in, and tell what the store then holds."""
    thread = await StoreThread.start(lambda: open_store(url, exclusive=True))
    ingestor = Ingestor(thread, PlainReader(), StandingClock(datetime(2014, 1, 1, tzinfo=UTC)))
    print("begun", flush=True)
    await ingestor.resume()
    await ingestor.ingest(lines(), Origin("reports.jsonl"))
    held = await thread.run(lambda store: {name: store.table(name).all() for name in (ARTICLES, ENTRIES, PEOPLE)})
    await thread.close()
    return held


def without_ids(entries: list[Any], articles: list[Any]) -> list[Any]:
    """What the agenda says, with articles named by their words, since kills may shift ids."""
    texts = {str(article.doc_id): article["text"] for article in articles}
    told = []
    for entry in entries:
        reports = sorted(texts[said["article"]["article_id"]] for said in entry["contributions"])
        told.append((entry["window"], entry["status"], entry["places"], reports))
    return sorted(told, key=repr)


def kill_while_ingesting(folder: Path, kills: int) -> None:
    chance = random.Random(kills)
    whole = asyncio.run(ingest_all("memory:"))
    for _ in range(kills):
        process = subprocess.Popen([sys.executable, "-c", INGEST, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.8))
        process.kill()
        process.stdout.close()
        process.wait()
    held = asyncio.run(ingest_all(str(folder)))
    assert len(held[ARTICLES]) == COUNT
    assert {article["state"] for article in held[ARTICLES]} == {READ}
    assert sorted(article["text"] for article in held[ARTICLES]) == sorted(
        article["text"] for article in whole[ARTICLES]
    )
    assert without_ids(held[ENTRIES], held[ARTICLES]) == without_ids(whole[ENTRIES], whole[ARTICLES])
    assert [person["name"] for person in held[PEOPLE]] == ["Vladimir Putin"]


def test_two_kills_change_nothing(tmp_path: Path) -> None:
    kill_while_ingesting(tmp_path, 2)


@pytest.mark.slow
def test_twenty_kills_change_nothing(tmp_path: Path) -> None:
    kill_while_ingesting(tmp_path, 20)
