"""The words for hours, weekdays and lengths of time (`data/words.toml`): English in full, other languages by stems."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from importlib.resources import files

from briefs.model.subscriber import WEEKDAYS

_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKS = {"all": WEEKDAYS, "mon-fri": WEEKDAYS[:5], "sat-sun": WEEKDAYS[5:]}
_LONGEST_ENDING = 2
_SHORTEST = 3
"""Fewer letters of an English weekday are too like other words."""


@dataclass(frozen=True)
class Vocabulary:
    """Folded words → what they mean."""

    hours: Mapping[str, time]
    weeks: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    off: frozenset[str]
    tomorrow: frozenset[str]
    until: frozenset[str]
    for_: frozenset[str]
    _days: Mapping[str, str]
    _stems: Mapping[str, str]
    _units: Mapping[str, int]
    _months: Mapping[str, str]

    def day(self, word: str) -> str:
        """The weekday (of WEEKDAYS) that a word means, "" for none: "tues", "Fridays", "пт", "среду"."""
        plain = word.casefold().strip(".")
        if plain in self._days:
            return self._days[plain]
        for stem, day in self._stems.items():
            if plain.startswith(stem) and len(plain) <= len(stem) + _LONGEST_ENDING:
                return day
        if len(plain) >= _SHORTEST:
            for day, full in zip(WEEKDAYS, _ENGLISH_DAYS, strict=True):
                if full.startswith(plain) or plain == f"{full}s":
                    return day
        return ""

    def hours_in(self, unit: str) -> int | None:
        """How many hours a unit of time has ("d", "weeks", "дня"); None for what is no unit."""
        plain = unit.casefold()
        singular = plain.removesuffix("s")
        if singular in self._units:
            return self._units[singular]
        stems = (stem for stem in self._units if not stem.isascii() and len(stem) > 1)
        return next((self._units[stem] for stem in stems if plain.startswith(stem)), None)

    def in_english(self, words: str) -> str:
        """A date with the names of months in English: "20 мая" → "20 May"."""
        return " ".join(
            next((english for stem, english in self._months.items() if word.startswith(stem)), word)
            for word in words.casefold().split()
        ).title()


@lru_cache(1)
def vocabulary() -> Vocabulary:
    """The words that come with attache."""
    raw = tomllib.loads((files("briefs.scheduling") / "data" / "words.toml").read_text("utf-8"))
    small = {name: frozenset(words) for name, words in raw["small"].items()}
    return Vocabulary(
        hours={word: time.fromisoformat(hour) for word, hour in raw["hours"].items()},
        weeks={word: _WEEKS[week] for week, words in raw["weeks"].items() for word in words},
        fillers=small["fillers"],
        off=small["off"],
        tomorrow=small["tomorrow"],
        until=small["until"],
        for_=small["for"],
        _days={word: day for day, forms in raw["days"].items() for word in forms["words"]},
        _stems={stem: day for day, forms in raw["days"].items() for stem in forms["stems"]},
        _units=raw["lengths"],
        _months=raw["months"],
    )
