from __future__ import annotations

import pytest

from briefs.reading import names


@pytest.mark.parametrize(
    ("name", "country", "family"),
    [
        ("Vladimir Putin", "Russia", "Putin"),
        ("Ban Ki-moon", "", "Ban"),
        ("Xi Jinping", "China", "Xi"),
        ("Nguyen Tan Dung", "Vietnam", "Nguyen"),
        ("Kim Jong Un", "", "Kim"),
        ("Kim Clijsters", "Belgium", "Clijsters"),
        ("Viktor Orban", "Hungary", "Orban"),
        ("Ursula von der Leyen", "Germany", "von der Leyen"),
        ("Dominique de Villepin", "France", "de Villepin"),
        ("Mohammed bin Salman", "Saudi Arabia", "bin Salman"),
        ("Bashar al-Assad", "Syria", "al-Assad"),
        ("Thein Sein", "Myanmar", "Thein Sein"),
        ("John F. Kennedy Jr.", "United States", "Kennedy"),
        ("Mr. LAVROV", "", "LAVROV"),
    ],
)
def test_the_family_name(name: str, country: str, family: str) -> None:
    assert names.family(name, country) == family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Shinzo Abe", "Abe Shinzo"),
        ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
        ("Gerhard Schröder", "Gerhard Schroeder"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("George H. W. Bush", "George Bush"),
        ("L. Brezhnev", "Leonid Brezhnev"),
        ("Hussein", "King Hussein"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert names.same_name(one, other)
    assert names.same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gordon Brown", "Kerry Brown"),
        ("Raul Castro", "Fidel Castro"),
        ("Shimon Peres", "Carlos Perez"),
        ("Xi Jinping", "Xi Zhongxun"),
        ("Lech Kaczynski", "Jaroslaw Kaczynski"),
        ("", "Putin"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not names.same_name(one, other)


def test_a_name_is_shown_without_its_honorifics() -> None:
    assert names.shown("H.E. Mr. Macky Sall") == "Macky Sall"
    assert names.shown("King Albert II").endswith("Albert II")
    assert names.spelled("SERGEI LAVROV") == "Sergei Lavrov"
