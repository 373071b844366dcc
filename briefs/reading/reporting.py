"""What a clause of saying around an event makes of it: "denied that he would meet B", "the hope is that they meet"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.governing import REPORTS, UNREAL, Judgement, effect_in, effect_of, is_what, negated

if TYPE_CHECKING:
    from spacy.tokens import Token


def reported(verb: Token, found: Judgement) -> Judgement:
    """What a clause of saying around the event makes of it: "denied that he would meet"."""
    if found.status is None or verb.dep_ not in {"ccomp", "acl", "relcl"}:
        return found
    above = verb.head
    noun = above if verb.dep_ == "acl" else aim(above)
    if noun is not None and not found.hedge and found.status is Status.PLANNED and is_hope(noun):
        return replace(found, hedge=noun.text)
    if verb.dep_ == "acl" and grammar.lemma(above).removesuffix("s") in REPORTS:
        outer = grammar.clause_verb(above)
        if outer is None:
            return found
        above = outer
    elif verb.dep_ != "ccomp" or not is_what(verb, above):
        return found
    if grammar.is_verb(above):
        effect = effect_of(above)
        if effect == "ruled-out":
            if negated(above):
                return replace(found, hedge=found.hedge or f"not {above.text}")
            return Judgement(Status.RULED_OUT)
        if effect == "unreal" and verb.dep_ == "ccomp":
            return UNREAL
        if effect in {"hoped", "likely", "considered"} and not found.hedge:
            return replace(found, hedge=above.text)
        if effect == "proposed":
            return Judgement(Status.PROPOSED)
    return found


def aim(copula: Token) -> Token | None:
    """The subject of "the aim is to", "the hope is that"."""
    if grammar.lemma(copula) != "be":
        return None
    return next((child for child in copula.children if child.dep_ == "nsubj" and child.tag_ == "NN"), None)


def is_hope(noun: Token) -> bool:
    return noun.tag_ == "NN" and effect_in("nouns", noun.text.lower()) in {"hoped", "likely"}
