"""What governs an event in its sentence, and what that does to it: the words of lexicon/status.toml over the parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import tables, words

if TYPE_CHECKING:
    from spacy.tokens import Token

REPORTS = frozenset({"report", "claim", "rumour", "rumor", "suggestion", "speculation", "story", "assertion"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the sentence makes of an event.

    `status` is None where the event is unreal (a condition, a failure, a wish of nobody's). `hedge` holds the words
    that make it uncertain, `said` those of a firm plan. `lapsed` marks a plan seen from the past ("was due to"),
    `loose` a status that nothing in the sentence states, to be settled by the date. `present` is a plain present tense;
    `ending` one of what comes to its end, `either` an event that may lie on either side ("after meeting B on Monday he
    will…").
    """

    status: Status | None
    hedge: str = ""
    said: str = ""
    lapsed: bool = False
    loose: bool = False
    present: bool = False
    either: bool = False
    ending: bool = False


UNREAL = Judgement(None)


def effect_in(table: str, lemma: str) -> str:
    for effect in tables("status")[table]:
        if lemma in words("status", table, effect):
            return str(effect)
    return ""


def effect_of(verb: Token) -> str:
    """What the verb, with its particle, does to an event it governs (lexicon/status.toml); "" when nothing."""
    lemma = grammar.lemma(verb)
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "prep"}:
            effect = lexicon().particles.get((lemma, child.text.lower()))
            if effect:
                return effect
    return effect_in("verbs", lemma)


def outcome(effect: str, word: str) -> Judgement:
    """The judgement an effect of the lexicon stands for."""
    if effect == "unreal":
        return UNREAL
    if effect in {"likely", "hoped", "considered"}:
        return Judgement(Status.PLANNED, hedge=word)
    if effect == "planned":
        return Judgement(Status.PLANNED, said=word)
    return Judgement(Status(effect))


def negated(token: Token) -> bool:
    """Whether a verb is denied: by "not" or "never", or by a "nor" that leads to it."""
    if token.dep_ == "conj" and any(c.dep_ == "cc" and c.text.lower() == "nor" for c in token.head.children):
        # "never met B, nor called him"
        return True
    # "Nor will A be seeing B"
    return any(child.dep_ == "neg" or (child.lower_ == "nor" and child.i < token.i) for child in token.children)


def no_longer(verb: Token) -> bool:
    """Whether what was to be is not to be any more: "will no longer meet"."""
    return any(
        child.text.lower() == "longer" and (negated(child) or (child.i and child.nbor(-1).text.lower() == "no"))
        for child in verb.children
    )


def adverb_hedge(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ in {"advmod", "acomp"} and child.text.lower() in words("status", "hedges", "words"):
            return child.text
    return ""


def conditional(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.text.lower() in _CONDITIONS for child in verb.children)


def has_happened(verb: Token, helpers: list[Token]) -> bool:
    """Whether a perfect infinitive tells what is reported: "is understood to have met"."""
    perfect = any(child.text.lower() == "have" for child in helpers)
    return perfect and grammar.is_verb(verb.head) and grammar.lemma(verb.head) in words("status", "links", "reported")


def denied(anchor: Token) -> bool:
    """Whether somebody denies it, or calls a report of it untrue, anywhere around the event."""
    report, below = False, anchor
    for above in grammar.ancestors(anchor):
        under, below = below, above
        if under.dep_ == "relcl" and grammar.is_aside(under):
            return False
        if grammar.lemma(above).removesuffix("s") in REPORTS and not grammar.is_verb(above):
            report = True
        if not grammar.is_verb(above):
            continue
        if grammar.lemma(above) == "deny" and not negated(above) and is_what(under, above):
            return True
        if report and (effect_of(above) == "ruled-out" or _calls_untrue(above)):
            return True
    return False


def is_what(clause: Token, verb: Token) -> bool:
    """Whether a clause under a verb of saying is what is said, not a sentence before it: "A met B; C denied that…"."""
    if clause.i > verb.i:
        return True
    return not any(child.i > verb.i and child.dep_ in {"ccomp", "dobj", "xcomp"} for child in verb.children)


def _calls_untrue(verb: Token) -> bool:
    return any(token.text.lower() in words("status", "links", "untrue") for token in verb.subtree if token.i != verb.i)


def refused(anchor: Token) -> bool:
    """Whether a later clause turns down what was asked for: "asked for a meeting, but she ruled that out"."""
    for token in (anchor, *grammar.ancestors(anchor)):
        for verb in (token, *token.children):
            if verb.i <= anchor.i or verb.dep_ not in {"conj", "relcl", "ROOT", "ccomp"} or not grammar.is_verb(verb):
                continue
            takes = any(c.dep_ in {"dobj", "nsubjpass"} and c.text.lower() in _TAKES_UP for c in verb.children)
            if takes and effect_of(verb) == "ruled-out" and not negated(verb):
                return True
    return False


_TAKES_UP = frozenset({"it", "that", "this", "them", "one", "which"})


def undone(anchor: Token) -> Status | None:
    """What became of a lapsed plan in the same sentence: "had been due to meet B but pulled out"."""
    for token in (anchor, *grammar.ancestors(anchor)):
        if not grammar.is_verb(token):
            continue
        for verb in (token, *token.children):
            if verb.dep_ not in {"conj", "advcl", "ROOT", "ccomp"} or not grammar.is_verb(verb):
                continue
            effect = effect_of(verb)
            if effect in {"cancelled", "postponed", "ruled-out"} and not negated(verb):
                return Status.CANCELLED if effect == "ruled-out" else Status(effect)
    return None


def date_open(anchor: Token) -> bool:
    """Whether the sentence of something that does not go ahead still looks for another day for it."""
    return _NO_NEW_DATE.search(anchor.doc.text) is not None


_NO_NEW_DATE = re.compile(
    r"\b(?:no|without (?:a|an|any|fixing a|setting a|giving a|naming a)) (?:new|fresh|other|alternative|later|further) "
    r"(?:date|day|time|appointment)\b|\bsine die\b"
    r"|\bto (?:a|an|another) (?:later|unspecified|future) (?:date|day|time)\b"
    r"|\banother (?:date|day|time) (?:is|was|would|will|has|had)\b",
    re.I,
)


def unconfirmed(anchor: Token) -> str:
    """The words of a sentence that leave everything in it open: "(to be confirmed)"; "" when there are none."""
    found = _UNCONFIRMED.search(anchor.doc.text)
    return found.group() if found else ""


_UNCONFIRMED = re.compile(
    r"\b(?:(?:yet |still )?to be confirmed|TBC|tbc|subject to confirmation|(?:not|yet) (?:yet )?(?:been )?confirmed"
    r"|in (?:serious |grave |some )?doubt|in the balance|up in the air|touch and go"
    r"|(?i:if all goes|if all went|all being) (?:well|to plan)|(?i:weather|time|health|security) permitting"
    r"|(?i:with luck)|God willing|barring \w+)\b"
)
"""Conditions and doubts that leave all else of a sentence open."""


def is_put_off(clause: Token) -> bool:
    """Whether a participle tells of something that is still to be that it was put off before: "twice deferred"."""
    return grammar.tag(clause) == "VBN" and effect_of(clause) == "postponed" and not negated(clause)


def is_later_than_planned(anchor: Token) -> bool:
    """Whether the sentence puts the event on a later day than once thought: "a week later than planned"."""
    return _LATER_THAN.search(anchor.doc.text) is not None


_LATER_THAN = re.compile(
    r"\b(?:days?|weeks?|fortnight|months?|years?) (?:later|after|behind)(?: than)? "
    r"(?:planned|scheduled|schedule|(?:first|originally|initially) \w+|(?:it|they|he|she) had (?:first |been )?\w+)\b",
    re.I,
)
