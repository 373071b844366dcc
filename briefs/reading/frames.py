"""Event mentions over the dependency parse: verbs of encounter and event nouns with their parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Participant, Sort
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.mentions import Parsed
from briefs.reading.triggers import VerbFrame, lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOGETHER = frozenset({"phone", "telephone", "line", "video", "videoconference", "link", "skype"})


def parties(tokens: Iterable[Token], parsed: Parsed) -> list[Participant]:
    """Whom noun phrases headed by `tokens`, with what is coordinated to them, mean."""
    found: list[Participant] = []
    for token in tokens:
        for each in grammar.conjuncts(token):
            found.extend(_party(each, parsed))
    return unique(found)


def unique(found: Iterable[Participant]) -> list[Participant]:
    """The participants without repetitions of a name, order kept."""
    return list({who.name: who for who in reversed(list(found))}.values())[::-1]


def _party(token: Token, parsed: Parsed) -> list[Participant]:
    mention = parsed.at.get(token.i)
    if mention is not None:
        return list(mention.who)
    for child in token.children:
        if child.dep_ == "appos":
            named = parties([child], parsed)
            if named:
                return named
    if token.text.lower() in words("prose", "groups", "nouns"):
        inside = grammar.objects_of(token, "of", "from")
        if inside:
            return parties(inside, parsed)
        for child in token.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i in parsed.at:
                return list(parsed.at[child.i].who)
    return []


def find_events(parsed: Parsed) -> Iterator[EventMention]:
    """Every event mention of the sentence, in text order; the parties are set, the rest is not."""
    known = lexicon()
    used: set[int] = set()
    for token in parsed.doc:
        if token.i in parsed.at:
            continue
        lemma = known.lemma(token.text)
        if grammar.is_verb(token) and lemma in known.verbs:
            for frame in known.verbs[lemma]:
                event = _verbal(token, frame, parsed)
                if event is not None:
                    used.add(token.i)
                    yield event
                    break
        elif token.tag_.startswith(("NN", "VBG")) and lemma in known.nouns and token.i not in used:
            event = _nominal(token, parsed)
            if event is not None:
                yield event


def _verbal(verb: Token, frame: VerbFrame, parsed: Parsed) -> EventMention | None:
    if frame.particle and not any(
        child.text.lower() == frame.particle for child in verb.children if child.dep_ in {"prt", "advmod", "prep"}
    ):
        return None
    if frame.kind in {"none", "invite"}:
        return None
    passive = grammar.is_passive(verb)
    agents = parties(grammar.subjects(verb), parsed)
    others: list[Participant] = []
    if passive:
        if "obj" not in frame.slots:
            return None
        others, agents = agents, parties(grammar.objects_of(verb, "by"), parsed)
    elif "obj" in frame.slots:
        others = parties(grammar.children(verb, "dobj"), parsed)
    for slot in ("with", "to", "between", "on"):
        if slot in frame.slots and not others:
            others = parties(grammar.objects_of(verb, slot), parsed)
    kind = Kind(frame.kind)
    if kind is Kind.TALKS and _TOGETHER & {token.text.lower() for token in verb.subtree}:
        kind = Kind.CALL
    if kind is Kind.VISIT:
        return _visit(verb, frame, agents, parsed)
    people = unique([*agents, *others])
    if not others and not ("alone" in frame.slots and len(agents) > 1 and not grammar.children(verb, "dobj")):
        return None
    if len(people) < 2 or not agents:
        return None
    if "weak" in frame.slots and not all(who.sort is Sort.PERSON for who in people) and kind is Kind.MEETING:
        return None
    if kind is Kind.TALKS and "weak" in frame.slots and all(who.sort is Sort.COUNTRY for who in people):
        return None
    return EventMention(kind, parsed.sentence, verb.i, f"verb:{frame.lemma}", people, host_first="host" in frame.slots)


def _visit(verb: Token, frame: VerbFrame, agents: list[Participant], parsed: Parsed) -> EventMention | None:
    travellers = [who for who in agents if who.sort is Sort.PERSON]
    goals = grammar.children(verb, "dobj") if "place" in frame.slots else []
    for slot in ("to", "in", "at", "into", "for"):
        if slot in frame.slots and not goals:
            goals = grammar.objects_of(verb, slot)
    if not travellers:
        return None
    for goal in goals:
        if goal.tag_ in {"NNP", "NNPS"} or goal.i in parsed.at:
            return EventMention(Kind.VISIT, parsed.sentence, verb.i, f"verb:{frame.lemma}", travellers)
    return None


def _nominal(noun: Token, parsed: Parsed) -> EventMention | None:
    kind, marks = lexicon().nouns[grammar.lemma(noun)]
    inner = parties(grammar.children(noun, "poss", "compound", "nmod", "amod"), parsed)
    inner += parties(grammar.objects_of(noun, "between", "among", "of", "with", "by"), parsed)
    outer: list[Participant] = []
    definite = any(child.text.lower() in {"the", "that", "those", "these", "this"} for child in noun.children)
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else None
    if verb is not None and grammar.lemma(verb) in lexicon().light and not grammar.is_passive(verb):
        outer = parties(grammar.subjects(verb), parsed)
    elif noun.dep_ == "pobj" and not definite and len(unique(inner)) == 1:
        above = grammar.clause_verb(noun)
        if above is not None:
            outer = parties(grammar.subjects(above), parsed)
    people = unique([*outer, *inner])
    if kind == "conference":
        return None
    if kind == "visit" or len(people) < 2:
        return None
    if "weak" in marks and len(unique(inner)) < 1:
        return None
    lead = {token.text.lower() for token in noun.subtree}
    if kind in {"call", "talks"} and lead & _TOGETHER:
        kind = "call"
    return EventMention(Kind(kind), parsed.sentence, noun.i, f"noun:{grammar.lemma(noun)}", people, back=False)
