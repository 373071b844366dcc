"""How long an encounter lasts that one of its days dates: "opens on Monday and ends on Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from briefs.model.window import Precision, Window
from briefs.reading import grammar
from briefs.reading.attaching import inside
from briefs.reading.dates import DateMention, Relation
from briefs.reading.wordlists import tables, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = timedelta(days=45)
"""No conference or visit that news announces lasts longer."""
_ENDING = frozenset({"end", "close", "conclude", "finish"})
_LENGTH = re.compile(
    r"\b(?:(?:last(?:s|ing)?|spread over|runs? (?:for|over)|stays?)(?: for)?|(?:arriv|com)(?:e|es|ed|ing) for)"
    r" (?P<count>\w+) days\b"
)


def lasting(window: Window, anchor: Token, dates: Sequence[tuple[DateMention, Token]]) -> Window:
    """A window of one day, to the end that the sentence names or as long as it says; any other as it is.

    `dates` are the sentence's, each with the token that ties it to the rest.
    """
    first = window.start
    if window.precision is not Precision.DAY or first is None or first != window.end:
        return window
    for mention, head in dates:
        counted = mention.type == "DURATION" and head.head.i == anchor.i and mention.text.lower().endswith("-day")
        if counted and mention.window.start == first:
            # "Two-day gathering begins": a stand-in was parsed for the words
            return mention.window
        last = mention.named.end
        ends = mention.relation is Relation.UNTIL or _is_its_end(head, anchor)
        if ends and last and first < last < first + _LONGEST:
            return Window(first, last, Precision.DAY)
    more = timedelta(days=_days(anchor) - 1)
    if not more:
        return window
    if _ends(anchor):
        return Window(first - more, first, Precision.DAY)
    if (
        _LENGTH.search(anchor.doc.text)
        or begins(anchor)
        or (anchor.dep_ == "pobj" and anchor.head.text.lower() == "for")
    ):
        return Window(first, first + more, Precision.DAY)
    return window


def begins(anchor: Token) -> bool:
    """Whether the event is told by its beginning."""
    for token in (anchor, anchor.head):
        if grammar.lemma(token) in words("events", "phases", "begin"):
            return True
        if grammar.lemma(token) == "get" and any(c.text.lower() in {"under", "underway"} for c in token.children):
            return True
    carrier = grammar.clause_verb(anchor)
    return carrier is not None and grammar.lemma(carrier) in words("events", "phases", "begin")


def _ends(anchor: Token) -> bool:
    """Whether the event is told by its end: "ended on Tuesday", "three days of talks that ended on Tuesday"."""
    told = [anchor, anchor.head, *(child for child in anchor.children if child.dep_ == "relcl")]
    if anchor.dep_ == "pobj" and anchor.head.head.text.lower() == "days":
        # "concluded three days of talks"
        told.append(anchor.head.head.head)
    return any(grammar.is_verb(token) and grammar.lemma(token) in _ENDING for token in told)


def _is_its_end(date: Token, anchor: Token) -> bool:
    """Whether a date says when the event ends, told by another day: "opened on Monday and ends on Friday"."""
    verb = grammar.clause_verb(date)
    if verb is None or grammar.lemma(verb) not in _ENDING | {"last", "run", "continue"}:
        return False
    if verb.dep_ == "relcl":
        return inside(verb.head, anchor)
    at = verb
    while at.dep_ in {"xcomp", "conj", "acomp"} and at.head.i != at.i:
        if any(child.dep_ in grammar.SUBJECTS for child in at.children):
            return False
        at = at.head
        if at.i in {anchor.i, anchor.head.i}:
            return True
    return False


def _days(anchor: Token) -> int:
    """How many days the event noun at or under the anchor lasts, 1 when it is not said."""
    under = (below for below in anchor.subtree if anchor.i in {below.head.i, below.head.head.i})
    for token in (anchor, *under):
        for child in token.children:
            if child.text.lower() in _UNITS and child.dep_ in {"compound", "amod", "nmod", "npadvmod"}:
                counted = next((c for c in child.children if c.dep_ in {"nummod", "amod", "compound"}), None)
                count = number(counted.text) if counted is not None else int(token.text.lower() == "long")
                if count:
                    return count * _UNITS[child.text.lower()]
    above = anchor.head.head
    if anchor.dep_ == "pobj" and anchor.head.text.lower() == "of" and above.text.lower() == "days":
        counted = next((child for child in above.children if child.dep_ == "nummod"), None)
        return max(1, number(counted.text)) if counted is not None else 1
    said = _LENGTH.search(anchor.doc.text)
    return max(1, number(said["count"])) if said else 1


_UNITS = {"day": 1, "week": 7, "fortnight": 14}


def number(word: str) -> int:
    """A count in figures or in letters, 0 when it is none."""
    if word.isdecimal():
        return min(int(word), 60)
    counted = str(tables("prose")["calendar"]["numbers"]).split()
    return counted.index(word.lower()) + 1 if word.lower() in counted else 0
