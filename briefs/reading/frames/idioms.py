"""Phrases that mean an encounter together: "shook hands with", "had half an hour with", "will be the guest of"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.wordlists import tables, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERB_PHRASE = frozenset(
    {"dobj", "attr", "prep", "pobj", "acomp", "prt", "advmod", "oprd", "npadvmod", "xcomp", "dative"}
)


@cache
def _patterns() -> dict[str, list[tuple[str, str, str, str]]]:
    """Verb lemma to (its word, "" when the phrase needs none; the preposition or "obj"; kind; the phrase)."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for phrase, kind in tables("events")["idioms"].items():
        verb, word, slot = str(phrase).split()
        found.setdefault(verb, []).append((word, slot, str(kind), str(phrase)))
    return found


def find(verb: Token, parsed: Parsed) -> EventMention | None:
    """The event of an idiom whose verb this is."""
    for word, slot, kind, phrase in _patterns().get(grammar.lemma(verb), ()):
        for carrier in _phrase(verb):
            if not _is(carrier, word):
                continue
            others = (
                parties(grammar.children(verb, "dobj", "dative"), parsed)
                if slot == "obj"
                else parties([*grammar.objects_of(carrier, slot), *grammar.objects_of(verb, slot)], parsed)
            )
            agents = parties(grammar.subjects(verb), parsed)
            people = unique([*agents, *others])
            if len(people) >= 2 and agents and (others or slot == "together") and (persons(agents) or "talks" in kind):
                event = EventMention(Kind(kind), parsed.sentence, verb.i, f"idiom:{phrase}", people)
                event.agents, event.others = agents, others
                return event
    return None


def _phrase(verb: Token) -> list[Token]:
    """The words of the verb phrase, two steps down at most."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in _VERB_PHRASE:
            found.append(child)
            found += [below for below in child.children if below.dep_ in {"pobj", "prep", "dobj", "npadvmod", "appos"}]
    return found


def _is(token: Token, word: str) -> bool:
    low = token.text.lower()
    if word == "TIME":
        return low in words("events", "spans", "words")
    return low == word or low == word + "s" or low == word + "es"
