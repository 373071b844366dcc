"""From the noun phrases in a slot of a frame to the participants they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.model.reading import Participant, Sort
from briefs.reading import grammar
from briefs.reading.parsed import Parsed
from briefs.reading.references import Mention
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMERALS = frozenset({"both", "each", "all", "two", "three", "four", "none", "neither", "some", "either"})


@dataclass(frozen=True, slots=True)
class Party:
    """A participant with how it is known: `sure` when the text or a table says what it is, not its capitals alone."""

    who: Participant
    sure: bool = True


def parties(tokens: Iterable[Token], parsed: Parsed) -> list[Party]:
    """Whom noun phrases headed by `tokens`, with what is coordinated to them, mean; empty when nobody is known."""
    found: list[Party] = []
    seen: set[int] = set()
    for token in tokens:
        for each in grammar.conjuncts(token):
            if each.i in seen:
                continue
            seen.add(each.i)
            found.extend(party(each, parsed))
            for listed in grammar.children(each, "appos"):
                # "the UN, the United States and Russia": a list read as an apposition
                if grammar.children(listed, "conj") and listed.i not in seen:
                    seen.add(listed.i)
                    found.extend(more for token in grammar.conjuncts(listed) for more in party(token, parsed))
    return unique(found)


def unique(found: Iterable[Party]) -> list[Party]:
    """The parties without repetitions of a name, the first kept, in order."""
    kept: dict[str, Party] = {}
    for each in found:
        kept.setdefault(each.who.name, each)
    return list(kept.values())


def party(token: Token, parsed: Parsed) -> list[Party]:
    """Whom one noun phrase means, its coordinations left out."""
    mention = parsed.at.get(token.i)
    if token.tag_ == "PRP" and (continued := _continued(token, parsed)):
        return continued
    if token.tag_ == "WP$":
        return _whose(token, parsed)
    if token.tag_ == "WP" and token.dep_ in {"pobj", "dobj"}:
        return _whose(token, parsed)
    low = token.text.lower()
    is_group = low in words("prose", "groups", "nouns")
    if is_group and (named := _apposed(token, parsed)):
        return named
    if is_group and (inside := parties(grammar.objects_of(token, "of", "from", "for", "to"), parsed)):
        return inside
    if is_group and (inside := _countries_of(token, parsed)):
        return inside
    if mention is not None and mention.who:
        return _of(mention)
    if is_group and (named := _leading(token, parsed)):
        return named
    for child in token.children:
        if child.dep_ == "appos" and (named := parties([child], parsed)):
            return named
    if is_group:
        modifiers = [child for child in token.children if child.dep_ in {"poss", "compound", "amod", "nmod"}]
        if inside := [each for child in modifiers for each in parties([child], parsed)]:
            return unique(inside)
    if low not in words("prose", "groups", "never") and lexicon().noun(token.text):
        # "a visit that includes a meeting with B", "Ban's talks with A were followed by lunch with B"
        if owners := parties([each for each in grammar.children(token, "poss") if not is_event(each)], parsed):
            return owners
        carrier = grammar.clause_verb(token) if token.dep_ in {"pobj", "dobj"} else None
        if carrier is not None and lexicon().nouns[lexicon().noun(token.text)][0] == "visit":
            subjects = grammar.children(carrier, "nsubj")
            above = {token.i, *(each.i for each in grammar.ancestors(token))}
            return parties([each for each in subjects if each.i not in above and not is_event(each)], parsed)
        return []
    if low in words("prose", "groups", "agreements"):
        return parties(grammar.objects_of(token, "between", "by", "of"), parsed)
    if token.tag_ in {"NNS", "NN"} and low in words("prose", "groups", "collectives"):
        return _described(token, parsed)
    if low in _NUMERALS and (inside := parties(grammar.objects_of(token, "of"), parsed)):
        return inside
    if mention is None or (not mention.place and token.tag_ in {"NNP", "NNPS"} and mention.shape.value == "party"):
        return _unknown(token, parsed)
    return []


def _apposed(group: Token, parsed: Parsed) -> list[Party]:
    """The people a group is told to be: "the envoys of the two countries, A and B"."""
    found = persons(each for child in grammar.children(group, "appos") for each in parties([child], parsed))
    return found if len(found) > 1 and all(each.sure or " " in each.who.name for each in found) else []


def _leading(group: Token, parsed: Parsed) -> list[Party]:
    """The people who lead a group: "a delegation led by A", "government negotiators under A"."""
    tokens = leaders(group)
    if group.text.lower() in words("prose", "groups", "led"):
        tokens += grammar.objects_of(group, "under")
    return [each for each in persons(parties(tokens, parsed)) if each.sure or " " in each.who.name]


def leaders(group: Token) -> list[Token]:
    """By whom a group is led: "a team headed by A"."""
    led = [child for child in grammar.children(group, "acl") if grammar.lemma(child) in {"lead", "head", "chair"}]
    return [leader for child in led for leader in grammar.objects_of(child, "by")]


def _whose(pronoun: Token, parsed: Parsed) -> list[Party]:
    """Those whom "whose" or "whom" takes up: the head of its relative clause, with what is coordinated to it."""
    preposition = pronoun.head
    if pronoun.tag_ == "WP" and preposition.dep_ == "prep" and preposition.i > 1:
        # "to B, [to whom] A had spoken", read as a clause of its own
        before = preposition.nbor(-1)
        named = preposition.nbor(-2) if before.text == "," else before
        if named.i in parsed.at and not any(above.dep_ == "relcl" for above in grammar.ancestors(pronoun)):
            return _of(parsed.at[named.i])
    for above in grammar.ancestors(pronoun):
        if above.dep_ == "relcl":
            head = above.head
            while head.dep_ == "conj" and head.head.i < head.i:
                head = head.head
            return parties([head], parsed)
    return []


def hosts(verb: Token, parsed: Parsed) -> list[Party]:
    """As whose guest somebody does what the verb says: "will dine as guests of A", "arrives as the guest of A"."""
    for role in grammar.objects_of(verb, "as"):
        if role.text.lower() in {"guest", "guests"}:
            return [each for each in parties(grammar.objects_of(role, "of"), parsed) if each.sure]
    return []


def is_event(token: Token) -> bool:
    """Whether the token is a noun of encounter."""
    return lexicon().noun(token.text) != ""


def again(tokens: Iterable[Token], parsed: Parsed) -> list[Party]:
    """The parties of the encounter told last, if one of the noun phrases is a plural that can take them up."""
    for token in tokens:
        low = token.text.lower()
        lead = {child.text.lower() for child in token.children}
        plural = low in words("prose", "groups", "nouns") or low in words("prose", "groups", "takers")
        if plural and grammar.objects_of(token, "of", "from", "for"):
            # "the ministers of the four countries" are told anew
            continue
        if low not in {"they", "them", "both"} and not (plural and lead & {"the", "both", "these", "two", "three"}):
            continue
        counted = {"two": 2, "both": 2, "three": 3}
        wanted = next((counted[word] for word in (low, *lead) if word in counted), 0)
        if len(parsed.before) > 1 and (not wanted or wanted == len(parsed.before)):
            return [Party(who) for who in parsed.before]
    return []


def _countries_of(group: Token, parsed: Parsed) -> list[Party]:
    """The countries whose leaders a plural means, where nobody knows them by name: "the leaders of A, B and C"."""
    found: list[Party] = []
    for goal in grammar.objects_of(group, "of", "from"):
        for each in grammar.conjuncts(goal):
            place = parsed.places_at.get(each.i)
            if place is not None and "," not in place.place:
                who = Participant(place.place, parsed.text(each.i, each.i + 1), Sort.COUNTRY, "", place.place)
                found.append(Party(who))
    return unique(found) if len(found) > 1 else []


def _continued(pronoun: Token, parsed: Parsed) -> list[Party]:
    """The subject that a pronoun subject of a dependent clause takes up: "Kerry flew to Jerusalem, where he saw B"."""
    low = pronoun.text.lower()
    if pronoun.dep_ not in grammar.SUBJECTS or low not in {"he", "she", "they", "it"}:
        return []
    at = pronoun.head
    for above in grammar.ancestors(pronoun.head):
        if not grammar.is_verb(above):
            continue
        if at.dep_ == "conj" and above.i == at.head.i:
            at = above
            continue
        subjects = [token for token in grammar.children(above, "nsubj", "nsubjpass") if token.i < pronoun.i]
        if not subjects:
            at = above
            continue
        found = [] if any(token.tag_ == "PRP" for token in subjects) else parties(subjects, parsed)
        people = persons(found)
        if low == "it":
            return found if len(found) == 1 and not people else []
        if low == "they" and len(found) == 1 and found[0].who.sort is Sort.BODY:
            return found
        if low == "they":
            return people if len(people) > 1 and len(people) == len(found) else []
        return people if len(people) == len(found) == 1 else []
    return []


def _of(mention: Mention) -> list[Party]:
    return [Party(who, mention.sure) for who in mention.who]


def _described(token: Token, parsed: Parsed) -> list[Party]:
    """A group that only a description names: "six world powers", "the insurgents"."""
    start = token.i
    while start > 0 and token.doc[start - 1].head.i == token.i and token.doc[start - 1].dep_ in _MODIFIES:
        start -= 1
    words_before = token.doc[start].text.lower()
    if words_before in {"the", "its", "their", "his", "her", "a", "an", "these", "those"} and start < token.i:
        start += 1
    name = parsed.text(start, token.i + 1)
    if start == token.i:
        return []
    return [Party(Participant(name, name, Sort.BODY), sure=False)]


_MODIFIES = frozenset({"det", "amod", "compound", "nummod", "poss", "case", "nmod"})


def _unknown(token: Token, parsed: Parsed) -> list[Party]:
    """A capitalised noun phrase that no table knows: a company, union or club, in a slot for parties."""
    if token.tag_ not in {"NNP", "NNPS"} or token.i in parsed.places_at or _is_calendar(token):
        return []
    doc = token.doc
    start = end = token.i
    while start > 0 and doc[start - 1].tag_ in {"NNP", "NNPS", "POS"} and start - 1 not in parsed.at:
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].tag_ in {"NNP", "NNPS"} and end + 1 not in parsed.at:
        end += 1
    while start < end and doc[start].tag_ == "POS":
        start += 1
    name = parsed.text(start, end + 1)
    if any(_is_common(word) for word in name.split()):
        return []
    acronym = name.isupper() and len(name) > 2
    if start == end and not acronym and (start == 0 or "-" in name or token.tag_ == "NNPS" or _is_common(name)):
        return []
    return [Party(Participant(name, name, Sort.BODY), sure=False)]


def _is_common(name: str) -> bool:
    low = name.lower()
    return low in lexicon().triggers or low in words("prose", "groups", "never")


def _is_calendar(token: Token) -> bool:
    low = token.text.lower()
    return low in words("prose", "calendar", "days") or low in words("prose", "calendar", "months")


def persons(found: Iterable[Party]) -> list[Party]:
    """The persons among them."""
    return [each for each in found if each.who.sort is Sort.PERSON]


def participants(found: Iterable[Party]) -> list[Participant]:
    """Their participants."""
    return [each.who for each in found]
