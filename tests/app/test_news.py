"""Also in the news: other stories of the day, for subscribers who want them, in languages nobody read, too."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.store.schema import ARTICLES
from briefs.sources.batch import Origin
from tests.app.conftest import OWNER, running

BRIDGE = (
    "The railway bridge over the Vltava at Kralupy was closed on Tuesday after a barge struck its second pillar. "
    "Engineers said that trains would be diverted for weeks while divers look at the damaged pillar."
)
STORIES = (
    {
        "source": "Northgate Wire",
        "url": "https://northgate.example/bridge",
        "title": "Barge strikes railway bridge at Kralupy <trains diverted>",
        "published": "2013-05-14T09:10:00+02:00",
        "text": BRIDGE,
    },
    {
        "source": "Evening Post",
        "url": "https://post.example/crash-on-the-river",
        "title": "Crash on the river",
        "published": "2013-05-14T09:15:00+02:00",
        "text": BRIDGE,
    },
    {
        "source": "The Courier",
        "url": "https://courier.example/kralupy",
        "title": "Trains diverted as barge strikes bridge at Kralupy",
        "published": "2013-05-14T09:20:00+02:00",
        "text": "A barge struck the railway bridge at Kralupy on Tuesday. " + BRIDGE.split(". ")[1],
    },
    {
        "source": "Курьер",
        "url": "https://kurier.example/hram",
        "title": "В Пскове открылась выставка икон",
        "published": "2013-05-14T10:00:00+04:00",
        "lang": "ru",
        "text": "В Пскове во вторник открылась выставка старых икон. Её можно посмотреть до конца лета.",
    },
    {
        "source": "Northgate Wire",
        "url": "https://northgate.example/of-april",
        "title": "What was in the papers in April",
        "published": "2013-04-14T10:00:00+04:00",
        "text": "Gardeners in the north waited for rain, and the market hall of Leeds was painted green.",
    },
)

BRIDGE_LINE = "Barge strikes railway bridge at Kralupy <trains diverted> (Northgate Wire, The Courier, Evening Post)"


async def test_who_wants_it_reads_what_else_was_in_the_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(minutes=5))
    simulator = await start_simulator(clock)
    lines = b"\n".join(json.dumps(each).encode() for each in STORIES)
    folder = tmp_path / "data"
    fast = {"ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "50"}
    try:
        async with running(folder, simulator, clock, samples=False, settings=fast) as stage:
            await stage.house.ingestor.ingest(lines, Origin("news.jsonl"))
            assert (
                await stage.house.runner.run(lambda store: len(store.table(ARTICLES))) == len(STORIES) - 1
            )  # one is a copy
            await stage.say("/start", "subscribed")
            brief = await stage.say("/brief", "Moscow")
            assert "ALSO IN THE NEWS" not in brief
            assert "1 article stored, not read: Russian" in brief
            settings = await simulator.ask(OWNER, "/settings", containing="Also in the news: off")
            await simulator.tap(settings, OWNER, "In the news")
            await simulator.wait_for(OWNER, "Also in the news: on", within=10)
            told = await simulator.ask(OWNER, "/brief", containing="ALSO IN THE NEWS", within=10)
            _, _, news = told["text"].partition("ALSO IN THE NEWS")
            bridge, icons, *_ = news.strip().splitlines()
            assert bridge == BRIDGE_LINE
            assert icons == "В Пскове открылась выставка икон (Курьер)"
            assert "April" not in news
            links = {entity["url"] for entity in told["entities"] if entity["type"] == "text_link"}
            assert {"https://northgate.example/bridge", "https://kurier.example/hram"} <= links
    finally:
        await simulator.stop()
    monkeypatch.setenv("ATTACHE_STORE_URL", str(folder))
    at = ["--at", clock.now().isoformat()]
    assert main(["brief", *at]) == 0
    assert "NEWS" not in capsys.readouterr().out
    assert main(["brief", "--news", *at]) == 0
    assert BRIDGE_LINE in capsys.readouterr().out
