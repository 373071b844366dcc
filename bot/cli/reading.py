"""`attache ingest`, `read` and `replay`: articles in, understanding out."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime

from tqdm import tqdm

from bot.cli.sourcing import is_address, read_pieces
from bot.cli.usage import UsageError, configured
from bot.clock import SystemClock
from bot.config import FetchConfig
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.reader import ThreadReader
from bot.sources.addresses import shown
from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from briefs.agenda.replaying import replay as replay_agenda
from briefs.agenda.replaying import said_of
from briefs.errors import AttacheError, FormatError, SourceError
from briefs.model.article import Article
from briefs.model.reading import Entry, Reading
from briefs.reading.jsonl import to_jsonl
from briefs.reading.model import Model, load_model
from briefs.reading.read import TOGETHER, batched, read_all
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise
from briefs.wording.wording import Wordings
from handlers.exchange import Receipt, Took


def read(arguments: argparse.Namespace) -> int:
    """Print what is understood of each source, storing nothing; 1 when one of them was refused."""
    for source in arguments.sources:
        if is_address(source):
            raise UsageError(f"{source}: read takes files; `attache ingest` fetches addresses")
    model = load_model()
    refused = 0
    for origin, articles in _articles(arguments):
        if isinstance(articles, AttacheError):
            print(f"{articles}", file=sys.stderr)
            refused += 1
            continue
        progress = tqdm(articles, desc=origin, unit=" articles", disable=None, leave=False, delay=2)
        for article, reading in _readings(progress, model):
            print(to_jsonl(reading) if arguments.format == "jsonl" else _as_text(article, reading), flush=True)
    return 1 if refused else 0


def replay(arguments: argparse.Namespace) -> int:
    """Feed a JSONL file to an empty store in order of publication; print the agenda's sections at each instant."""
    instants = [(text, _instant(text)) for text in arguments.at]
    arguments.sources, arguments.published, arguments.source = [arguments.file], None, ""
    model = load_model()
    articles: list[Article] = []
    refused = 0
    for _, found in _articles(arguments):
        if isinstance(found, AttacheError):
            print(f"{found}", file=sys.stderr)
            refused += 1
        else:
            articles += found
    last = max(at for _, at in instants)
    wanted = [each for each in articles if each.published_at is not None and each.published_at <= last]
    progress = tqdm(wanted, desc="reading", unit=" articles", disable=None, leave=False, delay=2)
    readings = {article.id: reading for article, reading in _readings(progress, model)}
    for (text, _), sections in zip(
        instants, replay_agenda(said_of(wanted, readings), [at for _, at in instants]), strict=True
    ):
        print(json.dumps({**sections, "as_of": text}, ensure_ascii=False), flush=True)
    return 1 if refused else 0


def ingest(arguments: argparse.Namespace) -> int:
    """Take articles into the store; one line a source: stored, duplicate of, refused and why."""
    return asyncio.run(_ingest(arguments))


async def _ingest(arguments: argparse.Namespace) -> int:
    config = configured(arguments)
    runner = await StoreThread.start(lambda: open_store(config.store.url, exclusive=False))
    reader = ThreadReader(config.reading.model)
    failed = 0
    try:
        ingestor = Ingestor(runner, reader, SystemClock())
        await ingestor.start()
        progress = tqdm(desc="ingesting", unit=" sources", disable=None, leave=False, delay=2)
        async for name, receipt in _receipts(arguments, config.fetch, ingestor, progress.update):
            print(_told(name, receipt), flush=True)
            failed += receipt.took is Took.REFUSED
        progress.close()
        while await runner.run(lambda store: store.index_pending()):
            pass
    finally:
        await reader.close()
        await runner.close()
    return 1 if failed else 0


async def _receipts(
    arguments: argparse.Namespace, settings: FetchConfig, ingestor: Ingestor, done: Callable[[], object]
) -> AsyncIterator[tuple[str, Receipt]]:
    for piece in read_pieces(arguments.sources):
        origin = Origin(piece.name, source=arguments.source, published_at=arguments.published)
        refused = [Receipt(Took.REFUSED, reason=str(piece.trouble))]
        for receipt in refused if piece.trouble else await ingestor.ingest(piece.content, origin):
            yield piece.name, receipt
        done()
    addresses = [source for source in arguments.sources if is_address(source)]
    if not addresses:
        return
    client = GuardedClient(settings)
    fetcher = PageFetcher(client, settings)
    try:
        for address in addresses:
            try:
                content, origin = await fetcher.article(
                    address, source=arguments.source, published_at=arguments.published
                )
            except SourceError as error:
                yield shown(address), Receipt(Took.REFUSED, reason=str(error))
            else:
                for receipt in await ingestor.ingest(content, origin):
                    yield origin.name, receipt
            done()
    finally:
        await client.close()


def _told(name: str, receipt: Receipt) -> str:
    title = (receipt.article.title or receipt.article.text[:60].replace("\n", " ")) if receipt.article else ""
    match receipt.took:
        case Took.REFUSED:
            return f"refused: {receipt.reason}"
        case Took.DUPLICATE:
            return f"{name}: duplicate of {receipt.duplicate_of}: {title}"
        case _:
            unread = f"; not read: {_reason(receipt.reading)}" if receipt.reading and receipt.reading.unread else ""
            undated = "; no publication date: relative dates stay open" if receipt.undated else ""
            return f"{name}: {receipt.took}: {title} ({len(receipt.entries)} entries{unread}{undated})"


def _articles(arguments: argparse.Namespace) -> Iterator[tuple[str, tuple[Article, ...] | AttacheError]]:
    for piece in read_pieces(arguments.sources):
        if piece.trouble is not None:
            yield piece.name, piece.trouble
            continue
        origin = Origin(piece.name, source=arguments.source, published_at=arguments.published)
        try:
            batch = recognise(piece.content, origin)
        except FormatError as error:
            yield piece.name, error
            continue
        yield piece.name, batch.articles
        for refused in batch.refused:
            yield piece.name, refused


def _readings(articles: Iterable[Article], model: Model) -> Iterator[tuple[Article, Reading]]:
    """Each article with what is understood of it, a few at a time; what their parses took is freed after each few."""
    for some in batched(articles, TOGETHER):
        with model.memory_zone():
            readings = list(read_all(some, model=model))
        yield from zip(some, readings, strict=True)


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
        if not 1600 <= at.year < 3000:
            raise ValueError
    except ValueError:
        raise UsageError(f"--at: {text!r} is no instant such as 2013-05-14T12:00:00+04:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _reason(reading: Reading) -> str:
    """Why it was not read, with a language's code in words."""
    return Wordings().of("en").tongue(reading.unread)


def _as_text(article: Article, reading: Reading) -> str:
    published = article.published_at.isoformat() if article.published_at else "no publication date"
    lines = [f"{article.title or article.id} ({published})"]
    if reading.unread:
        lines.append(f"  not read: {_reason(reading)}")
    elif not reading.entries:
        lines.append("  no meeting, visit, call or conference found")
    lines += [_entry_line(entry) for entry in reading.entries]
    return "\n".join(lines)


def _entry_line(entry: Entry) -> str:
    who = entry.name or " – ".join(participant.name for participant in entry.participants) or entry.kind
    window = entry.window
    when = (
        "date not stated" if not window.known else f"{window.start or '…'} to {window.end or '…'} ({window.precision})"
    )
    if window.start is not None and window.start == window.end:
        when = window.start.isoformat()
    hedge = f" “{entry.hedge}”" if entry.hedge else ""
    place = f", {entry.place}" if entry.place else ""
    proof = f'\n      "{entry.evidence[0].text}"' if entry.evidence else ""
    return f"  {entry.kind} {entry.status}{hedge}: {who}{place}; {when}{proof}"
