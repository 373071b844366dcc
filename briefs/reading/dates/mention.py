"""A date found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from briefs.model.window import Precision, Window
from briefs.reading.dates.meaning import Expression, Frame


class Relation(StrEnum):
    """How the event lies to the words: "in June", "by Friday", "not before July" (after), "and not this month"
    (not).
    """

    IN = "in"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    SINCE = "since"
    UNTIL = "until"
    ABOUT = "about"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of a text that name a time, and the window they name.

    `text == whole_text[start_char:end_char]` (code points, half-open). `start` and `end` are inclusive local days, None
    where open or unresolved. `relation` has been applied to them: "by Friday" runs from publication to Friday; `named`
    is the window of the bare words. `type` and `value` are TimeML's TIMEX3 (1.2.1), `mod` too ("START", "MID", "END").
    `time` is a clock time "HH:MM" and `zone` its zone as stated, "" when not. `heading` says that the date stands at
    the head of its line or paragraph, as in diaries. `opening` is the day from which an "until" runs, where its
    sentence or heading names one.
    """

    start_char: int
    end_char: int
    text: str
    start: date | None
    end: date | None
    precision: Precision
    relation: Relation
    type: str
    value: str
    mod: str = ""
    time: str = ""
    zone: str = ""
    named: Window = field(default_factory=Window)
    said: Window | None = None
    heading: bool = False
    opening: date | None = None
    expression: Expression | None = field(default=None, repr=False, compare=False)
    frame: Frame | None = field(default=None, repr=False, compare=False)

    @property
    def resolved(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None

    @property
    def window(self) -> Window:
        """What an agenda should claim: `start` to `end`, or the vaguer sense of counted weeks ("two weeks ago")."""
        return self.said or Window(self.start, self.end, self.precision if self.resolved else Precision.OPEN)
