"""How well the words for a participant are resolved, apart from finding events: `python -m tests.evaluation.people`.

For each participant of the gold its words are looked up in the evidence sentence and resolved by the cast of the
article; the answer is compared as the scorer compares names. A third of the articles, by hash, is set aside and
counted apart. Options: `--misses N` lists misses of the tuned part by kind, `--aside` of the part set aside too,
`--known` gives each article the who's who that the earlier articles of its set taught, as the store does.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc, DocBin

from briefs.model.article import Article
from briefs.reading.model import Model, load_model
from briefs.reading.references import Cast
from briefs.reading.whoswho import WhosWho

CORPORA = Path(__file__).parent.parent / "corpora"
CACHE = Path(".cache") / "people.spacy"
SETS = ("corpus", "other-desks", "americas-europe", "world-wires", "world-letters")
_PRONOUN = frozenset(["he", "she", "they", "him", "her", "them", "i", "we", "it", "himself", "ourselves", "both"])
_PLURAL = re.compile(
    r"\b(?:two|three|four|both|pair|trio|quartet|rivals|parties|sides|all|chairmen|premiers|mayors|presidents)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One group of words of the gold and the participants they mean."""

    corpus: str
    article: Article
    evidence: str
    words: str
    names: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def aside(self) -> bool:
        """Whether the article belongs to the third set aside."""
        return int(hashlib.sha256(self.article.id.encode()).hexdigest(), 16) % 3 == 0

    @property
    def kind(self) -> str:
        """What sort of words they are."""
        words = self.words.lower()
        if words in _PRONOUN:
            return "pronoun"
        if _PLURAL.search(words) and not any(name in self.words for name in self.names):
            return "plural"
        named = any(part in self.words for name in self.names for part in name.split() if len(part) > 2)
        if named:
            return "name"
        return "description" if " " in words.removeprefix("the ") else "metonym or body"


def cases(corpus: str) -> Iterator[Case]:
    """Every group of words of a set's gold, in order."""
    folder = CORPORA / corpus
    articles = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published = datetime.fromisoformat(row["published"]) if row["published"] else None
        articles[row["id"]] = Article(row["id"], row["text"], row["title"], published_at=published)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for entry in row["entries"]:
            groups: dict[str, list[str]] = defaultdict(list)
            for who in entry["participants"]:
                groups[who["as"]].append(who["name"])
            for words, names in groups.items():
                others = tuple(who["name"] for who in entry["participants"] if who["name"] not in names)
                yield Case(corpus, articles[row["id"]], entry["evidence"], words, tuple(names), others)


class Parses:
    """Parsed sentences, kept on disk between runs."""

    def __init__(self) -> None:
        self._model: Model | None = None
        self._docs: dict[str, Doc] = {}
        if CACHE.exists():
            from spacy.vocab import Vocab

            for doc in DocBin().from_disk(CACHE).get_docs(Vocab()):
                self._docs[doc.text] = doc

    def __call__(self, text: str) -> Doc:
        """The parse of a text."""
        if text not in self._docs:
            self._model = self._model or load_model()
            self._docs[text] = self._model.parse([text])[0]
        return self._docs[text]

    def save(self) -> None:
        """Write what was parsed."""
        if self._model is not None:
            CACHE.parent.mkdir(exist_ok=True)
            DocBin(docs=self._docs.values()).to_disk(CACHE)


def resolve(case: Case, cast: Cast, parses: Parses) -> list[str] | None:
    """The names the cast gives for the words; None when they do not stand in the evidence sentence."""
    start = case.article.text.find(case.evidence)
    match = re.search(rf"(?<!\w){re.escape(case.words)}(?!\w)", case.evidence)
    if start < 0 or match is None:
        return None
    doc = parses(case.evidence)
    span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
    return [who.name for who in cast.resolve(span, offset=start)] if span is not None else None


def main() -> int:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", type=int, default=0)
    options.add_argument("--aside", action="store_true")
    options.add_argument("--known", action="store_true")
    options.add_argument("--set", action="append")
    chosen = options.parse_args()
    scorer = _scorer()
    parses = Parses()
    counts: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    kinds: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    misses: list[tuple[str, str]] = []
    for corpus in chosen.set or SETS:
        same = scorer.Names(json.loads((CORPORA / corpus / "aliases.json").read_text(encoding="utf-8"))).same
        casts: dict[str, Cast] = {}
        listed = list(cases(corpus))
        if chosen.known:
            known = WhosWho()
            for article in sorted({case.article.id: case.article for case in listed}.values(), key=_published):
                casts[article.id] = Cast(article, known)
                known = known.with_people(casts[article.id].people)
        for case in listed:
            if case.article.id not in casts:
                casts[case.article.id] = Cast(case.article)
            found = resolve(case, casts[case.article.id], parses)
            if found is None:
                continue
            left = list(case.names)
            wrong = []
            for name in found:
                hit = next((gold for gold in left if same(name, gold)), None)
                if hit is not None:
                    left.remove(hit)
                elif not any(same(name, gold) for gold in case.others):
                    wrong.append(name)
            for table, key in ((counts, corpus), (kinds, case.kind)):
                table[key, case.aside].update(right=len(case.names) - len(left), wrong=len(wrong), missed=len(left))
            if (left or wrong) and (chosen.aside or not case.aside):
                said = f"{case.article.id} [{case.words}] gold {left} got {wrong}   | {case.evidence[:150]}"
                misses.append((case.kind, said))
    parses.save()
    for title, table in (("by set", counts), ("by kind", kinds)):
        print(f"{title:20} {'tuned P':>8} {'R':>6} {'F1':>6} {'n':>5}   {'aside P':>8} {'R':>6} {'F1':>6} {'n':>5}")
        for key in [*sorted({key for key, _ in table}), "all"]:
            cells = ""
            for aside in (False, True):
                some = Counter[str]()
                for (name, part), count in table.items():
                    if part == aside and key in (name, "all"):
                        some.update(count)
                cells += _figures(some)
            print(f"{key:20} {cells}")
    for kind, said in sorted(misses)[: chosen.misses] if chosen.misses else []:
        print(f"{kind:16} {said}")
    return 0


def _published(article: Article) -> datetime:
    return article.published_at or datetime.max.replace(tzinfo=UTC)


def _figures(count: Counter[str]) -> str:
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    harmonic = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{precision:8.3f} {recall:6.3f} {harmonic:6.3f} {right + missed:5}   "


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", CORPORA / "score.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("tests/corpora/score.py cannot be loaded")
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
