"""The simulator as one object: start it in a test or a demo, let people act, see what the bot did."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from aiohttp import web

from bot.demo.simulator.calling import Caller
from bot.demo.simulator.cloud import TOKEN, Cloud
from bot.demo.simulator.control import Control
from bot.demo.simulator.faults import Faults
from bot.demo.simulator.flood import Limits
from bot.demo.simulator.journal import Journal
from bot.demo.simulator.people import People
from bot.demo.simulator.server import Server
from bot.demo.simulator.webhook import WebhookDelivery
from bot.demo.simulator.world import Json

LOOPBACK = "127.0.0.1"
T = TypeVar("T")


class Simulator:
    """A Bot API server on loopback. `async with Simulator() as simulator:` starts and stops it.

    Attributes:
        people: What people do (`say`, `press`, `block`, …); ids name chats and users.
        cloud: All state, `journal` of calls and `faults` to come.
        token: The one token it takes.
    """

    def __init__(self, *, token: str = TOKEN, limits: Limits | None = None, port: int = 0) -> None:
        self.cloud = Cloud(token=token, limits=limits)
        self.people = People(self.cloud)
        self.control = Control(self.cloud, self.people)
        self._caller = Caller(self.cloud, self.people)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._webhooks: asyncio.Task[None] | None = None

    @property
    def token(self) -> str:
        """The token that the bot must use."""
        return self.cloud.token

    @property
    def base_url(self) -> str:
        """What goes into `[telegram] api_url`: the server's address without `/bot`."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def journal(self) -> Journal:
        """All calls so far."""
        return self.cloud.journal

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.cloud.faults

    async def __aenter__(self) -> Simulator:
        await self.start()
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on loopback; with port 0 the system chooses one."""
        application = Server(self.cloud, self._caller, self.control).application()
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, self._port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._webhooks = asyncio.create_task(WebhookDelivery(self.cloud, self._caller).run())

    async def stop(self) -> None:
        """Close every connection; waiting polls end."""
        if self._webhooks is not None:
            self._webhooks.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._webhooks
        if self._runner is not None:
            await self._runner.cleanup()

    def set_clock(self, at: datetime | None, *, speed: float = 1.0) -> None:
        """Let the civil time of messages start at `at` (aware) and run `speed` times as fast; `None` is real time."""
        self.control.set_clock(at.isoformat() if at else "", speed)

    def follow(self, now: Callable[[], datetime], *, speed: float = 1.0, offset: timedelta | None = None) -> None:
        """Take the civil time of messages from this function; the page shows it in the zone `offset` from UTC."""
        self.control.follow(now, speed=speed, offset=offset or timedelta())

    # — seeing —

    def sent(self, chat_id: int, *, since: int = 0, thread_id: int | None = None) -> list[Json]:
        """The bot's messages in a chat with ids above `since`, oldest first, in their present version."""
        chat = self.people.chat(chat_id)
        return [
            message
            for number, message in chat.messages.items()
            if number > since
            and (number in chat.own)
            and (thread_id is None or message.get("message_thread_id") == thread_id)
        ]

    async def wait_for(
        self,
        chat_id: int,
        containing: str = "",
        *,
        since: int = 0,
        match: Callable[[Json], bool] | None = None,
        within: float = 5.0,
    ) -> Json:
        """The bot's first message in a chat, id above `since`, whose text or caption contains this.

        An edited message counts in its new version. Raises `TimeoutError` naming what came instead.
        """

        def found() -> Json | None:
            for message in self.sent(chat_id, since=since):
                text = message.get("text") or message.get("caption") or ""
                if containing in text and (match is None or match(message)):
                    return message
            return None

        try:
            return await self.wait_until(found, within=within)
        except TimeoutError:
            came = [m.get("text") or m.get("caption") or sorted(m) for m in self.sent(chat_id, since=since)]
            raise TimeoutError(f"no message with {containing!r} within {within} s; came: {came}") from None

    async def wait_until(self, look: Callable[[], T | None], *, within: float = 5.0) -> T:
        """What `look` returns as soon as it is neither `None` nor false, asked again after every change.

        Raises `TimeoutError`.
        """
        queue = self.cloud.listen()
        try:
            async with asyncio.timeout(within):
                while True:
                    seen = look()
                    if seen:
                        return seen
                    with contextlib.suppress(TimeoutError):
                        # Not every change is announced (updates confirmed, calls refused): look now and then as well.
                        await asyncio.wait_for(queue.get(), 0.05)
        finally:
            self.cloud.unlisten(queue)

    async def ask(
        self, chat_id: int, text: str, *, user_id: int = 0, containing: str = "", within: float = 5.0
    ) -> Json:
        """Say something (in one's private chat, unless `user_id` says who) and return the bot's next message."""
        message = self.people.say(chat_id, user_id or chat_id, text)
        return await self.wait_for(chat_id, containing, since=message["message_id"], within=within)

    async def tap(self, message: Json, user_id: int, label: str, *, within: float = 5.0) -> Json:
        """Press the button whose label contains `label` and return the bot's answer: text, show_alert, url."""
        query = self.people.press(message["chat"]["id"], user_id, message["message_id"], label=label)
        async with asyncio.timeout(within):
            return await asyncio.shield(query.answered)
