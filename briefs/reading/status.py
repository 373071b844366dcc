"""Whether an encounter happened, will, may or will not happen, and in which words the source says so.

The token that carries an event (its verb, or its event noun) is judged by what governs it: auxiliaries, negation, the
verbs, adjectives and nouns it depends on, the preposition before it. Words and their effects are lexicon/status.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.finite import (
    denial_of,
    goes_on,
    is_on_the_way,
    is_presence,
    no_reason,
    of_finite,
    of_modal,
    pobj_is,
    resumes,
    to_a_date,
)
from briefs.reading.generality import is_general, is_supposed, is_turned
from briefs.reading.governing import (
    UNREAL,
    Judgement,
    adverb_hedge,
    conditional,
    date_open,
    denied,
    effect_in,
    effect_of,
    has_happened,
    is_later_than_planned,
    is_put_off,
    negated,
    no_longer,
    outcome,
    refused,
    unconfirmed,
    undone,
)
from briefs.reading.reporting import aim, is_hope, reported
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = Judgement(Status.HELD)
_DOUBTED = frozenset({"likely", "hoped", "considered"})
_UNDONE = frozenset({Status.POSTPONED, Status.CANCELLED, Status.RULED_OUT})
_RELATED_CLAUSES = frozenset({"conj", "xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"})


def judge(anchor: Token) -> Judgement:
    """The judgement on the event that `anchor` carries."""
    if denied(anchor):
        return Judgement(Status.RULED_OUT)
    if anchor.doc[-1].text == "?":
        return UNREAL
    found = _awaited(anchor) or (_verb(anchor, 0) if grammar.is_verb(anchor) else _noun(anchor, 0))
    if found.status is Status.PLANNED and not found.hedge and (open_words := unconfirmed(anchor)):
        return replace(found, hedge=open_words)
    if found.loose and not found.hedge and effect_in("modifiers", anchor.text.lower()) == "likely":
        return replace(found, hedge=anchor.text)
    if found.status is Status.PROPOSED and refused(anchor):
        return Judgement(Status.RULED_OUT)
    if found.status is Status.CANCELLED and date_open(anchor):
        return replace(found, status=Status.POSTPONED)
    if found.status is Status.PLANNED and is_later_than_planned(anchor):
        return replace(found, status=Status.POSTPONED)
    if found.lapsed and found.status is Status.PLANNED and (fate := undone(anchor)) is not None:
        return replace(found, status=fate, hedge="")
    return found


def _awaited(anchor: Token) -> Judgement | None:
    """What the predicate makes of a trip: "is due in Sochi", "was expected in Paris"."""
    lemma = grammar.lemma(anchor)
    if lemma in {"expect", "await"} and grammar.is_passive(anchor):
        return _combined(effect_of(anchor) or "planned", anchor, 0)
    if lemma == "be" and is_on_the_way(anchor):
        return None
    if lemma == "be":
        for child in anchor.children:
            if child.dep_ in {"acomp", "advmod", "oprd"} and (effect := effect_in("adjectives", child.text.lower())):
                return _combined(effect, child, 0)
    return None


def _verb(verb: Token, depth: int) -> Judgement:
    """A verb's own tense, mood and negation, then what governs it."""
    if depth > 12:
        return Judgement(Status.HELD, loose=True)
    if conditional(verb) or is_turned(verb) or is_general(verb):
        return UNREAL
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    modal = next((child for child in helpers if child.tag_ == "MD"), None)
    hedge = adverb_hedge(verb)
    if modal is not None:
        found = of_modal(verb, modal)
    elif any(child.tag_ == "TO" for child in helpers):
        found = _HELD if has_happened(verb, helpers) else _governed(verb, depth)
    elif (
        verb.dep_ == "conj" and not helpers and grammar.tag(verb) in {"VB", "VBN", "VBG"} and grammar.is_verb(verb.head)
    ):
        found = _verb(verb.head, depth + 1)
    elif grammar.tag(verb) == "VBG" and not helpers and verb.dep_ == "advcl" and verb.i < verb.head.i:
        # "Meeting in Lusaka on Monday, A and B agreed"
        found = _verb(verb.head, depth + 1)
    elif grammar.tag(verb) == "VBG" and not helpers:
        found = _governed(verb, depth)
    elif grammar.tag(verb) == "VB" and not helpers:
        found = _governed(verb, depth) if verb.dep_ in _RELATED_CLAUSES else UNREAL
    else:
        found = of_finite(verb, helpers)
    if depth == 0 and grammar.lemma(verb) == "invite" and found.status is Status.HELD and not negated(verb):
        # what was done is the asking; the trip it carries lies ahead
        found = Judgement(Status.PROPOSED, said=verb.text)
    if no_longer(verb) and found.status is Status.PLANNED:
        found = Judgement(Status.CANCELLED)
    elif negated(verb):
        found = Judgement(Status.PLANNED) if no_reason(verb) else denial_of(found, helpers)
    if hedge and not found.hedge and found.status is not None:
        found = replace(found, hedge=hedge)
    return reported(verb, found)


def _combined(effect: str, word: Token, depth: int) -> Judgement:
    """An effect, seen through the tense and negation of the word that has it."""
    made = outcome(effect, word.text)
    carrier = word if grammar.is_verb(word) else grammar.clause_verb(word)
    if made.status is None or carrier is None:
        return made
    own = _verb(carrier, depth + 1)
    if own.status is Status.RULED_OUT:
        return UNREAL if made.status not in {Status.PLANNED, Status.PROPOSED} else Judgement(Status.RULED_OUT)
    if own.status is None and made.status is Status.PLANNED:
        return UNREAL
    lapsed = own.lapsed or any(child.text.lower() in {"was", "were", "had"} for child in [carrier, *carrier.children])
    return replace(made, hedge=made.hedge or own.hedge, lapsed=lapsed)


def _governed(verb: Token, depth: int) -> Judgement:
    """An infinitive or gerund: judged by its governor."""
    above = verb.head
    if above.i == verb.i:
        return Judgement(Status.PLANNED, loose=True)
    if is_supposed(verb):
        return UNREAL
    lemma = grammar.lemma(above)
    if verb.dep_ == "pcomp" or above.dep_ == "prep":
        return _linked(above, depth)
    if grammar.is_verb(above):
        if lemma == "be" and any(child.tag_ == "TO" for child in verb.children):
            past = above.text.lower() in {"was", "were"}
            if conditional(above) or is_turned(above):
                return UNREAL
            if negated(above):
                return Judgement(Status.RULED_OUT)
            if is_presence(above):
                # "was in Paris to see B": there for it
                return _verb(above, depth + 1)
            if past and any(child.dep_ == "aux" and child.text.lower() == "have" for child in verb.children):
                return Judgement(Status.CANCELLED)
            noun = aim(above)
            hedge = noun.text if noun is not None and is_hope(noun) else ""
            return Judgement(Status.PLANNED, hedge=hedge, said=f"{above.text} to", lapsed=past)
        if lemma in {"have", "be"} and any(child.text.lower() == "yet" for child in above.children):
            # "have yet to hold a summit"
            return UNREAL
        effect = effect_of(above)
        if effect and (verb.dep_ in {"xcomp", "ccomp"} or effect in {"planned", "likely", "ruled-out"}):
            return _combined(effect, above, depth)
        return _verb(above, depth + 1)
    if above.text.lower() == "ought":
        return UNREAL
    if above.tag_.startswith("JJ") or (effect := effect_in("adjectives", above.text.lower())):
        effect = effect_in("adjectives", above.text.lower())
        return _combined(effect, above, depth) if effect else Judgement(Status.PLANNED, loose=True)
    if effect := effect_in("nouns", grammar.lemma(above).removesuffix("s")):
        return _by_noun(effect, above, depth)
    return Judgement(Status.PLANNED, loose=True)


def _by_noun(effect: str, noun: Token, depth: int) -> Judgement:
    """Event under a noun: "plans to meet", "no plans to meet", "rejected an invitation to visit"."""
    if any(child.text.lower() in {"no", "any"} for child in noun.children if child.dep_ in {"det", "neg"}):
        return Judgement(Status.RULED_OUT)
    outer = noun.head
    if grammar.is_verb(outer) and noun.dep_ in {"dobj", "nsubjpass"}:
        over = effect_of(outer)
        if over in {"ruled-out", "cancelled", "postponed"}:
            return Judgement(Status(over))
        if effect == "proposed" and grammar.lemma(outer) in {"accept", "take", "welcome"}:
            return Judgement(Status.PLANNED, said=outer.text)
    return _combined(effect, noun, depth)


def _linked(preposition: Token, depth: int) -> Judgement:
    """An event after a preposition: "after meeting", "ahead of talks", "for a summit"."""
    low = preposition.text.lower()
    above = preposition.head
    outer = _verb(above, depth + 1) if grammar.is_verb(above) else None
    if any(child.text.lower() == "no" for child in above.children if child.dep_ in {"det", "neg"}):
        return Judgement(Status.RULED_OUT)
    if low in words("status", "links", "after"):
        ahead = outer is not None and outer.status is Status.PLANNED
        return Judgement(Status.HELD, loose=ahead, either=ahead)
    if low in words("status", "links", "before") or (low == "of" and above.text.lower() == "ahead"):
        return Judgement(Status.PLANNED, loose=True)
    if low == "to" and above.text.lower() == "prior":
        return Judgement(Status.PLANNED, loose=True)
    if grammar.is_verb(above):
        effect = effect_of(above)
        if effect and (low in _GOVERNED or (low == "at" and effect == "hoped")):
            return _combined(effect, above, depth)
    elif low == "of" and above.text.lower() in _BEGINNINGS:
        return _noun_place(above, depth + 1)
    elif above.tag_ == "JJ" and (effect := effect_in("adjectives", above.text.lower())):
        return _combined(effect, above, depth)
    elif effect := effect_in("nouns", grammar.lemma(above).removesuffix("s")):
        return _by_noun(effect, above, depth)
    in_time = above.text.lower() in words("status", "links", "times") - {"date"}
    if outer is None and low in {"for", "about", "on", "to"} and not in_time:
        # "a date for talks", "preparations for a conference": it lies ahead
        return Judgement(Status.PLANNED, loose=True)
    if outer is None:
        carrier = grammar.clause_verb(preposition)
        outer = Judgement(Status.PLANNED, loose=True) if carrier is None else _done_to(carrier, depth)
    if outer.status is None:
        return Judgement(Status.HELD, loose=True)
    if outer.status is Status.ONGOING and grammar.is_verb(above) and not _takes_part(above):
        # "was commenting on the summit": what runs is the comment
        return Judgement(Status.HELD, loose=True)
    return replace(outer, loose=True)


_GOVERNED = frozenset({"for", "on", "to", "about", "of", "from"})
"""Prepositions after a verb before what it is about: not "discussed trade at a meeting"."""
_BEGINNINGS = frozenset({"start", "opening", "beginning", "launch", "inauguration"})
"""Parts of an event that share its fate."""


def _takes_part(verb: Token) -> bool:
    """Whether who does this is at the event: "was attending", "are locked in talks"."""
    low = grammar.lemma(verb)
    return low not in words("status", "links", "aside") and not _is_saying(verb)


def _is_saying(verb: Token) -> bool:
    return grammar.lemma(verb) in words("prose", "saying", "verbs")


def _noun(noun: Token, depth: int) -> Judgement:
    """An event noun: its own modifiers, then what governs it."""
    for child in noun.children:
        if child.dep_ in {"det", "neg"} and child.text.lower() in {"no", "neither"}:
            return Judgement(Status.RULED_OUT)
    modified = next(
        (
            (child, effect)
            for child in noun.children
            if child.dep_ in {"amod", "advmod", "compound"} and (effect := effect_in("modifiers", child.text.lower()))
        ),
        None,
    )
    found = _noun_place(noun, depth)
    clause = next((child for child in noun.children if child.dep_ in {"acl", "relcl"}), None)
    if clause is not None and found.status in {Status.PLANNED, Status.ONGOING} and not found.hedge:
        told = clause.text if effect_of(clause) in _DOUBTED else ""
        found = replace(found, hedge=adverb_hedge(clause) or told)
    if clause is not None and (found.loose or found.status is Status.HELD):
        if (effect := effect_of(clause)) == "postponed" and found.status is not None and _was_before(clause):
            # "held talks that had been delayed since May"
            return found
        if effect:
            inner = _combined(effect, clause, depth)
        elif clause.dep_ == "acl" and (effect := effect_in("adjectives", clause.text.lower())):
            inner = outcome(effect, clause.text)
        else:
            inner = _verb(clause, depth + 1)
        if found.status is Status.HELD and inner.present and grammar.lemma(clause) in words("status", "links", "end"):
            # "the forum, which runs until Saturday, opened on Tuesday"
            return replace(found, status=Status.ONGOING, ending=True)
        if inner.status is not None and not inner.loose:
            found = inner
    if clause is not None and clause.dep_ == "acl" and found.status is Status.PLANNED and is_put_off(clause):
        # "the summit, twice deferred, is now to open in May"
        return replace(found, status=Status.POSTPONED)
    for child in noun.children:
        if child.dep_ == "amod" and child.text.lower() == "due" and found.status not in _UNDONE:
            found = Judgement(Status.PLANNED, said="due")
    if modified is not None:
        child, effect = modified
        if found.loose or found.status is None:
            return outcome(effect, child.text)
        if effect in {"likely"} and found.status is Status.PLANNED and not found.hedge:
            return replace(found, hedge=child.text)
    return found


def _was_before(clause: Token) -> bool:
    """Whether a clause tells what had gone before: "that had been delayed since October"."""
    had = any(child.dep_ in {"aux", "auxpass"} and child.text.lower() == "had" for child in clause.children)
    return had and bool(grammar.objects_of(clause, "since", "for", "by"))


def _noun_place(noun: Token, depth: int) -> Judgement:
    above = noun.head
    if depth > 12 or above.i == noun.i:
        return Judgement(Status.PLANNED, loose=True)
    if noun.dep_ in {"conj", "appos", "nmod", "compound"} and not grammar.is_verb(above):
        return _noun_place(above, depth + 1)
    if grammar.is_verb(above):
        return _noun_of_verb(noun, above, depth)
    if noun.dep_ == "pobj":
        return _linked(above, depth)
    return Judgement(Status.PLANNED, loose=True)


def _noun_of_verb(noun: Token, verb: Token, depth: int) -> Judgement:
    lemma = grammar.lemma(verb)
    effect = effect_of(verb)
    if lemma in words("events", "conferences", "come") and noun.dep_ == "dobj":
        # who stays away does not call it off
        own = _verb(verb, depth + 1)
        if own.status is Status.HELD:
            return Judgement(Status.HELD, loose=True)
        return Judgement(Status.PLANNED, loose=True)
    if noun.dep_ in {"dobj", "nsubjpass"} and effect and lemma not in {"hold", "organise", "organize"}:
        if effect in {"planned", "likely", "hoped", "considered", "proposed"}:
            return _combined(effect, verb, depth)
        own = _verb(verb, depth + 1)
        if own.status is None and not negated(verb):
            return Judgement(Status.HELD, loose=True)
        if own.status in {None, Status.RULED_OUT}:
            # "did not rule out a meeting" leaves it open, "did not cancel it" leaves it as it was
            hedge = f"not {verb.text}" if effect == "ruled-out" else ""
            return Judgement(Status.PLANNED, hedge=hedge, loose=True)
        return outcome(effect, verb.text)
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        if effect == "postponed" and any(
            c.tag_ == "MD" and effect_in("modals", c.text.lower()) == "likely" for c in verb.children
        ):
            # "could slip": it has not
            return _verb(verb, depth + 1)
        if effect in {"cancelled", "postponed"}:
            return Judgement(Status.POSTPONED if resumes(verb) else Status(effect))
        predicate = next((c for c in verb.children if c.dep_ in {"acomp", "oprd", "attr"}), None)
        if lemma == "be" and predicate is not None:
            if effect := effect_in("adjectives", predicate.text.lower()):
                return _combined(effect, predicate, depth)
            if predicate.text.lower() == "off":
                return Judgement(Status.CANCELLED)
        if lemma == "be":
            for child in verb.children:
                low = child.text.lower()
                if child.dep_ in {"advmod", "prt", "prep", "acomp"} and low == "off":
                    return Judgement(Status.CANCELLED)
                if low in {"under", "underway"} or (low == "in" and pobj_is(child, {"session", "progress"})):
                    return Judgement(Status.ONGOING, present=True)
        for later in verb.children:
            if later.dep_ == "conj" and grammar.is_verb(later) and effect_of(later) in {"cancelled", "postponed"}:
                return Judgement(Status(effect_of(later)))
        if goes_on(verb):
            return Judgement(Status.ONGOING, present=True)
        own = _done_to(verb, depth)
        if own.status is Status.RULED_OUT and _NOT_BEFORE.search(verb.doc.text):
            return Judgement(Status.PLANNED)
        if own.status is Status.RULED_OUT and lemma in words("status", "links", "occur"):
            return Judgement(Status.CANCELLED)
        if lemma in words("status", "links", "end") and own.status is Status.PLANNED:
            return replace(own, status=Status.ONGOING, ending=own.present)
        if lemma in words("status", "links", "shift") and to_a_date(verb):
            return Judgement(Status.POSTPONED)
        return own
    return _verb(verb, depth + 1)


_NOT_BEFORE = re.compile(r"\bnot\b[^,;.]{0,40} (?:before|until|till|earlier than) ")
"""What does not happen before a day is to happen after it."""


def _done_to(verb: Token, depth: int) -> Judgement:
    """A verb's judgement on the event it tells of; what was moved or prepared still lies ahead."""
    own = _verb(verb, depth + 1)
    if (
        own.status is Status.HELD
        and grammar.is_passive(verb)
        and grammar.lemma(verb) in words("status", "links", "arrange")
    ):
        return Judgement(Status.PLANNED, loose=True)
    return own
