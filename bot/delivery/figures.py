"""What the sender did in the last day, minute by minute; what is owed is asked of the outbox (`health`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.deliveries import Delivery, Kind

_KEPT = timedelta(days=1)


@dataclass(slots=True)
class Minute:
    """Briefs that arrived in one minute: how many, and how late on average and at worst."""

    briefs: int = 0
    lateness: timedelta = timedelta(0)
    worst: timedelta = timedelta(0)

    @property
    def mean(self) -> timedelta:
        """Mean lateness."""
        return self.lateness / self.briefs if self.briefs else timedelta(0)


@dataclass(slots=True)
class Figures:
    """Counts since the start. `minutes` goes back a day (civil time, by the minute's start)."""

    messages: int = 0
    deliveries: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    unknowns: int = 0
    minutes: dict[datetime, Minute] = field(default_factory=dict)

    def arrived(self, delivery: Delivery, now: datetime, *, last: bool) -> None:
        """A message arrived; `last` with it the delivery is complete."""
        self.messages += 1
        if not last:
            return
        self.deliveries[delivery.kind.value] += 1
        if delivery.kind is Kind.BRIEF:
            self._count(max(now - delivery.ready_at, timedelta(0)), now)

    def refused(self, kind: str) -> None:
        """Telegram refused a message."""
        self.refusals[kind] += 1

    def unknown(self) -> None:
        """No answer came to a message."""
        self.unknowns += 1

    def _count(self, late: timedelta, now: datetime) -> None:
        start = now.replace(second=0, microsecond=0)
        if start not in self.minutes:
            self.minutes = {at: minute for at, minute in self.minutes.items() if now - at <= _KEPT}
            self.minutes[start] = Minute()
        minute = self.minutes[start]
        minute.briefs += 1
        minute.lateness += late
        minute.worst = max(minute.worst, late)
