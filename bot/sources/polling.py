"""Asking feeds, politely: one conditional request for what has not changed, articles filed before the ETag that
covers them, in one transaction.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.config import FetchConfig
from bot.ingesting.archive import Filed, file_article
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.reader import FeedReader
from bot.sources.feeds import Feed, due_feeds, find_feed, put_feed
from bot.sources.fetching import PageFetcher, charset_of
from bot.sources.guarded import NOT_MODIFIED, Fetched
from bot.sources.pacing import after_failure, after_success
from bot.store.api import Store, StoreRunner
from briefs.errors import AttacheError, FetchError, FormatError, SourceError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Origin
from briefs.sources.feeds import FeedItem, ParsedFeed

LOOK_EVERY = timedelta(seconds=20)
BACKLOG = timedelta(days=7)
"""Of a new feed only entries this young are taken in,"""
LEARNED_BEFORE = timedelta(hours=36)
"""and count as learned so long ago at least: they alert nobody and are no news in a brief."""
MOST_PAGES = 30  # fetched for one feed in one round
MOST_UNREAD = 200
_AT_ONCE = 200
_COMMITTED_AT_ONCE = 64
_SEEN_KEPT = 1000
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

_log = logging.getLogger("attache.sources")


@dataclass(frozen=True, slots=True)
class Polled:
    """How one feed did: its next state, and how many articles were new. `error` is why it failed."""

    feed: Feed
    new: int = 0
    changed: bool = False
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What asking a feed gave, to be filed: articles, and the feed's next state."""

    before: Feed
    after: Feed
    articles: tuple[Article, ...] = ()
    received_at: datetime | None = None
    changed: bool = False
    error: SourceError | None = None


class Poller:
    """Asks feeds when they are due. `chance` gives random numbers from 0 to 1 (tests give their own)."""

    def __init__(
        self,
        *,
        runner: StoreRunner,
        ingestor: Ingestor,
        reader: FeedReader,
        fetcher: PageFetcher,
        settings: FetchConfig,
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._runner, self._ingestor, self._reader, self._fetcher = runner, ingestor, reader, fetcher
        self._settings, self._clock, self._chance = settings, clock, chance
        self._waiting: list[tuple[_Outcome, asyncio.Future[Polled]]] = []
        self._committing: asyncio.Task[None] | None = None
        self._reading: set[asyncio.Task[None]] = set()
        self._unread = 0
        self._room = asyncio.Event()
        self._room.set()
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Ask feeds as they become due, until cancelled."""
        while True:
            try:
                polled = await self.round()
            except AttacheError as error:
                _log.error("feeds cannot be asked: %s", error)
                polled = []
            if len(polled) < _AT_ONCE:
                self._woken.clear()
                try:
                    await asyncio.wait_for(self._woken.wait(), LOOK_EVERY.total_seconds())
                except TimeoutError:
                    continue

    def wake(self) -> None:
        """A feed was added: look now."""
        self._woken.set()

    async def round(
        self, feeds: Sequence[Feed] | None = None, *, done: Callable[[Polled], object] = lambda _: None
    ) -> list[Polled]:
        """Ask these feeds, or those that are due, each once; `done` hears of each. Raises StoreError."""
        if feeds is None:
            now = self._clock.now()
            feeds = await self._runner.run(lambda store: due_feeds(store, now=now, limit=_AT_ONCE))
        slots = asyncio.Semaphore(self._settings.concurrency * 2)

        async def ask(feed: Feed) -> Polled:
            async with slots:
                await self._room.wait()
                polled = await self.poll(feed)
            done(polled)
            return polled

        return await asyncio.gather(*map(ask, feeds))

    async def poll(self, feed: Feed) -> Polled:
        """Ask one feed and file what is new in it. A failure is the feed's, not an exception. Raises StoreError."""
        outcome = await self._ask(feed)
        if outcome.error is not None:
            _log.info("feed %s: %s", feed.url, outcome.error.reason)
        future: asyncio.Future[Polled] = asyncio.get_running_loop().create_future()
        self._waiting.append((outcome, future))
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit())
        return await future

    async def finish(self) -> None:
        """Wait until everything that was filed has been read."""
        while self._reading:
            await asyncio.wait(set(self._reading))

    async def _ask(self, feed: Feed) -> _Outcome:
        headers = {"Accept": _ACCEPT}
        if feed.etag and not feed.catching_up:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified and not feed.catching_up:
            headers["If-Modified-Since"] = feed.last_modified
        try:
            fetched = await self._fetcher.client.get(feed.asked_url, headers=headers)
            return await self._understand(feed, fetched)
        except SourceError as error:
            now = self._clock.now()
            after = after_failure(feed, error, now=now, chance=self._chance())
            return _Outcome(feed, after, error=error)

    async def _understand(self, feed: Feed, fetched: Fetched) -> _Outcome:
        now = self._clock.now()
        moved = self._moved(feed, fetched)
        body = hashlib.blake2b(fetched.content, digest_size=16).hexdigest()
        if fetched.status == NOT_MODIFIED or (body == feed.body and not feed.catching_up):
            after = after_success(
                moved, now=now, changed=False, headers=fetched.headers, ttl=None, chance=self._chance()
            )
            return _Outcome(feed, after)
        origin = Origin(fetched.url, url=fetched.url, charset=charset_of(fetched.headers), source=feed.name)
        parsed = await self._reader.parse_feed(fetched.content, origin, feed.seen)
        articles = await self._articles(feed, parsed, now)
        after = after_success(
            moved, now=now, changed=bool(articles), headers=fetched.headers, ttl=parsed.ttl, chance=self._chance()
        )
        after = replace(
            after,
            name=feed.name or parsed.title,
            site_url=parsed.site_url or feed.site_url,
            etag=fetched.headers.get("etag", ""),
            last_modified=fetched.headers.get("last-modified", ""),
            body=body,
            seen=_merged(feed, parsed),
            empty_since=None if parsed.seen else feed.empty_since or now,
            catching_up=False,
        )
        received_at = now - LEARNED_BEFORE if feed.catching_up else None
        return _Outcome(feed, after, tuple(articles), received_at, bool(articles))

    def _moved(self, feed: Feed, fetched: Fetched) -> Feed:
        if not fetched.moved_to or fetched.moved_to == feed.url:
            return feed
        leaves = self._fetcher.client.check(fetched.moved_to).origin != self._fetcher.client.check(feed.url).origin
        _log.info("feed %s has moved for good to %s", feed.url, fetched.moved_to)
        return replace(
            feed,
            url=fetched.moved_to,
            moved_from=(*feed.moved_from, feed.url)[-5:],
            user="" if leaves else feed.user,
            password="" if leaves else feed.password,
        )

    async def _articles(self, feed: Feed, parsed: ParsedFeed, now: datetime) -> list[Article]:
        items = [item for item in parsed.items if not feed.catching_up or _is_young(item, now)]
        pages = [item for item in items if not item.is_whole][:MOST_PAGES]
        whole = dict(zip((item.key for item in pages), await asyncio.gather(*map(self._page, pages)), strict=True))
        articles = (whole.get(item.key, item.article) for item in items)
        return [replace(each, source=feed.name or each.source) for each in articles]

    async def _page(self, item: FeedItem) -> Article:
        """The full article behind an entry; what the feed has of it where the page gives no more."""
        article = item.article
        try:
            fetched = await self._fetcher.page(article.url)
            origin = Origin(fetched.url, url=fetched.url, charset=charset_of(fetched.headers))
            batch = await self._reader.recognise(fetched.content, origin)
        except (FetchError, FormatError) as error:
            return replace(article, summary=article.summary or f"(only the feed's summary: {error.reason})")
        except SourceError:
            return article
        page = batch.articles[0] if len(batch.articles) == 1 else None
        if page is None or len(page.text) <= len(article.text):
            return article
        dated = article.published_at is not None
        return replace(
            page,
            id=article.id,
            url=article.url,
            title=article.title or page.title,
            source=article.source or page.source,
            byline=page.byline or article.byline,
            published_at=article.published_at if dated else page.published_at,
            published_from=PublishedFrom.FEED if dated else page.published_from,
            summary=article.summary or article.text[:2000],
        )

    async def _commit(self) -> None:
        """File what has been gathered, several feeds a transaction, until nothing waits."""
        while self._waiting:
            batch, self._waiting = self._waiting[:_COMMITTED_AT_ONCE], self._waiting[_COMMITTED_AT_ONCE:]
            now = self._clock.now()
            try:
                filed = await self._runner.run(lambda store, batch=batch, now=now: _file(store, batch, now))  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - handed to those who wait
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                continue
            to_read: list[Article] = []
            for (outcome, future), articles in zip(batch, filed, strict=True):
                to_read += [each.article for each in articles if each.to_read]
                new = sum(not each.known for each in articles)
                if not future.done():
                    future.set_result(Polled(outcome.after, new, outcome.changed, outcome.error))
            self._read(to_read)

    def _read(self, articles: Iterable[Article]) -> None:
        articles = list(articles)
        if not articles:
            return
        self._unread += len(articles)
        if self._unread >= MOST_UNREAD:
            self._room.clear()
        task = asyncio.create_task(self._ingestor.read_filed(articles))
        self._reading.add(task)

        def over(task: asyncio.Task[None]) -> None:
            self._reading.discard(task)
            self._unread -= len(articles)
            if self._unread < MOST_UNREAD:
                self._room.set()
            if not task.cancelled() and (error := task.exception()):
                _log.error("reading what feeds brought failed: %s", error)  # pending: read at the next look

        task.add_done_callback(over)


def _file(store: Store, batch: Sequence[tuple[_Outcome, asyncio.Future[Polled]]], now: datetime) -> list[list[Filed]]:
    filed: list[list[Filed]] = []
    with store.transaction():
        for outcome, _ in batch:
            filed.append(
                [file_article(store, article, now=now, received_at=outcome.received_at) for article in outcome.articles]
            )
            new = sum(not each.known for each in filed[-1])
            after = replace(outcome.after, articles=outcome.before.articles + new)
            if after.url != outcome.before.url and find_feed(store, after.url) is not None:
                after = replace(after, url=outcome.before.url, retired=True, next_fetch_at=None,
                                trouble="it has moved to another source that is asked already")  # fmt: skip
            put_feed(store, after, known_as=outcome.before.url)
    return filed


def _is_young(item: FeedItem, now: datetime) -> bool:
    published_at = item.article.published_at
    return published_at is not None and now - published_at <= BACKLOG


def _merged(feed: Feed, parsed: ParsedFeed) -> dict[str, str]:
    """The prints of what the feed holds now, then of what it held before, so that entries that come back are known."""
    merged = dict(parsed.seen)
    for key, mark in feed.seen.items():
        if len(merged) >= max(_SEEN_KEPT // 5, len(parsed.seen) * 2, 0) or len(merged) >= _SEEN_KEPT:
            break
        merged.setdefault(key, mark)
    return merged
