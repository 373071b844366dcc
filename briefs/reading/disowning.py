"""Which dates of an event's sentence are not the event's: those of a thing, of an earlier run, of what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.finite import resumes
from briefs.reading.governing import date_open, effect_of
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_own(date: Token, anchor: Token, status: Status) -> bool:
    """Whether a date can be that of the event whose `anchor` and `status` these are; `date` ties it to its sentence."""
    if _of_something(date, anchor) or _of_a_paper(date) or _of_the_saying(date):
        return False
    if status is Status.POSTPONED:
        return not date_open(anchor) and not _is_former(date, anchor)
    return not (_of_an_end(date, anchor) or _of_the_word(date, anchor) or _is_left(date))


def _of_something(date: Token, anchor: Token) -> bool:
    """Whether a date tells which thing is meant, not when the event is: "a September series", "the budget of 2008"."""
    above = date.head
    if date.dep_ in {"compound", "nmod", "amod", "poss"}:
        if date.i and date.nbor(-1).text.lower() == "on":
            # "On Monday government negotiators meet": the parser takes the day into the phrase
            return False
        return above.i != anchor.i and above.tag_ in {"NN", "NNS"} and _is_thing(above)
    return date.dep_ == "pobj" and above.text.lower() == "of" and above.head.i != anchor.i and _is_thing(above.head)


def _is_former(date: Token, anchor: Token) -> bool:
    """Whether a date is the one that a postponed event had, or the day it was put off on: "Thursday's talks"."""
    above = date.head
    if date.dep_ in {"compound", "nmod", "amod", "poss"} and above.i == anchor.i:
        return True
    if date.dep_ == "pobj" and above.text.lower() in {"from", "since"}:
        return True
    verb = above.head if date.dep_ == "pobj" else above
    if verb.i == anchor.i and not grammar.is_verb(anchor):
        # "his visit on Thursday has been put off": the day hangs on what is put off
        return True
    if grammar.is_verb(verb) and any(child.text.lower() in _ONCE for child in verb.children):
        return True
    if grammar.is_verb(verb) and resumes(verb):
        # "broke off on Sunday and are to resume on Thursday"
        return True
    told = date.dep_ == "npadvmod" or (date.dep_ == "pobj" and above.text.lower() == "on")
    if told and grammar.tag(verb) in {"VBD", "VBN"} and effect_of(verb) == "postponed":
        return True
    return any(
        token.dep_ in {"acl", "relcl", "amod"} and token.head.i == anchor.i
        for token in (date, *grammar.ancestors(date))
        if effect_of(token) != "postponed"
    )


_ONCE = frozenset({"originally", "initially", "previously", "first", "once", "earlier"})


def _of_an_end(date: Token, anchor: Token) -> bool:
    """Whether a date says when an earlier run broke off: "talks, broken off in 2003, are to start again"."""
    return any(
        token.dep_ in {"acl", "relcl"} and token.head.i == anchor.i and effect_of(token) in {"cancelled", "postponed"}
        for token in grammar.ancestors(date)
    )


def is_at_first(date: Token) -> bool:
    """Whether a date is what was thought of before: "first planned for May, now expected in June"."""
    verb = grammar.clause_verb(date)
    return verb is not None and any(
        child.dep_ == "advmod" and child.text.lower() in {"first", "originally", "initially"} for child in verb.children
    )


def _of_the_word(date: Token, anchor: Token) -> bool:
    """Whether a date is the day on which somebody drops or asks for the event: "on Tuesday called off talks"."""
    above = date.head
    verb = above.head if date.dep_ == "pobj" else above
    told = date.dep_ == "npadvmod" or (date.dep_ == "pobj" and above.text.lower() == "on")
    if (
        not told
        or date.i > anchor.i
        or not (verb.i == anchor.i or any(verb.i == up.i for up in grammar.ancestors(anchor)))
    ):
        return False
    if verb.i == anchor.i or grammar.tag(verb) not in {"VBD", "VBN"}:
        return grammar.tag(verb) in {"VBD", "VBN"} and effect_of(verb) in {"cancelled", "proposed", "ruled-out"}
    if effect_of(verb) in {"cancelled", "proposed", "ruled-out"}:
        return True
    return grammar.lemma(verb) in _AGREEING and _is_what_is_agreed(anchor, verb)


def _is_what_is_agreed(anchor: Token, verb: Token) -> bool:
    """Whether the event is an object of the verb, no clause of time or reason stands between."""
    for token in (anchor, *grammar.ancestors(anchor)):
        if token.i == verb.i:
            return True
        if token.dep_ not in {"xcomp", "ccomp", "dobj", "acl", "prep", "pobj"}:
            return False
    return False


_AGREEING = frozenset({"accept", "agree", "decide", "promise", "pledge", "vow", "undertake", "confirm", "announce"})
"""Verbs of settling that something will be, whose day is not its day: "agreed on Wednesday to meet"."""


def _is_thing(noun: Token) -> bool:
    """Whether the noun is neither an event nor a time."""
    low = noun.text.lower()
    if not noun.tag_.startswith("NN") or lexicon().noun(noun.text) or low in words("events", "spans", "words"):
        return False
    time = words("status", "links", "times") | words("prose", "calendar", "days") | words("prose", "calendar", "months")
    return low not in time and low.removesuffix("s") not in time | {"part", "half", "start", "end", "course", "middle"}


def _of_the_saying(date: Token) -> bool:
    """Whether a date before the clause of what is said is that of saying it: "said on Friday he hoped to meet B"."""
    above = date.head if date.dep_ == "pobj" else date
    clause = above.head
    if clause.dep_ != "ccomp" or clause.head.i > above.i or not grammar.is_saying(clause.head):
        return False
    first = clause.left_edge
    return first.i == above.left_edge.i and first.i - clause.head.i <= 2 and date.i < clause.i


_PAPERS = frozenset(
    {"statement", "communique", "communiqué", "report", "letter", "interview", "release", "note", "speech"}
)


def _of_a_paper(date: Token) -> bool:
    """Whether a date is the one that what was written or said bears: "in a statement issued on Wednesday"."""
    above = date.head if date.dep_ in {"pobj", "npadvmod"} else date
    if above.dep_ == "prep":
        above = above.head
    if above.dep_ == "acl" and grammar.tag(above) == "VBN":
        above = above.head
    return above.text.lower() in _PAPERS and above.dep_ == "pobj"


def _is_left(date: Token) -> bool:
    """Whether a date is the one that something is moved from: "brought forward from Thursday to Tuesday"."""
    if date.dep_ != "pobj" or date.head.text.lower() != "from":
        return False
    verb = date.head.head
    return (
        grammar.is_verb(verb)
        and grammar.lemma(verb) in words("status", "links", "moved")
        and bool(grammar.objects_of(verb, "to", "until", "till"))
    )
