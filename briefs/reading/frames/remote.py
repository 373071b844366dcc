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
    if low in {"line", "lines"}:
        return token.dep_ == "pobj" and token.head.text.lower() in {"on", "over", "down"} and not _is_drawn(token)
    return low in words("events", "remote", "words")


def _is_drawn(line: Token) -> bool:
    """Whether a line is one on a map or in a text: "on the line of 1967"."""
    return bool(grammar.objects_of(line, "of", "in", "between"))


def is_calling(clause: Token) -> bool:
    """Whether an infinitive says why somebody telephones: "rang to thank B", "picked up the telephone to thank B"."""
    verb = clause.head
    if clause.dep_ not in {"advcl", "xcomp"} or not grammar.is_verb(verb):
        return False
    if not any(child.tag_ == "TO" for child in clause.children) or grammar.is_passive(verb):
        return False
    if grammar.lemma(verb) in words("events", "remote", "lifting"):
        return any(is_remote(token) and not grammar.in_other_clause(token, verb) for token in verb.subtree)
    reached = [*grammar.children(verb, "dobj", "dative"), *grammar.objects_of(verb, "for", "at", "in")]
    called_on = [each for each in grammar.objects_of(verb, "on") if not _is_day(each)]
    return grammar.lemma(verb) in words("events", "remote", "ringing") and not reached and not called_on


def _is_day(token: Token) -> bool:
    low = token.text.lower()
    return low in words("prose", "calendar", "days") or low in words("prose", "calendar", "months")


def told(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The call in which one says something to another: "told B in a phone call that", "thanked B by telephone"."""
    calling = is_calling(verb)
    subjects = grammar.subjects(verb) if calling else grammar.children(verb, "nsubj")
    objects = grammar.children(verb, "dobj", "dative")
    if not subjects or not objects or not (calling or by_telephone(verb)):
        return []
    if grammar.is_passive(verb) or effect_of(verb) == "proposed":
        return []
    agents, others = parties(subjects, parsed), persons(parties(objects, parsed))
    if not others:
        # "conveyed his condolences to B by telephone"
        others = persons(parties(grammar.objects_of(verb, "to"), parsed))
    people = unique([*agents, *others])
    if len(agents) != 1 or not persons(agents) or not others or len(people) < 2:
        return []
    return [EventMention(Kind.CALL, parsed.sentence, verb.i, f"wire:{grammar.lemma(verb)}", people, agents, others)]
