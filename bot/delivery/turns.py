"""Whose turn it is to be sent a message: the one gate that everything outgoing passes.

    async with turns.turn(chat_id, Priority.BRIEF) as turn:
        await send(...)            # at once: the message was counted when the turn came

Replies go before alerts, alerts before briefs, briefs before messages to all; within one sort, first come, first
served. A chat has one turn at a time, so its messages keep their order, and a chat that must wait holds nobody else up.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum

from bot.delivery.pacing import Pacing

_TROUBLE_AT_MOST = 60.0
_DOUBTS_IN_A_ROW = 4


class Priority(IntEnum):
    """What goes first."""

    REPLY = 0
    ALERT = 1
    BRIEF = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to send one message now. `began_at` is monotonic."""

    chat_id: int
    began_at: float


@dataclass(slots=True)
class _Chat:
    waiting: list[tuple[int, int, asyncio.Future[float]]] = field(default_factory=list)
    busy: bool = False


class Turns:
    """Hands out turns within the limits of `pacing`, at most `at_once` at a time (the connections there are).

    Lives on one event loop. `monotonic` can be replaced in tests.
    """

    def __init__(self, pacing: Pacing, *, at_once: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._pacing, self._free, self._monotonic = pacing, at_once, monotonic
        self._chats: dict[int, _Chat] = {}
        self._ready: list[tuple[int, int, int]] = []
        self._later: list[tuple[float, int]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._troubles = self._doubts = 0

    @asynccontextmanager
    async def turn(self, chat_id: int, priority: Priority) -> AsyncIterator[Turn]:
        """Wait for this chat's turn; the message counts against the limits when it comes."""
        chat = self._chats.setdefault(chat_id, _Chat())
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        heapq.heappush(chat.waiting, (priority, next(self._numbers), future))
        self._offer(chat_id, chat)
        self._pump()
        try:
            began_at = await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._release(chat_id, chat)
            else:
                self._pump()
            raise
        try:
            yield Turn(chat_id, began_at)
        finally:
            self._release(chat_id, chat)

    def waits(self, chat_id: int) -> float:
        """For how many seconds a known 429 keeps this chat closed; 0 when none does."""
        return max(0.0, self._pacing.halted_until(chat_id) - self._monotonic())

    def flooded(self, turn: Turn, retry_after: float) -> None:
        """A 429 came for the message of this turn."""
        self._pacing.flooded(turn.chat_id, retry_after, sent_at=turn.began_at, now=self._monotonic())

    def trouble(self, at_least: timedelta = timedelta(0)) -> None:
        """Telegram cannot be reached, or will not know us: everybody waits, longer each time (1, 2, 4 … 60 s).

        What was in flight when the trouble began says nothing new.
        """
        if self._pacing.everybody_halted_until() > self._monotonic():
            return
        self._troubles += 1
        seconds = max(at_least.total_seconds(), min(_TROUBLE_AT_MOST, 2.0 ** (self._troubles - 1)))
        self._pacing.halt_all(self._monotonic() + seconds)

    def doubt(self) -> None:
        """An outcome stayed unknown. Several in a row, no answer between them, are a disturbance: everybody waits."""
        self._doubts += 1
        if self._doubts >= _DOUBTS_IN_A_ROW:
            self.trouble()

    def went_well(self) -> None:
        """Telegram answered."""
        self._troubles = self._doubts = 0

    def _release(self, chat_id: int, chat: _Chat) -> None:
        self._free += 1
        chat.busy = False
        if chat.waiting:
            self._offer(chat_id, chat)
        else:
            self._chats.pop(chat_id, None)
        self._pump()

    def _offer(self, chat_id: int, chat: _Chat) -> None:
        """Put the chat where its first in line will be found; stale places are recognised when they come up."""
        if not chat.busy and chat.waiting:
            heapq.heappush(self._later, (self._pacing.chat_free_at(chat_id), chat_id))

    def _pump(self) -> None:
        """Give out every turn that can be given now, and wake up again when the next one can."""
        now = self._monotonic()
        while self._later and self._later[0][0] <= now:
            self._rank(heapq.heappop(self._later)[1], now)
        while self._ready and self._free > 0 and self._pacing.all_free_at() <= now:
            priority, number, chat_id = heapq.heappop(self._ready)
            chat = self._chats.get(chat_id)
            if chat is None or chat.busy or not chat.waiting or chat.waiting[0][:2] != (priority, number):
                continue
            if self._pacing.chat_free_at(chat_id) > now:
                self._offer(chat_id, chat)
                continue
            future = heapq.heappop(chat.waiting)[2]
            if future.done():  # its waiter gave up
                self._rank(chat_id, now)
                continue
            self._pacing.take(chat_id, now)
            self._free -= 1
            chat.busy = True
            future.set_result(now)
        self._sleep(now)

    def _rank(self, chat_id: int, now: float) -> None:
        chat = self._chats.get(chat_id)
        if chat is None or chat.busy:
            return
        while chat.waiting and chat.waiting[0][2].done():
            heapq.heappop(chat.waiting)
        if not chat.waiting:
            del self._chats[chat_id]
        elif self._pacing.chat_free_at(chat_id) > now:
            self._offer(chat_id, chat)
        else:
            heapq.heappush(self._ready, (*chat.waiting[0][:2], chat_id))

    def _sleep(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wake: list[float] = []
        if self._later:
            wake.append(self._later[0][0])
        if self._ready and self._free > 0:
            wake.append(self._pacing.all_free_at())
        if wake:
            delay = max(0.0, min(wake) - now)
            self._timer = asyncio.get_running_loop().call_later(delay, self._pump)
