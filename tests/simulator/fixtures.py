"""A Telegram simulator for tests: in this process, on a port of its own, without flood limits unless asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.demo.simulator import Limits, Simulator
from tests.simulator.official import complaints

UNLIMITED = Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0)


@pytest_asyncio.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """A running simulator that takes any pace; tests of limits set their own with `cloud.flood.change`.

    At the end, every request it got must fit the official description of the Bot API, where that is at hand.
    """
    async with Simulator(limits=UNLIMITED) as running:
        yield running
    assert complaints(running.journal) == []
