"""Phrases that mean an encounter together: "shook hands with", "had half an hour with", "will be the guest of"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.frames.remote import by_telephone
from briefs.reading.governing import effect_of, negated
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.triggers import idioms
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset(
    {"dobj", "attr", "prep", "pobj", "acomp", "prt", "advmod", "oprd", "npadvmod", "xcomp", "dative", "agent"}
)


_SIGNATORIES = 3


@cache
def _signed() -> frozenset[str]:
    return frozenset({"name", "signature", "initial", *words("events", "idiom_classes", "FACT")})


@cache
def _patterns() -> dict[str, list[tuple[str, str, str, str]]]:
    """Verb lemma to (its word; the preposition or "obj"; kind; the phrase)."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for (verb, word, slot), kind in idioms().items():
        found.setdefault(verb, []).append((word, slot, kind, f"{verb} {word} {slot}"))
    return found


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The event of an idiom whose verb this is."""
    patterns = _patterns().get(grammar.lemma(verb))
    if not patterns:
        return []
    passive = grammar.is_passive(verb)
    agents = parties(grammar.objects_of(verb, "by") if passive else grammar.subjects(verb), parsed)
    given = passive and not agents
    if given:
        # "was promised an hour with B": whoever is given the time meets B
        agents = parties(grammar.subjects(verb), parsed)
    if not agents:
        return []
    carriers = _phrase(verb)
    for word, slot, kind, phrase in patterns:
        for carrier in carriers:
            if (
                not _is(carrier, word)
                or _leads(carrier)
                or _is_lapse(carrier, word)
                or (given and slot not in {"with", "for"})
            ):
                continue
            if slot == "poss":
                others = parties(grammar.children(carrier, "poss"), parsed)
            elif slot == "obj":
                others = parties(
                    grammar.subjects(verb) if passive else grammar.children(verb, "dobj", "dative"), parsed
                )
            else:
                others = parties([*grammar.objects_of(carrier, slot), *grammar.objects_of(verb, slot)], parsed)
            if slot == "from" and not persons(others):
                # "a warm welcome from Britain"
                continue
            if kind == "meeting" and len(others) > 1 and not persons(others):
                # "will pay visits to A, B and C": a tour of countries, which `nominal` tells
                continue
            people = unique([*agents, *others])
            if slot == "together" and len(people) > _SIGNATORIES and word in _signed():
                # the many who sign do so at a conference
                continue
            if len(people) >= 2 and (others or slot == "together") and persons(people):
                if by_telephone(verb):
                    kind = "call"
                event = EventMention(Kind(kind), parsed.sentence, verb.i, f"idiom:{phrase}", people, agents, others)
                effect = effect_of(verb)
                if effect in {"planned", "proposed"} and not negated(verb):
                    event.settled = Status(effect)
                return [event]
    return []


def _phrase(verb: Token) -> list[Token]:
    """The words of the verb phrase, three steps down at most."""
    found: list[Token] = []
    level = [child for child in verb.children if child.dep_ in _INSIDE]
    for _ in range(3):
        found += level
        level = [below for token in level for below in token.children if below.dep_ in _INSIDE]
    return found


def _is_lapse(carrier: Token, word: str) -> bool:
    """Whether a time is no gift: "get together [for the first time]"."""
    if word == "TIME" and carrier.text.lower() == "part" and grammar.lemma(carrier.head) == "take":
        # "take part with B in a conference"
        return True
    if carrier.dep_ == "pobj" and carrier.head.text.lower() in {"after", "before", "since", "until", "during", "by"}:
        # "summoned him to the stand after lunch"
        return True
    return word == "TIME" and carrier.dep_ == "pobj" and carrier.text.lower() in {"time", "day", "week", "moment"}


def _leads(carrier: Token) -> bool:
    """Whether a particle is a preposition after all: "invited him to dinner [in Amman]"."""
    return carrier.text.lower() in {"in", "over", "out"} and any(child.dep_ == "pobj" for child in carrier.children)


def _is(token: Token, word: str) -> bool:
    low = token.text.lower()
    if word == "TIME":
        return low in words("events", "spans", "words")
    return low in (word, word + "s", word + "es")
