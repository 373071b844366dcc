"""Where an encounter takes place: cities, countries and houses named after a preposition of place, "here", datelines.

A place is given as "city, country" where the city is known, else as the article names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefs.reading import lexicon
from briefs.reading.cleaning import Dateline
from briefs.reading.wordlists import words

_RUN = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:[ -](?:(?:of|the|de|la|du|des|al|el|es|del|do|da|dos|am|an|der|di|sur) )*"
    r"[A-ZÀ-ÖØ-Þ][\w.’'-]*)*"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Characters of a sentence that name a place, and the place as it is given to readers."""

    start_char: int
    end_char: int
    place: str
    preposition: str


@cache
def _capitals() -> dict[str, str]:
    """Adjective or name of a country to its seat of government, with the country."""
    found = {}
    for country in lexicon.countries():
        if country.seats:
            for word in (*country.adjectives, country.name, *country.aliases):
                found[word.lower()] = f"{country.seats[0]}, {country.name}"
    return found


@cache
def _houses() -> dict[str, str]:
    """Seats and other houses, in lower case, to their city with its country; "" for a seat that is no place."""
    houses = {row["house"].lower(): f"{row['city']}, {row['country']}" for row in lexicon.rows("houses.tsv")}
    return houses | {seat.name.lower(): f"{seat.city}, {seat.country}" if seat.city else "" for seat in lexicon.seats()}


@cache
def _upper_cities() -> dict[str, str]:
    return {city.upper(): city for city in lexicon.cities()}


@cache
def _no_places() -> frozenset[str]:
    """What has a capital after "in" or "at" and is no place: languages, months, days, a number without its figure."""
    adjectives = (word.lower() for country in lexicon.countries() for word in country.adjectives)
    return (
        frozenset(adjectives) | words("prose", "calendar", "days") | words("prose", "calendar", "months") | {"number"}
    )


def known(name: str) -> str:
    """The place as readers get it: "Sochi, Russia" for "Sochi"; "" for what is no known place."""
    bare = name.strip().removeprefix("the ").removesuffix("’s").removesuffix("'s")
    country = lexicon.country_named(bare)
    city = bare if bare in lexicon.cities() else _upper_cities().get(bare, "")
    if city:
        home = lexicon.cities()[city]
        return city if home == city else f"{city}, {home}"
    if house := _houses().get(bare.lower()):
        return f"{bare}, {house}"
    return country.name if country else ""


def of_dateline(dateline: Dateline | None) -> str:
    """The place of a dateline as it is given to readers."""
    if dateline is None:
        return ""
    city, _, rest = dateline.place.partition(", ")
    place = known(city) or known(city.title())
    if place:
        return place
    country = lexicon.country_named(rest.strip())
    if country is not None:
        return f"{city.title()}, {country.name}"
    return city.title() if dateline.firm else ""


def find_places(text: str, here: str, taken_by: Sequence[tuple[int, int]] = ()) -> list[PlaceMention]:
    """Places named in a sentence.

    `here` is what "here" means in it; `taken_by` are the spans of people, bodies and dates.
    """
    found: list[PlaceMention] = []
    taken = -1
    for match in _RUN.finditer(text):
        for start, end in _parts(text, match.start(), match.end()):
            name = text[start:end]
            place = known(name)
            if not place or start < taken:
                continue
            before = text[:start].rstrip().lower()
            preposition = re.split(r"[\s(–—]", before.removesuffix(" the"))[-1] if before else ""
            if described := _DESCRIBED.search(text, 0, start):
                preposition = described["where"].lower()
            if before.endswith("(") and ", " in place and text[end : end + 1] == ")":
                preposition = "in"
            found.append(PlaceMention(start, end, place, preposition))
            taken = end
    for match in _AT_THE_UN.finditer(text):
        found.append(PlaceMention(match.start("un"), match.end("un"), _UN, "at"))
    for pattern, group in ((_CAPITAL, "whose"), (_HERE, "")):
        for match in pattern.finditer(text):
            place = _capitals().get(match[group].lower(), "") if group else here
            if place:
                found.append(PlaceMention(match.start(), match.end(), place, "in"))
    for match in _UNKNOWN.finditer(text):
        start, end = match.span("name")
        clash = any(start < known.end_char and known.start_char < end for known in found)
        if not clash and not any(start < high and low < end for low, high in taken_by):
            name = match["name"].removesuffix("’s").removesuffix("'s")
            if name == "Number" and match["number"]:
                name += match["number"]
            if name.lower() in _no_places() or name.split()[-1].lower() in words("prose", "conferences", "strong"):
                # "in Spanish", "at the Fifth World Water Forum"
                continue
            found.append(PlaceMention(start, start + len(name), known(name) or name, match["where"]))
    found.sort(key=lambda mention: mention.start_char)
    return _joined(text, found)


_CAPITAL = re.compile(r"(?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:['’]s)? capital(?:,? [A-Z]\w+)?")
_AT_THE_UN = re.compile(
    r"\bat (?:the )?(?P<un>(?:United Nations|UN|U\.N\.)(?: headquarters| General Assembly| Security Council)?)"
    r"(?=[.,;]| on\b| in New York\b| this\b| [Ll]ast\b| next\b| [A-Z][a-z]+day\b|$)"
)
_UN = "New York, United States"
_DESCRIBED = re.compile(
    r"\b(?P<where>[Ii]n|[Aa]t|[Nn]ear|[Oo]utside) (?:the )?"
    r"(?:(?!the\b|and\b|from\b|with\b)[a-z]{3,}(?<!ing)(?:-[a-z]+)? ){1,2}$"
)
"""What stands before a place that is described: "in neutral Vienna"."""
_HERE = re.compile(
    r"\bhere\b|\bthis (?:[a-z]+ ){0,2}(?:capital|city|town|village|resort|island|port|valley|suburb|kingdom|republic)\b"
)
_UNKNOWN = re.compile(
    r"\b(?P<where>in|at|near|outside) (?:the )?(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -]"
    r"(?:(?:of|the|de|del|do|da|dos|das|la|las|los|du|des|les|al|el|am|an|der) )*"
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*)*)(?P<number> \d{1,4}\b)?"
)
"""A proper name where a place would stand, which no table knows: "at Klessheim Palace"."""


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The longest known places among the words of a run of capitals, from the left."""
    bounds = [match.span() for match in re.finditer(r"[^\s]+", text[start:end])]
    found, index = [], 0
    while index < len(bounds):
        for stop in range(min(len(bounds), index + 5), index, -1):
            low, high = start + bounds[index][0], start + bounds[stop - 1][1]
            name = text[low:high].removesuffix(".") if not text[low:high].endswith(("U.S.", "U.K.")) else text[low:high]
            name = name.removesuffix("’s").removesuffix("'s")
            if known(name):
                found.append((low, low + len(name)))
                index = stop
                break
        else:
            index += 1
    return found


def _joined(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions with "Sochi, Russia" made one place."""
    out: list[PlaceMention] = []
    for mention in found:
        if out and text[out[-1].end_char : mention.start_char] in {", ", " in ", " in the "}:
            last = out[-1]
            unknown = ", " not in last.place and not known(last.place)
            if unknown and known(mention.place.partition(",")[0]):
                # "the Grand Hotel in Oslo"
                whole = f"{last.place}, {mention.place}"
                out[-1] = PlaceMention(last.start_char, mention.end_char, whole, last.preposition)
                continue
            if last.place.endswith(mention.place):
                out[-1] = PlaceMention(last.start_char, mention.end_char, last.place, last.preposition)
                continue
            if mention.place.startswith(last.place.split(",")[0]):
                continue
        out.append(mention)
    return out


def locates(mention: PlaceMention) -> bool:
    """Whether the words before the place put something there."""
    return mention.preposition in words("prose", "places", "at")
