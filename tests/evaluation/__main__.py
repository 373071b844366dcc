"""Read the annotated sets, score them as tests/corpora/score.py does, print one table (and the misses, if asked)."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from briefs.model.article import Article
from briefs.reading.jsonl import to_jsonl
from briefs.reading.read import read
from tests.evaluation import agenda
from tests.evaluation.sets import CORPORA, Part, parts

COLUMNS = ("P", "R", "F1", "people", "dates", "status", "hedge", "place", "evid", "kind", "fp/neg", "found")


def scorer() -> ModuleType:
    """tests/corpora/score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", CORPORA / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


_model: Any = None


def read_line(article: Article) -> str:
    """One article's prediction; loads the model once a process."""
    global _model
    if _model is None:
        from tests.evaluation.parsing import caching_model

        _model = caching_model()
    return to_jsonl(read(article, model=_model))


def predict(wanted: list[Part], processes: int) -> dict[str, str]:
    """Predictions by "folder id"."""
    jobs = {f"{part.folder.name} {article.id}": article for part in wanted for article in part.articles}
    if processes < 2:
        return {key: read_line(article) for key, article in jobs.items()}
    with ProcessPoolExecutor(processes) as pool:
        return dict(zip(jobs, pool.map(read_line, jobs.values(), chunksize=8), strict=True))


def row(figures: dict[str, Any]) -> list[str]:
    """One line of the table."""
    events = figures["event_detection"]
    numbers = (
        events["precision"],
        events["recall"],
        events["f1"],
        figures["participants"]["f1"],
        figures["date_exact"],
        figures["status"],
        figures["hedge_accuracy"],
        figures["place"],
        figures["evidence_verbatim_all_predictions"],
        figures["kind_exact"],
        figures["false_positives_per_negative_article"],
    )
    total = f"{events['tp']}+{events['fp']}/{events['tp'] + events['fn']}"
    return [f"{number:.3f}".lstrip("0") if number < 1 else f"{number:.2f}" for number in numbers] + [total]


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--set", action="append", help="only this set (repeatable)")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of the tuning parts")
    parser.add_argument("--by-tag", action="store_true", help="break the tuning parts down by phenomenon")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write the predictions of each set to this folder")
    options = parser.parse_args()
    score = scorer()
    wanted = parts(options.set)
    predictions = predict(wanted, options.processes)
    print(f"{'set':<24}" + "".join(f"{column:>9}" for column in COLUMNS))
    details: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        for part in wanted:
            folder = options.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{part.name.replace(' ', '-')}.jsonl"
            lines = [predictions[f"{part.folder.name} {article.id}"] for article in part.articles]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            corpus = score.load_corpus(str(part.folder))
            found = {json.loads(line)["id"]: json.loads(line)["entries"] for line in lines}
            errors: list[tuple[str, str, str]] = []
            figures = score.evaluate(corpus, found, only=set(found), errors=errors)
            print(f"{part.name:<24}" + "".join(f"{value:>9}" for value in row(figures)))
            if not part.hidden:
                details += [f"{part.folder.name:<16} {kind:<8} {at} {what}" for kind, at, what in errors][
                    : options.misses
                ]
                if options.by_tag:
                    details += [
                        f"{part.name:<24} {tag:<28} F1 {numbers['f1']:.2f}"
                        f"  tp {numbers['tp']} fp {numbers['fp']} fn {numbers['fn']}"
                        for tag, numbers in figures["_by_tag"].items()
                    ]
    if not options.set:
        print("\n" + "\n".join(agenda.report()))
    print("\n".join(details))


if __name__ == "__main__":
    main()
