"""The whole reading of an article on one screen."""

from __future__ import annotations

from datetime import date, timedelta

from briefs.model.article import Article, Evidence
from briefs.model.reading import Entry, Reading, Sort, Status
from briefs.reading.calendars import Calendar
from briefs.reading.cleaning import clean
from briefs.reading.dates import find_dates
from briefs.reading.dating import date_event
from briefs.reading.events import EventMention
from briefs.reading.frames import find_events, listed
from briefs.reading.merging import merge
from briefs.reading.model import Model
from briefs.reading.parsed import tie, trusted
from briefs.reading.parties import participants
from briefs.reading.placing import place_event
from briefs.reading.pruning import distribute, prune
from briefs.reading.references import Cast
from briefs.reading.sentences import Sentence
from briefs.reading.setting import Settings
from briefs.reading.shortening import shorten
from briefs.reading.status import judge
from briefs.reading.triggers import can_matter
from briefs.reading.weighing import stands
from briefs.reading.whoswho import WhosWho

MOST_SENTENCES = 400
"""Sentences parsed of one article at most."""
BACKGROUND_AFTER = timedelta(days=31)


def read(article: Article, *, model: Model, whoswho: WhosWho | None = None) -> Reading:
    """Read one article: its entries, each with its evidence, and the people it introduces.

    An article in another language than English comes back with `unread` set to its code. Never raises on any text.
    """
    if article.language not in {"", "en"}:
        return Reading(article.id, unread=article.language)
    cleaned = clean(article.text)
    cast = Cast(article, whoswho)
    published_on = article.published_at.date() if article.published_at else None
    calendar = Calendar(published_on, tuple(find_dates(article.text, published=article.published_at)))
    settings = Settings(cleaned, calendar)
    wanted: list[Sentence] = []
    for sentence in cleaned.sentences:
        if len(wanted) < MOST_SENTENCES and is_worth_parsing(sentence, cast, calendar, settings):
            wanted.append(sentence)
    mentions = [trusted(cast.mentions(sentence.start, sentence.end), sentence, article.text) for sentence in wanted]
    dates = [calendar.within(sentence.start, sentence.end) for sentence in wanted]
    shortened = [
        shorten(each.text, each.start, some, when) for each, some, when in zip(wanted, mentions, dates, strict=True)
    ]
    docs = model.parse(each.text for each in shortened)
    found: list[EventMention] = []
    for sentence, some, when, short, doc in zip(wanted, mentions, dates, shortened, docs, strict=True):
        setting = settings.of(sentence)
        parsed = tie(sentence, doc, short, some, when, setting.here)
        events = find_events(parsed) or listed.find(parsed, setting, None)
        anchors = [event.anchor for event in events]
        real: list[EventMention] = []
        for event in events:
            event.span = setting.item or (sentence.start, sentence.end)
            judgement = judge(doc[event.anchor])
            if judgement.status is None:
                continue
            event.status, event.hedge, event.said = judgement.status, judgement.hedge, judgement.said
            date_event(event, judgement, parsed, calendar, rivals=anchors, setting=setting)
            place_event(event, parsed, rivals=anchors, settings=settings, setting=setting)
            if not event.dated or event.window.known or event.place:
                real.append(event)
        found += [each for event in prune(real, doc) for each in distribute(event)]
    return Reading(
        article.id,
        tuple(_entry(event, article, published_on) for event in merge(found) if stands(event, article.text)),
        cast.people,
    )


def is_worth_parsing(sentence: Sentence, cast: Cast, calendar: Calendar, settings: Settings) -> bool:
    """Whether a sentence can tell of an encounter: a word for one, or two people with a day or a place."""
    if can_matter(sentence.text) or settings.of(sentence).item is not None:
        return True
    mentions = cast.mentions(sentence.start, sentence.end)
    people = sum(1 for mention in mentions for who in mention.who if who.sort is Sort.PERSON)
    if people < 2:
        return False
    return bool(calendar.within(sentence.start, sentence.end)) or any(mention.place for mention in mentions)


def _entry(event: EventMention, article: Article, published_on: date | None) -> Entry:
    proofs = [event, *event.proofs]
    spans = list(dict.fromkeys(proof.span for proof in proofs))
    past = event.status in {Status.HELD, Status.CANCELLED}
    ended = event.window.end
    return Entry(
        event.kind,
        event.status,
        tuple(participants(event.parties)),
        event.window,
        tuple(Evidence(article.id, article.text[start:end], start, end) for start, end in spans),
        name=event.name,
        name_as=event.name_as,
        place=event.place,
        hedge=event.hedge,
        said=event.said,
        time=event.time,
        topic=event.topic,
        background=bool(past and ended and published_on and ended < published_on - BACKGROUND_AFTER),
    )
