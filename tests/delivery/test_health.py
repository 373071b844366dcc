"""What is owed, what arrived, and when silence is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.deliveries import Kind, NewDelivery, State
from bot.delivery.figures import Figures
from bot.delivery.health import measure, unknown_deliveries
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.demo.simulator import Simulator
from bot.store.api import Store
from bot.store.opening import open_store
from tests.delivery.rig import delivering
from tests.delivery.staging import NOON, StillClock, brief

LETTER = Letter((Part("brief"),))
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def here() -> Iterator[Store]:
    store = open_store("memory:", exclusive=True)
    yield store
    store.close()


def test_nothing_is_healthy(here: Store) -> None:
    health = measure(here, now=NOON, timezone="Europe/Moscow")
    assert (health.owed, health.due_today, health.silent, health.oldest_owed) == (0, 0, False, None)


def test_what_is_owed_and_how_old_it_is(here: Store) -> None:
    outbox = Outbox(here)
    outbox.enqueue([brief(1), brief(2, not_before_at=NOON + timedelta(hours=9))], now=NOON)
    outbox.enqueue([NewDelivery("3", 3, Kind.ALERT, "a", NOON + timedelta(minutes=50))], now=NOON)
    health = measure(here, now=LATER, timezone="Europe/Moscow")
    assert (health.owed, health.held, health.oldest_owed) == (2, 1, timedelta(hours=1))
    assert (health.due_today, health.sent_today, health.silent) == (1, 0, True)


def test_one_that_arrived_ends_the_silence(here: Store) -> None:
    outbox = Outbox(here)
    first, second = outbox.enqueue([brief(1), brief(2)], now=NOON)
    assert outbox.begin(first, LETTER, now=NOON)
    assert outbox.arrived(first, 5, now=NOON) is State.SENT
    assert outbox.begin(second, LETTER, now=NOON)
    assert outbox.doubted(second, now=NOON) is State.UNKNOWN
    health = measure(here, now=LATER, timezone="Europe/Moscow")
    assert (health.sent_today, health.unknown, health.silent, health.owed) == (1, 1, False, 0)
    assert [each.subscriber_id for each in unknown_deliveries(here, since=NOON)] == ["2"]


def test_losses_by_reason(here: Store) -> None:
    outbox = Outbox(here)
    numbers = outbox.enqueue([brief(chat) for chat in range(1, 5)], now=NOON)
    outbox.finish(numbers[:2], State.REFUSED, reason="blocked", now=NOON)
    outbox.finish(numbers[2:3], State.GIVEN_UP, reason="too late", now=NOON)
    outbox.finish(numbers[3:], State.GIVEN_UP, reason="not subscribed", now=NOON)
    assert measure(here, now=LATER, timezone="Europe/Moscow").refused == {"blocked": 2, "too late": 1}


def test_lateness_is_kept_by_the_minute(here: Store) -> None:
    outbox, figures = Outbox(here), Figures()
    outbox.enqueue([brief(1), brief(2)], now=NOON)
    for number, seconds in ((1, 2), (2, 4)):
        delivery = outbox.get(number)
        assert delivery is not None
        figures.arrived(delivery, NOON + timedelta(seconds=seconds), last=True)
    assert (figures.minutes[NOON].mean, figures.minutes[NOON].worst) == (timedelta(seconds=3), timedelta(seconds=4))


async def test_silence_alarms_the_owner_once(simulator: Simulator, tmp_path: Path) -> None:
    owner = simulator.people.add_user("Owner", id=99, started=True).id
    clock = StillClock(LATER)
    async with delivering(tmp_path, simulator.base_url, simulator.token, clock=clock) as delivery:

        def lose_one(store: Store) -> None:
            outbox = Outbox(store)
            outbox.finish(outbox.enqueue([brief(1)], now=NOON), State.REFUSED, reason="malformed", now=NOON)

        await delivery.runner.run(lose_one)
        for _ in range(2):
            await delivery.watch()
        await simulator.wait_for(owner, "nothing sent, 1 due")
    assert len(simulator.sent(owner)) == 1
