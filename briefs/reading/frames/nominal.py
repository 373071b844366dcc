"""Event nouns: "talks between A and B", "A's visit to Paris", "held a meeting with B", "after talks with B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import conferences, grammar
from briefs.reading.events import EventMention
from briefs.reading.frames.verbal import by_telephone, visits
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset({"the", "that", "those", "these", "this", "such"})
_LENDING = frozenset({"for", "of", "on", "to", "from", "out", "in"})


def find(noun: Token, parsed: Parsed) -> list[EventMention]:
    """The events an event noun carries; none when its parties are unknown or it is part of another word."""
    kind, marks = lexicon().nouns[grammar.lemma(noun)]
    if not conferences.stands_alone(noun):
        return []
    if kind == "visit":
        return _visit(noun, parsed)
    inner = _inner(noun, parsed)
    definite = any(child.text.lower() in _DEFINITE for child in noun.children if child.dep_ in {"det", "amod"})
    outer = _outer(noun, parsed, definite=definite, alone=len(inner) < 2)
    people = unique([*outer, *inner])
    conference = conferences.of_noun(noun, parsed, inner, outer, definite=definite)
    if conference is not None:
        return [conference]
    if kind == "conference":
        if grammar.lemma(noun) not in {"summit", "gathering", "conference"} or not 2 <= len(people) <= 4:
            return []
        kind = "meeting" if grammar.lemma(noun) == "summit" else "talks"
    rule = f"noun:{grammar.lemma(noun)}"
    if len(people) < 2:
        if definite and people:
            return [EventMention(Kind(kind), parsed.sentence, noun.i, rule, people, back=True)]
        return []
    if "weak" in marks and not inner:
        return []
    if kind in {"call", "talks", "meeting"} and by_telephone(noun):
        kind = "call"
    return [EventMention(Kind(kind), parsed.sentence, noun.i, rule, people, outer, inner)]


def _inner(noun: Token, parsed: Parsed) -> list[Party]:
    """Parties inside the noun phrase."""
    tokens = grammar.children(noun, "poss", "compound", "nmod", "amod")
    tokens += grammar.objects_of(noun, "between", "among", "amongst", "with", "by", "of", "involving", "from")
    for child in noun.children:
        if child.dep_ == "acl" and grammar.lemma(child) in {"involve", "bring", "include"}:
            tokens += grammar.children(child, "dobj")
        if child.dep_ in {"acl", "relcl"}:
            tokens += grammar.objects_of(child, "between", "with")
    return parties(tokens, parsed)


def _outer(noun: Token, parsed: Parsed, *, definite: bool, alone: bool) -> list[Party]:
    """The party that the clause lends: the subject of "held [talks]", of "said after [talks with B]"."""
    verb = noun.head
    if noun.dep_ == "dobj" and grammar.is_verb(verb):
        if grammar.lemma(verb) in lexicon().light or _governs(verb):
            return parties(grammar.subjects(verb), parsed)
        return []
    if noun.dep_ == "nsubjpass" and grammar.is_verb(verb):
        return parties(grammar.objects_of(verb, "by", "between", "with"), parsed)
    if noun.dep_ == "nsubj" and grammar.is_verb(verb):
        return parties(grammar.objects_of(verb, "between", "with"), parsed)
    relative = next((c for c in noun.children if c.dep_ == "relcl"), None)
    if relative is not None and alone and (own := grammar.children(relative, "nsubj")):
        lent = parties(own, parsed)
        if lent:
            return lent
    if noun.dep_ == "pobj" and alone and not definite:
        carrier = grammar.clause_verb(noun)
        if carrier is not None:
            return parties(grammar.subjects(carrier), parsed)
    return []


def _governs(verb: Token) -> bool:
    """Whether a verb plans, wants, refuses or drops an event: its subject is one of the parties."""
    lemma = grammar.lemma(verb)
    return any(
        lemma in words("status", "verbs", effect)
        for effect in ("planned", "hoped", "considered", "proposed", "ruled-out", "cancelled", "postponed")
    )


def _visit(noun: Token, parsed: Parsed) -> list[EventMention]:
    travellers = parties([*grammar.children(noun, "poss"), *grammar.objects_of(noun, "by", "of")], parsed)
    verb = noun.head
    lends = grammar.is_verb(verb) and (grammar.lemma(verb) in lexicon().light or _governs(verb))
    if not travellers and noun.dep_ == "dobj" and lends:
        travellers = parties(grammar.subjects(verb), parsed)
    if not travellers and noun.dep_ == "pobj" and noun.head.text.lower() in {"on", "for", "during", "to"}:
        carrier = grammar.clause_verb(noun)
        travellers = parties(grammar.subjects(carrier), parsed) if carrier is not None else []
    travellers = persons(travellers)
    if not travellers:
        return []
    rule = f"noun:{grammar.lemma(noun)}"
    if hosts := persons(parties(grammar.objects_of(noun, "to", "with"), parsed)):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, noun.i, rule, people)]
    goals = [*grammar.objects_of(noun, "to", "in", "at", "of"), *grammar.children(noun, "compound", "amod", "nmod")]
    found = visits(noun, goals, travellers, parsed, rule)
    if len(found) > 1:
        found[0].place = ", ".join(event.place for event in found)
    return found[:1]
