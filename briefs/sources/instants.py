"""The instant an article says it was published at: in machine form, or in the words at its head.

Only a whole date with its year counts, and only where a publication instant stands: after a label ("Published: …"),
alone on a line at the head, or in the dateline. A date without hour is taken as noon UTC, which is that date in nearly
every zone; an hour without zone as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from briefs.model.window import Precision
from briefs.reading.cleaning import clean
from briefs.reading.dates import DateMention, find_dates

EARLIEST, LATEST = datetime(1600, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)
"""No article was published before newspapers were, or so late that its instant has no UTC that can be computed with."""

_HEAD_LINES = 12
_LONGEST_LINE = 160
_LABEL = re.compile(
    r"(?:(?P<first>(?:first )?(?:published|posted|issued|released|created)|date|pub(?:lication)? date)"
    r"|(?P<later>(?:last )?(?:updated|modified|revised|edited)))"
    r"(?:\s+(?:on|at|in))?\s*(?::|\b)\s*(?=\S)",
    re.I,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?\b", re.I)
_LEFT_OF_DATE = re.compile(r"[\s|,·•–—-]*(?:(?:by|from)\b.{0,60}[|,·•–—-]\s*)?\Z", re.I)
_RIGHT_OF_DATE = re.compile(r"[\s|,·•–—.-]*(?:(?:at\s+)?\d{1,2}[:.h]\d\d.{0,30})?\Z", re.I)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d\d)?\Z", re.I)

# Abbreviations of one meaning only (IST, CST and the like have several); zones where the offset has changed by law.
_ZONES: dict[str, tzinfo] = {
    "Z": UTC,
    "GMT": UTC,
    "UTC": UTC,
    **{name: timezone(timedelta(hours=hours)) for name, hours in {
        "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7,
        "JST": 9, "KST": 9, "HKT": 8, "AEST": 10, "AEDT": 11,
    }.items()},
    "MSK": ZoneInfo("Europe/Moscow"),
    "ET": ZoneInfo("America/New_York"),
    "PT": ZoneInfo("America/Los_Angeles"),
}  # fmt: skip


def parse_instant(text: str) -> datetime | None:
    """An instant in machine form (ISO 8601, or a date alone), aware; None for anything else, and for odd centuries."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2013-05-14"):
        moment = datetime.combine(moment.date(), time(12), UTC)
    return _plausible(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _plausible(moment: datetime) -> datetime | None:
    return moment if EARLIEST <= moment <= LATEST else None


def stated_instant(text: str) -> datetime | None:
    """The publication instant that stands in words at the head of `text`; None when there is none. Never raises."""
    head = [line.strip() for line in text[:6000].split("\n") if line.strip()][:_HEAD_LINES]
    lines = [line for line in head if len(line) <= _LONGEST_LINE]
    return _labelled(lines) or _alone(lines) or _in_dateline(text[:6000])


def _labelled(lines: Iterable[str]) -> datetime | None:
    later: datetime | None = None
    for line in lines:
        for label in _LABEL.finditer(line):
            instant = _at_start(line[label.end() :])
            if instant and label["first"]:
                return instant
            later = later or instant
    return later


def _alone(lines: list[str]) -> datetime | None:
    found = [instant for line in lines if (instant := _whole_line(line)) is not None]
    return found[0] if len({instant.date() for instant in found}) == 1 else None


def _whole_line(line: str) -> datetime | None:
    iso = _ISO.fullmatch(line)
    if iso:
        return parse_instant(iso[0])
    for mention in _days(line):
        if _LEFT_OF_DATE.match(line[: mention.start_char]) and _RIGHT_OF_DATE.match(line[mention.end_char :]):
            return _instant(mention, line[mention.end_char :])
    return None


def _in_dateline(head: str) -> datetime | None:
    dateline = clean(head).dateline
    if dateline is None or not dateline.date:
        return None
    return next((_instant(mention, "") for mention in _days(dateline.date)), None)


def _at_start(text: str) -> datetime | None:
    iso = _ISO.match(text)
    if iso:
        return parse_instant(iso[0].upper().replace(" Z", "Z"))
    for mention in _days(text):
        if mention.start_char <= 12:
            return _instant(mention, text[mention.end_char :])
    return None


def _days(text: str) -> list[DateMention]:
    mentions = find_dates(_ISO.sub(" ", text), published=None)
    return [mention for mention in mentions if mention.start and mention.precision is Precision.DAY]


def _instant(mention: DateMention, rest: str) -> datetime | None:
    assert mention.start is not None
    hour, zone = mention.time, mention.zone
    if not hour:
        after = next(iter(_clock(rest)), None)
        hour, zone = after or ("", "")
    noon = datetime.combine(mention.start, time(12), UTC)
    if not hour:
        return _plausible(noon)
    try:
        return _plausible(datetime.combine(mention.start, time.fromisoformat(hour), _zone(zone)))
    except ValueError:
        return _plausible(noon)


_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?\s*((?:GMT|UTC)?\s*[+-]\d{1,2}:?(?:\d\d)?|[A-Z]{1,4}\b)?", re.I
)


def _clock(text: str) -> Iterable[tuple[str, str]]:
    for match in _CLOCK.finditer(text[:40]):
        hours = int(match[1])
        half = (match[3] or "").lower()[:1]
        if half:
            hours = hours % 12 + (12 if half == "p" else 0)
        if hours < 24 and int(match[2]) < 60:
            yield f"{hours:02}:{match[2]}", (match[4] or "").strip()


def _zone(name: str) -> tzinfo:
    offset = _OFFSET.match(name)
    if offset:
        length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-length if offset[1] == "-" else length) if length < timedelta(hours=15) else UTC
    return _ZONES.get(name.upper(), UTC)
