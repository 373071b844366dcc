"""Grammar of clock times: "10:30 a.m. Moscow time", "0900 GMT", "noon local time", "five o'clock"."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.reading.dates.reader import Reader

NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
LEADS = frozenset(
    [
        "at",
        "from",
        "by",
        "until",
        "till",
        "before",
        "after",
        "around",
        "about",
        "since",
        "between",
        "to",
        "(",
        "–",
        "—",
        "-",
        ",",
    ]
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day "HH:MM" with the zone as stated, "" when none; `end` is the token after it."""

    time: str
    zone: str
    end: int


def clock(r: Reader, i: int) -> Clock | None:
    """The clock time that begins at token `i`."""
    word = r.word(i)
    if word in NAMED:
        if r.word(i + 1) == "s" or r.word(i - 1) in ("high", "after-", "burning"):
            return None
        zone, j = _zone(r, i + 1)
        return Clock(NAMED[word], zone, j)
    if word in r.words.numbers and r.word(i + 1) == "o'clock":
        return _of_day(r, r.words.numbers[word], 0, i + 2)
    if not word[:1].isdecimal():
        return None
    hours, minutes, j, certain = _figures(r, i)
    if hours is None or hours > 24 or minutes > 59:
        return None
    half = _half_of_day(r, j)
    if half or certain == "half":
        if certain == "half":
            half = word[-2:]
            j -= 0
        else:
            j += 1
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] == "p" else 0)
        zone, j = _zone(r, j)
        return Clock(f"{hours:02d}:{minutes:02d}", zone, j)
    zone, after = _zone(r, j)
    if r.word(j) == "hours" and certain in ("military", "dotted", "colon"):
        zone, after = _zone(r, j + 1)
        return Clock(f"{hours:02d}:{minutes:02d}", zone, after)
    if zone or (certain == "colon" and _believable(r, i, j)) or (certain == "military" and _diary_time(r, i, j)):
        return Clock(f"{hours:02d}:{minutes:02d}", zone, after)
    return None


def _figures(r: Reader, i: int) -> tuple[int | None, int, int, str]:
    """Hours, minutes, the token after them and how sure the form is: colon, dotted, military, half ("10am") or ""."""
    word = r.word(i)
    if ":" in word and "-" not in word:
        hours, minutes = word.split(":")[:2]
        return int(hours), int(minutes), i + 1, "colon"
    if word[-2:] in ("am", "pm"):
        figure = word[:-2]
        return (int(figure), 0, i + 1, "half") if len(figure) <= 2 else (None, 0, i, "")
    if "." in word:
        hours, minutes = word.split(".")[:2]
        if len(hours) <= 2 and len(minutes) == 2:
            return int(hours), int(minutes), i + 1, "dotted"
        if len(minutes) == 4 and minutes[2:] in ("am", "pm"):
            return None, 0, i, ""
        return None, 0, i, ""
    if word.isdecimal() and len(word) == 4:
        return int(word[:2]), int(word[2:]), i + 1, "military"
    if word.isdecimal() and len(word) <= 2:
        if r.word(i + 1) == "o'clock":
            return int(word), 0, i + 2, "colon"
        return int(word), 0, i + 1, ""
    return None, 0, i, ""


def _half_of_day(r: Reader, j: int) -> str:
    word = r.word(j)
    return word if word in ("a.m.", "p.m.", "a.m", "p.m", "am", "pm") else ""


def _believable(r: Reader, i: int, j: int) -> bool:
    """Whether "10:30" is a time rather than a score or a ratio: led by a preposition, or at the head of a line."""
    before = r.word(i - 1)
    return before in LEADS or before in ("", "¶", "on", "day") or before.endswith("day") or r.word(j) in ("today", "on")


def _diary_time(r: Reader, i: int, j: int) -> bool:
    """As in "(1500)", "at 0930": four figures in brackets or after "at", not a year, on a five-minute mark."""
    word = r.word(i)
    led = (r.word(i - 1) in ("(", "from") and r.word(j) in (")", ";", ",")) or r.word(i - 1) in ("at",)
    head = r.word(i - 1) in ("", "¶") and r.word(j) in ("–", "-", "—", ":")
    return (led or head) and int(word) % 5 == 0 and (not 1900 <= int(word) <= 2100 or r.word(i - 1) == "at")


def _of_day(r: Reader, hours: int, minutes: int, j: int) -> Clock | None:
    if not 1 <= hours <= 12:
        return None
    if r.sees(j, "in", "the") and (part := r.words.day_parts.get(r.word(j + 2))):
        hours = hours % 12 + (12 if part in ("AF", "EV", "NI") else 0)
        return Clock(f"{hours:02d}:{minutes:02d}", "", j + 3)
    zone, j = _zone(r, j)
    return Clock(f"{hours:02d}:{minutes:02d}", zone, j)


def _zone(r: Reader, j: int) -> tuple[str, int]:
    """The zone that stands there, as written: "GMT", "local time", "Moscow time", "Eastern Standard Time"."""
    bracket = r.word(j) == "("
    k = j + 1 if bracket else j
    word = r.word(k)
    if word in r.words.zones and r.tokens.raw(k).isupper() and (len(word) > 1 or r.tokens.adjoining(k)):
        sign = r.word(k + 1)
        if sign in ("+", "-") and r.word(k + 2).isdecimal() and r.tokens.adjoining(k + 1):
            return r.tokens.text[r.tokens.start[k] : r.tokens.end[k + 2]], k + 3
        if not bracket:
            return r.tokens.raw(k), k + 1
    if word == "local" and r.word(k + 1) == "time":
        return "local time", k + 2
    for length in (1, 2, 3):
        if r.word(k + length) == "time" and all(r.tokens.capital(k + n) for n in range(length)):
            return r.tokens.text[r.tokens.start[k] : r.tokens.end[k + length]], k + length + 1
    return "", j
