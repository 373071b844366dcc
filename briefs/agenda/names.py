"""When two names mean the same participant, conference or place.

Names arrive as the reading resolved them ("Vladimir Putin", "Russia", "Geneva 2 conference"). Nothing here knows any
particular person or conference: people agree by their name's parts, parties by their whole name, conferences by their
telling words, places by their parts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefs.agenda.vocabulary import vocabulary
from briefs.model.reading import Entry, Participant, Sort

_UNDECOMPOSED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "’": "'", "‘": "'"})
_NUMBERED = re.compile(r"\b([A-Z]{1,4})[- ](\d{1,3})\b")
_LONGEST_KEPT = 80
_DESCRIBED = re.compile(r"\b(to|of|for|in)\b")


def fold(text: str) -> str:
    """`text` in lower case, without accents and typographic variants."""
    return _fold_again(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`, possessives and full stops removed; hyphened given names stay one word."""
    return _words_again(text) if len(text) <= _LONGEST_KEPT else _words(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED).lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _words(text: str) -> tuple[str, ...]:
    folded = re.sub(r"'s?(?=\W|$)", "", fold(text))
    return tuple(re.findall(r"[a-z0-9]+", folded.replace(".", "").replace("'", "").replace("-", "")))


# Names come again and again; lines of articles do not, and by the thousand would fill the memory.
_fold_again, _words_again = lru_cache(maxsize=65536)(_fold), lru_cache(maxsize=65536)(_words)


@lru_cache(maxsize=65536)
def person_parts(name: str) -> tuple[str, ...]:
    """A person's name without particles ("Walid al-Muallem" → walid, muallem); all words in other letters."""
    loose = re.sub(r"\b(al|el)-", "", fold(name))
    parts = tuple(word for word in words(loose) if word not in vocabulary().particles)
    return parts or words(name) or tuple(fold(name).split())


@lru_cache(maxsize=65536)
def party_key(name: str) -> str:
    """A country's or body's name as one word, "the" and "government of" aside."""
    plain = words(name) or fold(name).split()
    return "".join(word for word in plain if word not in vocabulary().party) or "".join(plain)


@lru_cache(maxsize=65536)
def _same_person(one: str, other: str) -> bool:
    mine, theirs = person_parts(one), person_parts(other)
    if not mine or not theirs:
        return False
    if _DESCRIBED.search(one) or _DESCRIBED.search(other):
        return mine == theirs
    if len(mine) == 1 or len(theirs) == 1:
        short, full = (mine, theirs) if len(mine) == 1 else (theirs, mine)
        return short[0] in (full[0], full[-1])
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    initials = len(mine[0]) == 1 or len(theirs[0]) == 1
    return mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0] and (initials or mine[0][:3] == theirs[0][:3])


def same_participant(one: Participant, other: Participant) -> bool:
    """Whether both names mean the same person or party."""
    if one.name == other.name:
        return True
    if party_key(one.name) == party_key(other.name):
        return True
    if one.sort is Sort.PERSON and other.sort is Sort.PERSON:
        return _same_person(one.name, other.name)
    return False


def stands_for(person: Participant, party: Participant) -> bool:
    """Whether `person` acts for the country `party` ("Mikhail Bogdanov" of Russia for "Russia")."""
    return (
        person.sort is Sort.PERSON
        and party.sort is not Sort.PERSON
        and bool(person.country)
        and party_key(person.country) == party_key(party.name)
    )


def fuller(one: str, other: str) -> str:
    """The fuller of two names of the same participant."""
    return other if len(words(other)) > len(words(one)) else one


@lru_cache(maxsize=65536)
def telling_words(name: str) -> frozenset[str]:
    """The words of a conference's name that tell it from others, acronyms of its full names among them.

    "Group of Eight" and "G8" both give g8; "World Trade Organisation" gives its words and wto.
    """
    plain = words(_NUMBERED.sub(r"\1\2", name).replace("-", " "))
    telling = {
        _singular(word) for word in plain if word not in vocabulary().function and word not in vocabulary().generic
    }
    group = re.search(r"\bgroup of ([a-z]+|\d+)", " ".join(plain))
    if group:
        number = vocabulary().numbers.get(group[1], group[1])
        telling -= {"group", group[1]}
        telling.add(f"g{number}")
    elif len(plain) < 12:
        telling = {str(vocabulary().numbers.get(word, word)) for word in telling}
    return frozenset(telling)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=65536)
def acronyms(name: str) -> frozenset[str]:
    """The acronyms that runs of capitalised words in `name` can have ("European Central Bank" → ecb)."""
    found = set()
    for run in re.findall(r"(?:[A-Z][\w'’]+(?:\s+(?:of|for|and|the)\s+|[\s-]+)?){2,}", name):
        letters = "".join(word[0] for word in re.findall(r"[A-Z][\w]*", run)).lower()
        found |= {letters[:size] for size in range(2, len(letters) + 1)}
    return frozenset(found)


@lru_cache(maxsize=65536)
def levels(name: str) -> frozenset[str]:
    """At what level a conference's name says it meets: leaders, ministers, parliament, or nothing."""
    said = set(words(name))
    return frozenset(level for level, markers in vocabulary().levels.items() if said & markers)


@lru_cache(maxsize=65536)
def types(name: str) -> frozenset[str]:
    """What sorts of assembly a name says it is: conference, summit, meeting …"""
    known = vocabulary().types
    return frozenset(known[word] for word in map(_singular, words(name)) if word in known)


@lru_cache(maxsize=65536)
def editions(name: str) -> frozenset[str]:
    """The numbers in a conference's name that say which one it is ("Geneva 2" → 2, "summit 2014" → 2014)."""
    return frozenset(word for word in telling_words(name) if word.isdigit())


@lru_cache(maxsize=65536)
def place_parts(place: str) -> tuple[str, ...]:
    """The parts of a place from narrow to wide: "Sochi, Russia" → sochi, russia."""
    parts = (" ".join(words(part) or fold(part).split()) for part in re.split(r"[,;/()]", place))
    return tuple(re.sub(r"^(the|near|outside) ", "", part) for part in parts if part)


def coarser_place(one: str, than: str) -> bool:
    """Whether `one` is a place that `than` lies in ("Sweden" for "Kiruna, Sweden")."""
    mine, theirs = place_parts(one), place_parts(than)
    return bool(mine) and len(mine) < len(theirs) and set(mine) <= set(theirs[1:])


def same_place(one: str, other: str) -> bool:
    """Whether both may be the same place: equal, or one the wider region of the other."""
    mine, theirs = place_parts(one), place_parts(other)
    if not mine or not theirs:
        return False
    return mine[0] in theirs or theirs[0] in mine


def tells_nothing(telling: frozenset[str]) -> bool:
    """Whether words alone name no assembly ("the council", "the conference")."""
    return telling <= vocabulary().institutions


def told_names(entry: Entry) -> list[str]:
    """The names by which a report calls a conference; its own words only where they tell more than the full name."""
    if not entry.name or not entry.name_as or telling_words(entry.name_as) <= telling_words(entry.name):
        return [entry.name or entry.name_as] if entry.name or entry.name_as else []
    return [entry.name, entry.name_as]
