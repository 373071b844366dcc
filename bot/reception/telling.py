"""From what was asked to what a brief must tell, and how the sources stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tinydb import where

from bot.store.api import Store
from bot.store.schema import FEEDS
from briefs.composing.edition import Edition
from briefs.model.brief import BriefRequest, Heading
from briefs.model.reading import Kind
from handlers.desk import Question

SECTIONS = {
    "meetings": (Heading.TODAY, Heading.COMING, Heading.LATER, Heading.HELD),
    "upcoming": (Heading.TODAY, Heading.COMING, Heading.LATER, Heading.CONFERENCES),
}
KINDS = {"meetings": (Kind.MEETING, Kind.TALKS, Kind.VISIT, Kind.CALL), "upcoming": (Kind.CONFERENCE,)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with what was understood of the question, and names close to a word that nothing is known of."""

    request: BriefRequest
    understood: str = ""
    suggestions: tuple[str, ...] = ()


def ask_request(request: BriefRequest, question: Question, edition: Edition) -> Asked:
    """The request that a question in a person's words makes of a bare one."""
    words = question.text.strip()
    asked = replace(request, kinds=KINDS.get(question.kind, ()), words=(words,) if words else ())
    near = edition.index.suggest(words) if words and not edition.index.find(words) else ()
    return Asked(asked, suggestions=near)


def state_of_sources(store: Store) -> tuple[int, int, tuple[str, ...]]:
    """How many sources are read, how many fail, and why articles of the last day were not read."""
    feeds = store.table(FEEDS)
    failing = feeds.count(where("failing_since").test(bool))
    return len(feeds), failing, ()
