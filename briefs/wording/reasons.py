"""Reasons that errors tell in English, in a person's language: the English sentence is the key (ADR 0069)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

_BLANK = "{}"


@lru_cache(maxsize=4096)
def reason_in(language: str, reason: str) -> str:
    """`reason` in a language, with what it names put in; as it is where the language has no words for it.

    What stands before it and a colon, such as the name of a file, stays as it is.
    """
    told = _told(language, reason)
    if told:
        return told
    origin, colon, rest = reason.partition(": ")
    told = _told(language, rest) if colon else ""
    return f"{origin}: {told}" if told else reason


def _told(language: str, reason: str) -> str:
    for pattern, sentence in _reasons(language):
        found = pattern.fullmatch(reason)
        if found is not None:
            return sentence.format(*(reason_in(language, value) for value in found.groups()))
    return ""


@cache
def _reasons(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Patterns of English sentences with those that say the same; the fewest blanks first."""
    table = files("briefs.wording") / f"reasons_{language}.tsv"
    if not table.is_file():
        return ()
    rows = [row.split("\t") for row in table.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    rows.sort(key=lambda row: (row[0].count(_BLANK), -len(row[0])))
    return tuple((re.compile("(.+?)".join(map(re.escape, english.split(_BLANK)))), told) for english, told in rows)
