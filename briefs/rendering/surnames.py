"""What part of somebody's name news goes on with after the first mention."""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.reading import names
from briefs.reading.vocabulary import vocabulary
from briefs.reading.wordlists import tables

_PATRONYMIC = re.compile(r"(?:ov|ev)(?:ich|na)$|(?:ovych|ivna)$")
_SON_OF = re.compile(r"..[eé]z$")
"""Spanish surnames that say whose child: "López", "Fernández"."""


@lru_cache(maxsize=8192)
def called(name: str, country: str = "") -> str:
    """The family name, with its particles and, of two Spanish surnames, both: "López Obrador", "Pérez de Cuéllar".

    The whole name where the family name stands first, where news writes either order ("Abe Shinzo"), and where nothing
    but given name and patronymic is told ("Vladimir Vladimirovich").
    """
    words = name.split()
    if not words:
        return name
    if names.family_first(name, country) or _is_reversed(words, country):
        return name
    if len(words) == 2 and _PATRONYMIC.search(words[1]):
        return name
    family = names.family(name, country)
    first = len(words) - len(family.split())
    for at in range(1, first):
        if _is_first_surname(words, at, first, country):
            return " ".join(words[at:])
    return family


def _is_reversed(words: list[str], country: str) -> bool:
    """Whether the family name may stand first: in a country that news writes either way, or a given name ends it."""
    order = tables("names")["order"]
    if country == "Japan":
        return len(words) == 2
    given = vocabulary().gender
    last, first = names.fold(words[-1]), names.fold(words[0])
    return not country and len(words) == 2 and last in order["japanese_given"] and first not in given


def _is_first_surname(words: list[str], at: int, last: int, country: str) -> bool:
    """Whether a word before the last surname is the first of two, as Spanish speakers have them."""
    order = tables("names")["order"]
    low = names.fold(words[at])
    if low in vocabulary().gender or country == "Philippines" or "." in words[at]:
        return False
    if country in order["two_surnames"]:
        return at == last - 1 and words[at][:1].isupper() and low not in names.particles()
    return _SON_OF.search(low) is not None or low in order["first_surnames"]
