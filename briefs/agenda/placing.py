"""Which event each report of an article means: one event a report, one report an event, the surest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.agenda.folding import State
from briefs.agenda.identity import kinship, restates
from briefs.model.agenda import Contribution


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event the article could mean, as it was believed just before the article.

    `states` holds what the reports say and, where an editor corrected it, also what he said; `filed` are its keys.
    """

    entry_id: str
    states: tuple[State, ...]
    filed: tuple[frozenset[str], ...]


def place(
    said: Sequence[Contribution], probes: Sequence[frozenset[str]], candidates: Sequence[Candidate]
) -> list[str | int]:
    """For each report of one article: the id of the event it means, or the index of the report that begins a new one.

    `probes` are the reports' keys: only events that share one are looked at. `candidates` stand from the oldest event
    to the newest; of equals the oldest is taken. Two reports of one article are two events, unless the second merely
    restates the first (its index is then the first's). Where an editor pinned a report, the pin decides.
    """
    leads = _leads(said)
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for index in leads:
        pinned = said[index].pinned_to
        if pinned:
            chosen[index] = pinned
            taken.add(pinned)
    scores = [
        (-kin, index, order, candidate.entry_id)
        for index in set(leads)
        if index not in chosen
        for order, candidate in enumerate(candidates)
        if candidate.entry_id not in taken and not all(map(probes[index].isdisjoint, candidate.filed))
        if (kin := max(kinship(said[index], state) for state in candidate.states)) > 0
    ]
    for _, index, _, entry_id in sorted(scores):
        if index not in chosen and entry_id not in taken:
            chosen[index] = entry_id
            taken.add(entry_id)
    return [said[index].pinned_to or chosen.get(lead, lead) for index, lead in enumerate(leads)]


def _leads(said: Sequence[Contribution]) -> list[int]:
    """For each report the first one that says the same, mostly itself."""
    leads: list[int] = []
    for index, contribution in enumerate(said):
        lead = index
        for earlier in range(index):
            if leads[earlier] == earlier and restates(said[earlier].entry, contribution.entry):
                lead = earlier
                break
        leads.append(lead)
    return leads
