"""The feeds that a page names, as browsers once showed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from briefs.errors import FormatError
from briefs.sources.batch import Origin
from briefs.sources.decoding import decode

_FEED_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)\Z", re.I)
_FEED_PATH = re.compile(
    r"(?:/(?:feed|rss|atom)/?|/(?:feed|rss|atom|index)\.(?:xml|rss|atom|rdf|json)|\.rss)(?:\?.*)?\Z", re.I
)
_COMMENTS = re.compile(r"comments?\b", re.I)
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page leads to."""

    url: str
    title: str = ""


def find_feeds(content: bytes, origin: Origin) -> tuple[FeedLink, ...]:
    """The feeds a page declares, else those its links seem to lead to; feeds of comments come last.

    Raises FormatError for what is no page.
    """
    html = decode(content, origin.name, origin.charset)[: 2 * 1024 * 1024]
    if re.search(r"<[a-zA-Z][^<>]{65536}", html):
        raise FormatError(origin.name, "the page cannot be parsed")
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError) as error:
        raise FormatError(origin.name, "it is no web page") from error
    base = next((href for href in _found(tree, "//base/@href")[:1]), "")
    base = _join(origin.url, str(base)) or origin.url
    found: dict[str, FeedLink] = {}
    for link in _found(tree, "//link[@href][@type]")[:200]:
        if _FEED_TYPES.match(link.get("type", "").strip()) and "alternate" in link.get("rel", "").lower().split():
            _note(found, _join(base, link.get("href", "")), link.get("title", ""))
    if not found:
        for anchor in _found(tree, "//a[@href]")[:3000]:
            if _FEED_PATH.search(anchor.get("href", "")):
                _note(found, _join(base, anchor.get("href", "")), "")
    links = sorted(found.values(), key=lambda each: bool(_COMMENTS.search(each.title + each.url)))
    return tuple(links[:MOST_FOUND])


def _note(found: dict[str, FeedLink], url: str, title: str) -> None:
    if url:
        found.setdefault(url, FeedLink(url, " ".join(title.split())[:200]))


def _found(tree: lxml.html.HtmlElement, path: str) -> list[Any]:
    found = tree.xpath(path)
    return found if isinstance(found, list) else []


def _join(base: str, url: str) -> str:
    try:
        joined = urljoin(base, url.strip())
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""
