"""Spans that two mentions make together: "opens on Monday and runs until the 18th", "a three-day visit from Sunday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.model.window import Precision
from briefs.reading.dates import almanac
from briefs.reading.dates.absolute import DayOfMonth
from briefs.reading.dates.composed import weekday_of
from briefs.reading.dates.mention import DateMention, Relation
from briefs.reading.dates.reader import Reader
from briefs.reading.dates.relative import Duration, Weekday

LONGEST = 14


def with_spans(
    r: Reader, mentions: list[DateMention], at: list[int], heading: list[almanac.Span | None]
) -> list[DateMention]:
    """Give "until" and counted days the other end that their sentence, or the heading above it, names.

    `at` holds each mention's first token, `heading` the day of the heading above it.
    """
    out = list(mentions)
    for k, mention in enumerate(mentions):
        if mention.relation is Relation.UNTIL and mention.start:
            out[k] = _closed(r, mentions, at, heading, k)
        elif isinstance(mention.expression, Duration) and mention.expression.unit in ("day", "night"):
            out[k] = _lasting(r, mentions, at, heading, k, mention.expression)
    return out


def _neighbours(r: Reader, mentions: list[DateMention], at: list[int], k: int) -> list[DateMention]:
    """Single days named in the sentence of mention `k`, those before it first, the nearest first."""
    begin, end = r.sentence(at[k])
    before, after = k - 1, k + 1
    found: list[DateMention] = []
    while before >= 0 and at[before] >= begin:
        found.append(mentions[before])
        before -= 1
    while after < len(mentions) and at[after] < end:
        found.append(mentions[after])
        after += 1
    return [m for m in found if m.relation in _ANCHORS and (m.value == "PRESENT_REF" or _single_day(m))]


_ANCHORS = (Relation.IN, Relation.SINCE)


def _single_day(mention: DateMention) -> bool:
    return mention.precision is Precision.DAY and mention.start is not None and mention.start == mention.end


def _day(mention: DateMention) -> date | None:
    """The day a mention names; "now" names the publication's."""
    if mention.value == "PRESENT_REF":
        return mention.frame.on if mention.frame else None
    return mention.start


def _closed(
    r: Reader, mentions: list[DateMention], at: list[int], heading: list[almanac.Span | None], k: int
) -> DateMention:
    mention = mentions[k]
    opened = next((_day(m) for m in _neighbours(r, mentions, at, k) if m.start_char < mention.start_char), None)
    above = heading[k]
    opened = opened or (above[0] if above else None)
    end = mention.end
    if opened and end and end < opened and isinstance(weekday_of(mention.expression), Weekday):
        end = almanac.shifted(end, 7)
    if opened and end and end < opened and isinstance(mention.expression, DayOfMonth):
        # "which began on the fifth and has until the twenty-ninth"
        end = almanac.day(opened.year, opened.month, mention.expression.number) or end
    if opened is None or end is None or not opened <= end <= almanac.shifted(opened, 60):
        return mention
    return replace(mention, start=opened, end=end, opening=opened)


def _lasting(
    r: Reader,
    mentions: list[DateMention],
    at: list[int],
    heading: list[almanac.Span | None],
    k: int,
    duration: Duration,
) -> DateMention:
    mention, count = mentions[k], duration.count
    if (
        count is None
        or not 2 <= count <= LONGEST
        or count != int(count)
        or r.word(at[k] - 1) in r.words.lists["no_anchor"]
    ):
        return mention
    neighbours = _neighbours(r, mentions, at, k)
    above = heading[k]
    day = _day(neighbours[0]) if neighbours else (above[0] if above else None)
    if day is None:
        return mention
    ends = any(r.word(at[k] - back) in r.words.lists["ending"] for back in range(1, 5))
    days = int(count) - 1
    first = almanac.shifted(day, -days) if ends else day
    return replace(mention, start=first, end=almanac.shifted(first, days), precision=Precision.DAY)
