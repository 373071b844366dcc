"""Which format bytes have, by their name and by themselves, and the articles in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import check_size
from briefs.sources.feeds import looks_like_feed, read_feed
from briefs.sources.jsonl import read_jsonl
from briefs.sources.pages import read_page
from briefs.sources.texts import read_text

_PAGE_HEAD = re.compile(rb"<(?:!doctype html|html|head|body|article|main|meta|div|p)[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the endings it is named by, whether it is known by its first bytes, and who reads it."""

    name: str
    suffixes: frozenset[str]
    looks_like: Callable[[bytes], bool]
    read: Callable[[bytes, Origin], Batch]


def _is_page(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_PAGE_HEAD.search(head))


def _is_jsonl(head: bytes) -> bool:
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return b'"text"' in first  # the first line alone may be longer than the head


FORMATS: tuple[Format, ...] = (
    Format("feed", frozenset({".rss", ".atom", ".rdf"}), looks_like_feed, read_feed),
    Format("JSON lines", frozenset({".jsonl", ".ndjson"}), _is_jsonl, read_jsonl),
    Format("HTML", frozenset({".html", ".htm", ".xhtml"}), _is_page, read_page),
    Format("text", frozenset({".txt", ".text", ".md"}), lambda head: True, read_text),
)
"""Tried in this order: bytes decide, the name where they do not."""


def recognise(content: bytes, origin: Origin) -> Batch:
    """The articles in `content`.

    A name's ending decides for formats that any text could be; otherwise the bytes do. Raises FormatError, one clear
    sentence, for what is empty, larger than 20 MB, binary or holds no article.
    """
    check_size(content, origin.name)
    suffix = PurePath(origin.name).suffix.lower()
    named = next((each for each in FORMATS if suffix in each.suffixes), None)
    head = content[:4096]
    if named is None or (named.name == "text" and _is_page(head)):
        named = next(each for each in FORMATS if each.looks_like(head))
    return named.read(content, origin)
