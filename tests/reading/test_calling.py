"""What a conference is called in a line of its own."""

from __future__ import annotations

import pytest

from briefs.reading.calling import canonical

NAMES = [
    ("the Group of 77 summit", "Group of 77 summit"),
    ("The Bank of Korea's monetary policy board", "Bank of Korea's monetary policy board"),
    ("whose Amazon Pact summit", "Amazon Pact summit"),
    ("this year's Pacific Islands Forum", "Pacific Islands Forum"),
    ("postponed summit of the Arab League", "summit of the Arab League"),
    ('Astana 5" conference on Syria', "Astana 5 conference on Syria"),
    ("“Heart of Asia” conference", "“Heart of Asia” conference"),
    ("* Congress of Andean mayors", "Congress of Andean mayors"),
    ("OECD STEEL COMMITTEE", "OECD Steel Committee"),
    ("CONFERENCE OF THE PARTIES", "Conference of the Parties"),
    ("the ECOWAS's summit", "ECOWAS summit"),
    ("Andean Community's summit", "Andean Community's summit"),
    ("COP 24", "COP 24"),
    ("ECOWAS", "ECOWAS"),
    ("the summit", "summit"),
    ("Women's World Forum", "Women's World Forum"),
    ("the", "the"),
]


@pytest.mark.parametrize(("told", "name"), NAMES)
def test_a_name_keeps_what_tells_which_conference_it_is(told: str, name: str) -> None:
    assert canonical(told) == name
    assert canonical(name) == name
