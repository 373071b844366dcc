"""Verbs of encounter and travel: "A met B", "B was received by A", "A and B conferred", "A flew to Paris"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Participant, Sort
from briefs.reading import conferences, grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.triggers import VerbFrame, lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SLOTS = ("with", "to", "between", "on", "opposite", "alongside")


def find(verb: Token, parsed: Parsed) -> EventMention | None:
    """The event that a verb carries, None when its slots are not filled by parties that can meet."""
    for frame in lexicon().verbs.get(grammar.lemma(verb), ()):
        if frame.particle and not _has_particle(verb, frame.particle):
            continue
        if frame.kind in {"none", "invite"}:
            continue
        event = _travel(verb, frame, parsed) if frame.kind == "visit" else _encounter(verb, frame, parsed)
        if event is not None:
            return event
    return None


def _has_particle(verb: Token, particle: str) -> bool:
    return any(
        child.text.lower() == particle for child in verb.children if child.dep_ in {"prt", "advmod", "prep", "npadvmod"}
    )


def by_telephone(carrier: Token) -> bool:
    """Whether the words that hang on the carrier say that it was not face to face."""
    return any(
        token.text.lower() in words("events", "remote", "words")
        for token in carrier.subtree
        if not any(above.dep_ in {"relcl", "conj"} and above.i != carrier.i for above in _between(token, carrier))
    )


def _between(token: Token, carrier: Token) -> list[Token]:
    path = []
    at = token
    while at.i != carrier.i and at.head.i != at.i:
        path.append(at)
        at = at.head
    return path


def _encounter(verb: Token, frame: VerbFrame, parsed: Parsed) -> EventMention | None:
    subjects = grammar.subjects(verb)
    agents, others = parties(subjects, parsed), []
    objects = grammar.children(verb, "dobj")
    if grammar.is_passive(verb):
        if "obj" not in frame.slots:
            return None
        others, agents = agents, parties(grammar.objects_of(verb, "by"), parsed)
    elif "obj" in frame.slots:
        others = parties(objects, parsed)
    for slot in _SLOTS:
        if slot in frame.slots and not others:
            others = parties(grammar.objects_of(verb, slot), parsed)
    kind = Kind(frame.kind)
    if kind is Kind.TALKS and by_telephone(verb):
        kind = Kind.CALL
    people = unique([*agents, *others])
    together = "alone" in frame.slots and not objects and len(agents) > 1
    if len(people) < 2 or not agents or not (others or together):
        if "gather" in frame.slots and not grammar.is_passive(verb) and not objects:
            return conferences.gathering(parsed, verb)
        return None
    if "weak" in frame.slots and not _weak_holds(kind, agents, others):
        return None
    event = EventMention(kind, parsed.sentence, verb.i, f"verb:{verb_key(frame)}", people)
    event.host_first = "host" in frame.slots
    event.agents, event.others = agents, others
    return event


def verb_key(frame: VerbFrame) -> str:
    """The frame's name in the lexicon."""
    return f"{frame.lemma}+{frame.particle}" if frame.particle else frame.lemma


def _weak_holds(kind: Kind, agents: list[Participant], others: list[Participant]) -> bool:
    """An everyday verb counts only between people."""
    if kind in {Kind.MEETING, Kind.CALL}:
        return bool(persons(agents)) and bool(persons(others) or not others)
    return any(who.sort is not Sort.COUNTRY for who in [*agents, *others])


def _travel(verb: Token, frame: VerbFrame, parsed: Parsed) -> EventMention | None:
    travellers = persons(parties(grammar.subjects(verb), parsed))
    if not travellers or grammar.is_passive(verb):
        return None
    goals = grammar.children(verb, "dobj") if "place" in frame.slots else []
    if goals and (hosts := persons(parties(goals, parsed))):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return EventMention(Kind.MEETING, parsed.sentence, verb.i, f"verb:{verb_key(frame)}", people)
    for slot in ("to", "in", "at", "into", "for"):
        if slot in frame.slots and not goals:
            goals = grammar.objects_of(verb, slot)
    for goal in goals:
        for each in grammar.conjuncts(goal):
            if place := parsed.places_at.get(each.i):
                event = EventMention(Kind.VISIT, parsed.sentence, verb.i, f"travel:{verb_key(frame)}", travellers)
                event.place = place.place
                return event
    return None
