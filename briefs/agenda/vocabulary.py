"""The words by which names are compared, from vocabulary.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lists of folded words; what each is for stands in the file."""

    particles: frozenset[str]
    function: frozenset[str]
    party: frozenset[str]
    generic: frozenset[str]
    institutions: frozenset[str]
    types: dict[str, str]
    levels: dict[str, frozenset[str]]
    numbers: dict[str, int]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    told = tomllib.loads(files("briefs.agenda").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        particles=frozenset(told["particles"]),
        function=frozenset(told["function"]),
        party=frozenset(told["party"]),
        generic=frozenset(told["generic"]),
        institutions=frozenset(told["institutions"]),
        types=dict(told["types"]),
        levels={level: frozenset(markers) for level, markers in told["levels"].items()},
        numbers=dict(told["numbers"]),
    )
