"""One running bot for a module of conversations: the real application over HTTP, with the sample articles read.

Tests of such a module carry `pytestmark = pytest.mark.asyncio(loop_scope="module")` and let each person of their own
(`stage.newcomer()`) speak, so that they do not meet.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Limits
from tests.app.conftest import Stage, running
from tests.simulator.official import complaints

UNPACED = {
    "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "200",
    "ATTACHE_TELEGRAM_LIMITS_GROUP_PER_MINUTE": "2000",
    "ATTACHE_TELEGRAM_LIMITS_OVERALL_PER_SECOND": "500",
    "ATTACHE_READING_PROCESSES": "1",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """The demo's bot, two minutes before noon in Moscow on 14 May 2013."""
    clock = RehearsalClock(DEMO_START + timedelta(seconds=1))
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    try:
        async with running(tmp_path_factory.mktemp("data"), simulator, clock, settings=UNPACED) as running_stage:
            yield running_stage
        assert complaints(simulator.journal) == [], "every request fits the official description, where it is at hand"
        refused = [call for call in simulator.journal.refused() if call.method != "setMyCommands"]  # no chat yet
        assert [(call.method, call.description) for call in refused if "not modified" not in call.description] == []
    finally:
        await simulator.stop()
