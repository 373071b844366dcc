"""What the words of a date mean before they are resolved, and the frame they are resolved in.

An `Expression` is what the words say ("the Friday after", "June without a year"); `Frame` is what they are read
against;
`Found` is the window they name in it, with TimeML's value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from briefs.model.window import Precision, Window
from briefs.reading.dates import almanac


class Tense(StrEnum):
    """Whether what happens then lies behind or ahead of the text's publication."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Frame:
    """What relative words count from.

    `on` is the publisher's local day, None when unknown: then only full dates resolve. `tense` decides between the
    last and the next bare weekday, day or month. `named` is the window named before in the text ("the following
    week"), `day` the last day or few days ("the next day"), `clock` the day that a time of day without one belongs
    to, `month` the month named just before ("from the 18th"). `dated` is a day that the text itself dates in full,
    which lends its year where `on` is unknown.
    """

    on: date | None
    tense: Tense | None = None
    named: almanac.Span | None = None
    day: almanac.Span | None = None
    clock: almanac.Span | None = None
    dated: date | None = None
    month: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An inclusive window with its precision and TimeML's value and modifier.

    `said` is what a careful reader takes from the words where that is vaguer than their arithmetic: "two weeks ago" is
    a day by counting, a week by sense. `unit_type` is TimeML's type.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.OPEN
    value: str = ""
    mod: str = ""
    type: str = "DATE"
    said: Window | None = None

    @property
    def span(self) -> almanac.Span | None:
        """Both ends, when both are known."""
        return (self.start, self.end) if self.start and self.end else None


class Expression(Protocol):
    """The words of a date, understood but not yet resolved."""

    def resolve(self, frame: Frame) -> Found:
        """The window the words name in `frame`; both ends None when that cannot be known."""
        ...


def named_day(on: date | None, unknown: str = "XXXX-XX-XX") -> Found:
    """One day, or the unresolved `unknown`."""
    if on is None:
        return Found(value=unknown)
    return Found(on, on, Precision.DAY, on.isoformat())


def named_week(on: date | None, mod: str = "") -> Found:
    """The week that holds `on`."""
    if on is None:
        return Found(value="XXXX-WXX")
    start, end = almanac.week(on)
    return Found(start, end, Precision.WEEK, week_value(on), mod)


def week_value(on: date) -> str:
    """TimeML's value of the week that holds `on`."""
    year, number, _ = on.isocalendar()
    return f"{year:04d}-W{number:02d}"


# Days from which a tense is believed against nearness: nobody writes "June 5" for one eleven months ago.
FAR = 290
NEAR = 45


def pick(spans: list[almanac.Span], frame: Frame) -> almanac.Span | None:
    """Of the occurrences of a yearly date, the one meant: by tense if that is not far, else the nearest."""
    on = frame.on or frame.dated
    if on is None or not spans:
        return None

    def distance(span: almanac.Span) -> tuple[int, int]:
        start, end = span
        if start > on:
            return (start - on).days, 0
        return max(0, (on - end).days), 1

    if frame.tense is Tense.PAST:
        wanted = [span for span in spans if span[0] <= on]
    elif frame.tense is Tense.FUTURE:
        wanted = [span for span in spans if span[1] >= on]
    else:
        wanted = []
    nearest = min(spans, key=distance)
    if wanted:
        best = min(wanted, key=distance)
        far = distance(best)[0]
        if far <= FAR and not (far > FAR * 0.6 and distance(nearest)[0] <= NEAR):
            return best
    return nearest
