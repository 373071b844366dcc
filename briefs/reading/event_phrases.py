"""The noun phrase that names an event: its words, its owners, whether it tells which event it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading import grammar
from briefs.reading.parsed import Parsed
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset({"compound", "amod", "nummod", "poss", "nmod", "case", "punct", "quantmod", "advmod", "det"})
_TOPICAL = frozenset({"of", "on", "for", "between", "against", "about"})
_QUOTES = frozenset("\"“”‘’'")
_TRIMMED = frozenset({"“", '"', "'", "‘", ",", "-", "–", "’s", "'s", "this", "its", "their", "own"})


def is_holder(token: Token) -> bool:
    return token.text.lower() in words("prose", "conferences", "holders")


def owning(noun: Token) -> list[Token]:
    """The noun phrases whose event it is: possessors, modifiers, and what follows "of"."""
    tokens = grammar.children(noun, "poss", "compound", "nmod", "amod")
    tokens += [
        below for token in tokens for below in grammar.children(token, "compound", "nmod", "amod") if _is_pair(below)
    ]
    return tokens + grammar.objects_of(noun, "of")


def _is_pair(token: Token) -> bool:
    """Whether a hyphen joins the token to its head: "EU-Russia"."""
    return token.i + 2 < len(token.doc) and token.doc[token.i + 1].text in {"-", "–"} and token.head.i == token.i + 2


def phrase(noun: Token, parsed: Parsed, *, after: bool = True) -> tuple[int, int]:
    """Token span of the noun with its modifiers, without article or date; `after` takes "on Syria" along."""
    doc = noun.doc
    start = noun.i
    for index in range(noun.i - 1, -1, -1):
        top = doc[index]
        while top.head.i != top.i and top.head.i != noun.i and top.head.i <= noun.i:
            top = top.head
        if top.head.i != noun.i or top.dep_ not in _INSIDE or index in parsed.dates_at:
            break
        start = index
    while (
        start < noun.i
        and doc[start + 1].text != "-"
        and (doc[start].tag_ in {"DT", "PRP$", "POS", "CC", ","} or doc[start].text.lower() in _TRIMMED)
    ):
        start += 1
    if start > 1 and noun.tag_.startswith("NNP") and doc[start - 1].text == "of" and is_holder(doc[start - 2]):
        # "the Commonwealth Heads of Government Meeting"
        start -= 2
        while start > 0 and doc[start - 1].tag_.startswith("NNP"):
            start -= 1
    end = noun.i + 1
    if end < len(doc) and doc[end].tag_ == "CD" and doc[end].head.i == noun.i and end not in parsed.dates_at:
        end += 1
    if after:
        end = _with_topic(noun, end, parsed)
    return start, end


def _with_topic(noun: Token, end: int, parsed: Parsed) -> int:
    doc = noun.doc
    while end < len(doc) and doc[end].dep_ == "prep" and _goes_on(noun, doc[end]):
        goals = [child for child in doc[end].children if child.dep_ == "pobj"]
        if not goals or goals[0].i in parsed.dates_at:
            break
        subtree = {token.i for token in goals[0].subtree}
        stop = end + 1
        while stop < len(doc) and stop in subtree and stop not in parsed.dates_at and not _leaves_phrase(doc[stop]):
            stop += 1
        while stop > end + 1 and doc[stop - 1].tag_ in {",", "CC", "HYPH", "IN", "DT", ":"}:
            stop -= 1
        if stop <= goals[0].i:
            break
        end = stop
    return end


def _goes_on(noun: Token, preposition: Token) -> bool:
    """Whether a preposition continues a name: "on Syria"; in a proper name also "in Europe"."""
    if preposition.text.lower() in _TOPICAL or (preposition.text.lower() == "from" and is_holder(noun)):
        return True
    after = noun.doc[preposition.i + 1] if preposition.i + 1 < len(noun.doc) else preposition
    proper = noun.tag_.startswith("NNP") and noun.doc[preposition.i - 1].tag_.startswith("NNP")
    return proper and preposition.i - noun.i > 1 and preposition.text.lower() == "in" and after.tag_.startswith("NNP")


def _leaves_phrase(token: Token) -> bool:
    return token.tag_ in {"WDT", "WP", "WRB", ",", ":", "-LRB-", "VBN", "VBG"} or token.text.lower() in {
        "in",
        "at",
        "with",
        "to",
    }


def is_telling(parsed: Parsed, span: tuple[int, int], noun: Token) -> bool:
    """Whether the phrase says which conference it is."""
    return any(
        token.i != noun.i
        and token.tag_[:2] in {"NN", "JJ"}
        and token.i not in parsed.dates_at
        and token.text.lower() not in words("prose", "conferences", "empty")
        for token in parsed.doc[span[0] : span[1]]
    )


def is_known(noun: Token, parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether the name holds a country, city or body that tells the conference: "Syria peace conference"."""
    for index in range(*span):
        before_of = parsed.doc[index].head.text.lower() == "of"
        mention = parsed.at.get(index)
        body = mention is not None and mention.sure and any(who.sort is not Sort.PERSON for who in mention.who)
        if index != noun.i and (body or (index in parsed.places_at and not before_of)):
            return True
    return False


def is_title(parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether quotation marks stand around the name: that of a book or film."""
    text, start, end = parsed.sentence.text, parsed.spans[span[0]][0], parsed.spans[span[1] - 1][1]
    return text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES


def is_formal(parsed: Parsed, span: tuple[int, int], noun: Token) -> bool:
    """Whether nothing but its form tells the session: "an extraordinary session"."""
    rest = [parsed.doc[index] for index in range(*span) if index < noun.i]
    known = words("prose", "conferences", "formal") | words("prose", "conferences", "empty")
    return bool(rest) and all(token.text.lower() in known or token.tag_[:2] not in {"NN", "JJ"} for token in rest)
