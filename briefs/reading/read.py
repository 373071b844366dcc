"""The whole reading of an article on one screen."""

from __future__ import annotations

from briefs.model.article import Article, Evidence
from briefs.model.reading import Entry, Reading
from briefs.model.window import Window
from briefs.reading.cleaning import clean
from briefs.reading.events import EventMention
from briefs.reading.frames import find_events
from briefs.reading.mentions import find_mentions
from briefs.reading.model import Model
from briefs.reading.references import Cast
from briefs.reading.status import judge
from briefs.reading.triggers import can_matter

MOST_SENTENCES = 400
"""Sentences parsed of one article at most."""


def read(article: Article, *, model: Model) -> Reading:
    """Read one article: its entries, each with its evidence, and the people it introduces.

    An article in another language than English comes back with `unread` set to its code. Never raises on any text.
    """
    if article.language not in {"", "en"}:
        return Reading(article.id, unread=article.language)
    cleaned = clean(article.text)
    cast = Cast(article)
    wanted = [sentence for sentence in cleaned.sentences if can_matter(sentence.text)][:MOST_SENTENCES]
    docs = model.parse(sentence.text for sentence in wanted)
    found: list[EventMention] = []
    for sentence, doc in zip(wanted, docs, strict=True):
        parsed = find_mentions(sentence, doc, cast)
        for event in find_events(parsed):
            event.status, event.hedge = judge(doc, event.anchor)
            found.append(event)
    return Reading(article.id, tuple(_entry(event, article.id) for event in found), cast.people)


def _entry(event: EventMention, article_id: str) -> Entry:
    sentence = event.sentence
    return Entry(
        event.kind,
        event.status,
        tuple(event.participants),
        Window() if event.window is None else event.window,
        (Evidence(article_id, sentence.text, sentence.start, sentence.end),),
        hedge=event.hedge,
    )
