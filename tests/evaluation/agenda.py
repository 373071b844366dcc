"""The agenda against the checkpoints of the annotated corpora: fed with the gold entries, and with our own readings.

`python -m tests.evaluation.agenda [--misses N]` prints a table; `report()` gives its lines to `tests.evaluation`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from briefs.agenda.replaying import replay, said_of
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Reading, Status
from briefs.model.window import Precision, Window
from tests.evaluation.sets import CORPORA, articles_of

COLUMNS = ("P", "R", "F1", "status", "dates", "people", "today", "coming", "changed", "held")


def gold_entry(record: Mapping[str, Any], article_id: str, *, canonical: bool = True) -> Entry:
    """A gold entry as a reading would give it; `canonical=False` knows a conference by the article's words alone."""
    precision = Precision(record["precision"])
    start, end = (date.fromisoformat(record[side]) if record[side] else None for side in ("start", "end"))
    name_as = record.get("name_as") or ""
    return Entry(
        kind=Kind(record["kind"]),
        status=Status(record["status"]),
        participants=tuple(Participant(item["name"], item["as"]) for item in record["participants"]),
        window=Window(start, end, precision),
        evidence=(Evidence(article_id, record["evidence"], 0, len(record["evidence"])),),
        name=(record.get("name") or "") if canonical else name_as,
        name_as=name_as,
        place=record.get("place") or "",
        hedge="hedged" if record["hedged"] else "",
        topic=record.get("topic") or "",
        background=record["background"],
    )


def own_readings(folder: Path) -> dict[str, tuple[Entry, ...]]:
    """What we read ourselves, by article."""
    from briefs.reading.read import read
    from tests.evaluation.parsing import caching_model

    model = caching_model()
    return {article.id: read(article, model=model).entries for article in articles_of(folder)}


def gold_readings(folder: Path, *, canonical: bool = True) -> dict[str, tuple[Entry, ...]]:
    """The gold entries by article."""
    found = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        entries = tuple(gold_entry(entry, record["id"], canonical=canonical) for entry in record["entries"])
        found[record["id"]] = entries
    return found


def scorer() -> ModuleType:
    """tests/corpora/score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", CORPORA / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def load_corpus(score: ModuleType, folder: Path) -> dict[str, Any]:
    """A set as the scorer wants it."""
    aliases = json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
    lines = {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("articles", "gold", "agenda")
    }
    return {
        "articles": {article["id"]: article for article in lines["articles"]},
        "gold": {gold["id"]: gold for gold in lines["gold"]},
        "names": score.Names(aliases),
        "aliases": aliases,
        "agenda": lines["agenda"],
    }


def checkpoints(folder: Path, readings: Mapping[str, tuple[Entry, ...]]) -> dict[str, dict[str, Any]]:
    """What replaying gives at each checkpoint, by `as_of`."""
    lines = (folder / "agenda.jsonl").read_text(encoding="utf-8").splitlines()
    as_of = [json.loads(line)["as_of"] for line in lines]
    wrapped = {article_id: Reading(article_id, entries) for article_id, entries in readings.items()}
    told = replay(said_of(articles_of(folder), wrapped), [datetime.fromisoformat(at) for at in as_of])
    return dict(zip(as_of, told, strict=True))


def row(figures: Mapping[str, Any]) -> list[float]:
    """One line of the table."""
    total = figures["overall"]
    sections = figures["sections"].values()
    whole = [total[name] for name in ("precision", "recall", "f1", "status", "date_exact", "participants")]
    return [*whole, *(section["f1"] for section in sections)]


def misses(score: ModuleType, corpus: Mapping[str, Any], predicted: Mapping[str, Any]) -> list[str]:
    """What each section lacks, has too much, or tells differently."""
    told = []
    names = corpus["names"]
    for checkpoint in corpus["agenda"]:
        shown = predicted[checkpoint["as_of"]]
        for section in score.SECTIONS:
            wanted, given = checkpoint[section], shown[section]
            pairs = score.match_entries(given, wanted, names)
            at = f"{checkpoint['as_of'][:10]} {section:<24}"
            elsewhere = [item for other in score.SECTIONS if other != section for item in checkpoint[other]]
            spare = [item for item in checkpoint["optional"] if section in item.get("sections", score.SECTIONS)]
            neutral = spare if section == "just_held" else spare + elsewhere
            for index, item in enumerate(given):
                if index not in {left for left, _ in pairs} and not any(
                    score.weight(item, other, names) for other in neutral
                ):
                    told.append(f"{at} too much: {score.show(item)}")
            for index, item in enumerate(wanted):
                if index not in {right for _, right in pairs}:
                    told.append(f"{at} lacks: {item['key']} {score.show(item)}")
            for left, right in pairs:
                if not score.date_exact(given[left], wanted[right]) or not score.agenda_status_ok(
                    given[left], wanted[right]
                ):
                    told.append(
                        f"{at} differs: {wanted[right]['key']} {score.show(given[left])} | {score.show(wanted[right])}"
                    )
    return told


def report(*, own: bool = True, show: int = 0) -> list[str]:
    """The table's lines: each set with checkpoints, fed with gold, gold with names as told, and our own readings."""
    score = scorer()
    lines = [f"{'agenda':<32}" + "".join(f"{column:>9}" for column in COLUMNS)]
    for folder in sorted(CORPORA.iterdir()):
        if not (folder / "agenda.jsonl").exists() or not (folder / "agenda.jsonl").read_text(encoding="utf-8").strip():
            continue
        corpus = load_corpus(score, folder)
        feeds = {
            "gold entries": gold_readings(folder),
            "gold, names as told": gold_readings(folder, canonical=False),
        }
        if own:
            feeds["own readings"] = own_readings(folder)
        for title, readings in feeds.items():
            predicted = checkpoints(folder, readings)
            figures = score.evaluate_agenda(corpus, predicted)
            lines.append(f"{folder.name + ', ' + title:<32}" + "".join(f"{number:>9.3f}" for number in row(figures)))
            lines += misses(score, corpus, predicted)[:show]
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.agenda", description=__doc__)
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each line")
    parser.add_argument("--gold-only", action="store_true", help="leave our own readings out")
    options = parser.parse_args()
    print("\n".join(report(own=not options.gold_only, show=options.misses)))


if __name__ == "__main__":
    main()
