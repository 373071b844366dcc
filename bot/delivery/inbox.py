"""What people send us, kept until it is handled.

Telegram forgets an update as soon as it is confirmed, which python-telegram-bot does before handlers have run. The
inbox is the queue between the two: `put` returns when the update is on the disk, and only then is it confirmed (by the
next poll, or by the answer to the webhook). After a crash what was not handled is replayed, in order. An update that
Telegram delivers again is recognised.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot, Update
from tinydb import where
from tinydb.table import Document

from bot.clock import Clock
from bot.delivery.marking import Marks
from bot.store.api import Store, StoreRunner
from bot.store.documents import instant
from bot.store.schema import UPDATES
from briefs.errors import StoreError

log = logging.getLogger("attache.inbox")

WAITING, DONE, GIVEN_UP = "waiting", "done", "given up"
_MOST_TRIES = 3
"""An update that ends the process again and again must not do so for ever."""
REMEMBERED = timedelta(days=2)
"""Telegram keeps updates for a day; longer than that none comes again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much one person may send: so many at once, then so many a second. Forwarding comes in bursts of a hundred."""

    burst: float = 150
    per_second: float = 2


class Inbox(asyncio.Queue[object]):
    """`Application.update_queue`. What is more than `pace` from one person is dropped, and said in the log."""

    def __init__(
        self,
        *,
        runner: StoreRunner,
        marks: Marks,
        clock: Clock,
        pace: Pace | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._runner, self._marks, self._clock = runner, marks, clock
        self._pace, self._monotonic = pace or Pace(), monotonic
        self._full_at: dict[int, float] = {}
        self._handling: set[asyncio.Task[None]] = set()

    async def put(self, update: object) -> None:
        """Keep the update, then queue it. One that is known is left alone; a full disk does not keep it from us."""
        if not isinstance(update, Update) or update.inline_query or update.chosen_inline_result:
            await super().put(update)
            return
        if not self._within_pace(update):
            return
        document = {
            "v": 1,
            "update_id": update.update_id,
            "state": WAITING,
            "tries": 0,
            "received_at": instant(self._clock.now()),
            "update": update.to_dict(),
        }
        try:
            new = await self._marks.make(lambda store: store.claim(UPDATES, [document]))
        except StoreError:
            log.exception("update %d cannot be kept; it is handled all the same", update.update_id)
            new = [0]
        if new:
            await super().put(update)

    def handled(self, update: Update) -> None:
        """Note that this update has been dealt with; does not wait for the disk."""
        if update.inline_query or update.chosen_inline_result:
            return
        now = self._clock.now()
        task = asyncio.create_task(self._note(update.update_id, now))
        self._handling.add(task)
        task.add_done_callback(self._handling.discard)

    async def settle(self) -> None:
        """Wait until every note of something handled is on the disk."""
        while self._handling:
            await asyncio.wait(self._handling)

    async def replay(self, bot: Bot) -> int:
        """Queue again what an earlier run received and did not finish; how many. Before the first poll."""
        waiting = await self._runner.run(_take_waiting)
        for raw in waiting:
            update = Update.de_json(raw, bot)
            if update is not None:
                await super().put(update)
        return len(waiting)

    async def compact(self) -> int:
        """Forget updates that cannot come again; how many."""
        before = instant(self._clock.now() - REMEMBERED)
        return await self._runner.run(
            lambda store: len(
                store.table(UPDATES).remove((where("state") != WAITING) & (where("received_at") < before))
            )
        )

    async def _note(self, update_id: int, now: datetime) -> None:
        stamp = instant(now)
        try:
            await self._marks.make(
                lambda store: store.table(UPDATES).update(_done(stamp), where("update_id") == update_id)
            )
        except StoreError:
            log.exception("update %d was handled, which cannot be noted; a restart would handle it again", update_id)

    def _within_pace(self, update: Update) -> bool:
        person = update.effective_user or update.effective_chat
        if person is None:
            return True
        now, interval = self._monotonic(), 1 / self._pace.per_second
        if len(self._full_at) > 10_000:
            self._full_at = {who: at for who, at in self._full_at.items() if at > now}
        full_at = max(self._full_at.get(person.id, 0.0), now)
        if full_at - now > self._pace.burst * interval:
            log.warning("dropped update %d: too many from %d", update.update_id, person.id)
            return False
        self._full_at[person.id] = full_at + interval
        return True


def _done(stamp: str) -> Callable[[Any], None]:
    def change(stored: Any) -> None:
        stored.pop("update", None)
        stored["state"], stored["done_at"] = DONE, stamp

    return change


def _take_waiting(store: Store) -> list[dict[str, Any]]:
    """Raw updates to be tried again, oldest first; each try is counted before it is made."""
    table = store.table(UPDATES)
    waiting: list[dict[str, Any]] = []
    with store.transaction():
        found: list[Document] = table.find(where("state") == WAITING, order="update_id")
        for document in found:
            if document["tries"] >= _MOST_TRIES:
                log.error("update %d ended the bot %d times and is given up", document["update_id"], _MOST_TRIES)
                table.update({"state": GIVEN_UP}, doc_ids=[document.doc_id])
                continue
            table.update({"tries": document["tries"] + 1}, doc_ids=[document.doc_id])
            waiting.append(document["update"])
    return waiting
