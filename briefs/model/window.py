"""When something happens: an inclusive span of local dates, with how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a window is known, from a day to nothing at all."""

    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OPEN = "open"

    @property
    def rank(self) -> int:
        """0 for a day, growing with vagueness."""
        return list(Precision).index(self)


@dataclass(frozen=True, slots=True)
class Window:
    """An inclusive span of dates local to the place of the event; either end may be open (None).

    `Window()` is the unknown window: both ends open.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.OPEN

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a window cannot end ({self.end}) before it starts ({self.start})")

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None

    def iso(self) -> str:
        """The language-free form: an ISO 8601 date or interval, ".." for an open end, then the precision if vague.

        "2013-05-14", "2013-05-15/2013-05-17", "2013-06-01/2013-06-10 part-of-month", "2013-09-01/.. open".
        """
        if self.start and self.start == self.end and self.precision is Precision.DAY:
            return self.start.isoformat()
        ends = "/".join(end.isoformat() if end else ".." for end in (self.start, self.end))
        return ends if self.precision is Precision.DAY else f"{ends} {self.precision}"

    @classmethod
    def from_iso(cls, text: str) -> Window:
        """What `iso` wrote. ValueError for anything else."""
        ends, _, precision = text.partition(" ")
        start, slash, end = ends.partition("/")
        first = None if start == ".." else date.fromisoformat(start)
        last = first if not slash else None if end == ".." else date.fromisoformat(end)
        return cls(first, last, Precision(precision) if precision else Precision.DAY)

    def overlaps(self, other: Window) -> bool:
        """Whether both may hold the same day; an open end reaches to infinity."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the window; an unknown window covers no day."""
        return self.known and (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
