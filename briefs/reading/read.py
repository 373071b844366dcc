"""The whole reading of an article on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from briefs.model.article import Article
from briefs.model.reading import Reading, Status
from briefs.reading.attending import joining
from briefs.reading.calendars import Calendar
from briefs.reading.choosing import begin, is_worth_parsing, sole_before
from briefs.reading.claiming import name_claims
from briefs.reading.cleaning import Cleaned, clean
from briefs.reading.continuing import continued
from briefs.reading.courses import follow
from briefs.reading.dates import find_dates
from briefs.reading.dating import date_event
from briefs.reading.desks import Desk, desk_of
from briefs.reading.doubling import without_doubles
from briefs.reading.events import EventMention
from briefs.reading.frames import find_events
from briefs.reading.governing import Judgement
from briefs.reading.merging import merge
from briefs.reading.model import Model
from briefs.reading.pairing.finding import sensed
from briefs.reading.pairing.weights import Weights, weights
from briefs.reading.parsed import Parsed, tie, trusted
from briefs.reading.parties import participants
from briefs.reading.placing import nearby, place_event
from briefs.reading.pruning import distribute, is_encounter, prune
from briefs.reading.references import Cast, Mention
from briefs.reading.schedules import enumerated, items_after, owner
from briefs.reading.sentences import Sentence
from briefs.reading.setting import Setting, Settings
from briefs.reading.sharing import shared
from briefs.reading.shortening import Shortened, shorten
from briefs.reading.status import judge
from briefs.reading.taking_up import fate, take_up, visited
from briefs.reading.telling import entry_of
from briefs.reading.topics import topic_of
from briefs.reading.weighing import stands
from briefs.reading.whoswho import WhosWho

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_SENTENCES = 400
"""Sentences parsed of one article at most."""


TOGETHER = 32
"""Articles parsed together, where there are several: the model works best on some hundreds of words at once."""


def read(article: Article, *, model: Model, whoswho: WhosWho | None = None, learned: Weights | None = None) -> Reading:
    """Read one article: its entries, each with its evidence, and the people it introduces.

    `whoswho` is what earlier articles taught of people and offices, `learned` what weighs people told in one sentence
    (the package's own weights when None). An article in another language than English comes back with `unread` set to
    its code; a text too long to be read whole, with `left`. Never raises on any text.
    """
    return next(read_all((article,), model=model, whoswho=whoswho, learned=learned))


def read_all(
    articles: Iterable[Article], *, model: Model, whoswho: WhosWho | None = None, learned: Weights | None = None
) -> Iterator[Reading]:
    """Read articles as `read` does each, in order, a third faster: a few of them are parsed together (ADR 0026).

    None of them learns from another. Inside a memory zone (`Model.memory_zone`) take all of them before it ends.
    """
    learned = learned or weights()
    for some in batched(articles, TOGETHER):
        prepared = [_prepared(article, whoswho) for article in some]
        docs = iter(model.parse(short.text for each in prepared for short in each.shortened))
        for each in prepared:
            yield _understood(each, list(islice(docs, len(each.shortened))), learned)


def batched(articles: Iterable[Article], size: int) -> Iterator[tuple[Article, ...]]:
    """The articles in groups of `size`, the last of what is left."""
    rest = iter(articles)
    while some := tuple(islice(rest, size)):
        yield some


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article before the parse: its cleaned text and sentences, and those chosen with what they name."""

    article: Article
    unread: str = ""
    cleaned: Cleaned = field(default_factory=lambda: clean(""))
    cast: Cast | None = None
    calendar: Calendar = field(default_factory=lambda: Calendar(None, ()))
    settings: Settings | None = None
    chosen: Sequence[Sentence] = ()
    mentions: Sequence[list[Mention]] = ()
    shortened: Sequence[Shortened] = ()
    left: int = 0
    desk: Desk = field(default_factory=lambda: desk_of(""))


def _prepared(article: Article, whoswho: WhosWho | None) -> _Prepared:
    if article.language not in {"", "en"}:
        return _Prepared(article, unread=article.language)
    cleaned, beyond = begin(article.text)
    cast = Cast(replace(article, text=cleaned.text), whoswho)
    published_on = article.published_at.date() if article.published_at else None
    dated = find_dates(cleaned.text, published=article.published_at)
    calendar = Calendar(published_on, tuple(dated), article.published_at)
    settings = Settings(cleaned, calendar, article.title)
    desk = desk_of(cleaned.text)
    worth = (each for each in cleaned.sentences if is_worth_parsing(each, cast, calendar, settings))
    wanted = [each for each in worth if not desk.is_only_play(each.start, each.end)]
    chosen, left = wanted[:MOST_SENTENCES], beyond + len(wanted[MOST_SENTENCES:])
    mentions = [trusted(cast.mentions(each.start, each.end), each, cleaned.text) for each in chosen]
    shortened = [
        shorten(each.text, each.start, some, calendar.within(each.start, each.end))
        for each, some in zip(chosen, mentions, strict=True)
    ]
    return _Prepared(article, "", cleaned, cast, calendar, settings, chosen, mentions, shortened, left, desk)


def parsed_sentences(article: Article, *, model: Model) -> Iterator[tuple[Parsed, Setting]]:
    """The sentences of an English article that can tell of an encounter, as `read` sees them: to learn from."""
    prepared = _prepared(article, None)
    yield from _tied(prepared, model.parse(short.text for short in prepared.shortened))


def _tied(prepared: _Prepared, docs: Sequence[Doc]) -> Iterator[tuple[Parsed, Setting]]:
    calendar, settings = prepared.calendar, prepared.settings
    if settings is None:
        return
    for sentence, some, short, doc in zip(prepared.chosen, prepared.mentions, prepared.shortened, docs, strict=True):
        setting = settings.of(sentence)
        dates = calendar.within(sentence.start, sentence.end)
        yield tie(sentence, doc, short, some, dates, setting.here), setting


def _understood(prepared: _Prepared, docs: Sequence[Doc], learned: Weights) -> Reading:
    article, cast, settings = prepared.article, prepared.cast, prepared.settings
    if cast is None or settings is None:
        return Reading(article.id, unread=prepared.unread)
    calendar, cleaned = prepared.calendar, prepared.cleaned
    found: list[EventMention] = []
    owning = owner(cleaned, cast)
    for parsed, setting in _tied(prepared, docs):
        parsed.owner = participants(owning)
        parsed.lead = sole_before(parsed.sentence, cleaned, cast)
        items = items_after(parsed.sentence, cleaned, cast)
        parsed.leads = bool(items)
        parsed.before = next((participants(event.parties) for event in reversed(found) if is_encounter(event)), [])
        for event in sentence_events(parsed, setting, settings, calendar, found, learned):
            found += enumerated(event, items) if event.rule.startswith("lead:") else [event]
    follow(cleaned.sentences, calendar, found)
    name_claims(found, cleaned.sentences, cast)
    events = without_doubles([event for event in merge(found) if stands(event, prepared.desk)])
    for event in events:
        event.place = event.place or event.nearby
    entries = tuple(entry_of(event, article, calendar.published_on) for event in events)
    return Reading(article.id, entries, cast.people, left=prepared.left)


def sentence_events(
    parsed: Parsed,
    setting: Setting,
    settings: Settings,
    calendar: Calendar,
    told: Sequence[EventMention],
    learned: Weights,
) -> list[EventMention]:
    """The events one sentence tells, with status, date and place; `told` are those of the sentences before it."""
    before = next((event.place for event in reversed(told) if event.place), "")
    candidates = find_events(parsed, setting)
    candidates += continued(parsed, candidates, told, setting.here)
    candidates += joining(parsed, candidates, told)
    candidates += sensed(parsed, setting, candidates, learned)
    anchors = [event.anchor for event in candidates]
    found: list[EventMention] = []
    for event in candidates:
        event.span = setting.item or (parsed.sentence.start, parsed.sentence.end)
        judgement = Judgement(event.settled) if event.settled else judge(parsed.doc[event.anchor])
        if judgement.status is None:
            continue
        event.status, event.hedge, event.said = judgement.status, judgement.hedge, judgement.said
        if judgement.lapsed and judgement.status is Status.PLANNED:
            event.status = fate(event, told) or event.status
        date_event(event, judgement, parsed, calendar, rivals=anchors, setting=setting)
        take_up(event, parsed, [*told, *found])
        if setting.notice is not None and event.status is Status.PLANNED:
            event.status = setting.notice
        place_event(
            event,
            parsed,
            rivals=anchors,
            settings=settings,
            setting=setting,
            before=before,
            visited=visited(event, told),
        )
        event.topic = event.topic or topic_of(event, parsed)
        if not event.dated or event.window.known or event.place:
            event.nearby = nearby(event, parsed, settings)
            found.append(event)
    for event in found:
        # "on the sidelines of the summit, which opens on Monday": told beside one told after it
        take_up(event, parsed, found)
    return [each for event in prune(found, parsed.doc) for one in shared(event, parsed) for each in distribute(one)]
