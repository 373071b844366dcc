"""Three real situations, as agendas; `python -m tests.rendering.situations` draws them for docs/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefs.agenda.agenda import Agenda
from briefs.agenda.replaying import said_of
from briefs.composing.matching import Index
from briefs.composing.vocabulary import party_named
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Entry, Participant, Reading
from briefs.rendering.pictures import network, timeline
from briefs.wording.wording import Wordings
from tests.agendas import founding_agenda
from tests.evaluation.agenda import gold_readings
from tests.evaluation.sets import CORPORA, articles_of

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SITUATIONS = (
    ("founding-2013-05-14", "2013-05-14T12:00:00+04:00", "Syria", False),
    ("syria-2013-05-23", "2013-05-23T12:00:00+04:00", "Syria", True),
    ("everything-2013-06-14", "2013-06-14T08:00:00+02:00", "", False),
)
_HEDGE = re.compile(
    r"most likely|likely|expected|may|might|could|tentatively|probably|hoped|hopes|hoping|pencil|looked at|aim",
    re.IGNORECASE,
)


def agenda_at(at: datetime, corpus: str = "corpus") -> list[AgendaEntry]:
    """What the corpus's gold entries make of the agenda when its articles until `at` have come in."""
    folder = CORPORA / corpus
    readings = {name: Reading(name, tuple(map(_sorted, told))) for name, told in _gold(folder).items()}
    agenda = Agenda()
    for article, entries in sorted(said_of(articles_of(folder), readings), key=lambda one: str(one[0].published_at)):
        if article.published_at is not None and article.published_at <= at:
            agenda.merge(article, entries, received_at=article.published_at)
    return sorted(agenda, key=lambda entry: entry.id)


def _gold(folder: Path) -> dict[str, tuple[Entry, ...]]:
    return gold_readings(folder, canonical=False)


def _sorted(entry: Entry) -> Entry:
    """`entry` with what the annotations leave open: who is a country or body, and the words of the hedge."""
    hedge = _HEDGE.search(entry.evidence[0].text) if entry.hedge else None
    participants = tuple(_party(one) for one in entry.participants)
    return replace(entry, participants=participants, hedge=hedge[0].casefold() if hedge else entry.hedge)


def _party(one: Participant) -> Participant:
    known = party_named(one.name)
    return replace(one, sort=known.sort) if known else one


def pictures() -> Iterator[tuple[str, bytes]]:
    """Every picture by its file's name."""
    wording = Wordings().of("en")
    for name, instant, word, dark in SITUATIONS:
        at = datetime.fromisoformat(instant)
        known = founding_agenda() if name.startswith("founding") else agenda_at(at)
        entries = [entry for entry in known if not entry.background]
        if word:
            index = Index(entries)
            entries = [entries[position] for position in sorted(index.find(word))]
        drawn = {
            "network": network(entries, wording, today=at.date(), about=word, dark=dark),
            "timeline": timeline(entries, wording, today=at.date(), timezone="Europe/Moscow", about=word, dark=dark),
        }
        yield from ((f"{kind}-{name}.png", png) for kind, png in drawn.items() if png is not None)


def main() -> None:
    """Draw the pictures of docs/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, png in pictures():
        (PICTURES / name).write_bytes(png)


if __name__ == "__main__":
    main()
