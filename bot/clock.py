"""The one clock. Everything that depends on civil time asks it; pacing and timeouts use monotonic time instead."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the civil instant."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RehearsalClock:
    """A clock that started at `start` when it was made and since ticks `speed` times as fast as the machine's.

    It moves civil time only (`attache run --clock … --clock-speed …`).
    """

    start: datetime
    speed: float = 1.0
    _made: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The present instant of the rehearsal, aware, UTC."""
        return (self.start + timedelta(seconds=(time.monotonic() - self._made) * self.speed)).astimezone(UTC)
