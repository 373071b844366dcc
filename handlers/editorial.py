"""The editors' counters of the desk: what readers report as wrong, and what editors do to the agenda by hand.

All methods raise `RequestError` (one sentence for the person) or `StoreError`. An entry may be named by its id or by
the beginning of one (`SHORT` letters), which is what a button has room for twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefs.composing.drafting import Draft
from briefs.model.agenda import AgendaEntry
from handlers.exchange import Edit, Edits, Reported, Visitor, Where

SHORT = 24


class Corrections(Protocol):
    """Readers' reports and editors' verdicts."""

    async def report(
        self, where: Where, visitor: Visitor, entry_id: str, field: str, words: str, *, brief_id: str = ""
    ) -> Reported:
        """Keep a report, made in `where`, of a line of a brief; the editors are told."""
        ...

    async def find(self, report_id: int) -> Reported:
        """One report without a verdict. RequestError when there is none."""
        ...

    async def split(self, visitor: Visitor, report_id: int, article_ids: Sequence[str]) -> Reported:
        """Accept that an entry is not one event: what these articles told becomes an entry of its own."""
        ...

    async def open_reports(self) -> Sequence[Reported]:
        """Reports without a verdict, oldest first."""
        ...

    async def decide(self, visitor: Visitor, report_id: int, *, accept: bool, value: str = "") -> Reported:
        """An editor's verdict: an accepted correction holds, the reporter is told, what was sent in a day is edited."""
        ...

    async def would_be(self, visitor: Visitor, entry_id: str, field: str, words: str) -> AgendaEntry:
        """The entry as this editor's words would make it. RequestError when they amount to nothing."""
        ...

    async def correct(self, visitor: Visitor, entry_id: str, field: str, words: str, *, key: str) -> Edit:
        """An editor's own correction, as if reported and accepted; the same `key` again does nothing."""
        ...


class Editing(Protocol):
    """Adding, joining and splitting entries, and taking back what was done by hand. Right EDIT."""

    async def draft(self, where: Where, words: str) -> Draft:
        """The entry that one line describes; dates count from the local day of who reads there."""
        ...

    async def describe(self, where: Where, draft: Draft, field: str, words: str) -> Draft:
        """`draft` with one of its fields given in words. RequestError when they amount to nothing."""
        ...

    async def preview(self, where: Where, draft: Draft) -> tuple[AgendaEntry, AgendaEntry | None]:
        """The entry that a complete draft makes, and the one on the agenda that seems to be the same event."""
        ...

    async def add(self, where: Where, visitor: Visitor, draft: Draft, *, key: str) -> Edit:
        """Put it on the agenda; the same `key` again adds nothing."""
        ...

    async def similar(self, where: Where, entry_id: str, words: str = "") -> Sequence[AgendaEntry]:
        """Entries that may be the same event, the likeliest first; with `words`, those that the words find."""
        ...

    async def found(self, where: Where, words: str) -> Sequence[AgendaEntry]:
        """Entries that a person's words find, the foremost first."""
        ...

    async def joined(self, first: str, second: str) -> AgendaEntry:
        """What two entries would be as one."""
        ...

    async def join(self, visitor: Visitor, first: str, second: str, *, key: str) -> Edit:
        """Make two entries one; the same `key` again does nothing."""
        ...

    async def split(self, visitor: Visitor, entry_id: str, article_ids: Sequence[str], *, key: str) -> Edit:
        """Take what some articles told out of an entry; the same `key` again does nothing."""
        ...

    async def edits(self, visitor: Visitor, *, everybody: bool = False, page: int = 0) -> Edits:
        """What was done by hand, the newest first: by this editor, or by all."""
        ...

    async def undo(self, visitor: Visitor, number: int) -> Edit:
        """Take an edit back. RequestError when there is none of that number or it was taken back already."""
        ...
