"""What an article only looks back on: encounters of the dead, and those told for an anniversary."""

from __future__ import annotations

import re
from datetime import date

from briefs.model.reading import Status
from briefs.reading.events import EventMention

_YEARS = re.compile(
    r"\b(?:years|decades|centuries|generations) (?:ago|since|earlier)\b"
    r"|\b(?:half a|a|a quarter of a) (?:century|generation) (?:ago|since|earlier)\b",
    re.IGNORECASE,
)
"""Years between what is told and now."""
_ANNIVERSARY = re.compile(
    r"\b(?:anniversary|anniversaries|centenary|bicentenary|jubilee|obituary|posthumous\w*)\b"
    r"|\b(?:will|is to) be (?:buried|cremated)\b|\b(?:has died|died|who died|dead) (?:on \w+day )?(?:aged|at) \d\d\b"
    r"|\b(?:years|decades|centuries) ago (?:today|this (?:week|month))\b|\bhalf a century (?:ago|since)\b",
    re.IGNORECASE,
)
"""What makes a text one that looks back."""
_DIED = (
    r"(?:,? (?:who|which)|,[^.;]{0,80},)? "
    r"(?:(?:has |had )?died|is dead|(?:was|were) (?:killed|shot dead|shot|assassinated|murdered|buried))\b"
)


_SCENE = re.compile(
    r"(?:^|[.!?]\s+|\n|[–—] )(?:[Bb]ack |It was )?[Ii]n (?:(?:the \w+ of|\w+) )?(?P<year>1[5-9]\d\d|20\d\d)\b"
)
"""The year that the beginning of a sentence sets for what follows."""
_NOW = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|now|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|this (?:week|month|year|morning)|last (?:week|month|night)|next (?:week|month))\b",
    re.IGNORECASE,
)
"""Words that come back to the present."""


def is_looked_back_on(event: EventMention, text: str, published_on: date | None) -> bool:
    """Whether an encounter without a day is of long ago: of the dead, or told for an anniversary."""
    if event.status is not Status.HELD or event.window.known:
        return False
    if _YEARS.search(event.sentence.text) or _ANNIVERSARY.search(text):
        return True
    if published_on and _is_in_scene(event, text, published_on.year):
        return True
    return any(_has_died(each.who.name, text) for each in event.parties)


def _is_in_scene(event: EventMention, text: str, year: int) -> bool:
    """Whether the paragraph has gone back to an earlier year before the encounter, and has not come back."""
    start, end = event.span
    told = text[text.rfind("\n", 0, start) + 1 : end]
    scenes = list(_SCENE.finditer(told))
    return bool(scenes) and int(scenes[-1]["year"]) < year and not _NOW.search(told[scenes[-1].end() :])


def _has_died(name: str, text: str) -> bool:
    last = re.escape(name.split()[-1])
    return bool(
        re.search(rf"\b{last}{_DIED}", text)
        or re.search(rf"\b(?:[Tt]he late|[Dd]eath of|[Ff]uneral of|[Bb]urial of) (?:[\w.’'-]+ ){{0,4}}{last}\b", text)
        or re.search(rf"\b{last}['’]s (?:death|funeral|burial|coffin|grave)\b", text)
    )
