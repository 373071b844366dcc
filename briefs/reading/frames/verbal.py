"""Verbs of encounter and travel: "A met B", "B was received by A", "A and B conferred", "A flew to Paris"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import gatherings, grammar
from briefs.reading.events import EventMention
from briefs.reading.frames import company, houses, remote, signing, travelling, working
from briefs.reading.frames.fixtures import is_fixture
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, again, is_event, parties, persons, unique
from briefs.reading.triggers import VerbFrame, lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSING = frozenset({"speak", "talk"})
_APART = frozenset({"apart"})
_SLOTS = ("with", "to", "between", "on", "opposite", "alongside", "beside", "into", "for")


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The events that a verb carries; none when its slots are not filled by parties that can meet."""
    if is_fixture(verb, parsed):
        return []
    for frame in lexicon().verbs.get(grammar.lemma(verb), ()):
        if frame.particle and not _has_particle(verb, frame.particle):
            continue
        if frame.kind == "invite":
            return travelling.invitation(verb, parsed)
        found = travelling.travel(verb, frame, parsed) if frame.kind == "visit" else _encounter(verb, frame, parsed)
        if found:
            return found
    if told := remote.told(verb, parsed) or signing.find(verb, parsed) or working.find(verb, parsed):
        return told
    return (
        houses.find(verb, parsed)
        or _uniting(verb, parsed)
        or company.find(verb, parsed)
        or travelling.awaited(verb, parsed)
        or gatherings.assembling(parsed, verb)
    )


def _uniting(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The encounter of those whom somebody, or something, brings together."""
    if grammar.lemma(verb) not in words("events", "phases", "unite") or not _has_particle(verb, "together"):
        return []
    passive = grammar.is_passive(verb)
    tokens = grammar.children(verb, "nsubjpass" if passive else "dobj")
    for carrier in (verb, *grammar.children(verb, "advmod", "prt")):
        tokens += grammar.objects_of(carrier, "with")
    united = persons(parties(tokens, parsed))
    by = grammar.objects_of(verb, "by") if passive else grammar.subjects(verb)
    if any(lexicon().noun(token.text) or token.tag_ in {"PRP", "WDT"} for token in by):
        # "the conference brought together A, B and C": who attends it
        return []
    people = unique([*persons(parties(by, parsed)), *united])
    if not 1 < len(united) < 4 or not all(each.sure or " " in each.who.name for each in people):
        return []
    event = EventMention(Kind.MEETING, parsed.sentence, verb.i, f"united:{grammar.lemma(verb)}", people, [], people)
    event.dated = True
    return [event]


def _has_particle(verb: Token, particle: str) -> bool:
    return any(
        child.text.lower() == particle for child in verb.children if child.dep_ in {"prt", "advmod", "prep", "npadvmod"}
    )


def _encounter(verb: Token, frame: VerbFrame, parsed: Parsed) -> list[EventMention]:
    if any(child.text.lower() in _APART for child in verb.children):
        # "they dined apart"
        return []
    subjects, objects = grammar.subjects(verb), grammar.children(verb, "dobj") or _delayed(verb, parsed)
    predicated = grammar.children(verb, "oprd", "xcomp", "ccomp", "prt") or grammar.is_passive(verb)
    if "plain" in frame.slots and (predicated or _is_named(verb)):
        return []
    if _is_opinion(verb):
        return []
    agents, others = parties(subjects, parsed), list[Party]()
    # "aides to A and B conferred" is read as if they had been conferred
    intransitive = verb.dep_ == "acl" and "obj" not in frame.slots and verb.head.dep_ == "ROOT"
    if grammar.is_passive(verb) and "state" not in frame.slots and not intransitive:
        if "obj" not in frame.slots:
            return []
        others, agents = agents, parties(grammar.objects_of(verb, "by"), parsed)
        if parsed.owner and not agents and "host" in frame.slots:
            # "The ambassador is received", in the schedule of somebody
            agents = [Party(who) for who in parsed.owner]
    elif "obj" in frame.slots:
        others = parties(objects, parsed)
    for slot in _SLOTS:
        if slot in frame.slots and not others:
            others = parties(_after(verb, slot), parsed)
    if frame.particle in frame.slots and not others and grammar.children(verb, "prt"):
        others = parties(objects, parsed)
    if agents and not others and (plural := _plurals(verb, frame, objects)):
        names = {each.who.name for each in agents}
        others = [each for each in again(plural, parsed) if each.who.name not in names]
    kind = Kind(frame.kind)
    if kind is not Kind.CALL and (remote.by_telephone(verb) or remote.is_calling(verb)):
        kind = Kind.CALL
    if "alone" in frame.slots and not others and len(agents) < 2:
        agents = unique([*agents, *_leading(subjects, parsed)])
    if "alone" in frame.slots and "weak" not in frame.slots and not (agents or others or objects):
        agents = again(subjects, parsed)
    if frame.lemma == "host" and others and all(gatherings.is_bloc(each) for each in others):
        # "Iceland hosts the Arctic Council": its sitting, see gatherings.of_body
        return []
    hosts = frame.lemma == "host" or parsed.text(verb.i, verb.i + 1).lower().startswith("host")
    if hosts and any(gatherings.is_bloc(each) for each in others):
        return [gatherings.hosted(verb, agents, others, parsed)]
    if parsed.leads and len(persons(agents)) == 1 and not others and not objects:
        # "The Pope received in audience this morning:"
        return [EventMention(kind, parsed.sentence, verb.i, f"lead:{frame.lemma}", agents, agents)]
    people = unique([*agents, *others])
    together = "alone" in frame.slots and len(agents) > 1 and (not objects or "joint" in frame.slots)
    if together and frame.lemma in _ADDRESSING and any(map(is_event, grammar.objects_of(verb, "at"))):
        # "A and B will both speak at the symposium"
        together = False
    if len(people) < 2 or not agents or not (others or together):
        if "gather" in frame.slots and not grammar.is_passive(verb) and not objects:
            return gatherings.gathering(parsed, verb)
        return []
    weak = "weak" in frame.slots
    governed = (
        frame.lemma == "see" and verb.dep_ == "xcomp" and effect_of(verb.head) in {"ruled-out", "planned", "proposed"}
    )
    heard = frame.lemma == "see" and _is_heard(agents, others) and (verb.dep_ == "xcomp" or bool(parsed.dates_at))
    grave = "body" in frame.slots or governed
    sure_body = heard or (grave and persons(agents) and all(each.sure for each in others))
    if weak and kind is not Kind.CALL and not sure_body and not _weak_holds(kind, agents, others):
        return []
    event = EventMention(kind, parsed.sentence, verb.i, f"verb:{frame.key}", people, agents, others, weak=weak)
    event.dated = "dated" in frame.slots and kind is not Kind.CALL
    return [event]


def _is_heard(agents: list[Party], others: list[Party]) -> bool:
    """Whether a body with a name is seen by somebody in office: "the Civil Service Union sees Minister B on Friday"."""
    bodies = all(each.who.sort is Sort.BODY and (each.sure or " " in each.who.name) for each in agents)
    return bool(agents) and bodies and bool(persons(others)) and all(each.sure and each.who.title for each in others)


def _is_named(verb: Token) -> bool:
    """Whether the object bears what it is called: "called B a donkey", "called B as a witness"."""
    objects = grammar.children(verb, "dobj", "dative")
    inside = [
        each for token in objects for each in grammar.children(token, "appos") if each.doc[token.i + 1].text != ","
    ]
    return len(objects) > 1 or bool(inside) or bool(grammar.objects_of(verb, "as"))


def _is_opinion(verb: Token) -> bool:
    """Whether no two talk to each other: "agreed with him", "have spoken of little else", "talked past each other"."""
    lemma = grammar.lemma(verb)
    if lemma == "agree":
        settled = grammar.children(verb, "xcomp", "ccomp", "dobj", "advcl") or grammar.objects_of(
            verb, "on", "to", "over"
        )
        return not settled
    past = {"speak": "of", "talk": "past"}.get(lemma)
    return past is not None and bool(grammar.objects_of(verb, past)) and not grammar.objects_of(verb, "with", "to")


def _leading(subjects: list[Token], parsed: Parsed) -> list[Party]:
    """Those who lead the groups that meet: "the delegations, led by A and B, met", "the teams, with A and B, meet"."""
    tokens: list[Token] = []
    for subject in subjects:
        if subject.tag_ not in {"NNS", "NN"}:
            continue
        tokens += grammar.objects_of(subject, "with")
        for child in grammar.children(subject, "acl"):
            if grammar.lemma(child) in {"lead", "head", "represent", "chair"}:
                tokens += grammar.objects_of(child, "by")
    found = persons(parties(tokens, parsed))
    return found if len(found) > 1 else []


def _plurals(verb: Token, frame: VerbFrame, objects: list[Token]) -> list[Token]:
    """The other side where it may be a plural that takes up those told of before: "receives both", "with the two"."""
    found = list(objects) if "obj" in frame.slots else []
    if "with" in frame.slots:
        found += grammar.objects_of(verb, "with")
    return found


def _delayed(verb: Token, parsed: Parsed) -> list[Token]:
    """The object after a place or day, which the parse takes for an apposition to it: "will host in Sochi B"."""
    found: list[Token] = []
    for goal in grammar.objects_of(verb, "in", "at", "on"):
        if goal.i in parsed.places_at or goal.i in parsed.dates_at:
            found += [each for each in grammar.children(goal, "appos") if each.i in parsed.at]
    return found


def _after(verb: Token, preposition: str) -> list[Token]:
    """What stands after a preposition of the verb, or of its object ("talk solar panels with B")."""
    found = grammar.objects_of(verb, preposition)
    for child in grammar.children(verb, "dobj", "prt"):
        found += grammar.objects_of(child, preposition)
    return found


def _weak_holds(kind: Kind, agents: list[Party], others: list[Party]) -> bool:
    """Whether the sides of an everyday verb can meet: people, or at least not two states."""
    if not any(each.sure or " " in each.who.name for each in [*agents, *others]):
        return False
    if kind in {Kind.MEETING, Kind.CALL}:
        return bool(persons(agents)) and bool(persons(others) or not others)
    return any(each.who.sort is not Sort.COUNTRY for each in [*agents, *others])
