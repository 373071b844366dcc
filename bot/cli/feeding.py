"""`attache feeds`: sources from the command line, beside the running bot or without it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tqdm import tqdm

from bot.cli.usage import configured
from bot.clock import SystemClock
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.reader import ThreadReader
from bot.sources.addresses import shown
from bot.sources.feeds import Feed
from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.sources.managing import Sources
from bot.sources.pacing import advice
from bot.sources.polling import Polled, Poller
from bot.store.opening import open_store
from bot.store.runner import StoreThread


@dataclass(frozen=True, slots=True)
class _Open:
    sources: Sources
    poller: Poller
    feeds: list[Feed]


def add(arguments: argparse.Namespace) -> int:
    """Add a feed, or the feed of a page."""

    async def work() -> int:
        async with _opened(arguments) as opened:
            feed, new = await opened.sources.add(arguments.url, name=arguments.name)
            print(f"{'added' if new else 'known'}: {feed.url} {feed.name}".rstrip())
        return 0

    return asyncio.run(work())


def list_(arguments: argparse.Namespace) -> int:
    """A line for each source: good, empty, failing or gone, and what to do."""

    async def work() -> int:
        async with _opened(arguments) as opened:
            for feed in opened.feeds:
                print(_line(feed))
        return 0

    return asyncio.run(work())


def remove(arguments: argparse.Namespace) -> int:
    """Forget a source; its articles stay."""

    async def work() -> int:
        async with _opened(arguments) as opened:
            await opened.sources.remove(arguments.url)
            print(f"removed: {shown(arguments.url)}")
        return 0

    return asyncio.run(work())


def fetch(arguments: argparse.Namespace) -> int:
    """Ask every source now and read what is new; 1 when one of them failed."""

    async def work() -> int:
        async with _opened(arguments) as opened:
            polled = await ask_all(opened.poller, opened.feeds)
            await opened.poller.finish()
        return 1 if any(each.error for each in polled) else 0

    return asyncio.run(work())


def import_(arguments: argparse.Namespace) -> int:
    """Add the sources of an OPML file."""
    content = arguments.file.read_bytes()

    async def work() -> int:
        async with _opened(arguments) as opened:
            new, known, refused = await opened.sources.import_opml(content, arguments.file.name)
        print(f"{new} added, {known} known, {refused} refused")
        return 1 if refused else 0

    return asyncio.run(work())


def export(arguments: argparse.Namespace) -> int:
    """Print the sources as OPML, without their passwords."""

    async def work() -> int:
        async with _opened(arguments) as opened:
            sys.stdout.buffer.write(await opened.sources.export_opml() + b"\n")
        return 0

    return asyncio.run(work())


async def ask_all(poller: Poller, feeds: list[Feed]) -> list[Polled]:
    """Ask all of these, a line for each that has news or fails, a progress bar on a terminal."""
    asked = [feed for feed in feeds if not feed.retired]
    with tqdm(total=len(asked), desc="asking", unit=" feeds", disable=None, leave=False) as progress:

        def done(polled: Polled) -> None:
            progress.update()
            if polled.error is not None:
                progress.write(f"failing: {polled.feed.url}: {polled.error.reason}")
            elif polled.new:
                progress.write(f"{polled.feed.url}: {polled.new} new")

        return await poller.round(asked, done=done)


@asynccontextmanager
async def _opened(arguments: argparse.Namespace) -> AsyncIterator[_Open]:
    config = configured(arguments)
    runner = await StoreThread.start(lambda: open_store(config.store.url, exclusive=False))
    reader, client, clock = ThreadReader(config.reading.model), GuardedClient(config.fetch), SystemClock()
    try:
        ingestor = Ingestor(runner, reader, clock)
        await ingestor.start()
        poller = Poller(
            runner=runner,
            ingestor=ingestor,
            reader=reader,
            fetcher=PageFetcher(client, config.fetch),
            settings=config.fetch,
            clock=clock,
        )
        sources = Sources(runner, client, config.fetch, clock, poller.wake)
        await sources.settle_configured(config.feeds)
        yield _Open(sources, poller, await sources.all())
    finally:
        await client.close()
        await reader.close()
        await runner.close()


def _line(feed: Feed) -> str:
    named = f"{feed.url} ({feed.name})" if feed.name else feed.url
    if feed.retired or feed.trouble:
        since = f" since {feed.failing_since:%Y-%m-%d %H:%M} UTC" if feed.failing_since else ""
        mark = "gone" if feed.retired else "failing"
        return f"{mark}: {named}: {feed.trouble}{since}; {advice(feed)}"
    if feed.fetched_at is None:
        return f"new: {named}: not asked yet"
    mark = f"empty since {feed.empty_since:%Y-%m-%d %H:%M} UTC" if feed.empty_since else "good"
    return f"{mark}: {named}: {feed.articles} articles, asked {feed.fetched_at:%Y-%m-%d %H:%M} UTC"
