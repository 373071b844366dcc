"""What is not told unasked yet: the articles that tell it say neither when it is nor when they were published."""

from __future__ import annotations

from briefs.model.agenda import AgendaEntry


def awaits_date(entry: AgendaEntry) -> bool:
    """Whether its date may come with the publication date that the reader is being asked for.

    Until then "on Friday" cannot be resolved, and "date not stated" would be wrong.
    """
    reports = entry.contributions
    return not entry.window.known and bool(reports) and all(one.article.published_at is None for one in reports)
