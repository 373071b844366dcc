"""Grammar of what is made of other dates: parts, ordinal weeks and days, weeks of a day, times of day, ranges."""

from __future__ import annotations

from collections.abc import Callable

from briefs.reading.dates import parse_calendar, parse_periods, parse_years
from briefs.reading.dates.absolute import Day, DayOfMonth, Month, PartOfYear, Year
from briefs.reading.dates.composed import At, Lasting, NthDay, PartOf, Range, WeekOf
from briefs.reading.dates.meaning import Expression
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.relative import Deictic, Offset, Period, SameDay, Weekday

Rule = Callable[[Reader, int], Parsed | None]


def containing(r: Reader, i: int) -> Parsed | None:
    """What a part may be of: "June", "next week", "the year", "2014", "the third quarter", "this summer", "that
    month".
    """
    best: Parsed | None = None
    for rule in _WHOLES:
        found = rule(r, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def part(r: Reader, i: int) -> Parsed | None:
    """As in "early June", "mid-July", "the end of May", "the first half of next year", "late on Tuesday",
    "mid-to-late June".
    """
    if r.sees(i, "the", "new", "year") and r.word(i + 3) not in ("'s", "holiday", "holidays"):
        return PartOf("early", Period("year", 1)), i + 3
    if r.word(i) == "midweek":
        return PartOf("mid", Period("week")), i + 1
    j = i + 1 if r.word(i) == "the" else i
    word = r.word(j)
    ordinal = r.ordinal(j)
    if word == "latter" and r.word(j + 1) == "half":
        ordinal = 2
    half = r.word(j + 1) in DASHES and r.word(j + 2) == "half"
    if ordinal in (1, 2, -1) and (r.word(j + 1) == "half" or half):
        return _half(r, j + (3 if half else 2), 2 if ordinal < 0 else ordinal)
    if ordinal in (1, -1) and r.word(j + 1) in ("days", "part") and r.word(j + 2) == "of":
        found = containing(r, j + 3)
        return (PartOf("early" if ordinal == 1 else "late", found[0]), found[1]) if found else None
    name = r.words.parts.get(word)
    if name is None:
        return None
    k = j + 1
    if r.sees(k, "-", "to", "-", "late") or r.sees(k, "to", "late"):
        name, k = "mid-late", k + (4 if r.word(k) == "-" else 2)
    elif name == "early" and (r.sees(k, "to", "mid") or r.sees(k, "-", "to", "-", "mid")):
        name, k = "early-mid", k + (4 if r.word(k) == "-" else 2)
    elif word == "latter" and r.word(k) == "part":
        k += 1
    if word in ("beginning", "start", "middle", "midst", "end", "close", "opening", "outset", "latter"):
        of_month = word == "end" and r.word(k) in DASHES and r.month(k + 1)
        if r.word(k) != "of" and not of_month:
            return None
        k += 1
    elif r.word(k) in DASHES:
        k += 1
        if name == "mid" and (r.word(k) == "year" or r.word(k) in ("month", "week")):
            return PartOf("mid", Period(r.word(k))), k + 1
    elif r.word(k) in ("in", "on", "of"):
        k += 1
    return _part_of(r, name, k)


def _part_of(r: Reader, name: str, k: int) -> Parsed | None:
    found = containing(r, k)
    if found is not None:
        return PartOf(name, found[0]), found[1]
    if name in ("early", "late"):
        day = parse_calendar.dated(r, k) or parse_calendar.weekday(r, k) or parse_periods.deictic(r, k)
        if day is not None:
            return PartOf(name, day[0]), day[1]
        if r.word(k) == "today":
            return PartOf(name, Deictic(0)), k + 1
    return None


def _half(r: Reader, k: int, number: int) -> Parsed | None:
    if r.word(k) == "of":
        found = containing(r, k + 1)
        if found is None:
            return None
        whole, end = found
        if isinstance(whole, Year) or (isinstance(whole, Period) and whole.unit == "year"):
            return PartOfYear(number, 2, None if r.sees(k + 1, "the", "year") else whole), end
        return PartOf("first-half" if number == 1 else "second-half", whole), end
    year = parse_calendar.year_after(r, k)
    return (PartOfYear(number, 2, year[0]), year[1]) if year else None


def week_of(r: Reader, i: int) -> Parsed | None:
    """As in "the week of June 10", "the week beginning Monday", "the weekend of 15-16 June"."""
    j = i + 1 if r.word(i) == "the" else i
    unit = r.unit(j)
    if unit not in ("week", "weekend") or r.word(j).endswith("s"):
        return None
    if r.word(j + 1) not in ("of", "beginning", "starting", "commencing", "ending", "ended"):
        return None
    k = j + 2
    if r.word(k) in ("on", "the") and not r.unit(k + 1):
        k += 1
    found = parse_calendar.dated(r, k) or parse_calendar.weekday(r, k)
    if found is None and (number := r.day_number(k)) and r.word(k)[-1] == "h":
        found = DayOfMonth(number), k + 1
    return (WeekOf(found[0], unit == "weekend"), found[1]) if found else None


def lasting(r: Reader, i: int) -> Parsed | None:
    """As in "three days starting Monday", "two days from Thursday"."""
    number = r.number(i)
    if number is None or r.word(number[1]) not in ("days", "day"):
        return None
    j = number[1] + 1
    if r.word(j) == "," or r.word(j) == "of":
        j += 1
    if r.word(j) not in ("starting", "beginning", "from", "commencing", "starts", "opening"):
        return None
    j += 1
    if r.word(j) == "on":
        j += 1
    found = parse_calendar.dated(r, j) or parse_calendar.weekday(r, j) or parse_periods.deictic(r, j)
    if found is None and r.word(j) == "the" and (day := r.worded_day(j + 1)) is not None:
        found = DayOfMonth(day[0]), day[1]
    return (Lasting(int(number[0]), found[0]), found[1]) if found else None


def beside_day(r: Reader, i: int) -> Parsed | None:
    """As in "two days before Christmas", "the day after Tuesday's talks", "the Friday before last"."""
    if r.word(i) == "the" and r.word(i + 1) in ("day", "week"):
        count, j = 1.0, i + 1
    elif r.word(i) == "the" and (named := r.weekday(i + 1)) and r.word(named[1]) in ("before", "after"):
        turn = {"before last": (-1, "last"), "after next": (1, "next")}.get(
            f"{r.word(named[1])} {r.word(named[1] + 1)}"
        )
        if turn is None:
            return None
        return Offset(turn[0], "week", base=Weekday(named[0], shift=turn[0])), named[1] + 2
    elif (number := r.number(i)) is not None:
        count, j = number
    else:
        return None
    unit, side = r.unit(j), r.word(j + 1)
    if unit not in ("day", "week", "month", "year") or side not in ("before", "after", "from"):
        return None
    base = parse_years.feast(r, j + 2) or parse_calendar.dated(r, j + 2) or parse_calendar.weekday(r, j + 2)
    if base is None or isinstance(base[0], Range) or (side == "from" and not isinstance(base[0], Weekday)):
        return None
    if side == "from" and unit == "day" and r.word(i - 1) == "for":
        # "for two days from Tuesday" begins on Tuesday
        return None
    offset = Offset(-count if side == "before" else count, unit, base=base[0])
    return (WeekOf(offset) if r.word(i) == "the" and unit == "week" else offset), base[1]


_AFTER_PART = frozenset(
    ["", "¶", ".", ",", ";", ")", "–", "—", "at", "to", "in", "with", "for", "before", "after", "and", "by"]
)
"""What may follow a part of the day that stands for itself."""


def _part_of_the_day(r: Reader, i: int) -> Parsed | None:
    """As in "in the early afternoon", "later in the evening": of the day that is told of. Not "in the evening sky"."""
    if r.word(i - 1) not in ("in", "during", "spent", "spend", "spends"):
        return None
    j = i + 1
    if r.word(j) in ("early", "late", "mid"):
        j += 2 if r.word(j + 1) in DASHES else 1
    code = r.words.day_parts.get(r.word(j))
    if code is None or r.word(j) in ("lunch", "night") or r.word(j + 1) not in _AFTER_PART:
        return None
    return At(None, part=code), j + 1


def day_with_part(r: Reader, i: int) -> Parsed | None:
    """As in "Tuesday evening", "tomorrow morning", "June 5 at noon" (its day), "the night of May 3", "morning of 5
    June".
    """
    lone = r.word(i) in r.words.lists["lone_parts"]
    if lone and (day := parse_calendar.weekday(r, i + 1)):
        return At(day[0], part=r.words.day_parts[r.word(i)]), day[1]
    if (
        lone
        and r.word(i - 1) in ("at", "by", "before", "since", "until", "after")
        and r.word(i + 1) not in ("on", "of")
    ):
        return At(None, part=r.words.day_parts[r.word(i)]), i + 1
    if r.word(i) == "the" and (standing := _part_of_the_day(r, i)) is not None:
        return standing
    if (code := r.words.day_parts.get(r.word(i))) and r.word(i + 1) in ("of", "on"):
        day = parse_calendar.dated(r, i + 2) or parse_calendar.weekday(r, i + 2)
        return (At(day[0], part=code), day[1]) if day else None
    if r.sees(i, "the", "night") and r.word(i + 2) in ("to", "into") and (eve := parse_calendar.weekday(r, i + 3)):
        return Range(Offset(-1, "day", base=eve[0]), eve[0]), eve[1]
    if (beside := beside_day(r, i)) is not None:
        return beside
    day = (
        parse_periods.day_in_period(r, i)
        or parse_calendar.dated(r, i)
        or parse_calendar.weekday(r, i)
        or parse_periods.deictic(r, i)
    )
    if day is None or isinstance(day[0], At | Range):
        return day
    expression, j = day
    lead = 0
    if r.word(j) in ("early", "late", "mid"):
        lead = 2 if r.word(j + 1) in DASHES else 1
    code = r.words.day_parts.get(r.word(j + lead))
    if code and not (r.word(j) == "lunch" and r.word(j + 1) in ("with", "at")):
        return At(expression, part=code), j + lead + 1
    return expression, j


_WHOLES: tuple[Rule, ...] = (
    parse_periods.whole,
    parse_calendar.bare_month,
    parse_years.bare_year,
    parse_years.part_of_year,
    parse_years.season,
)

# Two of these, joined, are a range: days with days, months with months, parts with parts.
_KINDS: tuple[tuple[type, ...], ...] = (
    (Day, DayOfMonth, Weekday, Deictic, SameDay, At, NthDay),
    (Month,),
    (PartOf,),
)


def joined(
    r: Reader, first: Expression, j: int, single: Rule, *, between: bool = False, moved: bool = False
) -> Parsed | None:
    """The range that `first` leads: "to Thursday", "–2 June", "and Saturday" if that is the next day, "or early June".

    `between` says that "and" joins its ends; `moved` that "to" names where something was moved.
    """
    if r.word(j) == "'s" and r.word(j + 1) == "and" and isinstance(first, Weekday):
        j += 1
    link = r.word(j)
    k = j + 1
    if link == "," and isinstance(first, Weekday) and (listed := parse_calendar.weekday(r, k)):
        # "Monday, Tuesday and Wednesday"
        if _next_to(first, listed[0]) and r.word(listed[1]) in ("and", ","):
            return Range(first, listed[0]), listed[1]
        return None
    dash = link in DASHES
    if link == "to" and moved:
        return None
    if link == "," and r.word(k) in ("to", "and", "until"):
        link, k = r.word(k), k + 1
    if not dash and link not in ("to", "and", "until", "through", "till", "or", "thru"):
        return None
    if link in ("through", "until") and r.word(k) == "to":
        k += 1
    if r.word(k) in ("on", "in", "the") and link in ("and", "or", "until", "through", "to"):
        k += 1 if not (r.word(k) == "the" and r.word(k + 1) == "end") else 0
    second = single(r, k) or (single(r, k - 1) if r.word(k - 1) == "the" else None)
    if second is None:
        return None
    last, after = second
    if not any(isinstance(first, kind) and isinstance(last, kind) for kind in _KINDS):
        return None
    if link == "and" and not between and not _next_to(first, last):
        return None
    return Range(first, last), after


def _next_to(first: Expression, last: Expression) -> bool:
    """Whether "and" joins neighbours, which make a range; "Monday and Friday" are two dates."""
    one = first.on if isinstance(first, At) else first
    two = last.on if isinstance(last, At) else last
    if isinstance(one, Weekday) and isinstance(two, Weekday):
        return (two.weekday - one.weekday) % 7 == 1
    if isinstance(one, Deictic) and isinstance(two, Deictic):
        return two.days - one.days == 1
    if isinstance(one, Day) and isinstance(two, Day):
        return (one.month, one.number + 1) == (two.month, two.number) or (
            two.number == 1 and two.month == one.month % 12 + 1 and one.number >= 28
        )
    if isinstance(one, DayOfMonth) and isinstance(two, DayOfMonth):
        return two.number == one.number + 1
    return bool(isinstance(one, Deictic) and isinstance(two, Weekday))
