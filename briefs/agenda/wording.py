"""States in plain words, for ledger lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.model.reading import Participant, Status
from briefs.model.window import Precision, Window

_MONTHS = "January February March April May June July August September October November December".split()
NOT_STATED = "not stated"


def day_in_words(day: date) -> str:
    """"14 May 2013"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def window_in_words(window: Window) -> str:
    """"14 May 2013", "1–10 June 2013", "June 2013", "not before 1 July 2013", or "no date"."""
    start, end = window.start, window.end
    if start is None and end is None:
        return "no date"
    if start is None:
        assert end is not None
        return f"by {day_in_words(end)}"
    if end is None:
        return f"not before {day_in_words(start)}"
    if start == end:
        return day_in_words(start)
    if window.precision is Precision.MONTH and start.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if window.precision is Precision.YEAR and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day_in_words(end)}"
    return f"{day_in_words(start)} – {day_in_words(end)}"


def status_in_words(status: Status) -> str:
    """"planned", "ruled out"."""
    return status.value.replace("-", " ")


def certainty_in_words(hedge: str) -> str:
    """The hedge in quotation marks, or "firm"."""
    return f"“{hedge}”" if hedge else "firm"


def participants_in_words(participants: Sequence[Participant]) -> str:
    """The names, comma between them."""
    return ", ".join(participant.name for participant in participants) or NOT_STATED
