"""python-telegram-bot's own hook for pacing, so that what a handler sends through `Bot` takes its turn, too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.turns import Priority, Turns

_COUNTED = ("send", "forward", "copy", "edit")
_FREE = ("sendChatAction",)
_PATIENCE = timedelta(seconds=15)


class TurnsLimiter(BaseRateLimiter[int]):
    """Lets messages to a chat pass when its turn comes, as replies; everything else at once.

    A 429 is obeyed and the call repeated once if the wait is short; it means that nothing was sent.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """See `BaseRateLimiter`."""
        chat_id = _chat_id(data.get("chat_id"))
        if chat_id is None or endpoint in _FREE or not endpoint.startswith(_COUNTED):
            return await callback(*args, **kwargs)
        for last_try in (False, True):
            async with self._turns.turn(chat_id, Priority.REPLY) as turn:
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as error:
                    after = error.retry_after
                    wait = after if isinstance(after, timedelta) else timedelta(seconds=after)
                    self._turns.flooded(turn, wait.total_seconds())
                    if last_try or wait > _PATIENCE:
                        raise
        raise AssertionError("not reached")


def _chat_id(value: object) -> int | None:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdigit():
        return int(value)
    return None
