"""Who is at somebody's house has met them: "stayed the night at B's ranch", "was driven to the residence of B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The meeting of whoever comes to, or stays at, a house with its owner; needs a day, and names both."""
    if grammar.lemma(verb) not in words("events", "houses", "verbs"):
        return []
    guests = _named(parties(grammar.subjects(verb), parsed))
    if not guests:
        return []
    for site in grammar.objects_of(verb, "at", "to", "in"):
        if site.text.lower() not in words("events", "houses", "sites"):
            continue
        owners = _named(parties([*grammar.children(site, "poss"), *grammar.objects_of(site, "of")], parsed))
        people = unique([*guests, *owners])
        if owners and len(people) > 1:
            rule = f"house:{grammar.lemma(verb)}"
            event = EventMention(Kind.MEETING, parsed.sentence, verb.i, rule, people, guests, owners, dated=True)
            return [event] if parsed.dates_at else []
    return []


def _named(found: list[Party]) -> list[Party]:
    return [each for each in persons(found) if each.sure or " " in each.who.name]
