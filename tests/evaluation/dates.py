"""How many of the corpora's windows are named, exactly, by words that `find_dates` finds.

    python -m tests.evaluation.dates [--misses N]

Of each annotated entry with a known window: does its evidence sentence hold a mention with just that window (`said`),
does the article anywhere (`told`)? Some windows come from the article's frame (a diary's heading, "here on the same
day"), so 1.0 is out of reach for `said`. A third of the articles, by the hash of their id, is kept untouched by tuning
("kept"). One JSON line a set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefs.reading.dates import DateMention, find_dates

CORPORA = Path(__file__).parents[1] / "corpora"
SETS = ("corpus", "other-desks", "americas-europe")


@dataclass(frozen=True)
class Case:
    """One gold window with the mentions of its evidence and of its article."""

    corpus: str
    article_id: str
    kept: bool
    start: str | None
    end: str | None
    evidence: str
    published: str | None
    said: list[DateMention]
    told: list[DateMention]

    def matches(self, mention: DateMention) -> bool:
        """Whether the mention has exactly this window, by counting or by sense."""
        wanted = (self.start, self.end)
        window = mention.window
        return wanted in ((_iso(mention.start), _iso(mention.end)), (_iso(window.start), _iso(window.end)))


def _iso(day: object) -> str | None:
    return str(day) if day is not None else None


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def kept(article_id: str) -> bool:
    """Whether an article belongs to the third that tuning leaves alone."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 3 == 0


def cases(corpus: str) -> Iterator[Case]:
    """The gold windows of a set."""
    folder = CORPORA / corpus
    articles = {row["id"]: row for row in map(json.loads, _lines(folder / "articles.jsonl"))}
    for gold in map(json.loads, _lines(folder / "gold.jsonl")):
        article = articles[gold["id"]]
        published = datetime.fromisoformat(article["published"]) if article["published"] else None
        mentions = find_dates(article["text"], published=published)
        for entry in gold["entries"]:
            if not entry["start"] and not entry["end"]:
                continue
            said: list[DateMention] = []
            for evidence in (entry["evidence"], *entry.get("evidence_alt", ())):
                at = article["text"].find(evidence)
                said += [m for m in mentions if at <= m.start_char < at + len(evidence)]
            yield Case(
                corpus,
                gold["id"],
                kept(gold["id"]),
                entry["start"],
                entry["end"],
                entry["evidence"],
                article["published"],
                said,
                mentions,
            )


def main() -> None:
    """Print the shares, then the misses of the articles that may be tuned on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    misses: list[Case] = []
    for corpus in SETS:
        for part in (False, True):
            rows = [case for case in cases(corpus) if case.kept is part]
            said = [any(map(case.matches, case.said)) for case in rows]
            told = [any(map(case.matches, case.told)) for case in rows]
            misses += [case for case, hit in zip(rows, said, strict=True) if not hit and not part]
            figures = {
                "figure": "dates in gold",
                "set": corpus,
                "part": "kept" if part else "tuned",
                "windows": len(rows),
                "said": round(sum(said) / len(rows), 3),
                "told": round(sum(told) / len(rows), 3),
            }
            print(json.dumps(figures))
    for case in misses[: arguments.misses]:
        found = [
            (m.text, _iso(m.window.start), _iso(m.window.end), m.relation.value, m.frame.tense if m.frame else None)
            for m in case.said
        ]
        print(f"\n{case.corpus} {case.article_id} {case.published} wanted {case.start} {case.end}")
        print(f"  {case.evidence}\n  {found}")


if __name__ == "__main__":
    main()
