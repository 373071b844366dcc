"""Questions about a dependency parse (CLEAR labels, Penn tags) that the frames ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "xcomp", "pcomp", "parataxis"})


def lemma(token: Token) -> str:
    """Our lemma of the token."""
    return lexicon().lemma(token.text)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb (modals excluded); one mistaken for a noun is told by its subject or auxiliary."""
    if token.tag_.startswith("VB"):
        return True
    return token.tag_ in {"NN", "NNS", "NNP", "NNPS"} and any(
        child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for child in token.children
    )


def is_nominal(token: Token) -> bool:
    """Whether the token can head a noun phrase."""
    return token.tag_[:2] in {"NN", "PR", "CD", "DT", "WP", "JJ"}


def children(token: Token, *labels: str) -> list[Token]:
    """Children with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def subjects(verb: Token) -> list[Token]:
    """The understood subjects of a verb: its own, else those it shares or is controlled by."""
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        own = [child for child in at.children if child.dep_ in SUBJECTS]
        if own:
            resolved: list[Token] = []
            for token in own:
                if token.tag_ in {"WP", "WDT"} and at.dep_ == "relcl":
                    resolved.append(at.head)
                else:
                    resolved.append(token)
            return resolved
        if at.dep_ in {"conj", "xcomp", "advcl", "aux", "auxpass", "pcomp", "ccomp"} and is_verb(at.head):
            at = at.head
        elif at.dep_ in {"acl", "relcl"} and not is_verb(at.head):
            return [at.head]
        elif at.dep_ in {"xcomp", "ccomp", "advcl"}:
            at = at.head
        elif at.dep_ == "pcomp" and at.head.head.i != at.head.i:
            at = at.head.head
        else:
            return []
    return []


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return verb.tag_ == "VBN" and (
        any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children)
        or (verb.dep_ == "acl" and not children(verb, "dobj"))
    )


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """Nouns after one of the prepositions that hang on the token."""
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.text.lower() in prepositions:
            found.extend(_pobjs(child))
    return found


def _pobjs(preposition: Token) -> list[Token]:
    found = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(_pobjs(child))
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """From the token's head up to the root."""
    at = token
    while at.head.i != at.i:
        at = at.head
        yield at


def clause_verb(token: Token) -> Token | None:
    """The nearest verb above the token."""
    for above in ancestors(token):
        if is_verb(above):
            return above
    return None


def verb_group(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation, particles and adverbs."""
    return [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "prt", "advmod", "acomp"})]
