"""The agenda in memory, with the same merging that the store's has: for replay, evaluation and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from briefs.agenda.blocking import blocking_keys
from briefs.agenda.merging import forget_article, merge_article
from briefs.agenda.shelf import Changes
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.reading import Entry


class Agenda:
    """A shelf of entries, indexed by blocking key and by article. Iterating gives the entries in no order."""

    def __init__(self, entries: Iterable[AgendaEntry] = ()) -> None:
        self._entries: dict[str, AgendaEntry] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_article: defaultdict[str, set[str]] = defaultdict(set)
        for entry in entries:
            self._put(entry)

    def __iter__(self) -> Iterator[AgendaEntry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def near(self, keys: frozenset[str], *, open_on: date, told_after: datetime | None = None) -> Iterable[AgendaEntry]:
        """See `Shelf.near`."""
        ids: set[str] = set()
        for key in keys & self._by_key.keys():
            ids |= self._by_key[key]
        for entry_id in ids:
            entry = self._entries[entry_id]
            open_enough = entry.open_until is None or entry.open_until >= open_on
            late_enough = told_after is None or entry.reported_at is None or entry.reported_at > told_after
            if open_enough and late_enough:
                yield entry

    def of_article(self, article_id: str) -> Iterable[AgendaEntry]:
        """See `Shelf.of_article`."""
        return [self._entries[entry_id] for entry_id in self._by_article.get(article_id, set())]

    def get(self, entry_id: str) -> AgendaEntry | None:
        """See `Shelf.get`."""
        return self._entries.get(entry_id)

    def merge(self, article: ArticleRef, entries: Sequence[Entry], *, received_at: datetime) -> Changes:
        """Take in what an article says (see `merge_article`)."""
        return self.apply(merge_article(self, article, entries, received_at=received_at))

    def forget(self, article_id: str) -> Changes:
        """Take back what an article said."""
        return self.apply(forget_article(self, article_id))

    def apply(self, changes: Changes) -> Changes:
        """Save what a merge or an edit changed; the changes again."""
        for entry_id in changes.removed:
            self._drop(entry_id)
        for entry in changes.saved:
            self._drop(entry.id)
            self._put(entry)
        return changes

    def _put(self, entry: AgendaEntry) -> None:
        self._entries[entry.id] = entry
        self._keys[entry.id] = blocking_keys(entry)
        for key in self._keys[entry.id]:
            self._by_key[key].add(entry.id)
        for contribution in entry.contributions:
            self._by_article[contribution.article.article_id].add(entry.id)

    def _drop(self, entry_id: str) -> None:
        entry = self._entries.pop(entry_id, None)
        if entry is None:
            return
        for key in self._keys.pop(entry_id):
            self._by_key[key].discard(entry_id)
            if not self._by_key[key]:
                del self._by_key[key]
        for contribution in entry.contributions:
            self._by_article[contribution.article.article_id].discard(entry_id)
