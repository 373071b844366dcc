"""What is kept of each feed, in the table FEEDS; adding, finding, removing one. Called inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import quote

from tinydb import where

from bot.sources.addresses import Address
from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import FEEDS

FIRST_INTERVAL = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is asked again and again.

    `url` is without credentials; `user` and `password` are sent to its host. `next_fetch_at` is None when it is retired
    (gone for good, or removed from the configuration). `etag`, `last_modified` and `body` (a print of the last bytes)
    spare parsing what has not changed; `seen` holds a print of each entry. `trouble` is one sentence, "" when it is
    well; `empty_since` tells an empty feed from a broken one. `moved_from` is where it was asked for before;
    `catching_up` says that what it holds now is old news; `configured` whether the configuration lists it.
    """

    url: str
    name: str = ""
    site_url: str = ""
    folder: str = ""
    user: str = ""
    password: str = ""
    added_at: datetime | None = None
    next_fetch_at: datetime | None = None
    fetched_at: datetime | None = None
    changed_at: datetime | None = None
    interval: timedelta = FIRST_INTERVAL
    etag: str = ""
    last_modified: str = ""
    body: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    articles: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    trouble: str = ""
    empty_since: datetime | None = None
    retired: bool = False
    moved_from: tuple[str, ...] = ()
    catching_up: bool = True
    configured: bool = False

    @property
    def asked_url(self) -> str:
        """The address with its credentials; never to be logged."""
        if not self.user:
            return self.url
        user, password = quote(self.user, safe=""), quote(self.password, safe="")
        return self.url.replace("://", f"://{user}:{password}@", 1)


def add_feed(
    store: Store, address: Address, *, now: datetime, name: str = "", folder: str = "", interval: timedelta
) -> tuple[Feed, bool]:
    """Add a feed; the feed and whether it is new. A retired one is asked again, its backlog taken as old news."""
    user, password = address.credentials or ("", "")
    known = find_feed(store, address.url)
    if known is not None and not known.retired:
        return known, False
    if known is not None:
        feed = replace(known, retired=False, catching_up=True, next_fetch_at=now, failures=0, trouble="",
                       failing_since=None, user=user or known.user, password=password or known.password)  # fmt: skip
        put_feed(store, feed)
        return feed, True
    feed = Feed(address.url, name, folder=folder, user=user, password=password, added_at=now, next_fetch_at=now,
                interval=interval)  # fmt: skip
    store.table(FEEDS).insert(_document(feed))
    return feed, True


def settle_configured(
    store: Store, configured: Sequence[tuple[Address, str]], *, now: datetime, interval: timedelta
) -> None:
    """Add the feeds that the configuration lists, and forget those that it listed before and lists no more."""
    wanted = {address.url for address, _ in configured}
    for feed in all_feeds(store):
        if feed.configured and not wanted & {feed.url, *feed.moved_from}:
            remove_feed(store, feed.url)
    for address, name in configured:
        known = find_feed(store, address.url) or add_feed(store, address, now=now, name=name, interval=interval)[0]
        user, password = address.credentials or (known.user, known.password)
        put_feed(store, replace(known, configured=True, name=name or known.name, user=user, password=password))


def find_feed(store: Store, url: str) -> Feed | None:
    """The feed at this address, or that was asked for there before it moved."""
    table = store.table(FEEDS)
    document = table.get(where("url") == url) or table.get(where("moved_from").any([url]))
    return None if document is None else decode(Feed, document)


def all_feeds(store: Store) -> list[Feed]:
    """Every feed, in the order they were added."""
    return [decode(Feed, document) for document in store.table(FEEDS).all()]


def due_feeds(store: Store, *, now: datetime, limit: int) -> list[Feed]:
    """Feeds whose time has come, the longest waiting first."""
    due = where("next_fetch_at") <= instant(now)
    return [decode(Feed, each) for each in store.table(FEEDS).find(due, order="next_fetch_at", limit=limit)]


def put_feed(store: Store, feed: Feed, *, known_as: str = "") -> bool:
    """Replace what is kept of a feed (known by another address before it moved); False if it was removed meanwhile."""
    return bool(store.table(FEEDS).update(_document(feed), where("url") == (known_as or feed.url)))


def remove_feed(store: Store, url: str) -> bool:
    """Forget a feed; its articles stay. Whether it was there."""
    feed = find_feed(store, url)
    return feed is not None and bool(store.table(FEEDS).remove(where("url") == feed.url))


def _document(feed: Feed) -> dict[str, object]:
    document = encode(feed)
    for key in ("next_fetch_at", "failing_since"):
        moment = getattr(feed, key)
        document[key] = instant(moment) if moment else None
    return document
