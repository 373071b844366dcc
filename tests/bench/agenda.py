"""What merging, fingerprints and stories cost: `python -m tests.bench.agenda`, one JSON line a figure."""

from __future__ import annotations

import gc
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefs.agenda.agenda import Agenda
from briefs.agenda.duplicates import fingerprint
from briefs.agenda.stories import Told, group_stories
from briefs.model.agenda import ArticleRef
from briefs.model.reading import Entry, Status
from tests.agenda.noise import World
from tests.evaluation.sets import CORPORA, articles_of

FIRST = datetime(2013, 5, 31, tzinfo=UTC)
DENSE = 10_000
"""So many open entries fill the made-up world of size 1; more need a larger one."""


def filled(world: World, size: int) -> tuple[Agenda, list[Entry]]:
    """An agenda of about `size` open entries, and the events in it."""
    agenda = Agenda()
    events: list[Entry] = []
    number = 0
    while len(agenda) < size:
        told = list(world.events(5))
        ref = world.article(number, FIRST + timedelta(seconds=number))
        agenda.merge(ref, told, received_at=FIRST)
        events += told
        number += 1
    return agenda, events


def merging(size: int, articles: int = 1_000) -> list[float]:
    """Processor seconds for each new article, three events each: one new, one known, one known and changed."""
    world = World(size, size=max(1, size // DENSE))
    agenda, events = filled(world, size)
    gc.collect()
    gc.freeze()  # as `attache run` does
    chance = random.Random(1)
    took = []
    for number in range(articles):
        known, changed = chance.sample(events, 2)
        told = [world.event(), known, replace(changed, status=Status.CANCELLED)]
        late = timedelta(minutes=chance.randrange(60))
        ref: ArticleRef = world.article(10**6 + number, FIRST + timedelta(days=1, minutes=number) - late)
        begun = time.process_time()
        agenda.merge(ref, told, received_at=FIRST)
        took.append(time.process_time() - begun)
    return took


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    for size in (1_000, 10_000, 50_000):
        took = sorted(merging(size))
        figure = {
            "figure": "merge one article",
            "open_entries": size,
            "p50_ms": round(statistics.median(took) * 1000, 2),
            "p99_ms": round(took[int(len(took) * 0.99)] * 1000, 2),
            "bar_ms": 5,
        }
        print(json.dumps(figure))
    texts = [article.text for article in articles_of(CORPORA / "corpus")]
    each = timed(lambda: [fingerprint(text) for text in texts]) / len(texts)
    print(json.dumps({"figure": "fingerprint one article", "ms": round(each * 1000, 2)}))
    told = [
        Told(
            ArticleRef(f"{article.id}-{copy}", str(copy), article.title, "", FIRST, f"{article.id}-{copy}"),
            article.text,
        )
        for copy in range(25)
        for article in articles_of(CORPORA / "corpus")
    ]
    each = timed(lambda: group_stories(told))
    print(json.dumps({"figure": "group a day's articles into stories", "articles": len(told), "s": round(each, 2)}))


if __name__ == "__main__":
    main()
