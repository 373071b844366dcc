"""An editor's line → an entry: every part in its field, dates from the editor's day, names as the agenda knows them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.composing.drafting import FIELDS, Draft, described, drafted, names_in
from briefs.composing.matching import Index
from briefs.errors import RequestError
from briefs.model.reading import Kind, Sort, Status
from tests.agendas import founding_agenda

TODAY = date(2013, 5, 14)
"""A Tuesday."""
INDEX = Index(founding_agenda())


def told(text: str) -> str:
    draft = drafted(text, today=TODAY, index=INDEX)
    who = " + ".join(one.name for one in draft.participants)
    when = draft.window.iso() if draft.dated else ""
    found = (draft.kind, who or draft.name, when, draft.place, draft.topic, draft.status, draft.hedge)
    return " | ".join(each for each in found if each)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meeting Merkel – Macron, Berlin, next Friday", "meeting | Merkel + Macron | 2013-05-24 | Berlin"),
        ("Putin meets Obama in Sochi on 3 June", "meeting | Vladimir Putin + Barack Obama | 2013-06-03 | Sochi"),
        ("Merkel and Tusk meeting in Warsaw on trade", "meeting | Merkel + Tusk | Warsaw | trade"),
        ("Lavrov visits Beijing, Thursday", "visit | Lavrov | 2013-05-16 | Beijing"),
        ("visit Kerry, Rome, tomorrow, likely", "visit | John Kerry | 2013-05-15 | Rome | likely"),
        ("call Putin, Cameron, today", "call | Vladimir Putin + David Cameron | 2013-05-14"),
        (
            "talks Russia – U.S., Geneva, early June, on Syria",
            "talks | Russia + United States | 2013-06-01/2013-06-10 part-of-month | Geneva | Syria",
        ),
        (
            "G20 summit, Saint Petersburg, 5-6 September",
            "conference | G20 summit | 2013-09-05/2013-09-06 | Saint Petersburg",
        ),
        (
            "conference Donors for Yemen, Doha, Qatar, July, cancelled",
            "conference | Donors for Yemen | 2013-07-01/2013-07-31 month | Doha, Qatar | cancelled",
        ),
        ("conference on Mali, Brussels, 15.05.2013", "conference | conference on Mali | 2013-05-15 | Brussels"),
        ("встреча Путин – Кэмерон, Вена, в пятницу", "meeting | Vladimir Putin + David Cameron | 2013-05-17 | Vienna"),
        ("визит Керри в Рим завтра", "visit | John Kerry | 2013-05-15 | Rome"),
        (
            "переговоры Россия и Иран, Москва, 3 июня, вероятно",
            "talks | Russia + Iran | 2013-06-03 | Moscow | вероятно",
        ),
        ("meeting Kerry, Lavrov, friday", "meeting | John Kerry + Lavrov | 2013-05-17"),
        ("meeting May, Juncker, fri 24 may", "meeting | May + Juncker | 2013-05-24"),
        (
            "summit of the march coalition, early june",
            "conference | summit of the march coalition | 2013-06-01/2013-06-10 part-of-month",
        ),
        ("Merkel will meet Obama in Berlin on friday", "meeting | Merkel + Barack Obama | 2013-05-17 | Berlin"),
        ("переговоры Россия – Иран о Сирии", "talks | Russia + Iran | Syria"),
        (
            "talks between Russia and Iran in Vienna next week",
            "talks | Russia + Iran | 2013-05-20/2013-05-26 week | Vienna",
        ),
        ("Putin's visit to Beijing, Friday", "visit | Vladimir Putin | 2013-05-17 | Beijing"),
        ("phone call Putin - Kerry today", "call | Vladimir Putin + John Kerry | 2013-05-14"),
        (
            "meeting: Merkel, Tusk; Berlin; 4 June; tentatively",
            "meeting | Merkel + Tusk | 2013-06-04 | Berlin | tentatively",
        ),
        ("Merkel/Tusk meeting postponed to 5 June", "meeting | Merkel + Tusk | 2013-06-05 | postponed"),
        ("NATO summit in Brussels cancelled", "conference | NATO summit | Brussels | cancelled"),
        ("саммит G20 в Анталье, 15-16 ноября", "conference | саммит G20 | 2013-11-15/2013-11-16 | Antalya"),
        ("Merkel", "Merkel"),
        ("", ""),
    ],
)
def test_a_line_is_taken_apart(text: str, expected: str) -> None:
    assert told(text) == expected


def test_an_hour_is_kept_as_it_was_said() -> None:
    draft = drafted("meeting Putin, Obama, tomorrow at 10:00 GMT", today=TODAY, index=INDEX)
    assert (draft.window.iso(), draft.time) == ("2013-05-15", "10:00 GMT")


def test_what_an_entry_cannot_do_without_is_asked_for_in_turn() -> None:
    draft = Draft()
    asked = []
    for words in ("visit", "Merkel", "no"):
        asked.append(draft.missing)
        draft = described(draft, draft.missing, words, today=TODAY, index=INDEX)
    assert (asked, draft.missing) == (["kind", "who", "when"], "")
    assert draft.dated
    assert not draft.window.known
    assert Draft(kind=Kind.CONFERENCE).missing == "name"


def test_what_is_over_was_held_unless_it_is_said_otherwise() -> None:
    draft = drafted("meeting Putin, Obama, 3 May 2013", today=TODAY, index=INDEX)
    assert draft.entry(TODAY).status is Status.HELD
    assert draft.entry(date(2013, 5, 3)).status is Status.PLANNED
    cancelled = described(draft, "status", "отменена", today=TODAY, index=INDEX)
    assert cancelled.entry(TODAY).status is Status.CANCELLED


def test_the_editors_words_are_the_evidence() -> None:
    draft = drafted("meeting Putin, Obama, tomorrow", today=TODAY, index=INDEX)
    draft = described(draft, "place", "Женева", today=TODAY, index=INDEX)
    assert draft.entry(TODAY).evidence[0].text == "meeting Putin, Obama, tomorrow · Женева"
    assert draft.place == "Geneva"


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("kind", "party", "kind-unclear"),
        ("who", "?", "who-unclear"),
        ("who", "Путин, Меркель", "name-in-latin"),
        ("when", "whenever", "date-unclear"),
        ("status", "perhaps", "status-unclear"),
        ("name", "-", "name-unclear"),
        ("colour", "red", "not-correctable"),
    ],
)
def test_what_amounts_to_nothing_is_refused(field: str, words: str, sentence: str) -> None:
    with pytest.raises(RequestError) as refused:
        described(Draft(), field, words, today=TODAY, index=INDEX)
    assert refused.value.sentence == sentence


def test_names_are_divided_however_they_are_written() -> None:
    for between in (", ", " – ", "–", " and ", " & ", " - "):
        text = f"Ann Lee{between}Bob Ray"
        assert names_in(text) == ["Ann Lee", "Bob Ray"]
    assert names_in("Ban Ki-moon with Walid al-Muallem") == ["Ban Ki-moon", "Walid al-Muallem"]


def test_a_country_is_one_and_not_a_person() -> None:
    (who,) = drafted("visit Германия", today=TODAY, index=INDEX).participants
    assert (who.name, who.sort, who.country) == ("Germany", Sort.COUNTRY, "Germany")


@given(st.text(max_size=80), st.sampled_from(FIELDS))
def test_any_words_are_answered_and_any_draft_is_kept(text: str, field: str) -> None:
    try:
        draft = drafted(text, today=TODAY, index=INDEX)
        assert Draft.from_kept(draft.kept()) == draft
        draft = described(draft, field, text, today=TODAY, index=INDEX)
    except RequestError:
        return
    assert Draft.from_kept(draft.kept()) == draft
