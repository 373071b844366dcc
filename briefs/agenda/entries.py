"""An agenda entry out of its contributions and the editors' corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.agenda.correcting import corrected
from briefs.agenda.folding import best_evidence, fold_contributions, told_order
from briefs.agenda.timing import alive_until
from briefs.model.agenda import AgendaEntry, Change, Contribution, Correction, LedgerLine

EDITS = frozenset({Change.JOINED, Change.SPLIT, Change.UNDONE})
"""Ledger lines that no contribution gives: they are handed on."""


def derive_entry(
    entry_id: str,
    contributions: Sequence[Contribution],
    *,
    corrections: Sequence[Correction] = (),
    edits: Sequence[LedgerLine] = (),
    before: AgendaEntry | None = None,
) -> AgendaEntry:
    """What the contributions and corrections amount to.

    Args:
        entry_id: The id it has or gets.
        contributions: At least one, in any order.
        corrections: What editors fixed by hand; it holds over every report.
        edits: Ledger lines of joins and splits.
        before: The entry as it was stored; its `sequence` goes up by one if a calendar would show a difference.
    """
    members = sorted(contributions, key=told_order)
    state = fold_contributions(members)
    best, cited = best_evidence(state, members)
    entry = AgendaEntry(
        id=entry_id,
        kind=state.kind,
        status=state.status,
        participants=tuple(state.participants),
        window=state.window,
        name=state.name,
        places=state.places,
        hedge=state.hedge,
        time=state.time,
        topic=state.topic,
        claimed_by=state.claimed_by,
        background=state.background,
        contributions=tuple(members),
        ledger=tuple(sorted([*state.lines, *edits], key=lambda line: line.at)),
        best=best,
        cited=cited,
        reported_at=state.last_told_at,
        changed_at=state.changed_at,
        former_windows=tuple(state.former_windows),
        open_until=alive_until(state),
    )
    entry = corrected(entry, corrections)
    if before is None:
        return entry
    differs = calendar_face(entry) != calendar_face(before)
    return replace(entry, sequence=before.sequence + 1 if differs else before.sequence)


def calendar_face(entry: AgendaEntry) -> tuple[object, ...]:
    """What a calendar shows of an entry."""
    names = tuple(participant.name for participant in entry.participants)
    return (entry.status, entry.window, entry.place, entry.name, names, entry.time, bool(entry.hedge), entry.removed)
