"""Names in Russian letters: which Latin spellings they stand for, and their nominative.

Russian writes foreign names as they sound ("Кэмерон", "Ширак", "Си Цзиньпин"), so letters do not map one to one. Both
scripts are brought to what is left of a name by ear: its consonants in broad classes and the number of its
vowels. Where a Latin letter is read in several ways ("Jean", "Juncker", "Jose"), it gives several keys.
The rules follow the practical transcription of English, French, German, Spanish and Chinese names
(Gilyarevsky and Starostin, "Foreign names and titles in Russian text"; the Palladius system for Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

from briefs.composing.vocabulary import fold, is_cyrillic, words_of

_MOST_READINGS: Final = 256


@cache
def _table(rows: str) -> dict[str, tuple[str, ...]]:
    """What letters can sound like, from rows like "ch=C|K|H"; "-" is no sound, "*" a vowel."""
    pairs = (row.split("=") for row in rows.split())
    return {letters: tuple(sounds.replace("-", "").split("|")) for letters, sounds in pairs}


_CYRILLIC: Final = """
дж=J цз=J чж=J тч=C кс=KS
б=B в=V г=G д=D ж=J з=Z к=K л=L м=M н=N п=P р=R с=S т=T ф=F х=H ц=C ч=C ш=C щ=C
а=* е=* и=* о=* у=* ы=* э=* ю=* я=* ь=- ъ=-
"""
# The longest letters first. A vowel with what makes it long is one vowel.
_LATIN: Final = """
tsch=C sch=C|SK tch=C dzh=J cqu=K gue=G
dj=J sz=S|C cz=C sh=C ch=C|K|H zh=J kh=H gh=G|- ph=F th=T ck=K qu=K ts=C|TS tz=C ng=N|NG|NJ
gn=N|GN st=ST|CT sp=SP|CP ll=L|-
b=B c=K|C|S d=D f=F g=G|J h=H|-|G j=J|*|H k=K l=L m=M n=N p=P q=K|C r=R s=S|Z t=T v=V|F w=V|* x=KS|S|H z=Z|C|S
a=* e=* i=* o=* u=* y=*
"""
_SYLLABLE: Final = "b=B|P k=K|G j=J|*|H|C d=D|T"
"""Korean names are romanised with letters that Russian hears otherwise ("Ban Ki-moon", "Пан Ги Мун")."""
_LONGEST_SYLLABLE: Final = 4
_SILENT: Final = frozenset("stde")
"""Letters that may be silent at the end of a name ("Mitterrand", "Hollande")."""
_VOWELS: Final = (
    ("A", re.compile(r"^[aая]+h?$")),
    ("I", re.compile(r"^([iyийы]+|ee|ie|ei)$")),
    ("U", re.compile(r"^([uую]+|oo|ou|wu|ow)$")),
    ("E", re.compile(r"^(e|е|э|ae|ay|ai|ey|ei|эи|еи)$")),
    ("O", re.compile(r"^(o|о|ё|au|oh)$")),
)
_ENDINGS: Final = tuple(fold("ью ого ому ыми ими ами ями ым им ом ем ой ей ою ею ах ях ам ям а я у ю е ы и").split())
_MASCULINE: Final = tuple(map(fold, ("", "й", "ий", "ый", "ь", "а", "я", "о")))
_FEMININE: Final = tuple(map(fold, ("а", "я", "ь", "", "ая")))
_OF_WOMEN: Final = frozenset(map(fold, ("ой", "ою", "ей", "ею", "ью")))
_PARTICLES: Final = frozenset(fold("фон дер ден де да ди ван аль эль ас аш бен бин ибн ла ле").split())


def spoken_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a name, without the particles of foreign names in Russian letters ("фон дер Ляйен").

    A particle is written small: "Ван И" is called Ван.
    """
    words = words_of(phrase)
    small = {fold(word) for word in phrase.replace("-", " ").split() if word[:1].islower()}
    kept = tuple(word for word in words if word not in _PARTICLES or word not in small)
    return kept if any(len(word) > 1 for word in kept) else words


@lru_cache(maxsize=65_536)
def heard(word: str) -> frozenset[str]:
    """The keys under which one word of a name may be heard; none for a word without consonants or in other letters.

    A Cyrillic word has one key, a Latin one up to `_MOST_READINGS`.
    """
    folded = fold(word).replace("'", "").replace("’", "")
    readings = _readings(folded, _table(_CYRILLIC)) if is_cyrillic(folded) else _latin(folded)
    return frozenset(key for reading in readings if (key := _key(reading, folded)))


@lru_cache(maxsize=16_384)
def nominatives(word: str) -> tuple[str, ...]:
    """What a folded Russian word may be in the nominative, itself first, then the likelier: "путиным" → "путин", …"""
    if not is_cyrillic(word):
        return (word,)
    found = {word: None}
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:
            nominatives = _FEMININE if ending in _OF_WOMEN else _MASCULINE
            found |= {stem + nominative: None for nominative in nominatives}
    return tuple(found)


def _latin(word: str) -> list[str]:
    sounds = {**_table(_LATIN), **(_table(_SYLLABLE) if len(word) <= _LONGEST_SYLLABLE else {})}
    last = word[-1:]
    if last in _SILENT:
        bare = _readings(word[:-1], sounds)
        return [*_readings(word, sounds), *bare]
    return _readings(word, sounds)


def _readings(word: str, sounds: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every way to read a word, up to a bound."""
    told: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        letters = next((known for known in sounds if word.startswith(known, at)), word[at])
        told.append(sounds.get(letters, ("",)))
        at += len(letters)
    return ["".join(reading) for reading in islice(product(*told), _MOST_READINGS)]


def _key(reading: str, word: str) -> str:
    """Consonants, doubled ones once, and how many vowels there are; of a short word also which vowel it is."""
    plain = re.sub(r"([^*])\1+", r"\1", re.sub(r"\*+", "*", reading))
    consonants = plain.replace("*", "")
    if not consonants:
        return ""
    if len(consonants) > 1:
        first = "*" if plain.startswith("*") else ""
        return f"{first}{consonants}{plain.count('*')}"
    vowels = re.sub(r"[^aeiouyаеёиоуыэюяй]+", " ", word).split()
    told = "".join(next((name for name, form in _VOWELS if form.match(vowel)), "?") for vowel in vowels)
    return f"{consonants}:{told}" if told and "?" not in told else ""
