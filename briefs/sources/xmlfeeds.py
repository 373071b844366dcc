"""Well-formed RSS, RDF, Atom and news sitemaps by lxml: a raw feed of texts, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import lxml.etree

from briefs.errors import FormatError
from briefs.sources.batch import Origin

_XHTML = "http://www.w3.org/1999/xhtml"
_LONGEST_TTL = 24 * 60
_CONTENTS = frozenset({"encoded", "content", "fulltext", "body"})
_SUMMARIES = frozenset({"description", "summary", "abstract", "tagline"})
_DATES = ("pubDate", "published", "issued", "date", "publication_date", "created", "updated", "modified", "lastmod")
_MEDIA = "http://search.yahoo.com/mrss"


@dataclass(frozen=True, slots=True)
class RawItem:
    """An entry's texts as they stand in the feed; `content` and `summary` may be HTML."""

    id: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    content: str = ""
    summary: str = ""
    published: str = ""
    language: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed's own texts and its entries."""

    title: str = ""
    site_url: str = ""
    language: str = ""
    ttl: timedelta | None = None
    items: tuple[RawItem, ...] = ()


def parse_xml(text: str, origin: Origin) -> RawFeed | None:
    """The feed in a text without entities; None when it is not well-formed. Raises FormatError for another document."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = lxml.etree.fromstring(text.strip().encode(), parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    match _local(root):
        case "urlset":
            return RawFeed(items=tuple(_sitemap_item(url) for url in root if _local(url) == "url"))
        case "sitemapindex":
            raise FormatError(origin.name, "it lists other sitemaps; add the one for news")
        case "rss" | "RDF" | "rdf" | "feed" | "channel":
            return _feed(root)
        case name:
            raise FormatError(origin.name, f"it is no feed but a document of <{name[:30]}>")


def _feed(root: lxml.etree._Element) -> RawFeed:
    head = next((child for child in root if _local(child) == "channel"), root)
    values = {name: element for element in head for name in [_local(element)] if name not in ("item", "entry")}
    ttl = _inside(values.get("ttl")).strip()
    minutes = int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 8 else 0
    items = tuple(_item(element) for element in root.iter() if _local(element) in ("item", "entry"))
    return RawFeed(
        title=_inside(values.get("title")),
        site_url=_link(head),
        language=_inside(values.get("language")) or str(root.get("{http://www.w3.org/XML/1998/namespace}lang", "")),
        ttl=timedelta(minutes=min(minutes, _LONGEST_TTL)) if minutes else None,
        items=items,
    )


def _item(element: lxml.etree._Element) -> RawItem:
    title = author = content = summary = id_ = language = source = original = ""
    dates: dict[str, str] = {}
    for child in element:
        name = _local(child)
        if _space(child).startswith(_MEDIA):
            continue
        if name == "title":
            title = title or _markup(child)
        elif name in _CONTENTS and not child.get("src"):
            content = max(content, _markup(child), key=len)
        elif name in _SUMMARIES:
            summary = summary or _markup(child)
        elif name in _DATES:
            dates.setdefault(name, _inside(child))
        elif name in ("author", "creator"):
            author = author or _author(child)
        elif name in ("guid", "id"):
            id_ = id_ or _inside(child)
        elif name == "origLink":
            original = _inside(child)
        elif name == "language":
            language = _inside(child)
        elif name == "source":
            source = (
                _inside(child) if not len(child) else _inside(next((c for c in child if _local(c) == "title"), None))
            )
    about = next((value for key, value in element.attrib.items() if str(key).endswith("}about")), "")
    return RawItem(
        id=id_ or str(about),
        url=original or _link(element) or _permalink(element),
        title=title,
        author=author,
        content=content,
        summary=summary,
        published=next((dates[name] for name in _DATES if dates.get(name, "").strip()), ""),
        language=language,
        source=source,
    )


def _sitemap_item(url: lxml.etree._Element) -> RawItem:
    values = {_local(element): _inside(element) for element in url.iter() if _local(element)}
    return RawItem(
        id=values.get("loc", ""),
        url=values.get("loc", ""),
        title=values.get("title", ""),
        published=values.get("publication_date", "") or values.get("lastmod", ""),
        language=values.get("language", ""),
        source=values.get("name", "").strip(),
    )


def _link(element: lxml.etree._Element) -> str:
    for child in element:
        if _local(child) == "link":
            address = child.get("href", "") or ("" if len(child) else _inside(child))
            if address.strip() and child.get("rel", "alternate") == "alternate":
                return str(address).strip()
    return ""


def _permalink(element: lxml.etree._Element) -> str:
    for child in element:
        if _local(child) == "guid" and child.get("isPermaLink", "true") != "false":
            address = _inside(child).strip()
            return address if address.startswith(("http://", "https://")) else ""
    return ""


def _author(element: lxml.etree._Element) -> str:
    name = next((child for child in element if _local(child) == "name"), None)
    return _inside(element if name is None else name)


def _markup(element: lxml.etree._Element) -> str:
    """What stands inside as HTML: escaped text as it is, elements (XHTML) written out."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    parts += [lxml.etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return "".join(parts).replace(f' xmlns="{_XHTML}"', "").replace("xhtml:", "").replace("html:", "")


def _inside(element: lxml.etree._Element | None) -> str:
    return "" if element is None else "".join(_texts(element)).strip()


def _texts(element: lxml.etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _local(element: lxml.etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _space(element: lxml.etree._Element) -> str:
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""
