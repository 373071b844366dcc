"""Feeds in every dialect, made of the same entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from xml.sax.saxutils import escape

BODY = "<p>The foreign ministers met in <b>Vienna</b> on Friday.</p><p>They will meet again &amp; sign a treaty.</p>"
PLAIN = "The foreign ministers met in Vienna on Friday.\n\nThey will meet again & sign a treaty."
PUBLISHED = datetime(2013, 5, 14, 10, 0, tzinfo=timezone(timedelta(hours=3)))


@dataclass(frozen=True)
class Entry:
    """What every dialect can say of an entry."""

    number: int
    title: str = "Ministers meet"
    body: str = BODY
    published: datetime = PUBLISHED

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://gulf.example/news/{self.number}"


def rss(*entries: Entry, title: str = "Gulf Channel", more: str = "") -> bytes:
    """RSS 2.0 with content:encoded."""
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{each.url}</link><guid>{each.url}</guid>"
        f"<pubDate>{format_datetime(each.published)}</pubDate><dc:creator>Jane Roe</dc:creator>"
        f"<description>Short.</description><content:encoded><![CDATA[{each.body}]]></content:encoded></item>"
        for each in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://gulf.example/</link><language>en-gb</language>{more}{items}"
        "</channel></rss>"
    ).encode()


def rss_091(*entries: Entry) -> bytes:
    """RSS 0.91 with its document type and without dates."""
    items = "".join(
        f"<item><title>{each.title}</title><link>{each.url}</link><description>{escape(each.body)}</description></item>"
        for each in entries
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>'
        f"<title>Gulf Channel</title><link>https://gulf.example/</link>{items}</channel></rss>"
    ).encode()


def rdf(*entries: Entry) -> bytes:
    """RSS 1.0."""
    items = "".join(
        f'<item rdf:about="{each.url}"><title>{each.title}</title><link>{each.url}</link>'
        f"<dc:date>{each.published.isoformat()}</dc:date><dc:creator>Jane Roe</dc:creator>"
        f"<description>{escape(each.body)}</description></item>"
        for each in entries
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="https://gulf.example/">'
        f"<title>Gulf Channel</title><link>https://gulf.example/</link></channel>{items}</rdf:RDF>"
    ).encode()


def atom(*entries: Entry) -> bytes:
    """Atom 1.0, its content in XHTML."""
    items = "".join(
        f'<entry><id>tag:gulf.example,{each.number}</id><title type="html">{escape(each.title)}</title>'
        f'<link rel="alternate" href="/news/{each.number}"/><link rel="edit" href="/edit"/>'
        f"<published>{each.published.isoformat()}</published><updated>2013-05-15T00:00:00Z</updated>"
        "<author><name>Jane Roe</name></author>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{each.body}</div></content></entry>'
        for each in entries
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gulf Channel</title>'
        f'<link rel="self" href="https://gulf.example/feed"/><link href="https://gulf.example/"/>{items}</feed>'
    ).encode()


def atom_03(*entries: Entry) -> bytes:
    """Atom 0.3."""
    items = "".join(
        f'<entry><id>{each.url}</id><title>{each.title}</title><link rel="alternate" href="{each.url}"/>'
        f"<issued>{each.published.isoformat()}</issued><author><name>Jane Roe</name></author>"
        f'<content type="text/html" mode="escaped">{escape(each.body)}</content></entry>'
        for each in entries
    )
    return (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Gulf Channel</title>'
        f'<link rel="alternate" href="https://gulf.example/"/>{items}</feed>'
    ).encode()


def json_feed(*entries: Entry) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {
            "id": str(each.number),
            "url": each.url,
            "title": each.title,
            "content_html": each.body,
            "date_published": each.published.isoformat(),
            "authors": [{"name": "Jane Roe"}],
        }
        for each in entries
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Gulf Channel", "items": items,
            "home_page_url": "https://gulf.example/", "language": "en"}  # fmt: skip
    return json.dumps(feed).encode()


def broken(*entries: Entry) -> bytes:
    """RSS as careless programs write it: bare ampersands, an entity of HTML, never closed."""
    return (
        rss(*entries)
        .replace(b"<title>Gulf Channel</title>", b"<title>Gulf Channel</title><copyright>&copy; A & B</copyright>")
        .removesuffix(b"</channel></rss>")
    )


DIALECTS = {"rss": rss, "rdf": rdf, "atom": atom, "atom 0.3": atom_03, "json": json_feed, "broken": broken}
