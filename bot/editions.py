"""The agenda in memory, as briefs need it: read from the store once, then only what changed.

While articles stream in, the agenda changes with every question: an edition is made from its predecessor, so that a
change costs what it changes (`Postings`, `Edition.known`) and the rest is looked up.

Lives on the store's thread; every method is called there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tinydb import where

from bot.store.api import Store
from bot.store.documents import decode
from bot.store.schema import DEPARTED, ENTRIES
from bot.stories import Stories
from briefs.agenda.spelling import Spellings
from briefs.composing.edition import Edition, zone_of
from briefs.composing.postings import Postings
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Headline

KEPT = 8
"""Editions kept at once: readers live in several dates and ask in different minutes."""
DAYS_KEPT = 3
"""Local dates that there are at one instant; for each its newest edition lends to the next."""


class Editions:
    """Hands out the edition of an instant and a local date, shared by all who ask within one minute."""

    def __init__(self) -> None:
        self._entries: dict[str, AgendaEntry] = {}
        self._revision = 0
        self._postings = Postings()
        self._spellings = Spellings()
        self._made: dict[tuple[datetime, date], Edition] = {}
        self._newest: dict[date, Edition] = {}
        self._stories = Stories()

    def entries(self, store: Store) -> tuple[AgendaEntry, ...]:
        """Every entry of the agenda that stands, as stored now, with each person written in one way."""
        self._refresh(store)
        return tuple(self._entries.values())

    def find(self, store: Store, entry_id: str) -> AgendaEntry | None:
        """One entry as stored now; None when it is gone."""
        self._refresh(store)
        return self._entries.get(entry_id)

    def written(self, entry: AgendaEntry) -> AgendaEntry:
        """An entry made otherwise (as it once stood, say) with its people written as in all others."""
        return self._spellings.written(entry)

    def revision(self, store: Store) -> int:
        """The number of the agenda's last change, as stored now."""
        self._refresh(store)
        return self._revision

    def changed_since(self, store: Store, revision: int) -> tuple[AgendaEntry, ...]:
        """The entries that stand and were changed after that revision."""
        self._refresh(store)
        changed = store.table(ENTRIES).search(where("revision") > revision)
        return tuple(self._entries[each["id"]] for each in changed if each["id"] in self._entries)

    def edition(self, store: Store, *, at: datetime, timezone: str) -> Edition:
        """The edition for readers in `timezone` within the minute of `at`. RequestError for an unknown zone."""
        self._refresh(store)
        minute = _minute_of(at)
        today = minute.astimezone(zone_of(timezone)).date()
        made = self._made.get((minute, today))
        if made is None:
            while len(self._made) >= KEPT:
                del self._made[next(iter(self._made))]
            made = Edition(
                tuple(self._entries.values()),
                at=minute,
                today=today,
                previous=self._newest.get(today),
                postings=self._postings,
            )
            self._made[minute, today] = made
            self._newest.pop(today, None)
            self._newest[today] = made
            while len(self._newest) > DAYS_KEPT:
                del self._newest[next(iter(self._newest))]
        return made

    def headlines(self, store: Store, *, at: datetime) -> tuple[Headline, ...]:
        """The stories of the day before `at`, for "also in the news"; the same within a minute."""
        self._refresh(store)
        return self._stories.headlines(store, self._entries.values(), minute=_minute_of(at))

    def reread(self, store: Store) -> None:
        """Forget everything and read it again, after a transaction that showed its changes was rolled back."""
        self._entries.clear()
        self._postings = Postings()
        self._spellings = Spellings()
        self._made.clear()
        self._newest.clear()
        self._revision = 0
        self._refresh(store)

    def _refresh(self, store: Store) -> None:
        changed = store.table(ENTRIES).search(where("revision") > self._revision)
        departed = store.table(DEPARTED).search(where("revision") > self._revision)
        for document in departed:
            self._entries.pop(document["id"], None)
            self._postings.drop(document["id"])
        told = (decode(AgendaEntry, document) for document in changed)
        for entry in self._spellings.change(told, [document["id"] for document in departed]):
            self._entries[entry.id] = entry
            self._postings.put(entry)
        if changed or departed:
            self._revision = max(document["revision"] for document in (*changed, *departed))
            self._made.clear()


def _minute_of(at: datetime) -> datetime:
    return at - timedelta(seconds=at.second, microseconds=at.microsecond)
