"""Copies of one text from several sources: one source in a brief, cited by the best of them, whichever came first."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.store.schema import ENTRIES
from briefs.sources.batch import Origin
from tests.app.conftest import OWNER, Stage, running

TEXT = (
    "Norwegian Prime Minister Ann Lee and Danish Prime Minister Bob Ray will meet in Oslo on Friday, both governments "
    "said. The two are to talk about the bridge across the sound, which was closed in March after a ship struck it. "
    "Engineers of both countries expect that the repair takes until the autumn and costs more than was planned. "
    "Ferries will run at night until then, and fares stay as they are."
)
SHORT = {
    "source": "Gulf Channel",
    "url": "https://gulf.example/1",
    "title": "Lee and Ray to meet",
    "published": "2013-05-14T09:10:00+02:00",
    "text": ". ".join(TEXT.split(". ")[:3]) + ".",
}
FULL = {
    "source": "Northgate Wire",
    "url": "https://northgate.example/1",
    "title": "Lee and Ray to meet in Oslo over bridge",
    "published": "2013-05-14T09:20:00+02:00",
    "text": TEXT,
}


async def test_a_better_copy_is_cited_as_soon_as_it_comes_and_as_long_as_it_is_there(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(minutes=5))
    simulator = await start_simulator(clock)
    fast = {"ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "50"}
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=fast) as stage:
            await stage.say("/start", "subscribed")
            await take_in(stage, SHORT)
            assert await cited(stage) == {SHORT["url"]}
            full = await take_in(stage, FULL)
            assert await cited(stage) == {FULL["url"]}
            [entry] = await stage.house.runner.run(lambda store: store.table(ENTRIES).all())
            assert len(entry["contributions"]) == 2
            await stage.house.ingestor.forget(full)
            assert await cited(stage) == {SHORT["url"]}
    finally:
        await simulator.stop()


async def take_in(stage: Stage, line: dict[str, str]) -> str:
    [receipt] = await stage.house.ingestor.ingest(json.dumps(line).encode(), Origin("one.jsonl"))
    assert receipt.article is not None
    return receipt.article.id


async def cited(stage: Stage) -> set[str]:
    """The links of a brief, which must tell of the meeting once and of one source."""
    told = await stage.simulator.ask(OWNER, "/brief", containing="Ray", within=20)
    assert told["text"].count("Lee – Ray, Oslo") == 1, told["text"]
    assert "1 source" in told["text"]
    return {entity["url"] for entity in told["entities"] if entity["type"] == "text_link"}
