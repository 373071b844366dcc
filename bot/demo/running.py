"""What `attache demo` is made of: a simulator with a small cast, and sample articles that come in with the clock.

The bot itself is the unchanged `attache run`; only its settings (`bot_settings`) point at this machine.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path

from bot.clock import Clock
from bot.demo.simulator import Limits, Simulator

MOSCOW_IN_2013 = timezone(timedelta(hours=4))
DEMO_START = datetime(2013, 5, 14, 11, 58, tzinfo=MOSCOW_IN_2013)
OWNER_ID, COLLEAGUE_ID = 501_000_001, 501_000_002


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample article: when it was published, and its line of JSONL as `attache ingest` takes it."""

    published_at: datetime
    line: bytes


def samples() -> tuple[Sample, ...]:
    """The sample articles in order of publication."""
    lines = (files("bot.demo") / "samples" / "articles.jsonl").read_bytes().splitlines()
    found = [Sample(datetime.fromisoformat(json.loads(line)["published"]), line) for line in lines if line.strip()]
    return tuple(sorted(found, key=lambda sample: sample.published_at))


async def due_samples(
    clock: Clock, *, look_every: timedelta = timedelta(seconds=0.5)
) -> AsyncIterator[tuple[Sample, ...]]:
    """The articles published by now at once, then each as the clock reaches its publication; ends with the last.

    `look_every` is real time between looks at the clock, whatever its speed.
    """
    waiting = list(samples())
    while waiting:
        now = clock.now()
        count = sum(sample.published_at <= now for sample in waiting)
        if count:
            due, waiting = tuple(waiting[:count]), waiting[count:]
            yield due
        if waiting:
            await asyncio.sleep(look_every.total_seconds())


async def start_simulator(
    clock: Clock,
    *,
    speed: float = 1.0,
    offset: timedelta = timedelta(hours=4),
    port: int = 0,
    limits: Limits | None = None,
) -> Simulator:
    """A running simulator whose messages carry this clock's time, with two people, a group, a forum and a channel.

    The page shows the clock in the zone `offset` from UTC. The bot is in none of the chats yet: a visitor adds it from
    the page's menus, or presses START. `await simulator.stop()` ends it.
    """
    simulator = Simulator(port=port, limits=limits)
    simulator.follow(clock.now, speed=speed, offset=offset)
    people = simulator.people
    people.add_user("Anna", last_name="Petrova", username="anna_petrova", id=OWNER_ID)
    people.add_user("Marc", last_name="Dupont", username="marc_dupont", id=COLLEAGUE_ID)
    people.add_chat("group", "Moscow desk", creator=OWNER_ID, members=[COLLEAGUE_ID])
    forum = people.add_chat("supergroup", "Newsroom", creator=OWNER_ID, members=[COLLEAGUE_ID], is_forum=True)
    for topic in ("Syria", "Conferences"):
        people.open_topic(forum.id, OWNER_ID, topic)
    people.add_chat("channel", "Daily brief", creator=OWNER_ID, members=[COLLEAGUE_ID])
    await simulator.start()
    return simulator


def bot_settings(simulator: Simulator, folder: Path) -> dict[str, str]:
    """The environment that points `attache run` at the simulator and keeps its store in `folder`."""
    return {
        "ATTACHE_TELEGRAM_TOKEN": simulator.token,
        "ATTACHE_TELEGRAM_API_URL": simulator.base_url,
        "ATTACHE_STORE_URL": str(folder),
        "ATTACHE_ACCESS_MODE": "open",
        "ATTACHE_ACCESS_OWNERS": f"[{OWNER_ID}]",
        "ATTACHE_BRIEFS_TIMEZONE": "Europe/Moscow",
    }
