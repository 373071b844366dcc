"""Asking feeds: conditional requests, backlogs, moves, failures, pacing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.config import FeedConfig
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.reader import ThreadReader
from bot.sources.feeds import Feed, all_feeds, find_feed
from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.sources.managing import Sources, starter_packs
from bot.sources.pacing import LONGEST_BACK_OFF, SHORTEST, advice, after_failure, after_success, max_age
from bot.sources.polling import LEARNED_BEFORE, Polled, Poller
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES
from briefs.errors import FetchError, FormatError, RequestError
from tests.fetching.serving import Site, settings
from tests.sources.feedforge import Entry, atom, rss

NOW = datetime(2013, 5, 14, 12, tzinfo=UTC)
LONG = "<p>" + "The foreign ministers met in Vienna on Friday and will meet again. " * 20 + "</p>"


class SetClock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        """See `bot.clock.Clock`."""
        return self.at


class Rig:
    """A store, a poller and a clock over a site."""

    def __init__(self, site: Site, runner: StoreThread, client: GuardedClient) -> None:
        self.site, self.runner, self.clock, self.client = site, runner, SetClock(), client
        self.reader = ThreadReader("off")
        self.ingestor = Ingestor(runner, self.reader, self.clock)
        fetcher = PageFetcher(client, settings())
        self.poller = Poller(
            runner=runner,
            ingestor=self.ingestor,
            reader=self.reader,
            fetcher=fetcher,
            settings=settings(),
            clock=self.clock,
            chance=lambda: 0.0,
        )
        self.sources = Sources(runner, client, settings(), self.clock, self.poller.wake)

    def feed(self, *entries: Entry, path: str = "/feed", etag: str = "") -> None:
        """Serve these entries."""
        self.site.put(path, rss(*entries), headers={"ETag": etag} if etag else {}, content_type="application/rss+xml")

    async def ask(self, url: str = "") -> Polled:
        """Ask the feed now."""
        feed = await self.runner.run(lambda store: find_feed(store, url or f"{self.site.url}/feed"))
        assert feed is not None
        polled = await self.poller.poll(feed)
        await self.poller.finish()
        return polled

    async def stored(self) -> list[dict[str, object]]:
        """The stored articles' documents."""
        return await self.runner.run(lambda store: [dict(each) for each in store.table(ARTICLES).all()])


@pytest.fixture
async def rig(site: Site, client: GuardedClient) -> AsyncIterator[Rig]:
    """Everything but Telegram."""
    runner = await StoreThread.start(lambda: open_store("memory:", exclusive=True))
    made = Rig(site, runner, client)
    yield made
    await made.reader.close()
    await runner.close()


async def test_the_first_round_is_no_news(rig: Rig) -> None:
    young, old = Entry(1, body=LONG), Entry(2, body=LONG + "2", published=NOW - timedelta(days=30))
    rig.feed(young, old)
    await rig.sources.add(f"{rig.site.url}/feed")
    assert (await rig.ask()).new == 1
    (document,) = await rig.stored()
    assert document["received_at"] == (NOW - LEARNED_BEFORE).isoformat()
    rig.feed(Entry(3, body=LONG + "3"), young, old)
    assert (await rig.ask()).new == 1
    assert (await rig.stored())[1]["received_at"] == NOW.isoformat()


async def test_a_feed_that_is_added_again_dumps_nothing(rig: Rig) -> None:
    rig.feed(Entry(1, body=LONG))
    await rig.sources.add(f"{rig.site.url}/feed")
    await rig.ask()
    rig.site.put("/feed", status=410)
    gone = await rig.ask()
    assert gone.feed.retired
    assert gone.feed.next_fetch_at is None
    assert "remove it" in advice(gone.feed)
    rig.feed(Entry(2, body=LONG + "2"), Entry(1, body=LONG))
    assert await rig.sources.add(f"{rig.site.url}/feed") == (replace_next(gone.feed), True)
    assert (await rig.ask()).new == 1
    assert (await rig.stored())[1]["received_at"] == (NOW - LEARNED_BEFORE).isoformat()


def replace_next(feed: Feed) -> Feed:
    """The retired feed, asked again."""
    return replace(feed, retired=False, next_fetch_at=NOW, catching_up=True, failures=0, trouble="", failing_since=None)


async def test_what_has_not_changed_costs_one_conditional_request(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=rss(Entry(1, body=LONG)), headers={"ETag": '"1"', "Last-Modified": "yesterday"})

    rig.site.pages["/feed"] = answer
    await rig.sources.add(f"{rig.site.url}/feed")
    await rig.ask()
    asked = len(rig.site.asked)
    monkeypatch.delattr(ThreadReader, "parse_feed")
    assert not (await rig.ask()).changed
    assert len(rig.site.asked) == asked + 1
    assert rig.site.asked[-1].headers["If-Modified-Since"] == "yesterday"


async def test_the_same_bytes_are_not_parsed_again(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.feed(Entry(1, body=LONG))
    await rig.sources.add(f"{rig.site.url}/feed")
    await rig.ask()
    monkeypatch.delattr(ThreadReader, "parse_feed")
    assert (await rig.ask()).error is None


async def test_full_texts_are_fetched_from_their_pages(rig: Rig) -> None:
    site = rig.site
    body = "".join(
        f"<p>The foreign ministers of Iran and Turkey met for the {n}th time in Vienna.</p>" for n in range(9)
    )
    site.put("/news/1", f"<html><head><title>x</title></head><body><article>{body}</article></body></html>")
    content = atom(Entry(1, body="<p>Short: ministers met.</p>"), Entry(2, body="<p>Short: another met.</p>"))
    site.put("/feed", content.replace(b"https://gulf.example", site.url.encode()))
    await rig.sources.add(f"{site.url}/feed")
    await rig.ask()
    first, second = await rig.stored()
    assert str(first["text"]).count("foreign ministers") == 9
    assert (first["title"], first["url"]) == ("Ministers meet", f"{site.url}/news/1")
    assert first["published_from"] == "feed"
    assert second["text"] == "Short: another met."
    assert "nothing at this address" in str(second["summary"])


async def test_a_changed_article_is_read_again_and_its_earlier_version_kept(rig: Rig) -> None:
    rig.feed(Entry(1, body=LONG))
    await rig.sources.add(f"{rig.site.url}/feed")
    await rig.ask()
    rig.feed(Entry(1, body=LONG.replace("Vienna", "Geneva")))
    assert (await rig.ask()).new == 0
    (document,) = await rig.stored()
    assert "Geneva" in str(document["text"])
    assert "Vienna" in str(document["versions"])


async def test_a_move_for_good_is_followed_and_recorded(rig: Rig) -> None:
    rig.feed(Entry(1, body=LONG), path="/new")
    rig.feed(Entry(1, body=LONG))
    await rig.sources.add(f"{rig.site.url}/feed", name="Gulf")
    rig.site.lead("/feed", "/new", 301)
    polled = await rig.ask()
    assert (polled.feed.url, polled.feed.moved_from) == (f"{rig.site.url}/new", (f"{rig.site.url}/feed",))
    assert [feed.url for feed in await rig.sources.all()] == [f"{rig.site.url}/new"]
    assert (await rig.sources.add(f"{rig.site.url}/feed"))[1] is False
    rig.site.lead("/new", "/feed", 302)
    rig.feed(Entry(1, body=LONG))
    assert (await rig.ask(f"{rig.site.url}/new")).feed.url == f"{rig.site.url}/new"


async def test_a_broken_feed_is_not_an_empty_one(rig: Rig) -> None:
    rig.feed()
    await rig.sources.add(f"{rig.site.url}/feed")
    empty = (await rig.ask()).feed
    assert (empty.trouble, empty.empty_since) == ("", NOW)
    rig.site.put("/feed", "<html><body>Sorry</body></html>")
    broken = (await rig.ask()).feed
    assert (broken.trouble, broken.failing_since) == ("it is no feed but a web page", NOW)
    rig.feed(Entry(1, body=LONG))
    well = (await rig.ask()).feed
    assert (well.trouble, well.failing_since, well.empty_since) == ("", None, None)


async def test_credentials_are_sent_and_not_told(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")

    async def answer(request: web.Request) -> web.StreamResponse:
        if not request.headers.get("Authorization"):
            return web.Response(status=401)
        return web.Response(body=rss(Entry(1, body=LONG)))

    rig.site.pages["/feed"] = answer
    with pytest.raises(RequestError, match="user name"):
        await rig.sources.add(f"{rig.site.url}/feed")
    feed, _ = await rig.sources.add(f"{rig.site.url}/feed".replace("//", "//anna:s3:cret%40@"))
    assert (feed.user, feed.password) == ("anna", "s3:cret@")
    assert (await rig.ask()).new == 1
    assert "s3" not in feed.url
    assert b"cret" not in await rig.sources.export_opml()
    assert "cret" not in caplog.text


async def test_adding_by_the_page(rig: Rig) -> None:
    rig.site.put("/", "<html><head><link rel=alternate type=application/rss+xml title=News href=/feed></head></html>")
    rig.feed(Entry(1))
    feed, new = await rig.sources.add(rig.site.url)
    assert (feed.url, feed.name, new) == (f"{rig.site.url}/feed", "News", True)
    rig.site.put("/none", "<html><body><p>Nothing here.</p></body></html>")
    with pytest.raises(RequestError, match="no feed"):
        await rig.sources.add(f"{rig.site.url}/none")
    with pytest.raises(RequestError, match="only http"):
        await rig.sources.add("file:///etc/passwd")
    await rig.sources.remove(f"{rig.site.url}/feed")
    with pytest.raises(RequestError, match="no such source"):
        await rig.sources.remove(f"{rig.site.url}/feed")


async def test_a_feed_removed_while_it_is_asked_stays_removed(rig: Rig) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        await rig.sources.remove(f"{rig.site.url}/feed")
        return web.Response(body=rss(Entry(1, body=LONG)))

    rig.feed(Entry(1, body=LONG))
    await rig.sources.add(f"{rig.site.url}/feed")
    rig.site.pages["/feed"] = answer
    await rig.ask()
    assert not await rig.sources.all()


async def test_the_configuration_lists_feeds(rig: Rig) -> None:
    one, two = FeedConfig(url=f"{rig.site.url}/one", name="One"), FeedConfig(url=f"{rig.site.url}/two")
    rig.feed(Entry(1))
    await rig.sources.add(f"{rig.site.url}/feed")
    await rig.sources.settle_configured([one, two])
    await rig.sources.settle_configured([one])
    assert [(feed.url, feed.configured) for feed in await rig.sources.all()] == [
        (f"{rig.site.url}/feed", False),
        (f"{rig.site.url}/one", True),
    ]


async def test_due_feeds_are_asked_in_rounds(rig: Rig) -> None:
    for number in range(5):
        rig.feed(Entry(number, body=f"{LONG} {number}"), path=f"/{number}")
        await rig.sources.add(f"{rig.site.url}/{number}")
    assert sum(polled.new for polled in await rig.poller.round()) == 5
    assert await rig.poller.round() == []
    rig.clock.at += timedelta(hours=1)
    assert len(await rig.poller.round()) == 5
    await rig.poller.finish()


async def test_packs(rig: Rig) -> None:
    packs = starter_packs()
    assert {pack.name for pack in packs} == {"world", "diplomacy", "eu", "un", "middle-east", "markets"}
    for pack in packs:
        assert len(pack.feeds) >= 5
        for feed in pack.feeds:
            assert GuardedClient(settings(allow_private_addresses=False)).check(feed.url)
    assert await rig.sources.add_pack("un") == len(next(pack for pack in packs if pack.name == "un").feeds)
    assert await rig.sources.add_pack("un") == 0
    with pytest.raises(RequestError):
        await rig.sources.add_pack("moon")


FEED = Feed("https://gulf.example/feed", interval=timedelta(minutes=15))


def test_the_interval_follows_how_often_it_changes() -> None:
    busy = quiet = FEED
    for _ in range(20):
        busy = after_success(busy, now=NOW, changed=True, headers={}, ttl=None, chance=0)
        quiet = after_success(quiet, now=NOW, changed=False, headers={}, ttl=None, chance=0)
    assert busy.next_fetch_at == NOW + SHORTEST
    assert quiet.next_fetch_at == NOW + timedelta(hours=4)


@pytest.mark.parametrize(
    ("headers", "ttl", "wait"),
    [
        ({"cache-control": "public, max-age=3600"}, None, timedelta(hours=1)),
        ({"cache-control": "max-age=9999999999"}, None, timedelta(hours=6)),
        ({"cache-control": "no-store"}, timedelta(minutes=30), timedelta(minutes=30)),
        ({"cache-control": "max-age=x"}, None, FEED.interval * 0.6),
        ({}, None, FEED.interval * 0.6),
    ],
)
def test_the_publisher_may_ask_for_longer(headers: dict[str, str], ttl: timedelta | None, wait: timedelta) -> None:
    assert after_success(FEED, now=NOW, changed=True, headers=headers, ttl=ttl, chance=0).next_fetch_at == NOW + wait


def test_failures_back_off_to_a_day() -> None:
    feed, waits = FEED, []
    for _ in range(12):
        feed = after_failure(feed, FetchError(FEED.url, "x"), now=NOW, chance=0)
        assert feed.next_fetch_at is not None
        waits.append(feed.next_fetch_at - NOW)
    assert waits[:3] == [timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)]
    assert waits[-1] == LONGEST_BACK_OFF
    assert feed.failing_since == NOW


def test_retry_after_is_respected() -> None:
    error = FetchError(FEED.url, "x", status=429, retry_after=timedelta(hours=5))
    assert after_failure(FEED, error, now=NOW, chance=0).next_fetch_at == NOW + timedelta(hours=5)


def test_jitter_spreads() -> None:
    late = after_failure(FEED, FormatError("", "x"), now=NOW, chance=1).next_fetch_at
    assert late == NOW + FEED.interval * 1.1


def test_max_age_of_nothing() -> None:
    assert max_age({}) == timedelta()


async def test_all_feeds_of_an_empty_store(rig: Rig) -> None:
    assert await rig.runner.run(all_feeds) == []
