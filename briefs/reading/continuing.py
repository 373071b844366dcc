"""Encounters told as the next of a row: "a second round is set for May", "the talks resume on Friday".

Who takes part is said in the sentences before. Only words that say so take it up: an ordinal, "another" or "next"
before the event noun, a verb of going on after it. Plurals that do, "the two will meet again", are `parties.again`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import conferences, grammar
from briefs.reading.event_phrases import owning, phrase
from briefs.reading.events import EventMention
from briefs.reading.frames import absent
from briefs.reading.frames.remote import by_telephone
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, again, parties
from briefs.reading.triggers import lexicon
from briefs.reading.turns import next_in_turn
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_FACE_TO_FACE = frozenset({Kind.MEETING, Kind.TALKS})
_DEFINITE = frozenset({"the", "these", "those", "their", "its"})
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def takes_up(sentence: str) -> bool:
    """Whether a sentence has words that can take up the parties of an encounter told before."""
    low = set(_WORD.findall(sentence.lower()))
    rows = (
        words("prose", "groups", "further")
        | words("events", "rows", "resuming")
        | words("events", "rows", "phases")
        | words("events", "rows", "sides")
    )
    return bool(low & {"they", "both"} or {lexicon().lemma(word) for word in low} & rows)


_LEFT_OUT = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Aa]nother) (?:next|second|third|fourth|fifth|sixth|seventh|further)"
    r"(?=,| (?:is|was|will|has|had|could|may|might|follows|comes|came|takes|took)\b)"
)


def leaves_out(sentence: str) -> bool:
    """Whether a sentence tells of the next of a row without a word for it: "a second is planned for May"."""
    return _LEFT_OUT.search(sentence) is not None


def continued(
    parsed: Parsed, found: Sequence[EventMention], told: Sequence[EventMention], here: str
) -> list[EventMention]:
    """The events of the sentence whose parties, or whose place, are those of one told before.

    `found` are the events it has already, `told` those of earlier sentences; `here` is the article's place.
    """
    if not found:
        for token in parsed.doc:
            if grammar.is_verb(token) and (missing := absent.find(token, parsed, told, here)):
                return missing
        if turn := next_in_turn(parsed, told):
            return turn
    if (sitting := _next_conference(parsed, told)) is not None and all(event.back for event in found):
        return [sitting]
    before = [event for event in told if event.kind in {*_FACE_TO_FACE, Kind.CALL} and len(event.parties) > 1]
    if (further := _further_here(parsed, found)) is not None:
        return [further]
    if not before or any(not event.back for event in found):
        return []
    for token in parsed.doc:
        event = _next_of_row(token, parsed, before) or _left_out(token, parsed, before) or _again(token, parsed, before)
        if event is not None:
            return [event]
    return []


def _further_here(parsed: Parsed, found: Sequence[EventMention]) -> EventMention | None:
    """A further encounter of those who met in the same sentence: "met B and has asked for another meeting"."""
    met = [event for event in found if event.kind in _FACE_TO_FACE and len(event.parties) > 1 and not event.back]
    if len(met) != 1:
        return None
    for noun in parsed.doc[met[0].anchor + 1 :]:
        word = lexicon().noun(noun.text)
        if not word or lexicon().nouns[word][0] not in {"meeting", "talks"} or grammar.is_verb(noun):
            continue
        lows = {child.text.lower() for child in noun.children}
        verb = grammar.clause_verb(noun)
        if not lows & _ANOTHER or verb is None or verb.i <= met[0].anchor or verb.dep_ not in {"conj", "ccomp", "ROOT"}:
            continue
        inside = grammar.objects_of(noun, "between", "with", "among", "of")
        if not parties([*owning(noun), *inside], parsed):
            return EventMention(Kind(lexicon().nouns[word][0]), parsed.sentence, noun.i, "row:here", met[0].parties)
    return None


_ANOTHER = frozenset({"another", "further", "second", "follow-up", "next"})


def _next_conference(parsed: Parsed, told: Sequence[EventMention]) -> EventMention | None:
    """The further session of the conference told last: "the second session will be held in Oslo next year"."""
    last = next((event for event in reversed(told) if event.kind is Kind.CONFERENCE), None)
    if last is None or not last.name or not parsed.dates_at:
        return None
    for noun in parsed.doc:
        low = noun.text.lower()
        if noun.dep_ not in {"nsubj", "nsubjpass"} or lexicon().noun(low) not in _SITTINGS or noun.tag_[:3] == "NNP":
            continue
        lows = {child.text.lower() for child in noun.children}
        if not lows & words("prose", "groups", "further") or parties(owning(noun), parsed):
            continue
        if low not in last.name.lower() and lexicon().noun(low) != "session":
            continue
        if grammar.lemma(noun.head) not in {"be", *words("events", "rows", "phases"), *_FORESEEN}:
            continue
        event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, "row:conference", dated=True)
        own = parsed.text(*phrase(noun, parsed, after=False))
        event.name, event.name_as = f"{own} of the {last.name.split(' of the ')[-1]}", own
        return event
    return None


_SITTINGS = frozenset({"session", "meeting", "conference", "summit", "forum", "congress", "gathering", "convention"})


def _next_of_row(noun: Token, parsed: Parsed, before: Sequence[EventMention]) -> EventMention | None:
    """The event of "a third round", "the next meeting", "the talks" that resume."""
    word = lexicon().noun(noun.text)
    kind, marks = lexicon().nouns[word] if word else ("", frozenset[str]())
    low = noun.text.lower()
    if kind not in {"meeting", "talks", "call"} or grammar.is_verb(noun) or not conferences.stands_alone(noun):
        return None
    inside = grammar.objects_of(noun, "between", "with", "among", "by", "to", "for", "of")
    if parties([*owning(noun), *inside], parsed):
        return None
    described = {child.text.lower() for child in noun.children if child.dep_ in {"det", "amod", "poss", "nummod"}}
    verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(noun.head) else None
    if verb is None or noun.tag_.startswith("NNP") or grammar.lemma(verb) in words("prose", "saying", "verbs"):
        return None
    lemma = grammar.lemma(verb)
    ordinal = bool(described & words("prose", "groups", "further"))
    resumed = lemma in words("events", "rows", "resuming")
    definite = bool(described & _DEFINITE)
    if not (ordinal or (resumed and (definite or low in {"talks", "negotiations"}))):
        back = definite and "weak" not in marks and lemma in words("events", "rows", "phases")
        if not back:
            return None
        return EventMention(Kind(kind), parsed.sentence, noun.i, "row:back", list(before[-1].parties), back=True)
    if "weak" in marks and not ordinal and not definite:
        return None
    model = _last(before, call=kind == "call" or by_telephone(noun))
    return _event(Kind(kind), noun, model, parsed, f"row:{word}")


def _left_out(token: Token, parsed: Parsed, before: Sequence[EventMention]) -> EventMention | None:
    """The event of an ordinal whose noun is left out: "the next is planned for May", "a second, in Oslo, follows"."""
    low = token.text.lower()
    if low not in words("prose", "groups", "further") or token.dep_ not in {"nsubj", "nsubjpass", "attr", "ROOT"}:
        return None
    lead = parsed.doc[token.i - 1].text.lower() if token.i else ""
    if lead not in {"the", "a", "another"} or any(child.tag_.startswith("NN") for child in token.children):
        return None
    following = parsed.doc[token.i + 1] if token.i + 1 < len(parsed.doc) else token
    if following.tag_.startswith("NN") and following.i not in parsed.dates_at:
        return None
    verb = token.head if grammar.is_verb(token.head) else token
    if grammar.is_verb(verb) and grammar.lemma(verb) not in {"be", *words("events", "rows", "phases"), *_FORESEEN}:
        return None
    model = before[-1]
    return _event(model.kind, token, model, parsed, "row:left out")


def _again(verb: Token, parsed: Parsed, before: Sequence[EventMention]) -> EventMention | None:
    """The next encounter of those who met: "they will try again on Friday", "the two are due back at the table"."""
    if not grammar.is_verb(verb):
        return None
    lows = {below.text.lower() for child in verb.children for below in (child, *child.children)}
    lemma = grammar.lemma(verb)
    goes_on = lemma in words("events", "rows", "resuming") and not grammar.children(verb, "xcomp", "ccomp")
    back = "again" in lows and lemma in _TRYING
    back = back or ("back" in lows and lemma in _BACK) or (lemma == "return" and "table" in lows)
    if not (goes_on or back):
        return None
    subjects = grammar.subjects(verb)
    names = {each.who.name for each in parties(subjects, parsed)} or {each.who.name for each in again(subjects, parsed)}
    if len(names) < 2:
        return None
    model = next((event for event in reversed(before) if event.names >= names), None)
    return None if model is None else _event(model.kind, verb, model, parsed, f"row:{lemma}")


_FORESEEN = frozenset({"foresee", "plan", "expect", "set", "book", "follow", "come", "schedule", "pencil", "arrange"})
_TRYING = frozenset({"try", "sit", "convene", "assemble", "gather", "speak", "talk", "confer"})
_BACK = frozenset({"be", "come", "go", "expect"})


def _last(before: Sequence[EventMention], *, call: bool) -> EventMention:
    """The event told last; of another medium only when there is none of this one."""
    same = [event for event in before if (event.kind is Kind.CALL) == call]
    return (same or before)[-1]


def _event(kind: Kind, anchor: Token, model: EventMention, parsed: Parsed, rule: str) -> EventMention:
    people: list[Party] = list(model.parties)
    if kind is Kind.MEETING and model.kind is Kind.TALKS:
        kind = Kind.TALKS
    return EventMention(kind, parsed.sentence, anchor.i, rule, people, dated=True)
