"""The vocabulary of dates, read once from `lexicon/dates.toml`, and how numbers are said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from briefs.reading.dates.tokens import cut

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Feast:
    """How a feast's day is found: exactly one of the rules is set. `days` is its length."""

    on: tuple[int, int] | None = None
    nth: tuple[int, int, int] | None = None
    easter: int | None = None
    orthodox: int | None = None
    islamic: tuple[int, int] | None = None
    table: tuple[date, ...] = ()
    days: int = 1


Phrases = dict[str, list[tuple[list[str], T]]]
"""Phrases of several tokens by their first one, the longest first."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `lexicon/dates.toml`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    day_parts: dict[str, str]
    seasons: dict[str, str]
    parts: dict[str, str]
    shifts: dict[str, int]
    zones: frozenset[str]
    references: Phrases[str]
    feasts: Phrases[Feast]
    future: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    reporting: frozenset[str]
    prospective: frozenset[str]
    lists: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The vocabulary; read on first use."""
    with (files("briefs.reading.lexicon") / "dates.toml").open("rb") as file:
        table = tomllib.load(file)
    lunar = tuple(date.fromisoformat(day) for day in table["lunar_new_year"]["days"])
    tense = {
        name: frozenset(table["tense"][name]) for name in ("future", "past", "present", "reporting", "prospective")
    }
    return Words(
        months=table["months"],
        weekdays=table["weekdays"],
        numbers=table["numbers"],
        ordinals=table["ordinals"],
        units=table["units"],
        day_parts=table["day_parts"],
        seasons=table["seasons"],
        parts=table["parts"],
        shifts=table["shifts"],
        zones=frozenset(table["zones"]["names"]),
        references=_phrases({phrase: ref for ref, phrases in table["references"].items() for phrase in phrases}),
        feasts=_phrases({name: _feast(rule, lunar) for name, rule in table["feasts"].items()}),
        future=tense["future"],
        past=tense["past"],
        present=tense["present"],
        reporting=tense["reporting"],
        prospective=tense["prospective"],
        lists={name: frozenset(values) for name, values in table["lists"].items()},
    )


def _phrases(table: dict[str, T]) -> Phrases[T]:
    found: Phrases[T] = {}
    for phrase, meaning in sorted(table.items(), key=lambda item: -len(item[0])):
        tokens = [word for word in cut(phrase).low if word]
        found.setdefault(tokens[0], []).append((tokens, meaning))
    return found


def _feast(rule: dict[str, Any], lunar: tuple[date, ...]) -> Feast:
    days = rule.get("days", 1)
    if "on" in rule:
        month, day = rule["on"].split("-")
        return Feast(on=(int(month), int(day)), days=days)
    if "nth" in rule:
        month, nth, weekday = rule["nth"][:2], rule["nth"][3:-2], rule["nth"][-1]
        return Feast(nth=(int(month), int(nth), int(weekday)), days=days)
    if "islamic" in rule:
        month, day = rule["islamic"].split("-")
        return Feast(islamic=(int(month), int(day)), days=days)
    if "table" in rule:
        return Feast(table=lunar, days=days)
    return Feast(easter=rule.get("easter"), orthodox=rule.get("orthodox"), days=days)
