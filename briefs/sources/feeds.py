"""Feeds → what is new in them: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.x, news sitemaps.

Well-formed XML is read by lxml (`xmlfeeds`), everything else that calls itself a feed by feedparser, which forgives
nearly anything. No entity is ever expanded: a document that declares any is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import decode, tidy
from briefs.sources.fragments import text_of_html
from briefs.sources.instants import LATEST, parse_instant
from briefs.sources.language import detect_language
from briefs.sources.xmlfeeds import RawFeed, RawItem, parse_xml

LARGEST_FEED = 8 * 1024 * 1024
MOST_ITEMS = 500
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_FEED_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|rdf|channel|urlset|sitemapindex)[\s>]", re.I)
_ENTITY = re.compile(r"<!ENTITY", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,300}>", re.I)
_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.|&#8230;)\]?|(?:read|continue|see|view)\b.{0,30})\W*\Z", re.I)
_WHOLE_TEXT_WORDS = 120
_TEXTS_OF_ZONES = {"EST": "-0500", "EDT": "-0400", "PST": "-0800", "PDT": "-0700", "BST": "+0100", "CET": "+0100",
                   "CEST": "+0200", "MSK": "+0300"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed: an `article` with what the feed has of it, and the `key` it is known by in this feed.

    `is_whole` tells whether the article's text is the full one, or only a summary of what stands at its address.
    """

    key: str
    article: Article
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed holds: `items` that are new or changed, in its own order, and `seen`, a print of every entry by key.

    `ttl` is how long the feed says it may be left alone.
    """

    title: str = ""
    site_url: str = ""
    language: str = ""
    ttl: timedelta | None = None
    items: tuple[FeedItem, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)


def looks_like_feed(head: bytes) -> bool:
    """Whether the first kilobytes are those of a feed."""
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    if text.lstrip("\ufeffï»¿ \t\r\n").startswith("{"):
        return "jsonfeed.org/version" in text
    found = re.search(r"<(?![!?])[^>]{0,80}", text)
    return bool(found and _FEED_ROOT.match(found[0] + ">"))


def parse_feed(content: bytes, origin: Origin, *, seen: Mapping[str, str] | None = None) -> ParsedFeed:
    """The feed in bytes; entries that `seen` knows with the same print are left out of `items`.

    Raises FormatError for what is no feed, is too large, or declares entities.
    """
    if len(content) > LARGEST_FEED:
        raise FormatError(origin.name, f"the feed has more than {LARGEST_FEED // 1024 // 1024} MB")
    text = decode(content, origin.name, origin.charset)
    raw = _of_json(text, origin) if text.lstrip().startswith("{") else _of_xml(text, origin)
    base = raw.site_url or origin.url
    site_url = _joined(origin.url, raw.site_url)
    known, prints, items = seen or {}, {}, []
    for item in raw.items[:MOST_ITEMS]:
        key, mark = _digest(item.id or item.url or item.title + item.content), _print_of(item)
        if key in prints:
            continue
        prints[key] = mark
        if known.get(key) != mark:
            made = _item(item, key, raw, replace(origin, url=urljoin_safe(origin.url, base)))
            if made is not None:
                items.append(made)
    return ParsedFeed(_line(raw.title), site_url, raw.language[:2].lower(), raw.ttl, tuple(items), prints)


def read_feed(content: bytes, origin: Origin) -> Batch:
    """The articles of a feed's file, as far as the feed has their texts. Raises FormatError."""
    feed = parse_feed(content, origin)
    if not feed.items:
        raise FormatError(origin.name, "the feed is empty")
    return Batch(tuple(origin.imposed_on(item.article) for item in feed.items))


def parse_date(text: str) -> datetime | None:
    """An instant as feeds write it (RFC 822 in all its misspellings, ISO 8601), aware; None for anything else."""
    text = " ".join(text.split())[:80]
    instant = parse_instant(text.replace(" UTC", "Z").replace(" Z", "Z")) if text[:4].isdigit() else _rfc822(text)
    return instant if instant is not None and _EARLIEST <= instant <= LATEST else None


def _rfc822(text: str) -> datetime | None:
    head, _, zone = text.rpartition(" ")
    try:
        instant = parsedate_to_datetime(f"{head} {_TEXTS_OF_ZONES[zone.upper()]}" if zone.upper() in _TEXTS_OF_ZONES
                                        else text)  # fmt: skip
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _of_xml(text: str, origin: Origin) -> RawFeed:
    if _ENTITY.search(text):
        raise FormatError(origin.name, "it declares XML entities, which no feed needs")
    if not _FEED_ROOT.search(text[:20_000]):
        page = "a web page" if re.search(r"<html[\s>]|<!doctype html", text[:4000], re.I) else "something else"
        raise FormatError(origin.name, f"it is no feed but {page}")
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    feed = parse_xml(text, origin)
    return feed if feed is not None else _forgiving(text, origin)


def _forgiving(text: str, origin: Origin) -> RawFeed:
    """By feedparser, given a stream, so that it never takes a text for an address or a file's name."""
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": origin.url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise FormatError(origin.name, "the feed cannot be parsed") from error
    if not found.entries and not found.feed.get("title"):
        raise FormatError(origin.name, "the feed cannot be parsed")
    return RawFeed(
        title=str(found.feed.get("title", "")),
        site_url=str(found.feed.get("link", "")),
        language=str(found.feed.get("language", "")),
        items=tuple(map(_forgiven, found.entries[:MOST_ITEMS])),
    )


def _forgiven(entry: Any) -> RawItem:
    contents = [str(part.get("value", "")) for part in entry.get("content", ())]
    # As it is held: the entry's own `get` gives one date for another, and warns that it will not for long.
    dates = (dict.get(entry, name) for name in ("published", "created", "updated"))
    return RawItem(
        id=str(entry.get("id", "")),
        url=str(entry.get("link", "")),
        title=str(entry.get("title", "")),
        author=str(entry.get("author", "")),
        content=max(contents, key=len, default=""),
        summary=str(entry.get("summary", "")),
        published=next((str(date) for date in dates if date), ""),
    )


def _of_json(text: str, origin: Origin) -> RawFeed:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise FormatError(origin.name, "it is no valid JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise FormatError(origin.name, "it is no JSON Feed")
    items = [item for item in found["items"][:MOST_ITEMS] if isinstance(item, dict)]
    return RawFeed(
        title=_text(found, "title"),
        site_url=_text(found, "home_page_url"),
        language=_text(found, "language"),
        items=tuple(_of_json_item(item) for item in items),
    )


def _of_json_item(item: dict[str, Any]) -> RawItem:
    authors = item.get("authors") or [item.get("author")]
    names = (
        [_text(author, "name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    )
    return RawItem(
        id=_text(item, "id"),
        url=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        author=", ".join(filter(None, names)),
        content=_text(item, "content_html") or _text(item, "content_text"),
        summary=_text(item, "summary"),
        published=_text(item, "date_published") or _text(item, "date_modified"),
        language=_text(item, "language"),
    )


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _item(item: RawItem, key: str, feed: RawFeed, origin: Origin) -> FeedItem | None:
    title = _line(text_of_html(item.title[:2000]))
    content, summary = text_of_html(item.content), text_of_html(item.summary)
    text = content if len(content) >= len(summary) else summary
    url = _joined(origin.url, item.url or (item.id if item.id.startswith(("http://", "https://")) else ""))
    if not any(char.isalpha() for char in text):
        text = title
    if not any(char.isalpha() for char in text):
        return None
    published_at = parse_date(item.published)
    language = detect_language(text) or (item.language or feed.language)[:2].lower()
    article = Article(
        id=url or key,
        text=text,
        title=title,
        source=_line(item.source or feed.title) or (urlsplit(origin.url).hostname or ""),
        url=url,
        byline=_line(text_of_html(item.author[:500])),
        published_at=published_at,
        published_from=PublishedFrom.FEED if published_at else PublishedFrom.UNKNOWN,
        language=language,
        summary=summary[:2000] if summary != text else "",
    )
    is_whole = len(text.split()) >= _WHOLE_TEXT_WORDS and not _CUT_OFF.search(text[-60:])
    return FeedItem(key, article, is_whole or not url)


def _print_of(item: RawItem) -> str:
    return _digest("\0".join((item.url, item.title, item.content, item.summary)))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def urljoin_safe(base: str, url: str) -> str:
    """`urljoin`, giving `base` for what cannot be joined to it."""
    try:
        return urljoin(base, url.strip()) if url.strip() else base
    except ValueError:
        return base


def _joined(base: str, url: str) -> str:
    joined = urljoin_safe(base, url) if url.strip() else ""
    return joined if joined.startswith(("http://", "https://")) and len(joined) <= 2048 else ""


def _line(text: str) -> str:
    return " ".join(tidy(text).split())[:500]
