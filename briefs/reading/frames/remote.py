"""What was not face to face: "talked by phone", "in a video call", "told B on the telephone that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_telephone(carrier: Token) -> bool:
    """Whether the words that hang on the carrier say that it was not face to face."""
    return any(is_remote(token) and not grammar.in_other_clause(token, carrier) for token in carrier.subtree)


def is_remote(token: Token) -> bool:
    """Whether a word is of telephones and screens."""
    low = token.text.lower()
    if low == "call":
        return any(child.text.lower() in {"conference", "video", "phone", "telephone"} for child in token.children)
    return low in words("events", "remote", "words")


def told(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The call in which one says something to another: "told B in a phone call that", "thanked B by telephone"."""
    subjects, objects = grammar.children(verb, "nsubj"), grammar.children(verb, "dobj", "dative")
    if not subjects or not objects or not by_telephone(verb):
        return []
    if grammar.is_passive(verb) or effect_of(verb) == "proposed":
        return []
    agents, others = parties(subjects, parsed), persons(parties(objects, parsed))
    people = unique([*agents, *others])
    if len(agents) != 1 or not persons(agents) or not others or len(people) < 2:
        return []
    return [EventMention(Kind.CALL, parsed.sentence, verb.i, f"wire:{grammar.lemma(verb)}", people, agents, others)]
