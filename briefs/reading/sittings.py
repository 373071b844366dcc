"""Who sits: bodies and their organs, rows of office-holders, and who calls for a summit of others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading import grammar
from briefs.reading import lexicon as lexicon_tables
from briefs.reading.event_phrases import is_formal, is_holder, owning, phrase
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def sits(noun: Token) -> bool:
    return noun.dep_ == "dobj" and grammar.lemma(noun.head) in words("events", "phases", "sits")


def is_their_own(noun: Token, parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether a row of office-holders holds its session: "trade ministers hold their annual meeting"."""
    if not sits(noun) or not is_formal(parsed, span, noun):
        return False
    return any(is_holder(subject) and not owning_states(subject, parsed) for subject in grammar.subjects(noun.head))


def is_their_occasion(noun: Token, parsed: Parsed) -> bool:
    """Whether a group with a name does something at its own session: "the Action Group considers it at a meeting"."""
    verb = grammar.clause_verb(noun)
    if noun.dep_ != "pobj" or noun.head.text.lower() not in {"at", "during"} or verb is None:
        return False
    subjects = grammar.subjects(verb)
    named = words("prose", "conferences", "working") | words("prose", "conferences", "organs")
    return (
        len(subjects) == 1
        and subjects[0].tag_.startswith("NNP")
        and bool(set(parsed.text(*phrase(subjects[0], parsed)).lower().split()) & named)
    )


def named_sitters(noun: Token, parsed: Parsed) -> list[Token]:
    """The subject that sits, where it has a name of its own: not "the fund holds a meeting"."""
    verb = noun.head if noun.dep_ == "dobj" else grammar.clause_verb(noun)
    found = [token for token in grammar.subjects(verb) if token.dep_ != "csubj"] if verb is not None else []
    return [token for token in found if any(letter.isupper() for letter in parsed.text(*phrase(token, parsed)))]


def callers(noun: Token, parsed: Parsed) -> list[Party]:
    """Who calls for a summit that nothing else tells: "A urged heads of state to convene a summit"."""
    if lexicon().noun(noun.text) != "summit" or any(child.dep_ == "poss" for child in noun.children):
        return []
    staged = noun.dep_ == "dobj" and grammar.lemma(noun.head) in words("events", "conferences", "stage")
    verb = noun.head.head if noun.dep_ == "pobj" or staged else noun.head
    if not grammar.is_verb(verb) or effect_of(verb) != "proposed" or grammar.is_passive(verb):
        return []
    return [each for each in persons(parties(grammar.subjects(verb), parsed)) if each.sure or " " in each.who.name]


def holders_summit(noun: Token, parsed: Parsed) -> str:
    """Whose summit it is when only office-holders are described: "leaders of ten countries ended their summit"."""
    owned = any(child.dep_ == "poss" and child.text.lower() == "their" for child in noun.children)
    verb = noun.head if noun.dep_ == "dobj" else grammar.clause_verb(noun)
    if not owned or verb is None:
        return ""
    for subject in grammar.subjects(verb):
        if is_holder(subject) and (inside := [*grammar.objects_of(subject, "of", "from")]):
            low, high = inside[0].left_edge.i, inside[0].i + 1
            return parsed.text(low, high).removeprefix("the ")
    return ""


def owning_states(holder: Token, parsed: Parsed) -> bool:
    """Whether office-holders are those of one, two or three states.

    Of one they meet among themselves; of more it is talks between them, which other frames tell.
    """
    owners = parties([*owning(holder), *grammar.objects_of(holder, "from", "for")], parsed)
    if not owners and any(child.i in parsed.places_at for child in grammar.children(holder, "compound")):
        # "Tehran experts"
        return True
    return 0 < len(owners) < 4 and all(each.sure and each.who.sort is Sort.COUNTRY for each in owners)


def organs(noun: Token, parsed: Parsed) -> list[Party]:
    """The body whose organ begins or ends the session: "the Federal Reserve's policy committee begins a meeting"."""
    if not sits(noun):
        return []
    return [each for token in grammar.subjects(noun.head) for each in organ_of(token, parsed)]


def organ_of(token: Token, parsed: Parsed) -> list[Party]:
    """The body whose board, council or committee the noun phrase means: "the fund's executive board"."""
    if token.text.lower() not in words("prose", "conferences", "institutions"):
        return []
    found = [each for each in parties(owning(token), parsed) if each.sure]
    return found if all(each.who.sort is Sort.BODY for each in found) else []


def is_organ(name: str) -> bool:
    """Whether a body's own name says that it is a committee, board or council."""
    return name.split()[-1].lower() in words("prose", "conferences", "institutions")


@cache
def sitting() -> frozenset[str]:
    """Bodies of states that sit in session: no party, army or firm."""
    return frozenset(body.name for body in lexicon_tables.bodies() if body.sort in {"bloc", "organisation"})
