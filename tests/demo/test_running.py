"""The demo's cast, and its articles by the clock."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import load_config
from bot.demo.running import (
    COLLEAGUE_ID,
    DEMO_START,
    OWNER_ID,
    bot_settings,
    due_samples,
    samples,
    start_simulator,
)


@dataclass
class Hand:
    """A clock moved by hand: each look takes it on by `step`."""

    at: datetime
    step: timedelta

    def now(self) -> datetime:
        seen, self.at = self.at, self.at + self.step
        return seen.astimezone(UTC)


def test_samples_are_dated_in_order_and_say_no_more_than_an_article_has() -> None:
    every = samples()
    assert len(every) == 76
    assert [s.published_at for s in every] == sorted(s.published_at for s in every)
    fields = {name for sample in every for name in json.loads(sample.line)}
    assert fields == {"source", "url", "title", "published", "lang", "text"}


async def test_articles_come_in_as_the_clock_reaches_them() -> None:
    clock = Hand(DEMO_START, timedelta(days=1))
    batches = [batch async for batch in due_samples(clock, look_every=timedelta())]
    assert sum(map(len, batches)) == len(samples())
    assert all(sample.published_at <= DEMO_START for sample in batches[0])
    assert all(sample.published_at > DEMO_START for batch in batches[1:] for sample in batch)


async def test_the_cast_waits_for_the_bot(tmp_path: Path) -> None:
    simulator = await start_simulator(Hand(DEMO_START, timedelta()))
    try:
        message = simulator.people.say(OWNER_ID, OWNER_ID, "/start")
        assert message["date"] == int(DEMO_START.timestamp())
        group = next(chat for chat in simulator.cloud.chats.values() if chat.title == "Moscow desk")
        assert set(group.members) == {OWNER_ID, COLLEAGUE_ID}
        settings = load_config(None, bot_settings(simulator, tmp_path))
        assert settings.telegram.api_url == simulator.base_url
        assert settings.access.owners == (OWNER_ID,)
        assert settings.briefs.timezone == "Europe/Moscow"
    finally:
        await simulator.stop()
