"""Personal names: folding, family name, order, and whether two written names mean one person.

Facts (particles, name order, spellings) are data in `lexicon/names.toml` and `lexicon/variants.tsv`. Who bears a name
is the business of `people` and `whoswho`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from briefs.reading import lexicon

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "e",
        "’": "'",
        "‘": "'",
    }
)
# A given name in the Korean manner: "Ki-moon", "Jong-un", but not "Jean-Pierre".
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")
_JOINTS = re.compile(r"[-‐‑'’ʼ.]")
# Romanisation rules: sounds that Latin spellings of one name write differently. Applied in order to folded text.
_SOUNDS = (
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"tch|tsch|ch|cz"), "c"),
    (re.compile(r"kh|ch"), "h"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"q"), "k"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"([aou])e(?![iy])"), r"\1"),
    (re.compile(r"y?e[ie]?v$|eyev$|ieff$|yev$|eff$"), "ev"),
    (re.compile(r"(iy|yi|ii|ij|iyy|yy|ey|ei|y|j)$"), "i"),
    (re.compile(r"[iy]?(?=[aeou])y|i(?=[aeou])|y(?=[aeou])"), "y"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ts|tz"), "c"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without diacritics, hyphens kept: "Çavuşoğlu" → "cavusoglu"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=8192)
def sounded(part: str) -> str:
    """One name part as it sounds, so that romanisations meet: "Sergey", "Sergei" → one value; "al-Assad" → "assad"."""
    plain = fold(part)
    head, _, tail = plain.partition("-")
    if head in _articles() and tail:
        plain = tail
    plain = _JOINTS.sub("", plain)
    if plain in _spellings():
        return _spellings()[plain]
    if len(plain) > 3:
        for sound, written in _SOUNDS:
            plain = sound.sub(written, plain)
    return plain


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name without honorifics, suffixes and dots: "Mr. George H. W. Bush Jr." → George, H, W, Bush."""
    words = [word for word in name.replace(",", " ").split() if word.strip(".")]
    while len(words) > 1 and fold(words[0]) in honorifics():
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in suffixes() and not words[-1].lower().startswith("xi"):
        words = words[:-1]
    return tuple(word.rstrip(".") if len(word) <= 3 else word for word in words)


def regnal(name: str) -> bool:
    """Whether a name has a monarch's or pope's number: "Albert II", "John Paul II"."""
    words = name.split()
    return len(words) > 1 and re.fullmatch(r"(?:X{0,2})(?:I{1,3}|IV|VI{0,3}|IX|V|X)", words[-1]) is not None


def shown(name: str) -> str:
    """A name as it is shown: without honorifics and styles, numerals and initials kept ("Albert II")."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and fold(words[0]) in honorifics():
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in suffixes() and not words[-1].isupper():
        words = words[:-1]
    while len(words) > 1 and words[-1] in ("MP", "TD", "MEP", "KBE", "CBE", "OBE"):
        words = words[:-1]
    return " ".join(words)


@lru_cache(maxsize=8192)
def family_first(name: str, country: str = "") -> bool:
    """Whether the family name stands first: by the country when known, else by what the first part is."""
    words = parts(name)
    if not 2 <= len(words) <= 4 or any("." in word or len(word) == 1 for word in words):
        return False
    first = fold(words[0]).title()
    known = first in _family_names()
    if country in _order()["family_first"]:
        return known or not (fold(words[-1]).title() in _family_names() and len(words) == 2)
    if country and country not in _order()["either"] and country not in _order()["no_family"]:
        return known and country in ("Singapore", "Malaysia", "United Nations", "")
    # Without a country only the form tells: "Ban Ki-moon", "Xi Jinping", "Nguyen Tan Dung", not "Kim Clijsters".
    second = words[1]
    if _HYPHENED.fullmatch(second):
        return known
    return known and ("-" in second or len(words) == 3 or _monosyllables(second)) and not _western(second)


@lru_cache(maxsize=8192)
def family(name: str, country: str = "") -> str:
    """The family name, with its particles: "Ursula von der Leyen" → "von der Leyen", "Xi Jinping" → "Xi".

    For a name that has none ("Thein Sein") the whole name; for royalty ("Abdullah II") what stands there.
    """
    words = parts(name)
    if not words:
        return name.strip()
    if len(words) == 1 or country in ("Myanmar",):
        return " ".join(words)
    if family_first(name, country):
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in particles() and words[start - 1].islower():
        start -= 1
    if start > 1 and words[start - 1].lower() in ("de", "van", "von", "del", "el", "al") and start >= 2:
        start -= 1
    return " ".join(words[start:])


def same_name(first: str, second: str, country: str = "") -> bool:
    """Whether two written names can mean one person.

    The family names agree as they sound, and given names agree, are initials of each other, or one is missing. Order
    does not matter ("Shinzo Abe", "Abe Shinzo"). Says nothing about namesakes: ask the who's who.
    """
    if fold(first) == fold(second):
        return True
    one, other = [[sounded(w) for w in parts(n) if fold(w) not in particles()] for n in (first, second)]
    if not one or not other:
        return False
    if set(one) == set(other):
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    families = {sounded(word) for n in (first, second) for word in family(n, country).split()[-1:]}
    shared = [word for word in short if word in long]
    if not shared or not set(shared) & families:
        return False
    rest = [word for word in short if word not in long]
    left = [word for word in long if word not in short]
    return all(any(word[0] == spare[0] and min(len(word), len(spare)) == 1 for spare in left) for word in rest)


def spelled(name: str) -> str:
    """A name in ordinary capitals: "SERGEI LAVROV" → "Sergei Lavrov"; mixed case is left alone."""
    if not name.isupper() or len(name) < 4:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


@cache
def honorifics() -> Mapping[str, str]:
    """Honorific in lower case → gender it tells ("m", "f" or "")."""
    found: dict[str, str] = lexicon.table("names.toml")["honorifics"]
    return found


@cache
def particles() -> frozenset[str]:
    """Words that belong to a name in lower case: "van", "bin"."""
    return frozenset(lexicon.table("names.toml")["parts"]["particles"])


@cache
def suffixes() -> frozenset[str]:
    """What may stand after a name: "Jr.", "II", "MP"."""
    return frozenset(lexicon.table("names.toml")["parts"]["suffixes"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(lexicon.table("names.toml")["parts"]["articles"])


@cache
def _order() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = lexicon.table("names.toml")["order"]
    return found


@cache
def _family_names() -> frozenset[str]:
    return frozenset(_order()["family_names"])


@cache
def _spellings() -> Mapping[str, str]:
    return {
        spelling: row["spellings"].split("|")[0]
        for row in lexicon.rows("variants.tsv")
        for spelling in row["spellings"].split("|")
    }


def _monosyllables(word: str) -> bool:
    """Whether a word can be one or two romanised syllables of Chinese, Korean or Vietnamese ("Jinping", "Keqiang")."""
    return re.fullmatch(r"(?:[bcdfghjklmnpqrstvwxyz]{0,3}[aeiou]{1,3}(?:ng|n|r|m|k|l|p)?){1,2}", fold(word)) is not None


def _western(word: str) -> bool:
    return fold(word)[-2:] in ("er", "ez", "es", "is", "us", "on", "as", "os") or fold(word)[0] in "v"
