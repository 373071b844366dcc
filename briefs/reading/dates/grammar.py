"""Which rule reads what stands at a token: the longest of those its first word may lead."""

from __future__ import annotations

from briefs.reading.dates import parse_calendar, parse_clock, parse_composed, parse_counting
from briefs.reading.dates.absolute import FeastDay, Month
from briefs.reading.dates.composed import At, Range
from briefs.reading.dates.meaning import Expression
from briefs.reading.dates.parse_composed import Rule
from briefs.reading.dates.reader import DASHES, Parsed, Reader
from briefs.reading.dates.words import Words

# In order of trust: of equally long readings the first is taken.
RULES: tuple[Rule, ...] = (
    parse_calendar.numeric_date,
    parse_composed.day_with_part,
    parse_composed.part,
    parse_composed.lasting,
    parse_composed.ordinal_of,
    parse_composed.week_of,
    parse_composed.ordinal_day,
    parse_counting.later_in,
    parse_counting.stretch,
    parse_counting.narrative,
    parse_counting.period,
    parse_counting.counted,
    parse_calendar.feast,
    parse_calendar.part_of_year,
    parse_calendar.season,
    parse_calendar.bare_month,
    parse_calendar.bare_year,
    parse_calendar.slashed_day,
    parse_counting.repeated,
    parse_counting.reference,
)

# What may stand between a date and the parts that follow it.
_BEFORE_CLOCK = frozenset(("at", ",", "from", "around", "about", "by", "before", "after", "("))

_SHIFTED_MONTH = frozenset(("last", "next", "this", "past", "coming", "previous"))


def single(r: Reader, i: int) -> Parsed | None:
    """The longest expression at `i` that is no range of two others."""
    best: Parsed | None = None
    for rule in RULES:
        found = rule(r, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    shifted = shifted_month(r, i)
    if shifted is not None and (best is None or shifted[1] > best[1]):
        best = shifted
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
    joined = parse_composed.joined(r, expression, j, single, between=r.word(i - 1) == "between")
    if joined is not None:
        expression, j = joined
        again = parse_composed.joined(r, expression.last, j, single) if isinstance(expression, Range) else None
        if again is not None and isinstance(expression, Range) and isinstance(again[0], Range):
            expression, j = Range(expression.first, again[0].last), again[1]
    return expression, j


def _clock_first(r: Reader, time: parse_clock.Clock) -> Parsed:
    j = time.end
    if r.word(j) in DASHES or r.word(j) in ("to", "until"):
        until = parse_clock.clock(r, j + 1)
        if until is not None:
            j = until.end
            time = parse_clock.Clock(time.time, time.zone or until.zone, j)
    if r.sees(j, "in", "the") and r.word(j + 2) in r.words.day_parts:
        j += 3
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


def leads(words: Words) -> frozenset[str]:
    """The words that an expression can begin with; anything else but figures is skipped unread."""
    return frozenset(
        {
            *words.months,
            *words.weekdays,
            *(f"{day}s" for day in words.weekdays if day.endswith("day")),
            *words.numbers,
            *words.ordinals,
            *words.parts,
            *words.shifts,
            *words.seasons,
            *words.references,
            *words.feasts,
            *words.day_parts,
            *parse_counting.SETS,
            *parse_clock.NAMED,
            *[
                "the",
                "a",
                "an",
                "today",
                "tomorrow",
                "yesterday",
                "tonight",
                "overnight",
                "earlier",
                "later",
                "that",
                "same",
                "every",
                "each",
                "few",
                "several",
                "some",
                "many",
                "recent",
                "fiscal",
                "calendar",
                "week",
                "weekend",
                "rest",
                "remainder",
                "q",
                "these",
                "preceding",
            ],
        }
    )
