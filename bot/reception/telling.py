"""From what was asked to what a brief must tell, and how the sources stand."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from bot.store.api import Store
from bot.store.schema import FEEDS
from briefs.composing.asking import understand
from briefs.composing.edition import Edition
from briefs.model.brief import BriefRequest
from briefs.rendering.understood import suggestions, understood, unknown
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
        asked.request(request),
        understood(asked, edition.index, wording, today=edition.today),
        suggestions(asked, edition.index),
        unknown(asked, edition.index),
    )


SourcesState = tuple[int, int, tuple[str, ...]]
"""How many sources are read, how many fail, and why articles of the last day were not read."""


def state_of_sources(store: Store) -> SourcesState:
    """How many sources are read, how many fail, and why articles of the last day were not read."""
    feeds = store.table(FEEDS)
    failing = feeds.count(where("failing_since").test(bool))
    return len(feeds), failing, ()
