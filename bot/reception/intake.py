"""Taking articles and sources in (`handlers.desk.Intake`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.demo.running import samples
from bot.ingesting.ingestor import Ingestor
from bot.sources.feeds import Feed
from bot.sources.fetching import PageFetcher
from bot.sources.managing import Sources, starter_packs
from bot.sources.pacing import advice
from briefs.errors import RequestError, SourceError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin
from handlers.exchange import FeedState, Receipt, Submission, Took, Visitor
from handlers.rights import Right, require

MOST_AN_HOUR = 60
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StoredIntake:
    """Takes in what people send, within each person's limit."""

    ingestor: Ingestor
    fetcher: PageFetcher
    sources: Sources
    clock: Clock
    _taken: dict[int, deque[datetime]] = field(default_factory=dict)

    async def take_in(self, visitor: Visitor, submission: Submission) -> Sequence[Receipt]:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.FEED)
        self._count(visitor)
        if submission.url:
            return await self._fetch(submission)
        content = submission.content or submission.text.encode()
        origin = Origin(
            submission.name or "message.txt",
            source=submission.source,
            published_at=submission.published_at,
            published_from=PublishedFrom.FORWARD if submission.forwarded else PublishedFrom.OPTION,
        )
        return await self.ingestor.ingest(content, origin)

    async def _fetch(self, submission: Submission) -> Sequence[Receipt]:
        try:
            content, origin = await self.fetcher.article(
                submission.url, source=submission.source, published_at=submission.published_at
            )
        except SourceError as error:
            return [Receipt(Took.REFUSED, reason=str(error))]
        return await self.ingestor.ingest(content, origin)

    async def date(self, article_id: str, published_at: datetime) -> Receipt:
        """See `handlers.desk.Intake`."""
        return await self.ingestor.set_published(article_id, published_at)

    async def load_samples(self, visitor: Visitor) -> int:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.OWN)
        lines = b"\n".join(sample.line for sample in samples())
        receipts = await self.ingestor.ingest(lines, Origin("samples.jsonl"))
        return sum(1 for receipt in receipts if receipt.took is Took.STORED)

    def _count(self, visitor: Visitor) -> None:
        now = self.clock.now()
        taken = self._taken.setdefault(visitor.user_id, deque())
        while taken and now - taken[0] > _HOUR:
            taken.popleft()
        if len(taken) >= MOST_AN_HOUR:
            raise RequestError(
                f"{MOST_AN_HOUR} an hour are the most; wait a little",
                sentence="too-many-submissions",
                most=MOST_AN_HOUR,
            )
        taken.append(now)

    async def feeds(self) -> Sequence[FeedState]:
        """See `handlers.desk.Intake`."""
        return [state_of(feed) for feed in await self.sources.all()]

    async def discover(self, visitor: Visitor, url: str) -> Sequence[FeedState]:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.MANAGE_SOURCES)
        return [FeedState(link.url, link.title) for link in await self.sources.find(url)]

    async def add_feed(self, visitor: Visitor, url: str) -> FeedState:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.MANAGE_SOURCES)
        feed, _ = await self.sources.add(url)
        return state_of(feed)

    async def remove_feed(self, visitor: Visitor, url: str) -> None:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.MANAGE_SOURCES)
        await self.sources.remove(url)

    async def import_opml(self, visitor: Visitor, content: bytes) -> tuple[int, int]:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.MANAGE_SOURCES)
        new, known, _ = await self.sources.import_opml(content)
        return new, known

    async def export_opml(self) -> bytes:
        """See `handlers.desk.Intake`."""
        return await self.sources.export_opml()

    async def starter_packs(self) -> Sequence[tuple[str, int]]:
        """See `handlers.desk.Intake`."""
        return [(pack.name, len(pack.feeds)) for pack in starter_packs()]

    async def add_pack(self, visitor: Visitor, name: str) -> int:
        """See `handlers.desk.Intake`."""
        require(visitor, Right.MANAGE_SOURCES)
        return await self.sources.add_pack(name)


def state_of(feed: Feed) -> FeedState:
    """A feed as people are told of it."""
    return FeedState(
        feed.url,
        feed.name,
        articles=feed.articles,
        fetched_at=feed.fetched_at,
        trouble=feed.trouble,
        failing_since=feed.failing_since,
        retired=feed.retired,
        advice=advice(feed),
        empty=feed.empty_since is not None,
    )
