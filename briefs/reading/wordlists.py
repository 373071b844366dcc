"""Reading the word lists of `briefs/reading/lexicon/`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of `lexicon/<name>.toml`."""
    return tomllib.loads(files("briefs.reading").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, table: str, key: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(str(tables(name)[table][key]).split())
