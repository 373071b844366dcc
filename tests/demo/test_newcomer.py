"""`attache demo`, and somebody who never saw the bot: a scheduled brief about one country at an hour of their own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.demo.running import MOSCOW_IN_2013

WITHIN = 60.0
"""Seconds, real ones, from the first word to the brief."""


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The demo as its command line starts it; the address that it invites to."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "demo", "--port", "0"),
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(120):
            while found := await process.stderr.readline():
                if address := re.search(r"open (http://127\.0\.0\.1:\d+)/", found.decode()):
                    yield address[1]
                    break
            else:
                raise AssertionError("the demo ended by itself")
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()


@dataclass
class Phone:
    """A newcomer's phone, over the chat page's own HTTP."""

    session: aiohttp.ClientSession
    id: int = 0

    async def act(self, name: str, **body: Any) -> Any:
        """Do something."""
        async with self.session.post(f"/control/{name}", json=body) as response:
            return await response.json()

    async def clock(self) -> datetime:
        """The demo's clock."""
        async with self.session.get("/control/state") as response:
            return datetime.fromisoformat((await response.json())["clock"]["now"]).astimezone(MOSCOW_IN_2013)

    async def read(self, containing: str, *, since: int = 0) -> dict[str, Any]:
        """The bot's first message with these words."""
        async with asyncio.timeout(WITHIN + 30):
            while True:
                address = f"/control/messages?chat_id={self.id}&since={since}"
                async with self.session.get(address) as response:
                    seen = await response.json()
                for message in seen["messages"]:
                    if message["message_id"] in seen["own"] and containing in message.get("text", ""):
                        return dict(message)
                await asyncio.sleep(0.1)


@pytest.mark.slow
async def test_a_first_brief_within_a_minute() -> None:
    async with demo() as address, aiohttp.ClientSession(address) as session:
        phone = Phone(session)
        phone.id = (await phone.act("add_user", first_name="Nina", last_name="Berg"))["id"]
        second = (await phone.clock()).second
        if second > 45:  # the next full minute is her hour
            await asyncio.sleep(60 - second)
        began = time.monotonic()
        await phone.act("say", chat_id=phone.id, user_id=phone.id, text="/start")
        greeting = await phone.read("every line with its proof")
        press = {"chat_id": phone.id, "user_id": phone.id, "message_id": greeting["message_id"], "wait": 10}
        await phone.act("press", label="Russia", **press)
        await phone.read("First comes: Russia")
        hour = f"{await phone.clock() + timedelta(minutes=1):%H:%M}"
        said = await phone.act("say", chat_id=phone.id, user_id=phone.id, text=hour)
        done = await phone.read(f"{hour}, every day, Moscow time", since=said["message_id"])
        assert "Next brief in one minute" in done["text"]
        brief = await phone.read(f"{hour} Moscow ·", since=done["message_id"])
        assert time.monotonic() - began < WITHIN
        assert any(line.startswith("★") for line in brief["text"].splitlines()), "Russia's lines are marked, and lead"
