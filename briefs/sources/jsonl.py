"""Lines of JSON, each an article: `{"id", "source", "url", "title", "published", "lang", "text"}`; only text must be.

This is the form of the annotated corpora (tests/corpora).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import decode, tidy
from briefs.sources.instants import parse_instant, stated_instant
from briefs.sources.language import detect_language

_KEYS = {"source": "source", "url": "url", "title": "title", "byline": "byline", "summary": "summary"}


def read_jsonl(content: bytes, origin: Origin) -> Batch:
    """The articles of a file of JSON lines; a bad line is refused by its number, the others are taken.

    Raises FormatError if the file as a whole is empty, binary or too large.
    """
    articles: list[Article] = []
    refused: list[FormatError] = []
    for outcome in articles_of_lines(decode(content, origin.name, origin.charset).split("\n"), origin):
        if isinstance(outcome, FormatError):
            refused.append(outcome)
        else:
            articles.append(outcome)
    return Batch(tuple(articles), tuple(refused))


def articles_of_lines(lines: Iterable[str], origin: Origin) -> Iterator[Article | FormatError]:
    """An article or a refusal for each line that is not blank, read as they come."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{origin.name}, line {number}" if origin.name else f"line {number}"
            try:
                yield article_of_record(json.loads(line), where, origin)
            except FormatError as error:
                yield error
            except (ValueError, RecursionError):
                yield FormatError(where, "it is no JSON object")


def article_of_record(record: Any, where: str, origin: Origin) -> Article:
    """One article in the form of the annotated corpora. Raises FormatError, naming the field."""
    if not isinstance(record, dict):
        raise FormatError(where, "it is no JSON object")
    text = record.get("text")
    if not isinstance(text, str) or not any(char.isalpha() for char in text):
        raise FormatError(where, '"text" must be a text with words in it')
    values: dict[str, str] = {}
    for key, field in _KEYS.items():
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise FormatError(where, f'"{key}" must be a text')
        values[field] = " ".join(tidy(value or "").split())
    text = tidy(text)
    published_at, published_from = None, PublishedFrom.UNKNOWN
    published = record.get("published")
    if published is not None:
        published_at = parse_instant(published) if isinstance(published, str) else None
        if published_at is None:
            raise FormatError(where, f'"published" must be an ISO 8601 instant or null, not {published!r:.60}')
        published_from = PublishedFrom.METADATA
    elif "published" not in record and (published_at := stated_instant(text)):
        published_from = PublishedFrom.TEXT
    language = record.get("lang")
    return origin.imposed_on(
        Article(
            id=str(record.get("id", "")) or where,
            text=text,
            published_at=published_at,
            published_from=published_from,
            language=language if isinstance(language, str) and language else detect_language(text),
            **values,
        )
    )
