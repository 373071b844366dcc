"""Plain text → an article."""

from __future__ import annotations

import re
from pathlib import PurePath

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import decode, tidy
from briefs.sources.instants import stated_instant
from briefs.sources.language import detect_language

_LONGEST_TITLE = 200
_BYLINE = re.compile(r"by ((?:[^\W\d_][\w.'’-]*(?: (?:and|de|von|van|al|bin|el))? ?){2,6})(?:[,|(].*)?\Z", re.I)
_SENTENCE_END = re.compile(r"[.!…;:,][\"'”’)]*\Z")
_TITLE_LABEL = re.compile(r"(?:title|headline|subject)\s*:\s*", re.I)


def read_text(content: bytes, origin: Origin) -> Batch:
    """The one article in a plain text file. Raises FormatError."""
    return Batch((article_of_text(decode(content, origin.name, origin.charset), origin),))


def article_of_text(text: str, origin: Origin) -> Article:
    """An article of a text: title line, byline and publication instant found where they stand, the text kept whole.

    Raises FormatError if there is no letter in it.
    """
    text = tidy(text).strip("\n ")
    if not any(char.isalpha() for char in text):
        raise FormatError(origin.name, "there are no words in it")
    published_at = stated_instant(text)
    return origin.imposed_on(
        Article(
            id=PurePath(origin.name).stem or "text",
            text=text,
            title=title_line(text),
            url=origin.url,
            byline=byline(text),
            published_at=published_at,
            published_from=PublishedFrom.TEXT if published_at else PublishedFrom.UNKNOWN,
            language=detect_language(text),
        )
    )


def title_line(text: str) -> str:
    """The first line, if it stands like a title: short, no sentence, something following; else ""."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if not rest.strip() or not 3 <= len(first) <= _LONGEST_TITLE or _SENTENCE_END.search(first):
        return ""
    return _TITLE_LABEL.sub("", first)


def byline(text: str) -> str:
    """The author named in a line of its own at the head ("By Jane Roe"); "" when there is none."""
    for line in text.split("\n", 8)[:8]:
        found = _BYLINE.match(line.strip())
        if found:
            return found[1].strip()
    return ""
