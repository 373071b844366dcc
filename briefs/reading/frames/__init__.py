"""Event mentions over the dependency parse: which words carry an encounter, and who fills their slots."""

from __future__ import annotations

from briefs.reading.events import EventMention
from briefs.reading.frames import idioms, nominal, verbal
from briefs.reading.grammar import is_verb, lemma
from briefs.reading.parsed import Parsed
from briefs.reading.triggers import lexicon


def find_events(parsed: Parsed) -> list[EventMention]:
    """Every event mention of the sentence in text order; kind, parties and names are set, the rest is not."""
    known = lexicon()
    found: list[EventMention] = []
    for token in parsed.doc:
        mention = parsed.at.get(token.i)
        if mention is not None and mention.who and token.dep_ == "compound":
            continue
        word = lemma(token)
        if (is_verb(token) and (event := idioms.find(token, parsed) or verbal.find(token, parsed))) or (
            token.tag_.startswith(("NN", "VBG")) and word in known.nouns and (event := nominal.find(token, parsed))
        ):
            found.append(event)
    return found
