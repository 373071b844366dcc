"""How much an entry matters, when not everything fits. The paragraph that explains it is in `docs/briefs.md`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from math import log2
from typing import Final

from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Participant, Sort, Status

CHANGED: Final = 3.0
NEW: Final = 1.0
_UNSURE: Final = 0.5
_PARTY: Final = 1.5
"""A government or organisation named as such, between a minister and a lesser office."""


def importance(entry: AgendaEntry, today: date) -> float:
    """Nearness + independent sources + offices, less a little for what is unsure; higher is told first.

    Each of the three parts lies between 0 and about 4. What is new to one reader (`CHANGED`, `NEW`) is added by the
    composer, and a reader's watches come before everything.
    """
    unsure = entry.hedged or entry.status is Status.PROPOSED
    return nearness(entry, today) + sources(entry) + offices(entry.participants) - (_UNSURE if unsure else 0.0)


def nearness(entry: AgendaEntry, today: date) -> float:
    """3 for today, 2 a week away, falling to 0 beyond two months or without any date."""
    window = entry.window
    if not window.known or window.covers(today):
        return 3.0 if window.known and window.precision.rank <= 1 else 0.5
    edge = window.start if window.start is not None and window.start > today else window.end
    if edge is None:
        return 0.5
    days = abs((edge - today).days)
    return max(0.0, 3.0 - log2(1 + days) / 3)


def sources(entry: AgendaEntry) -> float:
    """0 for one source, 1 for two, 2 for four, at most 4."""
    return min(4.0, log2(max(1, entry.sources)))


def offices(participants: Iterable[Participant]) -> float:
    """The highest office present, and a quarter of the next one."""
    ranks = sorted((office(one) for one in participants), reverse=True)[:2]
    return sum(rank * weight for rank, weight in zip(ranks, (1.0, 0.25), strict=False))


def office(participant: Participant) -> float:
    """3 for who leads a state, government or world body, 2 for a minister, 1 for another office, 0 for none known."""
    return _PARTY if participant.sort is not Sort.PERSON else _office(participant.title)


@cache
def _office(title: str) -> float:
    words = title.casefold()
    if not words:
        return 0.0
    for rank, name in ((3.0, "leaders"), (2.0, "ministers")):
        table = _offices()
        if any(word in words for word in table[name]) and not any(word in words for word in table["lesser"]):
            return rank
    return 1.0


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("briefs.composing") / "offices.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in table.items()}
