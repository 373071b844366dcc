"""The countries and bodies that words mean, however they are said: "British", "UK", "London's" government, "Сирия"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from babel import Locale

from briefs.model.reading import Sort
from briefs.reading import lexicon, names

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 5
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
# The BGN/PCGN romanisation of Russian, without its diacritics and special cases.
_ROMANISED: Final = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A country or body that a phrase means, by its English name."""

    name: str
    sort: Sort


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """`text` without case and accents, for comparing words: "Erdoğan" and "ERDOGAN" fold alike."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate({0x131: "i", 0xF8: "o", 0x142: "l", 0x451: "е"}))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, a hyphen or an apostrophe dividing them, dots inside abbreviations left out."""
    return tuple(_WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", fold(text))))


def parties_in(words: Sequence[str]) -> Iterator[tuple[int, int, Party]]:
    """The countries and bodies named in folded words, longest first: start, end (exclusive), whom they mean."""
    table = _parties()
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            party = table.get(tuple(words[start : start + length]))
            if party is not None:
                yield start, start + length, party
                start += length - 1
                break
        start += 1


def party_named(phrase: str) -> Party | None:
    """The country or body that the whole phrase means, in English or Russian; None when it means neither."""
    words = words_of(phrase)
    if not words:
        return None
    return _parties().get(words) or _declined(words)


def seat_of(phrase: str) -> Party | None:
    """The country whose government sits in the city of that name ("Moscow"); None for other words."""
    return _seats().get(words_of(phrase))


def romanised(word: str) -> str:
    """A folded word in Latin letters; one in other letters than Cyrillic as it is."""
    return "".join(_ROMANISED.get(char, char) for char in word)


def sounded(word: str) -> str:
    """A folded word as it sounds, whatever its spelling or script: "Лавров", "Lawrow" and "Lavrov" agree."""
    return names.sounded(romanised(word))


def is_cyrillic(text: str) -> bool:
    """Whether `text` has a Cyrillic letter."""
    return _CYRILLIC.search(text) is not None


@cache
def _parties() -> Mapping[tuple[str, ...], Party]:
    """Folded words → party. A country's name wins over a body's alias."""
    table: dict[tuple[str, ...], Party] = {}
    russian = Locale("ru").territories
    for body in lexicon.bodies():
        _enter(table, (body.name, *body.aliases), Party(body.name, Sort.BODY))
    for country in lexicon.countries():
        forms = (country.name, *country.aliases, *country.adjectives, *country.people)
        local = (russian[country.code],) if country.code in russian else ()
        _enter(table, (*forms, *local), Party(country.name, Sort.COUNTRY))
    for row in (files("briefs.composing") / "parties_ru.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            words, name, sort = row.split("\t")
            _enter(table, (words,), Party(name, Sort(sort)))
    return MappingProxyType(table)


def _enter(table: dict[tuple[str, ...], Party], forms: Iterable[str], party: Party) -> None:
    for form in forms:
        words = words_of(form.removeprefix("the "))
        if words and len(words) <= _LONGEST:
            table[words] = party


def _declined(words: tuple[str, ...]) -> Party | None:
    """A Russian name in another case: the same but for the last two letters of each word."""
    if not all(is_cyrillic(word) and len(word) >= 4 for word in words):
        return None
    found = {party for known, party in _parties().items() if len(known) == len(words) and _same_stems(known, words)}
    return found.pop() if len(found) == 1 else None


def _same_stems(known: Sequence[str], words: Sequence[str]) -> bool:
    return all(
        abs(len(one) - len(other)) <= 2 and one[: max(3, len(other) - 2)] == other[: max(3, len(other) - 2)]
        for one, other in zip(known, words, strict=True)
    )


@cache
def _seats() -> Mapping[tuple[str, ...], Party]:
    return MappingProxyType(
        {
            words_of(seat): Party(country.name, Sort.COUNTRY)
            for country in lexicon.countries()
            if country.sort == "state"
            for seat in country.seats
        }
    )
