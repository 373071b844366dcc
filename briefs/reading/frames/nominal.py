"""Event nouns: "talks between A and B", "A's visit to Paris", "held a meeting with B", "after talks with B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Participant, Sort
from briefs.reading import conferences, grammar
from briefs.reading.events import EventMention
from briefs.reading.frames.verbal import by_telephone
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset({"the", "that", "those", "these", "this", "such"})


def find(noun: Token, parsed: Parsed) -> EventMention | None:
    """The event an event noun carries, None when its parties are unknown or it is part of another word."""
    kind, marks = lexicon().nouns[grammar.lemma(noun)]
    if noun.dep_ == "compound" and noun.head.tag_.startswith("NN") and noun.head.i > noun.i:
        return None
    if noun.i and noun.doc[noun.i - 1].text.lower() in {"news", "press", "conference"}:
        return None
    if kind == "visit":
        return _visit(noun, parsed)
    inner = _inner(noun, parsed)
    definite = any(child.text.lower() in _DEFINITE for child in noun.children if child.dep_ in {"det", "amod"})
    outer = _outer(noun, parsed, definite=definite, alone=len(inner) < 2)
    people = unique([*outer, *inner])
    if kind == "conference":
        named = conferences.named(parsed, noun)
        if named is None or (grammar.lemma(noun) == "summit" and _bilateral(people, inner)):
            kind = "meeting"
        else:
            named.participants = unique(
                [*parties(conferences.attending(parsed, noun), parsed), *[w for w in inner if w.sort is Sort.PERSON]]
            )
            return named
    if len(people) < 2:
        if definite and people:
            return EventMention(Kind(kind), parsed.sentence, noun.i, f"noun:{grammar.lemma(noun)}", people, back=True)
        return None
    if "weak" in marks and len(unique(inner)) < 1:
        return None
    if kind in {"call", "talks", "meeting"} and by_telephone(noun):
        kind = "call"
    return EventMention(Kind(kind), parsed.sentence, noun.i, f"noun:{grammar.lemma(noun)}", people)


def _bilateral(people: list[Participant], inner: list[Participant]) -> bool:
    return 2 <= len(people) <= 4 and not any(who.sort is Sort.BODY for who in inner)


def _inner(noun: Token, parsed: Parsed) -> list[Participant]:
    """Parties inside the noun phrase."""
    tokens = grammar.children(noun, "poss", "compound", "nmod", "amod")
    tokens += grammar.objects_of(noun, "between", "among", "amongst", "with", "by", "of", "involving")
    for child in noun.children:
        if child.dep_ == "acl" and grammar.lemma(child) in {"involve", "bring", "include"}:
            tokens += grammar.children(child, "dobj")
        if child.dep_ in {"acl", "relcl"}:
            tokens += grammar.objects_of(child, "between", "with")
    return parties(tokens, parsed)


def _outer(noun: Token, parsed: Parsed, *, definite: bool, alone: bool) -> list[Participant]:
    """The party that the clause lends: the subject of "held [talks]", of "said after [talks with B]"."""
    verb = noun.head
    if noun.dep_ == "dobj" and grammar.is_verb(verb):
        if grammar.lemma(verb) in lexicon().light:
            return parties(grammar.subjects(verb), parsed)
        return []
    if noun.dep_ == "nsubjpass" and grammar.is_verb(verb):
        return parties(grammar.objects_of(verb, "by", "between", "with"), parsed)
    if noun.dep_ == "nsubj" and grammar.is_verb(verb):
        return parties(grammar.objects_of(verb, "between", "with"), parsed)
    relative = next((c for c in noun.children if c.dep_ == "relcl" and grammar.lemma(c) in lexicon().light), None)
    if relative is not None and alone and (own := grammar.children(relative, "nsubj")):
        return parties(own, parsed)
    if noun.dep_ == "pobj" and alone and not definite:
        carrier = grammar.clause_verb(noun)
        if carrier is not None:
            return parties(grammar.subjects(carrier), parsed)
    return []


def _visit(noun: Token, parsed: Parsed) -> EventMention | None:
    travellers = parties([*grammar.children(noun, "poss"), *grammar.objects_of(noun, "by", "of")], parsed)
    verb = noun.head
    if not travellers and noun.dep_ == "dobj" and grammar.is_verb(verb) and grammar.lemma(verb) in lexicon().light:
        travellers = parties(grammar.subjects(verb), parsed)
    if not travellers and noun.dep_ == "pobj" and noun.head.text.lower() in {"on", "for", "during"}:
        carrier = grammar.clause_verb(noun)
        travellers = parties(grammar.subjects(carrier), parsed) if carrier is not None else []
    travellers = persons(travellers)
    if not travellers:
        return None
    goals = grammar.objects_of(noun, "to", "in", "at", "of")
    for goal in goals:
        for each in grammar.conjuncts(goal):
            if place := parsed.places_at.get(each.i):
                event = EventMention(
                    Kind.VISIT, parsed.sentence, noun.i, f"noun:{grammar.lemma(noun)}", travellers, place=place.place
                )
                event.back = False
                return event
    if hosts := persons(parties(grammar.objects_of(noun, "to", "with"), parsed)):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return EventMention(Kind.MEETING, parsed.sentence, noun.i, f"noun:{grammar.lemma(noun)}", people)
    return None
