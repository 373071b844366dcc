"""What is told of no one encounter: a habit, a number of them, a condition without its "if"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVERY = re.compile(
    r"\b(?:every|each) (?!of\b|other\b)|\b(?:once|twice|thrice|times) (?:a|an|each|every|per) "
    r"|\bas a (?:rule|matter of)\b"
    r"|\b(?:from time to time|now and (?:then|again)|more often than not|time and again|on occasion)\b",
    re.I,
)
"""Words for what is done over and over."""
_THEORY = re.compile(r"in theory |theoretically |on paper ", re.I)
_LAST = re.compile(r"\b(?:last|latest|lately|latterly|recently|most recent)\b", re.I)
"""Words that single one of many out."""
_ADVERBIAL = frozenset({"advmod", "npadvmod", "prep"})


def is_general(verb: Token) -> bool:
    """Whether the verb tells what is done again and again, has been a number of times, or could be in theory."""
    helpers = {child.text.lower() for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "'ll", "’ll", "wo", "had"}:
        return False
    if _THEORY.match(verb.doc.text) and verb.dep_ == "ROOT":
        return True
    for child in verb.children:
        if child.dep_ == "advmod" and child.text.lower() in words("prose", "habits", "adverbs"):
            return True
        if child.dep_ in _ADVERBIAL and _EVERY.search(_text(child)):
            return True
        counted = child.dep_ == "npadvmod" and child.text.lower() == "times"
        if counted and helpers & {"have", "has", "'ve", "’ve"} and not _LAST.search(verb.doc.text):
            # "have met eleven times"
            return True
    return False


def is_supposed(infinitive: Token) -> bool:
    """Whether an infinitive is one of a condition that its first verb opens: "were the two to meet"."""
    for above in (infinitive.head, infinitive.head.head):
        opens = above.text.lower() == "were" and above.dep_ in {"advcl", "ccomp"} and above.left_edge.i == above.i
        if opens and above.i < infinitive.i:
            return True
    return False


def _text(token: Token) -> str:
    return " ".join(below.text for below in token.subtree) + " "


def is_turned(verb: Token) -> bool:
    """Whether the order of words makes a condition: "had they met in 2009, …", "were the two to meet, …"."""
    for first in (verb, *verb.children):
        if first.text.lower() not in {"had", "were", "should"} or first.dep_ not in {"aux", "auxpass", "advcl"}:
            continue
        subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and first.i < subject.i and first.i == verb.left_edge.i and verb.dep_ != "ROOT":
            return True
    return False
