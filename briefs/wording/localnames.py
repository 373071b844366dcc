"""Places, bodies and offices in a language, by their English names: CLDR's cities, then our own `names_xx.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel import Locale


@dataclass(frozen=True, slots=True)
class LocalNames:
    """English name → name in one language, nominative. Offices are in lower case."""

    places: Mapping[str, str]
    bodies: Mapping[str, str]
    offices: Mapping[str, str]


@cache
def local_names(language: str) -> LocalNames:
    """The names of a language; none for English and for a language without a table."""
    if language == "en":
        return LocalNames({}, {}, {})
    tables: dict[str, dict[str, str]] = {"place": dict(_cities(language)), "body": {}, "office": {}}
    table = files("briefs.wording") / f"names_{language}.tsv"
    for row in table.read_text("utf-8").splitlines() if table.is_file() else ():
        sort, english, name = row.split("\t") if not row.startswith("#") else ("", "", "")
        if sort in tables:
            tables[sort] |= dict.fromkeys(english.split("|"), name)
    return LocalNames(*(MappingProxyType(tables[sort]) for sort in ("place", "body", "office")))


def _cities(language: str) -> Iterator[tuple[str, str]]:
    """The cities that name a time zone."""
    english, local = Locale("en").time_zones, Locale.parse(language).time_zones
    for zone, names in local.items():
        if "city" in names and "/" in zone:
            plain = zone.rpartition("/")[2].replace("_", " ")
            yield str(english.get(zone, {}).get("city", plain)), str(names["city"])
