"""The store's one thread: blocking work on the store, awaited from the event loop without holding it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.store.api import Store

T = TypeVar("T")


class StoreThread:
    """Runs work with the store, one piece at a time, in the order asked for.

    >>> thread = await StoreThread.start(lambda: open_store("data", exclusive=True))
    >>> number = await thread.run(lambda store: len(store.table(ARTICLES)))
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._closed = False

    @classmethod
    async def start(cls, opening: Callable[[], Store]) -> StoreThread:
        """Open the store away from the event loop; what `opening` raises is raised here."""
        return cls(await asyncio.to_thread(opening))

    async def run(self, work: Callable[[Store], T]) -> T:
        """Await `work(store)`. Work that has begun is finished even if the one who waits is cancelled."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._store)

    async def close(self) -> None:
        """Finish what was asked for, then close the store. Idempotent."""
        if self._closed:
            return
        self._closed = True
        await self.run(lambda store: store.close())
        self._thread.shutdown()
