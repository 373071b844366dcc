"""What a finite verb says by itself: its tense, its mood, its negation, and where "be" puts somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.governing import UNREAL, Judgement, effect_in
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = Judgement(Status.HELD)


def of_modal(verb: Token, modal: Token) -> Judgement:
    """What "will", "may", "would" and their like make of the verb's event."""
    low = modal.text.lower()
    effect = effect_in("modals", low)
    if effect == "planned":
        return Judgement(Status.PLANNED, said=modal.text)
    if low == "could" and any(c.dep_ == "mark" and c.text.lower() == "before" for c in verb.children):
        return Judgement(Status.RULED_OUT)
    if effect == "likely":
        perfect = any(child.text.lower() in {"have", "'ve"} for child in verb.children if child.dep_ == "aux")
        return UNREAL if perfect else Judgement(Status.PLANNED, hedge=modal.text)
    if effect == "would":
        perfect = any(child.text.lower() in {"have", "'ve"} for child in verb.children if child.dep_ == "aux")
        reported = any(
            grammar.is_verb(above) and grammar.tag(above) in {"VBD", "VBN"} for above in grammar.ancestors(verb)
        )
        return UNREAL if perfect or not reported else Judgement(Status.PLANNED, said=modal.text, lapsed=True)
    return UNREAL


def of_finite(verb: Token, helpers: list[Token]) -> Judgement:
    """What the tense makes of it; `helpers` are the verb's auxiliaries."""
    lows = {child.text.lower() for child in helpers}
    if (
        grammar.tag(verb) == "VBG"
        and lows & {"was", "were"}
        and grammar.lemma(verb) in words("events", "phases", "ahead")
    ):
        # "was heading to New York to see B": seen from then, still ahead
        return Judgement(Status.PLANNED, lapsed=True)
    if grammar.lemma(verb) == "be" and not helpers and is_on_the_way(verb):
        return Judgement(Status.PLANNED, loose=True)
    if (
        lows & {"have", "has", "had", "having", "'ve", "’ve"}
        or grammar.tag(verb) == "VBD"
        or lows & {"was", "were", "did"}
    ):
        return _HELD
    if grammar.tag(verb) == "VBN" and not lows:
        return Judgement(Status.HELD, loose=True)
    if grammar.tag(verb) == "VBG":
        return Judgement(Status.ONGOING, present=True)
    return Judgement(Status.PLANNED, present=True)


def denial_of(found: Judgement, helpers: list[Token]) -> Judgement:
    """A judgement under "not": ruled out where it can be, else no event."""
    lows = {child.text.lower() for child in helpers}
    if found.status is None:
        return found
    if found.status is Status.HELD and not lows & {"did", "was", "were"}:
        return UNREAL
    if found.status in {Status.HELD, Status.PLANNED, Status.ONGOING, Status.PROPOSED}:
        return Judgement(Status.RULED_OUT)
    return UNREAL


def no_reason(verb: Token) -> bool:
    """Whether two negations make a plan: "no reason why the conference could not open"."""
    above = verb.head
    return (
        verb.dep_ in {"relcl", "acl", "ccomp"}
        and above.text.lower() in {"reason", "reasons"}
        and any(child.text.lower() in {"no", "any", "little"} for child in above.children)
    )


def is_on_the_way(copula: Token) -> bool:
    """Whether "be" says that somebody is going: "was on his way to Berlin", "is bound for Oslo"."""
    for child in copula.children:
        low = child.text.lower()
        if child.dep_ in {"acomp", "advmod", "oprd"} and low in {"bound", "headed", "off"}:
            return bool(grammar.objects_of(child, "to", "for") or grammar.objects_of(copula, "to", "for"))
        if child.dep_ == "prep" and (low in {"en", "off"} or (low == "on" and pobj_is(child, {"way"}))):
            return True
    return False


def is_presence(copula: Token) -> bool:
    """Whether "be" says where somebody is: "is in Paris", "was there"."""
    return any(
        (child.dep_ == "prep" and child.text.lower() in {"in", "at", "near"} and child.i > copula.i)
        or (child.dep_ == "advmod" and child.text.lower() in {"here", "there", "back"})
        for child in copula.children
    )


def pobj_is(preposition: Token, wanted: set[str]) -> bool:
    """Whether a preposition leads to one of the words: "on" to "way"."""
    return any(child.text.lower() in wanted for child in preposition.children)


def to_a_date(verb: Token) -> bool:
    """Whether something is moved to another time: "shifted from this month to June"."""
    return any(
        token.text.lower() in words("status", "links", "times")
        for target in grammar.objects_of(verb, "to", "from", "until", "till")
        for token in target.subtree
    )


def goes_on(verb: Token) -> bool:
    """Whether an event is told to go on: "entered their third day", "have been extended until Friday"."""
    lemma = grammar.lemma(verb)
    if lemma in {"extend", "prolong"}:
        return grammar.is_passive(verb)
    reached = [
        *(child for child in verb.children if child.dep_ == "dobj" and lemma == "enter"),
        *(goal for goal in grammar.objects_of(verb, "into", "in") if lemma in _DRAGS),
    ]
    return any(
        goal.text.lower() in {"day", "week", "month", "round", "night", "hour", "stage", "phase", "session"}
        and any(child.tag_ == "JJ" or child.dep_ == "amod" for child in goal.children)
        for goal in reached
    )


_DRAGS = frozenset({"be", "go", "drag", "stretch", "enter", "run", "spill", "move", "head"})


def resumes(verb: Token) -> bool:
    """Whether what broke off is to start again: "broke off on Sunday and are to resume on Thursday"."""
    return any(
        token.dep_ in {"conj", "xcomp"} and grammar.lemma(token) in {"resume", "restart", "reconvene"}
        for child in verb.children
        if child.dep_ == "conj"
        for token in (child, *child.children)
    )
