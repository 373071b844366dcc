"""Postings that were kept up to date know what postings made anew would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.composing.edition import Edition
from briefs.composing.matching import Index
from briefs.composing.postings import Postings
from briefs.model.subscriber import Watch, WatchScope
from tests.agendas import KERRY, LAVROV, founding_agenda, instant

AGENDA = founding_agenda()
PHRASES = ("Syria", "Putin", "Russian", "Kerry", "Obama", "Лавров", "gas", "Geneva", "UN", "peace conference")
CHANGES = st.lists(
    st.tuples(
        st.integers(0, len(AGENDA) - 1),
        st.sampled_from(("drop", "back", "gas", "Geneva", "Lavrov")),
    ),
    max_size=25,
)


@settings(deadline=None)  # the first example loads tables
@given(CHANGES)
def test_kept_up_to_date_or_made_anew(changes: list[tuple[int, str]]) -> None:
    held = {entry.id: entry for entry in AGENDA}
    kept = Postings(AGENDA)
    edition = Edition(AGENDA, at=instant("2013-05-14T08:00:00+00:00"), today=instant("2013-05-14T08:00:00Z").date())
    for position, what in changes:
        entry = held.get(AGENDA[position].id, AGENDA[position])
        match what:
            case "drop":
                held.pop(entry.id, None)
                kept.drop(entry.id)
                continue
            case "gas" | "Geneva":
                entry = replace(entry, topic=what)
            case "Lavrov":
                entry = replace(entry, participants=(LAVROV, KERRY))
            case _:
                entry = AGENDA[position]
        held[entry.id] = entry
        kept.put(entry)
    entries = tuple(held.values())
    later = Edition(entries, at=edition.at, today=edition.today, previous=edition, postings=kept)
    anew = Edition(entries, at=edition.at, today=edition.today)
    assert later.standings == anew.standings
    assert later.ranked == anew.ranked
    assert kept.called == Postings(entries).called
    assert kept.heard == Postings(entries).heard
    for phrase in PHRASES:
        for scope in WatchScope:
            assert later.index.find(phrase, scope) == Index(entries).find(phrase, scope)
        assert later.watched(Watch(phrase)) == anew.watched(Watch(phrase))
