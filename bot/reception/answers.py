"""What attache knows, told (`handlers.desk.Answers`)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.clock import Clock
from bot.config import BriefsConfig
from bot.delivery.deliveries import Kind, NewDelivery
from bot.delivery.outbox import Outbox
from bot.delivery.subscribers import find_subscriber
from bot.editions import Editions
from bot.ingesting.archive import find_article
from bot.ingesting.shelf import departed_entries
from bot.reception.amending import known_by, request_of
from bot.reception.composer import told_entries
from bot.reception.drawing import Draughtsman, Drawing
from bot.reception.telling import StateOfSources, ask_request
from bot.store.api import Store, StoreRunner
from briefs.composing.cards import Card, card
from briefs.composing.compose import compose_from, compose_page, compose_rest
from briefs.composing.edition import Edition, zone_of
from briefs.composing.matching import Index
from briefs.composing.placing import Reach
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import BriefRequest
from briefs.model.reading import Sort
from briefs.model.subscriber import Length, Subscriber, Watch
from briefs.model.window import Window
from briefs.rendering.calendar import calendar
from handlers.exchange import Answer, CalendarFile, Found, Heard, Matches, PictureKind, Question, Reader, Visitor, Where
from handlers.wording import wording_for

PER_PAGE = 8
MOST_FOUND = 400
MOST_MATCHES = 5


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """Answers from the store's agenda; `wake` tells the sender that something was put in the outbox."""

    runner: StoreRunner
    clock: Clock
    editions: Editions
    defaults: BriefsConfig
    wake: Callable[[], None]
    draughtsman: Draughtsman
    _sources: StateOfSources = field(default_factory=StateOfSources)

    async def order_brief(self, where: Where, visitor: Visitor, question: Question) -> Heard:
        """See `handlers.desk.Answers`."""
        now = self.clock.now()

        def work(store: Store) -> Heard:
            edition, request, _ = self._prepared(store, where, visitor)
            asked = ask_request(request, question, edition)
            delivery = NewDelivery(
                subscriber_id=where.subscriber_id,
                chat_id=where.chat_id,
                topic_id=where.topic_id,
                kind=Kind.REPLY,
                slot=f"asked-{time.time_ns():x}",
                due_at=now,
                payload={"question": question.text, "language": visitor.language},
            )
            Outbox(store).enqueue([delivery], now=now)
            return Heard(asked.understood, asked.suggestions)

        heard = await self.runner.run(work)
        self.wake()
        return heard

    async def ask(self, where: Where, visitor: Visitor, question: Question, *, page: int = 0) -> Answer:
        """See `handlers.desk.Answers`."""

        def work(store: Store) -> Answer:
            edition, request, _ = self._prepared(store, where, visitor)
            asked = ask_request(request, question, edition)
            brief = compose_page(edition, asked.request, page)
            return Answer(brief, asked.understood, asked.suggestions, asked.unknown)

        return await self.runner.run(work)

    async def reader(self, where: Where) -> Reader:
        """See `handlers.desk.Answers`."""
        return await self.runner.run(lambda store: self._reader(find_subscriber(store, where.subscriber_id)))

    async def card(self, where: Where, name: str) -> Card | None:
        """See `handlers.desk.Answers`."""

        def work(store: Store) -> Card | None:
            reader = self._reader(find_subscriber(store, where.subscriber_id))
            edition = self.editions.edition(store, at=self.clock.now(), timezone=reader.timezone)
            meaning = edition.index.meaning(name)
            full = meaning.name if meaning and meaning.sort in set(Sort) else name
            return card(full, edition.entries, today=reader.today)

        return await self.runner.run(work)

    async def search(self, words: str, *, page: int = 0) -> Found:
        """See `handlers.desk.Answers`."""

        def work(store: Store) -> Found:
            ids = store.match(words, limit=MOST_FOUND)
            shown = ids[page * PER_PAGE : (page + 1) * PER_PAGE]
            articles = (find_article(store, str(each)) for each in shown)
            pages = math.ceil(len(ids) / PER_PAGE)
            return Found(tuple(each for each in articles if each), total=len(ids), page=page, pages=pages)

        return await self.runner.run(work)

    async def entry(self, entry_id: str) -> AgendaEntry | None:
        """See `handlers.desk.Answers`."""
        return await self.runner.run(lambda store: self.editions.find(store, entry_id))

    async def told(self, where: Where, brief_id: str) -> Sequence[AgendaEntry | None]:
        """See `handlers.desk.Answers`."""

        def work(store: Store) -> list[AgendaEntry | None]:
            return [self.editions.find(store, each) for each in told_entries(store, where.subscriber_id, brief_id)]

        return await self.runner.run(work)

    async def left_out(self, where: Where, visitor: Visitor, brief_id: str, *, page: int = 0) -> Answer | None:
        """See `handlers.desk.Answers`. As the brief would be chosen today, from what was known when it was sent."""

        def work(store: Store) -> Answer | None:
            asked = request_of(store, where.subscriber_id, brief_id)
            if asked is None:
                return None
            edition, reader_request, _ = self._prepared(store, where, visitor)
            later = {entry.id for entry in edition.entries if not known_by(entry, asked.at)}
            told = {*told_entries(store, where.subscriber_id, brief_id), *later}
            request = replace(
                asked,
                at=reader_request.at,
                timezone=reader_request.timezone,
                language=visitor.language,
                watches=reader_request.watches,
                late_since=None,
                next_at=None,
            )
            brief = compose_rest(edition, request, told, page)
            day = wording_for(visitor.language).date(asked.at.astimezone(zone_of(asked.timezone)).date(), "pattern-day")
            return Answer(brief, wording_for(visitor.language).say("left-out-of", day=day))

        return await self.runner.run(work)

    async def calendar(self, where: Where, visitor: Visitor, text: str) -> CalendarFile:
        """See `handlers.desk.Answers`. From a month ago to a year ahead, or the dates asked for."""

        def work(store: Store) -> CalendarFile:
            edition, request, reader = self._prepared(store, where, visitor)
            asked = ask_request(request, Question(text), edition)
            first, last = asked.request.from_on, asked.request.to_on
            span = Window(first or reader.today - timedelta(days=31), last or reader.today + timedelta(days=366))
            found = [edition.index.find(word) for word in asked.request.words]
            among = sorted(frozenset.intersection(*found)) if found else range(len(edition.entries))
            entries = (edition.entries[position] for position in among)
            kinds = asked.request.kinds
            wanted = [
                entry
                for entry in entries
                if entry.window.known and entry.window.overlaps(span) and (not kinds or entry.kind in kinds)
            ]
            gone = [
                entry
                for entry in departed_entries(store, ending_from=span.start or reader.today)
                if entry.window.overlaps(span) and (not kinds or entry.kind in kinds)
            ]
            if asked.request.words:
                index = Index(gone)
                about = frozenset.intersection(*(index.find(word) for word in asked.request.words))
                gone = [gone[position] for position in sorted(about)]
            wording = wording_for(visitor.language)
            content = calendar(
                wanted, wording, at=request.at, timezone=request.timezone, name=asked.understood, gone=gone
            )
            return CalendarFile(content, len(wanted), asked.understood)

        return await self.runner.run(work)

    async def picture(self, where: Where, visitor: Visitor, question: Question, kind: PictureKind) -> bytes | None:
        """See `handlers.desk.Answers`. Drawn away from the event loop and from the store's thread."""

        def work(store: Store) -> Drawing:
            edition, request, reader = self._prepared(store, where, visitor)
            asked = ask_request(request, question, edition)
            brief = compose_from(edition, replace(asked.request, length=Length.FULL))
            entries = tuple(item.entry for item in brief.items)
            about = ", ".join(map(wording_for(visitor.language).place, asked.request.about))
            return Drawing(kind, entries, reader.today, reader.timezone, visitor.language, about)

        return await self.draughtsman.draw(await self.runner.run(work))

    async def matches(self, where: Where, watch: Watch) -> Matches:
        """See `handlers.desk.Answers`. What no brief would tell any more is not counted."""

        def work(store: Store) -> Matches:
            reader = self._reader(find_subscriber(store, where.subscriber_id))
            edition = self.editions.edition(store, at=self.clock.now(), timezone=reader.timezone)
            meaning = edition.index.meaning(watch.word)
            taken = [
                position
                for position in edition.watched(watch).positions
                if edition.standings[position].reach <= Reach.ASKED
            ]
            taken.sort(key=edition.ranks.__getitem__)
            return Matches(
                meaning.name if meaning else watch.word,
                meaning.sort if meaning else "topic",
                tuple(edition.entries[position] for position in taken[:MOST_MATCHES]),
                len(taken),
                () if meaning else edition.index.suggest(watch.word),
            )

        return await self.runner.run(work)

    async def followable(self, limit: int = 6) -> Sequence[tuple[str, int]]:
        """See `handlers.desk.Answers`."""
        edition = await self.runner.run(self._default_edition)
        return edition.index.followable(limit)

    async def suggest(self, word: str) -> tuple[str, ...]:
        """See `handlers.desk.Answers`."""

        def work(store: Store) -> tuple[str, ...]:
            index = self._default_edition(store).index
            return () if index.find(word) else index.suggest(word)

        return await self.runner.run(work)

    def _default_edition(self, store: Store) -> Edition:
        return self.editions.edition(store, at=self.clock.now(), timezone=self.defaults.timezone)

    def _reader(self, subscriber: Subscriber | None) -> Reader:
        timezone = subscriber.schedule.timezone if subscriber else self.defaults.timezone
        return Reader(timezone, self.clock.now().astimezone(zone_of(timezone)).date())

    def _prepared(self, store: Store, where: Where, visitor: Visitor) -> tuple[Edition, BriefRequest, Reader]:
        subscriber = find_subscriber(store, where.subscriber_id)
        reader = self._reader(subscriber)
        edition = self.editions.edition(store, at=self.clock.now(), timezone=reader.timezone)
        read, failing, unread = self._sources.at(store, edition.at)
        request = BriefRequest(
            at=edition.at,
            timezone=reader.timezone,
            language=visitor.language,
            watches=subscriber.watches if subscriber else (),
            sources_read=read,
            sources_failing=failing,
            unread=unread,
        )
        if subscriber:
            request = replace(
                request,
                length=subscriber.settings.length,
                next_at=subscriber.next_due_at,
                also_in_the_news=subscriber.settings.also_in_the_news,
            )
        return edition, request, reader
