"""Encounters that one side alone claims: "Seoul said the two met; Pyongyang denied it".

Nearly every plan is announced by one side only, which makes it no claim. It is one where the other side denies or will
not confirm it, in the same sentence or the next, and where the source itself calls the word of a side a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefs.model.reading import Participant, Sort, Status
from briefs.reading.events import EventMention
from briefs.reading.references import Cast, Mention
from briefs.reading.sentences import Sentence

_ADVERBS = r"\s*,?\s+(?:(?:has|have|had|also|later|however|again|itself|alone)\s+)*"
_SAYS = re.compile(
    rf"{_ADVERBS}(?P<verb>sa(?:id|ys?)|announc\w+|report(?:s|ed)?|confirm(?:s|ed)|declar\w+|claim\w*|insist\w*"
    r"|maintain\w*|alleg\w+|assert\w*|contend\w*)\b"
)
_CLAIMS = re.compile(r"claim|insist|maintain|alleg|assert|contend")
_ACCORDING = re.compile(r"\baccording to (?:the )?$", re.I)
_EVENT = (
    r"(?:(?:it|this|that|so|them)(?=\s*(?:[.;,]|$|on\b|at\b|in\b|yesterday|today))"
    r"|[^.;]{0,50}?\b(?:meetings?|calls?|talks|visits?|contacts?|conversations?|encounters?|reports?|claims?|accounts?"
    r"|met|spoke|spoken|took place|taken place|happened)\b)"
)
_DENIES = re.compile(
    rf"{_ADVERBS}(?:(?:denie[sd]|deny|disput(?:es|ed)|contradict(?:s|ed)|dismiss(?:es|ed)|reject(?:s|ed))\s+{_EVENT}"
    rf"|(?:not|(?:did|does|do|would|will|could) not|(?:did|does|would|has|have)n['’]t)\s+confirm(?:ed)?\s+{_EVENT}"
    rf"|(?:declin(?:es|ed)|refus(?:es|ed)) to confirm\s+{_EVENT}"
    rf"|(?:made|makes|making) no mention of\s+{_EVENT})"
)


def name_claims(events: Iterable[EventMention], sentences: Sequence[Sentence], cast: Cast) -> None:
    """Set `claimed_by` of the events that one side alone claims to that side's name.

    `sentences` are all of the article, in order, as their `index` counts them.
    """
    for event in events:
        if event.status is Status.RULED_OUT or event.claimed_by:
            continue
        sentence = event.sentence
        mentions = cast.mentions(sentence.start, sentence.end)
        claimant = next(
            ((who, said) for mention in mentions if (said := _said(mention, sentence)) for who in mention.who[:1]), None
        )
        if claimant is None:
            continue
        who, verb = claimant
        following = sentences[sentence.index + 1 : sentence.index + 2]
        called_so = _CLAIMS.match(verb) is not None and _is_side(who, event)
        if called_so or any(_contradicts(each, who, cast) for each in (sentence, *following)):
            event.claimed_by = who.name


def _said(mention: Mention, sentence: Sentence) -> str:
    """The verb with which somebody speaks in a sentence, "" when nobody does."""
    if len(mention.who) != 1 or mention.place:
        return ""
    text, start, end = sentence.text, mention.start - sentence.start, mention.end - sentence.start
    if _ACCORDING.search(text[:start]):
        return "said"
    found = _SAYS.match(text, end)
    return found["verb"] if found else ""


def _contradicts(sentence: Sentence, claimant: Participant, cast: Cast) -> bool:
    """Whether another side denies in a sentence what was told, or does not confirm it."""
    for mention in cast.mentions(sentence.start, sentence.end):
        denied = _DENIES.match(sentence.text, mention.end - sentence.start)
        if denied and mention.who and not any(_is_of(who, claimant) for who in mention.who):
            return True
    return False


def _is_side(who: Participant, event: EventMention) -> bool:
    """Whether somebody takes part, or is the country or countryman of one who does."""
    return any(_is_of(who, each.who) for each in event.parties)


def _is_of(who: Participant, other: Participant) -> bool:
    """Whether two speak for one side; a body, such as the Taliban, for itself alone."""
    if who.name == other.name:
        return True
    states = who.sort is not Sort.BODY and other.sort is not Sort.BODY
    return states and bool(who.country) and who.country == other.country
