"""The one scheduled job: every few real seconds it asks the clock what is due. There is no job per subscriber.

APScheduler 3 runs it with coalescing, one at a time and without a misfire limit (its default drops runs that are a
second late). Whether something is due is asked of the civil clock; how often to ask is real time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.delivery.slots import GRACE, PIECE, enqueue_due
from bot.store.api import StoreRunner
from briefs.errors import StoreError

log = logging.getLogger("attache.delivery")


class Tick:
    """Puts what is due into the outbox, piece by piece, so that replies get between the pieces."""

    def __init__(
        self, *, runner: StoreRunner, clock: Clock, enqueued: Callable[[], None], grace: timedelta = GRACE
    ) -> None:
        self._runner, self._clock, self._enqueued, self._grace = runner, clock, enqueued, grace

    async def __call__(self) -> int:
        """One tick; how many subscribers were due."""
        now, total = self._clock.now(), 0
        while True:
            number = await self._runner.run(lambda store: enqueue_due(store, now=now, grace=self._grace))
            total += number
            if number:
                self._enqueued()
            if number < PIECE:
                return total


class Timetable:
    """APScheduler's scheduler with the settings that every job of ours needs. Lives on the running event loop."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        logging.getLogger("apscheduler").setLevel(logging.WARNING)

    def every(self, interval: timedelta, job: Callable[[], Awaitable[object]], *, name: str) -> None:
        """Run `job` now and then every `interval` of real time; a failure is logged and the next run comes."""

        async def run() -> None:
            try:
                await job()
            except StoreError:
                log.exception("%s failed", name)
            except asyncio.CancelledError:
                if self._scheduler.running:
                    raise  # otherwise it is our own stop, which is no failure to be logged

        self._scheduler.add_job(
            run,
            IntervalTrigger(seconds=interval.total_seconds(), timezone=UTC),
            id=name,
            name=name,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def stop(self) -> None:
        """Run nothing more; a run under way is cancelled at its next await, which leaves whole transactions behind."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
