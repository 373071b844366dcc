"""Articles and entries for the tests of the agenda: short to write, complete to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from briefs.agenda.agenda import Agenda
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Window

RECEIVED = datetime(2013, 7, 1, tzinfo=UTC)
_COUNTRIES = {"Russia", "United States", "North Korea", "South Korea", "Syria"}
_BODIES = {"United Nations", "European Union", "Arab League"}


def article(name: str, published: str, *, source: str = "", family: str = "", correction: bool = False) -> ArticleRef:
    """An article of its own source, published at an ISO 8601 instant (a bare date is noon UTC)."""
    at = datetime.fromisoformat(published if "T" in published else f"{published}T12:00:00+00:00")
    return ArticleRef(
        name, source or f"Source of {name}", f"Title {name}", f"https://{name}.example/", at, family, correction
    )


def told(
    kind: str,
    who: str,
    when: str = "../.. open",
    status: str = "planned",
    *,
    place: str = "",
    hedge: str = "",
    name: str = "",
    topic: str = "",
    background: bool = False,
    at: int = 0,
) -> Entry:
    """An entry; `who` holds names joined by " + ", `when` is `Window.iso()`."""
    names = [name for name in who.split(" + ") if name]
    participants = tuple(Participant(name, name, _sort(name)) for name in names)
    sentence = f"{who} {status} {when} {place}."
    return Entry(
        Kind(kind),
        Status(status),
        participants,
        Window.from_iso(when),
        (Evidence("", sentence, at, at + len(sentence)),),
        name=name,
        name_as=name,
        place=place,
        hedge=hedge,
        topic=topic,
        background=background,
    )


def _sort(name: str) -> Sort:
    return Sort.COUNTRY if name in _COUNTRIES else Sort.BODY if name in _BODIES else Sort.PERSON


def agenda_of(*said: tuple[ArticleRef, Sequence[Entry]]) -> Agenda:
    """The agenda after these articles, in the order given."""
    agenda = Agenda()
    for ref, entries in said:
        agenda.merge(ref, entries, received_at=RECEIVED)
    return agenda


def only(agenda: Agenda) -> AgendaEntry:
    """The agenda's one entry."""
    entries = list(agenda)
    assert len(entries) == 1, [(entry.participants, entry.window.iso()) for entry in entries]
    return entries[0]


def face(agenda: Agenda) -> list[tuple[object, ...]]:
    """Everything the agenda tells, but for ids and sequence numbers, comparable."""
    return sorted(
        (
            entry.kind.value,
            entry.status.value,
            entry.window.iso(),
            entry.name,
            entry.places,
            entry.hedge,
            tuple(participant.name for participant in entry.participants),
            tuple(contribution.article.article_id for contribution in entry.contributions),
            tuple((line.at, line.change.value, line.was, line.now, line.article_id) for line in entry.ledger),
            entry.best.text if entry.best else "",
        )
        for entry in agenda
    )
