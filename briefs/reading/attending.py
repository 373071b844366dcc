"""Who takes part in a conference: who attends, hosts, chairs, opens, convenes or addresses it.

The parse tells most of it ("A attends the summit", "a forum convened by A"); words around a name the rest ("A in the
chair", "under the chairmanship of A", "among the guests are A and B"); and a later sentence may add to the conference
told last ("A will chair it").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.governing import effect_of, negated
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.references import Mention
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 2
"""Sentences back to the conference that "A will chair it" takes up."""
_JOINED = re.compile(r"\s*(?:,|and|&|,\s*and|,\s*as well as|as well as)\s*(?:the\s*)?")
_ROLE = (
    r"(?:in the chair|in attendance|in charge|playing host|presiding|attending|chairing|hosting|speaking|mediating"
    r"|moderating|taking part|participating|at the table|does the (?:welcoming|honou?rs)"
    r"|(?:sits?|sitting|will sit) in the chair|(?:takes|taking|will take) the chair"
    r"|among (?:the|its|those) (?:\w+ )?(?:guests|participants|speakers|delegates|attending|present|invited)"
    r"|as (?:its |the )?(?:co-)?(?:host|chair|chairman|chairwoman|chairperson|mediator|moderator|guest)s?"
    r"|(?:the )?(?:hosts?|chairing|in the presidency))\b"
)
_AFTER = re.compile(rf"\s*,?\s*(?:(?:is|are|was|were|will be|to be|both|all|also|again)\s+)*{_ROLE}")
"""What follows the name of somebody who takes part: "Guterres in the chair"."""
_BEFORE = re.compile(
    r"(?:\bunder the (?:chairmanship|presidency|leadership|gavel|direction|patronage) of"
    r"|\b(?:co-)?(?:chaired|hosted|attended|convened|organi[sz]ed|sponsored|opened|addressed) by|\bpresided over by"
    r"|\bin the presence of|\bwith the participation of|\b(?:bring|brings|bringing|brought) together"
    r"|\b(?:guests|participants|speakers|those attending) (?:include|included|including|are|were|will be|will include)"
    r"|\bamong (?:them|[^.;:]{0,40}?),? (?:is|are|was|were|will be)|\bas (?:its |the )?(?:host|chairman|chair),?)"
    r"\s*(?:the\s*)?$",
    re.I,
)
"""What stands before the names of those who take part: "under the chairmanship of", "among the guests are"."""
_WHICH = re.compile(r"\bwhich\s+$")
_DOES = re.compile(
    r"\s*(?:will |is to |is due to |is set to |has |also )*(?:host|chair|attend|open|address|conven|organi[sz]|sponsor)"
    r"(?:e?s|ed|e)?\b"
)
_ABSENT = re.compile(r"\b(?:not|n't|n’t|without|never|no longer|instead of|nor|neither)\b")
_UNDER = re.compile(r"\bunder (?:the )?$", re.I)
_AUSPICES = re.compile(r"['’]s? (?:chairmanship|presidency|gavel|eyes?|roof|leadership|direction|patronage)\b")
_IN_IT = re.compile(
    r"\b(?:in the chair|among (?:the|its|those) (?:guests|participants|speakers|delegates|attending|present|invited)"
    r"|at the (?:[a-z]+ )?(?:gathering|meeting|session|conference|summit|talks|event)"
    r"|(?:attend|chair|host|open|close|address|preside over|join)(?:s|ed|ing)? (?:it|them|the (?:[a-z]+ )?"
    r"(?:gathering|meeting|session|conference|summit|talks|event|proceedings))|in attendance"
    r"|(?:attend(?:s|ed)?|presid(?:es|ed)|took part|takes part|participated)(?=\s*[.,;]))\b",
    re.I,
)
"""What puts somebody into the conference told just before."""


def attending(parsed: Parsed, noun: Token) -> list[Token]:
    """Noun phrases said to attend, host, chair, open, convene or call for the conference that `noun` carries."""
    verb = noun.head
    found: list[Token] = []
    if grammar.is_verb(verb) and noun.dep_ == "dobj" and not _keeps_away(verb):
        found += grammar.subjects(verb)
    if noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(verb):
        found += grammar.objects_of(verb, "by", "under")
        if grammar.lemma(verb) in words("events", "phases", "collect"):
            found += grammar.children(verb, "dobj")
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and grammar.lemma(child) in words("events", "conferences", "makers"):
            # not "a summit overshadowed by Ukraine"
            found += grammar.objects_of(child, "by")
        if child.dep_ == "relcl" and not negated(child):
            # "the conference that A and B want to stage"
            made = [c for c in (child, *child.children) if grammar.lemma(c) in words("events", "conferences", "stage")]
            found += grammar.children(child, "nsubj") if made else []
        if child.dep_ == "relcl" and _is_role(child) and not negated(child):
            # "the summit, which A will host"
            found += [token for token in grammar.children(child, "nsubj") if token.tag_ not in {"WDT", "WP"}]
    if noun.dep_ == "dobj" and grammar.is_verb(verb) and _is_role(verb):
        # "opened the conference alongside A"
        found += grammar.objects_of(verb, "alongside", "with")
    if noun.dep_ == "pobj" and noun.head.text.lower() in {"at", "to", "for"}:
        found += _goers(noun)
    found += grammar.objects_of(noun, "with", "between")
    return found + participial(parsed) + _brought_here(noun)


def beside(event: EventMention, parsed: Parsed) -> list[Party]:
    """Who takes part by words around their names, anywhere in the sentence of a conference."""
    text, offset = parsed.sentence.text, parsed.sentence.start
    found: list[Party] = []
    for group in _rows(parsed):
        start, end = group[0].start - offset, group[-1].end - offset
        before, after = text[max(0, start - 80) : start], text[end : end + 60]
        named = _AFTER.match(after) or _BEFORE.search(before)
        named = named or (_UNDER.search(before) and _AUSPICES.match(after))
        named = named or (_WHICH.search(before) and _DOES.match(after))
        if named and not _ABSENT.search(before[-20:]):
            found += [Party(who, mention.sure) for mention in group for who in mention.who]
    return unique([*event.parties, *(each for each in found if _is_full(each))])


def joining(parsed: Parsed, candidates: Sequence[EventMention], told: Sequence[EventMention]) -> list[EventMention]:
    """Who joins the conference told just before: "A will chair it", "A and B will both be at the gathering"."""
    if any(event.kind is Kind.CONFERENCE for event in candidates) or not told:
        return []
    last = told[-1]
    if last.kind is not Kind.CONFERENCE or not 0 < parsed.sentence.index - last.sentence.index <= _NEAR:
        return []
    matched = _IN_IT.search(parsed.sentence.text)
    if matched is None or _ABSENT.search(parsed.sentence.text):
        return []
    tokens = parsed.tokens(*matched.span())
    verbs = [token for token in tokens if grammar.is_verb(token)]
    verbs += [verb for token in tokens if (verb := grammar.clause_verb(token)) is not None]
    for carrier in verbs:
        people = [each for each in persons(parties(grammar.subjects(carrier), parsed)) if _is_full(each)]
        if people and effect_of(carrier) not in {"ruled-out", "cancelled", "unreal"}:
            return [_joined(last, carrier, people, parsed)]
    return []


def _joined(last: EventMention, carrier: Token, people: list[Party], parsed: Parsed) -> EventMention:
    event = EventMention(Kind.CONFERENCE, parsed.sentence, carrier.i, "conference:joining", people, back=True)
    event.name, event.name_as, event.settled = last.name, last.name_as, last.status
    return event


def _is_full(party: Party) -> bool:
    """Whether a party is known, or named in full at least."""
    return party.sure or " " in party.who.name


def joins(text: str) -> bool:
    """Whether a sentence's words can put somebody into the conference told just before."""
    return _IN_IT.search(text) is not None


def participial(parsed: Parsed) -> list[Token]:
    """Who takes part by a participle: "with David Cameron presiding", "Kerry attending"."""
    return [
        subject
        for token in parsed.doc
        if token.tag_ == "VBG" and _is_role(token)
        for subject in grammar.children(token, "nsubj")
    ]


def _is_role(verb: Token) -> bool:
    return grammar.lemma(verb) in words("events", "conferences", "roles")


def _keeps_away(verb: Token) -> bool:
    """Whether it is said that somebody does not attend: "will not attend", "declined to come", "boycotts"."""
    if grammar.lemma(verb) in words("events", "conferences", "shun"):
        return not negated(verb)
    while not (negated(verb) or effect_of(verb) == "ruled-out"):
        if verb.dep_ != "xcomp" or not grammar.is_verb(verb.head):
            return False
        verb = verb.head
    return True


def _goers(noun: Token) -> list[Token]:
    """Who goes to, is at, speaks at, is welcomed to, or calls for the conference, and who welcomes there."""
    carrier = grammar.clause_verb(noun)
    if carrier is None or _keeps_away(carrier):
        return []
    lemma = grammar.lemma(carrier)
    found: list[Token] = []
    goes = lemma in words("events", "conferences", "attend") or effect_of(carrier) == "proposed"
    seated = noun.head.head.text.lower() in words("events", "conferences", "seats")
    if goes or seated:
        found += grammar.subjects(carrier)
    if lemma in words("events", "phases", "collect"):
        found += [*grammar.subjects(carrier), *grammar.children(carrier, "dobj")]
    return found


def _brought_here(noun: Token) -> list[Token]:
    """Who is said to be where the conference is: "A will be in Sochi, where B hosts the summit"."""
    for token in (noun, *grammar.ancestors(noun)):
        if any(child.text.lower() == "where" for child in token.children):
            carrier = grammar.clause_verb(token)
            if carrier is not None and grammar.lemma(carrier) in words("events", "conferences", "attend"):
                return grammar.subjects(carrier)
    return []


def _rows(parsed: Parsed) -> Iterator[list[Mention]]:
    """The sentence's mentions of somebody, coordinated ones together."""
    text, offset = parsed.sentence.text, parsed.sentence.start
    row: list[Mention] = []
    for mention in sorted({id(each): each for each in parsed.at.values()}.values(), key=lambda each: each.start):
        if row and not _JOINED.fullmatch(text[row[-1].end - offset : mention.start - offset]):
            yield row
            row = []
        if mention.who:
            row.append(mention)
    if row:
        yield row
