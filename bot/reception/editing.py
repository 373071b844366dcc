"""What editors do to the agenda by hand (`handlers.editorial.Editing`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tinydb import where as field

from bot.clock import Clock
from bot.config import BriefsConfig
from bot.delivery.subscribers import find_subscriber
from bot.editions import Editions
from bot.ingesting.shelf import StoredShelf
from bot.reception.edits import (
    ADDED,
    CORRECTED,
    JOINED,
    SPLIT,
    edit_numbered,
    edit_of,
    strike_out,
    touched_by,
    write_edit,
    written_under,
)
from bot.store.api import Store, StoreRunner
from bot.store.schema import EDITS
from briefs.agenda.editing import add_entry, edits_of, join_entries, lift_correction, split_entry, undo_edit
from briefs.agenda.entries import derive_entry
from briefs.agenda.merging import merge_article
from briefs.agenda.shelf import Changes
from briefs.composing.alike import alike
from briefs.composing.asking import understand
from briefs.composing.compose import compose_from
from briefs.composing.drafting import Draft, described, drafted
from briefs.composing.edition import Edition, zone_of
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, ArticleRef, Contribution
from briefs.model.brief import BriefRequest
from briefs.model.subscriber import Length
from handlers.editorial import SHORT
from handlers.exchange import Edit, Edits, Visitor, Where
from handlers.rights import Right, require

PER_PAGE = 6
MOST_FOUND = 8
_DRAFT = "draft"

Making = Callable[[StoredShelf, Sequence[str]], tuple[Changes, str]]
"""Works out an edit of the entries with these ids: what it changes, and the id of the one that it is about."""


@dataclass(frozen=True, slots=True)
class StoredEditing:
    """Edits of the store's agenda, each in one transaction with its line in the book."""

    runner: StoreRunner
    clock: Clock
    editions: Editions
    defaults: BriefsConfig

    async def draft(self, where: Where, words: str) -> Draft:
        """See `handlers.editorial.Editing`."""

        def work(store: Store) -> Draft:
            edition = self._edition(store, where)
            return drafted(words, today=edition.today, index=edition.index)

        return await self.runner.run(work)

    async def describe(self, where: Where, draft: Draft, field: str, words: str) -> Draft:
        """See `handlers.editorial.Editing`."""

        def work(store: Store) -> Draft:
            edition = self._edition(store, where)
            return described(draft, field, words, today=edition.today, index=edition.index)

        return await self.runner.run(work)

    async def preview(self, where: Where, draft: Draft) -> tuple[AgendaEntry, AgendaEntry | None]:
        """See `handlers.editorial.Editing`. The same event is what merging would take it for, were it an article."""
        now = self.clock.now()
        article = ArticleRef(_DRAFT, published_at=now, by_hand=True)

        def work(store: Store) -> tuple[AgendaEntry, AgendaEntry | None]:
            told = draft.entry(self._today(store, where))
            entry = derive_entry(_DRAFT, (Contribution(article, told, now),))
            changes = merge_article(StoredShelf(store), article, (told,), received_at=now)
            meant = next((one for one in changes.saved if any(_is_draft(told) for told in one.contributions)), None)
            return entry, self.editions.find(store, meant.id) if meant else None

        return await self.runner.run(work)

    async def add(self, where: Where, visitor: Visitor, draft: Draft, *, key: str) -> Edit:
        """See `handlers.editorial.Editing`."""
        now = self.clock.now()
        today = await self.runner.run(lambda store: self._today(store, where))
        entry, note = draft.entry(today), " · ".join(draft.words)

        def make(shelf: StoredShelf, _: Sequence[str]) -> tuple[Changes, str]:
            changes = add_entry(shelf, entry, edit_id=key, by=visitor.name, at=now, note=note)
            return changes, next(
                saved.id for saved in changes.saved if any(pin.edit_id == key for pin in edits_of(saved))
            )

        return await self._edit(visitor, ADDED, key, now, make)

    async def similar(self, where: Where, entry_id: str, words: str = "") -> Sequence[AgendaEntry]:
        """See `handlers.editorial.Editing`."""
        if words:
            return [entry for entry in await self.found(where, words) if not entry.id.startswith(entry_id)]

        def work(store: Store) -> Sequence[AgendaEntry]:
            edition = self._edition(store, where)
            return alike(self._named(store, entry_id), edition.entries, edition.index)

        return await self.runner.run(work)

    async def found(self, where: Where, words: str) -> Sequence[AgendaEntry]:
        """See `handlers.editorial.Editing`."""

        def work(store: Store) -> Sequence[AgendaEntry]:
            edition = self._edition(store, where)
            asked = understand(words, today=edition.today, index=edition.index)
            request = BriefRequest(edition.at, self._timezone(store, where), length=Length.FULL)
            brief = compose_from(edition, asked.request(request))
            return [item.entry for item in brief.items][:MOST_FOUND]

        return await self.runner.run(work)

    async def joined(self, first: str, second: str) -> AgendaEntry:
        """See `handlers.editorial.Editing`."""
        now = self.clock.now()

        def work(store: Store) -> AgendaEntry:
            ids = [self._named(store, each).id for each in (first, second)]
            changes = join_entries(StoredShelf(store), ids, edit_id=_DRAFT, by="", at=now)
            return self.editions.written(next(entry for entry in changes.saved if entry.id in ids))

        return await self.runner.run(work)

    async def join(self, visitor: Visitor, first: str, second: str, *, key: str) -> Edit:
        """See `handlers.editorial.Editing`."""
        now = self.clock.now()

        def make(shelf: StoredShelf, ids: Sequence[str]) -> tuple[Changes, str]:
            changes = join_entries(shelf, ids, edit_id=key, by=visitor.name, at=now)
            return changes, next(entry.id for entry in changes.saved if entry.id in ids)

        return await self._edit(visitor, JOINED, key, now, make, first, second)

    async def split(self, visitor: Visitor, entry_id: str, article_ids: Sequence[str], *, key: str) -> Edit:
        """See `handlers.editorial.Editing`."""
        now = self.clock.now()

        def make(shelf: StoredShelf, ids: Sequence[str]) -> tuple[Changes, str]:
            return split_entry(shelf, ids[0], article_ids, edit_id=key, by=visitor.name, at=now), ids[0]

        return await self._edit(visitor, SPLIT, key, now, make, entry_id)

    async def edits(self, visitor: Visitor, *, everybody: bool = False, page: int = 0) -> Edits:
        """See `handlers.editorial.Editing`."""
        require(visitor, Right.EDIT)

        def work(store: Store) -> Edits:
            mine = None if everybody else field("user_id") == visitor.user_id
            kept = store.table(EDITS).find(mine, limit=PER_PAGE + 1, offset=page * PER_PAGE, descending=True)
            shown = tuple(edit_of(store, self.editions, each) for each in kept[:PER_PAGE])
            return Edits(shown, page, len(kept) > PER_PAGE)

        return await self.runner.run(work)

    async def undo(self, visitor: Visitor, number: int) -> Edit:
        """See `handlers.editorial.Editing`."""
        require(visitor, Right.EDIT)
        now = self.clock.now()

        def work(store: Store) -> Edit:
            with store.transaction():
                shelf = StoredShelf(store)
                kept = edit_numbered(store, number)
                entry_id = touched_by(store, self.editions, kept)
                if kept["what"] == CORRECTED:
                    entry, made_at = shelf.get(entry_id), datetime.fromisoformat(kept["at"])
                    assert entry is not None
                    changes = lift_correction(entry, kept["field"], by=visitor.name, at=now, made_at=made_at)
                else:
                    changes = undo_edit(shelf, entry_id, kept["key"], by=visitor.name, at=now)
                shelf.apply(changes)
                kept = strike_out(store, kept, visitor, now)
            return edit_of(store, self.editions, kept)

        return await self.runner.run(work)

    async def _edit(
        self,
        visitor: Visitor,
        what: str,
        key: str,
        now: datetime,
        make: Making,
        *named: str,
    ) -> Edit:
        """Make an edit of the entries named and write it into the book, unless that was done already."""
        require(visitor, Right.EDIT)

        def work(store: Store) -> Edit:
            with store.transaction():
                kept = written_under(store, key)
                if kept is None:
                    shelf = StoredShelf(store)
                    changes, entry_id = make(shelf, [self._named(store, each).id for each in named])
                    shelf.apply(changes)
                    entry = next(one for one in changes.saved if one.id == entry_id)
                    kept = write_edit(store, what, entry, key=key, visitor=visitor, at=now)
            return edit_of(store, self.editions, kept)

        return await self.runner.run(work)

    def _named(self, store: Store, entry_id: str) -> AgendaEntry:
        """The entry with that id, or whose id begins so. RequestError when there is none."""
        entry = self.editions.find(store, entry_id)
        if entry is None and len(entry_id) == SHORT:
            entry = next((each for each in self.editions.entries(store) if each.id.startswith(entry_id)), None)
        if entry is None:
            raise RequestError("that entry is no longer on the agenda", sentence="entry-gone")
        return entry

    def _edition(self, store: Store, where: Where) -> Edition:
        return self.editions.edition(store, at=self.clock.now(), timezone=self._timezone(store, where))

    def _today(self, store: Store, where: Where) -> date:
        return self.clock.now().astimezone(zone_of(self._timezone(store, where))).date()

    def _timezone(self, store: Store, where: Where) -> str:
        subscriber = find_subscriber(store, where.subscriber_id)
        return subscriber.schedule.timezone if subscriber else self.defaults.timezone


def _is_draft(told: Contribution) -> bool:
    return told.article.article_id == _DRAFT
