"""Marks in the outbox, many in one commit: while one commit is on its way to the disk, the next ones gather.

A mark alone is committed at once; in a crowd the next commit waits ten milliseconds for company.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

from bot.store.api import Store, StoreRunner

T = TypeVar("T")

_Mark = tuple[Callable[[Store], Any], "asyncio.Future[Any]"]
_TOGETHER = 64
_BUSY, _GATHER = 0.03, 0.01
"""Seconds: where commits follow each other so closely, the next one waits a moment for company."""


class Marks:
    """Durable changes, in the order asked for. `make` returns once its change is on the disk.

    A change may be run twice (its first commit failed), so it must depend on nothing but the store.
    """

    def __init__(self, runner: StoreRunner) -> None:
        self._runner = runner
        self._waiting: list[_Mark] = []
        self._committed_at = 0.0
        self._working: asyncio.Task[None] | None = None

    async def make(self, change: Callable[[Store], T]) -> T:
        """Await `change(store)` in a commit shared with its neighbours.

        Raises what `change` raises, StoreError when the commit fails. A waiter that is cancelled leaves its change
        under way.
        """
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, future))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work(), name="marks")
        return cast(T, await future)

    async def settle(self) -> None:
        """Wait until everything asked for is on the disk."""
        while self._working is not None and not self._working.done():
            await asyncio.wait([self._working])

    async def _work(self) -> None:
        while self._waiting:
            if time.monotonic() - self._committed_at < _BUSY:
                await asyncio.sleep(_GATHER)
            marks, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
            results = await self._runner.run(partial(_together, marks=marks))
            self._committed_at = time.monotonic()
            for (_, future), (result, failure) in zip(marks, results, strict=True):
                if failure is not None:
                    _fail(future, failure)
                elif not future.done():
                    future.set_result(result)


def _together(store: Store, marks: list[_Mark]) -> list[tuple[Any, Exception | None]]:
    """Run the changes in one transaction; if one of them fails, each again in its own, so that the others stand."""
    try:
        with store.transaction():
            return [(change(store), None) for change, _ in marks]
    except Exception:  # noqa: BLE001 — found again below, and handed to the one who asked
        return [_alone(store, change) for change, _ in marks]


def _alone(store: Store, change: Callable[[Store], Any]) -> tuple[Any, Exception | None]:
    try:
        with store.transaction():
            return change(store), None
    except Exception as error:  # noqa: BLE001 — handed to the one who asked
        return None, error


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        future.exception()  # its waiter may be gone
