"""Verbs of encounter and travel: "A met B", "B was received by A", "A and B conferred", "A flew to Paris"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort, Status
from briefs.reading import gatherings, grammar
from briefs.reading.attaching import FARTHEST, distance
from briefs.reading.events import EventMention
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, again, parties, persons, unique
from briefs.reading.phrases import Shape
from briefs.reading.triggers import VerbFrame, lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SLOTS = ("with", "to", "between", "on", "opposite", "alongside", "beside", "into")
_GOALS = ("to", "in", "at", "into", "for")
_AWAITED = frozenset({"due", "expected", "awaited", "back"})
_BOUND = frozenset({"off", "bound", "headed", "route", "away", "back"})


def find(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The events that a verb carries; none when its slots are not filled by parties that can meet."""
    for frame in lexicon().verbs.get(grammar.lemma(verb), ()):
        if frame.particle and not _has_particle(verb, frame.particle):
            continue
        if frame.kind == "invite":
            return _invitation(verb, parsed)
        found = _travel(verb, frame, parsed) if frame.kind == "visit" else _encounter(verb, frame, parsed)
        if found:
            return found
    return _awaited(verb, parsed) or gatherings.assembling(parsed, verb) or _generic(verb, parsed)


def _invitation(verb: Token, parsed: Parsed) -> list[EventMention]:
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


def _generic(verb: Token, parsed: Parsed) -> list[EventMention]:
    """Something that one person did to or with another, on a day or at a place."""
    lemma = grammar.lemma(verb)
    if lemma in words("prose", "saying", "verbs") or lemma in lexicon().light or effect_of(verb):
        return []
    if (
        grammar.is_passive(verb)
        or lemma in words("events", "joint", "apart")
        or lemma in words("events", "joint", "never")
    ):
        return []
    agents = persons(parties(grammar.children(verb, "nsubj"), parsed))
    if any(lexicon().noun(token.text) for token in grammar.children(verb, "dobj")):
        return []
    others = persons(parties(grammar.children(verb, "dobj"), parsed)) or persons(parties(_after(verb, "with"), parsed))
    people = unique([*agents, *others])
    if not agents or not others or len(people) < 2:
        return []
    event = EventMention(Kind.MEETING, parsed.sentence, verb.i, f"generic:{lemma}", people, agents, others)
    event.dated = event.weak = True
    return [event]


def _has_particle(verb: Token, particle: str) -> bool:
    return any(
        child.text.lower() == particle for child in verb.children if child.dep_ in {"prt", "advmod", "prep", "npadvmod"}
    )


def by_telephone(carrier: Token) -> bool:
    """Whether the words that hang on the carrier say that it was not face to face."""
    return any(_is_remote(token) and not _in_other_clause(token, carrier) for token in carrier.subtree)


def _is_remote(token: Token) -> bool:
    low = token.text.lower()
    if low == "call":
        return any(child.text.lower() in {"conference", "video", "phone", "telephone"} for child in token.children)
    return low in words("events", "remote", "words")


def _in_other_clause(token: Token, carrier: Token) -> bool:
    at = token
    while at.i != carrier.i and at.head.i != at.i:
        if at.dep_ in {"relcl", "conj", "advcl", "ccomp"}:
            return True
        at = at.head
    return False


def _encounter(verb: Token, frame: VerbFrame, parsed: Parsed) -> list[EventMention]:
    subjects, objects = grammar.subjects(verb), grammar.children(verb, "dobj") or _delayed(verb, parsed)
    if "plain" in frame.slots and (grammar.children(verb, "oprd", "xcomp", "ccomp", "prt") or grammar.is_passive(verb)):
        return []
    agents, others = parties(subjects, parsed), list[Party]()
    if grammar.is_passive(verb) and "state" not in frame.slots:
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
    if kind is not Kind.CALL and by_telephone(verb):
        kind = Kind.CALL
    if "alone" in frame.slots and not others and len(agents) < 2:
        agents = unique([*agents, *_leading(subjects, parsed)])
    if "alone" in frame.slots and "weak" not in frame.slots and not (agents or others or objects):
        agents = again(subjects, parsed)
    if frame.lemma == "host" and others and all(gatherings.is_bloc(each) for each in others):
        # "Iceland hosts the Arctic Council": its sitting, see gatherings.of_body
        return []
    if parsed.leads and len(persons(agents)) == 1 and not others and not objects:
        # "The Pope received in audience this morning:"
        return [EventMention(kind, parsed.sentence, verb.i, f"lead:{frame.lemma}", agents, agents)]
    people = unique([*agents, *others])
    together = "alone" in frame.slots and len(agents) > 1 and (not objects or "joint" in frame.slots)
    if len(people) < 2 or not agents or not (others or together):
        if "gather" in frame.slots and not grammar.is_passive(verb) and not objects:
            return gatherings.gathering(parsed, verb)
        return []
    weak = "weak" in frame.slots
    governed = (
        frame.lemma == "see" and verb.dep_ == "xcomp" and effect_of(verb.head) in {"ruled-out", "planned", "proposed"}
    )
    sure_body = ("body" in frame.slots or governed) and persons(agents) and all(each.sure for each in others)
    if weak and kind is not Kind.CALL and not sure_body and not _weak_holds(kind, agents, others):
        return []
    event = EventMention(kind, parsed.sentence, verb.i, f"verb:{_key(frame)}", people, agents, others, weak=weak)
    event.dated = "dated" in frame.slots
    return [event]


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


def _key(frame: VerbFrame) -> str:
    return f"{frame.lemma}+{frame.particle}" if frame.particle else frame.lemma


def _weak_holds(kind: Kind, agents: list[Party], others: list[Party]) -> bool:
    """Whether the sides of an everyday verb can meet: people, or at least not two states."""
    if not any(each.sure or " " in each.who.name for each in [*agents, *others]):
        return False
    if kind in {Kind.MEETING, Kind.CALL}:
        return bool(persons(agents)) and bool(persons(others) or not others)
    return any(each.who.sort is not Sort.COUNTRY for each in [*agents, *others])


def _travel(verb: Token, frame: VerbFrame, parsed: Parsed) -> list[EventMention]:
    if grammar.is_passive(verb):
        return []
    travellers = travelling(grammar.subjects(verb), parsed)
    if not travellers:
        return []
    goals = grammar.children(verb, "dobj") if "place" in frame.slots else []
    if goals and (hosts := persons(parties(goals, parsed))):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, verb.i, f"verb:{_key(frame)}", people)]
    goals = goals or grammar.objects_of(verb, *(slot for slot in _GOALS if slot in frame.slots))
    if met := _purpose(verb, travellers, parsed):
        return met
    found = visits(verb, goals, travellers, parsed, f"travel:{_key(frame)}", weak="weak" in frame.slots)
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
        seen = [*grammar.children(clause, "dobj"), *_company(clause)]
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
        and not _in_other_clause(token, clause)
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
    for child in anchor.children:
        # "arrives as the guest of A", "at the invitation of A"
        if child.dep_ == "prep" and child.text.lower() in {"as", "at", "on"}:
            for carrier in grammar.children(child, "pobj"):
                if carrier.text.lower() in {"guest", "guests", "invitation"}:
                    return [*grammar.objects_of(carrier, "of", "from"), *grammar.children(carrier, "poss")]
    return []


def _awaited(verb: Token, parsed: Parsed) -> list[EventMention]:
    """The visits of "is due in Sochi", "was expected in Paris", "will be in Berlin"."""
    lemma = grammar.lemma(verb)
    goals: list[Token] = []
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
        return []
    travellers = travelling(grammar.subjects(verb), parsed)
    if not travellers or not all(each.sure or " " in each.who.name for each in travellers):
        return []
    if met := _purpose(verb, travellers, parsed):
        return met
    return visits(verb, goals, travellers, parsed, f"travel:{lemma}", weak=True)


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
