"""TempEval-3's value measure on newswire-like sentences: F1 of TIMEX3 values over DATE and TIME.

    python -m tests.evaluation.timex [--misses]

A mention counts where it overlaps an annotated one of its type (extents matter little) and has its value; of the
sentences of `tests/reading/dates/timex.jsonl` and `timex-second.jsonl` (written for this project in the manner of
American newswire of 1988 to 2013, annotated by the TimeML guidelines before they were first scored; the second after
the grammar had been fitted to the first). First scores: .924 and .900.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefs.reading.dates import DateMention, find_dates

TIMEX = Path(__file__).parents[1] / "reading" / "dates" / "timex.jsonl"
SECOND = TIMEX.with_name("timex-second.jsonl")
SCORED = ("DATE", "TIME")


@dataclass
class Score:
    """Counts over all sentences; `misses` in words."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def value_f1(self) -> float:
        """Harmonic mean of precision and recall, a mention counting when its value is right."""
        return 2 * self.right / (self.gold + self.found)

    @property
    def relaxed_f1(self) -> float:
        """The same, a mention counting when it overlaps."""
        return 2 * self.overlapping / (self.gold + self.found)


def score(path: Path = TIMEX) -> Score:
    """Score `find_dates` on the annotated sentences."""
    total = Score()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text = row["text"]
        found = [m for m in find_dates(text, published=date.fromisoformat(row["dct"])) if m.type in SCORED]
        gold: list[tuple[int, int, str, str]] = []
        cursor = 0
        for words, kind, value in row["timexes"]:
            cursor = text.index(words, cursor)
            if kind in SCORED:
                gold.append((cursor, cursor + len(words), kind, value))
        total.gold += len(gold)
        total.found += len(found)
        free = list(found)
        for start, end, _, value in gold:
            hit: DateMention | None = next((m for m in free if m.start_char < end and start < m.end_char), None)
            if hit is not None:
                free.remove(hit)
                total.overlapping += 1
            if hit is not None and hit.value == value:
                total.right += 1
            else:
                said = f"{hit.text} = {hit.value}" if hit else "nothing"
                total.misses.append(f"{row['dct']} {text[start:end]} = {value}, found {said} | {text}")
        total.misses += [f"{row['dct']} spurious {m.text} = {m.value} | {text}" for m in free]
    return total


def main() -> None:
    """Print a JSON line a set, and the misses when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    for path in (TIMEX, SECOND):
        total = score(path)
        figures = {
            "figure": "timex value F1",
            "set": path.stem,
            "value_f1": round(total.value_f1, 3),
            "relaxed_f1": round(total.relaxed_f1, 3),
            "gold": total.gold,
            "found": total.found,
        }
        print(json.dumps(figures))
        if arguments.misses:
            print("\n".join(total.misses))


if __name__ == "__main__":
    main()
