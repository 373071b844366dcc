"""Whose turn it is after an encounter told just before: "on Friday it is the turn of C", "then comes C".

Whoever the sentence before showed seeing somebody sees the next one as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = re.compile(r"\bturn\b|\b[Tt]hen\b.*\bc(?:omes?|ame)\b|\b[Nn]ext\b.*\bc(?:omes?|ame)\b|\bfollow(?:s|ed)?\b")
_FARTHEST = 2
"""Sentences back that the encounter may be told."""
_FOLLOWING = frozenset({"follow", "follows", "followed"})
_FRONTED = frozenset({"then", "next"})


def is_turn(sentence: str) -> bool:
    """Whether a sentence can say whose turn it is."""
    return _WORDS.search(sentence) is not None


def next_in_turn(parsed: Parsed, told: Sequence[EventMention]) -> list[EventMention]:
    """The encounter of the next in turn with the one who saw somebody in one of the two sentences before."""
    last = next((event for event in reversed(told) if event.kind in {Kind.MEETING, Kind.TALKS}), None)
    if last is None or parsed.sentence.index - last.sentence.index > _FARTHEST or not is_turn(parsed.sentence.text):
        return []
    hosts = persons(last.agents)
    if len(last.agents) != 1 or len(hosts) != 1 or not last.others:
        return []
    seen = last.names
    for token in parsed.doc:
        comers = [each for each in persons(parties(_comers(token), parsed)) if each.sure]
        if not comers or any(each.who.name in seen for each in comers):
            continue
        anchor = token if grammar.is_verb(token) else grammar.clause_verb(token) or token
        return [_event(each, hosts[0], anchor, parsed) for each in comers]
    return []


def _event(comer: Party, host: Party, anchor: Token, parsed: Parsed) -> EventMention:
    return EventMention(
        Kind.MEETING, parsed.sentence, anchor.i, "turn", [host, comer], [host], [comer], weak=True, dated=True
    )


def _comers(token: Token) -> list[Token]:
    """Those whose turn a token tells."""
    if token.text.lower() == "turn" and token.tag_ == "NN":
        return _whose(token)
    if not grammar.is_verb(token) or grammar.children(token, "dobj", "xcomp", "ccomp", "attr"):
        return []
    if (
        token.text.lower() in _FOLLOWING
        and not grammar.is_passive(token)
        and not grammar.objects_of(token, "from", "after", "by")
    ):
        return grammar.children(token, "nsubj")
    if grammar.lemma(token) == "come" and any(
        child.text.lower() in _FRONTED and child.i < token.i for child in token.children
    ):
        return [each for each in grammar.children(token, "nsubj", "dobj") if each.i > token.i]
    return []


def _whose(turn: Token) -> list[Token]:
    """Whose turn it is to be seen, not to do something else."""
    verbs = lexicon().verbs
    for carrier in (turn, turn.head):
        for clause in grammar.children(carrier, "acl", "relcl", "xcomp", "advcl", "ccomp"):
            if clause.i > turn.i and grammar.lemma(clause) not in verbs:
                return []
    return [*grammar.objects_of(turn, "of"), *grammar.children(turn, "poss")]
