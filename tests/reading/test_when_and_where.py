"""Day, place, status and hedge of an encounter, a construction each, of other years and regions than the corpora."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from briefs.model.article import Article
from briefs.model.reading import Entry
from briefs.reading.model import Model
from briefs.reading.places import find_places
from briefs.reading.read import read

WEDNESDAY = datetime(2017, 5, 17, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """What a sentence (published on a Wednesday) tells of its one encounter; None where it is not asked."""

    text: str
    place: str | None = None
    start: str | None = None
    end: str | None = None
    status: str | None = None
    hedged: bool | None = None
    title: str = ""
    at: datetime = WEDNESDAY


def told(case: Told, model: Model) -> Entry:
    """The entry of the case's sentence; of several, the last."""
    article = Article("a", case.text, title=case.title, published_at=case.at)
    entries = read(article, model=model).entries
    assert entries, "nothing found"
    return entries[-1]


def check(case: Told, entry: Entry) -> None:
    """Compare what is asked of the case."""
    if case.place is not None:
        assert entry.place == case.place
    if case.start is not None:
        assert (_iso(entry.window.start), _iso(entry.window.end)) == (case.start, case.end or case.start)
    if case.status is not None:
        assert entry.status.value == case.status
    if case.hedged is not None:
        assert bool(entry.hedge) is case.hedged


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


PLACES = {
    "slated for a town": Told(
        "Prime Minister Justin Trudeau is to attend the fourth Arctic Summit, slated for Tromso on 9 June.",
        place="Tromso, Norway",
        start="2017-06-09",
    ),
    "a town no table knows": Told(
        "The regional congress of fisheries ministers, fixed for next week in Puerto Brisas, has been cancelled.",
        place="Puerto Brisas",
        status="cancelled",
    ),
    "people of the event's own phrase": Told(
        "Peru's foreign minister, Ricardo Luna, has called for a summit of Bolivia's neighbours in Lima.",
        place="Lima, Peru",
        status="proposed",
    ),
    "a bare object": Told(
        "The European Central Bank's governing council next sets policy in Tallinn on June 8.", place="Tallinn, Estonia"
    ),
    "brackets": Told(
        "Finnish President Sauli Niinisto attends the Arctic Forum (Rovaniemi) on 1 June.", start="2017-06-01"
    ),
    "the clause after a conference's name": Told(
        "The Conference on Libya, which opened in Tunis on May 15, has no end in sight.",
        place="Tunis, Tunisia",
        start="2017-05-15",
    ),
    "who receives is at home": Told(
        "Portuguese President Marcelo Rebelo de Sousa will receive Cape Verdean President Jorge Carlos Fonseca on "
        "2 June.",
        place="Portugal",
        start="2017-06-02",
    ),
    "who receives is at home, told from the guest's capital": Told(
        "TOKYO (Wire) – Indian Prime Minister Narendra Modi will host Japanese Prime Minister Shinzo Abe on Thursday.",
        place="India",
        start="2017-05-18",
    ),
    "a third country's dateline": Told(
        "GENEVA (Wire) – Chadian President Idriss Deby received Malian President Ibrahim Boubacar Keita on Tuesday.",
        place="Geneva, Switzerland",
        start="2017-05-16",
    ),
    "days ahead of the dateline": Told(
        "NAIROBI (Wire) – Ugandan President Yoweri Museveni meets Kenyan President Uhuru Kenyatta on Friday.",
        place="Nairobi, Kenya",
        start="2017-05-19",
    ),
    "weeks ahead of the dateline": Told(
        "NAIROBI (Wire) – Ugandan President Yoweri Museveni meets Rwandan President Paul Kagame on 20 June.",
        place="",
        start="2017-06-20",
    ),
    "held, without a day": Told(
        "QUITO (Wire) – Ecuador expects no quick end. Ecuadorean President Rafael Correa has met Colombian President "
        "Juan Manuel Santos, officials said.",
        place="Quito, Ecuador",
        status="held",
    ),
    "the place of the title": Told(
        "Kazakh President Nursultan Nazarbayev meets Uzbek President Shavkat Mirziyoyev on Thursday.",
        title="Two neighbours make up in Samarkand",
        place="Samarkand, Uzbekistan",
    ),
    "two places in the title tell nothing": Told(
        "Kazakh President Nursultan Nazarbayev meets Uzbek President Shavkat Mirziyoyev on Thursday.",
        title="Gloom in Astana, relief in Tashkent",
        place="",
    ),
    "a site with its city": Told(
        "Omani Foreign Minister Yusuf bin Alawi met British Prime Minister Theresa May at the Torbay Hotel in Muscat "
        "on Monday.",
        place="Torbay Hotel, Muscat, Oman",
    ),
    "a site of the dateline's city": Told(
        "DOHA (Wire) – Omani Foreign Minister Yusuf bin Alawi met Theresa May at Wajbah Lodge on Tuesday.",
        place="Wajbah Lodge, Doha, Qatar",
    ),
    "no site in a person": Told(
        "Theresa May voiced confidence in Boris Johnson after meeting Angela Merkel in Hamburg on Monday.",
        place="Hamburg, Germany",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_places(name: str, model: Model) -> None:
    check(PLACES[name], told(PLACES[name], model))


COURSES = {
    "a date spoken of": Told(
        "A Sahel security conference is planned in Algiers. Diplomats now speak of early July.",
        start="2017-07-01",
        end="2017-07-10",
        status="planned",
        hedged=True,
    ),
    "a date looked at": Told(
        "The two countries agreed to convene an international conference on Libya, and a diplomat said the "
        "end of June was "
        "being looked at.",
        start="2017-06-21",
        end="2017-06-30",
        hedged=True,
    ),
    "it has slipped": Told(
        "A Libya peace conference was due in Tunis in June. It has slipped to September.",
        start="2017-09-01",
        end="2017-09-30",
        status="postponed",
        place="Tunis, Tunisia",
    ),
    "the event itself": Told(
        "Preparations for a Sahel donors' conference moved on, but the event itself has been put off to October 12.",
        start="2017-10-12",
        status="postponed",
    ),
    "called off later": Told(
        "The Yemen peace conference in Muscat was to open on June 5. It has been called off, the mediator said.",
        status="cancelled",
    ),
    "what could slip has not": Told(
        "The Yemen peace conference opens in Muscat on June 5. It could slip, an aide said.",
        start="2017-06-05",
        status="planned",
    ),
    "the gathering hoped for": Told(
        "A Libya peace conference is planned in Tunis. Mr Salame said he still hoped the gathering could be "
        "held before the "
        "year was out.",
        start="2017-05-17",
        end="2017-12-31",
        hedged=True,
    ),
    "it takes up nothing two paragraphs on": Told(
        "A Libya peace conference is planned in Tunis.\n\nThe price of oil rose.\n\nIt could begin in July, "
        "analysts said.",
        start="",
        hedged=False,
    ),
}


@pytest.mark.parametrize("name", COURSES)
def test_courses(name: str, model: Model) -> None:
    check(COURSES[name], told(COURSES[name], model))


DATES = {
    "the clause's own tense": Told(
        "Cuban President Raul Castro was in Bogota for the Amazon Water Summit, convened by Brazil, which "
        "closed on Sunday.",
        start="2017-05-14",
        status="held",
    ),
    "the only date of the main clause": Told(
        "US Secretary of State John Kerry spent Tuesday shuttling between Tel Aviv, where he saw Israeli "
        "Prime Minister Benjamin Netanyahu, and "
        "Ramallah, where Palestinian President Mahmoud Abbas gave him lunch.",
        start="2017-05-16",
        status="held",
    ),
    "this week, said on a Sunday": Told(
        "Prime Minister Erna Solberg is to fly to Riga this week to meet Latvian President Raimonds Vejonis.",
        start="2017-05-22",
        end="2017-05-28",
        at=datetime(2017, 5, 21, 12, tzinfo=UTC),
    ),
    "whose next round": Told(
        "Georgia broke off a round of negotiations with Russia over borders, whose next session had been "
        "due in Geneva "
        "this week.",
        start="2017-05-15",
        end="2017-05-21",
    ),
    "a part of a month": Told(
        "Kenyan President Uhuru Kenyatta will visit Lusaka in the second half of June.",
        start="2017-06-16",
        end="2017-06-30",
    ),
    "a weekday gone by": Told("Kenyan President Uhuru Kenyatta met Paul Kagame on Thursday.", start="2017-05-11"),
    "a weekday to come": Told("Kenyan President Uhuru Kenyatta will meet Paul Kagame on Thursday.", start="2017-05-18"),
    "a year's turn": Told(
        "Chilean President Michelle Bachelet will receive Argentine President Mauricio Macri on 3 January.",
        start="2018-01-03",
        at=datetime(2017, 12, 28, 12, tzinfo=UTC),
    ),
    "opens and ends": Told(
        "Talks between Iran and the six powers resumed in Vienna on Monday and are due to end on Thursday.",
        start="2017-05-15",
        end="2017-05-18",
        status="ongoing",
    ),
    "runs until, opened": Told(
        "The Astana forum, which runs until Saturday, opened on Tuesday.",
        start="2017-05-16",
        end="2017-05-20",
        status="ongoing",
    ),
    "running until": Told(
        "Talks between Iran and the European Union continue in Vienna until Friday.",
        start="2017-05-17",
        end="2017-05-19",
        status="ongoing",
    ),
    "a length counted from its end": Told(
        "Iran and the European Union held three days of talks in Vienna that ended on Tuesday.",
        start="2017-05-14",
        end="2017-05-16",
        status="held",
    ),
    "a week long": Told(
        "The week-long climate conference in Bonn began on Monday.",
        start="2017-05-15",
        end="2017-05-21",
        status="ongoing",
    ),
    "is to last": Told(
        "The conference on Libya will be held in Geneva from Monday and is to last three days.",
        start="2017-05-22",
        end="2017-05-24",
    ),
    "a day of a longer visit": Told(
        "Chinese President Xi Jinping, on a three-day visit to Moscow, met Vladimir Putin on Tuesday.",
        start="2017-05-16",
        status="held",
    ),
    "a stated length": Told(
        "Indian President Pranab Mukherjee begins a four-day visit to Ethiopia on Saturday.",
        start="2017-05-20",
        end="2017-05-23",
    ),
}


@pytest.mark.parametrize("name", DATES)
def test_dates(name: str, model: Model) -> None:
    check(DATES[name], told(DATES[name], model))


STATUSES = {
    "moved before it is held": Told(
        "The opening of next month's Libya conference has been moved from Tunis to Rabat because there are "
        "no rooms left.",
        status="planned",
    ),
    "fell through": Told(
        "Talks between Gambian President Adama Barrow and Senegalese President Macky Sall, arranged for "
        "Monday, fell through.",
        status="cancelled",
    ),
    "would have met": Told(
        "Gambian President Adama Barrow was to have met Senegalese President Macky Sall in Dakar on Monday.",
        status="cancelled",
        start="2017-05-15",
    ),
    "has offered": Told(
        "Foreign Minister Luis Videgaray has offered to fly to Ottawa for a dinner with Canadian Prime "
        "Minister Justin "
        "Trudeau.",
        status="proposed",
    ),
    "expected": Told(
        "Nigerian President Muhammadu Buhari is expected to meet Chadian President Idriss Deby on Friday.",
        status="planned",
        hedged=True,
        start="2017-05-19",
    ),
    "due": Told(
        "Nigerian President Muhammadu Buhari is due to meet Chadian President Idriss Deby on Friday.",
        status="planned",
        hedged=False,
    ),
    "the aim is": Told(
        "The aim is to convene the Libya peace conference in Tunis in June.", status="planned", hedged=True
    ),
    "if all goes well": Told(
        "If all goes well, the Libya peace conference will open in Tunis on June 5.", status="planned", hedged=True
    ),
    "hopeful of": Told(
        "Uhuru Kenyatta said he was hopeful of meeting Paul Kagame in Kigali in June.", status="planned", hedged=True
    ),
    "a chance that": Told(
        "There is a chance that Uhuru Kenyatta will meet Paul Kagame in Kigali in June.", status="planned", hedged=True
    ),
    "in doubt": Told("The Libya peace conference in Tunis is in doubt.", status="planned", hedged=True),
    "tentatively set": Told(
        "The Libya peace conference in Tunis, tentatively set for June 5, will last two days.",
        hedged=True,
        start="2017-06-05",
        end="2017-06-06",
    ),
    "not before": Told(
        "The Libya peace conference in Tunis will not take place before July.", status="planned", place="Tunis, Tunisia"
    ),
    "its start delayed": Told(
        "The start of the Libya peace conference in Tunis has been delayed from Monday to Thursday.", status="postponed"
    ),
    "could slip": Told("The Libya peace conference could slip to July.", status="planned", hedged=True),
    "no longer": Told("Uhuru Kenyatta will no longer meet Paul Kagame in Kigali on Thursday.", status="cancelled"),
    "put off to a day": Told(
        "Uhuru Kenyatta's planned meeting with Paul Kagame in Kigali on Thursday has been pushed back to June 2.",
        status="postponed",
        start="2017-06-02",
    ),
    "put off from a day": Told(
        "Uhuru Kenyatta has postponed his visit to Rwanda, originally scheduled for Thursday.",
        status="postponed",
        start="",
    ),
    "ruled out": Told(
        "Nigerian President Muhammadu Buhari has ruled out a meeting with Chadian President Idriss Deby in "
        "Abuja on Friday.",
        status="ruled-out",
    ),
}


@pytest.mark.parametrize("name", STATUSES)
def test_statuses(name: str, model: Model) -> None:
    check(STATUSES[name], told(STATUSES[name], model))


NAMED_PLACES = [
    ("They met in Punta del Este on Thursday.", ["Punta del Este, Uruguay"]),
    ("She spoke in Spanish to the president.", []),
    ("The envoy stopped at Number 10 on Monday.", ["Number 10, London, United Kingdom"]),
    ("They spoke at the Third Arctic Forum in Salekhard.", ["Salekhard"]),
    ("A second round is expected in November, officials said.", []),
]


@pytest.mark.parametrize(("text", "places"), NAMED_PLACES)
def test_a_language_or_a_month_is_no_place(text: str, places: list[str]) -> None:
    assert [mention.place for mention in find_places(text, "")] == places
