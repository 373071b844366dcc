"""Which rule reads what stands at a token: the longest of those its first word may lead."""

from __future__ import annotations

from functools import cache

from briefs.reading.dates import (
    parse_calendar,
    parse_clock,
    parse_composed,
    parse_counting,
    parse_ordinals,
    parse_periods,
    parse_years,
)
from briefs.reading.dates.absolute import FeastDay, Month
from briefs.reading.dates.composed import At, Range
from briefs.reading.dates.meaning import Expression
from briefs.reading.dates.parse_composed import Rule
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.words import Words, words

# What may stand between a date and the parts that follow it.
_BEFORE_CLOCK = frozenset(("at", ",", "from", "around", "about", "by", "before", "after", "("))

_SHIFTED_MONTH = frozenset(("last", "next", "this", "past", "coming", "previous"))


def single(r: Reader, i: int) -> Parsed | None:
    """The longest expression at `i` that is no range of two others."""
    best: Parsed | None = None
    for rule in (rules_at(r, i) or ()) if i < len(r.tokens) else ():
        found = rule(r, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def shifted_month(r: Reader, i: int) -> Parsed | None:
    """As in "last June", "next January", "this September"."""
    if r.word(i) not in _SHIFTED_MONTH:
        return None
    found = r.month(i + 1)
    if found is None or (r.day_number(found[1]) and r.word(found[1] + 1) not in r.words.units):
        return None
    return Month(found[0], shift=r.words.shifts[r.word(i)]), found[1]


def parse(r: Reader, i: int) -> Parsed | None:
    """The whole expression at `i`: a date, a range of dates, a clock time with its day."""
    time = parse_clock.clock(r, i)
    if time is not None:
        return _clock_first(r, time)
    found = single(r, i)
    if found is None:
        return None
    expression, j = found
    expression, j = _with_clock(r, expression, j)
    joined = parse_composed.joined(r, expression, j, single, between=r.word(i - 1) == "between", moved=_moved(r, i))
    if joined is not None:
        expression, j = joined
        again = parse_composed.joined(r, expression.last, j, single) if isinstance(expression, Range) else None
        if again is not None and isinstance(expression, Range) and isinstance(again[0], Range):
            expression, j = Range(expression.first, again[0].last), again[1]
    return expression, j


def _moved(r: Reader, i: int) -> bool:
    """Whether the date at token `i` is where something is moved from."""
    if r.word(i - 1) != "from":
        return False
    return any(r.word(i - back) in r.words.lists["moving"] for back in range(2, 8))


def _clock_first(r: Reader, time: parse_clock.Clock) -> Parsed:
    j = time.end
    if r.word(j) in DASHES or r.word(j) in ("to", "until"):
        until = parse_clock.clock(r, j + 1)
        if until is not None:
            j = until.end
            time = parse_clock.Clock(time.time, time.zone or until.zone, j)
    if r.sees(j, "in", "the") and r.word(j + 2) in r.words.day_parts:
        j += 3
    if r.word(j) == "(" and (other := parse_clock.clock(r, j + 1)) and r.word(other.end) == ")":
        # "10 a.m. (0600 GMT)": the one that names its zone is the surer.
        time, j = (time if time.zone else other), other.end + 1
    k = j + 1 if r.word(j) in ("on", ",", "of") else j
    day = parse_composed.day_with_part(r, k)
    if day is None:
        narrative = parse_counting.narrative(r, k)
        day = narrative
    if day is not None and not isinstance(day[0], Range):
        on = day[0].on if isinstance(day[0], At) else day[0]
        return At(on, time=time.time, zone=time.zone), day[1]
    return At(None, time=time.time, zone=time.zone), j


def _with_clock(r: Reader, expression: Expression, j: int) -> Parsed:
    if isinstance(expression, Range | FeastDay):
        return expression, j
    if not (isinstance(expression, At) and not expression.time) and type(expression).__name__ not in _DAYS:
        return expression, j
    k = j
    while k < j + 2 and r.word(k) in _BEFORE_CLOCK:
        k += 1
    if r.word(j) == "," and k == j + 1 and ":" not in r.word(k):
        return expression, j
    time = parse_clock.clock(r, k)
    if time is None or (k == j and not (":" in r.word(k) or time.zone)):
        return expression, j
    end = time.end
    if r.word(j) == "(" and r.word(end) == ")":
        end += 1
    elif r.word(j) == "(":
        return expression, j
    on = expression.on if isinstance(expression, At) else expression
    return At(on, time=time.time, zone=time.zone), end


_DAYS = frozenset(("Day", "DayOfMonth", "Weekday", "Deictic", "SameDay", "NthDay", "DayIn"))


# Each rule with the words that may begin what it reads. Of equally long readings the first rule's is taken.
def _leads(words: Words) -> list[tuple[Rule, set[str]]]:
    shifts = {*words.shifts, "these", "recent", "that", "same", "preceding"}
    days = {*words.weekdays, *words.months, "today", "tomorrow", "yesterday", "tonight", "overnight"}
    return [
        (
            parse_composed.day_with_part,
            {*days, *words.day_parts, *shifts, *words.numbers, "the", "earlier", "later", "a"},
        ),
        (parse_composed.part, {*words.parts, *words.ordinals, "the", "midweek"}),
        (parse_composed.lasting, {*words.numbers}),
        (parse_ordinals.ordinal_of, {*words.ordinals, "twenty", "thirty", "the"}),
        (parse_ordinals.worded_day, {"the"}),
        (parse_composed.week_of, {"the", "week", "weekend"}),
        (parse_ordinals.ordinal_day, {"the"}),
        (parse_periods.later_in, {"later", "earlier", "rest", "remainder", "the"}),
        (parse_periods.running_out, {"the"}),
        (parse_periods.ending, {"week", "month", "quarter", "year"}),
        (parse_counting.year_ago, {"the", "a", "year"}),
        (parse_counting.stretch, {*shifts, "the"}),
        (parse_counting.narrative, {"earlier", "later", "that", "same", "the"}),
        (parse_periods.period, {*shifts, "the"}),
        (parse_counting.ahead, {"the"}),
        (
            parse_counting.counted,
            {
                *(unit for unit in words.units if unit.endswith("s")),
                *words.numbers,
                "a",
                "an",
                "few",
                "several",
                "some",
                "many",
            },
        ),
        (parse_years.century, {*words.ordinals, "the"}),
        (parse_years.feast, {*words.feasts, *words.shifts}),
        (parse_years.part_of_year, {*words.ordinals, "q", "the"}),
        (parse_years.season, {*words.seasons, *words.shifts, "the"}),
        (shifted_month, {*words.shifts}),
        (parse_calendar.bare_month, {*words.months}),
        (parse_years.bare_year, {"fiscal", "calendar", "the"}),
        (parse_counting.repeated, {*parse_counting.SETS, "every", "each", *(f"{day}s" for day in words.weekdays)}),
        (parse_counting.reference, {*words.references}),
    ]


# Of what begins with a figure, by the figure's form.
_PLAIN: tuple[Rule, ...] = (
    parse_composed.day_with_part,
    parse_composed.lasting,
    parse_counting.counted,
    parse_years.bare_year,
    parse_calendar.slashed_day,
)
_ORDINAL: tuple[Rule, ...] = (
    parse_composed.day_with_part,
    parse_composed.part,
    parse_ordinals.ordinal_of,
    parse_years.part_of_year,
    parse_years.century,
    parse_years.bare_year,
)
_PUNCTUATED: tuple[Rule, ...] = (parse_calendar.numeric_date,)

# What a figure of up to three digits that belongs to a date is followed by.


@cache
def _table() -> tuple[dict[str, tuple[Rule, ...]], frozenset[str]]:
    """The rules by leading word, and the words that may follow a short figure."""
    table: dict[str, list[Rule]] = {}
    vocabulary = words()
    for rule, leads in _leads(vocabulary):
        for word in leads:
            table.setdefault(word, []).append(rule)
    after = vocabulary.lists["after_figure"] | {*vocabulary.months, *vocabulary.units, *vocabulary.zones}
    # Times of day lead a rule of their own, outside the table.
    return {word: tuple(rules) for word, rules in table.items()} | {
        word: tuple(table.get(word, ())) for word in parse_clock.NAMED
    }, after


def rules_at(r: Reader, i: int) -> tuple[Rule, ...] | None:
    """The rules that may read what begins at token `i`, None when nothing can begin there."""
    word = r.tokens.low[i]
    if word == "the":
        # The commonest word of all: worth a look at the next before any rule is tried.
        after = r.word(i + 1)
        known = after in _table()[0] or after in r.words.units or after in ("new", "eve") or after[:1].isdecimal()
        if not known or after == "the":
            return None
    if not word[0].isdecimal():
        return _table()[0].get(word)
    if word.isdecimal():
        if len(word) > 4 or (len(word) < 4 and not _led_figure(r, i)):
            return None
        return _PLAIN
    return _ORDINAL if word[-1].isalpha() and word[4:5] != "-" else _PUNCTUATED


def _led_figure(r: Reader, i: int) -> bool:
    after = r.word(i + 1)
    if after == "/":
        return len(r.word(i + 2)) == 2 and r.tokens.adjoining(i + 2)
    return after in _table()[1] or r.tokens.capital(i + 1)
