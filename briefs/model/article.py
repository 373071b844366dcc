"""One text from a publisher, and where in it a claim stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PublishedFrom(StrEnum):
    """Where an article's publication instant was learned."""

    OPTION = "option"
    FEED = "feed"
    METADATA = "metadata"
    TEXT = "text"
    FORWARD = "forward"
    READER = "reader"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Article:
    """One text from a source.

    `text` is plain text, NFC, as stored: every span and every evidence refers to it. `published_at` is aware and keeps
    the publisher's own UTC offset, since relative words ("on Monday") count the publisher's local days; None when
    nobody knows, and then relative dates stay unresolved. `language` is an ISO 639-1 code, "" when undetected.
    `id` is the store's id, or the input's own for `attache read`.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    byline: str = ""
    published_at: datetime | None = None
    published_from: PublishedFrom = PublishedFrom.UNKNOWN
    language: str = "en"
    summary: str = ""

    def __post_init__(self) -> None:
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError("published_at must be aware")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence verbatim from an article: `article.text[start_char:end_char] == text` (code points, half-open)."""

    article_id: str
    text: str
    start_char: int
    end_char: int
