"""The article in a document that says little of itself: its title and date are looked for in its words."""

from __future__ import annotations

from pathlib import PurePath

from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import tidy
from briefs.sources.instants import stated_instant
from briefs.sources.language import detect_language
from briefs.sources.texts import title_line


def batch_of(origin: Origin, *, kind: str, text: str, title: str, head: str) -> Batch:
    """The one article of a document.

    `kind` is its id when it has no name, `title` what its properties say, `head` the words in which its publication is
    stated, if it is.
    """
    published_at = stated_instant(head)
    article = Article(
        id=PurePath(origin.name).stem or kind,
        text=text,
        title=" ".join(tidy(title).split())[:500] or title_line(text),
        url=origin.url,
        published_at=published_at,
        published_from=PublishedFrom.TEXT if published_at else PublishedFrom.UNKNOWN,
        language=detect_language(text),
    )
    return Batch((origin.imposed_on(article),))
