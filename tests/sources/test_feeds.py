"""Feeds of every dialect give the same articles; what is no feed, or a trap, is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefs.errors import FormatError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin
from briefs.sources.discovery import find_feeds
from briefs.sources.feeds import looks_like_feed, parse_date, parse_feed
from briefs.sources.opml import Outline, read_opml, write_opml
from briefs.sources.recognise import recognise
from tests.sources.feedforge import DIALECTS, PLAIN, PUBLISHED, Entry, rss, rss_091

ORIGIN = Origin("https://gulf.example/feed", url="https://gulf.example/feed")
Forge = Callable[..., bytes]


@pytest.mark.parametrize("forge", DIALECTS.values(), ids=DIALECTS)
def test_every_dialect_says_the_same(forge: Forge) -> None:
    content = forge(Entry(1), Entry(2, title="A “second” one"))
    assert looks_like_feed(content[:4096])
    feed = parse_feed(content, ORIGIN)
    assert (feed.title, feed.site_url) == ("Gulf Channel", "https://gulf.example/")
    first, second = (item.article for item in feed.items)
    assert first.text == PLAIN
    assert (first.title, second.title) == ("Ministers meet", "A “second” one")
    assert (first.url, second.url) == ("https://gulf.example/news/1", "https://gulf.example/news/2")
    assert (first.byline, first.source) == ("Jane Roe", "Gulf Channel")
    assert first.published_at == PUBLISHED
    assert first.published_from is PublishedFrom.FEED


@pytest.mark.parametrize("forge", [each for name, each in DIALECTS.items() if name != "broken"])
def test_the_publishers_offset_is_kept(forge: Forge) -> None:
    published = parse_feed(forge(Entry(1)), ORIGIN).items[0].article.published_at
    assert published is not None
    assert published.utcoffset() == PUBLISHED.utcoffset()


def test_rss_091_has_no_dates() -> None:
    article = parse_feed(rss_091(Entry(1)), ORIGIN).items[0].article
    assert (article.text, article.published_at) == (PLAIN, None)


@pytest.mark.parametrize("forge", DIALECTS.values(), ids=DIALECTS)
def test_only_what_is_new_or_changed(forge: Forge) -> None:
    before = parse_feed(forge(Entry(1), Entry(2)), ORIGIN)
    assert not parse_feed(forge(Entry(1), Entry(2)), ORIGIN, seen=before.seen).items
    after = parse_feed(forge(Entry(3), Entry(1), Entry(2, title="Ministers met")), ORIGIN, seen=before.seen)
    assert [item.article.url[-1] for item in after.items] == ["3", "2"]


def test_a_news_sitemap() -> None:
    content = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://gulf.example/news/1</loc>'
        b"<news:news><news:publication><news:name>Gulf Channel</news:name><news:language>en</news:language>"
        b"</news:publication><news:publication_date>2013-05-14T10:00:00+03:00</news:publication_date>"
        b"<news:title>Ministers meet</news:title></news:news></url></urlset>"
    )
    item = parse_feed(content, ORIGIN).items[0]
    assert (item.article.title, item.article.source) == ("Ministers meet", "Gulf Channel")
    assert item.article.published_at == PUBLISHED
    assert not item.is_whole


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("<p>" + "The ministers met again. " * 60 + "</p>", True),
        ("<p>" + "The ministers met again. " * 60 + "… Read more</p>", False),
        ("<p>" + "The ministers met again. " * 60 + "[…]</p>", False),
        ("The ministers met.", False),
    ],
)
def test_whether_the_feed_has_the_whole_text(body: str, whole: bool) -> None:
    assert parse_feed(rss(Entry(1, body=body)), ORIGIN).items[0].is_whole is whole


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("Tue, 14 May 2013 10:00:00 +0300", "2013-05-14T07:00:00+00:00"),
        ("Tue, 14 May 2013 10:00:00 GMT", "2013-05-14T10:00:00+00:00"),
        ("Tue, 14 May 2013 10:00:00 EDT", "2013-05-14T14:00:00+00:00"),
        ("Tue, 14 May 2013 10:00:00 BST", "2013-05-14T09:00:00+00:00"),
        ("14 May 2013 10:00 +0000", "2013-05-14T10:00:00+00:00"),
        ("2013-05-14T10:00:00Z", "2013-05-14T10:00:00+00:00"),
        ("2013-05-14T10:00:00.123+03:00", "2013-05-14T07:00:00.123000+00:00"),
        ("2013-05-14 10:00:00", "2013-05-14T10:00:00+00:00"),
        ("2013-05-14", "2013-05-14T12:00:00+00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("Tue, 99 May 2013 10:00:00 +0300", None),
        ("", None),
    ],
)
def test_dates(text: str, instant: str | None) -> None:
    found = parse_date(text)
    assert (found.astimezone(UTC).isoformat() if found else None) == instant


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<rss version='2.0'><channel><title>&b;</title></channel></rss>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "entities"),
        (BOMB.decode().replace("<?xml", "\ufeff<?xml").encode("utf-16"), "entities"),
        (BOMB.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"'), "entities"),
        (b"<!doctype html><html><head></head><body><p>Hello</p></body></html>", "a web page"),
        (b"<rss version='2.0'><channel>", "cannot be parsed"),
        (b"<opml version='2.0'><body/></opml>", "no feed"),
        (b"<sitemapindex><sitemap><loc>https://a.example/</loc></sitemap></sitemapindex>", "other sitemaps"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 5}', "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", ', "no valid JSON"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"", "empty"),
        (rss(*(Entry(number, body="a" * 100_000) for number in range(90))), "MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(content: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        parse_feed(content, ORIGIN)


def test_an_empty_feed_is_no_broken_one() -> None:
    assert parse_feed(rss(), ORIGIN).seen == {}


def test_a_title_of_a_billion_letters() -> None:
    article = parse_feed(rss(Entry(1, title="a" * 5_000_000)), ORIGIN).items[0].article
    assert len(article.title) <= 500


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "utf-16"])
def test_charsets(charset: str) -> None:
    text = rss(Entry(1, title="Министры встретились")).decode().replace('"UTF-8"', f'"{charset}"')
    article = parse_feed(text.encode(charset), ORIGIN).items[0].article
    assert article.title == "Министры встретились"


def test_a_wrong_charset_in_the_header() -> None:
    content = rss(Entry(1, title="Réunion à Genève"))
    assert parse_feed(content, Origin("f", charset="iso-8859-1")).items[0].article.title == "Réunion à Genève"


def test_a_feed_is_recognised_among_files() -> None:
    batch = recognise(rss(Entry(1), Entry(2)), Origin("feed.xml"))
    assert [article.text for article in batch.articles] == [PLAIN, PLAIN]


def test_markup_is_not_run() -> None:
    body = "<p>One <script>alert(1)</script>word<style>p {}</style>.</p><p>Two&nbsp;words &lt;b&gt;</p>"
    assert parse_feed(rss(Entry(1, body=body)), ORIGIN).items[0].article.text == "One word.\n\nTwo words <b>"


def test_opml_there_and_back() -> None:
    outlines = (
        Outline("https://a.example/feed", "A & B", "World/Europe"),
        Outline("https://c.example/feed", "C", ""),
        Outline("https://d.example/feed?x=1&y=2", "D", "World"),
    )
    assert set(read_opml(write_opml(outlines, title="mine"), "a.opml")) == set(outlines)


@pytest.mark.parametrize(
    "content", [b"<opml>", b"<rss/>", b"words", b"", BOMB.replace(b"rss", b"opml"), b"<opml>" + b"<outline>" * 100_000]
)
def test_no_opml(content: bytes) -> None:
    with pytest.raises(FormatError):
        read_opml(content, "a.opml")


def test_feeds_of_a_page() -> None:
    page = (
        b"<html><head><base href='https://gulf.example/en/'>"
        b"<link rel=alternate type=application/rss+xml title=Comments href=/comments/feed>"
        b"<link rel='alternate' type='application/rss+xml' title='News' href='rss'>"
        b"<link rel=alternate type=application/atom+xml href=javascript:alert(1)>"
        b"<link rel=stylesheet type=text/css href=/a.css></head><body><a href=/x.rss>x</a></body></html>"
    )
    found = find_feeds(page, ORIGIN)
    assert [link.url for link in found] == ["https://gulf.example/en/rss", "https://gulf.example/comments/feed"]
    bare = b"<html><body><a href=/world/rss.xml>RSS</a><a href=/about>About</a></body></html>"
    assert [link.url for link in find_feeds(bare, ORIGIN)] == ["https://gulf.example/world/rss.xml"]


def test_a_future_date_is_kept_as_stated() -> None:
    later = Entry(1, published=datetime(2031, 1, 1, tzinfo=UTC))
    assert parse_feed(rss(later), ORIGIN).items[0].article.published_at == later.published


def test_a_broken_feed_with_an_empty_date() -> None:
    content = b"<rss><channel><item><title>A story</title><link>/1</link><pubDate></pubDate></item><oops"
    feed = parse_feed(content, Origin("x", url="https://gulf.example/f"))
    assert [item.article.published_at for item in feed.items] == [None]
