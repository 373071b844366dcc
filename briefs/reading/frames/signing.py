"""What people put their names to: "the treaty was signed by A and B in Oslo", "a deal was reached between A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.wordlists import tables, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The encounter at which two people sign, or come to, what the verb's subject names.

    Needs a day or place; what is only "reached" needs both, since agreements are reached by letter, too.
    """
    signed, lemma = grammar.is_passive(verb), grammar.lemma(verb)
    facts = words("events", "idiom_classes", "FACT")
    if not signed or not any(each.text.lower() in facts for each in grammar.children(verb, "nsubjpass")):
        return []
    signs = lemma in str(tables("events")["idiom_classes"]["SIGN"]).split()
    reached = lemma in words("events", "signing", "reached") and parsed.dates_at and parsed.places_at
    if not signs and not reached:
        return []
    people = _makers(verb, parsed)
    if len(people) < 2 or not persons(people):
        return []
    kind = Kind.MEETING if signs else Kind.TALKS
    return [EventMention(kind, parsed.sentence, verb.i, f"signed:{lemma}", people, people, dated=True)]


def _makers(verb: Token, parsed: Parsed) -> list[Party]:
    """Those by whom or between whom it is done, wherever in the clause the parse ties them."""
    tokens = grammar.objects_of(verb, "by", "between")
    for token in verb.subtree:
        if token.dep_ == "prep" and token.text.lower() == "between" and not grammar.in_other_clause(token, verb):
            tokens += grammar.children(token, "pobj")
    return unique(parties(tokens, parsed))
