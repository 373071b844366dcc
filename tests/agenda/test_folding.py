"""What is believed of one event after several reports, and what its ledger says. Each case is told day by day."""

from __future__ import annotations

import pytest

from briefs.agenda.folding import fold_contributions, told_order
from briefs.model.agenda import ArticleRef, Change, Contribution
from briefs.model.reading import Entry, Status
from tests.agenda.telling import RECEIVED, agenda_of, article, only, told

Report = tuple[str, Entry]
PAIR = "Ann Lee + Bob Ray"


def meet(when: str = "../.. open", status: str = "planned", **more: str) -> Entry:
    return told("meeting", PAIR, when, status, **more)  # type: ignore[arg-type]


def gather(when: str = "../.. open", status: str = "planned", **more: str) -> Entry:
    return told("conference", "", when, status, name="Libya peace conference", **more)  # type: ignore[arg-type]


def fold(*reports: Report) -> tuple[str, str, str, str]:
    """Status, window, place and hedge after the reports, folded as one event."""
    told_all = [
        Contribution(article(f"a{index}", published), entry, RECEIVED)
        for index, (published, entry) in enumerate(reports)
    ]
    state = fold_contributions(sorted(told_all, key=told_order))
    return state.status.value, state.window.iso(), state.place, state.hedge


CASES: dict[str, tuple[list[Report], tuple[str, str, str, str]]] = {
    "a slip: the latest date wins": (
        [("2020-01-02", gather("2020-02-01/2020-02-10 part-of-month")), ("2020-01-09", gather("2020-03-03"))],
        ("planned", "2020-03-03", "", ""),
    ),
    "a coarser mention does not blur": (
        [("2020-01-02", gather("2020-02-05")), ("2020-01-09", gather("2020-02-01/2020-02-29 month"))],
        ("planned", "2020-02-05", "", ""),
    ),
    "a finer one sharpens": (
        [("2020-01-02", gather("2020-02-01/2020-02-29 month")), ("2020-01-09", gather("2020-02-10/2020-02-16 week"))],
        ("planned", "2020-02-10/2020-02-16 week", "", ""),
    ),
    "doubt on both sides lets a date grow vague again": (
        [
            ("2020-01-02", gather("2020-02-01/2020-02-07 week", hedge="likely")),
            ("2020-01-09", gather("2020-02-01/2020-02-29 month", hedge="may")),
        ],
        ("planned", "2020-02-01/2020-02-29 month", "", "may"),
    ),
    "an opening day does not shrink a range": (
        [("2020-01-02", gather("2020-02-05/2020-02-07")), ("2020-01-09", gather("2020-02-05"))],
        ("planned", "2020-02-05/2020-02-07", "", ""),
    ),
    "nor does the closing day on which it is over": (
        [("2020-01-02", gather("2020-02-05/2020-02-07")), ("2020-02-07", gather("2020-02-07", "held"))],
        ("held", "2020-02-05/2020-02-07", "", ""),
    ),
    "a doubtful range gives way to the day": (
        [("2020-01-02", meet("2020-02-05/2020-02-06", hedge="or")), ("2020-01-09", meet("2020-02-05"))],
        ("planned", "2020-02-05", "", ""),
    ),
    "a longer range extends it": (
        [("2020-01-02", gather("2020-02-05/2020-02-06")), ("2020-01-09", gather("2020-02-05/2020-02-08"))],
        ("planned", "2020-02-05/2020-02-08", "", ""),
    ),
    "still running days later": (
        [("2020-02-05", gather("2020-02-05/2020-02-06", "ongoing")), ("2020-02-08", gather("2020-02-08", "ongoing"))],
        ("ongoing", "2020-02-05/2020-02-08", "", ""),
    ),
    "postponed to no date": (
        [("2020-01-02", meet("2020-02-05")), ("2020-01-09", meet(status="postponed"))],
        ("postponed", "../.. open", "", ""),
    ),
    "a passing mention does not revive it": (
        [("2020-01-02", meet("2020-02-05")), ("2020-01-09", meet(status="postponed")), ("2020-01-10", meet())],
        ("postponed", "../.. open", "", ""),
    ),
    "a new date does": (
        [
            ("2020-01-02", meet("2020-02-05")),
            ("2020-01-09", meet(status="postponed")),
            ("2020-01-10", meet("2020-02-20")),
        ],
        ("planned", "2020-02-20", "", ""),
    ),
    "cancelled keeps the date that was dropped": (
        [("2020-01-02", meet("2020-02-05")), ("2020-01-09", meet(status="cancelled"))],
        ("cancelled", "2020-02-05", "", ""),
    ),
    "nothing un-holds what was held": (
        [
            ("2020-02-05T20:00:00+00:00", meet("2020-02-05", "held", place="Oslo, Norway")),
            ("2020-02-05T21:00:00+00:00", meet("2020-02-05", "planned", place="Bergen, Norway")),
            ("2020-02-06", meet("2020-02-05", "cancelled")),
        ],
        ("held", "2020-02-05", "Oslo, Norway", ""),
    ),
    "a held date is sharpened": (
        [("2020-02-10", meet("2020-02-03/2020-02-09 week", "held")), ("2020-02-11", meet("2020-02-05", "held"))],
        ("held", "2020-02-05", "", ""),
    ),
    "a proposal does not weaken a plan": (
        [("2020-01-02", meet("2020-02-05")), ("2020-01-09", meet("2020-02-05", "proposed"))],
        ("planned", "2020-02-05", "", ""),
    ),
    "a plan firms up a proposal": (
        [("2020-01-02", meet("2020-02-05", "proposed")), ("2020-01-09", meet("2020-02-05"))],
        ("planned", "2020-02-05", "", ""),
    ),
    "what runs is not merely planned": (
        [("2020-02-05", gather("2020-02-05/2020-02-07", "ongoing")), ("2020-02-06", gather("2020-02-05/2020-02-07"))],
        ("ongoing", "2020-02-05/2020-02-07", "", ""),
    ),
    "denied": (
        [("2020-01-02", meet("2020-02-05", hedge="may")), ("2020-01-03", meet("2020-02-05", "ruled-out"))],
        ("ruled-out", "2020-02-05", "", ""),
    ),
    "it becomes doubtful": (
        [("2020-01-02", meet("2020-02-05")), ("2020-01-03", meet("2020-02-05", hedge="in doubt"))],
        ("planned", "2020-02-05", "", "in doubt"),
    ),
    "a passing mention takes no doubt away": (
        [("2020-01-02", meet("2020-02-05", hedge="likely")), ("2020-01-03", meet())],
        ("planned", "2020-02-05", "", "likely"),
    ),
    "a coarser place does not blur, another place wins": (
        [
            ("2020-01-02", meet("2020-02-05", place="Oslo, Norway")),
            ("2020-01-03", meet("2020-02-05", place="Norway")),
        ],
        ("planned", "2020-02-05", "Oslo, Norway", ""),
    ),
    "moved": (
        [
            ("2020-01-02", meet("2020-02-05", place="Oslo, Norway")),
            ("2020-01-20", meet("2020-02-05", place="Bergen, Norway")),
        ],
        ("planned", "2020-02-05", "Bergen, Norway", ""),
    ),
    "not before some day says less than a month": (
        [
            ("2020-01-02", gather("2020-02-01/2020-02-29 month", hedge="hopes")),
            ("2020-01-03", gather("2020-02-01/.. open")),
        ],
        ("planned", "2020-02-01/2020-02-29 month", "", "hopes"),
    ),
    "history does not count": (
        [
            ("2020-01-02", meet("2020-02-05")),
            ("2020-01-03", told("meeting", PAIR, "2020-02-05", "held", background=True)),
        ],
        ("planned", "2020-02-05", "", ""),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_believed(case: str) -> None:
    reports, believed = CASES[case]
    assert fold(*reports) == believed


def test_a_republication_adds_a_source_and_changes_nothing() -> None:
    agenda = agenda_of(
        (article("a", "2020-01-02", family="a"), [meet("2020-02-05")]),
        (article("b", "2020-01-04", family="b"), [meet("2020-02-07", "postponed")]),
        (article("c", "2020-01-06", family="a", source="Reprinter"), [meet("2020-02-05")]),
    )
    entry = only(agenda)
    assert (entry.status, entry.window.iso()) == (Status.POSTPONED, "2020-02-07")
    assert len(entry.contributions) == 3
    assert entry.sources == 2


def test_two_articles_of_one_publisher_are_one_source() -> None:
    said = [(article(name, "2020-01-02", source="Wire"), [meet("2020-02-05")]) for name in "ab"]
    assert only(agenda_of(*said)).sources == 1


def test_a_correction_takes_back_what_it_corrects_and_leaves_the_rest() -> None:
    wrong = article("a", "2020-01-02T10:00:00+00:00", source="Wire")
    other = article("b", "2020-01-02T11:00:00+00:00", source="Other")
    right = article("c", "2020-01-02T12:00:00+00:00", source="Wire", correction=True)
    entry = only(
        agenda_of(
            (wrong, [meet("2020-02-05", place="Oslo, Norway")]),
            (other, [meet("2020-02-05")]),
            (right, [meet("2020-02-15", place="Oslo, Norway")]),
        )
    )
    assert entry.window.iso() == "2020-02-15"
    (line,) = [line for line in entry.ledger if line.change is Change.CORRECTION]
    assert (line.was, line.now, line.article_id) == ("2020-02-05", "2020-02-15", "c")


def test_the_ledger_tells_every_change_with_its_evidence() -> None:
    reports = [
        ("2020-01-02", meet("2020-02-03/2020-02-09 week", "proposed", hedge="could")),
        ("2020-01-05", meet("2020-02-05", place="Oslo, Norway")),
        ("2020-01-08", told("meeting", f"{PAIR} + Cy Poe", "2020-02-05", place="Bergen, Norway")),
        ("2020-01-10", meet("2020-02-05", "cancelled")),
        ("2020-01-12", meet("2020-02-06")),
        ("2020-02-06T20:00:00+00:00", meet("2020-02-06", "held")),
    ]
    said = [(article(f"a{index}", published), [entry]) for index, (published, entry) in enumerate(reports)]
    entry = only(agenda_of(*said))
    told_lines = [(line.article_id, line.change, line.was, line.now) for line in entry.ledger]
    assert told_lines == [
        ("a0", Change.FIRST_REPORT, "", "proposed"),
        ("a1", Change.PLACE, "", "Oslo, Norway"),
        ("a1", Change.STATUS, "proposed", "planned"),
        ("a1", Change.WINDOW, "2020-02-03/2020-02-09 week", "2020-02-05"),
        ("a1", Change.CERTAINTY, "could", ""),
        ("a2", Change.PARTICIPANTS, "Ann Lee, Bob Ray", "Ann Lee, Bob Ray, Cy Poe"),
        ("a2", Change.PLACE, "Oslo, Norway", "Bergen, Norway"),
        ("a3", Change.STATUS, "planned", "cancelled"),
        ("a4", Change.REVIVED, "cancelled", "planned"),
        ("a4", Change.WINDOW, "2020-02-05", "2020-02-06"),
        ("a5", Change.STATUS, "planned", "held"),
    ]
    assert all(line.evidence is not None and line.evidence.text for line in entry.ledger)
    assert [window.iso() for window in entry.former_windows] == ["2020-02-03/2020-02-09 week", "2020-02-05"]


def test_places_that_two_sources_give_on_one_day_stand_side_by_side() -> None:
    oslo = (article("a", "2020-01-02T10:00:00+00:00"), [meet("2020-02-05", place="Oslo, Norway")])
    bergen = (article("b", "2020-01-02T20:00:00+00:00"), [meet("2020-02-05", place="Bergen, Norway")])
    assert only(agenda_of(oslo, bergen)).places == ("Bergen, Norway", "Oslo, Norway")


def test_a_source_that_comes_round_ends_the_conflict_and_so_does_time() -> None:
    oslo = (article("a", "2020-01-02T10:00:00+00:00", source="One"), [meet("2020-02-05", place="Oslo, Norway")])
    bergen = (article("b", "2020-01-02T20:00:00+00:00", source="Two"), [meet("2020-02-05", place="Bergen, Norway")])
    agrees = (article("c", "2020-01-03T10:00:00+00:00", source="One"), [meet("2020-02-05", place="Bergen, Norway")])
    later = (article("d", "2020-01-09T10:00:00+00:00", source="Two"), [meet("2020-02-05", place="Bergen, Norway")])
    assert only(agenda_of(oslo, bergen, agrees)).places == ("Bergen, Norway",)
    assert only(agenda_of(oslo, bergen, later)).places == ("Bergen, Norway",)


def test_the_fullest_name_and_the_newest_office_are_kept() -> None:
    surname = told("meeting", "Lee + Ray", "2020-02-05")
    full = told("meeting", "Ann Lee + Bob Ray", "2020-02-05")
    said = [(article("a", "2020-01-02"), [surname]), (article("b", "2020-01-03"), [full])]
    assert [person.name for person in only(agenda_of(*said)).participants] == ["Ann Lee", "Bob Ray"]


def test_the_best_evidence_says_what_is_believed() -> None:
    entry = only(
        agenda_of(
            (article("a", "2020-01-02"), [meet("2020-02-05", place="Oslo, Norway")]),
            (article("b", "2020-01-05"), [meet()]),
            (article("c", "2020-01-06"), [meet("2020-02-08", "postponed", place="Oslo, Norway")]),
            (article("d", "2020-01-07"), [meet()]),
        )
    )
    assert entry.cited is not None
    assert entry.cited.article_id == "c"


def test_a_changed_date_raises_the_calendar_sequence_and_a_mere_mention_does_not() -> None:
    agenda = agenda_of((article("a", "2020-01-02"), [meet("2020-02-05")]))
    sequences = [only(agenda).sequence]
    for name, published, entry in (("b", "2020-01-03", meet()), ("c", "2020-01-04", meet("2020-02-07", "postponed"))):
        agenda.merge(article(name, published), [entry], received_at=RECEIVED)
        sequences.append(only(agenda).sequence)
    assert sequences == [0, 0, 1]


def test_an_undated_article_is_told_when_it_is_received() -> None:
    undated = ArticleRef("u", "Wire")
    entry = only(agenda_of((undated, [meet("2013-07-05")])))
    assert entry.reported_at == RECEIVED
