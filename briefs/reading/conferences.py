"""Conferences: event nouns that name one ("the G8 summit") and bodies that gather ("EU leaders meet in Brussels")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset({"compound", "amod", "nummod", "poss", "nmod", "case", "punct", "quantmod", "advmod", "det"})
_TOPICAL = frozenset({"of", "on", "for", "between", "against", "about"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_conference_noun(noun: Token) -> bool:
    """Whether the noun means a conference by itself, and is not part of another word ("conference call")."""
    low = grammar.lemma(noun)
    if low not in words("prose", "conferences", "strong"):
        return False
    return _stands_alone(noun)


def _stands_alone(noun: Token) -> bool:
    doc = noun.doc
    if noun.i > 0 and doc[noun.i - 1].text.lower() in words("prose", "conferences", "not_before"):
        return False
    if noun.i + 1 < len(doc) and doc[noun.i + 1].text.lower() in words("prose", "conferences", "not_after"):
        return False
    return not (noun.dep_ == "compound" and noun.head.tag_.startswith("NN") and noun.head.i > noun.i)


def phrase(noun: Token, *, after: bool = True) -> tuple[int, int]:
    """Token span of the noun with its modifiers, without article; `after` takes "on Syria", "of ministers" along."""
    doc = noun.doc
    start = noun.i
    for index in range(noun.i - 1, -1, -1):
        token = doc[index]
        top = token
        while top.head.i != top.i and top.head.i < noun.i and top.head.i != noun.i:
            top = top.head
        if top.head.i != noun.i or top.dep_ not in _INSIDE:
            break
        start = index
    while start < noun.i and (
        doc[start].tag_ in {"DT", "PRP$", "POS"} or doc[start].text in {"“", '"', "'", "‘", ",", "-", "–", "’s", "'s"}
    ):
        start += 1
    end = noun.i + 1
    while end < len(doc) and _YEAR.fullmatch(doc[end].text) and doc[end].head.i == noun.i:
        end += 1
    if end < len(doc) and doc[end].tag_ == "CD" and len(doc[end].text) < 3 and doc[end].head.i == noun.i:
        end += 1
    if after:
        end = _with_topic(noun, end)
    return start, end


def _with_topic(noun: Token, end: int) -> int:
    doc = noun.doc
    while end < len(doc) and doc[end].dep_ == "prep" and doc[end].text.lower() in _TOPICAL:
        goals = [child for child in doc[end].children if child.dep_ == "pobj"]
        if not goals:
            break
        stop = end + 1
        subtree = {token.i for token in goals[0].subtree}
        while stop < len(doc) and stop in subtree and not _leaves_phrase(doc[stop]):
            stop += 1
        while stop > end + 1 and doc[stop - 1].tag_ in {",", "CC", "HYPH", "IN", "DT", ":"}:
            stop -= 1
        if stop <= goals[0].i:
            break
        end = stop
    return end


def _leaves_phrase(token: Token) -> bool:
    return token.tag_ in {"WDT", "WP", "WRB", ",", ":", "-LRB-"} or token.text.lower() in {"in", "at", "with", "to"}


def text_of(parsed: Parsed, span: tuple[int, int]) -> str:
    """The words of a token span as the article has them."""
    doc = parsed.doc
    if span[1] <= span[0]:
        return ""
    first, last = doc[span[0]], doc[span[1] - 1]
    return parsed.sentence.text[first.idx : last.idx + len(last.text)].strip(" \"“”'‘’,")


def named(parsed: Parsed, noun: Token) -> EventMention | None:
    """The conference an event noun names, None when nothing tells it from any other."""
    if not is_conference_noun(noun):
        return None
    span = phrase(noun)
    name = text_of(parsed, span)
    telling = [
        token
        for token in parsed.doc[span[0] : span[1]]
        if token.i != noun.i and token.tag_[:2] in {"NN", "JJ", "CD"} and token.text.lower() not in _EMPTY
    ]
    if not telling:
        return None
    event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, "conference:noun")
    event.name = event.name_as = name
    event.back = False
    return event


_EMPTY = frozenset({"next", "last", "first", "second", "third", "new", "such", "other", "planned", "whole", "same"})


def gathering(parsed: Parsed, verb: Token) -> EventMention | None:
    """A plural of office-holders that gathers: "EU foreign ministers meet in Brussels"."""
    for subject in grammar.subjects(verb):
        if subject.text.lower() not in words("prose", "conferences", "holders"):
            continue
        span = phrase(subject)
        name = text_of(parsed, span)
        if len(name.split()) < 2:
            continue
        event = EventMention(Kind.CONFERENCE, parsed.sentence, verb.i, "conference:gathering")
        event.name = event.name_as = name
        return event
    return None


def attending(parsed: Parsed, noun: Token) -> list[Token]:
    """Noun phrases said to attend, host, chair, open or convene the conference that `noun` names."""
    verb = noun.head
    found: list[Token] = []
    if grammar.is_verb(verb) and noun.dep_ == "dobj":
        found += grammar.subjects(verb)
    if noun.dep_ == "nsubjpass":
        found += grammar.objects_of(verb, "by")
    for child in noun.children:
        if child.dep_ == "acl":
            found += grammar.objects_of(child, "by")
    if noun.dep_ == "pobj" and noun.head.text.lower() in {"at", "to", "for"}:
        carrier = grammar.clause_verb(noun)
        if carrier is not None and grammar.lemma(carrier) in words("events", "conferences", "attend"):
            found += grammar.subjects(carrier)
    return found
