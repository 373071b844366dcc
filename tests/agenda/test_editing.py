"""What an editor does holds against later reports and readings, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from briefs.agenda.agenda import Agenda
from briefs.agenda.correcting import window_value
from briefs.agenda.editing import (
    add_entry,
    correct_entry,
    edits_of,
    join_entries,
    lift_correction,
    split_entry,
    undo_edit,
)
from briefs.composing.compose import compose
from briefs.composing.news import changes_since, learned
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Change, Correction
from briefs.model.brief import BriefRequest
from briefs.model.reading import Status
from briefs.model.window import Window
from tests.agenda.telling import RECEIVED, agenda_of, article, face, only, told

NOW = datetime(2013, 6, 2, tzinfo=UTC)


def fixed(field: str, value: object) -> Correction:
    return Correction(field, value, NOW, "Edna")


def by_article(agenda: Agenda, name: str) -> AgendaEntry:
    (entry,) = agenda.of_article(name)
    return entry


def two_events() -> Agenda:
    """The same conference under names that share nothing."""
    return agenda_of(
        (article("a", "2013-06-01"), [told("conference", "", "2013-06-20", name="Black Sea forum", place="Odessa")]),
        (article("b", "2013-06-01"), [told("conference", "", "2013-06-20", name="Grain producers congress")]),
    )


def join_both(agenda: Agenda) -> AgendaEntry:
    ids = [entry.id for entry in agenda]
    agenda.apply(join_entries(agenda, ids, edit_id="e1", by="Edna", at=NOW))
    return only(agenda)


def test_joined_entries_stay_one_whatever_is_told_later() -> None:
    agenda = two_events()
    entry = join_both(agenda)
    agenda.merge(
        article("c", "2013-06-03"),
        [told("conference", "", "2013-06-21", "postponed", name="Grain producers congress")],
        received_at=RECEIVED,
    )
    later = only(agenda)
    assert (later.id, later.status, later.window.iso()) == (entry.id, Status.POSTPONED, "2013-06-21")
    assert [line.by for line in later.ledger if line.change is Change.JOINED] == ["Edna"]


def test_a_join_survives_that_an_article_is_read_again() -> None:
    agenda = two_events()
    join_both(agenda)
    again = told("conference", "", "2013-06-22", name="Grain producers congress")
    agenda.merge(article("b", "2013-06-01"), [again], received_at=RECEIVED)
    assert only(agenda).window.iso() == "2013-06-22"


def test_an_undone_join_gives_back_both_entries_with_their_ids() -> None:
    agenda = two_events()
    before, ids = face(agenda), {entry.id for entry in agenda}
    entry = join_both(agenda)
    assert [pin.edit_id for pin in edits_of(entry)] == ["e1"]
    agenda.apply(undo_edit(agenda, entry.id, "e1", by="Edna", at=NOW))
    assert {entry.id for entry in agenda} == ids
    assert [row[:8] for row in face(agenda)] == [row[:8] for row in before]
    with pytest.raises(RequestError, match="no such edit"):
        undo_edit(agenda, entry.id, "e1", by="Edna", at=NOW)


def test_the_oldest_of_joined_entries_keeps_its_id() -> None:
    agenda = Agenda()
    for name, topic, published, received in (("new", "Grain", "2013-06-01", 9), ("old", "Steel", "2013-06-02", 5)):
        said = told("conference", "", "2013-06-20", name=f"{topic} congress")
        agenda.merge(article(name, published), [said], received_at=datetime(2013, 6, received, tzinfo=UTC))
    oldest = by_article(agenda, "old").id
    assert join_both(agenda).id == oldest


def wrongly_merged() -> Agenda:
    return agenda_of(
        (article("a", "2013-06-01"), [told("meeting", "Ann Lee + Bob Ray", "2013-06-10", place="Oslo")]),
        (article("b", "2013-06-02"), [told("meeting", "Ann Lee + Bob Ray", "2013-06-10/2013-06-16 week")]),
    )


def test_a_split_holds_and_each_part_takes_its_own_reports() -> None:
    agenda = wrongly_merged()
    entry = only(agenda)
    agenda.apply(split_entry(agenda, entry.id, ["b"], edit_id="e2", by="Edna", at=NOW))
    assert by_article(agenda, "a").id == entry.id != by_article(agenda, "b").id
    agenda.merge(article("b", "2013-06-02"), [told("meeting", "Ann Lee + Bob Ray", "2013-06-14")], received_at=RECEIVED)
    agenda.merge(article("c", "2013-06-03"), [told("meeting", "Ann Lee + Bob Ray", "2013-06-14")], received_at=RECEIVED)
    assert len(agenda) == 2
    assert by_article(agenda, "c").id == by_article(agenda, "b").id


def test_an_undone_split_joins_again() -> None:
    agenda = wrongly_merged()
    before, entry = face(agenda), only(agenda)
    agenda.apply(split_entry(agenda, entry.id, ["b"], edit_id="e2", by="Edna", at=NOW))
    agenda.apply(undo_edit(agenda, by_article(agenda, "b").id, "e2", by="Edna", at=NOW))
    assert only(agenda).id == entry.id
    assert [row[:8] for row in face(agenda)] == [row[:8] for row in before]


def test_an_entry_added_by_hand_takes_in_what_articles_tell_even_from_before() -> None:
    agenda = Agenda()
    by_hand = told("meeting", "Ann Lee + Bob Ray", "2013-06-10")
    agenda.apply(add_entry(agenda, by_hand, edit_id="e3", by="Edna", at=NOW, note="heard from the embassy"))
    added = only(agenda)
    assert added.best is not None
    assert added.best.text == "heard from the embassy"
    for name, published in (("before", "2013-06-01"), ("after", "2013-06-03")):
        told_it = told("meeting", "Ann Lee + Bob Ray", "2013-06-10", place="Oslo")
        agenda.merge(article(name, published), [told_it], received_at=RECEIVED)
    entry = only(agenda)
    assert (entry.id, entry.place, len(entry.contributions)) == (added.id, "Oslo", 3)
    agenda.apply(undo_edit(agenda, entry.id, "e3", by="Edna", at=NOW))
    assert {member.article.article_id for member in only(agenda).contributions} == {"before", "after"}


def test_an_added_entry_taken_back_is_gone() -> None:
    agenda = Agenda()
    by_hand = told("meeting", "Ann Lee + Bob Ray", "2013-06-10")
    agenda.apply(add_entry(agenda, by_hand, edit_id="e3", by="Edna", at=NOW))
    agenda.apply(undo_edit(agenda, only(agenda).id, "e3", by="Edna", at=NOW))
    assert len(agenda) == 0


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("window", window_value(Window.from_iso("2013-06-25")), "2013-06-25"),
        ("place", "Bergen, Norway", "Bergen, Norway"),
        ("status", "cancelled", "cancelled"),
        ("name", "The Oslo meeting", "The Oslo meeting"),
        ("participants", [{"name": "Ann Lee"}, {"name": "Norway", "sort": "country"}], "Ann Lee + Norway"),
        ("removed", True, True),
    ],
)
def test_a_correction_holds_over_later_reports_until_it_is_lifted(field: str, value: Any, seen: Any) -> None:
    agenda = wrongly_merged()
    agenda.apply(correct_entry(only(agenda), fixed(field, value)))
    later = told("meeting", "Ann Lee + Bob Ray", "2013-06-10", place="Trondheim, Norway")
    agenda.merge(article("c", "2013-06-04"), [later], received_at=RECEIVED)

    def shown(entry: AgendaEntry) -> object:
        return {
            "window": entry.window.iso(),
            "place": entry.place,
            "status": entry.status.value,
            "name": entry.name,
            "participants": " + ".join(participant.name for participant in entry.participants),
            "removed": entry.removed,
        }[field]

    entry = only(agenda)
    assert shown(entry) == seen
    assert [line.by for line in entry.ledger if line.change in (Change.CORRECTION, Change.REMOVED)] == ["Edna"]
    agenda.apply(lift_correction(entry, field, by="Edna", at=NOW))
    assert shown(only(agenda)) != seen
    with pytest.raises(RequestError, match="was not corrected"):
        lift_correction(only(agenda), field, by="Edna", at=NOW)


def test_a_report_with_the_corrected_date_means_the_corrected_entry() -> None:
    agenda = wrongly_merged()
    agenda.apply(correct_entry(only(agenda), fixed("window", window_value(Window.from_iso("2013-06-25")))))
    agenda.merge(article("c", "2013-06-04"), [told("meeting", "Ann Lee + Bob Ray", "2013-06-25")], received_at=RECEIVED)
    assert only(agenda).window.iso() == "2013-06-25"


def test_a_correction_raises_the_calendar_sequence() -> None:
    agenda = wrongly_merged()
    before = only(agenda).sequence
    agenda.apply(correct_entry(only(agenda), fixed("place", "Bergen")))
    assert only(agenda).sequence == before + 1


def test_a_correction_follows_its_reports_when_two_entries_become_one() -> None:
    agenda = two_events()
    agenda.apply(correct_entry(by_article(agenda, "b"), fixed("place", "Constanta, Romania")))
    assert join_both(agenda).place == "Constanta, Romania"


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", "red"), ("window", "soon"), ("status", "perhaps"), ("participants", 3), ("removed", "yes")],
)
def test_what_cannot_be_is_refused(field: str, value: object) -> None:
    with pytest.raises(RequestError):
        correct_entry(only(wrongly_merged()), fixed(field, value))


def test_edits_of_what_is_not_there_are_refused() -> None:
    agenda = wrongly_merged()
    entry = only(agenda)
    with pytest.raises(RequestError, match="no longer on the agenda"):
        split_entry(agenda, "nowhere", ["a"], edit_id="e", by="Edna", at=NOW)
    with pytest.raises(RequestError, match="leave others"):
        split_entry(agenda, entry.id, ["a", "b"], edit_id="e", by="Edna", at=NOW)
    with pytest.raises(RequestError, match="two entries"):
        join_entries(agenda, [entry.id, entry.id], edit_id="e", by="Edna", at=NOW)


def test_a_correction_lies_over_an_earlier_one_and_lifted_leaves_it() -> None:
    agenda = wrongly_merged()
    for hour, place in ((1, "Bergen"), (2, "Trondheim")):
        agenda.apply(correct_entry(only(agenda), Correction("place", place, RECEIVED + timedelta(hours=hour), "Edna")))
    assert only(agenda).place == "Trondheim"
    second, lifted = RECEIVED + timedelta(hours=2), RECEIVED + timedelta(hours=3)
    agenda.apply(lift_correction(only(agenda), "place", by="Igor", at=lifted, made_at=second))
    entry = only(agenda)
    assert entry.place == "Bergen"
    (line,) = [line for line in entry.ledger if line.change is Change.UNDONE]
    assert (line.was, line.now, line.by) == ("Trondheim", "Bergen", "Igor")
    assert [told.was for told in changes_since(learned(entry, unknown=NOW), second)] == ["Trondheim"]


def test_what_was_added_is_news_and_no_source() -> None:
    agenda = Agenda()
    agenda.apply(add_entry(agenda, told("meeting", "Ann Lee + Bob Ray", "2013-06-10"), edit_id="e3", by="Edna", at=NOW))
    entry = only(agenda)
    request = BriefRequest(NOW.replace(hour=9), "UTC", since=NOW.replace(day=1))
    (item,) = compose((entry,), request).items
    assert item.new
    assert entry.sources == 0
    assert entry.cited is not None
    assert entry.cited.by_hand


def test_an_addition_of_what_is_known_takes_its_place_and_can_be_taken_back() -> None:
    known = told("meeting", "Ann Lee + Bob Ray", "2013-06-20", place="Oslo")
    agenda = agenda_of((article("a", "2013-06-01"), [known]), (article("b", "2013-06-01"), [known]))
    before = only(agenda)
    agenda.apply(add_entry(agenda, known, edit_id="e1", by="Edna", at=NOW))
    entry = only(agenda)
    assert (entry.id, len(entry.contributions)) == (before.id, 3)
    assert {(pin.entry_id, pin.among) for pin in edits_of(entry)} == {(entry.id, (entry.id,))}
    agenda.apply(undo_edit(agenda, entry.id, "e1", by="Edna", at=NOW))
    assert (only(agenda).id, len(only(agenda).contributions)) == (before.id, 2)
