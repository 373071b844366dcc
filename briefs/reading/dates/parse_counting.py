"""Grammar of what counts from the publication or from the day named before."""

from __future__ import annotations

from briefs.reading.dates.composed import At
from briefs.reading.dates.parse_periods import PERIOD_UNITS
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.relative import (
    Duration,
    FollowingWeekday,
    Offset,
    Reference,
    Repeated,
    SameDay,
    Stretch,
    YearAgo,
    duration_value,
)

DAY_UNITS = frozenset(("day", "night"))


def counted(r: Reader, i: int) -> Parsed | None:
    """As in "three days ago", "two weeks from now", "a day earlier", "in ten days", "two weeks' time", "a year
    before".
    """
    if r.word(i + 1) == "ago" and r.unit(i) and r.word(i).endswith("s"):
        return Reference("PAST_REF"), i + 2
    vague = r.vague_number(i)
    number = r.number(i)
    if vague is not None and (number is None or r.word(i + 1) in ("few", "number", "couple")):
        count, j = None, vague
    elif number is not None:
        count, j = number
    else:
        return None
    if r.word(j) in DASHES:
        return _hyphenated(r, i, count, j)
    for extra in ("or", "to"):
        if r.word(j) == extra and (other := r.number(j + 1)) and r.unit(other[1]):
            count, j = other
    if r.word(j) in ("more", "full", "whole", "working", "consecutive", "straight", "long", "short", "last"):
        j += 1
    unit = r.unit(j)
    if unit is None or (unit in ("weekend",) and count == 1):
        return None
    j += 1
    if r.sees(j, "and", "a", "half") and count is not None:
        count, j = count + 0.5, j + 3
    elif r.sees(j, "or", "so"):
        j += 2
    if count == 1 and r.word(i) == "a" and r.sees(j, "and", "a", "half"):
        count, j = 1.5, j + 3
    return _placed(r, i, count, unit, j)


def _placed(r: Reader, i: int, count: float | None, unit: str, j: int) -> Parsed | None:
    after, before = r.word(j), r.word(i - 1)
    back = -count if count is not None else None
    if after == "ago":
        return (Offset(back, unit), j + 1) if count is not None else (Reference("PAST_REF"), j + 1)
    if r.sees(j, "from", "now") or after == "hence":
        return Offset(count, unit), j + (2 if after == "from" else 1)
    if r.sees(j, "from", "today"):
        return Offset(count, unit), j + 2
    k = r.possessive(j)
    if k > j and r.word(k) == "time":
        return Offset(count, unit), k + 1
    if r.sees(j, "earlier", "than") or r.sees(j, "later", "than"):
        return Duration(count, unit), j
    if after in ("earlier", "previously") or (after == "before" and _ends_clause(r, j + 1)):
        return Offset(back, unit, named=True), j + 1
    if after in ("later", "afterwards", "afterward", "on") or (after == "after" and _ends_clause(r, j + 1)):
        if after == "on" and not _ends_clause(r, j + 1):
            return Duration(count, unit), j
        return Offset(count, unit, named=True), j + 1
    if before == "within" or r.sees(i - 2, "within", "the"):
        return Stretch(count, unit, kind="within"), j
    if (
        before == "in"
        and count is not None
        and unit not in ("second", "minute", "hour")
        and not _duration_before(r, i - 1)
    ):
        return Offset(count, unit, bare_in=True), j
    if count is None and before != "for":
        return None
    if count == 1 and r.word(i) in ("a", "an") and (after not in (".", ",") or before not in ("for", "in")):
        return None
    return Duration(count, unit), j


def _duration_before(r: Reader, i: int) -> bool:
    """As an "in" that says how long: "the first time in two years", "nobody has managed it in a year"."""
    for back in range(1, 8):
        word = r.word(i - back)
        if word in r.words.lists["lengths"] or (word.endswith("est") and len(word) > 4):
            return True
        if word in (".", ",", ";", ""):
            break
    return False


def _ends_clause(r: Reader, j: int) -> bool:
    return r.word(j) in (
        "",
        ".",
        ",",
        ";",
        ":",
        ")",
        "¶",
        "in",
        "at",
        "when",
        "by",
        "with",
        "as",
        "and",
        "but",
        "that",
        "-",
        "–",
        "—",
        "?",
        "!",
    )


def _hyphenated(r: Reader, i: int, count: float | None, j: int) -> Parsed | None:
    """As in "three-day", "two-week"; "year-ago" is a place in time."""
    unit = r.unit(j + 1)
    if unit is None or r.word(j + 1).endswith("s"):
        return None
    if r.word(j + 2) in DASHES and r.word(j + 3) in ("old", "olds"):
        return None
    return Duration(count, unit), j + 2


def ahead(r: Reader, i: int) -> Parsed | None:
    """As in "the weeks ahead", "the days to come"."""
    if r.word(i) != "the" or not r.unit(i + 1) or not r.word(i + 1).endswith("s"):
        return None
    if r.word(i + 2) == "ahead" and r.word(i + 3) != "of":
        return Stretch(None, str(r.unit(i + 1)), kind="next"), i + 3
    return (Stretch(None, str(r.unit(i + 1)), kind="next"), i + 4) if r.sees(i + 2, "to", "come") else None


def year_ago(r: Reader, i: int) -> Parsed | None:
    """As in "the year-ago quarter", "the year-earlier period"."""
    j = i + 1 if r.word(i) in ("the", "a") else i
    if r.word(j) != "year" or r.word(j + 1) not in DASHES or r.word(j + 2) not in ("ago", "earlier"):
        return None
    j += 3
    return YearAgo(), j + 1 if r.word(j) in ("quarter", "period", "month") else j


def stretch(r: Reader, i: int) -> Parsed | None:
    """As in "the next three days", "the past week", "in recent weeks", "the coming days", "the last few months"."""
    j = i + 1 if r.word(i) in ("the", "these", "this") else i
    word = r.word(j)
    if word in ("recent", "coming"):
        unit = r.unit(j + 1)
        if unit and r.word(j + 1).endswith("s"):
            return Stretch(None, unit, forward=word == "coming", kind="next"), j + 2
    if word not in ("next", "past", "last", "coming", "previous", "following"):
        return None
    forward = word in ("next", "coming", "following")
    vague = r.vague_number(j + 1)
    number = r.number(j + 1)
    count: float | None
    if vague is not None:
        count, k = None, vague
    elif number is not None:
        count, k = number
    else:
        unit = r.unit(j + 1)
        if unit and r.word(j + 1).endswith("s"):
            return Stretch(None, unit, forward, "few"), j + 2
        if unit in ("decade", "century") and word in ("past", "last"):
            return Stretch(1, unit, forward=False), j + 2
        if word == "past" and r.word(i) == "this" and (unit == "weekend" or r.weekday(j + 1)):
            return None
        if word == "past" and unit in PERIOD_UNITS | DAY_UNITS:
            return Stretch(1, unit, forward=False), j + 2
        if j > i and word in ("last", "next") and unit in ("week", "month", "year", "fortnight"):
            return Stretch(1, unit, forward=forward, kind="within"), j + 2
        if word == "next" and unit == "fortnight":
            return Stretch(1, unit, kind="within"), j + 2
        return None
    unit = r.unit(k)
    if unit is None:
        return None
    if r.word(k + 1) == "or" and r.word(k + 2) == "so":
        return Stretch(count, unit, forward, "next"), k + 3
    return Stretch(count, unit, forward, "few" if vague is not None else "next"), k + 1


def narrative(r: Reader, i: int) -> Parsed | None:
    """As in "the same day", "that evening", "the next day", "the day after", "the following morning", "earlier in
    the day".
    """
    word = r.word(i)
    if word in ("earlier", "later") and (r.sees(i + 1, "in", "the", "day") or r.sees(i + 1, "that", "day")):
        return SameDay(today=True), i + (4 if r.word(i + 1) == "in" else 3)
    if word in ("that", "same") or (word == "the" and r.word(i + 1) == "same"):
        j = i + 2 if word == "the" else i + 1
        if r.word(j) == "same":
            j += 1
        if r.word(j) == "day" and (word == "the" or r.word(i - 1) not in ("all", "of", "by")):
            return SameDay(), j + 1
        part = r.words.day_parts.get(r.word(j))
        return (At(SameDay(), part=part), j + 1) if part and r.word(j) != "lunch" else None
    if word != "the":
        return None
    next_word, unit = r.word(i + 1), r.unit(i + 2)
    if next_word == "following" and (weekday := r.weekday(i + 2)):
        return FollowingWeekday(weekday[0]), weekday[1]
    days = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(next_word)
    if days is not None:
        part = r.words.day_parts.get(r.word(i + 2))
        if unit == "day" and r.word(i + 2) == "day":
            return SameDay(days), i + 3
        if part:
            return At(SameDay(days), part=part), i + 3
    if next_word == "day" and r.word(i + 2) in ("after", "before") and _ends_clause(r, i + 3):
        return SameDay(1 if r.word(i + 2) == "after" else -1), i + 3
    if next_word == "eve" and _ends_clause(r, i + 2):
        return SameDay(-1), i + 2
    return None


def reference(r: Reader, i: int) -> Parsed | None:
    """As in "now", "recently", "soon", "in the near future"."""
    found = r.phrase(i, r.words.references)
    if found is None:
        return None
    value, j = found
    word = r.word(i)
    if word == "once" and not (r.word(i - 1) in ("had", "was", "were", ",") and r.word(j) not in ("again", "more")):
        return None
    if r.word(j - 1) in ("past", "future", "present") and (r.unit(j) or r.number(j) or r.vague_number(j)):
        return None
    if word in ("soon", "shortly") and r.word(j) in ("before", "after", "thereafter"):
        return None
    if word == "soon" and r.word(i - 1) == "as":
        return None
    if word in ("now", "soon") and (r.word(j) == "that" or (r.word(j) in DASHES and r.tokens.adjoining(j))):
        return None
    if r.sees(i, "this", "time") and r.word(j) in ("next", "last"):
        return None
    return Reference(value), j


SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y"}
SETS |= {"nightly": "P1D", "fortnightly": "P2W", "quarterly": "P3M", "hourly": "PT1H"}


def repeated(r: Reader, i: int) -> Parsed | None:
    """As in "daily", "every Friday", "each year", "Wednesdays", "twice a week" (its "a week")."""
    word = r.word(i)
    if word in SETS:
        return Repeated(SETS[word]), i + 1
    if word in ("every", "each") and r.word(i + 1) != "other":
        j = i + 2 if r.word(i + 1) == "single" or r.ordinal(i + 1) else i + 1
        unit, day = r.unit(j), r.weekday(j)
        if day:
            return Repeated(f"XXXX-WXX-{day[0] + 1}"), day[1]
        if unit and unit not in ("second", "minute"):
            return Repeated(duration_value(1, unit)), j + 1
        month = r.month(j)
        if month:
            return Repeated(f"XXXX-{month[0]:02d}"), month[1]
        number = r.number(j)
        if number and (unit := r.unit(number[1])):
            return Repeated(duration_value(number[0], unit)), number[1] + 1
        return None
    if word.endswith("days") and word[:-1] in r.words.weekdays and r.tokens.capital(i):
        return Repeated(f"XXXX-WXX-{r.words.weekdays[word[:-1]] + 1}"), i + 1
    return None
