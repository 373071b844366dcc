"""The words that phrases for people and parties are built of, from `lexicon/phrases.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefs.reading import lexicon
from briefs.reading.names import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word sets by what they do; all in lower case `gender` maps a folded given name to "m" or "f"."""

    plain: frozenset[str]
    former: frozenset[str]
    incoming: frozenset[str]
    acting: frozenset[str]
    portfolios: frozenset[str]
    heads: frozenset[str]
    delegates: frozenset[str]
    people: frozenset[str]
    parties: frozenset[str]
    bodies: frozenset[str]
    relations: frozenset[str]
    other: frozenset[str]
    organisations: frozenset[str]
    actors: frozenset[str]
    common: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    pronouns: frozenset[str]
    of: frozenset[str]
    state: frozenset[str]
    locative: frozenset[str]
    directions: frozenset[str]
    talking: frozenset[str]
    leading: frozenset[str]
    closed: frozenset[str]
    closing: frozenset[str]
    prepositions: frozenset[str]
    surnames: frozenset[str]
    styles: frozenset[str]
    patronymics: tuple[str, ...]
    numbers: Mapping[str, int]
    gender: Mapping[str, str]
    back: Mapping[str, frozenset[str]]

    @property
    def starts(self) -> frozenset[str]:
        """Words in lower case that a phrase may begin with."""
        return _starts()


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once."""
    data = lexicon.table("phrases.toml")

    def some(table: str, key: str) -> frozenset[str]:
        return frozenset(word.lower() for word in data[table][key].split())

    function = data["function"]
    return Vocabulary(
        plain=some("modifiers", "plain"),
        former=some("modifiers", "former"),
        incoming=some("modifiers", "incoming"),
        acting=some("modifiers", "acting"),
        portfolios=some("portfolios", "words"),
        heads=some("portfolios", "heads"),
        delegates=some("groups", "delegates"),
        people=some("groups", "people"),
        parties=some("groups", "parties"),
        bodies=some("groups", "bodies"),
        relations=some("relations", "words"),
        other=some("relations", "other"),
        organisations=some("organisations", "words"),
        actors=some("organisations", "actors"),
        common=some("common", "words"),
        determiners=some("function", "determiners"),
        possessives=some("function", "possessives"),
        pronouns=some("function", "pronouns"),
        of=some("function", "of"),
        state=some("function", "state"),
        locative=some("function", "locative"),
        directions=some("function", "directions"),
        talking=some("function", "talking"),
        leading=some("function", "leading"),
        closed=some("function", "closed") | {""},
        closing=some("function", "closing") | {""},
        prepositions=some("function", "prepositions"),
        surnames=some("function", "surnames"),
        styles=some("function", "styles"),
        patronymics=tuple(function["patronymics"].split()),
        numbers={word: number for number, word in enumerate(function["numbers"].split())},
        gender={fold(word): gender for gender in "fm" for word in data["names"][gender].split()},
        back={noun: some("back", noun) for noun in data["back"]},
    )


@cache
def _starts() -> frozenset[str]:
    words = vocabulary()
    return (
        words.determiners
        | words.pronouns
        | frozenset(words.numbers)
        | words.delegates
        | words.portfolios
        | words.plain
        | words.former
        | words.acting
        | words.incoming
        | words.relations
    )
