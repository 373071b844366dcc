"""From the noun phrases in a slot of a frame to the participants they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefs.model.reading import Participant, Sort
from briefs.reading import grammar
from briefs.reading.parsed import Parsed
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def parties(tokens: Iterable[Token], parsed: Parsed) -> list[Participant]:
    """Whom noun phrases headed by `tokens`, with what is coordinated to them, mean; empty when nobody is known."""
    found: list[Participant] = []
    seen: set[int] = set()
    for token in tokens:
        for each in grammar.conjuncts(token):
            if each.i not in seen:
                seen.add(each.i)
                found.extend(party(each, parsed))
    return unique(found)


def unique(found: Iterable[Participant]) -> list[Participant]:
    """The participants without repetitions of a name, the first kept, in order."""
    kept: dict[str, Participant] = {}
    for who in found:
        kept.setdefault(who.name, who)
    return list(kept.values())


def party(token: Token, parsed: Parsed) -> list[Participant]:
    """Whom one noun phrase means, its coordinations left out."""
    mention = parsed.at.get(token.i)
    if mention is not None:
        return list(mention.who)
    for child in token.children:
        if child.dep_ == "appos" and (named := parties([child], parsed)):
            return named
    if token.text.lower() in words("prose", "groups", "nouns"):
        if inside := grammar.objects_of(token, "of", "from"):
            return parties(inside, parsed)
        for child in token.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i in parsed.at:
                return parties([child], parsed)
    if token.text.lower() in {"both", "each", "all", "two", "three"} and (inside := grammar.objects_of(token, "of")):
        return parties(inside, parsed)
    return []


def enough(people: list[Participant]) -> bool:
    """Whether these can meet: at least two, not all of them the same side."""
    return len(people) >= 2


def persons(people: Iterable[Participant]) -> list[Participant]:
    """The persons among them."""
    return [who for who in people if who.sort is Sort.PERSON]
