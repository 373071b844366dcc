"""Where an event takes place: the place of its sentence that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.reading import grammar
from briefs.reading import lexicon as lexicon_of
from briefs.reading.attaching import closest
from briefs.reading.dating import is_topic
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.places import PlaceMention, known, locates
from briefs.reading.setting import Setting, Settings
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import tables, words

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
    visited: str = "",
) -> None:
    """Set the event's place, unless its frame has or it is a call.

    `before` is the place of the event told before, `visited` where one of its people was said to go.
    """
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
        if head is None or not (
            locates(place) or names or _of_venue(head) or _is_goal(head) or _is_offered(head) or _is_left(head, anchor)
        ):
            continue
        if _lies_there(head, anchor, parsed):
            usable.append((place, head))
    if said := [(place, head) for place, head in usable if _is_said_of(head, anchor)]:
        # "the Davos forum opens in Dalian": what a thing is called after is not where it is
        usable = [each for each in usable if each in said or not _is_called_after(each[1], anchor)]
    if any(", " in place.place for place, _ in usable):
        usable = [each for each in usable if known(each[0].place.rpartition(", ")[2])]
    chosen = closest(anchor, [head for _, head in usable], [doc[index] for index in rivals])
    if chosen is not None:
        event.place = _completed(usable[chosen][0], event, settings)
    elif setting.place:
        event.place = setting.place
    elif host := _hosting(anchor, parsed):
        event.place = host
    elif setting.there:
        event.place = setting.there
    elif before and _ANAPHOR.search(parsed.sentence.text):
        event.place = before
    elif visited:
        event.place = visited
    else:
        event.place = _told_by_frame(event, parsed, settings)


def nearby(event: EventMention, parsed: Parsed, settings: Settings) -> str:
    """The place of an event that no mention of it gives one: the only town of its sentence, else the title's."""
    anchor = parsed.doc[event.anchor]
    if event.place or event.kind is Kind.CALL or is_topic(event, anchor):
        return ""
    only = _only(event, anchor, parsed)
    if only or event.status in _NOWHERE or event.kind is Kind.VISIT:
        return only
    return settings.titled


def _only(event: EventMention, anchor: Token, parsed: Parsed) -> str:
    """The only town that the sentence puts anything at, however far from the event: "is off to Oslo and will see B"."""
    towns = [place for place in parsed.places if locates(place) and ", " in place.place]
    if event.kind is Kind.CONFERENCE or len({place.place for place in towns}) != 1:
        return ""
    head = parsed.head(towns[0].start_char, towns[0].end_char)
    if head is None or _is_where_it_is_said(head, anchor) or head.dep_ in {"compound", "nmod", "amod", "poss"}:
        return ""
    return towns[0].place


def _is_where_it_is_said(head: Token, anchor: Token) -> bool:
    """Whether a place is where somebody speaks of the event: "said in Oslo that A would meet B"."""
    verb = grammar.clause_verb(head)
    if verb is None or not grammar.is_saying(verb):
        return False
    below = anchor
    for above in grammar.ancestors(anchor):
        if above.i == verb.i:
            return below.dep_ in {"ccomp", "dobj", "xcomp", "parataxis"}
        below = above
    return True


def _completed(place: PlaceMention, event: EventMention, settings: Settings) -> str:
    """The place; a site that no table knows, with the city of the dateline, when the event is of these days."""
    house, _, rest = place.place.partition(", ")
    if rest and house.lower() in tables("prose")["places"]["common"]:
        if any(each.who.country and rest.endswith(each.who.country) for each in event.parties):
            return place.place
        countries = {each.who.country for each in event.agents if each.who.country}
        country = lexicon_of.country_named(countries.pop()) if len(countries) == 1 else None
        return f"{house}, {country.seats[0]}, {country.name}" if country and country.seats else house
    is_site = place.preposition in {"at", "outside"} and not known(place.place.rpartition(", ")[2])
    if is_site and settings.dateline and settings.near(event.window):
        return f"{place.place}, {settings.dateline}"
    return place.place


def _told_by_frame(event: EventMention, parsed: Parsed, settings: Settings) -> str:
    """The place that no word of the sentence gives: the dateline's, or the country of whoever receives the others."""
    home, visiting = _home(event)
    here = settings.dateline
    at_home = here == home or here.endswith(f", {home}")
    if home and not at_home and (not here or any(here.endswith(each) for each in visiting)):
        return home
    undated = event.status is Status.HELD and not event.window.known and not any(map(locates, parsed.places))
    opening = parsed.sentence.index == 0 and event.status in _TOLD_HERE
    if event.status is Status.ONGOING or undated or opening or settings.near(event.window):
        return here
    return home


def _home(event: EventMention) -> tuple[str, set[str]]:
    """The country of the one who receives the others, and the countries these come from; "" where nobody receives."""
    if not _is_receiving(event.rule):
        return "", set()
    hosts = {each.who.country for each in event.agents}
    guests = {each.who.country for each in event.others if each.who.country}
    home = hosts.pop() if len(hosts) == 1 else ""
    return ("", guests) if home in guests else (home, guests)


def _is_receiving(rule: str) -> bool:
    """Whether a frame is one of receiving at home: "hosted", "gave lunch for", "granted an audience"."""
    form, _, words_of = rule.partition(":")
    lemma, _, rest = words_of.partition("+" if form == "verb" else " ")
    if form == "verb":
        return any(frame.particle == rest and "host" in frame.slots for frame in lexicon().verbs.get(lemma, ()))
    return form == "idiom" and (lemma in {"host", "grant"} or words_of.startswith(("play host", "give audience")))


_ANAPHOR = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|be|to|seems?)\b)"
    r"|\b(?:the|its|their) (?:same|sidelines|margins?|fringes?|edges?)\b"
    r"|\bin the (?:city|town|capital|resort|village)\b"
)
_TOLD_HERE = frozenset({Status.HELD, Status.ONGOING})
_NOWHERE = frozenset({Status.PROPOSED, Status.RULED_OUT})


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


def _is_goal(head: Token) -> bool:
    """Whether a place is what something is fixed for or somebody leaves for: "slated for Hanoi", "flies for Oslo"."""
    preposition = head.head
    if head.dep_ != "pobj" or preposition.text.lower() != "for":
        return False
    return grammar.lemma(preposition.head) in words("prose", "places", "bound")


def _is_left(head: Token, anchor: Token) -> bool:
    """Whether a place is where somebody comes back from after the event: "returned from Oslo after talks with B"."""
    if head.dep_ != "pobj" or head.head.text.lower() != "from":
        return False
    verb = head.head.head
    back = grammar.lemma(verb) in {"return"} or any(child.text.lower() in {"back", "home"} for child in verb.children)
    afterwards = any(
        up.text.lower() in {"after", "following"} and up.head.i == verb.i for up in grammar.ancestors(anchor)
    )
    return back and afterwards


def _is_offered(head: Token) -> bool:
    """Whether a town is what somebody offers for an event: "offered Geneva for a conference", "Lima as the seat"."""
    return head.dep_ == "dobj" and grammar.lemma(head.head) in {"offer", "propose", "choose"}


def _lies_there(head: Token, anchor: Token, parsed: Parsed) -> bool:
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
    if low in words("prose", "places", "venues") or lexicon().noun(owner.text) != "" or _is_time(owner):
        return True
    return _is_light_object(owner) or (_takes_part(owner, anchor, parsed) and low not in _POSTED)


_POSTED = frozenset({"ambassador", "envoy", "consul", "embassy", "mission", "representative", "correspondent"})
"""Whose "in" says where they serve."""


def _takes_part(owner: Token, anchor: Token, parsed: Parsed) -> bool:
    """Whether a noun stands for people in the event's own phrase: "a summit of Syria's neighbours in Baghdad"."""
    people = owner.i in parsed.at or (owner.tag_ == "NNS" and any(c.i in parsed.at for c in owner.children))
    at = owner
    while people and at.dep_ in {"pobj", "prep", "conj", "appos"} and at.head.i != at.i:
        at = at.head
        if at.i == anchor.i:
            return True
    return False


def _is_light_object(noun: Token) -> bool:
    """Whether verb and bare object make one predicate, whose place it is: "sets policy in Frankfurt"."""
    bare = not any(child.dep_ in {"det", "poss", "amod", "nummod", "compound"} for child in noun.children)
    return noun.dep_ == "dobj" and noun.tag_ == "NN" and bare


def _of_venue(head: Token) -> bool:
    """Whether the place is named by what it is: "the resort of Sochi"."""
    above = head.head
    return (
        head.dep_ == "pobj"
        and above.text.lower() == "of"
        and above.head.text.lower() in words("prose", "places", "venues")
    )


def _is_time(token: Token) -> bool:
    times = words("events", "spans", "words") | words("status", "links", "times") | words("prose", "calendar", "days")
    return token.tag_ == "CD" or token.text.istitle() or token.text.lower() in times


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
