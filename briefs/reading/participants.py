"""Participants that are no named person: countries, bodies, governments, and officers known by their office alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from briefs.model.reading import Participant, Sort
from briefs.reading import lexicon

TERRITORIAL = frozenset(
    {
        "mayor",
        "lord mayor",
        "archbishop",
        "bishop",
        "duke",
        "duchess",
        "prince",
        "princess",
        "rector",
        "patriarch",
        "metropolitan",
    }
)
"""Offices that are named with the place they are of."""


def party(place: str) -> Participant:
    """A country or body as a party."""
    country = lexicon.country_named(place)
    if country is not None:
        return Participant(country.name, "", Sort.COUNTRY, "", country.name)
    return Participant(place, "", Sort.BODY, "", _homes().get(place, ""))


def government(country: str) -> Participant:
    """A country's government, where the text says so in so many words: at home it has opponents to talk to."""
    return Participant(f"{adjective(country)} government", "", Sort.BODY, "", country)


def opposition(country: str) -> Participant:
    """A country's opposition: the body of that name, where there is one."""
    words = f"{adjective(country)} opposition"
    known = next((body.name for body in lexicon.bodies() if words in (body.name, *body.aliases)), words)
    return Participant(known, "", Sort.BODY, "", country)


def unnamed(office: str, place: str) -> Participant:
    """Somebody known by office alone: "Romanian foreign minister", "Mayor of Ljubljana", "NATO secretary-general"."""
    if lexicon.country_named(place) is not None and office not in TERRITORIAL:
        return Participant(f"{adjective(place)} {office}", "", Sort.PERSON, office, place)
    home = lexicon.cities().get(place, "")
    if home or office in TERRITORIAL:
        return Participant(f"{office.capitalize()} of {place}", "", Sort.PERSON, office, home or place)
    return Participant(f"{place} {office}", "", Sort.PERSON, office, "")


def adjective(place: str) -> str:
    """The word that goes before an office of the country ("Romanian"), the name itself where there is none."""
    country = lexicon.country_named(place)
    return country.adjectives[0] if country is not None and country.adjectives else place


def nouns_of(body: str) -> tuple[str, ...]:
    """What texts call a known body afterwards ("agency")."""
    return _nouns().get(body, ())


@cache
def _homes() -> Mapping[str, str]:
    return {body.name: body.country for body in lexicon.bodies()}


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    return {body.name: body.nouns for body in lexicon.bodies()}
