"""Conferences: nouns that name one ("the G8 summit", "the Arctic Council's session"); who gathers is `gatherings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import grammar
from briefs.reading.attending import attending
from briefs.reading.event_phrases import is_formal, is_holder, is_known, is_telling, is_title, owning, phrase
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.sittings import (
    callers,
    holders_summit,
    is_organ,
    is_their_occasion,
    is_their_own,
    named_sitters,
    organ_of,
    organs,
    sits,
    sitting,
)
from briefs.reading.states import paired
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def stands_alone(noun: Token) -> bool:
    """Whether the noun is not part of another word: not "news conference", "conference call", "summit talks"."""
    doc = noun.doc
    before = doc[noun.i - 1].text.lower() if noun.i > 0 else ""
    word = lexicon().noun(noun.text)
    spoken = word == "call" or (before in words("events", "remote", "words") and lexicon().nouns[word][0] == "talks")
    if not spoken and before in words("prose", "conferences", "not_before"):
        return False
    if noun.i + 1 < len(doc) and doc[noun.i + 1].text.lower() in words("prose", "conferences", "not_after"):
        return False
    return not (noun.dep_ == "compound" and noun.head.tag_.startswith("NN") and noun.head.i > noun.i)


def of_noun(
    noun: Token, parsed: Parsed, inner: list[Party], outer: list[Party], *, definite: bool
) -> EventMention | None:
    """The conference an event noun names; None when it is another kind of event, or nothing tells which one."""
    lemma = lexicon().noun(noun.text)
    strong = lemma in words("prose", "conferences", "strong")
    bodies = [each for each in [*inner, *outer] if each.who.sort is Sort.BODY and each.sure]
    owners = parties(owning(noun), parsed)
    span = phrase(noun, parsed)
    name = parsed.text(*span)
    if lemma == "talks" and grammar.objects_of(noun, "between"):
        return None
    if lemma in words("prose", "conferences", "institutions") and _is_institution(noun, parsed):
        return None
    if noun.tag_.startswith("NNP") and noun.dep_ == "nsubjpass" and _is_received(noun.head):
        return None
    if strong:
        if _is_peak(noun, inner) or (lemma == "summit" and _bilateral(noun, inner, outer)):
            return None
    elif not (lemma in words("prose", "conferences", "weak") and _is_session(noun, parsed, owners, outer, span)):
        return _back(noun, parsed, name) if lemma == "meeting" and is_their_own(noun, parsed, span) else None
    if is_title(parsed, span):
        return None
    telling = is_telling(parsed, span, noun)
    if not telling and not bodies and not (bodies := organs(noun, parsed)):
        if of := holders_summit(noun, parsed):
            event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, f"conference:{lemma}", back=True)
            event.name, event.name_as = f"{name} of {of}", name
            return event
        if calling := callers(noun, parsed):
            event = _back(noun, parsed, name)
            event.parties = calling
            return event
        own = is_their_own(noun, parsed, span)
        return _back(noun, parsed, name) if definite or own or _is_phased(noun) else None
    if not telling and bodies:
        name = f"{_of_body(bodies[0])} {name}"
    event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, f"conference:{lemma}")
    event.name, event.name_as = name, parsed.text(*span)
    if (
        not strong
        and (not telling or is_formal(parsed, span, noun))
        and (sits(noun) or is_their_occasion(noun, parsed))
        and (sitters := named_sitters(noun, parsed))
    ):
        # "the Federal Reserve's policy committee begins a meeting"
        event.name = event.name_as = parsed.text(*phrase(sitters[0], parsed))
        if len(states := paired(event.name)) > 1:
            # "the Cuban-Vietnamese commission concluded its session"
            event.kind, event.name, event.name_as = Kind.TALKS, "", ""
            event.parties = [Party(who) for who in states]
            return event
    event.known = is_known(noun, parsed, span)
    takers = [*callers(noun, parsed), *parties(attending(parsed, noun), parsed)]
    inside = {each.who.name for each in persons(inner) if not each.sure and each.who.name in event.name}
    event.parties = unique(
        each
        for each in [*takers, *persons(inner)]
        if (each.sure or " " in each.who.name) and each.who.name not in inside
    )
    return event


def _is_phased(noun: Token) -> bool:
    """Whether a summit that only its day and place tell begins, runs or ends: "a two-day summit opens in Oslo"."""
    verb = noun.head
    if lexicon().noun(noun.text) != "summit" or not grammar.is_verb(verb):
        return False
    if not any(child.text.lower() in {"a", "an"} for child in noun.children):
        return False
    return noun.dep_ in {"nsubj", "nsubjpass"} and _gathers(verb)


def _of_body(body: Party) -> str:
    """A body's short name in the article's words: "EU" for "EU leaders"."""
    kept = body.who.mention.rsplit(" of ", 1)[-1].split()
    kept = [word for word in kept if word.lower() not in words("prose", "conferences", "holders")]
    while kept and kept[0].lower() in {"the", "a", "an"}:
        kept = kept[1:]
    return " ".join(kept).removesuffix("'s").removesuffix("’s") or body.who.name


def _is_institution(noun: Token, parsed: Parsed) -> bool:
    """Whether "council" or "congress" is the name of a body that does something else than gather."""
    mention = parsed.at.get(noun.i)
    named = mention is not None and any(who.sort is Sort.BODY for who in mention.who)
    if not named and not (noun.tag_.startswith("NNP") and noun.text[0].isupper()):
        return False
    if noun.tag_.startswith("NNP") and _is_parliament(noun, parsed):
        return True
    verb = noun.head
    gathers = noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(verb) and _gathers(verb)
    if noun.dep_ == "pobj" and noun.head.text.lower() == "for" and noun.tag_.startswith("NNP"):
        # "arrive for the European Council"
        carrier = grammar.clause_verb(noun)
        lemma = grammar.lemma(carrier) if carrier is not None else ""
        gathers = lemma in words("events", "conferences", "attend") or lemma in words("events", "phases", "come")
        gathers = gathers or (carrier is not None and _gathers(carrier))
    if noun.dep_ == "pobj" and noun.head.text.lower() == "at" and noun.tag_.startswith("NNP"):
        # "informed at the Fisheries Council on 29 November"
        gathers = gathers or any(goal.i in parsed.dates_at for goal in grammar.objects_of(noun, "on"))
    if noun.dep_ == "dobj" and noun.tag_.startswith("NNP"):
        # "to hold their Pan-Orthodox Council"
        gathers = grammar.lemma(verb) in {"hold", "convene", "host", "open", "attend"}
    return not gathers


def _is_parliament(noun: Token, parsed: Parsed) -> bool:
    """Whether the name is that of a country's own house: "the National Assembly", whose sittings are no conference."""
    before = noun.doc[noun.i - 1].text.lower() if noun.i else ""
    return noun.text.lower() in {"assembly", "congress", "parliament"} and before in words(
        "prose", "conferences", "domestic"
    )


def _is_received(verb: Token) -> bool:
    """Whether the verb is done to those who come: what is received is a body, not its conference."""
    return any("host" in frame.slots for frame in lexicon().verbs.get(grammar.lemma(verb), ()))


def _gathers(verb: Token) -> bool:
    lemma = grammar.lemma(verb)
    if lemma in words("events", "phases", "begin") or lemma in words("events", "phases", "run"):
        return True
    return any("gather" in frame.slots for frame in lexicon().verbs.get(lemma, ()))


def _back(noun: Token, parsed: Parsed, name: str) -> EventMention:
    event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, "conference:back", back=True)
    event.name = event.name_as = name
    event.parties = parties(attending(parsed, noun), parsed)
    return event


def _is_peak(noun: Token, inner: list[Party]) -> bool:
    """Whether "summit" is a mountain's, or a figure of speech: "the summit of the table"."""
    if lexicon().noun(noun.text) != "summit":
        return False
    verb = grammar.clause_verb(noun)
    owners = grammar.objects_of(noun, "of")
    if owners and noun.dep_ == "pobj" and noun.head.text.lower() == "on":
        return True
    if owners and not inner and all(owner.tag_ in {"NNP", "NN"} and not is_holder(owner) for owner in owners):
        return True
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass"} or noun.head.i != verb.i:
        return False
    return grammar.lemma(verb) in words("prose", "conferences", "climbing")


def _bilateral(noun: Token, inner: list[Party], outer: list[Party]) -> bool:
    if any(child.text.lower() in words("prose", "conferences", "wide") for child in noun.children):
        return False
    people = unique([*inner, *outer])
    return 2 <= len(people) <= 4 and not any(each.who.sort is Sort.BODY for each in people)


def _is_session(noun: Token, parsed: Parsed, owners: list[Party], outer: list[Party], span: tuple[int, int]) -> bool:
    """Whether a meeting, session or council is one of a named body or of its office-holders.

    `owners` are the parties named in the noun phrase ("session of A", "A's council"), `outer` those of the clause.
    """
    if any(_are_signatories(token, noun) for token in grammar.objects_of(noun, "of")):
        return True
    owners = owners or [each for token in grammar.objects_of(noun, "of") for each in organ_of(token, parsed)]
    bodies = [each for each in owners if each.who.sort is Sort.BODY and each.sure]
    if any(is_holder(parsed.doc[index]) for index in range(*span)):
        return len([each for each in owners if each.who.sort is not Sort.BODY]) < 2
    named = noun.tag_.startswith("NNP") and noun.i > span[0] and noun.doc[noun.i - 1].tag_.startswith("NNP")
    if named and noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(noun.head) and _gathers(noun.head):
        return True
    if named and attending(parsed, noun) and noun.dep_ == "dobj":
        # "is to attend the fifth Asia-Europe Meeting"
        return grammar.lemma(noun.head) in words("events", "conferences", "come")
    loose = lexicon().noun(noun.text) in words("prose", "conferences", "loose")
    if bodies and len(bodies) == len(owners) and len(bodies) < 3:
        return not loose or bool(grammar.objects_of(noun, "of"))
    formal = any(
        token.text.lower() in words("prose", "conferences", "formal") for token in parsed.doc[span[0] : span[1]]
    )
    hosts = [each for each in outer if each.who.sort is Sort.BODY and each.sure]
    seated = sits(noun) and not grammar.objects_of(noun, "with") and not grammar.objects_of(noun.head, "with")
    if seated and not outer:
        hosts = outer = [each for token in grammar.subjects(noun.head) for each in organ_of(token, parsed)]
    if seated and not all(each.who.name in sitting() or is_organ(each.who.name) for each in hosts):
        seated = False
    return (formal or seated) and not owners and bool(hosts) and len(hosts) == len(outer) and not loose


def _are_signatories(token: Token, noun: Token) -> bool:
    """Whether a plural means the states of a treaty: "a meeting of the parties to the Montreal Protocol"."""
    goals = [*grammar.objects_of(token, "to", "of"), *grammar.objects_of(noun, "to")]
    treaty = [goal for goal in goals if goal.tag_.startswith("NNP")]
    return token.text.lower() in {"parties", "signatories", "members"} and bool(treaty)
