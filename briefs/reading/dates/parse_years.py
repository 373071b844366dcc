"""Grammar of years and what recurs in them: decades, centuries, quarters and halves, seasons, feasts."""

from __future__ import annotations

from briefs.reading.dates.absolute import FeastDay, PartOfYear, Season, Year, Years
from briefs.reading.dates.composed import Range
from briefs.reading.dates.parse_calendar import year_after
from briefs.reading.dates.reader import DASHES, Parsed, Reader


def bare_year(r: Reader, i: int) -> Parsed | None:
    """As in "2014", where a preposition, an article before a noun or a bracket leads it; "fiscal 2014", "the 1990s"."""
    if r.word(i) == "the" and r.word(i + 1)[:1].isdecimal() and r.word(i + 1)[-1] == "s":
        return _decade(r, i + 1, r.word(i + 1)[:-1])
    word, before = r.word(i), r.word(i - 1)
    if word.endswith("s") and word[:-1].isdecimal():
        return _decade(r, i, word[:-1])
    if word == "fiscal" or word == "calendar":
        j = i + 2 if r.word(i + 1) == "year" else i + 1
        year = r.year_number(j)
        return (Year(year), j + 1) if year else None
    year = r.year_number(i)
    if year is not None and (quarter := r.ordinal(i + 1)) and r.word(i + 2) == "quarter" and 0 < quarter <= 4:
        return PartOfYear(quarter, 4, Year(year)), i + 3
    if year is None or r.word(i + 1) in ("%", "percent", "people", "points", "gmt", "hours"):
        return None
    if r.word(i + 1) in DASHES and r.tokens.adjoining(i + 1):
        return _year_range(r, i, year)
    if before in r.words.lists["year_leads"] or (before in DASHES and r.word(i - 2) in ("mid", "late", "early")):
        return Year(year), i + 1
    if before in ("to", "and", "or") and r.year_number(i - 2):
        return Year(year), i + 1
    if before == "," and r.year_number(i - 2) and (r.word(i + 1) in (",", "and")):
        return Year(year), i + 1
    if before == "(" and r.word(i + 1) == ")":
        return Year(year), i + 1
    return None


def century(r: Reader, i: int) -> Parsed | None:
    """As in "the 20th century", "the nineteenth century"."""
    j = i + 1 if r.word(i) == "the" else i
    ordinal = r.ordinal(j)
    if ordinal is None or not 10 <= ordinal <= 30 or r.word(j + 1) != "century":
        return None
    return Years((ordinal - 1) * 100, 100), j + 2


def _year_range(r: Reader, i: int, year: int) -> Parsed | None:
    other = r.word(i + 2)
    if not other.isdecimal() or len(other) not in (2, 4):
        return (Year(year), i + 1) if r.word(i - 1) in r.words.lists["year_leads"] else None
    last = int(other) if len(other) == 4 else year // 100 * 100 + int(other)
    if year < last <= year + 100:
        return Range(Year(year), Year(last)), i + 3
    return None


def _decade(r: Reader, i: int, number: str) -> Parsed | None:
    if len(number) == 4 and number.endswith("0") and "1500" <= number <= "2100":
        if number.endswith("00"):
            return Years(int(number), 100), i + 1
        return Years(int(number)), i + 1
    if (
        len(number) == 2
        and number.endswith("0")
        and (r.word(i - 1) in ("'", "early", "late", "mid") or r.word(i - 2) == "mid")
    ):
        return Years(int(number) + (1900 if number >= "20" else 2000)), i + 1
    return None


def part_of_year(r: Reader, i: int) -> Parsed | None:
    """As in "the third quarter", "first-quarter", "Q3 2013", "the first half of the year" (its half)."""
    if r.word(i) == "the":
        return part_of_year(r, i + 1) if r.word(i + 1) != "the" else None
    word = r.word(i)
    if word == "q" and r.digits(i + 1, 1, 4) and r.tokens.adjoining(i + 1):
        number, j = int(r.word(i + 1)), i + 2
    else:
        ordinal = r.ordinal(i)
        j = i + 2 if r.word(i + 1) in DASHES else i + 1
        if ordinal is None or ordinal > 4 or not r.word(j).startswith("quarter") or r.word(j).endswith("back"):
            return None
        number, j = ordinal, j + 1
        if word == "last" and r.word(j) not in ("of",) and r.word(i - 1) not in ("the",):
            return None
        if word in ("final", "closing", "opening") and r.word(i + 1) in DASHES:
            return None
        if r.word(j) in ("final", "finals", "back", "hour") or r.word(j + 1) in ("final", "finals"):
            return None
    if r.word(j) == "of" and r.word(j + 1) == "the" and r.word(j + 2) == "year":
        return PartOfYear(number, 4), j + 3
    if r.word(j) == "of" and r.word(j + 1) == "fiscal":
        j += 1
    year = year_after(r, j)
    return PartOfYear(number, 4, year[0] if year else None), year[1] if year else j


def season(r: Reader, i: int) -> Parsed | None:
    """As in "the spring of 2014", "this summer", "autumn 2013"; a bare season only after a preposition and article."""
    shift = r.words.shifts.get(r.word(i))
    j = i + 1 if shift is not None else i
    if shift is None and r.word(i) == "the":
        j += 1
    code = r.words.seasons.get(r.word(j))
    if code is None:
        return None
    j += 1
    year = year_after(r, j)
    if year:
        return Season(code, year[0]), year[1]
    if shift is not None:
        return Season(code, shift=shift), j
    before = r.word(i - 1)
    if r.word(i) == "the" and before in (
        "in",
        "by",
        "until",
        "till",
        "since",
        "during",
        "for",
        "before",
        "after",
        "over",
    ):
        if r.word(j - 1) == "fall" and r.word(j) in ("of", "in"):
            return None
        return Season(code), j
    if r.word(i) != "fall" and before in ("early", "late", "mid", "in", "by", "until", "since", "before", "after"):
        return Season(code), j
    if before in DASHES and r.word(i - 2) == "mid":
        return Season(code), j
    return None


def feast(r: Reader, i: int) -> Parsed | None:
    """As in "Christmas", "Easter 2014", "last Thanksgiving"; capitalised, and not part of a longer name."""
    shift = r.words.shifts.get(r.word(i)) if r.tokens.capital(i + 1) else None
    j = i + 1 if shift is not None else i
    if not r.tokens.capital(j):
        return None
    found = r.phrase(j, r.words.feasts)
    if found is None:
        return None
    rule, after = found
    if r.word(after) in r.words.lists["names_of_days"] or r.word(after) in (
        "island",
        "islands",
        "rising",
        "carol",
        "tree",
        "card",
        "cards",
        "truce",
    ):
        return None
    if r.tokens.raw(after - 1) in ("Year",) and r.word(i - 1) not in ("the", "before", "by", "at", "after", "over"):
        return None
    year = year_after(r, after)
    return FeastDay(rule, year[0] if year else None, shift), year[1] if year else after
