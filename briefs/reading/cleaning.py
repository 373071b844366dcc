"""What of a stored text is prose: page furniture left out, datelines and headings told apart, offsets exact.

Nothing is rewritten: every span refers to the stored text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefs.reading.sentences import Sentence, split


class Part(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    JUNK = "junk"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of an item: the place and, in some styles, the date it was written at ("SOCHI, Russia, May 14").

    `firm` says that its form alone shows it to be one, by a dash or an agency's name; "ROME:" may be a speaker.
    """

    start: int
    end: int
    place: str
    date: str = ""
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the stored text. `body` is where its sentences begin, past a dateline, clock time or bullet."""

    start: int
    end: int
    part: Part
    body: int
    dateline: Dateline | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in paragraphs and sentences; only prose has sentences."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def dateline(self) -> Dateline | None:
        """The article's own dateline: the one its prose begins with."""
        for paragraph in self.paragraphs:
            if paragraph.part is Part.BODY:
                return paragraph.dateline
        return None


_LINE = re.compile(r"[^\n]+")

_UPPER_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\- ]{2,40}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:(?:(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:,? )?)?"
    rf"(?:(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?)?"
)
_DATELINE = re.compile(
    rf"(?P<place>{_UPPER_PLACE}(?:, (?:[A-Z][\w.’'-]+ ?){{1,4}}?)?)"
    rf"(?:, (?P<date>{_DAY}))?"
    r"(?:\.? ?[(/\[][^)/\]\n]{1,40}[)/\]]\.?)?"
    r"(?: ?[–—] ?|: ?| ?-{1,2} |(?<=[)/\]]) |(?<=[)/\]]\.) )"
)
_ITEM_HEAD = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’/\- ]{2,40})(?:, (?P<date>[^.\n]{3,40}))?\. (?=[*“\"]? ?[A-Z*])"
)
_TIME_LEAD = re.compile(
    r"(?:[-•*·▪]\s*)?(?P<lead>\(?\d{1,2}(?:[.:]\d{2}|\d{2})?\s*(?:a\.?m\.?|p\.?m\.?|h|hrs|GMT|local)?\)?"
    r"(?:\s*[-–]\s*\d{1,2}[.:]?\d{2})?)\s*[-–—:]\s+(?=\S)",
    re.I,
)
_LIVE_LEAD = re.compile(r"(?P<lead>\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m\.?)?)\s+(?=[A-Z“\"])", re.I)
_BULLET = re.compile(r"\s*(?:[-•*·▪–—]\s+|\(?\d{1,2}[.)]\s+)")

_JUNK = re.compile(
    r"""^(?:(?:published|updated|posted|last\ modified)\b.{0,60}|
    share(?:\ this.*)?|read\ (?:also|more|next).*|related:?.*|see\ also:?.*|advertisement|
    sponsored.*|skip\ to\ .*|menu\b.*|sign\ (?:up|in).*|log\ ?in.*|subscribe.*|follow\ us.*|
    leave\ a\ (?:reply|comment).*|
    comments?(?:\ \(?\d+\)?)?|tags?:.*|filed\ under.*|posted\ (?:in|by|on).*|enable\ read\ mode|\d+%\ font\ size|
    top\ content.*|trending.*|most\ (?:read|popular|viewed).*|print(?:\ this)?|e-?mail(?:\ this)?|facebook|twitter|
    whatsapp|copy\ link|cookie.*|we\ use\ cookies.*|all\ rights\ reserved.*|©.*|\(c\)\ .*|ends\.?|-ends-|
    by\ (?:our|staff|[A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){1,3})(?:\ in\ [A-Z]\w+.*|,?\ .{0,40}correspondent.*)?|
    reporting\ by.*|editing\ by.*|additional\ reporting.*|\(reporting\ by.*|photo(?:graph)?s?:?.*|image:.*|
    listen\ .*|watch:?\ .*|advert.*|loading.*|click\ here.*|newsletter.*|notes\ to\ editors.*|next\ (?:file|update).*|
    \d+\ (?:min(?:ute)?s?)\ read|\d+\ comments?)$""",
    re.I | re.X,
)
_ENDS = re.compile(r"[.!?…;:][\"'”’)\]]*$")


def clean(text: str) -> Cleaned:
    """Tell the prose of `text` from the rest. Never raises; any length and content."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        paragraph = _paragraph(text, start, end)
        if paragraph.part is Part.BODY:
            for begin, stop in split(text, paragraph.body, end):
                sentences.append(Sentence(text[begin:stop], begin, stop, len(paragraphs), len(sentences)))
        paragraphs.append(paragraph)
    if not sentences:
        _read_headings(text, paragraphs, sentences)
    return Cleaned(text, tuple(paragraphs), tuple(sentences))


def _read_headings(text: str, paragraphs: list[Paragraph], sentences: list[Sentence]) -> None:
    """Take the headings for prose in a text that has nothing else, such as a headline sent alone."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.part is Part.HEADING:
            paragraphs[index] = replace(paragraph, part=Part.BODY)
            for begin, stop in split(text, paragraph.body, paragraph.end):
                sentences.append(Sentence(text[begin:stop], begin, stop, index, len(sentences)))


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    line = text[start:end]
    if len(line) < 200 and _JUNK.match(line):
        return Paragraph(start, end, Part.JUNK, start)
    dateline = _DATELINE.match(text, start, end)
    if dateline and dateline.end() < end and not _is_heading(text[dateline.end() : end]):
        place = dateline["place"].strip()
        firm = not dateline.group().rstrip().endswith(":") and "." not in place
        found = Dateline(start, dateline.end(), place, (dateline["date"] or "").strip(), firm)
        return Paragraph(start, end, Part.BODY, dateline.end(), found)
    item = _ITEM_HEAD.match(text, start, end)
    if item and item.end() < end:
        found = Dateline(start, item.end(), item["place"].strip(), (item["date"] or "").strip())
        return Paragraph(start, end, Part.BODY, item.end(), found)
    lead = _TIME_LEAD.match(text, start, end) or _LIVE_LEAD.match(text, start, end)
    if lead and lead.end() < end:
        return Paragraph(start, end, Part.BODY, lead.end(), None, lead["lead"])
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        return Paragraph(start, end, Part.BODY, bullet.end())
    if _is_heading(line):
        return Paragraph(start, end, Part.HEADING, start)
    return Paragraph(start, end, Part.BODY, start)


def _is_heading(line: str) -> bool:
    """Short and without a full stop: a title, subhead, day of a diary or button."""
    return len(line) <= 90 and not _ENDS.search(line)
