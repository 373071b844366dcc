"""Company kept without a verb for it: "came over to B", "was on the tarmac for B", "facing A sat B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.fields import is_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = ("craft", "entrance")
"""Fields of nouns at which a guest is waited for."""
_DONE_TO = ("xcomp", "ccomp", "oprd", "advcl", "acl")


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The meeting that a verb tells by how its subject and another person stand."""
    lemma = grammar.lemma(verb)
    if lemma in words("events", "company", "motion") and not grammar.is_passive(verb):
        return _meeting(verb, parsed, grammar.subjects(verb), _goals(verb), "come to")
    if lemma in words("events", "company", "stance"):
        return _waiting(verb, parsed) or _facing(verb, parsed)
    return []


def only_had(verb: Token) -> bool:
    """Whether one only has something done to another from afar: "had B arrested", "has B to thank"."""
    for child in verb.children:
        if child.dep_ == "aux" and grammar.lemma(child) == "have":
            # "had B arrested", read as if both had
            named = [each.i for each in grammar.children(verb, "nsubj")]
            return bool(named) and named[0] < child.i < named[-1] and _is_done_apart(verb)
    if grammar.lemma(verb) != "have":
        return False
    carriers = [verb, *grammar.children(verb, "dobj")]
    return any(_is_done_apart(done) for carrier in carriers for done in grammar.children(carrier, *_DONE_TO))


def _is_done_apart(done: Token) -> bool:
    """Whether a verb tells what is done to somebody from afar: arresting, replacing, blaming, thanking."""
    return done.text.lower() in {"thank", "blame"} or (
        done.tag_ in {"VBN", "VBD"} and is_of(done, "verbs", ("succeed", "judge"))
    )


def _goals(verb: Token) -> list[Token]:
    """Those to whom somebody comes: "came over to B", "comes down from Erbil to B"."""
    ways = [child for child in verb.children if child.dep_ in {"prt", "advmod"}]
    return [goal for carrier in (verb, *ways) for goal in grammar.objects_of(carrier, "to")]


def _waiting(verb: Token, parsed: Parsed) -> list[EventMention]:
    """Somebody at the steps, on the platform or at the door for another."""
    spots = [
        goal for goal in grammar.objects_of(verb, "on", "at", "in", "by", "beside") if is_of(goal, "nouns", _STEPS)
    ]
    if not spots:
        return []
    guests = [goal for carrier in (verb, *spots) for goal in grammar.objects_of(carrier, "for")]
    return _meeting(verb, parsed, grammar.subjects(verb), guests, "wait")


def _facing(verb: Token, parsed: Parsed) -> list[EventMention]:
    """One told first by where: "facing A was B", "next to A sat B"."""
    for child in verb.children:
        if child.i < verb.i and child.text.lower() in words("events", "company", "beside"):
            across = [child, *grammar.children(child, "prep")]
            others = [goal for each in across for goal in grammar.children(each, "dobj", "pobj")]
            after = [each for each in grammar.children(verb, "nsubj", "attr", "dobj") if each.i > verb.i]
            return _meeting(verb, parsed, after, others, "facing")
    return []


def _meeting(verb: Token, parsed: Parsed, first: list[Token], second: list[Token], rule: str) -> list[EventMention]:
    agents, others = _known(parties(first, parsed)), _known(parties(second, parsed))
    people = unique([*agents, *others])
    if not agents or not others or len(people) < 2:
        return []
    event = EventMention(Kind.MEETING, parsed.sentence, verb.i, f"company:{rule}", people, agents, others, weak=True)
    event.dated = True
    return [event]


def _known(found: list[Party]) -> list[Party]:
    """The parties, when all of them are people."""
    people = persons(found)
    return people if len(people) == len(found) and all(each.sure for each in people) else []
