"""`attache check`: configuration, token, store, language model, feeds, clock and disk, a line each."""

from __future__ import annotations

import argparse
import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from bot.cli.usage import configured
from bot.config import AttacheConfig
from bot.sources.feeds import all_feeds
from bot.sources.guarded import GuardedClient
from bot.sources.managing import starter_packs
from bot.store.opening import IN_MEMORY, folder_of, open_store
from bot.store.schema import ARTICLES, ENTRIES, FEEDS
from briefs.errors import AttacheError, ConfigError, SourceError
from briefs.reading.model import load_model
from briefs.sources.batch import Origin
from briefs.sources.feeds import parse_feed

ROOM = 200 * 1024 * 1024
DRIFT_SECONDS = 30.0


def check(arguments: argparse.Namespace) -> int:
    """Print a line for each part, good or bad and what to do; 0 when all is good, 2 for a wrong configuration."""
    config = configured(arguments)
    print(f"good: configuration ({arguments.config or 'config.toml or the defaults'})")
    checks: tuple[Callable[[AttacheConfig], Iterator[tuple[bool, str]]], ...] = (_store, _disk, _model, _telegram)
    good = True
    for each in checks:
        for fine, line in each(config):
            print(f"{'good' if fine else 'bad'}: {line}", flush=True)
            good &= fine
    if arguments.feeds or arguments.packs:
        for fine, line in asyncio.run(_feeds(config, own=arguments.feeds, packs=arguments.packs)):
            print(f"{'good' if fine else 'bad'}: {line}", flush=True)
            good &= fine
    return 0 if good else 1


async def _feeds(config: AttacheConfig, *, own: bool, packs: bool) -> list[tuple[bool, str]]:
    """Ask every source of the store and the configuration, those of the starter packs, or both; filing nothing."""
    asked: dict[str, str] = {}
    if own:
        store = await asyncio.to_thread(open_store, config.store.url, exclusive=False)
        try:
            kept = await asyncio.to_thread(all_feeds, store)
        finally:
            store.close()
        asked |= {feed.url: feed.asked_url for feed in kept if not feed.retired}
        asked |= {feed.url: feed.url for feed in config.feeds}
    if packs:
        asked |= {feed.url: feed.url for pack in starter_packs() for feed in pack.feeds}
    client = GuardedClient(config.fetch)

    async def ask(url: str) -> tuple[bool, str]:
        try:
            fetched = await client.get(url)
            parsed = await asyncio.to_thread(parse_feed, fetched.content, Origin(fetched.url, url=fetched.url))
        except SourceError as error:
            return False, f"feed {error}"
        if not parsed.seen:
            return False, f"feed {fetched.url}: there is nothing in it"
        moved = f"; it has moved to {fetched.moved_to}" if fetched.moved_to else ""
        entries = "1 entry" if len(parsed.seen) == 1 else f"{len(parsed.seen)} entries"
        return True, f"feed {fetched.url}: {entries}{moved}"

    try:
        return list(await asyncio.gather(*map(ask, asked.values())))
    finally:
        await client.close()


def _store(config: AttacheConfig) -> Iterator[tuple[bool, str]]:
    try:
        store = open_store(config.store.url, exclusive=False)
    except AttacheError as error:
        yield False, f"store ({error})"
        return
    try:
        articles, entries, feeds = (len(store.table(name)) for name in (ARTICLES, ENTRIES, FEEDS))
    finally:
        store.close()
    yield True, f"store {config.store.url}: {articles} articles, {entries} agenda entries, {feeds} feeds"


def _disk(config: AttacheConfig) -> Iterator[tuple[bool, str]]:
    if config.store.url == IN_MEMORY:
        return
    try:
        folder: Path = folder_of(config.store.url)
    except AttacheError:
        return
    while not folder.exists():
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free
    line = f"disk: {free // 1024 // 1024} MB free"
    yield free >= ROOM, line if free >= ROOM else f"{line}; make room, attache needs {ROOM // 1024 // 1024} MB"


def _model(config: AttacheConfig) -> Iterator[tuple[bool, str]]:
    if config.reading.model == "off":
        yield True, "language model: off by [reading] model; articles are stored, not read"
        return
    try:
        model = load_model(config.reading.model)
    except AttacheError as error:
        yield False, f"language model: {error}; run `make setup`"
        return
    yield True, f"language model {model.name} {model.version}"


def _telegram(config: AttacheConfig) -> Iterator[tuple[bool, str]]:
    try:
        token = config.telegram.read_token()
    except ConfigError as error:
        yield False, f"token: {error}"
        return
    if not token:
        yield False, "token: none; ask @BotFather for one and set [telegram] token or ATTACHE_TELEGRAM_TOKEN"
        return
    try:
        answer = asyncio.run(_get_me(f"{config.telegram.api_url}/bot{token}/getMe"))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        yield False, f"Telegram at {config.telegram.api_url} cannot be reached ({type(error).__name__})"
        return
    if answer.status_code in (401, 404):
        yield False, "token: Telegram does not know it; ask @BotFather for the right one"
        return
    if answer.is_error:
        yield False, f"Telegram answered with status {answer.status_code}"
        return
    yield True, f"token: @{answer.json()['result'].get('username', '')}"
    if "date" in answer.headers:
        drift = abs((parsedate_to_datetime(answer.headers["date"]) - datetime.now(UTC)).total_seconds())
        fine = drift < DRIFT_SECONDS
        yield fine, f"clock: {drift:.0f} s from Telegram's" + ("" if fine else "; set it by NTP")


async def _get_me(url: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=10) as client:
        return await client.get(url)
