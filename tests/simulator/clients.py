"""python-telegram-bot as a client of the simulator."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.demo.simulator import Simulator


def unstarted_bot(simulator: Simulator, token: str = "") -> Bot:
    """A bot that has not said a word yet."""
    return Bot(
        token or simulator.token,
        base_url=f"{simulator.base_url}/bot",
        base_file_url=f"{simulator.base_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=4),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


@contextlib.asynccontextmanager
async def bot_on(simulator: Simulator) -> AsyncIterator[Bot]:
    """A bot that has introduced itself; closed at the end."""
    async with unstarted_bot(simulator) as made:
        yield made
