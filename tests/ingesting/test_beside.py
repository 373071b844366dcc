"""The command line ingests beside the running bot: nothing twice, nothing lost."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot.ingesting.ingestor import Ingestor
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES, ENTRIES
from briefs.sources.batch import Origin
from handlers.exchange import Took
from tests.ingesting.house import NOW, PlainReader, StandingClock

ABOUT = "from Sochi, the city by the sea, where they meet today, once more, to go on with their long list of questions"
BESIDE = """
import asyncio, sys
from tests.ingesting.test_beside import ingest
print(asyncio.run(ingest(sys.argv[1], "cli", exclusive=False))[0])
"""


async def ingest(url: str, who: str, *, exclusive: bool) -> tuple[int, dict[str, list[Any]]]:
    """Take in ten reports of one's own and ten that the other has, too; how many were new, and what the store holds."""
    texts = [f"Report {who if number % 2 else 'of both'} {number} {ABOUT}, number {number}." for number in range(20)]
    lines = "\n".join(json.dumps({"text": text, "published": NOW.isoformat()}) for text in texts)
    thread = await StoreThread.start(lambda: open_store(url, exclusive=exclusive))
    receipts = await Ingestor(thread, PlainReader(), StandingClock()).ingest(lines.encode(), Origin("reports.jsonl"))
    held = await thread.run(lambda store: {name: store.table(name).all() for name in (ARTICLES, ENTRIES)})
    await thread.close()
    return [receipt.took for receipt in receipts].count(Took.STORED), held


async def test_two_processes_ingest_into_one_store(tmp_path: Path) -> None:
    bot = asyncio.create_task(ingest(str(tmp_path), "bot", exclusive=True))
    command = [sys.executable, "-c", BESIDE, str(tmp_path)]
    beside = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await beside.communicate()
    assert beside.returncode == 0
    new, _ = await bot
    assert new + int(said) == 30
    again, held = await ingest(str(tmp_path), "bot", exclusive=True)
    assert again == 0
    assert len(held[ARTICLES]) == 30
    assert {article["state"] for article in held[ARTICLES]} == {"read"}
    [entry] = held[ENTRIES]
    assert len({said["article"]["article_id"] for said in entry["contributions"]}) == 30
