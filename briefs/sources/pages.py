"""HTML pages → an article: trafilatura finds the text, the page's own metadata tells the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from htmldate import find_date
from tld import get_fld
from trafilatura import bare_extraction

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import decode, tidy
from briefs.sources.instants import parse_instant, stated_instant
from briefs.sources.language import detect_language
from briefs.sources.walls import wall

LARGEST_PAGE = 5 * 1024 * 1024
"""Characters of HTML at most; pages of news have some hundred thousand."""

# A tag's attributes are compared with each other while parsing, so a tag of megabytes takes minutes.
_EMBEDDED = re.compile(r"data:[^\s\"'<>]{200,}")
_ENDLESS_TAG = re.compile(r"<[a-zA-Z][^<>]{65536}")

_FEWEST_CAPTIONS, _MOST_CAPTIONS = 4, 200
_CAPTIONS_TELL = 1.0  # times as much as the text

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)


def read_page(content: bytes, origin: Origin) -> Batch:
    """The one article of an HTML page. Raises FormatError if there is no article in it."""
    return Batch((article_of_page(decode(content, origin.name, origin.charset), origin),))


def article_of_page(html: str, origin: Origin) -> Article:
    """The article in the HTML of a page, its text in paragraphs, without menus, comments and recommendations.

    The publication instant is the page's own metadata (JSON-LD, meta elements, <time>), else a date that stands in
    its words, else htmldate's finding, else unknown. Raises FormatError.
    """
    if len(html) > LARGEST_PAGE:
        raise FormatError(origin.name, f"the page has more than {LARGEST_PAGE // 1024 // 1024} MB of HTML")
    html = _EMBEDDED.sub("data:,", html)
    if _ENDLESS_TAG.search(html):
        raise FormatError(origin.name, "the page cannot be parsed")
    tree = _tree(html, origin)
    captions = _captions(tree)
    facts = _extracted(tree, origin)
    text = tidy(str(facts.get("text") or "")).strip()
    if len(captions) >= _FEWEST_CAPTIONS and sum(map(len, captions)) > _CAPTIONS_TELL * len(text):
        facts = {**facts, **_extracted(_with_captions_as_text(_tree(html, origin)), origin)}
        text = tidy(str(facts.get("text") or "")).strip()
    if not any(char.isalpha() for char in text):
        raise FormatError(origin.name, "no article was found in the page")
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    if reason := wall(text):
        raise FormatError(origin.name, reason)
    tree = _tree(html, origin)  # extraction has taken the tree apart
    published_at, published_from = _published(tree, html, text)
    url = _canonical(tree, origin) or origin.url
    return origin.imposed_on(
        Article(
            id=origin.name or url or "page",
            text=text,
            title=_line(facts.get("title")),
            source=_line(facts.get("sitename")) or _line(facts.get("hostname")) or (urlsplit(url).hostname or ""),
            url=url,
            byline=_line(facts.get("author")),
            published_at=published_at,
            published_from=published_from,
            language=detect_language(text) or _declared_language(tree),
            summary=_line(facts.get("description")),
        )
    )


def _extracted(tree: lxml.html.HtmlElement, origin: Origin) -> dict[str, Any]:
    """What trafilatura finds; it takes the tree apart."""
    found = bare_extraction(
        tree,
        url=origin.url or None,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},
    )
    return {} if found is None else found if isinstance(found, dict) else found.as_dict()


def _captions(tree: lxml.html.HtmlElement) -> list[str]:
    return [" ".join(caption.text_content().split()) for caption in tree.xpath("//figcaption")[:_MOST_CAPTIONS]]


def _with_captions_as_text(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The page of a gallery, which tells its story under its pictures; who took them is left out."""
    for caption in tree.xpath("//figcaption")[:_MOST_CAPTIONS]:
        for credit in caption.xpath(".//*[contains(@class, 'credit') or contains(@class, 'copyright')]"):
            credit.drop_tree()
        caption.tag = "p"
        # Slides and captions are passed over by their names.
        for element in (caption, *caption.iterancestors()):
            if element.tag in ("article", "main", "body"):
                break
            element.attrib.clear()
            element.tag = "div" if element.tag == "figure" else element.tag
    return tree


def _tree(html: str, origin: Origin) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise FormatError(origin.name, "the page cannot be parsed") from error
    return tree


def _published(tree: lxml.html.HtmlElement, html: str, text: str) -> tuple[datetime | None, PublishedFrom]:
    for stated in (*_in_json_ld(tree), *_in_metas(tree), *_in_time_elements(tree)):
        instant = parse_instant(stated)
        if instant:
            return instant, PublishedFrom.METADATA
    instant = stated_instant(text)
    if instant:
        return instant, PublishedFrom.TEXT
    try:
        day = find_date(html, original_date=True, extensive_search=False)
    except (ValueError, TypeError, lxml.etree.LxmlError):
        day = None
    instant = parse_instant(day) if day else None
    return (instant, PublishedFrom.METADATA) if instant else (None, PublishedFrom.UNKNOWN)


def _in_json_ld(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _dates_published(data, depth=0)


def _dates_published(data: Any, *, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(data, dict):
        published = data.get("datePublished")
        if isinstance(published, str) and re.search("article|posting|report", str(data.get("@type", "")), re.I):
            yield published
        for value in data.values():
            yield from _dates_published(value, depth=depth + 1)
    elif isinstance(data, list):
        for value in data[:50]:
            yield from _dates_published(value, depth=depth + 1)


def _in_metas(tree: lxml.html.HtmlElement) -> list[str]:
    stated: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]")[:300]:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        stated.setdefault(name, meta.get("content", ""))
    return [stated[name] for name in _PUBLISHED_METAS if name in stated]


def _in_time_elements(tree: lxml.html.HtmlElement) -> list[str]:
    marked = tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished' or contains(@class, 'publish')]")
    alone = tree.xpath("//article//time[@datetime]") or tree.xpath("//time[@datetime]")
    return [element.get("datetime", "") for element in (marked[:1] or (alone if len(alone) == 1 else []))]


def _canonical(tree: lxml.html.HtmlElement, origin: Origin) -> str:
    """The page's canonical address, believed only for its own host."""
    for element in tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')][@href]")[:1]:
        try:
            address: str = urljoin(origin.url, element.get("href", "").strip())
            host = urlsplit(address).hostname
            own = urlsplit(origin.url).hostname
        except ValueError:
            return ""
        if host and address.startswith(("http://", "https://")) and (not own or _site(host) == _site(own)):
            return address
    return ""


def _site(host: str) -> str:
    """The part of a host's name that one owner registered, by the Public Suffix List as it comes with `tld`."""
    registered = get_fld(f"https://{host}", fail_silently=True)
    return registered or ".".join(host.lower().split(".")[-2:])


def _declared_language(tree: lxml.html.HtmlElement) -> str:
    return re.split("[-_]", tree.get("lang") or "")[0].lower()[:2]


def _line(value: Any) -> str:
    return " ".join(tidy(str(value or "")).split())[:500]
