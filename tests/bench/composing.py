"""How long a brief takes: 1,000 subscribers with different watches, an agenda of 10,000 entries."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import TypeVar

from briefs.composing.compose import compose_from
from briefs.composing.edition import Edition
from briefs.model.agenda import AgendaEntry, Change, LedgerLine
from briefs.model.brief import Brief, BriefRequest
from briefs.model.reading import Kind, Participant, Status
from briefs.model.subscriber import Watch
from briefs.model.window import Precision, Window
from briefs.rendering.telegram import messages
from briefs.wording.wording import Wordings
from tests.agendas import article, entry

T = TypeVar("T")
ENTRIES, SUBSCRIBERS, PEOPLE = 10_000, 1_000, 800
AT = datetime(2013, 5, 14, 8, tzinfo=UTC)
COUNTRIES = ("Russia", "Israel", "United States", "France", "Turkey", "China", "Japan", "Qatar", "Egypt", "Brazil")
TITLES = ("President", "Prime Minister", "Foreign Minister", "Special Envoy", "Deputy Minister", "")


def agenda(seed: int = 0, size: int = ENTRIES) -> list[AgendaEntry]:
    """A made-up agenda: two months each way, two hundred changes a day."""
    chance = random.Random(seed)
    people = [
        Participant(f"Given{n} Family{n}", title=chance.choice(TITLES), country=chance.choice(COUNTRIES))
        for n in range(PEOPLE)
    ]
    return [_made(n, chance, people) for n in range(size)]


def _made(n: int, chance: random.Random, people: list[Participant]) -> AgendaEntry:
    start = AT.date() + timedelta(days=chance.randint(-30, 60))
    status = Status.HELD if start < AT.date() and chance.random() < 0.8 else Status.PLANNED
    when = Window(start, start + timedelta(days=chance.choice((0, 0, 0, 1, 6))), Precision.DAY)
    received = AT - timedelta(hours=chance.randint(1, 24 * 20))
    cited = article(f"a{n}", source=f"Source {n % 50}", published=received.isoformat())
    made = entry(
        f"e{n}",
        chance.choice(list(Kind)).value,
        tuple(chance.sample(people, 2)),
        when,
        status=status.value,
        place=f"City{n % 300}, {chance.choice(COUNTRIES)}",
        topic=chance.choice(("Syria", "trade", "gas", "climate", "")),
        evidence=f"Sentence {n} about a meeting that is to be held before long, somebody said.",
        cited=cited,
        received=received,
    )
    if chance.random() < 0.3:
        at = AT - timedelta(hours=chance.randint(1, 24 * 10))
        line = LedgerLine(at, Change.WINDOW, (start - timedelta(days=1)).isoformat(), start.isoformat())
        made = replace(made, ledger=(line,))
    return made


def requests(seed: int = 1, size: int = SUBSCRIBERS) -> Iterator[BriefRequest]:
    """Subscribers with one to five watches each, told at different times before."""
    chance = random.Random(seed)
    for _ in range(size):
        words = [f"Family{chance.randrange(PEOPLE)}" for _ in range(chance.randint(1, 4))]
        watches = tuple(Watch(word, pinned=chance.random() < 0.3) for word in [*words, chance.choice(COUNTRIES)])
        since = AT - timedelta(hours=chance.choice((5, 12, 17, 24)), minutes=chance.randint(0, 59))
        yield BriefRequest(AT, "Europe/Moscow", since=since, watches=watches, next_at=AT + timedelta(hours=7))


def main() -> None:
    """Print one JSON line a figure; each is the best of three runs, since other work shares the machine."""
    entries, asked, wording = agenda(), list(requests()), Wordings().of("en")
    prepared, edition = _best(lambda: Edition(entries, at=AT, today=date(2013, 5, 14)))
    whole, told = _best(lambda: _composed(entries, asked))
    _print("composing: a subscriber, with their share of the edition", whole / SUBSCRIBERS, 0.002)
    _print("composing: the edition that all share", prepared)
    alone, _ = _best(lambda: compose_from(edition, replace(asked[0], since=None, words=("Russia",))))
    _print("composing: an answer by hand, from an edition at hand", alone)
    rendered, _ = _best(lambda: [messages(brief, wording) for brief in told[:200]])
    _print("rendering: a busy brief as Telegram messages", rendered / 200)


def _composed(entries: list[AgendaEntry], asked: list[BriefRequest]) -> list[Brief]:
    edition = Edition(entries, at=AT, today=date(2013, 5, 14))
    return [compose_from(edition, request) for request in asked]


def _best(work: Callable[[], T]) -> tuple[float, T]:
    """The shortest of three runs, in seconds, and what the last one gave."""
    times = []
    for _ in range(3):
        began = perf_counter()
        result = work()
        times.append(perf_counter() - began)
    return min(times), result


def _print(figure: str, seconds: float, bar: float | None = None) -> None:
    print(json.dumps({"figure": figure, "ms": round(seconds * 1000, 3), "bar_ms": bar and bar * 1000}))


if __name__ == "__main__":
    main()
