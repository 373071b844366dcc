"""Cities that words mean, in English or in Russian in any case, whether or not the agenda has heard of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from types import MappingProxyType
from typing import Final

from briefs.composing.transcribing import nominatives
from briefs.composing.vocabulary import is_cyrillic, words_of
from briefs.reading import lexicon
from briefs.wording.localnames import local_names

_LONGEST: Final = 4
_MOST_CASES: Final = 4096


@lru_cache(maxsize=4096)
def places_named(phrase: str) -> tuple[str, ...]:
    """The English names of the city that a phrase in Russian letters means ("Вене", "Нью-Йорк"); none for others."""
    words = words_of(phrase)
    if not words or len(words) > _LONGEST or not all(is_cyrillic(word) for word in words):
        return ()
    cases = product(*(nominatives(word) for word in words))
    return next((found for case in islice(cases, _MOST_CASES) if (found := _russian().get(case))), ())


def city_named(phrase: str) -> str:
    """The English name of the city that a phrase means; "" when it means none."""
    return next(iter(places_named(phrase)), "") or _cities().get(words_of(phrase), "")


@cache
def _russian() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for english, russian in local_names("ru").places.items():
        found.setdefault(words_of(russian), []).append(english)
    return MappingProxyType({words: tuple(names) for words, names in found.items()})


@cache
def _cities() -> Mapping[tuple[str, ...], str]:
    return MappingProxyType({words_of(city): city for city in lexicon.cities()})
