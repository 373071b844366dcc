"""What else was in the news: the articles of the last day grouped into stories, also those no model could read.

Grouped when somebody wants it and at most once a minute. Lives on the store's thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from tinydb import where
from tinydb.table import Document

from bot.ingesting.archive import reference_of, republications_of
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import ARTICLES
from briefs.agenda.stories import Story, Told, group_stories
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Headline

WITHIN = timedelta(days=1)
"""How long ago an article may have come to be news."""
OLDEST = timedelta(days=3)
"""How long ago it may have been published: an archive that was imported today is not today's news."""
MOST_ARTICLES = 300
"""Only the newest are looked at, so that a flood of articles does not hold up briefs."""
_LEAD = 600


class Stories:
    """Hands out the headlines of an instant, shared by all who ask within one minute."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._headlines: tuple[Headline, ...] = ()

    def headlines(self, store: Store, entries: Iterable[AgendaEntry], *, minute: datetime) -> tuple[Headline, ...]:
        """The stories of the day before `minute`, those with most sources first; `entries` is the agenda."""
        if minute != self._minute:
            self._headlines = _grouped(store, entries, minute)
            self._minute = minute
        return self._headlines


def _grouped(store: Store, entries: Iterable[AgendaEntry], minute: datetime) -> tuple[Headline, ...]:
    came = (where("stored_at") > instant(minute - WITHIN)) & (where("stored_at") <= instant(minute + WITHIN))
    documents = store.table(ARTICLES).find(came, order="stored_at", descending=True, limit=MOST_ARTICLES)
    oldest = instant(minute - OLDEST)
    recent = {str(each.doc_id): each for each in documents if (each.get("published_utc") or oldest) >= oldest}
    shared = _events(entries, recent)
    told = (Told(reference_of(each), _lead(each), frozenset(shared[key])) for key, each in recent.items())
    # A story that has no headline cannot be told as one.
    return tuple(_headline(story, recent) for story in group_stories(told) if story.articles[0].title)


def _events(entries: Iterable[AgendaEntry], articles: Iterable[str]) -> defaultdict[str, set[str]]:
    """The entries that each of these articles contributed to."""
    wanted, shared = set(articles), defaultdict[str, set[str]](set)
    for entry in entries:
        for contribution in entry.contributions:
            if contribution.article.article_id in wanted:
                shared[contribution.article.article_id].add(entry.id)
    return shared


def _lead(document: Document) -> str:
    return str(document["text"])[:_LEAD]


def _headline(story: Story, documents: dict[str, Document]) -> Headline:
    told = [documents[article.article_id] for article in story.articles]
    copies = [copy for document in told for copy in republications_of(document)]
    came = min(str(document["stored_at"]) for document in told)
    return Headline((*story.articles, *copies), datetime.fromisoformat(came))
