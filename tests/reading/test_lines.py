"""Sentences beside what is understood of them, a line an entry: kind, status, who or what, where, from when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.model.article import Article
from briefs.model.reading import Entry
from briefs.reading.model import Model
from briefs.reading.read import read

PUBLISHED = datetime(2014, 9, 3, 10, tzinfo=UTC)

LINES = {
    "Prime Minister Mark Rutte met the Bakers' Circle in Delft on Monday.": [],
    "Talks between Iran and the six powers open in Vienna on Friday.": [
        "talks planned: Iran – six powers; Vienna, Austria; 2014-09-05"
    ],
    "The finance ministers of Bolivia and Chile wound up their half-yearly meeting in Arica on Tuesday.": [
        "meeting held: Bolivian finance minister – Chilean finance minister; Arica, Chile; 2014-09-02"
    ],
    "The Organization of African Unity's liberation committee ended a session in Kampala on Tuesday.": [
        "conference held: Organization of African Unity's liberation committee; Kampala, Uganda; 2014-09-02"
    ],
    "Talks between ZANU and ZAPU opened in Lusaka on Monday.": ["talks held: ZANU – ZAPU; Lusaka, Zambia; 2014-09-01"],
    "Fijian Prime Minister Frank Bainimarama will not attend the Pacific Islands Forum in Cairns.": [
        "conference planned: Pacific Islands Forum; Cairns, Australia"
    ],
    "Mark Carney and Mario Draghi will both speak at the Riksbank's symposium in Sigtuna on Friday.": [
        "conference planned: Riksbank's symposium; Sigtuna; 2014-09-05"
    ],
    "Mr Kaunda flies to Dar es Salaam tomorrow to brief Presidents Nyerere and Machel.": [
        "meeting planned: Kaunda – Nyerere – Machel; Dar es Salaam, Tanzania; 2014-09-04"
    ],
    "Mr. Bandaranaike, the Prime Minister of Ceylon, will meet Mr. Nehru in New Delhi on Friday.": [
        "meeting planned: Bandaranaike – Nehru; New Delhi, India; 2014-09-05"
    ],
    "Talks between Dahomey and Upper Volta open in Cotonou on Friday.": [
        "talks planned: Dahomey – Upper Volta; Cotonou, Benin; 2014-09-05"
    ],
    "President Ivan Dolgikh will pay an official visit to the Lao People's Democratic Republic on Monday at the "
    "invitation of President Kaysone Phomvihane.": [
        "visit planned: Ivan Dolgikh – Kaysone Phomvihane; Laos; 2014-09-08"
    ],
    "President Kekkonen is to receive Mr Kosygin in Helsinki at the week-end.": [
        "meeting planned: Kekkonen – Kosygin; Helsinki, Finland; 2014-09-06"
    ],
    "Herr Brandt saw Lord Carrington in Bonn to-day.": ["meeting held: Brandt – Carrington; Bonn, Germany; 2014-09-03"],
    "Governments undertook to hold a peace conference; officials, who had first talked of May, now speak of June.": [
        "conference planned: peace conference; 2015-06-01"
    ],
    "The congress in Turin, first planned for October, is now expected in November.": [
        "conference planned: congress; Turin, Italy; 2014-11-01"
    ],
    "Mr Abbott hosts Xi Jinping, Vladimir Putin and the other Group of 20 leaders in Brisbane on November 15.": [
        "conference planned: Group of Twenty; Brisbane, Australia; 2014-11-15"
    ],
    "Mr Obama was on his way to Berlin as darkness fell.": ["visit planned: Obama; Berlin, Germany"],
    "Barack Obama was off to Oslo.": ["visit planned: Barack Obama; Oslo, Norway"],
    "Israel's prime minister was on his way to the coast on Tuesday, hoping to talk Vladimir Putin out of it.": [],
    "Chancellor Angela Merkel told President Petro Poroshenko in a phone call on Sunday that she backed a ceasefire.": [
        "call held: Angela Merkel – Petro Poroshenko; 2014-08-31"
    ],
    "Rodrigo Duterte has offered Nur Misuari a videoconference.": [],
    "On Friday he travels to Dhaka. Nisha Biswal will meet Foreign Minister A.H. Mahmood Ali.": [
        "meeting planned: Nisha Biswal – A.H. Mahmood Ali"
    ],
    "Cyril Ramaphosa, in Abuja since Monday, called on Vice President Yemi Osinbajo before flying home.": [
        "meeting held: Cyril Ramaphosa – Yemi Osinbajo; Abuja, Nigeria"
    ],
    "The OPEC conference will be held in Vienna on April 17-19. OPEC ministers will confer in Vienna on the 16th.": [
        "conference planned: OPEC conference; Vienna, Austria; 2015-04-17",
        "conference planned: OPEC ministers; Vienna, Austria; 2015-04-16",
    ],
    "Minister Julie Bishop and Secretary Chuck Hagel agreed by phone Friday to hold talks in Perth on Monday.": [
        "talks planned: Julie Bishop – Chuck Hagel; Perth, Australia; 2014-09-08"
    ],
    "Lavrov did not rule out a meeting with Kerry in Geneva.": ["meeting planned: Lavrov – Kerry; Geneva, Switzerland"],
    "Lavrov has not cancelled a meeting with Kerry.": ["meeting planned: Lavrov – Kerry"],
    "Zuma would hold meetings with Lesotho's Tom Thabane and Swaziland's King Mswati III, a spokesman said.": [
        "meeting planned: Zuma – Tom Thabane",
        "meeting planned: Zuma – Mswati III",
    ],
    "Kissinger is to confer with President Anwar el-Sadat in Alexandria and with Yitzhak Rabin in Jerusalem.": [
        "meeting planned: Kissinger – Anwar el-Sadat; Alexandria, Egypt",
        "meeting planned: Kissinger – Yitzhak Rabin; Jerusalem, Israel",
    ],
    "Donald Tusk, who takes over from Herman Van Rompuy on Dec 1, met Merkel and Cameron before the vote.": [
        "meeting held: Donald Tusk – Merkel – Cameron"
    ],
    "Park Geun-hye will see Stephen Harper in Ottawa on Sept. 20 before going to New York.": [
        "meeting planned: Park Geun-hye – Stephen Harper; Ottawa, Canada; 2014-09-20",
        "visit planned: Park Geun-hye; New York, United States",
    ],
    "On Friday the bloc's leaders meet South American presidents in Brasilia.": [],
    "Mr. Gorbachev and Mr. Bush begin their second summit meeting on Sunday. Raisa Gorbachev is with them.": [
        "meeting planned: Gorbachev – Bush; 2014-09-07"
    ],
    "President Dilma Rousseff on Tuesday called off a state visit to Washington planned for October.": [
        "visit cancelled: Dilma Rousseff; Washington, United States; 2014-10-01"
    ],
    "Merkel said on Monday she had cancelled a meeting with Orban due on Thursday.": [
        "meeting cancelled: Merkel – Orban; 2014-09-04"
    ],
    "On Monday Abe invited Park Geun-hye to Tokyo in November.": [
        "visit proposed: Park Geun-hye; Tokyo, Japan; 2014-11-01"
    ],
    "Park Geun-hye and Abe have yet to hold a summit.": [],
    "The palace spokesman told reporters Rousseff would receive Mahmoud Abbas in Brasilia on Friday.": [
        "meeting planned: Rousseff – Mahmoud Abbas; Brasilia, Brazil; 2014-09-05"
    ],
    "Joko Widodo will fly to Brisbane for a Group of 20 summit and a meeting with Prime Minister Tony Abbott.": [
        "conference planned: Group of 20 summit; Brisbane, Australia",
        "meeting planned: Joko Widodo – Tony Abbott; Brisbane, Australia",
    ],
    "Erdogan and Barzani, who dined in Erbil last week, talked by phone on Monday; Ankara denied a deal.": [
        "meeting held: Erdogan – Barzani; Erbil, Iraq; 2014-08-25",
        "call held: Erdogan – Barzani; 2014-09-01",
    ],
    "Ankara denied that Erdogan and Barzani had talked by phone on Monday.": [
        "call ruled-out: Erdogan – Barzani; 2014-09-01"
    ],
    "President Salva Kiir rejected a rebel call for a meeting with their leader, Riek Machar.": [
        "meeting ruled-out: Salva Kiir – Riek Machar"
    ],
    "NATO leaders gather in Bergen on Thursday for a two-day summit overshadowed by Russia.": [
        "conference planned: NATO summit; Bergen, Norway; 2014-09-04"
    ],
    "Treasury Secretary Jack Lew spoke by phone with Vice Premier Liu He on Monday.": [
        "call held: Jack Lew – Liu He; 2014-09-01"
    ],
    "The Davos forum opens in Dalian on Monday.": ["conference planned: Davos forum; Dalian, China; 2014-09-08"],
    "Chinese President Xi Jinping will pay state visits to Tajikistan, the Maldives, Sri Lanka and India next week.": [
        "visit planned: Xi Jinping; Tajikistan, Maldives, Sri Lanka, India; 2014-09-08"
    ],
    "The presidents of Serbia, Croatia and Bosnia met in Dayton on Tuesday.": [
        "meeting held: Serbian president – Croatian president – Bosnian president; Dayton, United States; 2014-09-02"
    ],
    "A delegation led by Prime Minister Yevgeny Primakov will hold talks with Slobodan Milosevic on Friday.": [
        "talks planned: Yevgeny Primakov – Slobodan Milosevic; 2014-09-05"
    ],
    "Indira Gandhi met separately with Zhao Ziyang and Jose Lopez Portillo in Cancun on Tuesday.": [
        "meeting held: Indira Gandhi – Zhao Ziyang; Cancun, Mexico; 2014-09-02",
        "meeting held: Indira Gandhi – Jose Lopez Portillo; Cancun, Mexico; 2014-09-02",
    ],
    "King Salman chaired an Arab summit in Mecca on Monday. Qatar's prime minister, Khalid al-Thani, attended.": [
        "conference held: Arab summit; Mecca, Saudi Arabia; 2014-09-01"
    ],
    "Merkel and Hollande dine with Renzi on Saturday.": ["meeting planned: Merkel – Hollande – Renzi; 2014-09-06"],
    "EU leaders meet in special session in Brussels on Friday.": [
        "conference planned: EU leaders; Brussels, Belgium; 2014-09-05"
    ],
}


@pytest.mark.parametrize("text", LINES)
def test_lines(text: str, model: Model) -> None:
    entries = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert sorted(_line(each) for each in entries) == sorted(LINES[text])


def _line(entry: Entry) -> str:
    who = entry.name or " – ".join(each.name for each in entry.participants)
    stated = [who, entry.place, entry.window.start.isoformat() if entry.window.start else ""]
    return f"{entry.kind.value} {entry.status.value}: " + "; ".join(each for each in stated if each)
