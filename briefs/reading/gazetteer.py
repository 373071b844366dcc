"""Looking words up: tokens of a text and the longest known name that starts at each.

Cheap by design, since it runs over the whole text of every article: one regular expression cuts the text into tokens
and one dictionary is asked per token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from briefs.reading import lexicon
from briefs.reading.lexicon import Office

_TOKEN = re.compile(
    r"[a-z]{2,}(?![\w‐‑'’-])"  # most words: the rest need not be tried
    r"|P5 ?\+ ?1|(?:[A-Z]\.){2,}(?:[A-Z]\b)?|H\.E\.|[A-Z]\.(?=[\s-]?[A-Z])"
    r"|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|Adm|Sgt|Cllr|Capt|Maj|Messrs|Rt|Hon|Brig|Amb|Msgr|Fr|Cmdr)\.(?=\s)"
    r"|[^\W_]+(?:[-‐‑'’](?!(?:[sS]|ll|ve|re|d)\b)[^\W_]+)*|['’][sS]\b|\S"
)


class Form(StrEnum):
    """What a known name is."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    PEOPLE = "people"
    CAPITAL = "capital"
    CITY = "city"
    SEAT = "seat"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: its `form`, the country or body it stands for (`party`), and the country it belongs to."""

    form: Form
    party: str
    country: str
    adjective: bool = False
    office: str = ""


class Tokens:
    """A text cut into tokens: `text[i]`, `low[i]` (lower case, straight apostrophes), offsets `start[i]`, `end[i]`."""

    def __init__(self, text: str, offset: int = 0) -> None:
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        words = _compounds()
        for match in _TOKEN.finditer(text):
            word, begin = match.group(), match.start() + offset
            if "-" in word and word not in words and all(part in words for part in word.split("-")):
                for part in re.findall(r"[^-]+|-", word):
                    self._add(part, begin)
                    begin += len(part)
                continue
            self.text.append(word)
            self.start.append(begin)
            self.end.append(begin + len(word))
        self.low = [word.lower().replace("’", "'") for word in self.text]

    def _add(self, word: str, begin: int) -> None:
        self.text.append(word)
        self.start.append(begin)
        self.end.append(begin + len(word))

    def __len__(self) -> int:
        return len(self.text)

    def known(self, index: int) -> tuple[Known, int] | None:
        """The longest known name that starts at token `index`, and the index after it."""
        if index >= len(self.text):
            return None
        if self.low[index] in ("american", "americans") and index and self.low[index - 1] in _AMERICAS:
            # "South American presidents" are of no one country
            return None
        for words, known in _names().get(self.text[index], ()):
            stop = index + len(words)
            if self.text[index:stop] == words or (
                len(words) > 1 and [w.replace("’", "'") for w in self.text[index:stop]] == words
            ):
                return known, stop
        return None

    def office(self, index: int) -> tuple[Office, bool, int] | None:
        """The longest office that starts at token `index`, whether it is plural, and the index after it."""
        if index >= len(self.text):
            return None
        for words, office, plural in _offices().get(self.low[index], ()):
            stop = index + len(words)
            if self.low[index:stop] == words:
                return office, plural, stop
        return None


_AMERICAS = frozenset({"south", "latin", "central", "north", "native", "pan", "inter"})


@cache
def _names() -> Mapping[str, Sequence[tuple[list[str], Known]]]:
    found: dict[str, Known] = {}
    for city, home in lexicon.cities().items():
        found.setdefault(city, Known(Form.CITY, home, home))
    for country in lexicon.countries():
        name = country.name
        for word in country.people:
            for plural in _people(word):
                if plural not in country.adjectives:
                    found[plural] = Known(Form.PEOPLE, name, name)
            if word not in country.adjectives:
                found[word] = Known(Form.DEMONYM, name, name)
        for word in country.adjectives:
            found[word] = Known(Form.DEMONYM, name, name, adjective=True)
        for city in country.seats:
            found[city] = Known(Form.CAPITAL, name, name)
        for word in (name, *country.aliases):
            adjective = word in country.adjectives
            found[word.removeprefix("the ")] = Known(Form.COUNTRY, name, name, adjective=adjective)
    for body in lexicon.bodies():
        for word in (body.name, *body.aliases):
            if (word and word not in found) or word == "Brussels":
                found[word] = Known(Form.CAPITAL if word == "Brussels" else Form.BODY, body.name, body.country)
    for seat in lexicon.seats():
        found[seat.name] = Known(Form.SEAT, seat.country, seat.country, office=seat.office)
    found["Greek Cypriot"] = Known(Form.DEMONYM, "Cyprus", "Cyprus", adjective=True)
    for word in list(found):
        if len(word) > 3 and found[word].form is not Form.BODY:
            found.setdefault(word.upper(), found[word])
    by_first: dict[str, list[tuple[list[str], Known]]] = {}
    for word, known in found.items():
        parts = [part.replace("’", "'") for part in _TOKEN.findall(word)]
        by_first.setdefault(parts[0], []).append((parts, known))
    return {first: sorted(some, key=lambda pair: -len(pair[0])) for first, some in by_first.items()}


@cache
def _compounds() -> frozenset[str]:
    """Words of one token that may stand in a compound ("US-Russian"), and compounds that are names themselves."""
    return frozenset(
        first
        for first, some in _names().items()
        for words, known in some
        if len(words) == 1 and known.form != Form.CITY
    ) | {"inter"}


@cache
def _offices() -> Mapping[str, Sequence[tuple[list[str], Office, bool]]]:
    by_first: dict[str, list[tuple[list[str], Office, bool]]] = {}
    for office in lexicon.offices().values():
        for words, plural in ((office.words, False), (_plural(office.words), True)):
            parts = _TOKEN.findall(words)
            by_first.setdefault(parts[0], []).append((parts, office, plural))
    return {first: sorted(some, key=lambda each: -len(each[0])) for first, some in by_first.items()}


def _plural(words: str) -> str:
    head, of, rest = words.partition(" of ")
    if not of:
        head, of, rest = words.partition(" for ")
    if head.endswith("man"):
        head = head[:-3] + "men"
    elif head.endswith("general") and head != "general":
        head = head.replace("secretary", "secretaries") if "secretary" in head else head + "s"
    elif head.endswith("y") and head[-2] not in "aeo":
        head = head[:-1] + "ies"
    elif head.endswith("s"):
        head += "es"
    else:
        head += "s"
    return head + of + rest


def _people(word: str) -> tuple[str, ...]:
    if word.endswith("man"):
        return (word[:-3] + "men",)
    if word.endswith(("ese", "ss", "sh")):
        return (word,)
    return (word + "s",)
