"""Work done together at a place on a day: "experts from A and B compared maps in Geneva on Monday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.frames.remote import by_telephone
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons
from briefs.reading.phrases import Shape
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 4


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The talks of officials of two or more states, or of people, who discuss or draft something together.

    States by themselves discuss at a distance, too: those who speak for them must be named. A day and a place beside
    the verb make an encounter of it.
    """
    if grammar.is_passive(verb) or grammar.children(verb, "xcomp", "ccomp") or not _is_joint(verb):
        # "agreed to hold talks" tells of what is agreed
        return []
    if by_telephone(verb):
        return []
    subjects = grammar.subjects(verb)
    sides = parties(subjects, parsed)
    if any((told := parsed.at.get(each.i)) and told.shape is Shape.PLURAL for each in subjects):
        return []
    if not 1 < len(sides) <= _MOST or not all(each.sure for each in sides):
        return []
    if not (len(persons(sides)) == len(sides) or (_are_states(sides) and _speak_for(subjects))):
        return []
    if not _is_set(verb, parsed):
        return []
    kind = Kind.MEETING if len(persons(sides)) == len(sides) else Kind.TALKS
    return [EventMention(kind, parsed.sentence, verb.i, f"working:{grammar.lemma(verb)}", sides, dated=True)]


def _is_joint(verb: Token) -> bool:
    lemma = grammar.lemma(verb)
    if lemma == "be":
        return any(
            goal.text.lower() in words("events", "working", "seats") for goal in grammar.objects_of(verb, "at", "in")
        )
    if lemma in words("events", "working", "verbs"):
        return True
    if lemma in words("events", "working", "over"):
        return any(child.text.lower() in {"over", "through"} for child in verb.children)
    return lemma in words("events", "topics", "discuss") and bool(grammar.children(verb, "dobj"))


def _are_states(sides: list[Party]) -> bool:
    return all(each.who.sort is Sort.COUNTRY for each in sides)


def _speak_for(subjects: list[Token]) -> bool:
    """Whether the subject is officials of states, not the states or their firms."""
    return any(subject.text.lower() in words("prose", "groups", "nouns") for subject in subjects)


def _is_set(verb: Token, parsed: Parsed) -> bool:
    """Whether the clause of the verb tells a place, behind it, and the sentence a day."""
    placed = any(
        token.dep_ == "pobj"
        and token.head.text.lower() in {"in", "at", "near", "outside"}
        and any(below.i in parsed.places_at for below in token.subtree)
        and not grammar.in_other_clause(token, verb)
        for token in verb.subtree
        if token.i > verb.i
    )
    return placed and bool(parsed.dates_at)
