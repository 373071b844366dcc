"""What the agenda knows of one person, country or body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefs.composing.placing import off
from briefs.composing.vocabulary import fold, words_of
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Participant, Sort, Status

SHOWN = 5
_MET = (Status.HELD, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class Card:
    """One name's office and country as last reported, its coming and past entries, and whom it met most.

    `coming` is soonest first, `past` latest first. `met_most` counts the held entries with each other participant.
    """

    name: str
    title: str = ""
    country: str = ""
    sort: Sort = Sort.PERSON
    coming: tuple[AgendaEntry, ...] = ()
    past: tuple[AgendaEntry, ...] = ()
    met_most: tuple[tuple[Participant, int], ...] = ()

    @property
    def entries(self) -> tuple[AgendaEntry, ...]:
        """Everything on the card, what is coming first."""
        return self.coming + self.past


def card(name: str, entries: Iterable[AgendaEntry], *, today: date) -> Card | None:
    """The card of who is called `name` (a full name, or a surname that only one participant bears most often).

    None when nobody of that name takes part in any of the entries.
    """
    wanted = words_of(name)
    taking_part = [entry for entry in entries if not entry.removed]
    bearers = Counter(
        one.name for entry in taking_part for one in entry.participants if set(wanted) <= set(words_of(one.name))
    )
    if not wanted or not bearers:
        return None
    exact = [full for full in bearers if fold(full) == fold(name)]
    chosen = exact[0] if exact else min(bearers, key=lambda full: (-bearers[full], full))
    theirs = [entry for entry in taking_part if any(one.name == chosen for one in entry.participants)]
    theirs.sort(key=lambda entry: entry.reported_at.timestamp() if entry.reported_at else 0.0)
    selves = [one for entry in theirs for one in entry.participants if one.name == chosen]
    met = Counter(
        one.name for entry in theirs if entry.status in _MET for one in entry.participants if one.name != chosen
    )
    others = {one.name: one for entry in theirs for one in entry.participants}
    coming = [entry for entry in theirs if _ahead(entry, today)]
    past = [entry for entry in theirs if entry not in coming and entry.status in _MET]
    return Card(
        chosen,
        next((one.title for one in reversed(selves) if one.title), ""),
        next((one.country for one in reversed(selves) if one.country), ""),
        selves[-1].sort,
        tuple(sorted(coming, key=lambda entry: (entry.window.start or date.max, entry.id))[:SHOWN]),
        tuple(sorted(past, key=_ended, reverse=True)[:SHOWN]),
        tuple((others[full], n) for full, n in sorted(met.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]),
    )


def _ahead(entry: AgendaEntry, today: date) -> bool:
    over = entry.window.end is not None and entry.window.end < today
    return not over and entry.status is not Status.HELD and not off(entry)


def _ended(entry: AgendaEntry) -> tuple[date, str]:
    return entry.window.end or entry.window.start or date.min, entry.id
