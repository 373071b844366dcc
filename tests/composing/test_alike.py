"""What an editor is offered to join: the same people and near days first, nothing that shares nothing."""

from __future__ import annotations

from briefs.composing.alike import alike
from briefs.composing.matching import Index
from briefs.model.agenda import AgendaEntry
from briefs.model.window import Window
from tests.agendas import CAMERON, KERRY, NETANYAHU, OBAMA, PUTIN, day, entry, window

MEETING = entry("m", "meeting", (PUTIN, NETANYAHU), day("2013-05-14"), place="Sochi")
SAME = entry("same", "talks", (NETANYAHU, PUTIN), day("2013-05-15"))
HALF = entry("half", "meeting", (PUTIN, CAMERON), day("2013-05-14"))
LATER = entry("later", "meeting", (PUTIN, NETANYAHU), day("2013-06-20"))
OTHER = entry("other", "meeting", (KERRY, OBAMA), day("2013-05-14"))
NEXT_YEAR = entry("year", "meeting", (PUTIN, NETANYAHU), day("2014-05-14"))
GENEVA = entry(
    "geneva", "conference", (), window("2013-06-01/2013-06-10 part-of-month"), name="Geneva 2", topic="Syria"
)
PEACE = entry("peace", "conference", (), Window(), name="peace conference on Syria", topic="Syria")
FORUM = entry("forum", "conference", (), day("2013-09-01"), name="grain forum")


def offered(one: AgendaEntry, *others: AgendaEntry) -> list[str]:
    entries = (one, *others)
    return [each.id for each in alike(one, entries, Index(entries))]


def test_the_same_people_come_first_and_strangers_never() -> None:
    assert offered(MEETING, OTHER, NEXT_YEAR, LATER, HALF, SAME) == ["same", "later", "half"]


def test_conferences_under_other_names() -> None:
    assert offered(GENEVA, FORUM, PEACE, MEETING) == ["peace"]
    assert offered(PEACE, FORUM, GENEVA)[0] == "geneva"


def test_open_windows_are_near() -> None:
    soon = entry("soon", "meeting", (PUTIN, NETANYAHU), Window(day("2013-05-10").start, None))
    assert offered(MEETING, soon) == ["soon"]
