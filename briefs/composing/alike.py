"""Entries that may be the same event as another: what an editor is offered to join."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from briefs.agenda.names import same_participant
from briefs.composing.matching import Index
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Kind
from briefs.model.window import Window

_NEAR: Final = 2
"""So many days may lie between two entries that share nothing else than their place or that both are conferences."""
_FAR: Final = 60
"""Further apart than this, sharing somebody says nothing."""


def alike(entry: AgendaEntry, entries: Sequence[AgendaEntry], index: Index, limit: int = 6) -> tuple[AgendaEntry, ...]:
    """The entries most like one, the likeliest first: the same people, words of its name, near days, the same place.

    Args:
        entry: What is to be joined; it need not be among `entries` and is left out if it is.
        entries: The agenda.
        index: That agenda's words, in the same order.
        limit: How many at most.
    """
    named = [index.find(one.name) for one in entry.participants]
    if entry.name:
        named += [index.find(word) for word in (entry.name, entry.topic) if word]
    likely = set[int]().union(*named)
    if entry.window.known:
        likely.update(at for at, other in enumerate(entries) if _apart(entry.window, other.window) <= _NEAR)
    ranked = [
        (score, position)
        for position in likely
        if entries[position].id != entry.id
        and not entries[position].removed
        and (score := _likeness(entry, entries[position], sum(position in found for found in named))) > 0
    ]
    return tuple(entries[position] for _, position in sorted(ranked, key=lambda one: (-one[0], one[1]))[:limit])


def _likeness(entry: AgendaEntry, other: AgendaEntry, named: int) -> float:
    """How much speaks for one event, 0 for nothing."""
    shared = sum(any(same_participant(one, each) for each in other.participants) for one in entry.participants)
    apart = _apart(entry.window, other.window)
    both = entry.kind is Kind.CONFERENCE and other.kind is Kind.CONFERENCE
    near = apart <= _NEAR and (both or bool(set(entry.places) & set(other.places)))
    if apart > _FAR or not (shared or near or (both and named)):
        return 0
    return 3 * shared + named + 2 * near + both + 4 / (1 + apart)


def _apart(one: Window, other: Window) -> int:
    """The days between two windows; 0 where they overlap or one of them is not known."""
    if one.overlaps(other):
        return 0
    first, second = sorted((one, other), key=lambda window: window.start or date.min)
    assert first.end is not None
    assert second.start is not None
    return (second.start - first.end).days
