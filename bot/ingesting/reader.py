"""Bytes → articles and article → reading: what reads is either this process's own thread or a pool of processes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from briefs.errors import ModelMissing
from briefs.model.article import Article
from briefs.model.reading import Person, Reading
from briefs.reading.model import Model, load_model
from briefs.reading.read import read
from briefs.reading.whoswho import WhosWho
from briefs.sources.batch import Batch, Origin
from briefs.sources.feeds import ParsedFeed, parse_feed
from briefs.sources.recognise import recognise

T = TypeVar("T")

MOST_PEOPLE = 4000
"""People and offices that readers know, those seen last; the store keeps all."""

_NEWS_SHARE = 500
_EVER = datetime.min.replace(tzinfo=UTC)

NO_MODEL = "no language model"
FAILED = "reading it failed"
DIED = "reading it ended the reading process"
TOO_LONG = "reading it took too long"

_log = logging.getLogger("attache.reading")


class ArticleReader(Protocol):
    """Reads away from the event loop. Nothing a source holds makes it raise anything but FormatError."""

    async def recognise(self, content: bytes, origin: Origin) -> Batch:
        """The articles in bytes (`briefs.sources.recognise`). Raises FormatError."""
        ...

    async def read(self, article: Article) -> Reading:
        """The article's reading; where none was made, `unread` says why."""
        ...

    def learn(self, people: Iterable[Person]) -> None:
        """Let later readings know these people."""
        ...

    async def close(self) -> None:
        """Let go of model, threads and processes. Idempotent."""
        ...


class FeedReader(Protocol):
    """Takes feeds and pages apart away from the event loop."""

    async def recognise(self, content: bytes, origin: Origin) -> Batch:
        """See `ArticleReader.recognise`."""
        ...

    async def parse_feed(self, content: bytes, origin: Origin, seen: Mapping[str, str]) -> ParsedFeed:
        """What is new in a feed's bytes (`briefs.sources.feeds.parse_feed`). Raises FormatError."""
        ...


class BlockingReader:
    """The model and the who's who, loaded when first needed; every call blocks. For one thread at a time."""

    def __init__(self, model_name: str = "auto") -> None:
        self._model_name = model_name
        self._model: Model | None = None
        self._off = False
        self._whoswho = WhosWho()
        self._news: list[Person] = []

    def load(self) -> str:
        """Load the model now; why reading is off, "" when it is on."""
        try:
            self._model = self._model or load_model(self._model_name)
        except ModelMissing as error:
            self._off = True
            return str(error)
        return ""

    def recognise(self, content: bytes, origin: Origin) -> Batch:
        """See `ArticleReader.recognise`."""
        return recognise(content, origin)

    def parse_feed(self, content: bytes, origin: Origin, seen: Mapping[str, str]) -> ParsedFeed:
        """See `FeedReader.parse_feed`."""
        return parse_feed(content, origin, seen=seen)

    def read(self, article: Article) -> Reading:
        """See `ArticleReader.read`."""
        if self._model is None and (self._off or self.load()):
            return Reading(article.id, unread=NO_MODEL)
        assert self._model is not None
        try:
            with self._model.memory_zone():
                return read(article, model=self._model, whoswho=self._whoswho)
        except Exception:  # noqa: BLE001 - the edge: one article that cannot be read must not stop the others
            _log.exception("reading article %s failed", article.id)
            return Reading(article.id, unread=FAILED)

    def learn(self, people: Iterable[Person]) -> None:
        """See `ArticleReader.learn`."""
        self._news += people
        # Building the who's who anew costs as much as it holds: done the less often the more it holds.
        if len(self._news) > len(self._whoswho) // _NEWS_SHARE:
            merged = self._whoswho.with_people(self._news)
            if len(merged) > 2 * MOST_PEOPLE:
                seen = sorted(merged, key=lambda person: person.seen_at or _EVER)
                merged = WhosWho(tuple(seen[-MOST_PEOPLE:]))
            self._whoswho, self._news = merged, []


class ThreadReader:
    """Reads in this process, one article at a time, on a thread: for commands that read little and end."""

    def __init__(self, model_name: str = "auto") -> None:
        self._reader = BlockingReader(model_name)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")

    async def recognise(self, content: bytes, origin: Origin) -> Batch:
        """See `ArticleReader.recognise`."""
        return await self._run(self._reader.recognise, content, origin)

    async def parse_feed(self, content: bytes, origin: Origin, seen: Mapping[str, str]) -> ParsedFeed:
        """See `FeedReader.parse_feed`."""
        return await self._run(self._reader.parse_feed, content, origin, seen)

    async def read(self, article: Article) -> Reading:
        """See `ArticleReader.read`."""
        return await self._run(self._reader.read, article)

    def learn(self, people: Iterable[Person]) -> None:
        """See `ArticleReader.learn`."""
        self._thread.submit(self._reader.learn, tuple(people))

    async def close(self) -> None:
        """See `ArticleReader.close`."""
        await asyncio.to_thread(self._thread.shutdown)

    async def _run(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)
