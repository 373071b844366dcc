"""What was learned of pairs: one weight a trait, from `weights.tsv`, which `python -m tests.training` writes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BIAS = "bias"
"""The weight that every pair has."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over traits: `of` gives each trait's weight in log-odds; unknown traits weigh nothing."""

    of: Mapping[str, float]

    def chance(self, found: Collection[str]) -> float:
        """How likely, from 0 to 1, two parties with these traits are told to have to do with each other in person."""
        odds = self.of.get(BIAS, 0.0) + sum(self.of.get(trait, 0.0) for trait in sorted(found))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))

    def reasons(self, found: Collection[str], most: int = 8) -> list[tuple[str, float]]:
        """The traits that speak loudest for or against, with their weights, the loudest first."""
        heard = [(trait, self.of[trait]) for trait in sorted(found) if trait in self.of]
        return sorted(heard, key=lambda each: -abs(each[1]))[:most]


def parse(text: str) -> Weights:
    """Weights from lines of trait, tab, weight; lines that begin with # are remarks."""
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Weights({trait: float(weight) for trait, weight in lines})


def written(learned: Weights) -> str:
    """The lines that `parse` reads, in the order of the traits."""
    lines = [f"{trait}\t{weight:g}\n" for trait, weight in sorted(learned.of.items())]
    return _HEAD + "".join(lines)


_HEAD = """\
# What speaks for (+) and against (-) two parties of one sentence having met, in log-odds; see docs/reading.md.
# Source: learned from tests/corpora (tuning parts), tests/training/silent.txt and told.txt; written by `make train`, do
# not edit.
"""


@cache
def weights() -> Weights:
    """The weights that come with the package, loaded once."""
    return parse(files("briefs.reading.pairing").joinpath("weights.tsv").read_text(encoding="utf-8"))
