"""An event of the article as the entry that readers are told."""

from __future__ import annotations

from datetime import date, timedelta

from briefs.model.article import Article, Evidence
from briefs.model.reading import Entry, Status
from briefs.reading.calling import canonical
from briefs.reading.events import EventMention
from briefs.reading.looking_back import is_looked_back_on
from briefs.reading.parties import participants

BACKGROUND_AFTER = timedelta(days=31)
"""What was over longer before publication is history."""


def entry_of(event: EventMention, article: Article, published_on: date | None) -> Entry:
    """The entry of a merged event, each of its mentions a piece of evidence, the best first."""
    spans = list(dict.fromkeys(mention.span for mention in (event, *event.proofs)))
    past = event.status in {Status.HELD, Status.CANCELLED}
    ended = event.window.end
    over = past and ended and published_on and ended < published_on - BACKGROUND_AFTER
    return Entry(
        event.kind,
        event.status,
        tuple(participants(event.parties)),
        event.window,
        tuple(Evidence(article.id, article.text[start:end], start, end) for start, end in spans),
        name=canonical(event.name) if event.name else "",
        name_as=event.name_as,
        place=event.place,
        hedge=event.hedge,
        said=event.said,
        time=event.time,
        topic=event.topic,
        claimed_by=event.claimed_by,
        background=bool(over) or is_looked_back_on(event, article.text, published_on),
    )
