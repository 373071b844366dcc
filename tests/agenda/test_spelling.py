"""Each person is written in one way on the whole agenda, whatever the articles wrote, in whatever order they came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.agenda.correcting import participants_value
from briefs.agenda.editing import correct_entry
from briefs.agenda.spelling import Spellings, written_alike
from briefs.model.agenda import AgendaEntry, Correction
from briefs.model.reading import Participant, Sort
from tests.agenda.telling import agenda_of, article, only, told
from tests.agendas import day, entry

PUTIN = Participant("Vladimir Putin", title="President", country="Russia")


def meeting(entry_id: str, *people: Participant) -> AgendaEntry:
    return entry(entry_id, "meeting", people, day("2013-05-14"))


def written(*entries: AgendaEntry) -> list[str]:
    """The names of each entry, as they are written beside the others."""
    return [" – ".join(one.name for one in each.participants) for each in written_alike(entries)]


def person(name: str, country: str = "", title: str = "") -> Participant:
    return Participant(name, country=country, title=title)


def test_a_family_name_alone_is_the_only_fuller_name() -> None:
    full = meeting("a", PUTIN, person("Angela Merkel", "Germany"))
    alone = meeting("b", person("Putin"), person("Merkel", "Germany"))
    assert written(full, alone) == ["Vladimir Putin – Angela Merkel"] * 2
    assert written(alone, full) == ["Vladimir Putin – Angela Merkel"] * 2


def test_spellings_of_one_name_become_the_commonest() -> None:
    entries = [meeting(str(n), person(name)) for n, name in enumerate(["Sergey Lavrov", *["Sergei Lavrov"] * 2])]
    assert set(written(*entries)) == {"Sergei Lavrov"}
    assert written(meeting("a", person("Assad")), meeting("b", person("Bashar al-Assad"))) == ["Bashar al-Assad"] * 2
    middle = [person("Jose Manuel Barroso"), person("Jose Barroso"), person("Jose Barroso")]
    assert set(written(*(meeting(str(n), one) for n, one in enumerate(middle)))) == {"Jose Barroso"}


def test_of_two_possible_holders_neither() -> None:
    two = (meeting("a", person("Hillary Clinton")), meeting("b", person("Bill Clinton")))
    assert written(*two, meeting("c", person("Clinton")))[2] == "Clinton"
    offices = (
        meeting("a", person("Hillary Clinton", "United States", "Secretary of State")),
        meeting("b", person("Bill Clinton", "United States", "former President")),
    )
    assert written(*offices, meeting("c", person("Clinton", "United States", "Secretary of State")))[2] == (
        "Hillary Clinton"
    )
    sons = (meeting("a", person("George W. Bush")), meeting("b", person("George H. W. Bush")))
    assert written(*sons, meeting("c", person("George Bush"))) == ["George W. Bush", "George H. W. Bush", "George Bush"]


def test_another_country_or_office_is_another_person() -> None:
    known = meeting("a", person("Jeb Bush", "United States", "Governor"))
    assert written(known, meeting("b", person("Bush", "Australia")))[1] == "Bush"
    assert written(known, meeting("b", person("Bush", "United States", "President")))[1] == "Bush"
    assert written(known, meeting("b", person("Bush", "United States")))[1] == "Jeb Bush"


def test_family_names_that_many_bear_need_the_country() -> None:
    known = meeting("a", person("Kim Jong-un", "North Korea", "leader"))
    assert written(known, meeting("b", person("Kim")))[1] == "Kim"
    assert written(known, meeting("b", person("Kim", "South Korea")))[1] == "Kim"
    assert written(known, meeting("b", person("Kim", "North Korea")))[1] == "Kim Jong-un"


def test_whom_one_entry_tells_apart_stay_apart() -> None:
    both = meeting("a", person("Clinton"), person("Hillary Clinton"))
    assert written(both) == ["Clinton – Hillary Clinton"]


def test_who_is_known_by_office_alone_has_no_family_name() -> None:
    by_office = person("Polish prime minister", "Poland", "prime minister")
    somebody = meeting("a", person("Mark Minister", "Poland"))
    assert written(somebody, meeting("b", by_office), meeting("c", person("Emir of Qatar", "Qatar")))[1:] == [
        "Polish prime minister",
        "Emir of Qatar",
    ]


def test_countries_and_what_an_editor_wrote_stay_as_they_are() -> None:
    assert written(meeting("a", Participant("Jordan", sort=Sort.COUNTRY)), meeting("b", person("King Jordan")))[0] == (
        "Jordan"
    )
    value = participants_value([person("Putin")])
    at = datetime(2013, 5, 14, tzinfo=UTC)
    (fixed,) = correct_entry(meeting("a", person("Medvedev")), Correction("participants", value, at, "Ann")).saved
    assert written(meeting("b", PUTIN), fixed)[1] == "Putin"


def test_two_articles_that_give_other_names_tell_one_meeting() -> None:
    one = (article("a", "2013-05-13"), [told("meeting", "Putin + Netanyahu", "2013-05-14")])
    two = (article("b", "2013-05-13"), [told("meeting", "Vladimir Putin + Benjamin Netanyahu", "2013-05-14")])
    for said in ((one, two), (two, one)):
        found = only(agenda_of(*said))
        assert [each.name for each in found.participants] == ["Vladimir Putin", "Benjamin Netanyahu"]


NAMES = st.sampled_from(
    [
        "Putin",
        "Vladimir Putin",
        "Vladimir V. Putin",
        "Vladimir Vladimirovich Putin",
        "Lyudmila Putin",
        "Sergei Lavrov",
        "Sergey Lavrov",
        "Lavrov",
        "Kim",
    ]
)
PEOPLE = st.builds(person, NAMES, st.sampled_from(["", "Russia", "Israel"]), st.sampled_from(["", "President", "spy"]))
CHANGES = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.lists(PEOPLE, min_size=1, max_size=2)))


@settings(deadline=None)  # the first example loads tables
@given(CHANGES)
def test_kept_up_to_date_or_made_anew(changes: list[tuple[str, list[Participant] | None]]) -> None:
    kept = Spellings()
    held: dict[str, AgendaEntry] = {}
    shown: dict[str, AgendaEntry] = {}
    for entry_id, people in changes:
        if people is None:
            held.pop(entry_id, None)
            shown.pop(entry_id, None)
            after = kept.change((), [entry_id])
        else:
            held[entry_id] = meeting(entry_id, *people)
            after = kept.change([held[entry_id]])
        shown |= {each.id: each for each in after}
    anew = {each.id: each for each in written_alike(held.values())}
    assert shown == anew
    backwards = {each.id: each for each in written_alike(reversed(held.values()))}
    assert backwards == anew
    assert {each.id: replace(each, participants=()) for each in anew.values()} == {
        each.id: replace(each, participants=()) for each in held.values()
    }
