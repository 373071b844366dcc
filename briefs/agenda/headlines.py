"""What a conference is about that its article calls by no name ("an international conference"): what the headline says.

A headline that says "Syria conference", or "conference on Syria", tells it of the one conference that the text leaves
without name and topic; not where another of the article's is called so, nor in headlines that capitalise every word.
Only a country is taken for what it is about: "Geneva conference" tells a place, "conference on Monday" a day, and "EU
summit" who sits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefs.agenda.names import fold, place_parts, telling_words, tells_nothing, told_names, types
from briefs.model.reading import Entry, Kind
from briefs.reading.lexicon import country_named

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def told_by_headline(entries: Sequence[Entry], title: str) -> tuple[Entry, ...]:
    """The entries of one article, the nameless conference among them with the topic that the headline gives it."""
    nameless = [entry for entry in entries if _is_nameless(entry)]
    if len(nameless) != 1:
        return tuple(entries)
    topic = _topic(title, frozenset().union(*(types(name) for name in told_names(nameless[0]))))
    called = [telling_words(f"{name} {entry.topic}") for entry in entries for name in told_names(entry)]
    if (
        not topic
        or fold(topic) in place_parts(nameless[0].place)
        or any(telling_words(topic) & words for words in called)
    ):
        return tuple(entries)
    return tuple(replace(entry, topic=topic) if entry is nameless[0] else entry for entry in entries)


def _is_nameless(entry: Entry) -> bool:
    names = told_names(entry)
    return (
        entry.kind is Kind.CONFERENCE and not entry.topic and all(tells_nothing(telling_words(name)) for name in names)
    )


def _topic(title: str, sorts: frozenset[str]) -> str:
    """The name before or after the noun of one of these sorts: "Syria" of "joint push for Syria conference"."""
    said: list[str] = _WORD.findall(title)
    if not any(word.islower() and len(word) > 3 and fold(word) not in sorts for word in said[1:]):
        return ""
    for before, noun in pairwise(said):
        if types(noun) & sorts and _is_name(before):
            return before
    for noun, link, after in zip(said, said[1:], said[2:], strict=False):
        if types(noun) & sorts and link == "on" and _is_name(after):
            return after
    return ""


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and country_named(word) is not None
