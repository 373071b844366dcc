"""Words as data: who and what English news names, loaded on first use and kept.

Every table is a small file beside this one whose head says what its columns mean and where it comes from. Other rooms
of reading load theirs through `rows` and `table`. Nothing here decides anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a former state, or a region that negotiates in its own name (`sort`: state, former, region).

    `adjectives` go before an office ("Russian"), `people` name one of its people ("Briton"), `aliases` are its other
    names, `seats` the cities that stand for its government. `code` is ISO 3166, "" where there is none.
    """

    name: str
    code: str
    sort: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    aliases: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, bloc, party, opposition or armed group; `nouns` are what a text calls it afterwards."""

    name: str
    sort: str
    aliases: tuple[str, ...]
    nouns: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A house that stands for whoever works there; `office` is its holder's, "" for a ministry or parliament."""

    name: str
    country: str
    city: str
    office: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office or role.

    `domain`: which offices one description can mean; `stands`: person, aside, aide or delegate; `where`: the countries
    that alone have an office of this name, empty when many have.
    """

    words: str
    office: str
    domain: str
    gender: str
    stands: str
    where: tuple[str, ...] = ()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated table of this folder; # starts a comment line, the first other line is the head."""
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t") + [""] * len(head), strict=False)) for line in lines[1:]]


def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads(_text(name))


@cache
def countries() -> tuple[Country, ...]:
    """Every country, in alphabetical order within its sort."""
    return tuple(
        Country(
            row["name"],
            row["code"],
            row["sort"],
            _split(row["adjectives"]),
            _split(row["people"]),
            _split(row["aliases"]),
            _split(row["seats"]),
        )
        for row in rows("countries.tsv")
    )


@cache
def bodies() -> tuple[Body, ...]:
    """International bodies, blocs, parties, oppositions and armed groups."""
    return tuple(
        Body(row["name"], row["sort"], _split(row["aliases"]), _split(row["nouns"]), row["country"])
        for row in rows("bodies.tsv")
    )


@cache
def seats() -> tuple[Seat, ...]:
    """Houses and streets that stand for a government."""
    return tuple(Seat(row["seat"], row["country"], row["city"], row["office"]) for row in rows("seats.tsv"))


@cache
def offices() -> Mapping[str, Office]:
    """Offices by their words in lower case ("secretary of state")."""
    return {
        row["words"]: Office(
            row["words"], row["office"], row["domain"], row["gender"], row["stands"], _split(row["where"])
        )
        for row in rows("offices.tsv")
    }


@cache
def cities() -> Mapping[str, str]:
    """City → English name of its country; where several share a name, the one news means without saying more."""
    return {row["city"]: row["country"] for row in (*rows("cities.tsv"), *rows("venues.tsv"))}


@cache
def zones() -> Mapping[str, str]:
    """City → IANA zone, for the cities of GeoNames."""
    return {row["city"]: row["zone"] for row in rows("cities.tsv")}


def country_named(name: str) -> Country | None:
    """The country of that name or alias ("Britain"), None when there is none."""
    return _countries_by_name().get(name) or _countries_by_name().get(name.removeprefix("the "))


@cache
def _countries_by_name() -> Mapping[str, Country]:
    return {alias: country for country in countries() for alias in (country.name, *country.aliases)}


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
