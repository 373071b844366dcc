"""Who stays away: "A is not coming", "B will stay away from Oslo"; told without any word for an encounter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.governing import negated
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "acomp", "attr", "agent", "advcl")


def find(verb: Token, parsed: Parsed, told: Sequence[EventMention], here: str) -> list[EventMention]:
    """The visit of somebody who is said not to come, to the place of what was told last, or the article's own."""
    lemma = grammar.lemma(verb)
    stays = lemma in words("events", "joint", "staying") and any(
        child.text.lower() in words("events", "joint", "away") for child in verb.children
    )
    if not stays and not (lemma in words("events", "joint", "coming") and _is_negated(verb)):
        return []
    if not stays and (grammar.children(verb, *_COMPLEMENTS) or _leads_elsewhere(verb)):
        return []
    people = persons(parties(grammar.subjects(verb), parsed))
    if not people or not all(each.sure for each in people):
        return []
    away = [parsed.places_at[goal.i].place for goal in _left_out(verb) if goal.i in parsed.places_at]
    place = away[0] if away else next((event.place for event in reversed(told) if event.place), here)
    if not place:
        return []
    event = EventMention(Kind.VISIT, parsed.sentence, verb.i, f"absent:{lemma}", people, place=place)
    event.settled = Status.RULED_OUT
    return [event]


def _left_out(verb: Token) -> list[Token]:
    """Where somebody does not come: "stays away from Moscow"."""
    carriers = [verb, *(child for child in verb.children if child.dep_ in {"advmod", "prt"})]
    return [goal for carrier in carriers for goal in grammar.objects_of(carrier, "from")]


def _is_negated(verb: Token) -> bool:
    if negated(verb):
        return True
    return verb.dep_ == "xcomp" and grammar.is_verb(verb.head) and negated(verb.head)


def _leads_elsewhere(verb: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.text.lower() not in {"after", "on", "this", "because", "for", "under", "with"}
        for child in verb.children
    )
