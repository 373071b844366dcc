"""Bodies and office-holders that gather: "NATO ministers meet", "COP24 opens", "at the G20 in Los Cabos"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import grammar
from briefs.reading import lexicon as lexicon_tables
from briefs.reading.attending import attending, participial
from briefs.reading.event_phrases import is_holder, is_known, is_telling, owning, phrase
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.references import Mention
from briefs.reading.sittings import owning_states, sitting
from briefs.reading.states import paired
from briefs.reading.triggers import SERIES
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCEDING = frozenset({"join", "leave", "quit"})
"""Verbs that with a bloc as object are about membership: "Croatia joins the Union"."""


def _is_organ(subject: Token, parsed: Parsed) -> bool:
    """Whether an organ sits that more than one sends people to, or one of a body of states or of a central bank.

    "The international working group on Ivory Coast", "the OAS's permanent council", "the Iran-Iraq commission". What
    meets inside one party, firm or state is no conference.
    """
    low = subject.text.lower()
    organs = words("prose", "conferences", "working") | words("prose", "conferences", "organs")
    mention = parsed.at.get(subject.i)
    if mention is not None and len(mention.who) == 1 and mention.who[0].name not in _known_bodies():
        # "the Nigeria-Cameroon Mixed Commission", a name that no table knows
        name = parsed.text(*_mention_tokens(subject, parsed))
        low_words = set(name.lower().split())
        shared = bool(low_words & words("prose", "conferences", "shared"))
        of_states = shared or bool(_known_names(name)) or len(_sides(subject, parsed)) > 1
        return bool(low_words & organs) and of_states
    if low not in organs:
        return False
    if any(child.text.lower() in words("prose", "conferences", "shared") for child in subject.children):
        return True
    owners = parties(owning(subject), parsed)
    if len(_sides(subject, parsed)) > 1:
        return True
    return any(each.sure and each.who.name in sitting() for each in owners)


def _sides(organ: Token, parsed: Parsed) -> list[Party]:
    """The two to four states that share an organ, where its name tells them."""
    start, end = phrase(organ, parsed, after=False)
    found = [Party(who) for who in paired(parsed.text(max(0, start - 3), end))]
    owners = parties(owning(organ), parsed)
    return unique([*found, *(each for each in owners if each.sure and each.who.sort is Sort.COUNTRY)])


def _with_others(holder: Token, span: tuple[int, int], parsed: Parsed) -> tuple[int, int]:
    """The phrase with a second sort of office-holders that says whose they are: "ministers and bankers of the G7"."""
    if not is_holder(holder) or grammar.objects_of(holder, "of", "from") or is_known(holder, parsed, span):
        return span
    for other in grammar.children(holder, "conj"):
        stop = phrase(other, parsed)[1]
        if is_holder(other) and grammar.objects_of(other, "of", "from") and stop > other.i + 1:
            return span[0], stop
    return span


def _is_internal(mention: Mention | None) -> bool:
    """Whether a body that no table knows says by its name that it sits for itself: "the Municipal Corporation"."""
    if mention is None or mention.who[0].name in _known_bodies():
        return False
    return bool(set(mention.who[0].name.lower().split()) & words("prose", "conferences", "internal"))


def _known_names(name: str) -> list[str]:
    """The bodies of states that a longer name holds: "Permanent Council of the OAS"."""
    parts = name.replace(" of the ", " of ").split(" of ")
    return [part for part in parts[1:] if part in _sitting_names()]


def _of_states(holder: Token) -> bool:
    """Whether ministers are those of a region or a count of states: "transport ministers of the Baltic states"."""
    if holder.text.lower() != "ministers":
        return False
    states = words("prose", "conferences", "states")
    return any(goal.text.lower() in states for goal in grammar.objects_of(holder, "of", "from"))


def _is_proper(parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether a capitalised word tells whose office-holders they are: "the six Western Balkan leaders"."""
    return any(parsed.doc[index].text[:1].isupper() for index in range(span[0], span[1] - 1))


def assembling(parsed: Parsed, verb: Token) -> list[EventMention]:
    """Office-holders of a body who come, or are brought, to one place: "NATO ministers are expected in Brussels"."""
    lemma = grammar.lemma(verb)
    if lemma in words("events", "rows", "resuming") and not grammar.is_passive(verb):
        objects = grammar.children(verb, "dobj")
        works = all(each.text.lower() in words("events", "conferences", "work") for each in objects)
        return gathering(parsed, verb, holders_only=True) if works else []
    takes_up = lemma == "take" and any(child.text.lower() == "up" for child in grammar.children(verb, "prt"))
    if takes_up or lemma in words("events", "phases", "come"):
        found = gathering(parsed, verb, holders_only=True)
        for event in found:
            event.dated = True
        return found
    if lemma not in words("events", "phases", "collect"):
        return []
    objects = grammar.children(verb, "dobj")
    found = gathering(parsed, verb, holders_only=True, subjects=objects)
    for event in found:
        event.parties = parties(grammar.subjects(verb), parsed)
    return found


def gathering(
    parsed: Parsed, verb: Token, *, holders_only: bool = False, subjects: list[Token] | None = None
) -> list[EventMention]:
    """The conference of a body or of office-holders that gather: "EU foreign ministers meet in Brussels"."""
    for subject in grammar.subjects(verb) if subjects is None else subjects:
        mention = parsed.at.get(subject.i)
        body = mention is not None and len(mention.who) == 1 and mention.who[0].sort is Sort.BODY and mention.sure
        body = body and not _is_internal(mention)
        organ = _is_organ(subject, parsed)
        if not (is_holder(subject) or organ or (body and not holders_only)):
            continue
        if not organ and not body and owning_states(subject, parsed):
            continue
        if organ and 1 < len(sides := _sides(subject, parsed)) < 5:
            # "the Nigeria-Cameroon mixed commission meets"
            return [EventMention(Kind.TALKS, parsed.sentence, verb.i, "gathering:sides", sides, dated=True)]
        span = _with_others(subject, phrase(subject, parsed), parsed)
        name = parsed.text(*span)
        if body and not organ and not is_holder(subject) and subject.text[:1].isupper():
            # "the Quartet on the Middle East": its name is what it is known by
            known = parsed.text(*_mention_tokens(subject, parsed)).removeprefix("the ").removeprefix("The ")
            name = known if known and known in name else name
        of_states = holders_only and not organ and _of_states(subject)
        if (
            holders_only
            and not organ
            and not of_states
            and not is_known(subject, parsed, span)
            and not (subjects and _is_proper(parsed, span))
        ):
            continue
        if not body and not is_telling(parsed, span, subject):
            continue
        event = EventMention(Kind.CONFERENCE, parsed.sentence, verb.i, f"gathering:{grammar.lemma(verb)}")
        event.name = event.name_as = name
        event.back = of_states
        event.parties = [each for each in parties(participial(parsed), parsed) if each.sure]
        return [event]
    return []


def of_body(token: Token, parsed: Parsed) -> list[EventMention]:
    """The sitting of a bloc that somebody attends or that has a day or place: "at the G20 in Los Cabos on the 18th"."""
    mention = parsed.at.get(token.i)
    if mention is None or not mention.sure or len(mention.who) != 1 or mention.who[0].name not in _blocs():
        return []
    if token.i + 1 < len(token.doc) and parsed.at.get(token.i + 1) is mention:
        return []
    sits = {*words("events", "conferences", "come"), "host"} - _ACCEDING
    attended = token.dep_ == "dobj" and grammar.lemma(token.head) in sits
    at = token.dep_ == "pobj" and token.head.text.lower() in {"at", "of"}
    if not (attended or (at and _is_met(token))):
        return []
    event = EventMention(Kind.CONFERENCE, parsed.sentence, token.i, "body", dated=True)
    event.name = event.name_as = parsed.text(*_mention_tokens(token, parsed)).removeprefix("the ").removeprefix("The ")
    event.parties = [each for each in persons(parties(attending(parsed, token), parsed)) if each.sure]
    return [event]


def hosted(verb: Token, hosts: list[Party], guests: list[Party], parsed: Parsed) -> EventMention:
    """The sitting of a bloc told by its host: "A hosts B, C and the other Group of Eight leaders"."""
    bloc = next(each for each in guests if is_bloc(each))
    event = EventMention(Kind.CONFERENCE, parsed.sentence, verb.i, "body:hosted", dated=True)
    event.name, event.name_as = bloc.who.name, bloc.who.mention
    event.parties = unique(each for each in [*hosts, *guests] if not is_bloc(each) and each.sure)
    for guest in (each for head in grammar.children(verb, "dobj") for each in grammar.conjuncts(head)):
        for goal in grammar.objects_of(guest, "in", "at"):
            if goal.i in parsed.places_at:
                event.place = parsed.places_at[goal.i].place
    return event


def of_series(token: Token, parsed: Parsed) -> list[EventMention]:
    """A conference known by its number or initials: "COP24 opens in Katowice"."""
    if not SERIES.fullmatch(token.text) or token.i in parsed.dates_at or token.dep_ == "compound":
        return []
    event = EventMention(Kind.CONFERENCE, parsed.sentence, token.i, "series", dated=True)
    event.name = event.name_as = token.text
    event.parties = [each for each in persons(parties(attending(parsed, token), parsed)) if each.sure]
    return [event]


def is_bloc(party: Party) -> bool:
    """Whether a party is a body that sits as a conference."""
    return party.sure and party.who.name in _blocs()


def _is_met(token: Token) -> bool:
    """Whether words of attending or of sidelines lead to the body, or it stands at a place."""
    above = token.head.head
    if above.text.lower() in words("events", "conferences", "sides"):
        return True
    return token.head.text.lower() == "at" and any(
        child.dep_ == "prep" and child.text.lower() in {"in", "on", "from"} for child in token.children
    )


def _mention_tokens(token: Token, parsed: Parsed) -> tuple[int, int]:
    mention = parsed.at[token.i]
    inside = [index for index, other in parsed.at.items() if other is mention]
    return min(inside), max(inside) + 1


@cache
def _blocs() -> frozenset[str]:
    """Bodies that sit as a conference."""
    return frozenset(body.name for body in lexicon_tables.bodies() if body.sort == "bloc")


@cache
def _sitting_names() -> frozenset[str]:
    """The names and acronyms of bodies that sit in session."""
    known = [body for body in lexicon_tables.bodies() if body.name in sitting()]
    return frozenset(name for body in known for name in (body.name, *body.aliases))


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(body.name for body in lexicon_tables.bodies())
