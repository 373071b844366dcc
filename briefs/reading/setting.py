"""What a sentence takes from where it stands: the place of its dateline, the day of its heading in a diary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.model.window import Precision, Window
from briefs.reading.calendars import Calendar
from briefs.reading.cleaning import Cleaned, Paragraph, Part
from briefs.reading.dates import DateMention, Tense, resolve
from briefs.reading.places import of_dateline
from briefs.reading.sentences import Sentence

_SAME_DAY = re.compile(
    r"(?:earlier |later |also )?(?:in |on |during )?(?:the|that) (?:same )?(?:day|morning|afternoon|evening|night)\b"
    r"|(?:earlier|later) (?:in the day|that day)\b",
    re.I,
)
_NEAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """`here` is what "here" means; `place` where the item's events are, "" when only the article's dateline tells;
    `day` the window of the diary heading above, None when there is none; `is_item` that the paragraph is an entry of a
    list, whose evidence is the whole of it.
    """

    here: str
    place: str
    day: Window | None
    is_item: bool
    same_day: Window | None = None


class Settings:
    """The settings of an article's sentences, asked for in text order."""

    def __init__(self, cleaned: Cleaned, calendar: Calendar) -> None:
        self._cleaned, self._calendar = cleaned, calendar
        self._days = self._headings()
        own = [p.dateline for p in cleaned.paragraphs if p.part is Part.BODY and p.dateline is not None]
        self._is_list = len(own) > 2 or (bool(self._days) and any(day is not None for day in self._days.values()))
        self.dateline = of_dateline(cleaned.dateline)
        self.dateline_day = self._day_of_dateline()

    def _headings(self) -> dict[int, Window | None]:
        """For each paragraph under a day heading, that day."""
        found: dict[int, Window | None] = {}
        current: Window | None = None
        for index, paragraph in enumerate(self._cleaned.paragraphs):
            if paragraph.part is Part.HEADING:
                current = self._heading_day(paragraph)
            elif paragraph.part is Part.BODY and current is not None:
                found[index] = current
        return found

    def _heading_day(self, paragraph: Paragraph) -> Window | None:
        """The day a heading names, when it is little more than a date."""
        inside = self._calendar.within(paragraph.start, paragraph.end)
        length = sum(mention.end_char - mention.start_char for mention in inside)
        if not inside or length < 0.5 * (paragraph.end - paragraph.start):
            return None
        return forward(inside[0], self._calendar.published_on)

    def _day_of_dateline(self) -> Window | None:
        dateline = self._cleaned.dateline
        if dateline is None:
            return None
        inside = self._calendar.within(dateline.start, dateline.end)
        return inside[-1].window if inside and inside[-1].resolved else None

    def of(self, sentence: Sentence) -> Setting:
        """The setting of a sentence."""
        paragraph = self._cleaned.paragraphs[sentence.paragraph]
        own = of_dateline(paragraph.dateline)
        listed = self._is_list and (own != "" or sentence.paragraph in self._days)
        return Setting(
            here=own or self.dateline,
            place=own if self._is_list else "",
            day=self._days.get(sentence.paragraph),
            is_item=listed,
            same_day=self._same_day(sentence),
        )

    def _same_day(self, sentence: Sentence) -> Window | None:
        """The day named last before a sentence that says "earlier in the day" or "that evening"."""
        if not _SAME_DAY.match(sentence.text):
            return None
        before = [
            mention.window
            for mention in self._calendar.mentions
            if mention.end_char <= sentence.start and mention.precision is Precision.DAY
        ]
        return before[-1] if before else None

    def near(self, window: Window) -> bool:
        """Whether the window is about the article's own day, so that its dateline tells the place."""
        on: date | None = self._calendar.published_on
        if on is None or not window.known:
            return False
        return window.overlaps(Window(on - _NEAR, on, Precision.DAY)) and window.precision is Precision.DAY


def forward(mention: DateMention, on: date | None) -> Window | None:
    """The window of a diary heading: the coming day of that name."""
    found = resolve(mention, tense=Tense.FUTURE)
    return found.window if found.resolved and on is not None else None
