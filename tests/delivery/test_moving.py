"""What a subscriber's changes do to what is owed already: a move to another zone, other quiet hours."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.config import BriefsConfig
from bot.delivery.deliveries import State
from bot.delivery.health import measure
from bot.reception.subscriptions import StoredSubscriptions
from briefs.model.subscriber import Settings
from handlers.exchange import Where
from tests.delivery.staging import NOON, Stage, brief

NIGHT = Settings(quiet=(time(22), time(7)))
HERE = Where(1)


def subscriptions(stage: Stage) -> StoredSubscriptions:
    return StoredSubscriptions(stage.runner, stage.clock, BriefsConfig())


async def owed_at_night(stage: Stage) -> int:
    """A brief of 23:00 in Moscow, held until seven and of use for six hours after it was due."""
    await stage.subscribe(1, settings=NIGHT)
    stage.clock.at = NOON + timedelta(hours=11)
    (number,) = await stage.owe(brief(1, due_at=stage.clock.at, expires_at=stage.clock.at + timedelta(hours=6)))
    await held(stage, number, NOON + timedelta(hours=19))
    return number


async def held(stage: Stage, number: int, until: datetime) -> None:
    """Wait until it is held so long."""
    async with asyncio.timeout(5):
        while (await stage.delivery(number)).ready_at != until:  # noqa: ASYNC110 — the store tells when
            await asyncio.sleep(0.01)
    assert stage.transport.sent == []


async def test_a_held_brief_goes_by_the_new_clock_of_a_reader_who_moves(stage: Stage) -> None:
    number = await owed_at_night(stage)
    subscriber = await stage.subscriber("1")
    await subscriptions(stage).reschedule(HERE, replace(subscriber.schedule, timezone="America/New_York"))
    await stage.settled()
    assert (await stage.delivery(number)).state is State.SENT  # it is afternoon there: nothing to wait for


async def test_what_is_held_longer_is_of_use_longer_and_not_called_late(stage: Stage) -> None:
    number = await owed_at_night(stage)
    await subscriptions(stage).settle(HERE, replace(NIGHT, quiet=(time(22), time(12))))
    await held(stage, number, NOON + timedelta(hours=24))
    stage.clock.at = NOON + timedelta(hours=24, minutes=1)
    await stage.settled()
    assert (await stage.delivery(number)).state is State.SENT
    assert [part.text for _, part in stage.transport.sent] == ["<b>brief</b> 1"]


async def test_quiet_hours_taken_back_let_go_at_once(stage: Stage) -> None:
    await owed_at_night(stage)
    await subscriptions(stage).settle(HERE, Settings())
    health = await stage.runner.run(lambda store: measure(store, now=stage.clock.at, timezone="UTC"))
    assert health.oldest_owed in (None, timedelta(0))
    await stage.settled()
    assert len(stage.transport.sent) == 1
