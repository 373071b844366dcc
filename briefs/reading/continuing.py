"""Encounters told as the next of a row: "a second round is set for May", "they will meet again on Friday".

Who takes part is said in the sentences before. Only words that say so in so many words take it up: an ordinal or
"another" before the event noun, a verb of going on, a plural pronoun or "the two", "both sides" as the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import conferences, grammar
from briefs.reading.events import EventMention
from briefs.reading.frames import joint
from briefs.reading.frames.verbal import by_telephone
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FACE_TO_FACE = frozenset({Kind.MEETING, Kind.TALKS})
_COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "trio": 3, "three": 3, "quartet": 4, "four": 4, "foursome": 4}
_DEFINITE = frozenset({"the", "these", "those", "their", "its"})


_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def takes_up(sentence: str) -> bool:
    """Whether a sentence has words that can take up the parties of an encounter told before."""
    low = set(_WORD.findall(sentence.lower()))
    rows = (
        words("events", "rows", "ordinals")
        | words("events", "rows", "resuming")
        | words("events", "rows", "phases")
        | words("events", "rows", "sides")
    )
    return bool(low & {"they", "both"} or {lexicon().lemma(word) for word in low} & rows)


def continued(
    parsed: Parsed, found: Sequence[EventMention], told: Sequence[EventMention], here: str
) -> list[EventMention]:
    """The events of the sentence whose parties are those of one told before; `found` are those it has already."""
    if not found:
        for token in parsed.doc:
            if grammar.is_verb(token) and (missing := joint.absent(token, parsed, told, here)):
                return missing
    before = [event for event in told if event.kind in {*_FACE_TO_FACE, Kind.CALL} and len(event.parties) > 1]
    if not before or any(not event.back for event in found):
        return []
    for token in parsed.doc:
        event = _next_of_row(token, parsed, before) or _same_people(token, parsed, before)
        if event is not None:
            return [event]
    return []


def _next_of_row(noun: Token, parsed: Parsed, before: Sequence[EventMention]) -> EventMention | None:
    """The event of "a third round", "the next meeting", "the talks" that resume."""
    word = lexicon().noun(noun.text)
    kind, marks = lexicon().nouns[word] if word else ("", frozenset[str]())
    low = noun.text.lower()
    if kind not in {"meeting", "talks", "call"} or grammar.is_verb(noun) or not conferences.stands_alone(noun):
        return None
    if parties(
        [*conferences.owning(noun), *grammar.objects_of(noun, "between", "with", "among", "by", "to", "for", "of")],
        parsed,
    ):
        return None
    described = {child.text.lower() for child in noun.children if child.dep_ in {"det", "amod", "poss", "nummod"}}
    verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(noun.head) else None
    if verb is None or noun.tag_.startswith("NNP") or grammar.lemma(verb) in words("prose", "saying", "verbs"):
        return None
    lemma = grammar.lemma(verb)
    ordinal = bool(described & words("events", "rows", "ordinals"))
    resumed = lemma in words("events", "rows", "resuming")
    definite = bool(described & _DEFINITE)
    if not (ordinal or (resumed and (definite or low in {"talks", "negotiations"}))):
        back = definite and "weak" not in marks and lemma in words("events", "rows", "phases")
        if not back:
            return None
        return EventMention(Kind(kind), parsed.sentence, noun.i, "row:back", list(before[-1].parties), back=True)
    if "weak" in marks and not ordinal and not definite:
        return None
    model = _last(before, None, call=kind == "call" or by_telephone(noun))
    return _event(Kind(kind), noun, model, parsed, f"row:{word}") if model is not None else None


def _same_people(verb: Token, parsed: Parsed, before: Sequence[EventMention]) -> EventMention | None:
    """The event of "they are to meet again", "the two sides reconvene": the people told of before."""
    if not grammar.is_verb(verb):
        return None
    frames = [f for f in lexicon().verbs.get(grammar.lemma(verb), ()) if "alone" in f.slots]
    fitting = [f for f in frames if not f.particle or any(c.text.lower() == f.particle for c in verb.children)]
    if not fitting or grammar.is_passive(verb) or grammar.children(verb, "dobj", "ccomp"):
        return None
    if parties([*grammar.objects_of(verb, "with", "to", "by")], parsed) or grammar.objects_of(verb, "with"):
        return None
    subjects = grammar.subjects(verb)
    if len(subjects) != 1 or not _is_plural_anaphor(subjects[0]) or len(parties(subjects, parsed)) > 1:
        return None
    remote = by_telephone(verb)
    model = _last(before, _count(subjects[0]), call=remote)
    if model is None:
        return None
    kind = Kind.CALL if remote else Kind(fitting[0].kind)
    return _event(kind, verb, model, parsed, f"again:{grammar.lemma(verb)}")


def _is_plural_anaphor(token: Token) -> bool:
    low = token.text.lower()
    if low in {"they", "both"} or (low in _COUNTS and low != "four"):
        return True
    if low not in words("events", "rows", "sides"):
        return False
    return any(
        child.text.lower() in {"the", "both", "two", "these", "those", "three"}
        for child in token.children
        if child.dep_ in {"det", "nummod", "predet", "amod"}
    )


def _count(token: Token) -> int | None:
    """How many the subject says that they are, None when it does not."""
    for each in (token, *token.children):
        if (number := _COUNTS.get(each.text.lower())) is not None:
            return number
    return None


def _last(before: Sequence[EventMention], count: int | None, *, call: bool) -> EventMention | None:
    """The event told last that has so many parties; of another medium only when there is none of this one."""
    fitting = [event for event in before if count is None or len(event.parties) == count]
    same = [event for event in fitting if (event.kind is Kind.CALL) == call]
    chosen = same or fitting
    return chosen[-1] if chosen else None


def _event(kind: Kind, anchor: Token, model: EventMention, parsed: Parsed, rule: str) -> EventMention:
    people: list[Party] = list(model.parties)
    if kind is Kind.MEETING and model.kind is Kind.TALKS:
        kind = Kind.TALKS
    return EventMention(kind, parsed.sentence, anchor.i, rule, people, dated=True)
