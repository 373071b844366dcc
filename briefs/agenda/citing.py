"""Articles as the agenda cites them."""

from __future__ import annotations

from briefs.agenda.corrections import is_correction
from briefs.agenda.duplicates import count_words
from briefs.model.agenda import ArticleRef
from briefs.model.article import Article


def cite(article: Article, *, family: str = "") -> ArticleRef:
    """What a citation needs of `article`; `family` from duplicates.py, "" when it was not compared."""
    count, clutter = count_words(article.text)
    return ArticleRef(
        article.id,
        source=article.source,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
        family=family,
        is_correction=is_correction(article),
        words=count,
        clutter=clutter,
    )
