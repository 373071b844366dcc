"""A bot that may be killed at any instant: `python -m tests.delivery.victim FOLDER API_URL TOKEN`.

Delivers what the store in the folder owes, says "ready" when it has begun, and ends by itself when nothing is owed.
"""

from __future__ import annotations

import asyncio
import sys

from bot.config import LimitsConfig
from bot.delivery.deliveries import OPEN
from tests.delivery.rig import delivering, states

PACE = LimitsConfig(overall_per_second=60, chat_per_second=100, group_per_minute=6000)


async def main(folder: str, api_url: str, token: str) -> None:
    async with delivering(folder, api_url, token, limits=PACE) as delivery:
        print("ready", flush=True)
        while any(state in OPEN for state in await delivery.runner.run(states)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
