"""An ingestor over a store in memory, with a reader that needs no model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.ingesting.ingestor import Ingestor
from bot.store.runner import StoreThread
from briefs.model.article import Article, Evidence
from briefs.model.reading import Entry, Kind, Participant, Person, Reading, Status
from briefs.model.window import Precision, Window
from briefs.sources.batch import Batch, Origin
from briefs.sources.recognise import recognise

NOW = datetime(2013, 5, 14, 12, tzinfo=UTC)
TALKS = (
    "Russian President Vladimir Putin and Israeli Prime Minister Benjamin Netanyahu are to meet on Tuesday in Sochi to "
    "talk about the war in Syria, officials in both capitals said on the eve of the visit."
)


@dataclass(frozen=True)
class StandingClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class PlainReader:
    """Finds one meeting in every text that names Sochi; can be told to fail, or to be interrupted while reading."""

    known: list[Person] = field(default_factory=list)
    unread: str = ""
    meanwhile: Callable[[Article], Any] | None = None
    read_texts: list[str] = field(default_factory=list)

    async def recognise(self, content: bytes, origin: Origin) -> Batch:
        return recognise(content, origin)

    async def read(self, article: Article) -> Reading:
        if article.id:
            self.read_texts.append(article.text)
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile(article)
        if self.unread:
            return Reading(article.id, unread=self.unread)
        if "Sochi" not in article.text:
            return Reading(article.id)
        evidence = Evidence(article.id, article.text[:40], 0, 40)
        day = article.published_at.date() if article.published_at else None
        window = Window(day, day, Precision.DAY) if day else Window()
        people = (Participant("Vladimir Putin", "Putin"), Participant("Benjamin Netanyahu", "Netanyahu"))
        entry = Entry(Kind.MEETING, Status.PLANNED, people, window, (evidence,), place="Sochi")
        putin = Person("Vladimir Putin", "President", "Russia", article.published_at, evidence, "president")
        return Reading(article.id, (entry,), (putin,))

    def learn(self, people: Iterable[Person]) -> None:
        self.known.extend(people)

    async def close(self) -> None:
        pass


@dataclass
class House:
    ingestor: Ingestor
    reader: PlainReader
    thread: StoreThread

    async def ingest(self, text: str, **facts: Any) -> Any:
        record = {"id": "x", "published": NOW.isoformat(), "lang": "en", **facts, "text": text}
        [receipt] = await self.ingestor.ingest(json.dumps(record).encode(), Origin("a.jsonl"))
        return receipt

    async def documents(self, table: str) -> list[Any]:
        return await self.thread.run(lambda store: store.table(table).all())
