"""Items of diaries and schedules that have no verb: "NATO leaders, 3–4 December", "09.45 Mr K. Rudd, Minister…"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import grammar
from briefs.reading.event_phrases import phrase
from briefs.reading.events import EventMention
from briefs.reading.frames.remote import by_telephone
from briefs.reading.frames.travelling import visits
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, unique
from briefs.reading.setting import Setting
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PIECE = re.compile(r"[^;]+")


def find(parsed: Parsed, setting: Setting) -> list[EventMention]:
    """The events of an item without a finite verb."""
    if setting.item is None and setting.day is None:
        return []
    if any(grammar.is_verb(token) and _is_finite(token) for token in parsed.doc):
        return []
    found: list[EventMention] = []
    for match in _PIECE.finditer(parsed.sentence.text):
        found += _piece(parsed, match.start(), match.end())
    return found


def _is_spot(token: Token) -> bool:
    """Whether a name that nobody knows stands where a place would: "masses in Ecatepec"."""
    return token.dep_ == "pobj" and token.head.text.lower() in {"in", "at", "near"}


def _is_finite(verb: Token) -> bool:
    """Whether the verb makes a sentence of the item; "Kerry due to attend" is none."""
    infinitive = verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)
    return verb.tag_ in {"VBZ", "VBP", "VBD", "VB"} and not infinitive


def _piece(parsed: Parsed, start: int, end: int) -> list[EventMention]:
    tokens = parsed.tokens(start, end)
    if not tokens:
        return []
    people = unique(
        Party(who, mention.sure)
        for token in tokens
        if (mention := parsed.at.get(token.i)) is not None and (mention.sure or not _is_spot(token))
        for who in mention.who
        if who.sort is Sort.PERSON
    )
    anchor = tokens[0]
    rule = "listed"
    for token in tokens:
        holder = token.text.lower() in words("prose", "conferences", "holders")
        body = parsed.at.get(token.i)
        is_body = body is not None and body.sure and any(who.sort is Sort.BODY for who in body.who)
        if holder or (is_body and token.head.i == token.i):
            span = phrase(token, parsed)
            name = parsed.text(*span)
            if is_body or len(name.split()) > 1:
                event = EventMention(Kind.CONFERENCE, parsed.sentence, token.i, rule, name=name, name_as=name)
                event.parties = [each for each in people if each.sure]
                return [event]
    if any(token.text.lower() in lexicon().nouns for token in tokens):
        if parsed.owner and len(people) == 1:
            people = unique([*(Party(who) for who in parsed.owner), *people])
        kind = Kind.CALL if by_telephone(anchor.head) or "call" in {t.text.lower() for t in tokens} else Kind.MEETING
        return [EventMention(kind, parsed.sentence, anchor.i, rule, people)] if len(people) > 1 else []
    if len(people) > 1:
        return [EventMention(Kind.MEETING, parsed.sentence, anchor.i, rule, people)]
    if len(people) == 1:
        goals = [token for token in tokens if token.dep_ == "pobj" and token.head.text.lower() in {"in", "to", "at"}]
        return visits(anchor, goals, people, parsed, rule)
    return []
