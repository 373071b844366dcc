"""Where names are at home: how well somebody's name goes with a country, as far as given and family names tell.

Names make nobody a citizen; they only help to choose among the people of a text whom a description can mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from briefs.reading import lexicon, names

FITTING, SILENT, SETTLED, FOREIGN = 1.0, 0.6, 0.4, 0.0
"""A name of the country; one that tells nothing; one from elsewhere where many names live; one from elsewhere."""

_FEW = 8
_LONGEST_ENDING = 8
_SHORTEST_STEM = 2


@lru_cache(maxsize=8192)
def fitness(name: str, country: str) -> float:
    """How well a personal name goes with a country: `FITTING`, `SILENT`, `SETTLED` or `FOREIGN`."""
    homes = _homes(name)
    if not homes:
        return SILENT
    if country in homes:
        return FITTING
    return SETTLED if country in _settled() else FOREIGN


def is_native(name: str, country: str) -> bool:
    """Whether a name is at home in the country first, or in few others: "Jacques" in France, not "Joe" in Australia."""
    homes = _homes(name)
    return country in homes and (len(homes) <= _FEW or country in _first())


@lru_cache(maxsize=8192)
def _homes(name: str) -> frozenset[str]:
    """The countries where a name is at home, empty when it tells nothing."""
    words = [names.fold(word) for word in names.parts(name)]
    if not words:
        return frozenset()
    if len(words) > 1 and words[0] in _table("family") and names.family_first(name):
        return _table("family")[words[0]]
    given = _table("given").get(words[0], frozenset()) if len(words) > 1 else frozenset()
    last, family = words[-1], frozenset[str]()
    for length in range(2, min(_LONGEST_ENDING, len(last) - _SHORTEST_STEM) + 1):
        family |= _table("endings").get(last[-length:], frozenset())
    return given & family or given | family


@cache
def _table(kind: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in lexicon.table("origins.toml")["names"]:
        for word in group.get(kind, "").split():
            found.setdefault(names.fold(word), set()).update(group["countries"])
    return {word: frozenset(some) for word, some in found.items()}


@cache
def _first() -> frozenset[str]:
    return frozenset(group["countries"][0] for group in lexicon.table("origins.toml")["names"])


@cache
def _settled() -> frozenset[str]:
    return frozenset(lexicon.table("origins.toml")["settled"])
