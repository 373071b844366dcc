"""People told together of one place and day, and who stays away: "A and B walked in Oslo on Friday", "A is not coming".

Both are told without any word for an encounter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision
from briefs.reading import grammar
from briefs.reading.attaching import FARTHEST, distance
from briefs.reading.events import EventMention
from briefs.reading.governing import effect_of, negated
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 4
_OWN = 4.0
"""As near as a verb's own adverbials are, or those of its object."""
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "acomp", "attr", "agent", "advcl")


def together(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The meeting of a few people who are the subject of one verb, at a place that it names, on a day that it names."""
    if negated(verb) or verb.dep_ in {"advcl", "acl"}:
        return []
    lemma = grammar.lemma(verb)
    if lemma in words("prose", "saying", "verbs") or lemma in words("events", "joint", "never"):
        return []
    if effect_of(verb) in {"unreal", "ruled-out", "cancelled", "postponed"}:
        return []
    # "the accord was signed by A and B in Amman on Monday"
    subjects = grammar.objects_of(verb, "by") if grammar.is_passive(verb) else grammar.subjects(verb)
    people = parties(subjects, parsed)
    if not 2 <= len(people) <= _MOST or len(persons(people)) != len(people) or not all(each.sure for each in people):
        return []
    countries = {each.who.country for each in people if each.who.country}
    if not _is_placed(verb, parsed) or not _has_day(verb, parsed):
        return []
    if len(countries) == 1 and all(each.who.country for each in people):
        # two ministers of one government share its appearances
        return []
    event = EventMention(Kind.MEETING, parsed.sentence, verb.i, f"joint:{lemma}", people, people, [], weak=True)
    event.dated = True
    return [event]


def alone(found: list[EventMention]) -> list[EventMention]:
    """The events without what people did together where the sentence has a word for their encounter."""
    told = [{each.who.name for each in event.parties} for event in found if not event.rule.startswith("joint:")]
    return [
        event
        for event in found
        if not event.rule.startswith("joint:")
        or not any({each.who.name for each in event.parties} <= names for names in told)
    ]


def _is_placed(verb: Token, parsed: Parsed) -> bool:
    for index, place in parsed.places_at.items():
        token = parsed.doc[index]
        inside = token.dep_ == "pobj" and token.head.text.lower() in {"in", "at"}
        if inside and "," in place.place and distance(verb, token) <= _OWN:
            return True
    return False


def _has_day(verb: Token, parsed: Parsed) -> bool:
    return any(
        date.precision is Precision.DAY and distance(verb, parsed.doc[index]) <= FARTHEST
        for index, date in parsed.dates_at.items()
    )


def absent(verb: Token, parsed: Parsed, told: Sequence[EventMention], here: str) -> list[EventMention]:
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
