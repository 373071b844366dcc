"""Verbs of encounter that the parse takes for nouns: "Merkel and Hollande dine with Renzi on Saturday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import parties, persons, unique
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(token: Token, parsed: Parsed) -> list[EventMention]:
    """The encounter that a plural verb between two names and "with" tells; none for any other noun."""
    doc, at = token.doc, token.i
    if token.tag_ != "NN" or at < 3 or at + 2 >= len(doc) or doc[at - 2].text.lower() != "and":
        return []
    if doc[at + 1].text.lower() != "with" or doc[at - 1].tag_ != "NNP" or doc[at - 3].tag_ != "NNP":
        return []
    if at > 3 and doc[at - 4].tag_ in {"IN", "TO"}:
        # "a film about A and B lunch with C" tells of none
        return []
    frames = [frame for frame in lexicon().verbs.get(grammar.lemma(token), ()) if {"with", "alone"} <= set(frame.slots)]
    agents = persons(parties([doc[at - 3], doc[at - 1]], parsed))
    others = persons(parties(grammar.children(doc[at + 1], "pobj"), parsed))
    people = unique([*agents, *others])
    if not frames or len(agents) < 2 or not others or len(people) < 3:
        return []
    return [EventMention(Kind(frames[0].kind), parsed.sentence, at, f"noun:{frames[0].lemma}", people, agents, others)]
