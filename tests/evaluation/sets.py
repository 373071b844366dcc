"""The annotated sets, and which of their articles are set aside from tuning."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefs.model.article import Article

CORPORA = Path(__file__).parents[1] / "corpora"
SHARED = Path(__file__).parents[3] / "shared"
FOUNDING = SHARED / "founding"
SPLIT = ("corpus", "americas-europe", "other-desks", "world-wires", "world-letters", "world-bulletins")
"""Sets of which every article whose hashed id divides by three is aside."""
ASIDE = ("africa-asia", "world-press")
"""Sets aside as a whole: only totals are printed, no misses."""
WHOLE = ("phrases", "founding")


@dataclass(frozen=True)
class Part:
    """Some articles of one set: what a line of the table is about."""

    name: str
    folder: Path
    articles: tuple[Article, ...]
    hidden: bool = False


def is_aside(article_id: str) -> bool:
    """Whether the article is kept from tuning."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 3 == 0


def articles_of(folder: Path) -> tuple[Article, ...]:
    """Every article of a set, as the reader gets it."""
    found = []
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        published = record.get("published")
        found.append(
            Article(
                record["id"],
                record["text"],
                title=record.get("title") or "",
                source=record.get("source") or "",
                url=record.get("url") or "",
                published_at=datetime.fromisoformat(published) if published else None,
                language=record.get("lang") or "",
            )
        )
    return tuple(found)


def parts(wanted: list[str] | None = None) -> list[Part]:
    """The parts to score, in the order of the table."""
    found = []
    for name in (*SPLIT, *ASIDE, *WHOLE):
        folder = FOUNDING if name == "founding" else CORPORA / name
        if (wanted and name not in wanted) or not (folder / "articles.jsonl").exists():
            continue
        articles = articles_of(folder)
        if name in SPLIT:
            tuning = tuple(article for article in articles if not is_aside(article.id))
            aside = tuple(article for article in articles if is_aside(article.id))
            found += [Part(f"{name} tuning", folder, tuning), Part(f"{name} aside", folder, aside, hidden=True)]
        else:
            found.append(Part(name, folder, articles, hidden=name in ASIDE))
    return found
