"""Who an article speaks of: a first, thin version (names and countries by shape)."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from briefs.model.reading import Participant, Person, Sort
from briefs.reading.wordlists import words

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'À-ÿ]*(?:-[\wÀ-ÿ]+)*"
_PARTICLE = r"(?:al-|el-|bin |ibn |van |von |de |da |di |del |der |den |la |le |du )"
_TITLE = (
    r"(?:President|Prime Minister|Premier|Chancellor|Foreign Minister|Foreign Secretary|Secretary of State|King|Queen|"
    r"Sultan|Emir|Pope|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|General|Gen\.|Secretary[- ]General|Vice President|Minister|"
    r"Defen[cs]e Minister|Envoy|Ambassador|Senator|Governor|Commissioner|chief|leader|envoy|premier|minister|president)"
)
_NAME = rf"(?:{_PARTICLE})?{_CAP}(?: (?:[A-Z]\. )?(?:{_PARTICLE})?{_CAP}){{0,3}}"
_TITLED = re.compile(rf"\b{_TITLE},? (?P<name>{_NAME})")
_PAIR = re.compile(rf"(?P<name>{_CAP}(?: (?:[A-Z]\. )?(?:{_PARTICLE})?{_CAP}){{1,3}})")
_NOT_NAME = words("prose", "thin", "words")


@cache
def countries() -> dict[str, str]:
    """Lower-case country name to country name."""
    territories = Locale("en").territories
    found = {name.lower(): name for code, name in territories.items() if code.isalpha() and code not in {"EU", "UN"}}
    found.update(
        {"britain": "United Kingdom", "us": "United States", "u.s.": "United States", "the us": "United States"}
    )
    return found


class Cast:
    """The people of one article."""

    def __init__(self, text: str) -> None:
        self._full: dict[str, str] = {}
        self._surname: dict[str, str] = {}
        for pattern in (_TITLED, _PAIR):
            for match in pattern.finditer(text):
                parts = match["name"].split()
                while parts and (parts[0] in _NOT_NAME or parts[0].rstrip("’'s") in _NOT_NAME):
                    parts = parts[1:]
                if not parts or any(word in _NOT_NAME for word in parts):
                    continue
                name = " ".join(parts).removesuffix("’s").removesuffix("'s")
                if name.lower() in countries() or (pattern is _PAIR and len(parts) < 2):
                    continue
                if pattern is _PAIR or len(parts) > 1:
                    self._full.setdefault(name, name)
                    self._surname.setdefault(parts[-1].removesuffix("’s").removesuffix("'s"), name)
                else:
                    self._surname.setdefault(name, name)
        self.people = tuple(Person(name) for name in self._full)
        names = sorted({*self._full, *self._surname, *countries().values()}, key=len, reverse=True)
        self._find = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b")
        title = rf"(?:[\w.’'-]+ ){{0,4}}{_TITLE},? "
        self._title_before = re.compile(rf"(?:{title})$")

    def mentions(self, text: str) -> list[tuple[int, int, Participant]]:
        """Spans in `text` that name somebody."""
        found: list[tuple[int, int, Participant]] = []
        for match in self._find.finditer(text):
            word = match.group()
            if word in self._full or word in self._surname:
                name = self._full.get(word) or self._surname[word]
                found.append((*match.span(), Participant(name, word)))
            else:
                name = countries()[word.lower()]
                found.append((*match.span(), Participant(name, word, Sort.COUNTRY)))
        return found
