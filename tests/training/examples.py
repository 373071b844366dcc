"""Pairs of parties to learn from: each with its traits and whether the sentence is evidence of an encounter of both.

A pair whose encounter the article tells in other sentences only teaches nothing and is left out. Names are compared as
written in the article or by surname; the lists of aliases beside the sets are not used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefs.model.article import Article
from briefs.model.reading import Participant, Sort
from briefs.reading.frames import find_events
from briefs.reading.model import Model
from briefs.reading.pairing.finding import weighed
from briefs.reading.pairing.pairs import Pair
from briefs.reading.read import parsed_sentences
from briefs.reading.references import Cast
from tests.evaluation.__main__ import scorer
from tests.evaluation.sets import Part, is_aside

SILENT = Path(__file__).with_name("silent.txt")
TOLD = Path(__file__).with_name("told.txt")
_PUBLISHED = datetime.fromisoformat("2017-03-15T09:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: the article it stands in, its traits, and whether it is told to meet."""

    article: str
    traits: frozenset[str]
    told: bool


def examples(parts: Iterable[Part], model: Model) -> list[Example]:
    """The examples of some parts of the annotated sets, in their order."""
    return [example for part in parts for example in _of_part(part, model)]


def silent_sentences(path: Path = SILENT) -> list[str]:
    """Sentences of our own in none of which anybody meets; those that `is_aside` tells are for judging."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def silent(model: Model, path: Path = SILENT) -> list[Example]:
    """Examples from the silent sentences that are not set aside."""
    return [
        Example(f"silent {number}", traits, told=False)
        for number, line in enumerate(silent_sentences(path))
        if not is_aside(line)
        for _, traits in _own(line, model)
    ]


def told_sentences(path: Path = TOLD) -> list[tuple[tuple[frozenset[str], ...], str]]:
    """Sentences of our own with those who meet in them, a group of surnames each."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    parted = [line.split(" | ", 1) for line in lines]
    return [(tuple(frozenset(group.split()) for group in who.split(";")), text) for who, text in parted]


def told(model: Model, path: Path = TOLD) -> list[Example]:
    """Examples from the sentences that tell of encounters and are not set aside."""
    return [
        Example(f"told {number}", traits, told=any(_meet(pair, group) for group in groups))
        for number, (groups, text) in enumerate(told_sentences(path))
        if not is_aside(text)
        for pair, traits in _own(text, model)
    ]


def in_article(sentence: str) -> Article:
    """A sentence of our own as an article, whose first lines say of those whom it names bare that they hold office."""
    named = {
        who.name
        for mention in Cast(Article("own", sentence)).mentions()
        for who in mention.who
        if who.sort is Sort.PERSON and not who.title and " " in who.name
    }
    lines = [f"Minister {name} has held office since 2001." for name in sorted(named)]
    return Article("own", "\n\n".join([*lines, sentence]), published_at=_PUBLISHED)


def _own(sentence: str, model: Model) -> Iterator[tuple[Pair, frozenset[str]]]:
    for pair, traits, text in spoken(in_article(sentence), model):
        if text in sentence:
            yield pair, traits


def _meet(pair: Pair, group: frozenset[str]) -> bool:
    return all(any(set(re.split(r"[ -]", name)) & group for name in seat.names) for seat in (pair.first, pair.second))


def _of_part(part: Part, model: Model) -> Iterator[Example]:
    gold = {
        record["id"]: record["entries"]
        for record in map(json.loads, (part.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    }
    score = scorer()
    names = score.Names({})
    for article in part.articles:
        for pair, traits, sentence in spoken(replace(article, language=""), model):
            kept = [entry for entry in gold[article.id] if _takes_part(names, pair, entry)]
            met = [entry for entry in kept if entry["kind"] != "conference"]
            told = any(_proves(sentence, entry) for entry in met)
            if told or not met:
                yield Example(f"{part.folder.name} {article.id}", traits, told)


def spoken(article: Article, model: Model) -> Iterator[tuple[Pair, frozenset[str], str]]:
    """Every pair of an article's sentences with its traits and the sentence."""
    for parsed, setting in parsed_sentences(article, model=model):
        for pair, traits in weighed(parsed, setting, find_events(parsed, setting)):
            yield pair, traits, parsed.sentence.text


def _takes_part(names: Any, pair: Pair, entry: dict[str, Any]) -> bool:
    """Whether two different participants of the entry are meant."""
    hits = [
        {
            index
            for index, each in enumerate(entry["participants"])
            if any(_is(names, party.who, each) for party in seat.parties)
        }
        for seat in (pair.first, pair.second)
    ]
    return bool(hits[0] and hits[1]) and len(hits[0] | hits[1]) > 1


def _is(names: Any, who: Participant, gold: dict[str, Any]) -> bool:
    return bool(names.same(who.name, gold["name"])) or (bool(who.mention) and who.mention == gold.get("as"))


def _proves(sentence: str, entry: dict[str, Any]) -> bool:
    text = " ".join(sentence.split())
    for proof in [entry["evidence"], *entry.get("evidence_alt", ())]:
        told = " ".join(proof.split())
        if text in told or told in text:
            return True
    return False
