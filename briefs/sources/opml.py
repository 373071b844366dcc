"""OPML 1.0 and 2.0: lists of feeds, as readers exchange them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from briefs.errors import FormatError
from briefs.sources.decoding import decode, tidy

MOST_FEEDS = 10_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address, name and the `folder` it stands in ("World/Europe", "" for none)."""

    url: str
    name: str = ""
    folder: str = ""


def read_opml(content: bytes, name: str) -> tuple[Outline, ...]:
    """The feeds of an OPML file, each address once, however deep they are nested. Raises FormatError."""
    text = decode(content, name).strip()
    try:
        root = defusedxml.ElementTree.fromstring(text.encode(), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, RecursionError, LookupError) as error:
        raise FormatError(name, "it is no OPML file") from error
    if root.tag.lower() != "opml":
        raise FormatError(name, "it is no OPML file")
    found: dict[str, Outline] = {}
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting and len(found) < MOST_FEEDS:
        element, folders = waiting.pop()
        values = {key.lower(): " ".join(tidy(value).split())[:2048] for key, value in element.attrib.items()}
        url = values.get("xmlurl", "")
        title = (values.get("title") or values.get("text") or "")[:200]
        if url.startswith(("http://", "https://")):
            found.setdefault(url, Outline(url, title, "/".join(folders)))
        inner = (*folders, title) if element.tag == "outline" and title and not url else folders
        if len(inner) <= _DEEPEST:
            waiting += [(child, inner) for child in reversed(element)]
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], *, title: str) -> bytes:
    """The feeds as OPML 2.0, nested by folder."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    folders: dict[str, Element] = {"": body}
    for outline in outlines:
        place = body
        path = ""
        for part in filter(None, outline.folder.split("/")):
            path = f"{path}/{part}"
            if path not in folders:
                folders[path] = SubElement(place, "outline", text=part)
            place = folders[path]
        SubElement(place, "outline", type="rss", text=outline.name or outline.url, xmlUrl=outline.url)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(tostring(root, encoding="utf-8"))
