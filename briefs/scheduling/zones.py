"""Which IANA zone a person means: by its name, a city, a country, an offset from UTC or a place on the map.

The gazetteer (`data/cities.tsv`, `data/countries.tsv`; GeoNames, CC BY 4.0) knows cities of 100,000 people and more
and every capital. A word that could be several zones is never guessed at: it is answered with suggestions.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Protocol

_CLEAR = 8
"""A city this many times as large as the next of its name is the one that is meant."""
_MOSTLY = 85
"""A country with this share (percent) of its townspeople in one zone is that zone."""
_SHORTEST_MISSPELT = 4
"""Shorter words are like too many names to be taken for a slip."""
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?|UTC|GMT|Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A zone and why: `label` is the place as we would write it ("Portland, OR, US")."""

    timezone: str
    label: str


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """`found` when one zone is meant; else `suggestions`, the likeliest first (empty when nothing is like it)."""

    found: Place | None = None
    suggestions: tuple[Place, ...] = ()


class MapOfZones(Protocol):
    """Tells the zone at a place on the map (`timezonefinder.TimezoneFinder` is one)."""

    def timezone_at(self, *, lng: float, lat: float) -> str | None:
        """The IANA zone there; degrees, WGS 84."""
        ...


@dataclass(frozen=True, slots=True)
class _City:
    name: str
    country: str
    state: str
    timezone: str
    people: int

    @property
    def place(self) -> Place:
        return Place(self.timezone, ", ".join(part for part in (self.name, self.state, self.country) if part))


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    zones: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Gazetteer:
    """The names people use for places, and their zones. Built once by `load_gazetteer` and passed on."""

    _names: dict[str, list[_City]]
    _other_names: dict[str, list[_City]]
    _countries: dict[str, _Country]
    _zones: dict[str, str]
    _odd_offsets: dict[int, tuple[Place, ...]]
    _spellings: list[str] = field(default_factory=list)

    def find(self, words: str) -> ZoneAnswer:
        """The zone that `words` mean, or what they could mean.

        Takes an IANA name in any case ("europe/moscow"), a city ("Kyiv", "Киев", "Portland OR"), a country ("Spain",
        "ES"), an offset ("UTC+3", "+05:00"). An offset of no whole hour ("+5:30") has no zone of its own: those that
        keep it are suggested.
        """
        wanted = _fold(words)
        if not wanted:
            return ZoneAnswer()
        offset = _offset_zone(words.strip())
        if offset:
            return ZoneAnswer(Place(offset, words.strip().upper()))
        minutes = _minutes_east(words.strip())
        if minutes is not None:
            return ZoneAnswer(suggestions=self._odd_offsets.get(minutes, ()))
        if wanted in self._zones:
            zone = self._zones[wanted]
            return ZoneAnswer(Place(zone, zone))
        for names in (self._names, self._other_names):
            if wanted in names:
                return _of_cities(names[wanted])
        if wanted in self._countries:
            return _of_country(self._countries[wanted])
        qualified = self._qualified(wanted)
        if qualified:
            return _of_cities(qualified)
        return ZoneAnswer(suggestions=self._alike(wanted))

    def _qualified(self, wanted: str) -> list[_City]:
        """Cities of "portland or", "cordoba spain": a name, then its state, country or country code."""
        words = wanted.split()
        for cut in range(len(words) - 1, 0, -1):
            name, rest = " ".join(words[:cut]), " ".join(words[cut:])
            cities = self._names.get(name) or self._other_names.get(name) or []
            country = self._countries.get(rest)
            fits = [
                city
                for city in cities
                if rest in (city.country.casefold(), city.state.casefold())
                or (country and city.timezone in dict(country.zones))
            ]
            if fits:
                return fits
        return []

    def _alike(self, wanted: str) -> tuple[Place, ...]:
        if len(wanted) < _SHORTEST_MISSPELT:
            return ()
        places: list[Place] = []
        for name in difflib.get_close_matches(wanted, self._spellings, n=4, cutoff=0.78):
            if name in self._names:
                places.append(max(self._names[name], key=lambda city: city.people).place)
            elif name in self._countries:
                answer = _of_country(self._countries[name])
                places.extend([answer.found] if answer.found else answer.suggestions[:2])
            else:
                places.append(Place(self._zones[name], self._zones[name]))
        return tuple(dict.fromkeys(places))


def load_gazetteer() -> Gazetteer:
    """Read the place names that come with attache; some tens of milliseconds."""
    names: dict[str, list[_City]] = {}
    other_names: dict[str, list[_City]] = {}
    for name, country, state, timezone, people, others in _rows("cities.tsv"):
        city = _City(name, country, state, timezone, int(people))
        names.setdefault(_fold(name), []).append(city)
        for other in others.split("|") if others else ():
            other_names.setdefault(_fold(other), []).append(city)
    countries: dict[str, _Country] = {}
    for iso2, iso3, name, _capital, zones, others in _rows("countries.tsv"):
        shares = tuple((zone, int(share)) for zone, _, share in (part.partition("=") for part in zones.split("|")))
        country_row = _Country(name, shares)
        for key in (name, iso3, iso2, *(others.split("|") if others else ())):
            countries.setdefault(_fold(key), country_row)
    zones_by_name = {_fold(zone): zone for zone in sorted(zoneinfo.available_timezones()) if "/" in zone}
    odd_offsets = {
        int(minutes): tuple(Place(zone, _city_of(zone)) for zone in zones.split("|"))
        for minutes, zones in _rows("offsets.tsv")
    }
    return Gazetteer(names, other_names, countries, zones_by_name, odd_offsets, [*names, *countries, *zones_by_name])


def zone_at(latitude: float, longitude: float, zones: MapOfZones) -> str | None:
    """The IANA zone of a shared location (degrees, WGS 84); None in the unlikely case that the map has none.

    At sea the map answers with `Etc/GMT±n`, the ship's zone.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    zone = zones.timezone_at(lng=longitude, lat=latitude)
    return zone if zone in zoneinfo.available_timezones() else None


def _of_cities(cities: list[_City]) -> ZoneAnswer:
    ranked = sorted(cities, key=lambda city: -city.people)
    best = ranked[0]
    rivals = [city for city in ranked[1:] if city.timezone != best.timezone]
    if not rivals or best.people >= _CLEAR * rivals[0].people:
        return ZoneAnswer(best.place, _places(rivals[:3]))
    return ZoneAnswer(None, _places(ranked[:6]))


def _of_country(country: _Country) -> ZoneAnswer:
    places = tuple(Place(zone, f"{country.name}: {_city_of(zone)}") for zone, _ in country.zones)
    if len(places) == 1 or country.zones[0][1] >= _MOSTLY:
        return ZoneAnswer(Place(places[0].timezone, country.name), places[1:4])
    return ZoneAnswer(None, places[:6])


def _places(cities: Iterable[_City]) -> tuple[Place, ...]:
    return tuple({city.timezone: city.place for city in reversed(list(cities))}.values())[::-1]


def _offset_zone(words: str) -> str:
    """`Etc/GMT-3` for "UTC+3": POSIX signs are the other way round."""
    minutes = _minutes_east(words)
    if minutes is None or minutes % 60 or not -12 <= minutes // 60 <= 14:
        return ""
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "Etc/UTC"


def _minutes_east(words: str) -> int | None:
    """330 for "UTC+5:30"; None for what is no offset."""
    match = _OFFSET.fullmatch(words)
    if not match:
        return None
    minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
    return minutes if match[1] == "+" else -minutes


def _city_of(timezone: str) -> str:
    return timezone.rpartition("/")[2].replace("_", " ")


def _fold(words: str) -> str:
    """Case, accents, hyphens and commas aside, "St." as "Saint"; a zone's slash stays."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    folded = " ".join(re.sub(r"[\s,._’'\-]+", " ", plain).casefold().split())
    return f"saint {folded[3:]}" if folded.startswith("st ") else folded


def _rows(name: str) -> Iterable[list[str]]:
    text = files("briefs.scheduling").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
