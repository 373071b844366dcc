"""Event mentions over the dependency parse: which words carry an encounter, and who fills their slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.reading import gatherings
from briefs.reading.attending import beside
from briefs.reading.events import EventMention
from briefs.reading.frames import idioms, listed, mistaken, nominal, verbal
from briefs.reading.grammar import is_verb
from briefs.reading.parsed import Parsed
from briefs.reading.parties import hosts, unique
from briefs.reading.setting import Setting
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def _is_headed(token: Token) -> bool:
    """Whether an adjective stands for an encounter by itself: "held a bilateral with B"."""
    return token.tag_ == "JJ" and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr", "ROOT", "advcl"}


def find_events(parsed: Parsed, setting: Setting) -> list[EventMention]:
    """Every event mention of the sentence in text order; kind, parties and names are set, the rest is not.

    `setting` tells the item of a diary, which needs no verb.
    """
    known = lexicon()
    found: list[EventMention] = []
    for token in parsed.doc:
        mention = parsed.at.get(token.i)
        if mention is not None and mention.who and token.dep_ == "compound":
            continue
        if is_verb(token):
            found += idioms.find(token, parsed) or verbal.find(token, parsed)
        elif together := mistaken.find(token, parsed):
            found += together
        elif known.noun(token.text) and (token.tag_.startswith(("NN", "VBG")) or _is_headed(token)):
            found += nominal.find(token, parsed)
        else:
            found += gatherings.of_series(token, parsed) or gatherings.of_body(token, parsed)
    found = found or listed.find(parsed, setting)
    for event in found:
        if event.kind is not Kind.CONFERENCE and (inviting := hosts(parsed.doc[event.anchor], parsed)):
            event.parties = unique([*event.parties, *inviting])
    held = [event for event in found if event.kind is Kind.CONFERENCE]
    if len(held) == 1:
        held[0].parties = beside(held[0], parsed)
    return found
