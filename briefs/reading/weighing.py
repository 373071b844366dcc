"""Which candidates are events: what is undated, unplaced and unknown, or a fixture, is not told to anybody."""

from __future__ import annotations

import re

from briefs.model.reading import Kind, Participant, Sort
from briefs.reading.desks import Desk, is_judicial, is_public, is_sporting
from briefs.reading.events import EventMention
from briefs.reading.figures import SOLE
from briefs.reading.parties import Party
from briefs.reading.people import domain_of
from briefs.reading.vocabulary import vocabulary
from briefs.reading.wordlists import words

_ENCOUNTERS_OF_SIDES = frozenset(
    {
        "verb:meet",
        "verb:face",
        "verb:host",
        "verb:receive",
        "verb:welcome",
        "verb:confront",
        "pair",
        "idiom:shake hand together",
        "idiom:shake hand with",
    }
)
"""What two teams do, and two states only where words for affairs of state stand beside it."""
_BEFORE_A_COURT = frozenset(
    {"verb:face", "verb:confront", "verb:call", "verb:hear", "verb:listen", "verb:summon", "pair"}
)
"""What parties and witnesses of a trial do."""


_NAME_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_nameless(who: Participant) -> bool:
    """Whether only an office is known of a person: of somebody whom we cannot name we claim no encounter."""
    return (
        who.name != "Pope"
        and who.sort is Sort.PERSON
        and bool(who.title)
        and who.name.lower().endswith(who.title.lower())
    )


def is_identified(who: Participant) -> bool:
    """Whether the office of somebody whom we cannot name tells who it is: one of a country that has one holder."""
    return not is_nameless(who) or (bool(who.country) and domain_of(who.title) in SOLE)


def is_internal(name: str) -> bool:
    """Whether a town's, a school's or a party's own body sits by that name: "parish council", "party leaders"."""
    low = _NAME_WORD.findall(name.lower())
    at = next((index for index, word in enumerate(low) if word in words("prose", "internal", "owners")), None)
    return at is not None and bool(words("prose", "internal", "organs").intersection(low[at:]))


def _is_team(party: Party, sentence: str) -> bool:
    """Whether a capitalised plural after an article names something unknown: "the Lakers"."""
    return not party.sure and f"the {party.who.name}".lower() in sentence.lower()


def stands(event: EventMention, desk: Desk) -> bool:
    """Whether an event, all its mentions merged, is worth telling in an article of this desk."""
    known = event.window.known or event.place
    if event.kind is Kind.CONFERENCE:
        return bool(known or event.parties or event.proofs or event.known) and not is_internal(event.name_as)
    if event.kind is not Kind.VISIT and any(is_nameless(each.who) for each in event.parties):
        named = [each for each in event.parties if not is_nameless(each.who)]
        sentence = event.sentence.text.lower()
        told = all(is_identified(each.who) and (each in named or each.who.title in sentence) for each in event.parties)
        if not (known and told):
            event.parties = named
        if len(event.parties) < 2:
            return False
    sure = [each for each in event.parties if each.sure]
    if event.kind is Kind.VISIT:
        states = all(each.who.sort is Sort.COUNTRY for each in event.parties)
        private = not desk.public and not any(each.who.title for each in event.parties)
        at_play = desk.is_playful(*event.span) and (states or private)
        return not at_play and (bool(sure) or not desk.sporting)
    sentence = event.sentence.text
    if event.rule in _ENCOUNTERS_OF_SIDES and any(each.who.sort is Sort.COUNTRY for each in event.parties):
        states = all(each.who.sort is Sort.COUNTRY or not each.sure for each in event.parties)
        if is_sporting(sentence) or (states and not is_public(sentence)):
            return False
    if event.rule in _BEFORE_A_COURT and (
        is_judicial(sentence) if event.rule == "pair" else desk.is_judged(*event.span)
    ):
        return False
    if event.rule == "verb:meet" and desk.judicial and not known:
        return False
    if (
        not desk.public
        and event.rule in _ENCOUNTERS_OF_SIDES
        and all(_is_team(each, sentence) for each in event.parties)
    ):
        return False
    titled = any(each.who.title for each in event.parties)
    persons = all(each.who.sort is Sort.PERSON for each in event.parties)
    if persons and not titled and desk.is_playful(*event.span):
        return False
    if (
        len(event.parties) == 2
        and event.kind is not Kind.CALL
        and any(_may_be_anything(each) for each in event.parties)
    ):
        return False
    if not sure or (len(sure) < len(event.parties) and not known):
        return not desk.sporting
    return True


def _may_be_anything(party: Party) -> bool:
    """Whether something is a body only because it is nobody: no table knows it and no text introduces it.

    Beside one other, such words are a ship, a club, a street or half of a name more often than a body that is met; a
    counted one is a description ("the six powers").
    """
    counted = party.who.name.split(" ")[0].lower() in vocabulary().numbers
    return not party.sure and party.who.sort is Sort.BODY and not counted
