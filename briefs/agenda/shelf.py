"""What merging and editing need of the place where entries are kept, and what they hand back to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from briefs.model.agenda import AgendaEntry


class Shelf(Protocol):
    """Where agenda entries are kept. Called inside one transaction that locks before it reads."""

    def near(self, keys: frozenset[str], *, open_on: date, told_after: datetime | None = None) -> Iterable[AgendaEntry]:
        """All entries filed under one of `keys` (see `blocking_keys`).

        Left out may be those whose `open_until` lies before `open_on`, and, when `told_after` is given, those whose
        `reported_at` is not after it.
        """
        ...

    def of_article(self, article_id: str) -> Iterable[AgendaEntry]:
        """All entries to which that article contributed."""
        ...

    def get(self, entry_id: str) -> AgendaEntry | None:
        """The entry with that id."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What merging or editing changed: entries to save (new or changed, whole), ids of entries that are no more."""

    saved: tuple[AgendaEntry, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """Whether nothing changed."""
        return not self.saved and not self.removed
