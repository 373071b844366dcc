"""What a sentence takes from where it stands: the place of its dateline, the day of its heading in a diary."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.model.reading import Status
from briefs.model.window import Precision, Window
from briefs.reading.calendars import Calendar
from briefs.reading.cleaning import Cleaned, Dateline, Paragraph, Part
from briefs.reading.dates import DateMention, Tense, resolve
from briefs.reading.places import find_places, known, locates, of_dateline
from briefs.reading.sentences import Sentence

_SAME_DAY = re.compile(
    r"(?:earlier |later |also )?(?:in |on |during )?(?:the|that) (?:same )?(?:day|morning|afternoon|evening|night)\b"
    r"|(?:earlier|later) (?:in the day|that day)\b",
    re.I,
)
_NOTICE = re.compile(r"[\[(*] ?(?P<off>cancell?ed|postponed|deferred|called off)\b[^\])]{0,30}[\])*]", re.I)
THERE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|be|to|seems?)\b)", re.I
)
"""The word that takes up a place; "there is" does not."""
_PLACE_LEAD = re.compile(r"(?P<place>[A-Z][^:]{2,30}): ")
_LOGGED = re.compile(r"(?P<hours>\d{1,2})[.:](?P<minutes>\d{2})\s?(?P<half>[ap])?", re.I)
_SLACK = 30
"""Minutes that a log may run ahead of the hour it was published at."""
_BEFORE, _AHEAD = timedelta(days=1), timedelta(days=3)
"""How far from publication an event may be that a correspondent at its place tells without saying so."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What one sentence takes from its place in the article.

    `here` is what "here" means; `place` where the events of its item are, "" when only the article's dateline tells;
    `day` the window of the diary heading over it, None when there is none. `item` is the span of the list item it
    belongs to, None in running prose. `same_day` is the day that "earlier in the day" takes up, `logged` the day of a
    live log, whose present tense tells what has just happened. `there` is the place named last before a sentence that
    says "there", `notice` what a bracket behind a diary's item says became of it ("[Cancelled]"), None without one.
    `opening` is the day of the dateline before the first sentence, on which it has happened ("SOCHI, May 14. A has
    received B"); `passed` says that a log has gone on since.
    """

    here: str
    place: str = ""
    day: Window | None = None
    item: tuple[int, int] | None = None
    same_day: Window | None = None
    logged: Window | None = None
    there: str = ""
    notice: Status | None = None
    opening: Window | None = None
    passed: bool = False


def hour(lead: str) -> int:
    """Minutes after midnight of a clock time like "11.30pm"."""
    match = _LOGGED.match(lead)
    if match is None:
        return 0
    hours, minutes = int(match["hours"]), int(match["minutes"])
    if match["half"] and match["half"].lower() == "p" and hours < 12:
        hours += 12
    return 60 * hours + minutes


def _of_title(title: str, *, named: bool = False) -> str:
    """The one town that a title puts its news at, or only names; "" when there is none or more than one."""
    towns = [mention for mention in find_places(title, "") if ", " in mention.place]
    found = {mention.place for mention in towns if named or locates(mention)}
    return found.pop() if len(found) == 1 else ""


class Settings:
    """The settings of an article's sentences; `title` is the article's.

    `dateline` is the place its correspondent writes from, `titled` the town its title names where nothing tells that.
    """

    def __init__(self, cleaned: Cleaned, calendar: Calendar, title: str = "") -> None:
        self._cleaned, self._calendar = cleaned, calendar
        self._sizes = Counter(sentence.paragraph for sentence in cleaned.sentences)
        own = [p.dateline for p in cleaned.paragraphs if p.part is Part.BODY and p.dateline is not None]
        self._is_row = len(own) > 1
        self._days = self._headings()
        self._is_list = len(own) > 2 or bool(self._days)
        self._last_hour = 0
        self.is_live = self._live()
        self.dateline = of_dateline(cleaned.dateline) or _of_title(title)
        self.titled = "" if cleaned.dateline is not None else _of_title(title, named=True)
        self.dateline_day = self._day_of(cleaned.dateline)

    def _live(self) -> bool:
        """Whether the article is a log of its own day: entries led by hours, all of them before its publication."""
        at = self._calendar.published_at
        led = [hour(p.lead) for p in self._cleaned.paragraphs if p.part is Part.BODY and _LOGGED.match(p.lead)]
        self._last_hour = max(led, default=0)
        if at is None or self._days:
            return False
        return len(led) > 2 and self._last_hour <= 60 * at.hour + at.minute + _SLACK

    def _headings(self) -> dict[int, Window]:
        """For each paragraph under a day heading, or led by a day of its own, that day."""
        found: dict[int, Window] = {}
        current: Window | None = None
        led = 0
        first = {sentence.paragraph: sentence for sentence in reversed(self._cleaned.sentences)}
        for index, paragraph in enumerate(self._cleaned.paragraphs):
            if paragraph.part is Part.HEADING:
                current = self._only_day(paragraph.start, paragraph.end)
            elif paragraph.part is Part.BODY:
                own = self._day_of(paragraph.dateline) if self._is_row else None
                if own is None and index in first:
                    own = self._only_day(first[index].start, first[index].end)
                    led += own is not None
                day = own or current
                if day is not None and (own is None or paragraph.dateline is not None or led > 1 or current):
                    found[index] = day
        return found

    def _only_day(self, start: int, end: int) -> Window | None:
        """The day that a line or sentence names when it is little more than a date."""
        inside = self._calendar.within(start, end)
        length = sum(mention.end_char - mention.start_char for mention in inside)
        if not inside or length < 0.5 * (end - start):
            return None
        return self._forward(inside[0], inside[-1])

    def _forward(self, first: DateMention, last: DateMention) -> Window | None:
        """The window of a diary heading: the coming day of that name, or from the first to the last named."""
        begins, ends = (resolve(mention, tense=Tense.FUTURE) for mention in (first, last))
        if begins.start and ends.end and begins.start <= ends.end and ends.end - begins.start < timedelta(days=15):
            return Window(begins.start, ends.end, begins.precision)
        return begins.window if begins.resolved else None

    def _day_of(self, dateline: Dateline | None) -> Window | None:
        if dateline is None or not dateline.date:
            return None
        inside = self._calendar.within(dateline.start, dateline.end)
        return self._forward(inside[0], inside[-1]) if inside else None

    def of(self, sentence: Sentence) -> Setting:
        """The setting of a sentence."""
        paragraph = self._cleaned.paragraphs[sentence.paragraph]
        own = of_dateline(paragraph.dateline) or self._led_by_place(sentence)
        day = self._days.get(sentence.paragraph)
        listed = self._is_list and (own != "" or day is not None or paragraph.lead != "")
        return Setting(
            here=own or self.dateline,
            place=own if self._is_list else "",
            day=day,
            item=(paragraph.start, paragraph.end) if listed and self._is_single(sentence) else None,
            same_day=self._same_day(sentence),
            logged=self._logged_on(paragraph),
            there=self._there(sentence),
            notice=self._notice(sentence, paragraph),
            opening=self.dateline_day if sentence.index == 0 else None,
            passed=self.is_live and hour(paragraph.lead) < self._last_hour,
        )

    def _there(self, sentence: Sentence) -> str:
        """The place that "there" takes up: the last one named in the sentence before."""
        if sentence.index == 0 or not THERE.search(sentence.text):
            return ""
        earlier = self._cleaned.sentences[sentence.index - 1]
        named = [mention.place for mention in find_places(earlier.text, "") if locates(mention)]
        return named[-1] if named else ""

    def _notice(self, sentence: Sentence, paragraph: Paragraph) -> Status | None:
        """What a bracket between a sentence and the end of its short paragraph says became of the event."""
        if self._sizes[sentence.paragraph] > 2:
            return None
        match = _NOTICE.search(self._cleaned.text, sentence.start, paragraph.end)
        if match is None:
            return None
        return Status.POSTPONED if match["off"].lower() in {"postponed", "deferred"} else Status.CANCELLED

    def _logged_on(self, paragraph: Paragraph) -> Window | None:
        on = self._calendar.published_on
        if not self.is_live or on is None or not _LOGGED.match(paragraph.lead):
            return None
        return Window(on, on, Precision.DAY)

    def _is_single(self, sentence: Sentence) -> bool:
        return self._sizes[sentence.paragraph] == 1

    def _led_by_place(self, sentence: Sentence) -> str:
        """The place before a colon: "Rome: Mikhail Gorbachev begins…"."""
        match = _PLACE_LEAD.match(sentence.text)
        return known(match["place"]) if match and self._is_list else ""

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
        return window.overlaps(Window(on - _BEFORE, on + _AHEAD, Precision.DAY)) and window.precision is Precision.DAY
