"""Where an event takes place: the place of its sentence that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.reading import grammar
from briefs.reading.attaching import closest
from briefs.reading.dating import is_topic
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.places import PlaceMention, locates
from briefs.reading.setting import Setting, Settings
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def place_event(
    event: EventMention,
    parsed: Parsed,
    *,
    rivals: Sequence[int],
    settings: Settings,
    setting: Setting,
    before: str = "",
) -> None:
    """Set the event's place, unless its frame has or it is a call; `before` is the place of the event told before."""
    if event.place or event.kind is Kind.CALL:
        return
    doc = parsed.doc
    anchor = doc[event.anchor]
    if is_topic(event, anchor):
        return
    if where := _where(anchor, parsed):
        event.place = where
        return
    usable = []
    for place in parsed.places:
        head = parsed.head(place.start_char, place.end_char)
        names = head is not None and head.dep_ in {"compound", "nmod"} and head.head.i == anchor.i
        if _names_subject(event, place):
            continue
        if head is not None and (locates(place) or names or _of_venue(head)) and _lies_there(head, anchor):
            usable.append((place, head))
    if said := [(place, head) for place, head in usable if _is_said_of(head, anchor)]:
        # "the Davos forum opens in Dalian": what a thing is called after is not where it is
        usable = [each for each in usable if each in said or not _is_called_after(each[1], anchor)]
    chosen = closest(anchor, [head for _, head in usable], [doc[index] for index in rivals])
    if chosen is not None:
        event.place = usable[chosen][0].place
    elif setting.place:
        event.place = setting.place
    elif host := _hosting(anchor, parsed):
        event.place = host
    elif setting.there:
        event.place = setting.there
    elif before and _ANAPHOR.search(parsed.sentence.text):
        event.place = before
    elif (
        settings.near(event.window)
        or event.status is Status.ONGOING
        or (parsed.sentence.index == 0 and event.status in _TOLD_HERE)
    ):
        event.place = settings.dateline


_ANAPHOR = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|be|to|seems?)\b)"
    r"|\b(?:the|its|their) (?:same|sidelines|margins?|fringes?|edges?)\b"
    r"|\bin the (?:city|town|capital|resort|village)\b"
)
_TOLD_HERE = frozenset({Status.HELD, Status.ONGOING})


def _names_subject(event: EventMention, place: PlaceMention) -> bool:
    """Whether a country in a conference's name is what it is about: "the Syria conference"."""
    if event.kind is not Kind.CONFERENCE or ", " in place.place or place.preposition in {"in", "at"}:
        return False
    return place.place in event.name_as


def _hosting(anchor: Token, parsed: Parsed) -> str:
    """The place that is said to be the host: "Rome receives the two", "Oman offered to host a conference"."""
    verb = anchor if grammar.is_verb(anchor) else anchor.head
    if grammar.lemma(verb) not in words("prose", "places", "hosts") or (verb.i != anchor.i and anchor.dep_ != "dobj"):
        return ""
    hosts = grammar.objects_of(verb, "by") if grammar.is_passive(verb) else grammar.subjects(verb)
    return next((parsed.places_at[host.i].place for host in hosts if host.i in parsed.places_at), "")


def _is_called_after(head: Token, anchor: Token) -> bool:
    return head.dep_ in {"compound", "amod", "nmod"} and head.head.i == anchor.i


def _is_said_of(head: Token, anchor: Token) -> bool:
    """Whether the place is said of the event itself: it hangs on its noun or on the verb whose subject that is."""
    if head.dep_ != "pobj" or head.head.text.lower() not in {"in", "at"}:
        return False
    above = head.head.head
    return above.i == anchor.i or (anchor.dep_ in grammar.SUBJECTS and above.i == anchor.head.i)


def _lies_there(head: Token, anchor: Token) -> bool:
    """Whether a place is where the event is, not where a thing in the sentence is ("the war in Syria")."""
    above = head.head
    if head.dep_ in {"compound", "amod", "nmod", "poss"} and above.i != head.i:
        # "the Damascus regime" is no place; "the Moscow talks" are in Moscow
        return above.i == anchor.i
    if above.dep_ != "prep" or above.head.i == anchor.i:
        return True
    owner = above.head
    if not owner.tag_.startswith("NN") or grammar.is_verb(owner):
        return True
    low = owner.text.lower()
    return low in words("prose", "places", "venues") or lexicon().noun(owner.text) != "" or _is_date(owner)


def _of_venue(head: Token) -> bool:
    """Whether the place is named by what it is: "the resort of Sochi"."""
    above = head.head
    return (
        head.dep_ == "pobj"
        and above.text.lower() == "of"
        and above.head.text.lower() in words("prose", "places", "venues")
    )


def _is_date(token: Token) -> bool:
    return token.tag_ == "CD" or token.text.istitle()


def _where(anchor: Token, parsed: Parsed) -> str:
    """The place that "where" takes up: "flew to Kiev, where he will confer with B"."""
    for token in (anchor, *grammar.ancestors(anchor)):
        wh = next((child for child in token.children if child.text.lower() == "where" and child.i < anchor.i), None)
        if wh is not None:
            before = [place for index, place in parsed.places_at.items() if index < wh.i]
            return before[-1].place if before else ""
        if token.dep_ == "ROOT":
            break
    return ""
