"""What part of a name the lines of a brief go on with."""

from __future__ import annotations

import pytest

from briefs.rendering.surnames import called

CALLED = [
    ("José Luis Rodríguez Zapatero", "", "Rodríguez Zapatero"),
    ("Vicente Fox Quesada", "Mexico", "Fox Quesada"),
    ("Juan Manuel Santos", "Colombia", "Santos"),
    ("Cristina Fernández de Kirchner", "Argentina", "Fernández de Kirchner"),
    ("Mario Vargas Llosa", "", "Vargas Llosa"),
    ("Evo Morales", "Bolivia", "Morales"),
    ("Rodrigo Chaves", "Costa Rica", "Chaves"),
    ("Fidel Valdez Ramos", "Philippines", "Ramos"),
    ("Kishida Fumio", "", "Kishida Fumio"),
    ("Hatoyama Yukio", "Japan", "Hatoyama Yukio"),
    ("Boris Nikolayevich", "", "Boris Nikolayevich"),
    ("Boris Yeltsin", "Russia", "Yeltsin"),
    ("Nguyen Tan Dung", "Vietnam", "Nguyen Tan Dung"),
    ("Ursula von der Leyen", "", "von der Leyen"),
    ("Ellen Johnson Sirleaf", "Liberia", "Sirleaf"),
    ("Pervez Musharraf", "Pakistan", "Musharraf"),
    ("Aung San Suu Kyi", "Myanmar", "Aung San Suu Kyi"),
]


@pytest.mark.parametrize(("name", "country", "shown"), CALLED)
def test_a_surname_is_what_its_bearer_is_called(name: str, country: str, shown: str) -> None:
    assert called(name, country) == shown
