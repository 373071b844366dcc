"""Day, place, status and hedge of an encounter, a construction each, of other years and regions than the corpora."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from briefs.model.article import Article
from briefs.model.reading import Entry
from briefs.reading.model import Model
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
