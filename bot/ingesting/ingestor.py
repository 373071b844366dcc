"""What becomes of articles that come in, from wherever: filed, read, learned from, merged into the agenda.

An article passes two transactions, reading between them. The first files it as pending; the second takes what was read
into who's who and agenda and marks it read. Killed anywhere, an article is either not there, or pending and read at the
next start (`resume`), or done. Both lock before they read, so the command line may ingest beside the bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.clock import Clock
from bot.ingesting.archive import (
    Filed,
    date_article,
    delete_article,
    document_of,
    file_article,
    find_article,
    join_family,
    mark_read,
    pending_articles,
    reference_of,
)
from bot.ingesting.kinship import drop_old_prints
from bot.ingesting.reader import MOST_PEOPLE, NO_MODEL, ArticleReader
from bot.ingesting.retention import drop_texts
from bot.ingesting.shelf import StoredShelf
from bot.ingesting.whoswho import known_people, learn_people, unlearn_article
from bot.store.api import Store, StoreRunner
from bot.store.documents import decode
from briefs.agenda.duplicates import Fingerprint, fingerprint
from briefs.agenda.merging import cite_anew, forget_article, merge_article
from briefs.errors import FormatError, RequestError
from briefs.model.agenda import AgendaEntry
from briefs.model.article import Article
from briefs.model.reading import Reading
from briefs.sources.batch import Batch, Origin
from handlers.exchange import Receipt, Took

T = TypeVar("T")

_AT_ONCE = 16
_INDEXED_AT_ONCE = 100
_TIDIED_AT_ONCE = 50
_MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Merged:
    """An article after its reading was taken in: its agenda entries; `stale` if its text or date changed meanwhile."""

    entries: tuple[AgendaEntry, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying dropped: prints by which recent texts are known again, and full texts."""

    prints: int = 0
    texts: int = 0


class Ingestor:
    """Takes articles in. All methods are coroutines and never hold the event loop; StoreError passes through.

    The full texts of articles are kept for `texts_kept`, None for always (`tidy`).
    """

    def __init__(
        self, store: StoreRunner, reader: ArticleReader, clock: Clock, *, texts_kept: timedelta | None = None
    ) -> None:
        self._store, self._reader, self._clock, self._texts_kept = store, reader, clock, texts_kept
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def start(self) -> None:
        """Tell the reader whom the store has seen last."""
        self._reader.learn(await self._store.run(lambda store: known_people(store, most=MOST_PEOPLE)))

    async def ingest(self, content: bytes, origin: Origin) -> list[Receipt]:
        """The articles in bytes, each with what became of it; bytes that cannot be read give one refusal."""
        try:
            batch = await self._reader.recognise(content, origin)
        except FormatError as error:
            return [_refusal(error)]
        return await self.take_in(batch)

    async def take_in(self, batch: Batch) -> list[Receipt]:
        """Articles that were recognised already, in their order, then the refusals.

        A receipt of something stored names in `duplicate_of` the article of which it is another version, if any.
        """
        finishing: list[asyncio.Task[Receipt]] = []
        try:
            for article in batch.articles:  # filed in their order, read side by side
                await self._slots.acquire()
                try:
                    filed = await self._file(article)
                except BaseException:
                    self._slots.release()
                    raise
                finishing.append(asyncio.create_task(self._take_in_one(article, filed)))
                finishing[-1].add_done_callback(lambda _: self._slots.release())
        finally:
            receipts = await asyncio.gather(*finishing)
        await self.index()
        return [*receipts, *map(_refusal, batch.refused)]

    async def set_published(self, article_id: str, published_at: datetime) -> Receipt:
        """Give an article its publication instant (aware) and read it again.

        Raises RequestError if the article is gone, or its text.
        """
        now = self._clock.now()
        article = await self._store.run(
            _in_transaction(lambda store: date_article(store, article_id, published_at, now=now))
        )
        return await self._reread(article, article_id)

    async def read_again(self, article_id: str) -> Receipt:
        """Read a stored article again, as after an improvement. Raises RequestError if it is gone, or its text."""
        article = await self._store.run(lambda store: find_article(store, article_id))
        return await self._reread(article, article_id)

    async def forget(self, article_id: str) -> bool:
        """Delete an article and take back what it said; whether it was there."""

        def forget(store: Store) -> bool:
            shelf = StoredShelf(store)
            shelf.apply(forget_article(shelf, article_id))
            unlearn_article(store, article_id)
            moved = delete_article(store, article_id)
            _cite_anew(store, shelf, moved or ())
            return moved is not None

        return await self._store.run(_in_transaction(forget))

    async def resume(self, *, waiting: timedelta = timedelta()) -> int:
        """Read what was filed but not read for at least `waiting`, and what a missing model kept unread; how many.

        For the start of the bot, and now and then for what a killed command line left.
        """
        before = self._clock.now() - waiting
        also = () if await self._reading_is_off() else (NO_MODEL,)
        articles = await self._store.run(
            _in_transaction(lambda store: pending_articles(store, before=before, attempts=_MOST_ATTEMPTS, also=also))
        )
        await asyncio.gather(*(self._read_in_turn(article) for article in articles))
        return len(articles)

    async def read_filed(self, articles: Iterable[Article]) -> None:
        """Read articles that were filed as pending elsewhere (polling), then bring the full text up to date."""
        await asyncio.gather(*(self._read_in_turn(article) for article in articles))
        await self.index()

    async def _read_in_turn(self, article: Article) -> None:
        async with self._slots:
            await self._read_and_merge(article)

    async def index(self) -> None:
        """Bring the full text up to date, in pieces that let others at the store."""
        while await self._store.run(lambda store: store.index_pending(limit=_INDEXED_AT_ONCE)):
            continue

    async def tidy(self) -> Tidied:
        """Daily: drop old texts, and what serves only to know recent ones again.

        In small pieces, each a transaction of its own that lets others at the store; killed between two, the next run
        takes up where it stopped.
        """
        now, prints, texts = self._clock.now(), 0, 0
        while dropped := await self._store.run(
            _in_transaction(lambda store: drop_old_prints(store, now=now, limit=_TIDIED_AT_ONCE))
        ):
            prints += dropped
        if self._texts_kept is None:
            return Tidied(prints)
        before = now - self._texts_kept
        while dropped := await self._store.run(
            _in_transaction(lambda store: drop_texts(store, before=before, limit=_TIDIED_AT_ONCE))
        ):
            texts += dropped
        await self.index()
        while await self._store.run(lambda store: store.tidy_index(before=before)):
            await self.index()
        return Tidied(prints, texts)

    async def _reading_is_off(self) -> bool:
        probe = await self._reader.read(Article(id="", text="The ministers met."))
        return probe.unread == NO_MODEL

    async def _file(self, article: Article) -> Filed:
        return await self._store.run(_in_transaction(lambda store: file_article(store, article, now=self._clock.now())))

    async def _take_in_one(self, article: Article, filed: Filed) -> Receipt:
        if filed.to_read:
            stored, reading, entries = await self._read_and_merge(filed.article)
        else:
            stored, reading = filed.article, None
            entries = await self._store.run(lambda store: _entries_of(store, stored.id))
        took = _took(filed, article)
        kin = await self._store.run(lambda store: _family_of(store, stored.id))
        return Receipt(
            took,
            article=stored,
            reading=reading,
            entries=entries,
            duplicate_of=stored.id if took is Took.DUPLICATE else kin,
        )

    async def _reread(self, article: Article | None, article_id: str) -> Receipt:
        if article is None or not article.text:
            raise RequestError(
                f"there is no article {article_id}, or its text is no longer kept; send it again", sentence="no-article"
            )
        stored, reading, entries = await self._read_and_merge(article)
        return Receipt(Took.UPDATED, article=stored, reading=reading, entries=entries)

    async def _read_and_merge(self, article: Article) -> tuple[Article, Reading, tuple[AgendaEntry, ...]]:
        reading = await self._reader.read(article)
        sketch = await asyncio.to_thread(fingerprint, article.text)
        merged = await self._store.run(_in_transaction(lambda store: self._merge(store, article, reading, sketch)))
        if not merged.stale:
            return article, reading, merged.entries
        newer = await self._store.run(lambda store: find_article(store, article.id))
        if newer is None or not newer.text:
            return article, reading, ()
        return await self._read_and_merge(newer)

    def _merge(self, store: Store, article: Article, reading: Reading, sketch: Fingerprint) -> Merged:
        """Take a reading in, unless the article is no longer the one that was read."""
        document = document_of(store, article.id)
        if document is None or not _says_the_same(decode(Article, document), article):
            return Merged(stale=True)
        moved = join_family(store, article.id, sketch, now=self._clock.now())
        unlearn_article(store, article.id)
        self._reader.learn(learn_people(store, reading.people))
        shelf = StoredShelf(store)
        received_at = datetime.fromisoformat(document.get("received_at") or document["stored_at"])
        reference = reference_of(document_of(store, article.id) or document)
        shelf.apply(merge_article(shelf, reference, reading.entries, received_at=received_at))
        _cite_anew(store, shelf, moved - {article.id})
        mark_read(store, article.id, reading.unread, now=self._clock.now())
        return Merged(_entries_of(store, article.id))


def _in_transaction(work: Callable[[Store], T]) -> Callable[[Store], T]:
    def locked(store: Store) -> T:
        with store.transaction():
            return work(store)

    return locked


def _cite_anew(store: Store, shelf: StoredShelf, article_ids: Iterable[str]) -> None:
    """Tell the agenda of what other texts these articles are copies now."""
    for article_id in sorted(article_ids):
        document = document_of(store, article_id)
        if document is not None:
            shelf.apply(cite_anew(shelf, reference_of(document)))


def _says_the_same(one: Article, other: Article) -> bool:
    return (one.text, one.published_at, one.language) == (other.text, other.published_at, other.language)


def _entries_of(store: Store, article_id: str) -> tuple[AgendaEntry, ...]:
    return tuple(StoredShelf(store).of_article(article_id))


def _took(filed: Filed, article: Article) -> Took:
    if not filed.known:
        return Took.STORED
    return Took.UPDATED if filed.changed and filed.article.text == article.text else Took.DUPLICATE


def _family_of(store: Store, article_id: str) -> str:
    document = document_of(store, article_id)
    return "" if document is None else str(document.get("family", ""))


def _refusal(error: FormatError) -> Receipt:
    return Receipt(Took.REFUSED, reason=str(error))
