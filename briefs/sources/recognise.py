"""Which format bytes have, by their name and by themselves, and the articles in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from briefs.sources.archives import read_archive
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import check_size
from briefs.sources.docx import read_docx
from briefs.sources.feeds import looks_like_feed, read_feed
from briefs.sources.jsonl import read_jsonl
from briefs.sources.mail import looks_like_mail, read_mail
from briefs.sources.pages import read_page
from briefs.sources.pdf import read_pdf
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
    except (ValueError, RecursionError):
        return b'"text"' in first  # the first line alone may be longer than the head


def _is_docx(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head[:200])


def _read_zip(content: bytes, origin: Origin) -> Batch:
    return read_archive(content, origin, recognise)


FORMATS: tuple[Format, ...] = (
    Format("PDF", frozenset({".pdf"}), lambda head: b"%PDF-" in head[:1024], read_pdf),
    Format("Word", frozenset({".docx"}), _is_docx, read_docx),
    Format("ZIP", frozenset({".zip"}), lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06")), _read_zip),
    Format("e-mail", frozenset({".eml"}), looks_like_mail, read_mail),
    Format("feed", frozenset({".rss", ".atom", ".rdf"}), looks_like_feed, read_feed),
    Format("JSON lines", frozenset({".jsonl", ".ndjson"}), _is_jsonl, read_jsonl),
    Format("HTML", frozenset({".html", ".htm", ".xhtml"}), _is_page, read_page),
    Format("text", frozenset({".txt", ".text", ".md"}), lambda head: True, read_text),
)
"""Tried in this order: bytes decide, the name where they do not."""


_DECIDED_BY_BYTES = frozenset({"PDF", "Word", "ZIP", "feed"})


def recognise(content: bytes, origin: Origin) -> Batch:
    """The articles in `content`.

    A name's ending decides for formats that any text could be; otherwise the bytes do. Raises FormatError, one clear
    sentence, for what is empty, larger than 20 MB, binary or holds no article.
    """
    check_size(content, origin.name)
    suffix = PurePath(origin.name).suffix.lower()
    named = next((each for each in FORMATS if suffix in each.suffixes), None)
    head = content[:4096]
    if (
        named is None
        or (named.name in _DECIDED_BY_BYTES and not named.looks_like(head))
        or (named.name == "text" and (_is_page(head) or head.startswith(b"%PDF-")))
    ):
        named = next(each for each in FORMATS if each.looks_like(head))
    return named.read(content, origin)
