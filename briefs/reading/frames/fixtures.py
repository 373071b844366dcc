"""Teams named like countries and towns: "Norway meet Chile", "Arsenal visit Leeds" are of sport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading import grammar
from briefs.reading.parsed import Parsed
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_fixture(verb: Token, parsed: Parsed) -> bool:
    """Whether a plural verb stands after the name of one country or of something unknown.

    A government "meets"; eleven players named after their country or town "meet".
    """
    if grammar.lemma(verb) not in words("prose", "sport", "fixtures") or not _is_plural(verb):
        return False
    for subject in grammar.subjects(verb):
        mention = parsed.at.get(subject.i)
        if subject.tag_ != "NNP" or len(grammar.conjuncts(subject)) > 1 or subject.i > verb.i:
            return False
        if mention is None or len(mention.who) != 1 or grammar.children(subject, "appos"):
            return False
        who = mention.who[0]
        if who.sort is Sort.COUNTRY:
            return parsed.text(subject.i, subject.i + 1).lower() == who.mention.lower() and subject.text[:1].isupper()
        return not mention.sure
    return False


def _is_plural(verb: Token) -> bool:
    """Whether the verb has the bare form of a present tense, without an auxiliary."""
    helped = any(child.dep_ in {"aux", "auxpass"} or child.tag_ in {"MD", "TO"} for child in verb.children)
    finite = verb.dep_ in {"ROOT", "conj", "advcl", "ccomp", "relcl", "parataxis"}
    return finite and not helped and verb.text.lower() == grammar.lemma(verb)
