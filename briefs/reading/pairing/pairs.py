"""Two parties of one parsed sentence, and the ways through the parse from each to the word that joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from briefs.model.reading import Sort
from briefs.reading import grammar
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party
from briefs.reading.references import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_SEATS = 8
"""Of a sentence that names more no pairs are looked at."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Those whom one phrase of a sentence means, and the token that ties it to the rest.

    They are several where the phrase is a plural ("they", "the two leaders"): these come together.
    """

    parties: tuple[Party, ...]
    mention: Mention
    token: Token

    @property
    def is_people(self) -> bool:
        """Whether these are people for sure."""
        return all(party.sure and party.who.sort is Sort.PERSON for party in self.parties)

    @property
    def names(self) -> frozenset[str]:
        """Their names."""
        return frozenset(party.who.name for party in self.parties)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two seats in text order; `joint` is the lowest token above both, the `ways` the tokens from each up to it.

    Of two in a row ("A and B") the joint is what the row hangs on.
    A way begins with the seat's own token and leaves `joint` out; it is empty for a seat that is itself the joint.
    """

    first: Seat
    second: Seat
    joint: Token
    ways: tuple[tuple[Token, ...], tuple[Token, ...]]


def seats(parsed: Parsed) -> list[Seat]:
    """Those whom a sentence means, each where it does so first."""
    found: list[Seat] = []
    seen: list[Mention] = []
    names: set[str] = set()
    for index in sorted(parsed.at):
        mention = parsed.at[index]
        if mention in seen:
            continue
        seen.append(mention)
        new = tuple(Party(who, mention.sure) for who in mention.who if who.name not in names)
        start = parsed.sentence.start
        token = parsed.head(mention.start - start, mention.end - start)
        if token is not None and new:
            names.update(party.who.name for party in new)
            found.append(Seat(new, mention, token))
    return found


def pairs(found: list[Seat]) -> Iterator[Pair]:
    """Every two of a few seats that one tree of the parse holds."""
    if len(found) > MOST_SEATS:
        return
    for first, second in combinations(found, 2):
        left = [first.token, *grammar.ancestors(first.token)]
        right = [second.token, *grammar.ancestors(second.token)]
        above = {token.i for token in right}
        joint = next((token for token in left if token.i in above), None)
        if joint is None:
            continue
        ways = (_until(left, joint), _until(right, joint))
        while joint.head.i != joint.i and _is_row(joint, ways):
            ways = ((*ways[0], joint), (*ways[1], joint))
            joint = joint.head
        yield Pair(first, second, joint, ways)


def _is_row(joint: Token, ways: tuple[tuple[Token, ...], tuple[Token, ...]]) -> bool:
    """Whether the joint only coordinates: itself one of two in a row, or the noun or preposition that a row begins."""
    if grammar.is_verb(joint):
        return False
    return all(not way or way[-1].dep_ == "conj" for way in ways) or joint.dep_ == "conj"


def _until(chain: list[Token], joint: Token) -> tuple[Token, ...]:
    return tuple(chain[: next(index for index, token in enumerate(chain) if token.i == joint.i)])
