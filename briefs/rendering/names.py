"""How a brief calls people: surnames, and the full name where a surname would not be enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefs.composing.ranking import office
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Kind, Participant, Sort
from briefs.rendering.pieces import clean
from briefs.rendering.surnames import called
from briefs.wording.wording import Wording

_WELL_KNOWN = 2.0
"""The rank of an office whose holder needs no first name: a head of state, government or world body, a minister."""


class Names:
    """What each participant of some entries, told in this order, is called.

    A person is called by surname; by the full name where the family name comes first, where two people of these
    entries share a surname, and on a first appearance without a high office. Countries are in the reader's language,
    bodies as the articles have them. `full` gives everybody's full name, where each entry stands alone.
    """

    def __init__(self, entries: Iterable[AgendaEntry], wording: Wording, *, full: bool = False) -> None:
        self._wording = wording
        self._full = full
        self._first: dict[str, str] = {}
        bearers: dict[str, set[str]] = defaultdict(set)
        ranks: dict[str, float] = {}
        for entry in entries:
            told_by_name = entry.kind is Kind.CONFERENCE and bool(entry.name)
            for one in entry.participants if not told_by_name else ():
                if one.sort is Sort.PERSON:
                    self._first.setdefault(one.name, entry.id)
                    bearers[surname(one)].add(one.name)
                    ranks[one.name] = max(ranks.get(one.name, 0.0), office(one))
        self._shared = frozenset(name for names in bearers.values() if len(names) > 1 for name in names)
        self._ranks: Mapping[str, float] = ranks

    def shown(self, one: Participant, entry: AgendaEntry) -> str:
        """What the line of `entry` calls a participant."""
        if one.sort is not Sort.PERSON:
            return self._wording.isolated(clean(self._wording.country(one.name)))
        known = self._ranks.get(one.name, 0.0) >= _WELL_KNOWN
        first = self._first.get(one.name) == entry.id and not known
        whole = self._full or first or one.name in self._shared
        return self._wording.isolated(clean(one.name if whole else surname(one)))


def surname(one: Participant) -> str:
    """The family name with its particles; the whole name where the family name comes first.

    Who is known by office alone ("Polish prime minister", "Mayor of Ljubljana") has no surname and keeps every word.
    """
    return one.name if _by_office(one) else called(one.name, one.country)


def _by_office(one: Participant) -> bool:
    name, title = one.name.casefold(), one.title.casefold()
    return bool(title) and (name.endswith(f" {title}") or name.startswith(f"{title} of "))
