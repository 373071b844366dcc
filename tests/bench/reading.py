"""How fast reading is on one core: a mixed feed, beside the whole spaCy pipeline on the same texts in the same run.

Both are given the whole feed at once, and choose how much of it they take together.
The feed is made of the corpora's own articles: nine in ten without any entry (sport, crime, markets, science), one in
ten diplomatic. Run with OPENBLAS_NUM_THREADS=1 (`make bench` sets it).
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
from itertools import cycle, islice
from time import perf_counter

from spacy.language import Language

from briefs.model.article import Article
from briefs.reading.model import Model, load_model
from briefs.reading.read import read, read_all
from tests.evaluation.sets import CORPORA, articles_of

NEWS, OTHERS = 20, 180
BAR_SPEED, BAR_RATIO, BAR_MEMORY, BAR_START = 20.0, 4.0, 500.0, 5.0
_START = """
from datetime import UTC, datetime
from time import perf_counter
began = perf_counter()
from briefs.model.article import Article
from briefs.reading.model import load_model
from briefs.reading.read import read, read_all
article = Article("a", "Ann Lee met Bo Ek in Oslo on Monday.", published_at=datetime(2020, 1, 1, tzinfo=UTC))
read(article, model=load_model())
print(perf_counter() - began)
"""


def feed() -> list[Article]:
    """The mixed feed."""
    quiet: list[Article] = []
    news: list[Article] = []
    for name in ("corpus", "other-desks", "americas-europe"):
        folder = CORPORA / name
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            article = next(article for article in articles_of(folder) if article.id == record["id"])
            (news if record["entries"] else quiet).append(article)
    return [*islice(cycle(quiet), OTHERS), *islice(cycle(news), NEWS)]


def _print(figure: str, value: float, unit: str, bar: float) -> None:
    print(json.dumps({"bench": "reading", "figure": figure, unit: round(value, 2), "bar": bar}), flush=True)


def main() -> None:
    """Measure and print."""
    articles = feed()
    started = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True)
    model = load_model()
    read(articles[-1], model=model)
    began = perf_counter()
    with model.memory_zone():
        for article in articles:
            read(article, model=model)
    singly = len(articles) / (perf_counter() - began)
    began = perf_counter()
    with model.memory_zone():
        for _ in read_all(articles, model=model):
            pass
    ours = len(articles) / (perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = perf_counter()
    for _ in whole_pipeline(model).pipe(article.text for article in articles):
        pass
    theirs = len(articles) / (perf_counter() - began)
    _print("articles a second, mixed feed, one core", ours, "per_s", BAR_SPEED)
    _print("articles a second, read one by one", singly, "per_s", BAR_SPEED)
    _print("the whole spaCy pipeline on the same feed", theirs, "per_s", 0.0)
    _print("times as fast as the whole pipeline", ours / theirs, "ratio", BAR_RATIO)
    _print("peak memory of a worker", memory, "mib", BAR_MEMORY)
    _print("start to the first article read", float(started.stdout), "s", BAR_START)


def whole_pipeline(model: Model) -> Language:
    """The same package with every component and its own settings."""
    loaded: Language = importlib.import_module(model.name).load()
    return loaded


if __name__ == "__main__":
    main()
