"""How long a person waits for an answer: 100,000 articles and 10,000 entries stored, twenty a second coming in.

Articles are filed and merged as the bot does it, on the store's one thread, twenty a second; reading them costs other
processes' time (`tests.bench.reading`) and is left out. An answer is timed from the question to the words, its place in
the queue of the store's thread included.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.clock import RehearsalClock
from bot.config import BriefsConfig
from bot.editions import Editions
from bot.ingesting.archive import file_article
from bot.ingesting.shelf import StoredShelf
from bot.reception.answers import StoredAnswers
from bot.reception.drawing import Draughtsman
from bot.store.api import Store
from bot.store.documents import encode
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import ARTICLES
from briefs.agenda.merging import merge_article
from briefs.agenda.shelf import Changes
from briefs.composing.cards import Card
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.article import Article
from briefs.model.subscriber import Watch
from briefs.rendering.telegram import messages
from handlers.exchange import Answer, Question, Visitor, Where
from handlers.wording import wording_for
from tests.bench.composing import AT, COUNTRIES, PEOPLE, agenda

ARTICLE_COUNT, SECONDS, RATE, BAR = 100_000, 20.0, 20, 0.5
WORDS = ("talks", "minister", "gas", "Syria", "border", "summit", "treaty", "visit", "Geneva", "accord")
HERE, READER = Where(1), Visitor(1, "Reader")


def main(articles: int = ARTICLE_COUNT, seconds: float = SECONDS) -> None:
    """Print one JSON line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(Path(folder), articles, seconds))


async def _run(folder: Path, articles: int, seconds: float) -> None:
    runner = await StoreThread.start(lambda: open_store(str(folder / "data"), exclusive=True))
    draughtsman = Draughtsman()
    try:
        entries = agenda()
        await runner.run(lambda store: _fill(store, entries, articles))
        answers = StoredAnswers(runner, RehearsalClock(AT), Editions(), BriefsConfig(), lambda: None, draughtsman)
        await answers.ask(HERE, READER, Question())
        gc.collect()
        gc.freeze()  # as `attache run` does
        ending = perf_counter() + seconds
        ingesting = asyncio.create_task(_ingest(runner, entries, ending))
        waits: dict[str, list[float]] = {}
        for name, ask in _questions(answers):
            if perf_counter() > ending:
                break
            began = perf_counter()
            await ask()
            waits.setdefault(name, []).append(perf_counter() - began)
            await asyncio.sleep(0.02)
        merged = await ingesting
    finally:
        draughtsman.close()
        await runner.close()
    for name, each in waits.items():
        _print(f"answers: {name}, p99 of {len(each)}", _p99(each))
    _print("answers: all, p99", _p99([wait for each in waits.values() for wait in each]))
    print(json.dumps({"figure": "answers: articles merged a second meanwhile", "value": round(merged / seconds, 1)}))


def _questions(answers: StoredAnswers) -> Iterator[tuple[str, Callable[[], Awaitable[object]]]]:
    chance = random.Random(7)
    while True:
        person, country = f"Family{chance.randrange(PEOPLE)}", chance.choice(COUNTRIES)
        word, page = chance.choice(WORDS), chance.randrange(3)
        yield "/meetings", lambda: _told(answers, Question("", "meetings"))
        yield "/meetings NAME", partial(_told, answers, Question(person, "meetings"))
        yield "/upcoming 30", lambda: _told(answers, Question("30", "upcoming"))
        yield (
            "who is X meeting this week?",
            partial(_told, answers, Question(f"who is {country} meeting this week?", "question")),
        )
        yield "[More]", partial(_told, answers, Question(country, "brief"), page)
        yield "a name nobody bears", partial(_told, answers, Question(f"{person}xy", "meetings"))
        yield "/who", partial(_card, answers, person)
        yield "/search", partial(answers.search, f"{word} {chance.choice(WORDS)}")
        yield "/watch", partial(answers.matches, HERE, Watch(country))
        yield "/calendar", partial(answers.calendar, HERE, READER, person)
        yield "inline", partial(answers.ask, HERE, READER, Question(person))


async def _told(answers: StoredAnswers, question: Question, page: int = 0) -> Answer:
    answer = await answers.ask(HERE, READER, question, page=page)
    messages(answer.brief, wording_for("en"))
    return answer


async def _card(answers: StoredAnswers, name: str) -> Card | None:
    return await answers.card(HERE, name)


async def _ingest(runner: StoreThread, entries: list[AgendaEntry], ending: float) -> int:
    """File and merge `RATE` articles a second, each with a report that joins or begins an entry."""
    merged, chance = 0, random.Random(3)
    begun = perf_counter()
    while perf_counter() < ending:
        number, told = merged, chance.choice(entries)
        await runner.run(partial(_take_in, number=number, told=told))
        await runner.run(lambda store: store.index_pending(limit=100))
        merged += 1
        await asyncio.sleep(max(0.0, begun + merged / RATE - perf_counter()))
    return merged


def _take_in(store: Store, number: int, told: AgendaEntry) -> None:
    with store.transaction():
        article = Article("", f"News {number}: {' '.join(WORDS)} {told.id}.", url=f"https://fresh.example/{number}")
        filed = file_article(store, replace(article, published_at=AT), now=AT)
        shelf = StoredShelf(store)
        reference = ArticleRef(filed.article.id, f"Source {number % 50}", "News", article.url, AT)
        report = replace(told.contributions[0].entry, topic=random.Random(number).choice(WORDS))
        shelf.apply(merge_article(shelf, reference, [report], received_at=AT + timedelta(seconds=number)))


def _fill(store: Store, entries: list[AgendaEntry], articles: int) -> None:
    chance = random.Random(1)
    for start in range(0, articles, 5000):
        with store.transaction():
            store.table(ARTICLES).insert_multiple(
                _article(number, chance) for number in range(start, min(start + 5000, articles))
            )
    while store.index_pending(limit=2000):
        continue
    for start in range(0, len(entries), 500):
        with store.transaction():
            StoredShelf(store).apply(Changes(tuple(entries[start : start + 500])))


def _article(number: int, chance: random.Random) -> dict[str, object]:
    text = " ".join(chance.choices(WORDS, k=60)) + f" number{number}."
    published = AT - timedelta(minutes=number * 3)
    document = encode(Article("", text, title=f"Title {number}", published_at=published))
    return {**document, "stored_at": published.isoformat(), "state": "read", "canonical": f"x{number}"}


def _p99(waits: list[float]) -> float:
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * 0.99))]


def _print(figure: str, seconds: float) -> None:
    print(json.dumps({"figure": figure, "ms": round(seconds * 1000, 1), "bar_ms": BAR * 1000}))


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
