"""What one person sends into one chat within a moment is one thing to answer: ten forwards, a long paste in parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from handlers.talk import Talk

QUIET = timedelta(seconds=0.8)
"""So long nothing more comes before the answer; a client sends what it splits or forwards within that."""
MOST = 100
LONG = 4000
"""A text this long may be a part of one that Telegram split, which it does at 4,096 characters."""


@dataclass(slots=True)
class _Pile:
    talks: list[Talk]
    more: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Collector:
    """Piles of turns, each answered by `answer` once nothing more has come for `quiet`."""

    answer: Callable[[list[Talk]], Awaitable[None]]
    quiet: timedelta = QUIET
    _piles: dict[tuple[str, int], _Pile] = field(default_factory=dict)

    def expects(self, talk: Talk) -> bool:
        """Whether this person's last text here was so long that another is probably the rest of it."""
        pile = self._piles.get(_whose(talk))
        return pile is not None and len(pile.talks[-1].text) >= LONG

    async def add(self, talk: Talk) -> None:
        """Put a turn on its pile, and return when it is answered, which the first one does for all."""
        whose = _whose(talk)
        pile = self._piles.get(whose)
        if pile is not None:
            pile.talks.append(talk)
            pile.more.set()
            await pile.answered.wait()
            return
        pile = self._piles[whose] = _Pile([talk])
        try:
            await self._fill(pile)
            del self._piles[whose]
            await self.answer(pile.talks)
        finally:
            pile.answered.set()
            if self._piles.get(whose) is pile:
                del self._piles[whose]

    async def _fill(self, pile: _Pile) -> None:
        """Return once nothing more has come for a while, or enough has."""
        while len(pile.talks) < MOST:
            pile.more.clear()
            try:
                async with asyncio.timeout(self.quiet.total_seconds()):
                    await pile.more.wait()
            except TimeoutError:
                return


def _whose(talk: Talk) -> tuple[str, int]:
    return talk.where.subscriber_id, talk.visitor.user_id
