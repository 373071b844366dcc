"""Event nouns: "talks between A and B", "A's visit to Paris", "held a meeting with B", "after talks with B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import conferences, grammar
from briefs.reading.event_phrases import owning, phrase
from briefs.reading.events import EventMention
from briefs.reading.frames.remote import by_telephone
from briefs.reading.frames.travelling import visits
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.states import paired
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAKING = frozenset({"accept", "decline", "refuse", "receive", "get", "reject", "turn"})
_MOST = 8
"""Parties of a summit that is a meeting of people rather than a conference with a name."""
_DEFINITE = frozenset({"the", "that", "those", "these", "this", "such"})


def find(noun: Token, parsed: Parsed) -> list[EventMention]:
    """The events an event noun carries; none when its parties are unknown or it is part of another word."""
    word = lexicon().noun(noun.text)
    kind, marks = lexicon().nouns[word]
    if not conferences.stands_alone(noun):
        return _remote_conference(noun, parsed) or _joint_appearance(noun, parsed)
    if kind == "visit":
        return _visit(noun, parsed)
    if kind == "conference" and noun.dep_ == "appos" and lexicon().noun(noun.head.text):
        # "the Raisina Dialogue, India's flagship conference"
        return []
    inner = _inner(noun, parsed)
    if len(inner) < 2:
        inner = unique([*(Party(who) for who in paired(_before(noun, parsed))), *inner])
    if len(inner) == 1 and parsed.lead and _opens(noun):
        # "A lands on Friday. Talks with B, then home."
        inner = unique([*(Party(who) for who in parsed.lead), *inner])
    definite = any(child.text.lower() in _DEFINITE for child in noun.children if child.dep_ in {"det", "amod"})
    outer = _outer(noun, parsed, definite=definite, alone=len(inner) < 2)
    people = unique([*outer, *inner])
    taken_up = not people and _is_further(noun)
    if taken_up:
        people = [Party(who) for who in parsed.before]
    conference = conferences.of_noun(noun, parsed, inner, outer, definite=definite)
    if conference is not None:
        return [conference]
    if kind == "conference":
        if word not in {"summit", "gathering", "conference", "conclave", "retreat"} or not 2 <= len(people) <= _MOST:
            return []
        kind = "meeting" if word == "summit" else "talks"
    rule = f"noun:{word}"
    if word == "call" and parsed.owner and _is_courtesy(noun):
        # "The ambassador makes his farewell call", in the schedule of somebody
        people = unique([*(Party(who) for who in parsed.owner), *persons(outer or _owner(noun, parsed))])
        if len(people) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, noun.i, "noun:courtesy call", people)]
    if word == "call" and (called := persons(parties(grammar.objects_of(noun, "on"), parsed))):
        # "a courtesy call by A on B"
        callers = persons([*parties(grammar.objects_of(noun, "by"), parsed), *inner, *outer])
        met = unique([*callers, *called])
        if len(met) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, noun.i, "noun:call on", met, callers, called)]
    if len(people) < 2:
        if definite and people:
            return [EventMention(Kind(kind), parsed.sentence, noun.i, rule, people, back=True)]
        return []
    remote = by_telephone(noun)
    jointly = len(outer) > 1 and any(child.text.lower() in {"joint", "common"} for child in noun.children)
    if "weak" in marks and not inner and not remote and not jointly and not _asked_for(noun):
        return []
    if kind == "call" and not remote and grammar.objects_of(noun, "for"):
        # "a call for a meeting with B" is a demand
        return []
    if kind in {"call", "talks", "meeting"} and remote:
        kind = "call"
    return [EventMention(Kind(kind), parsed.sentence, noun.i, rule, people, outer, inner, dated=taken_up)]


def _opens(noun: Token) -> bool:
    """Whether the event noun, with "with", begins its sentence and is its subject or all of it."""
    if noun.left_edge.i > 1 or not grammar.objects_of(noun, "with") or grammar.children(noun, "poss"):
        return False
    return noun.dep_ in {"ROOT", "nsubj", "nsubjpass", "advcl", "npadvmod"}


def _before(noun: Token, parsed: Parsed) -> str:
    """The article's words for what stands before the noun in its phrase."""
    start = phrase(noun, parsed, after=False)[0]
    return parsed.text(start, noun.i)


def _is_further(noun: Token) -> bool:
    """Whether the event is a further one between those who met before: "a second round"."""
    if grammar.children(noun, "poss") or grammar.objects_of(noun, "of"):
        # "their next summit" is theirs who stand with it
        return False
    return any(child.text.lower() in words("prose", "groups", "further") for child in noun.children)


def _remote_conference(noun: Token, parsed: Parsed) -> list[EventMention]:
    """Those who confer by wire: "A and B held a video conference"."""
    before = noun.doc[noun.i - 1].text.lower() if noun.i else ""
    if before not in _WIRES or noun.text.lower() not in {"conference", "meeting", "summit", "session"}:
        return []
    inner = _inner(noun, parsed)
    outer = _outer(noun, parsed, definite=False, alone=len(inner) < 2)
    people = unique([*outer, *inner])
    if len(people) < 2:
        return []
    return [EventMention(Kind.CALL, parsed.sentence, noun.i, "noun:wire", people, outer, inner)]


_WIRES = frozenset({"video", "telephone", "phone", "virtual", "online"})


def _joint_appearance(noun: Token, parsed: Parsed) -> list[EventMention]:
    """Who faces the press together has met: "at a joint news conference with B"."""
    doc = noun.doc
    lead = {token.text.lower() for token in doc[max(0, noun.i - 3) : noun.i]}
    if noun.text.lower() != "conference" or "joint" not in lead or not lead & {"news", "press"}:
        return []
    inner = parties(grammar.objects_of(noun, "with", "by"), parsed)
    outer: list[Party] = []
    carrier = grammar.clause_verb(noun)
    if carrier is not None and len(inner) < 2:
        outer = persons(parties(grammar.subjects(carrier), parsed))
    people = unique([*outer, *inner])
    if len(people) < 2 or not inner:
        return []
    return [EventMention(Kind.MEETING, parsed.sentence, noun.i, "noun:joint conference", people, outer, inner)]


def _inner(noun: Token, parsed: Parsed) -> list[Party]:
    """Parties inside the noun phrase."""
    tokens = [each for each in owning(noun) if not _is_site(each, parsed)]
    tokens += grammar.objects_of(noun, "between", "among", "amongst", "with", "by", "involving", "from")
    tokens += _partners(noun, parsed)
    if "meal" in lexicon().nouns[lexicon().noun(noun.text)][1]:
        # "a dinner for both men"
        tokens += grammar.objects_of(noun, "for")
    for child in noun.children:
        if child.dep_ == "appos":
            # "their meeting, the third between A and B"
            tokens += grammar.objects_of(child, "between", "with")
        if child.dep_ == "relcl" and grammar.lemma(child) in lexicon().light:
            tokens += grammar.objects_of(child, "for")
        if child.dep_ == "acl" and grammar.lemma(child) in {"involve", "bring", "include"}:
            tokens += grammar.children(child, "dobj")
        if child.dep_ in {"acl", "relcl"}:
            # "a summit it was to host with B"
            for clause in (child, *grammar.children(child, "xcomp")):
                tokens += grammar.objects_of(clause, "between", "with")
    return parties(tokens, parsed)


def _partners(noun: Token, parsed: Parsed) -> list[Token]:
    """Those after "with" behind the topic, or behind the verb that lends: "held talks on copper with B"."""
    others = [each for each in grammar.conjuncts(noun)[1:] if lexicon().noun(each.text)]
    taken = {token.i for other in others for token in other.subtree}
    carriers = [
        token for token in noun.subtree if token.i > noun.i and token.tag_.startswith("NN") and token.i not in taken
    ]
    verb = noun.head.head if _follows_day(noun, parsed) else noun.head
    if (noun.dep_ == "dobj" or verb.i != noun.head.i) and grammar.lemma(verb) in lexicon().light:
        carriers.append(verb)
    if noun.dep_ == "pobj" and noun.head.text.lower() in {"in", "into"} and grammar.is_verb(verb.head):
        # "went into conclave on Monday with B"
        carriers += [verb.head] if grammar.lemma(verb.head) in {"go", "be", "get", "come"} else []
    found = [goal for token in carriers for goal in grammar.objects_of(token, "with", "between", "involving")]
    for token in carriers:
        # "talks on the dam involving A and B"
        for child in grammar.children(token, "acl"):
            found += grammar.children(child, "dobj") if grammar.lemma(child) == "involve" else []
    return found


def _is_site(token: Token, parsed: Parsed) -> bool:
    """Whether a modifier says where: "the White House meeting", "the Geneva talks"."""
    place = parsed.places_at.get(token.i)
    return place is not None and "," in place.place and token.dep_ != "poss"


def _outer(noun: Token, parsed: Parsed, *, definite: bool, alone: bool) -> list[Party]:
    """The party that the clause lends: the subject of "held [talks]", of "said after [talks with B]"."""
    if noun.dep_ == "conj" and lexicon().noun(noun.head.text):
        # "for a summit and [a meeting with B]"
        return _outer(noun.head, parsed, definite=definite, alone=alone)
    verb = noun.head
    if noun.dep_ == "pobj" and _follows_day(noun, parsed) and grammar.is_verb(verb.head):
        # "held on Tuesday talks with B"
        return parties(grammar.subjects(verb.head), parsed)
    if noun.dep_ == "nsubj" and grammar.lemma(verb) == "be":
        owners = [
            owner
            for plan in grammar.objects_of(verb, "on", "in")
            if plan.text.lower() in words("events", "joint", "plans")
            for owner in [*grammar.children(plan, "poss"), *grammar.objects_of(plan, "of")]
        ]
        if owners:
            return parties(owners, parsed)
    if noun.dep_ in {"dobj", "xcomp"} and grammar.is_verb(verb):
        if grammar.lemma(verb) in lexicon().light or _governs(verb):
            return parties(grammar.subjects(verb), parsed)
        return []
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent" and alone:
        return parties(grammar.children(noun.head.head, "nsubjpass"), parsed)
    if noun.dep_ in {"nsubjpass", "nsubj"} and grammar.is_verb(verb):
        slots = ("by", "between", "with") if noun.dep_ == "nsubjpass" else ("between", "with")
        if lent := parties(grammar.objects_of(verb, *slots), parsed):
            return lent
    relative = next((c for c in noun.children if c.dep_ == "relcl"), None)
    if relative is not None and alone and (own := grammar.children(relative, "nsubj")):
        lent = parties(own, parsed)
        if lent:
            return lent
    if noun.dep_ == "pobj" and noun.head.text.lower() in {"in", "at"} and _partakes(verb, noun.head.head):
        return parties(
            grammar.subjects(noun.head.head if grammar.is_verb(noun.head.head) else noun.head.head.head), parsed
        )
    if noun.dep_ == "pobj" and alone and not definite:
        above = noun.head.head
        if grammar.is_verb(above) and effect_of(above) == "proposed" and (asked := grammar.children(above, "dobj")):
            return parties([*grammar.subjects(above), *asked], parsed)
        carrier = grammar.clause_verb(noun)
        if carrier is not None:
            return parties(grammar.subjects(carrier), parsed)
    return []


def _partakes(preposition: Token, above: Token) -> bool:
    """Whether the event is one that the subject takes part in: "took part in", "participated in"."""
    if grammar.is_verb(above):
        return grammar.lemma(above) in {"participate", "take"} and (
            grammar.lemma(above) != "take" or any(c.text.lower() == "part" for c in grammar.children(above, "dobj"))
        )
    return above.text.lower() == "part" and grammar.lemma(above.head) == "take"


def _is_courtesy(noun: Token) -> bool:
    """Whether the call is paid in person: "a farewell call"."""
    return any(child.text.lower() in {"farewell", "courtesy", "introductory", "protocol"} for child in noun.children)


def _owner(noun: Token, parsed: Parsed) -> list[Party]:
    return parties(grammar.subjects(noun.head), parsed) if grammar.is_verb(noun.head) else []


def _asked_for(noun: Token) -> bool:
    """Whether somebody is asked for the event: "has asked B for an appointment"."""
    verb = noun.head.head
    asks = noun.dep_ == "pobj" and noun.head.text.lower() == "for" and grammar.is_verb(verb)
    return asks and effect_of(verb) == "proposed" and bool(grammar.children(verb, "dobj"))


def _follows_day(noun: Token, parsed: Parsed) -> bool:
    """Whether a day before the noun, read as part of it, takes the preposition: "on [Tuesday talks]"."""
    return noun.head.text.lower() == "on" and noun.head.i + 1 in parsed.dates_at and noun.head.i + 1 != noun.i


def _governs(verb: Token) -> bool:
    """Whether a verb plans, wants, refuses or drops an event: its subject is one of the parties."""
    return effect_of(verb) not in {"", "unreal", "held"}


def _visit(noun: Token, parsed: Parsed) -> list[EventMention]:
    owners = parties([*grammar.children(noun, "poss"), *grammar.objects_of(noun, "by", "of")], parsed)
    travellers = persons(owners) or [each for each in owners if each.who.sort is Sort.BODY and each.sure]
    verb = noun.head
    lends = grammar.is_verb(verb) and (grammar.lemma(verb) in lexicon().light or _governs(verb))
    if not travellers and noun.dep_ == "dobj" and lends:
        travellers = parties(grammar.subjects(verb), parsed)
    if not travellers:
        # "the visit that A was to begin on Sunday"
        for child in grammar.children(noun, "relcl"):
            travellers = travellers or persons(parties(grammar.children(child, "nsubj"), parsed))
    if not travellers and noun.dep_ == "pobj" and noun.head.text.lower() in {"on", "for", "during", "to", "of"}:
        carrier = grammar.clause_verb(noun)
        travellers = parties(grammar.subjects(carrier), parsed) if carrier is not None else []
        travellers = persons(travellers)
    if not travellers:
        return []
    rule = f"noun:{lexicon().noun(noun.text)}"
    if lexicon().noun(noun.text) == "invitation":
        taken = noun.dep_ == "dobj" and grammar.is_verb(verb) and grammar.lemma(verb) in _TAKING
        travellers = persons(parties(grammar.subjects(verb), parsed)) if taken else []
        return visits(noun, grammar.objects_of(noun, "to"), travellers, parsed, rule)
    if hosts := persons(parties(grammar.objects_of(noun, "to", "with"), parsed)):
        people = unique([*travellers, *hosts])
        if len(people) > 1:
            return [EventMention(Kind.MEETING, parsed.sentence, noun.i, rule, people)]
    goals = [*grammar.objects_of(noun, "to", "in", "at", "of"), *grammar.children(noun, "compound", "amod", "nmod")]
    found = visits(noun, goals, travellers, parsed, rule)
    if not found and (here := _place_left_out(noun, goals, travellers, parsed)):
        return [EventMention(Kind.VISIT, parsed.sentence, noun.i, rule, travellers, place=here, dated=True, weak=True)]
    if len(found) > 1:
        found[0].place = ", ".join(event.place for event in found)
    return found[:1]


def _place_left_out(noun: Token, goals: list[Token], travellers: list[Party], parsed: Parsed) -> str:
    """Where a visit goes that is told of without its goal, where the article is written: "B's visit is put off"."""
    verb = noun.head
    told = noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and grammar.is_verb(verb)
    if not told or lexicon().noun(noun.text) != "visit" or any(goal.i not in parsed.dates_at for goal in goals):
        return ""
    lemma = grammar.lemma(verb)
    if not (
        effect_of(verb) or lemma in words("events", "phases", "run") or lemma in words("events", "phases", "begin")
    ):
        return ""
    home = parsed.here.rsplit(", ", 1)[-1]
    return "" if any(each.who.country in {home, ""} or not each.sure for each in travellers) else parsed.here
