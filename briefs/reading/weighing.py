"""Which candidates are events: what is undated, unplaced and unknown, or a fixture, is not told to anybody."""

from __future__ import annotations

import re

from briefs.model.reading import Kind, Participant, Sort
from briefs.reading.events import EventMention
from briefs.reading.figures import SOLE
from briefs.reading.people import domain_of
from briefs.reading.wordlists import words

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_RESULT = re.compile(
    r"\b(?:beat|beats|defeated|edged|thrashed|lost to|drew with|drew|held)\b[^.;]{2,60}?\b\d{1,3}[-–]\d{1,3}\b",
    re.IGNORECASE,
)
"""One beats another by so much to so much: nobody but sport says that of named sides."""


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


def is_sporting(text: str) -> bool:
    """Whether a text is about sport: a result with its score, or two different words of sport."""
    return len(sporting_words(text)) > 1 or bool(_RESULT.search(text))


def sporting_words(text: str) -> set[str]:
    """The different words for sport in a text."""
    return {match.group() for match in _WORD.finditer(text.lower())} & words("prose", "sport", "words")


def _is_side(event: EventMention) -> bool:
    """Whether one unknown name takes a verb in the plural, as clubs do: "Olimpia meet Municipal"."""
    if len(event.agents) > 1 or not event.parties:
        return False
    name = event.parties[0].who.mention
    plural = re.search(rf"(?<!and )\b{re.escape(name)} (?:meet|visit|host|face|entertain) ", event.sentence.text)
    return plural is not None


def stands(event: EventMention, *, sporting: bool) -> bool:
    """Whether an event, all its mentions merged, is worth telling; `sporting` says that its article is about sport."""
    known = event.window.known or event.place
    if event.kind is Kind.CONFERENCE:
        return bool(known or event.parties or event.proofs or event.known)
    if event.kind is not Kind.VISIT and any(is_nameless(each.who) for each in event.parties):
        named = [each for each in event.parties if not is_nameless(each.who)]
        words = event.sentence.text.lower()
        told = all(is_identified(each.who) and (each in named or each.who.title in words) for each in event.parties)
        if not (known and told):
            event.parties = named
        if len(event.parties) < 2:
            return False
    sure = [each for each in event.parties if each.sure]
    if event.kind is Kind.VISIT:
        return bool(sure) or not sporting
    states = all(each.who.sort is Sort.COUNTRY for each in event.parties)
    if states and event.rule == "verb:meet" and sporting_words(event.sentence.text):
        return False
    if sporting and event.rule == "verb:meet" and not any(each.who.title for each in event.parties):
        return False
    if not sure and _is_side(event):
        return False
    if not sure or (len(sure) < len(event.parties) and not known):
        return not sporting
    return True
