"""A server on loopback and a client that may reach it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sources.guarded import GuardedClient
from tests.fetching.serving import Site, serving, settings


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A server on loopback."""
    async with serving() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[GuardedClient]:
    """A client that may reach it."""
    guarded = GuardedClient(settings())
    yield guarded
    await guarded.close()
