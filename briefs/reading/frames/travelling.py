"""Trips: "A flew to Paris", "A is due in Sochi", "Lima expects A", "A leads a delegation to Beijing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.reading import grammar
from briefs.reading.attaching import FARTHEST, distance
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, leaders, parties, persons, unique
from briefs.reading.phrases import Shape
from briefs.reading.triggers import VerbFrame, lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOALS = ("to", "in", "at", "into", "for")
_AWAITED = frozenset({"due", "expected", "awaited", "back"})
_BOUND = frozenset({"off", "bound", "headed", "route", "away", "back"})


def invitation(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visit that "A invited B to Paris" proposes; with an infinitive the invited act carries it."""
    if _infinitives(verb):
        return []
    passive = grammar.is_passive(verb)
    guests = grammar.children(verb, "nsubjpass" if passive else "dobj")
    for goal in grammar.objects_of(verb, "to", "for"):
        word = lexicon().noun(goal.text)
        if passive and word and lexicon().nouns[word][0] in {"meeting", "talks"}:
            people = unique([*parties(grammar.objects_of(verb, "by"), parsed), *parties(guests, parsed)])
            return [EventMention(Kind.MEETING, parsed.sentence, goal.i, "invited", people)] if len(people) > 1 else []
    return visits(verb, grammar.objects_of(verb, "to"), persons(parties(guests, parsed)), parsed, "travel:invite")


def travel(verb: Token, frame: VerbFrame, parsed: Parsed) -> list[EventMention]:
    if grammar.is_passive(verb):
        return []
    travellers = travelling(grammar.subjects(verb), parsed)
    if not travellers:
        return []
    goals = grammar.children(verb, "dobj") if "place" in frame.slots else []
    if goals and (hosts := persons(parties(goals, parsed))):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, verb.i, f"verb:{frame.key}", people)]
    goals = goals or grammar.objects_of(verb, *(slot for slot in _GOALS if slot in frame.slots))
    for onward in grammar.children(verb, "prt", "advmod"):
        # "travels on to Santiago"
        goals = goals or grammar.objects_of(onward, *(slot for slot in _GOALS if slot in frame.slots))
    if met := _purpose(verb, travellers, parsed):
        return met
    found = visits(verb, goals, travellers, parsed, f"travel:{frame.key}", weak="weak" in frame.slots)
    if len(found) > 1 and grammar.children(verb, "dobj"):
        # "visit A, B and C" is one tour; "flies to A and to B" are two trips
        found[0].place = ", ".join(event.place for event in found)
        return found[:1]
    return found or _arriving(verb, frame, goals, travellers, parsed)


def travelling(tokens: list[Token], parsed: Parsed) -> list[Party]:
    """Those who can make a trip: persons, and delegations as the party that sends them."""
    found = [each for each in persons(parties(tokens, parsed)) if each.sure or not _is_team(each, parsed)]
    if found:
        return found
    if named := persons(parties([leader for token in tokens for leader in leaders(token)], parsed)):
        # "a delegation headed by A"
        return named
    sent = [mention for token in tokens if (mention := parsed.at.get(token.i)) and mention.shape is Shape.DELEGATES]
    return unique(Party(who) for mention in sent if mention.sure for who in mention.who)


def _is_team(party: Party, parsed: Parsed) -> bool:
    """Whether a capitalised plural after an article names a team or firm: "the Lakers"."""
    return " " not in party.who.name and f"the {party.who.name}".lower() in parsed.sentence.text.lower()


def _arriving(
    verb: Token, frame: VerbFrame, goals: list[Token], travellers: list[Party], parsed: Parsed
) -> list[EventMention]:
    """The visit to where the article is written: "A arrived here", "flies in on Friday", "is coming in the autumn"."""
    lemma = frame.lemma
    if lemma not in words("events", "arrivals", "verbs") or grammar.children(verb, "dobj") or not parsed.here:
        return []
    spots = {child.text.lower() for child in verb.children if child.dep_ in {"advmod", "prt", "prep"}}
    said = bool(spots & words("events", "arrivals", "spots"))
    if not said and lemma not in words("events", "arrivals", "alone"):
        return []
    if any(goal.i not in parsed.dates_at for goal in goals) or (not said and "from" in spots):
        return []
    home = parsed.here.rsplit(", ", 1)[-1]
    if any(each.who.country == home or not (each.who.country or said) for each in travellers):
        return []
    event = EventMention(
        Kind.VISIT, parsed.sentence, verb.i, f"arrival:{lemma}", travellers, place=parsed.here, dated=True, weak=True
    )
    return [event] if "here" in spots or _has_date(verb, parsed) else []


def _has_date(verb: Token, parsed: Parsed) -> bool:
    return any(distance(verb, parsed.doc[index]) <= FARTHEST for index in parsed.dates_at)


def _purpose(verb: Token, travellers: list[Party], parsed: Parsed) -> list[EventMention]:
    """The meeting for which a trip is made: "flies to Beijing to work on the agenda with B"."""
    for clause in _infinitives(verb):
        seen = [*grammar.children(clause, "dobj"), *_company(clause), *grammar.objects_of(clause, "to", "on")]
        others = [each for each in persons(parties(seen, parsed)) if each.sure or " " in each.who.name]
        people = unique([*travellers, *others])
        if others and len(people) > len(travellers):
            return [EventMention(Kind.MEETING, parsed.sentence, clause.i, "purpose", people, travellers, others)]
    return []


def _company(clause: Token) -> list[Token]:
    """Those with, alongside or from whom something is done, anywhere in the clause."""
    return [
        goal
        for token in clause.subtree
        if token.dep_ == "prep"
        and token.text.lower() in {"with", "alongside", "from"}
        and not grammar.in_other_clause(token, clause)
        for goal in grammar.children(token, "pobj")
    ]


def _infinitives(verb: Token) -> list[Token]:
    found = []
    for child in [
        *verb.children,
        *(below for each in grammar.children(verb, "acomp", "advmod") for below in each.children),
    ]:
        if child.dep_ in {"advcl", "xcomp"} and any(below.tag_ == "TO" for below in child.children):
            found += [each for each in grammar.conjuncts(child) if grammar.is_verb(each)]
    return found


def visits(
    anchor: Token, goals: list[Token], travellers: list[Party], parsed: Parsed, rule: str, *, weak: bool = False
) -> list[EventMention]:
    """One visit a goal that is a place."""
    found: list[EventMention] = []
    if not travellers:
        return []
    inviters = parties(inviting(anchor), parsed)
    for goal in goals:
        for each in grammar.listed(goal):
            place = parsed.places_at.get(each.i)
            if place is not None and all(place.place != event.place for event in found):
                found.append(
                    EventMention(
                        Kind.VISIT,
                        parsed.sentence,
                        anchor.i,
                        rule,
                        unique([*travellers, *inviters]),
                        place=place.place,
                        weak=weak,
                    )
                )
    return found


def inviting(anchor: Token) -> list[Token]:
    """Who invites to the trip that the anchor carries: "A invited B to visit Paris"."""
    for above in grammar.ancestors(anchor):
        if grammar.is_verb(above) and grammar.lemma(above) in {"invite", "bid"}:
            return grammar.objects_of(above, "by") if grammar.is_passive(above) else grammar.subjects(above)
    paying = [anchor.head] if anchor.dep_ == "dobj" and grammar.is_verb(anchor.head) else []
    for child in (child for carried in (anchor, *paying) for child in carried.children):
        # "arrives as the guest of A", "at the invitation of A", "pays a visit at the invitation of A"
        if child.dep_ == "prep" and child.text.lower() in {"as", "at", "on"}:
            for carrier in grammar.children(child, "pobj"):
                if carrier.text.lower() in {"guest", "guests", "invitation"}:
                    return [*grammar.objects_of(carrier, "of", "from"), *grammar.children(carrier, "poss")]
    return []


def awaited(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visits of "is due in Sochi", "was expected in Paris", "will be in Berlin"."""
    lemma = grammar.lemma(verb)
    goals: list[Token] = []
    if lemma in {"lead", "head", "take"} and not grammar.is_passive(verb):
        return _leading_abroad(verb, parsed)
    if lemma in {"expect", "await"} and not grammar.is_passive(verb):
        return _host_expects(verb, parsed)
    if lemma == "be":
        goals = grammar.objects_of(verb, "in", "at")
        for child in verb.children:
            low = child.text.lower()
            if child.dep_ in {"acomp", "advmod", "oprd", "prep", "prt"} and low in _AWAITED:
                goals += grammar.objects_of(child, "in", "at")
            if child.dep_ in {"acomp", "advmod", "oprd", "prep", "prt"} and low in _BOUND:
                goals += grammar.objects_of(child, "to", "for") + grammar.objects_of(verb, "to", "for")
            if child.dep_ == "prep" and low == "on":
                goals += [
                    each
                    for way in grammar.children(child, "pobj")
                    if way.text.lower() == "way"
                    for each in [*grammar.objects_of(way, "to"), *grammar.objects_of(verb, "to")]
                ]
    elif lemma in {"expect", "await"} and grammar.is_passive(verb):
        goals = grammar.objects_of(verb, "in", "at")
    goals = [goal for goal in goals if goal.i in parsed.places_at]
    if not goals:
        return _expected_here(verb, parsed)
    travellers = travelling(grammar.subjects(verb), parsed)
    if not travellers or not all(each.sure or " " in each.who.name for each in travellers):
        return []
    if met := _purpose(verb, travellers, parsed):
        return met
    return visits(verb, goals, travellers, parsed, f"travel:{lemma}", weak=True)


def _expected_here(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visit to where the article is written of somebody "expected here on Friday", "due here tomorrow"."""
    spots = [verb, *(child for child in verb.children if child.text.lower() in _AWAITED)]
    here = any(child.text.lower() == "here" for spot in spots for child in spot.children)
    if not here or not parsed.here or not _has_date(verb, parsed):
        return []
    if grammar.lemma(verb) != "be" and not grammar.is_passive(verb):
        return []
    travellers = [each for each in travelling(grammar.subjects(verb), parsed) if each.sure or " " in each.who.name]
    home = parsed.here.rsplit(", ", 1)[-1]
    if not travellers or any(each.who.country == home for each in travellers):
        return []
    if met := _purpose(verb, travellers, parsed):
        return met
    event = EventMention(Kind.VISIT, parsed.sentence, verb.i, f"arrival:{grammar.lemma(verb)}", travellers)
    event.place, event.dated, event.weak = parsed.here, True, True
    return [event]


def _host_expects(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visit to a place that expects somebody: "Lima expects A on Friday"."""
    hosts = [token for token in grammar.children(verb, "nsubj") if token.i in parsed.places_at]
    guests = persons(parties(grammar.children(verb, "dobj"), parsed))
    if not hosts or _infinitives(verb) or not all(each.sure or " " in each.who.name for each in guests):
        return []
    found = visits(verb, hosts, guests, parsed, f"travel:{grammar.lemma(verb)}", weak=True)
    for event in found:
        event.dated, event.settled = True, Status.PLANNED
    return found if _has_date(verb, parsed) else []


def _leading_abroad(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visits of "A leads a delegation to Beijing" and "the trip takes A to Beijing"."""
    objects = grammar.children(verb, "dobj")
    goals = [*grammar.objects_of(verb, "to"), *(goal for each in objects for goal in grammar.objects_of(each, "to"))]
    if any(each.text.lower() in {"delegation", "mission", "team"} for each in objects):
        return visits(verb, goals, persons(parties(grammar.subjects(verb), parsed)), parsed, "travel:lead", weak=True)
    trips = [lexicon().noun(token.text) for token in grammar.children(verb, "nsubj")]
    if not any(trip and lexicon().nouns[trip][0] == "visit" for trip in trips):
        return []
    found = visits(verb, goals, persons(parties(objects, parsed)), parsed, "travel:take", weak=True)
    if found:
        found[0].place = ", ".join(event.place for event in found)
    return found[:1]
