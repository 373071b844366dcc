"""Which date, place or hour belongs to which event: by the way through the parse from one to the other.

Every step costs one; leaving or entering a clause costs more, and a verb of saying keeps its own adverbials ("said on
Monday that they would meet").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.reading import grammar
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 9.0
"""A date or place farther than this belongs to something else."""

_DOWN = {"relcl": 5.5, "acl": 2.0, "advcl": 2.5, "ccomp": 2.5, "conj": 3.0, "parataxis": 4.0, "appos": 2.0}
_UP = {"relcl": 4.0, "acl": 1.0, "advcl": 2.0, "ccomp": 5.0, "conj": 1.5, "parataxis": 4.0, "appos": 2.0, "xcomp": 0.5}

_OWN_CLAUSE = 3.0
_UP_EARLIER = 6.0
_OTHER_TIME = 7.0


def distance(anchor: Token, target: Token) -> float:
    """What the way from the event's anchor to the target costs."""
    if anchor.i == target.i:
        return 0.0
    if _trails(anchor, target):
        return 2.0
    up: dict[int, float] = {anchor.i: 0.0}
    at, cost = anchor, 0.0
    while at.head.i != at.i:
        cost += 0.7 if _carries(at) else 1.0 + _UP.get(at.dep_, 0.0)
        if at.dep_ == "pcomp" and at.head.text.lower() in {"before", "after"}:
            # "is in Ottawa on Friday before going on to Boston"
            cost += _OTHER_TIME
        if at.dep_ == "advcl" and (_is_earlier(at) or _is_before(at)):
            cost += _UP_EARLIER
        at = at.head
        if at.i in up:
            break
        up[at.i] = cost
    cost, at, seen, nouns = 0.0, target, set[int](), 0
    while at.i not in up:
        if at.i in seen or at.head.i == at.i:
            return 99.0
        seen.add(at.i)
        if at.i != target.i and grammar.is_verb(at) and _says(at):
            return 99.0
        nouns += at.tag_.startswith("NN")
        if (
            at.dep_ == "relcl"
            and at.head.i != anchor.i
            and grammar.is_aside(at, of_people=True)
            and not inside(at.head, anchor)
        ):
            return 99.0
        if at.dep_ == "relcl" and anchor.tag_.startswith("NN") and nouns < 2 and at.head.i == anchor.i:
            # what is told of the event itself
            cost += _OWN_CLAUSE
        elif at.dep_ in {"relcl", "acl"} and at.head.i != anchor.i and is_course(at) and inside(at.head, anchor):
            # "the Conference on Cyprus, which opened in June": the parser ties the clause to the last noun
            return up[anchor.i] + cost + _OWN_CLAUSE
        else:
            cost += 0.5 if at.dep_ == "pobj" else 1.0 + _DOWN.get(at.dep_, 0.0)
        at = at.head
    meeting = at
    if meeting.i != anchor.i and _says(meeting) and (up[meeting.i] >= 4.0 or grammar.lemma(meeting) == "deny"):
        return 99.0
    return up[meeting.i] + cost


def _trails(anchor: Token, target: Token) -> bool:
    """Whether a date set off by commas follows the anchor's clause: "before A meets B in Oslo, on May 8, C is to …"."""
    low, high = target.head.left_edge.i, target.head.right_edge.i
    if target.dep_ != "pobj" or target.head.dep_ != "prep" or low < 2 or high + 1 >= len(target.doc):
        return False
    set_off = target.doc[low - 1].text == "," and target.doc[high + 1].text == ","
    return set_off and anchor.dep_ == "advcl" and anchor.i < low and anchor.right_edge.i == low - 2


def is_course(verb: Token) -> bool:
    """Whether only an event does what the verb says: "which opened", "held in", "due to end"."""
    lemma = grammar.lemma(verb)
    if lemma in _DONE_TO_EVENTS:
        return grammar.is_passive(verb)
    if lemma == "be":
        return any(child.text.lower() in {"due", "scheduled", "set", "slated"} for child in verb.children)
    return lemma in {"open", "begin", "start", "end", "close", "convene", "finish", "conclude", "run"}


_DONE_TO_EVENTS = frozenset(
    {"hold", "take", "schedule", "set", "fix", "announce", "plan", "arrange", "convene", "slate", "adjourn", "call"}
)


def inside(noun: Token, anchor: Token) -> bool:
    """Whether a noun stands in the anchor's own phrase: "Cyprus" in "the Conference on Cyprus, convened by Greece"."""
    at = noun
    if noun.i == anchor.i:
        return True
    while at.dep_ in {"pobj", "prep", "conj", "acl", "agent", "appos", "poss"} and at.head.i != at.i:
        at = at.head
        if at.i == anchor.i:
            return anchor.tag_.startswith("NN")
    return False


def _carries(token: Token) -> bool:
    """Whether the token's head only lends it tense or mood: "set to [meet]", "held [talks]"."""
    return token.dep_ in {"xcomp", "dobj", "nsubjpass"} or (
        token.dep_ == "advcl" and any(child.tag_ == "TO" for child in token.children)
    )


def _is_earlier(verb: Token) -> bool:
    """Whether a clause tells what had gone before: "after A had met B"."""
    words_of = {(child.dep_, child.text.lower()) for child in verb.children}
    return ("mark", "after") in words_of and ("aux", "had") in words_of


def _is_before(clause: Token) -> bool:
    """Whether a clause tells what comes later: "on May 5, a day before leaders gather"."""
    return any(child.dep_ == "mark" and child.text.lower() == "before" for child in clause.children)


def _says(token: Token) -> bool:
    lemma = grammar.lemma(token)
    return lemma == "deny" or lemma in words("prose", "saying", "verbs")


def closest(anchor: Token, targets: Sequence[Token], rivals: Sequence[Token]) -> int | None:
    """The index of the target that belongs to `anchor`; None when there is none, or a rival is nearer to each."""
    best: tuple[float, int] | None = None
    for index, target in enumerate(targets):
        own = distance(anchor, target)
        if own > FARTHEST:
            continue
        if any(distance(rival, target) < own - 0.5 for rival in rivals if rival.i != anchor.i):
            own += 3.0
        if best is None or own < best[0]:
            best = (own, index)
    return best[1] if best is not None and best[0] <= FARTHEST else None
