"""What an encounter is about, in the article's words: "talks on Syria", "met to discuss the fishing quota"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 8
"""Words of a topic at most; a longer phrase is told without its last modifiers, or not at all."""

_ABOUT = ("on", "about", "over", "regarding", "concerning")
_LEADS = frozenset({"DT", "PRP$", "POS", "WDT", "PDT", ","})
_BREAKS = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "conj", "cc", "punct"})


def topic_of(event: EventMention, parsed: Parsed) -> str:
    """The topic that the event's own sentence states, without its article; "" when it states none."""
    for carrier in _carriers(parsed.doc[event.anchor]):
        for head in _heads(carrier):
            if found := _phrase(head, parsed):
                return found
        if found := _country(carrier, event, parsed):
            return found
    return ""


def _country(noun: Token, event: EventMention, parsed: Parsed) -> str:
    """The country before an event noun that is none of its parties: "the Syria conference"."""
    parties = {each.who.country for each in event.parties}
    if grammar.is_verb(noun) or noun.tag_.startswith("NNP"):
        return ""
    for child in grammar.children(noun, "compound", "nmod"):
        place = parsed.places_at.get(child.i)
        if place is not None and "," not in place.place and place.place not in parties:
            return parsed.text(child.i, child.i + 1)
    return ""


def _carriers(anchor: Token) -> list[Token]:
    """The words that can take the topic: the anchor, the event noun under it, the verb that lends it its subject."""
    found = [anchor]
    if grammar.is_verb(anchor):
        below = [*grammar.children(anchor, "dobj"), *grammar.objects_of(anchor, "for", "in", "at")]
        found += [noun for noun in below if lexicon().noun(noun.text)]
    elif anchor.dep_ in {"dobj", "nsubj", "nsubjpass"} and _can_tell(anchor.head):
        found.append(anchor.head)
    elif (
        anchor.dep_ == "pobj" and grammar.is_verb(anchor.head.head) and anchor.head.text.lower() in {"for", "in", "at"}
    ):
        found.append(anchor.head.head)
    return found


def _can_tell(verb: Token) -> bool:
    return grammar.is_verb(verb) and grammar.lemma(verb) != "be"


def _heads(carrier: Token) -> list[Token]:
    """The heads of the phrases that say what the carrier is about, the plainest first."""
    found = [head for head in grammar.objects_of(carrier, *_ABOUT) if not _is_goal(head, carrier)]
    for child in carrier.children:
        if child.dep_ == "prep" and child.text.lower() in _ABOUT:
            found += grammar.children(child, "pcomp")
    if grammar.is_verb(carrier):
        lemma = grammar.lemma(carrier)
        if lemma in words("events", "topics", "discuss"):
            found += grammar.children(carrier, "dobj")
        if lemma in words("events", "topics", "turn"):
            found += grammar.objects_of(carrier, "on", "with", "to", "around")
        for clause in carrier.subtree:
            # wherever the infinitive hangs: "met B in Quito on Monday to discuss the border"
            if clause.tag_ not in {"VB", "VBG"} or grammar.lemma(clause) not in words("events", "topics", "discuss"):
                continue
            if clause.i > carrier.i and (above := grammar.clause_verb(clause)) is not None and above.i == carrier.i:
                found += [*grammar.children(clause, "dobj"), *grammar.objects_of(clause, *_ABOUT)]
    else:
        for clause in grammar.children(carrier, "acl", "relcl"):
            if grammar.lemma(clause) in words("events", "topics", "discuss"):
                found += grammar.children(clause, "dobj")
            elif grammar.lemma(clause) in words("events", "topics", "turn"):
                found += grammar.objects_of(clause, "on", "with", "to", "around")
        found += [
            child
            for child in grammar.children(carrier, "compound")
            if child.text.lower() in words("events", "topics", "fields")
            and child.tag_.startswith("NN")
            and child.text.islower()
        ]
    return found


def _phrase(head: Token, parsed: Parsed) -> str:
    """The article's words for the phrase, without its article; "" for a date, a place to be at, or nothing telling."""
    if head.i in parsed.dates_at or head.tag_ in {"PRP", "DT", "WP", "CD", "EX"}:
        return ""
    if head.text.lower() in words("events", "spans", "words"):
        return ""
    if head.dep_ == "pobj" and head.text.lower() in words("events", "topics", "never"):
        return ""
    place, mention = parsed.places_at.get(head.i), parsed.at.get(head.i)
    if place is not None and "," in place.place:
        return ""
    if mention is not None and any(who.sort is Sort.PERSON for who in mention.who):
        return ""
    if head.dep_ == "compound":
        return parsed.text(head.i, head.i + 1)
    if lexicon().noun(head.text) and not grammar.is_verb(head):
        return ""
    if grammar.is_verb(head) and _is_free(head):
        return ""
    start, end = _extent(head, parsed)
    if parsed.doc[start].text.lower() in {"same", "such", "other"}:
        return ""
    while end - start > LONGEST and (cut := _last_modifier(start, end, parsed)) > head.i:
        end = cut
    return parsed.text(start, end) if end - start <= LONGEST and _tells(head, start, end) else ""


def _is_goal(head: Token, carrier: Token) -> bool:
    """Whether "on" or "over" says where a verb of motion or placing leads: "put A on a sofa", "drove over a hill".

    Whom one calls on is no topic either, nor a dish that is eaten meanwhile ("over cold salmon").
    """
    preposition, lemma = head.head.text.lower(), grammar.lemma(carrier)
    if not grammar.is_verb(carrier) or preposition not in {"on", "over"}:
        return False
    if any(child.text.lower() in words("events", "topics", "served") for child in grammar.children(head, "amod")):
        return True
    return lemma in words("events", "topics", "moving") or (
        lemma == "call" and preposition == "on" and head.tag_.startswith("NNP")
    )


def _is_free(clause: Token) -> bool:
    """Whether a clause asks what, who or which with a subject of its own: "on what it might take to have some lifted".

    "How to end the war" and "whether Kosovo can join" are topics.
    """
    asks = {"what", "who", "whom", "which", "whatever", "whoever", "where", "when"}
    return clause.doc[clause.left_edge.i].text.lower() in asks and bool(grammar.children(clause, "nsubj", "nsubjpass"))


def _tells(head: Token, start: int, end: int) -> bool:
    """Whether a phrase says more than that there is a topic, and does not lean on words before it.

    "Future", "various issues", "a plan of their own", "his report" say nothing to who reads them alone.
    """
    hollow = words("events", "topics", "hollow")
    content = [token for token in head.doc[start:end] if token.tag_[:2] in {"NN", "JJ", "VB", "FW"}]
    if all(token.text.lower() in hollow for token in content):
        return False
    if any(token.text.lower() in {"this", "that", "these", "those"} for token in head.doc[head.i : end]):
        return False
    leans = any(child.tag_ == "PRP$" and child.text.lower() != "your" for child in head.children)
    return not (leans and end - start == 1)


def _extent(head: Token, parsed: Parsed) -> tuple[int, int]:
    start = head.left_edge.i
    while start < head.i and (head.doc[start].tag_ in _LEADS or start in parsed.dates_at):
        start += 1
    clause, hollow = grammar.is_verb(head), head.text.lower() in words("events", "topics", "hollow")
    end = head.i + 1
    for child in head.rights:
        breaks = (child.dep_ in _BREAKS and child.dep_ != "advcl") if clause else child.dep_ in _BREAKS
        if hollow and child.dep_ in {"acl", "relcl"} and child.left_edge.tag_ == "TO":
            # "ways to end the war": what the ways are for is the topic
            breaks = False
        if breaks or child.i in parsed.dates_at or _is_adverbial(child, parsed):
            break
        end = _before_clause(child)
        if end <= child.right_edge.i:
            break
    return start, end


def _before_clause(modifier: Token) -> int:
    """The token after a modifier, or where a relative clause or an apposition inside it begins.

    "the future of troops, whose next session" is the future of troops.
    """
    for token in modifier.doc[modifier.i : modifier.right_edge.i + 1]:
        if token.dep_ in {"relcl", "appos"} and token.i != modifier.i:
            end: int = token.left_edge.i
            while end > modifier.i + 1 and modifier.doc[end - 1].tag_ in {",", ":", "-LRB-", "DT"}:
                end -= 1
            return end
    last: int = modifier.right_edge.i + 1
    return last


def _is_adverbial(child: Token, parsed: Parsed) -> bool:
    """Whether a modifier tells when, where or with whom the encounter is, and not what its topic is."""
    if child.dep_ != "prep":
        return False
    if child.text.lower() in {"with", "at", "during", "after", "before", "ahead", "amid"}:
        return True
    goals = grammar.children(child, "pobj")
    if not goals:
        return False
    place = parsed.places_at.get(goals[0].i)
    return goals[0].i in parsed.dates_at or (place is not None and "," in place.place)


def _last_modifier(start: int, end: int, parsed: Parsed) -> int:
    """Where the last prepositional phrase between two tokens begins, `start` when there is none."""
    for index in range(end - 1, start, -1):
        if parsed.doc[index].dep_ == "prep":
            return index
    return start
