"""A store in memory with its thread, and the stage on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from tests.delivery.staging import Stage, staged


@pytest.fixture
async def runner() -> AsyncIterator[StoreThread]:
    thread = await StoreThread.start(lambda: open_store("memory:", exclusive=True))
    yield thread
    await thread.close()


@pytest.fixture
async def store(runner: StoreThread) -> Store:
    return await runner.run(lambda store: store)


@pytest.fixture
async def stage(runner: StoreThread, store: Store) -> AsyncIterator[Stage]:
    async with staged(runner, store) as stage:
        yield stage
