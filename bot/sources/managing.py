"""Sources as people see them: adding one by any of its addresses, lists of them, starter packs, how they do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import TypeVar

from bot.clock import Clock
from bot.config import FeedConfig, FetchConfig
from bot.sources.addresses import parse_address
from bot.sources.feeds import Feed, add_feed, all_feeds, find_feed, remove_feed, settle_configured
from bot.sources.fetching import charset_of
from bot.sources.guarded import Fetched, GuardedClient
from bot.store.api import Store, StoreRunner
from briefs.errors import AddressRefused, ConfigError, FormatError, RequestError, SourceError
from briefs.sources.batch import Origin
from briefs.sources.discovery import FeedLink, find_feeds
from briefs.sources.feeds import looks_like_feed, parse_feed
from briefs.sources.opml import Outline, read_opml, write_opml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pack:
    """A starter pack: sources that one desk reads."""

    name: str
    feeds: tuple[Outline, ...]


class Sources:
    """The list of sources. All methods raise StoreError; those that take an address RequestError with the reason."""

    def __init__(
        self, runner: StoreRunner, client: GuardedClient, settings: FetchConfig, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._runner, self._client, self._settings, self._clock, self._wake = runner, client, settings, clock, wake

    async def all(self) -> list[Feed]:
        """Every source, in the order they were added."""
        return await self._runner.run(all_feeds)

    async def find(self, url: str) -> Sequence[FeedLink]:
        """The feeds at an address: itself when it is one, else those that the page there leads to, the main one first.

        Raises RequestError when there is none.
        """
        try:
            fetched = await self._client.get(url)
            return await self._feeds_in(fetched)
        except SourceError as error:
            raise RequestError(str(error), sentence="refusal-source", reason=str(error)) from error

    async def add(self, url: str, *, name: str = "") -> tuple[Feed, bool]:
        """Add the feed at an address, or the main feed of the page there; the feed and whether it is new."""
        try:
            address = self._client.check(url)
        except AddressRefused as error:
            raise RequestError(str(error), sentence="refusal-source", reason=str(error)) from error
        known = await self._runner.run(lambda store: find_feed(store, address.url))
        if known is not None and not known.retired:
            return known, False
        found = (await self.find(url))[0]
        # A page's feed on the same host is asked for with the credentials that the page was.
        target = self._client.check(found.url)
        chosen = url if target.url == address.url else found.url
        feed, new = await self._add(chosen, name or found.title)
        self._wake()
        return feed, new

    async def remove(self, url: str) -> None:
        """Forget a source; its articles stay. Raises RequestError when it is not there."""
        try:
            address = parse_address(url, allow_private=True).url
        except AddressRefused:
            address = url
        if not await self._in_transaction(lambda store: remove_feed(store, address)):
            raise RequestError("there is no such source", sentence="no-such-source")

    async def import_opml(self, content: bytes, name: str = "file.opml") -> tuple[int, int, int]:
        """Add the sources of an OPML file: how many were new, known, and refused for their address."""
        try:
            outlines = read_opml(content, name)
        except FormatError as error:
            raise RequestError(str(error), sentence="refusal-source", reason=str(error)) from error
        return await self._add_all(outlines)

    async def export_opml(self) -> bytes:
        """The sources as OPML, without credentials."""
        feeds = await self.all()
        return write_opml((Outline(feed.url, feed.name, feed.folder) for feed in feeds), title="attache: sources")

    async def add_pack(self, name: str) -> int:
        """Add a starter pack; how many of its sources were new. Raises RequestError when there is no such pack."""
        pack = next((pack for pack in starter_packs() if pack.name == name), None)
        if pack is None:
            raise RequestError("there is no such pack", sentence="no-such-source")
        return (await self._add_all(pack.feeds))[0]

    async def settle_configured(self, feeds: Sequence[FeedConfig]) -> None:
        """Take over the sources of the configuration. Raises ConfigError for an address that may not be asked."""
        try:
            configured = [(self._client.check(feed.url), feed.name) for feed in feeds]
        except AddressRefused as error:
            raise ConfigError("config.toml", "feeds.url", str(error)) from error
        now = self._clock.now()
        await self._in_transaction(
            lambda store: settle_configured(store, configured, now=now, interval=self._first_interval)
        )

    @property
    def _first_interval(self) -> timedelta:
        return timedelta(minutes=self._settings.poll_minutes)

    async def _feeds_in(self, fetched: Fetched) -> Sequence[FeedLink]:
        origin = Origin(fetched.url, url=fetched.url, charset=charset_of(fetched.headers))
        if looks_like_feed(fetched.content[:4096]):
            return (FeedLink(fetched.moved_to or fetched.url, parse_feed(fetched.content, origin).title),)
        found = [link for link in find_feeds(fetched.content, origin) if self._may_be_asked(link.url)]
        if not found:
            raise FormatError(origin.name, "there is no feed at this address, and the page names none")
        return found

    def _may_be_asked(self, url: str) -> bool:
        try:
            self._client.check(url)
        except AddressRefused:
            return False
        return True

    async def _add(self, url: str, name: str) -> tuple[Feed, bool]:
        address, now = self._client.check(url), self._clock.now()
        return await self._in_transaction(
            lambda store: add_feed(store, address, now=now, name=name, interval=self._first_interval)
        )

    async def _add_all(self, outlines: Sequence[Outline]) -> tuple[int, int, int]:
        now, asked = self._clock.now(), []
        for outline in outlines:
            if self._may_be_asked(outline.url):
                asked.append((self._client.check(outline.url), outline))

        def work(store: Store) -> int:
            return sum(
                add_feed(store, address, now=now, name=each.name, folder=each.folder, interval=self._first_interval)[1]
                for address, each in asked
            )

        new = await self._in_transaction(work)
        self._wake()
        return new, len(asked) - new, len(outlines) - len(asked)

    async def _in_transaction(self, work: Callable[[Store], T]) -> T:
        def locked(store: Store) -> T:
            with store.transaction():
                return work(store)

        return await self._runner.run(locked)


def starter_packs() -> tuple[Pack, ...]:
    """The packs that come with attache, by desk."""
    data = tomllib.loads((files("bot.sources") / "packs.toml").read_text(encoding="utf-8"))
    return tuple(
        Pack(name, tuple(Outline(feed["url"], feed["name"], pack["folder"]) for feed in pack["feeds"]))
        for name, pack in data.items()
    )
