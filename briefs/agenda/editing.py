"""What an editor can do to the agenda by hand: add, join, split, correct, remove, and take any of it back.

Joins, splits and additions pin contributions to an entry; corrections lie over what the reports say. Both hold against
every later report and reading until they are undone (ADR 0033). Functions change nothing themselves: the caller saves
the `Changes` they return, in the transaction in which the shelf was read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from briefs.agenda.bench import Bench, age
from briefs.agenda.entries import EDITS, derive_entry
from briefs.agenda.folding import listed
from briefs.agenda.shelf import Changes, Shelf
from briefs.errors import RequestError
from briefs.model.agenda import (
    SOMEBODY,
    AgendaEntry,
    ArticleRef,
    Change,
    Contribution,
    Correction,
    LedgerLine,
    Pin,
)
from briefs.model.article import Evidence
from briefs.model.reading import Entry


def add_entry(shelf: Shelf, entry: Entry, *, edit_id: str, by: str, at: datetime, note: str = "") -> Changes:
    """Put an event on the agenda that no article told.

    Args:
        shelf: The agenda as it is.
        entry: What to add; evidence is made from `note`.
        edit_id: A new id of the caller's, for `undo_edit`.
        by: The editor's name.
        at: Now (aware, UTC).
        note: In the editor's words what and why; it stands as the evidence.
    """
    article = ArticleRef(f"by-hand-{edit_id}", source=by, published_at=at, by_hand=True)
    evidence = Evidence(article.article_id, note, 0, len(note))
    bench = Bench(shelf)
    contribution = Contribution(article, replace(entry, evidence=(evidence,)), at)
    entry_id = bench.mint(contribution)
    pin = Pin(entry_id, edit_id, at, by, among=(entry_id,))
    bench.put(replace(contribution, pins=(pin,)))
    bench.settle()
    return bench.changes()


def join_entries(shelf: Shelf, entry_ids: Sequence[str], *, edit_id: str, by: str, at: datetime) -> Changes:
    """Make several entries one; the oldest keeps its id.

    Raises:
        RequestError: Fewer than two different entries were named, or one of them does not exist.
    """
    entries = [_existing(shelf, entry_id) for entry_id in dict.fromkeys(entry_ids)]
    if len(entries) < 2:
        raise RequestError("it takes two entries to join", sentence="join-two")
    kept = min(entries, key=age)
    among = tuple(entry.id for entry in entries)
    bench = Bench(shelf)
    for entry in entries:
        bench.load(entry)
    for entry in entries:
        for contribution in entry.contributions:
            pin = Pin(kept.id, edit_id, at, by, was=entry.id, among=among)
            bench.repin(entry.id, contribution, (*contribution.pins, pin), home=entry.id)
    for entry in entries:
        if entry is not kept:
            bench.note(kept.id, LedgerLine(at, Change.JOINED, _told(entry), _told(kept), by=by))
    bench.settle()
    return bench.changes()


def split_entry(
    shelf: Shelf, entry_id: str, article_ids: Collection[str], *, edit_id: str, by: str, at: datetime
) -> Changes:
    """Take what some articles told out of an entry, into an entry of its own.

    Raises:
        RequestError: The entry does not exist, or the articles told nothing or all of it.
    """
    entry = _existing(shelf, entry_id)
    apart = [member for member in entry.contributions if member.article.article_id in article_ids]
    if not apart or len(apart) == len(entry.contributions):
        raise RequestError("to split an entry, name some of its articles and leave others", sentence="split-some")
    bench = Bench(shelf)
    bench.load(entry)
    new_id = bench.mint(apart[0])
    for contribution in entry.contributions:
        target = new_id if contribution in apart else entry_id
        pin = Pin(target, edit_id, at, by, was=entry_id, among=(entry_id, new_id))
        bench.repin(entry_id, contribution, (*contribution.pins, pin), home=entry_id)
    for one in (entry_id, new_id):
        bench.note(one, LedgerLine(at, Change.SPLIT, _told(entry), "", by=by))
    bench.settle()
    return bench.changes()


def undo_edit(shelf: Shelf, entry_id: str, edit_id: str, *, by: str, at: datetime) -> Changes:
    """Take back a join, a split or an addition; the reports go where they would be without it.

    Args:
        shelf: The agenda as it is.
        entry_id: An entry that the edit touched; `edits_of` lists its edits.
        edit_id: Which edit.
        by: Who takes it back.
        at: Now (aware, UTC).

    Raises:
        RequestError: That entry knows no such edit.
    """
    bench = Bench(shelf)
    pinned = [
        (entry, contribution, pin)
        for entry in _reached(shelf, _existing(shelf, entry_id), edit_id)
        for contribution in entry.contributions
        for pin in contribution.pins
        if pin.edit_id == edit_id
    ]
    if not pinned:
        raise RequestError("that entry knows no such edit, or it was already taken back", sentence="no-such-edit")
    for entry, _, _ in pinned:
        bench.load(entry)
    for entry, contribution, pin in pinned:
        left = tuple(one for one in contribution.pins if one is not pin)
        if not pin.was:
            bench.withdraw(entry.id, contribution)
        else:
            bench.repin(entry.id, contribution, left, home=pin.was)
    for entry in {entry.id: entry for entry, _, _ in pinned}.values():
        bench.note(entry.id, LedgerLine(at, Change.UNDONE, "", "", by=by))
    bench.settle()
    return bench.changes()


def edits_of(entry: AgendaEntry) -> tuple[Pin, ...]:
    """The joins, splits and additions that hold in an entry, one pin for each, oldest first."""
    found = {pin.edit_id: pin for contribution in entry.contributions for pin in contribution.pins}
    return tuple(sorted(found.values(), key=lambda pin: pin.at))


def correct_entry(entry: AgendaEntry, correction: Correction) -> Changes:
    """Fix a field of an entry by hand; it holds over every report, and over what was fixed before, until it is lifted.

    Raises:
        RequestError: The field is unknown or the value is not of its form.
    """
    return _recorrected(entry, [*entry.corrections, correction])


def lift_correction(
    entry: AgendaEntry, field: str, *, by: str, at: datetime, made_at: datetime | None = None
) -> Changes:
    """Take back what was fixed by hand in a field: all of it, or what was fixed at the instant `made_at`.

    What was fixed there before holds again, else what the reports say. The ledger tells who took it back.

    Raises:
        RequestError: Nothing was fixed there, or not then.
    """
    lifted = [one for one in entry.corrections if one.field == field and made_at in (None, one.at)]
    if not lifted:
        raise RequestError(f"“{field}” was not corrected", sentence="no-such-edit")
    left = [one for one in entry.corrections if one not in lifted]
    lines = [line for line in entry.ledger if line.by and line.at in {one.at for one in lifted}]
    told = next((line.now for line in reversed(lines) if line.change in (Change.CORRECTION, Change.REMOVED)), "")
    holds = next((line.was for line in lines if line.change is Change.CORRECTION), "")
    return _recorrected(entry, left, LedgerLine(at, Change.UNDONE, told, holds, by=by))


def without_editor(entry: AgendaEntry, made_at: Collection[datetime]) -> AgendaEntry:
    """`entry` with what was done by hand at these instants, but not by whom."""

    def nameless(article: ArticleRef) -> ArticleRef:
        return replace(article, source="") if article.by_hand and article.published_at in made_at else article

    contributions = tuple(
        replace(
            one,
            article=nameless(one.article),
            pins=tuple(replace(pin, by="") if pin.at in made_at else pin for pin in one.pins),
        )
        for one in entry.contributions
    )
    return replace(
        entry,
        contributions=contributions,
        corrections=tuple(replace(one, by=SOMEBODY) if one.at in made_at else one for one in entry.corrections),
        ledger=tuple(replace(one, by=SOMEBODY) if one.by and one.at in made_at else one for one in entry.ledger),
        cited=nameless(entry.cited) if entry.cited else None,
    )


def _recorrected(entry: AgendaEntry, corrections: Sequence[Correction], *undone: LedgerLine) -> Changes:
    edits = [*(line for line in entry.ledger if line.change in EDITS), *undone]
    after = derive_entry(entry.id, entry.contributions, corrections=corrections, edits=edits, before=entry)
    return Changes() if after == entry else Changes((after,))


def _existing(shelf: Shelf, entry_id: str) -> AgendaEntry:
    entry = shelf.get(entry_id)
    if entry is None:
        raise RequestError("that entry is no longer on the agenda", sentence="entry-gone")
    return entry


def _told(entry: AgendaEntry) -> str:
    """An entry in the ledger's form: its name, else its participants."""
    return entry.name or listed(entry.participants)


def _reached(shelf: Shelf, entry: AgendaEntry, edit_id: str) -> list[AgendaEntry]:
    """The entries that hold a contribution with a pin of that edit, found from one of them."""
    among = {entry_id for pin in edits_of(entry) if pin.edit_id == edit_id for entry_id in pin.among}
    found = [other for entry_id in sorted(among) if (other := shelf.get(entry_id)) is not None]
    return [one for one in found if any(pin.edit_id == edit_id for pin in edits_of(one))]
