"""What an editor fixed in an entry: it holds over every report until it is lifted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any, cast

from briefs.agenda.folding import State, listed
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Change, Correction, LedgerLine
from briefs.model.reading import Participant, Sort, Status
from briefs.model.window import Precision, Window

FIELDS = ("window", "place", "participants", "status", "name", "removed")


def corrected(entry: AgendaEntry, corrections: Sequence[Correction]) -> AgendaEntry:
    """`entry` with the corrections laid over it, the latest winning, and a ledger line for each.

    Raises:
        RequestError: A correction names an unknown field or its value is not of the field's form.
    """
    ledger = list(entry.ledger)
    changed_at = entry.changed_at
    for correction in sorted(corrections, key=lambda item: item.at):
        if correction.field not in _APPLY:
            raise RequestError(
                f"“{correction.field}” cannot be corrected; one of {', '.join(FIELDS)} can",
                sentence="not-correctable",
                field=correction.field,
            )
        try:
            after, was, now = _APPLY[correction.field](entry, correction.value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RequestError(
                f"{correction.value!r} is no {correction.field}",
                sentence="correction-unclear",
                value=str(correction.value),
            ) from error
        entry = after
        change = Change.REMOVED if correction.field == "removed" else Change.CORRECTION
        ledger.append(LedgerLine(at=correction.at, change=change, was=was, now=now, by=correction.by))
        changed_at = max(changed_at, correction.at) if changed_at else correction.at
    ledger.sort(key=lambda line: line.at)
    return replace(entry, corrections=tuple(corrections), ledger=tuple(ledger), changed_at=changed_at)


def believed(state: State, corrections: Sequence[Correction]) -> State:
    """`state` as it would be had the reports said what the editors say, for telling what later reports mean."""
    entry = corrected(_sketch(state), corrections)
    after = copy(state)
    after.status, after.window, after.place = entry.status, entry.window, entry.place
    after.participants = list(entry.participants)
    if entry.name and entry.name not in state.names:
        after.names = [*state.names, entry.name]
    return after


def _sketch(state: State) -> AgendaEntry:
    places = (state.place,) if state.place else ()
    return AgendaEntry("", state.kind, state.status, tuple(state.participants), state.window, state.name, places)


def window_value(window: Window) -> dict[str, str | None]:
    """The JSON form of a window, as a correction's value."""
    return {
        "start": window.start.isoformat() if window.start else None,
        "end": window.end.isoformat() if window.end else None,
        "precision": window.precision.value,
    }


def participants_value(participants: Sequence[Participant]) -> list[dict[str, str]]:
    """The JSON form of participants, as a correction's value."""
    return [
        {"name": person.name, "sort": person.sort.value, "title": person.title, "country": person.country}
        for person in participants
    ]


Applied = tuple[AgendaEntry, str, str]


def _window(entry: AgendaEntry, value: object) -> Applied:
    given = cast(Mapping[str, Any], value)
    start = date.fromisoformat(given["start"]) if given.get("start") else None
    end = date.fromisoformat(given["end"]) if given.get("end") else None
    known = Precision.DAY if start and end else Precision.OPEN
    window = Window(start, end, Precision(given.get("precision") or known))
    return replace(entry, window=window, hedge=""), entry.window.iso(), window.iso()


def _place(entry: AgendaEntry, value: object) -> Applied:
    place = _text(value)
    return replace(entry, places=(place,) if place else ()), entry.place, place


def _participants(entry: AgendaEntry, value: object) -> Applied:
    given = cast(Sequence[Mapping[str, str]], value)
    participants = tuple(
        Participant(
            name=_text(item["name"]),
            mention=_text(item["name"]),
            sort=Sort(item.get("sort") or Sort.PERSON),
            title=item.get("title", ""),
            country=item.get("country", ""),
        )
        for item in given
    )
    return replace(entry, participants=participants), listed(entry.participants), listed(participants)


def _status(entry: AgendaEntry, value: object) -> Applied:
    status = Status(_text(value))
    return replace(entry, status=status, hedge=""), entry.status.value, status.value


def _name(entry: AgendaEntry, value: object) -> Applied:
    name = _text(value)
    return replace(entry, name=name), entry.name, name


def _removed(entry: AgendaEntry, value: object) -> Applied:
    if not isinstance(value, bool):
        raise TypeError(value)
    return entry, "", "removed" if value else "restored"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


_APPLY: Mapping[str, Callable[[AgendaEntry, object], Applied]] = {
    "window": _window,
    "place": _place,
    "participants": _participants,
    "status": _status,
    "name": _name,
    "removed": _removed,
}
