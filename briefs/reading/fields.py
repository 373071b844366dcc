"""Fields of meaning that everyday words belong to: seats, meals, touch, what is done from afar (fields.toml)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from briefs.reading import grammar
from briefs.reading.triggers import plural, regular
from briefs.reading.wordlists import tables

if TYPE_CHECKING:
    from spacy.tokens import Token


def fields(token: Token) -> list[str]:
    """The fields of a token, each with its table, as "nouns meal"."""
    table = "verbs" if grammar.is_verb(token) else "nouns" if token.tag_.startswith("NN") else "small"
    return [f"{table} {key}" for key in sorted(_by_form(table).get(token.text.lower(), ()))]


def is_of(token: Token, table: str, keys: Collection[str]) -> bool:
    """Whether a token is a word of one of some fields."""
    return not _by_form(table).get(token.text.lower(), frozenset()).isdisjoint(keys)


@cache
def _by_form(table: str) -> dict[str, set[str]]:
    """For each form of the words of a table, the fields it belongs to."""
    found: dict[str, set[str]] = {}
    for key, text in tables("fields")[table].items():
        for word in str(text).split():
            for form in _forms(word, table):
                found.setdefault(form, set()).add(key)
    return found


def _forms(word: str, table: str) -> list[str]:
    if table == "verbs":
        return regular(word)
    return [word, plural(word)] if table == "nouns" else [word]
