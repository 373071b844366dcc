"""What goes into reading a source and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom

LARGEST = 20 * 1024 * 1024
"""Bytes of one file or page at most."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from, and what the one who brought them knows.

    `name` is the file's name or the address, for messages and for telling formats apart; `url` the address, if there
    is one; `charset` the encoding that whoever handed it over names. `source` and `published_at` (aware) win over what
    the bytes say of themselves when they are given.
    """

    name: str = ""
    url: str = ""
    charset: str = ""
    source: str = ""
    published_at: datetime | None = None
    published_from: PublishedFrom = PublishedFrom.OPTION

    def imposed_on(self, article: Article) -> Article:
        """The article with what the bringer knows better."""
        if self.source:
            article = replace(article, source=self.source)
        if self.published_at is not None:
            article = replace(article, published_at=self.published_at, published_from=self.published_from)
        return article


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of a source, in its order, and what in it was refused, each with its reason.

    An article's `id` is the source's own, or made from the name.
    """

    articles: tuple[Article, ...] = ()
    refused: tuple[FormatError, ...] = ()
