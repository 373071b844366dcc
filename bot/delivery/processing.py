"""In which order updates are handled: one at a time for a chat, chats side by side."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.delivery.inbox import Inbox

_MOST_WAITING = 10_000


@dataclass(slots=True)
class Handling:
    """The update being handled. `count` numbers what is said about it, so that a replay says nothing twice.

    `work` was begun by its handler and goes on without holding up the chat.
    """

    update_id: int
    said: Counter[str] = field(default_factory=Counter)
    work: list[asyncio.Future[None]] = field(default_factory=list)

    def count(self, subscriber_id: str) -> int:
        """The number of the next thing said to this chat."""
        self.said[subscriber_id] += 1
        return self.said[subscriber_id]


handling: ContextVar[Handling | None] = ContextVar("handling", default=None)
"""What the present task is handling, None outside of handlers."""


class PerChatProcessor(BaseUpdateProcessor):
    """Handles up to `at_once` updates together, and those of one chat in the order in which they came.

    The chat's lock is taken before a place among the `at_once`: a busy chat's queue takes no places from others.
    """

    def __init__(self, inbox: Inbox, *, at_once: int = 32) -> None:
        super().__init__(max_concurrent_updates=_MOST_WAITING)
        self._inbox = inbox
        self._places = asyncio.Semaphore(at_once)
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: Counter[int] = Counter()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Write down what has been handled."""
        await self._inbox.settle()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update when its turn comes; cut off before its end it stays in the inbox for a replay."""
        if not isinstance(update, Update):
            await coroutine
            return
        chat = _chat_of(update)
        lock = self._locks.setdefault(chat, asyncio.Lock())
        self._users[chat] += 1
        try:
            async with lock, self._places:
                about = Handling(update.update_id)
                token = handling.set(about)
                try:
                    await coroutine
                finally:
                    handling.reset(token)
        finally:
            self._users[chat] -= 1
            if not self._users[chat]:
                del self._users[chat], self._locks[chat]
        if about.work:
            await asyncio.wait(about.work)
        self._inbox.handled(update)


def _chat_of(update: Update) -> int:
    """Whose queue it stands in: its chat's, else its sender's (a vote, an inline query), else its own."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else -update.update_id
