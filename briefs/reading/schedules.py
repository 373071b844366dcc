"""Lists that a line above them explains: whose schedule it is, or "the Pope received in audience this morning:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.model.reading import Participant, Sort
from briefs.reading.cleaning import Cleaned, Part
from briefs.reading.events import EventMention
from briefs.reading.parties import Party
from briefs.reading.references import Cast
from briefs.reading.sentences import Sentence

_SCHEDULE = re.compile(
    r"\b(?:engagements?|appointments|audiences|diary|schedule|programme|program|calendar|activities|public events)\b",
    re.I,
)
_FIRST_LINES = 3
"""Lines of an article among which one says whose schedule it is."""
_LONGEST_LINE = 120


def owner(cleaned: Cleaned, cast: Cast) -> list[Party]:
    """Whose schedule the article is: the one person named in a first line such as "Engagements of President A"."""
    for paragraph in cleaned.paragraphs[:_FIRST_LINES]:
        line = cleaned.text[paragraph.start : paragraph.end]
        if len(line) > _LONGEST_LINE or not _SCHEDULE.search(line):
            continue
        who = _persons(cast, paragraph.start, paragraph.end)
        if len(who) == 1 and " " in who[0].name:
            return [Party(who[0])]
    return []


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with the persons that it names."""

    sentence: Sentence
    who: tuple[Participant, ...]


def items_after(sentence: Sentence, cleaned: Cleaned, cast: Cast) -> list[Item]:
    """The lines of the list that a sentence with a colon at its end introduces."""
    if not sentence.text.endswith(":"):
        return []
    found: list[Item] = []
    for index in range(sentence.paragraph + 1, len(cleaned.paragraphs)):
        paragraph = cleaned.paragraphs[index]
        marked = cleaned.text[paragraph.start : paragraph.start + 1] in "-–—•*·" or paragraph.lead
        if paragraph.part is not Part.BODY or not marked:
            break
        text = cleaned.text[paragraph.body : paragraph.end].strip()
        line = Sentence(text, paragraph.body, paragraph.body + len(text), index, sentence.index)
        found.append(Item(line, tuple(_persons(cast, line.start, line.end))))
    return found


def enumerated(event: EventMention, items: Sequence[Item]) -> list[EventMention]:
    """One encounter an item: the lead's party with whoever the line names; status, day and place are the lead's."""
    found = []
    for item in items:
        names = event.names
        others = [Party(who) for who in item.who if who.name not in names]
        if others:
            found.append(
                replace(
                    event,
                    rule="enumerated",
                    sentence=item.sentence,
                    span=(item.sentence.start, item.sentence.end),
                    parties=[*event.parties, *others[:1]],
                    others=others[:1],
                    proofs=[],
                    dated=False,
                )
            )
    return found


def _persons(cast: Cast, start: int, end: int) -> list[Participant]:
    found: dict[str, Participant] = {}
    for mention in cast.mentions(start, end):
        if mention.sure and len(mention.who) == 1 and mention.who[0].sort is Sort.PERSON:
            found.setdefault(mention.who[0].name, mention.who[0])
    return list(found.values())
