"""A house whose clock stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.ingesting.ingestor import Ingestor
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from tests.ingesting.house import House, PlainReader, StandingClock


@pytest.fixture
async def house() -> AsyncIterator[House]:
    thread = StoreThread(open_store("memory:", exclusive=True))
    reader = PlainReader()
    yield House(Ingestor(thread, reader, StandingClock()), reader, thread)
    await thread.close()
