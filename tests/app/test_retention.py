"""After so many days the bot drops an article's text by itself, and still proves every line."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import bot.app
from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.store.api import Store
from bot.store.schema import ARTICLES, ENTRIES
from briefs.sources.batch import Origin
from tests.app.conftest import OWNER, running


class JumpingClock:
    """A rehearsal clock that can be put forward."""

    def __init__(self, start: datetime) -> None:
        self._inner, self.ahead = RehearsalClock(start), timedelta()

    def now(self) -> datetime:
        """See `Clock`."""
        return self._inner.now() + self.ahead


TALKS = {
    "source": "Northgate Wire",
    "url": "https://northgate.example/talks",
    "title": "Two leaders to meet by the sea",
    "published": "2013-05-14T09:10:00+04:00",
    "text": (
        "Russian President Vladimir Putin will meet Israeli Prime Minister Benjamin Netanyahu in Sochi on Thursday, "
        "officials said. The gardeners of the residence have been given the day off."
    ),
}


async def test_texts_go_and_evidence_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.app, "LOOK_EVERY", timedelta(seconds=0.1))
    clock = JumpingClock(DEMO_START + timedelta(minutes=5))
    simulator = await start_simulator(clock)
    settings = {"ATTACHE_STORE_ARTICLE_DAYS": "1", "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "50"}
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings) as stage:
            await stage.house.ingestor.ingest(json.dumps(TALKS).encode(), Origin("talks.jsonl"))
            await stage.say("/start", "subscribed")
            assert "Two leaders" in await stage.say("/search gardeners", "leaders")
            before = await stage.house.runner.run(lambda store: store.table(ENTRIES).all())
            assert len(before) == 1
            clock.ahead = timedelta(hours=25)
            async with asyncio.timeout(20):
                while await stage.house.runner.run(_has_text):  # noqa: ASYNC110 - the bot does it by itself
                    await asyncio.sleep(0.1)
            assert await stage.house.runner.run(lambda store: store.table(ENTRIES).all()) == before
            brief = await simulator.ask(OWNER, "/brief", containing="Netanyahu", within=20)
            await simulator.tap(brief, OWNER, "Evidence")
            proof = await simulator.wait_for(OWNER, "“", since=brief["message_id"])
            assert "in Sochi on Thursday" in proof["text"]
            assert "Two leaders" in await stage.say("/search leaders", "leaders")
            assert "Two leaders" not in await stage.say("/search gardeners")
    finally:
        await simulator.stop()


def _has_text(store: Store) -> bool:
    return any(document["text"] for document in store.table(ARTICLES).all())
