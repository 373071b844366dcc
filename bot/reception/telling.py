"""From what was asked to what a brief must tell, and how the sources stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tinydb import where

from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import ARTICLES, FEEDS
from briefs.composing.asking import understand
from briefs.composing.edition import Edition
from briefs.model.brief import BriefRequest
from briefs.rendering.understood import meant, suggestions, understood, unknown
from handlers.exchange import Question
from handlers.wording import wording_for


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with what was understood of the question, words that nothing goes by, and names close to those."""

    request: BriefRequest
    understood: str = ""
    suggestions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def ask_request(request: BriefRequest, question: Question, edition: Edition) -> Asked:
    """The request that a question in a person's words makes of a bare one."""
    asked = understand(question.text, today=edition.today, command=question.kind, index=edition.index)
    wording = wording_for(request.language)
    return Asked(
        replace(asked.request(request), about=meant(asked, edition.index)),
        understood(asked, edition.index, wording, today=edition.today),
        suggestions(asked, edition.index),
        unknown(asked, edition.index),
    )


SourcesState = tuple[int, int, tuple[str, ...]]
"""How many sources are read, how many fail, and why articles of the last day were not read, a reason an article."""

UNREAD_WITHIN = timedelta(days=1)
MOST_UNREAD = 2000


def state_of_sources(store: Store, *, at: datetime) -> SourcesState:
    """How the sources stood at an instant; of more than 2,000 unread articles the newest count."""
    feeds = store.table(FEEDS)
    failing = feeds.count(where("failing_since").test(bool))
    of_the_day = (where("unread_at") > instant(at - UNREAD_WITHIN)) & (where("unread_at") <= instant(at))
    unread = store.table(ARTICLES).find(of_the_day, order="unread_at", descending=True, limit=MOST_UNREAD)
    return len(feeds), failing, tuple(str(document["reason"]) for document in unread)


@dataclass(slots=True)
class StateOfSources:
    """Looked up once a minute: it looks at all sources, and a broadcast composes thousands of briefs."""

    _minute: datetime | None = None
    _state: SourcesState = (0, 0, ())

    def at(self, store: Store, minute: datetime) -> SourcesState:
        """How the sources stood in this minute."""
        if minute != self._minute:
            self._state = state_of_sources(store, at=minute + timedelta(minutes=1))
            self._minute = minute
        return self._state
