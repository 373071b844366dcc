from __future__ import annotations

from babel import Locale

from briefs.reading import lexicon

DEPENDENT = """AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CX CW DG EA EU EZ FK GF GG GI GP GS GU HM IC IM IO JE
KY MF MP MQ MS NC NF NU PF PM PN PR QO RE SH SJ SX TA TC TF TK UM UN VG VI WF XA XB YT ZZ"""


def test_every_state_of_cldr_is_there() -> None:
    territories = [str(code) for code in Locale("en").territories]
    codes = {country.code for country in lexicon.countries()}
    # members and observers of the United Nations, and Kosovo and Taiwan; CLDR lists dependencies and groups, too
    dependent = set(DEPENDENT.split())
    missing = {code for code in territories if code.isalpha() and len(code) == 2} - codes - dependent
    assert not missing, sorted(missing)


def test_names_are_not_claimed_twice() -> None:
    seen: dict[str, str] = {}
    for country in lexicon.countries():
        for word in (country.name, *country.aliases, *country.seats):
            assert seen.setdefault(word, country.name) == country.name, word


def test_bodies_seats_and_cities_belong_to_countries_we_know() -> None:
    known = {country.name for country in lexicon.countries()} | {body.name for body in lexicon.bodies()}
    assert all(not body.country or body.country in known for body in lexicon.bodies())
    assert all(seat.country in known for seat in lexicon.seats())
    assert set(lexicon.cities().values()) <= known
    assert len(lexicon.bodies()) >= 100
    assert len(lexicon.cities()) >= 1500


def test_every_capital_is_a_city() -> None:
    cities = lexicon.cities()
    for country in lexicon.countries():
        if country.sort == "state" and country.seats:
            assert any(seat in cities for seat in country.seats), country.name


def test_offices_say_what_they_stand_for() -> None:
    assert {office.stands for office in lexicon.offices().values()} <= {"person", "aside", "aide", "delegate"}
    states = {country.name for country in lexicon.countries()}
    assert all(place in states for office in lexicon.offices().values() for place in office.where)
