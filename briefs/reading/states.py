"""Pairs of states in one hyphened word: "Franco-German talks", "the Congo-Rwanda commission"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from briefs.model.reading import Participant, Sort
from briefs.reading import lexicon
from briefs.reading.wordlists import tables

_PAIR = re.compile(r"\b[A-Z][A-Za-z]+(?:[-–][A-Z][A-Za-z]+){1,2}\b")


def paired(text: str) -> list[Participant]:
    """The two or three states that the first hyphened word of `text` names; empty when it names anything else."""
    for match in _PAIR.finditer(text):
        names = [_named().get(part, "") for part in re.split("[-–]", match.group())]
        if all(names) and len(set(names)) == len(names):
            return [Participant(name, match.group(), Sort.COUNTRY, "", name) for name in names]
    return []


@cache
def _named() -> Mapping[str, str]:
    """Names, adjectives and prefixes of states to the state; a word that two share means the one listed last."""
    found: dict[str, str] = {}
    for country in lexicon.countries():
        for word in (*country.adjectives, country.name, *country.aliases):
            found[word] = country.name
    for pair in str(tables("events")["states"]["prefixes"]).split():
        prefix, _, name = pair.partition(":")
        found[prefix] = name.replace("_", " ")
    return found
