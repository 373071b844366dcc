"""Merging one article into the agenda, at a cost that depends on the events it touches, not on the agenda's size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefs.agenda.bench import Bench
from briefs.agenda.headlines import told_by_headline
from briefs.agenda.shelf import Changes, Shelf
from briefs.model.agenda import ArticleRef, Contribution
from briefs.model.reading import Entry


def merge_article(shelf: Shelf, article: ArticleRef, entries: Sequence[Entry], *, received_at: datetime) -> Changes:
    """Take in what one article says, in place of whatever it said before.

    Args:
        shelf: The agenda as it is; it is not changed, the caller saves the answer.
        article: The article; `family` from duplicates.py, `is_correction` from corrections.py.
        entries: The entries of its reading; none takes back what it contributed.
        received_at: When attache learned of the article first (aware, UTC); a second reading keeps the first instant.

    Returns:
        The entries to save and to remove. The same reading again changes nothing.
    """
    bench = Bench(shelf)
    said = told_by_headline(entries, article.title)
    bench.replace_article(article.article_id, [Contribution(article, entry, received_at) for entry in said])
    return bench.changes()


def cite_anew(shelf: Shelf, article: ArticleRef) -> Changes:
    """Know an article otherwise, as when it turns out to repeat another; what it said stays."""
    bench = Bench(shelf)
    said = [
        replace(contribution, article=article)
        for entry in shelf.of_article(article.article_id)
        for contribution in entry.contributions
        if contribution.article.article_id == article.article_id
    ]
    bench.replace_article(article.article_id, said)
    return bench.changes()


def forget_article(shelf: Shelf, article_id: str) -> Changes:
    """Take back everything the article contributed; entries that rested on it alone are removed."""
    bench = Bench(shelf)
    bench.replace_article(article_id, [])
    return bench.changes()
