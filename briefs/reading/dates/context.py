"""What a text has named so far, which later words lean on: the last day, the last month, the heading above."""

from __future__ import annotations

import re
from datetime import date

from briefs.model.window import Precision, Window
from briefs.reading.dates import almanac
from briefs.reading.dates.absolute import Day
from briefs.reading.dates.composed import Range
from briefs.reading.dates.meaning import Frame, Tense
from briefs.reading.dates.mention import DateMention, Relation

_AFTER_HEADING = frozenset((".", ":", "–", "—", "-", "\n", ""))
_DIARY_LINE = re.compile(
    r"^[^a-z\n]{0,48}(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^\n.:–—-]{0,30}(?:[.:–—-]|$)",
    re.IGNORECASE | re.MULTILINE,
)

_SLASHED = re.compile(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)(?![\d])")


class Context:
    """What the text has named so far. `diary` says that days head its paragraphs, `looks_back` that
    they tell what has been, as a week in review does.
    """

    def __init__(self, text: str, on: date | None) -> None:
        self.on = on
        self.diary = len(_DIARY_LINE.findall(text, 0, 200_000)) >= 2
        self.looks_back = False
        self.heading: almanac.Span | None = None
        self._named: almanac.Span | None = None
        self._day: almanac.Span | None = None
        self._clock: almanac.Span | None = None
        self._dated: date | None = None
        self._month: tuple[int, int] | None = None
        self._month_at = 0

    def paragraph(self) -> None:
        """A new paragraph: a bare "the 18th" or "at noon" does not reach into the one before."""
        self._month = None
        self._clock = self.heading

    def note(self, mention: DateMention, i: int) -> None:
        """Remember what the mention at token `i` named."""
        window = mention.named
        if not window.start or not window.end or mention.type not in ("DATE", "TIME"):
            return
        if mention.relation is not Relation.UNTIL:
            self._named = (window.start, window.end)
            if (window.end - window.start).days <= 4:
                self._day = self._clock = self._named
                if mention.heading:
                    self.heading = self._named
        if isinstance(mention.expression, Day) and mention.expression.year is not None:
            self._dated = window.start
        if window.precision is Precision.MONTH or (
            isinstance(mention.expression, (Day, Range)) and self._ahead(window)
        ):
            # "in Lima on 5 October … on the 12th"
            self._month, self._month_at = (window.start.year, window.start.month), i
        elif isinstance(mention.expression, Day):
            self._month = None

    def _ahead(self, window: Window) -> bool:
        return bool(self.on and window.start and window.precision is Precision.DAY and window.start > self.on)

    def frame(self, tense: Tense | None, i: int, *, heading: bool = False) -> Frame:
        """What the expression at token `i` is read against; a diary's heading follows the one above it."""
        near = self._month if i - self._month_at <= 40 else None
        on = self.on
        if heading and self.diary and on and not self.looks_back:
            tense = Tense.FUTURE
            on = self.heading[0] if self.heading and self.heading[0] >= on else on
        return Frame(on, tense, self._named, self._day, self._clock, self._dated, near)


def _ends_title(text: str, start: int) -> bool:
    """Whether the line before a date that ends it is a title: short and without a sentence's end."""
    line = text.rfind("\n", max(0, start - 90), start) + 1
    return (line > 0 or start < 90) and not any(mark in text[line:start] for mark in ".!?;")


def slashed_order(text: str) -> bool | None:
    """Whether the text writes "25/11" (True) or "11/25" (False), None when it does neither or both."""
    orders = {
        int(first) > 12 for first, second in _SLASHED.findall(text, 0, 200_000) if int(first) > 12 or int(second) > 12
    }
    return orders.pop() if len(orders) == 1 else None


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether the date heads its line, as in diaries and live reports: "TUESDAY.", "KHARTOUM, Friday: …", "25/11"."""
    if text[end : end + 1] == "\n" and _ends_title(text, start):
        return True
    line = text.rfind("\n", max(0, start - 50), start) + 1
    if line == 0 and start > 48:
        return False
    before = text[line:start].strip(" \t*•–—-")
    if before and not (before.endswith(",") and before.isupper()):
        return False
    return text[end : end + 1] in _AFTER_HEADING or text[end : end + 3].startswith((" –", " —", " -"))
