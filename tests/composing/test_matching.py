"""Which entries a person's words mean."""

from __future__ import annotations

import pytest

from briefs.composing.matching import Index
from briefs.composing.vocabulary import party_named, words_of
from briefs.model.reading import Participant
from briefs.model.subscriber import WatchScope
from tests.agendas import BAN, day, entry, founding_agenda

AGENDA = (
    *founding_agenda(),
    entry(
        "xi", "meeting", (Participant("Xi Jinping", country="China"), BAN), day("2013-05-20"), place="Beijing, China"
    ),
    entry("summit", "conference", (), day("2013-05-22"), name="EU summit on British steel", place="Brussels, Belgium"),
)
INDEX = Index(AGENDA)


def ids(phrase: str, scope: WatchScope = WatchScope.ANY_MENTION) -> set[str]:
    return {AGENDA[position].id for position in INDEX.find(phrase, scope)}


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Netanyahu", {"putin-netanyahu"}),
        ("benjamin netanyahu", {"putin-netanyahu"}),
        ("Нетаньяху", {"putin-netanyahu"}),
        ("Netanyahou", {"putin-netanyahu"}),
        ("Israeli", {"putin-netanyahu"}),
        ("Израиль", {"putin-netanyahu"}),
        ("Израиля", {"putin-netanyahu"}),
        ("Xi", {"xi"}),
        ("Ban Ki-moon", {"ban-russia", "xi"}),
        ("UN", {"ban-russia", "xi"}),
        ("U.N.", {"ban-russia", "xi"}),
        ("ООН", {"ban-russia", "xi"}),
        ("Britain", {"cameron-obama", "cameron-putin", "summit"}),
        ("Sochi", {"putin-netanyahu"}),
        ("steel", {"summit"}),
        ("peace conference", {"conference"}),
        ("США", {"cameron-obama", "kerry-putin", "conference"}),
        ("Путиным", {"putin-netanyahu", "kerry-putin", "cameron-putin"}),
        ("Кэмерона", {"cameron-obama", "cameron-putin"}),
        ("Биньямин Нетаньяху", {"putin-netanyahu"}),
        ("Си Цзиньпином", {"xi"}),
        ("Пан Ги Мун", {"ban-russia", "xi"}),
        ("Пекине", {"xi"}),
        ("Брюсселе", {"summit"}),
        ("Лондоне", set()),
        ("Трамп", set()),
        ("Atlantis", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_a_phrase_finds_its_entries_however_it_is_said(phrase: str, found: set[str]) -> None:
    assert ids(phrase) == found


def test_a_country_is_found_in_the_name_of_a_body_too() -> None:
    session = entry("friends", "conference", (), day("2013-05-22"), name="session of the Friends of Syria group")
    index = Index([session])
    assert index.find("Syria") == index.find("Сирии") == {0}


def test_a_watch_on_participants_leaves_places_topics_and_names_out() -> None:
    assert ids("Britain", WatchScope.PARTICIPANTS) == {"cameron-obama", "cameron-putin"}
    assert ids("Syria", WatchScope.PARTICIPANTS) == set()


@pytest.mark.parametrize(
    ("phrase", "name", "sort"),
    [
        ("putin", "Vladimir Putin", "person"),
        ("Керри", "John Kerry", "person"),
        ("Russian", "Russia", "country"),
        ("U.N.", "United Nations", "body"),
        ("sochi", "Sochi", "place"),
        ("steel", "steel", "topic"),
        ("Paris", "France", "country"),
        ("Париже", "France", "country"),
        ("Обамой", "Barack Obama", "person"),
        ("Сочи", "Sochi", "place"),
    ],
)
def test_what_a_phrase_was_taken_to_mean(phrase: str, name: str, sort: str) -> None:
    meaning = INDEX.meaning(phrase)
    assert meaning is not None
    assert (meaning.name, meaning.sort) == (name, sort)


def test_a_near_miss_is_answered_with_names() -> None:
    assert INDEX.suggest("Netanjahuu") == ("Benjamin Netanyahu",)
    assert INDEX.suggest("Camron") == ("David Cameron",)
    assert INDEX.suggest("Обаманна") == ("Barack Obama",)
    assert INDEX.suggest("Putin") == ()
    assert INDEX.suggest("qqqqqq") == ()
    assert INDEX.meaning("qqqqqq") is None


def test_what_can_be_followed_is_what_the_agenda_holds_most_of() -> None:
    assert INDEX.followable(2) == (("Syria", 6), ("Russia", 4))


def test_words_fold_case_accents_and_dots() -> None:
    assert words_of("Erdoğan, U.S.-EU, l'Élysée") == ("erdogan", "us", "eu", "l", "elysee")
    assert party_named("south korea") == party_named("South Korean")
