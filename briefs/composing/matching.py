"""Words → the entries they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from briefs.model.agenda import AgendaEntry
from briefs.model.subscriber import WatchScope

_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` without case and accents, for comparing words: "Erdoğan" and "ERDOGAN" fold alike."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, a hyphen or an apostrophe dividing them."""
    return tuple(_WORD.findall(fold(text)))


class Index:
    """The words of every entry, by who takes part and by anything it says."""

    def __init__(self, entries: Sequence[AgendaEntry]) -> None:
        self._entries = entries
        self._folded: dict[str, tuple[str, ...]] = {}

    def _words(self, text: str) -> tuple[str, ...]:
        known = self._folded.get(text)
        if known is None:
            known = self._folded[text] = words_of(text)
        return known

    @cached_property
    def _participants(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for position, entry in enumerate(self._entries):
            for one in entry.participants:
                self._add(found, position, (one.name, one.country))
        return found

    @cached_property
    def _anything(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for position, entry in enumerate(self._entries):
            self._add(found, position, (entry.name, entry.topic, entry.claimed_by, *entry.places))
            for one in entry.participants:
                self._add(found, position, (one.name, one.country, one.title))
        return found

    def _add(self, found: dict[str, set[int]], position: int, texts: Iterable[str]) -> None:
        for text in texts:
            for word in self._words(text) if text else ():
                found.setdefault(word, set()).add(position)

    def find(self, phrase: str, scope: WatchScope = WatchScope.ANY_MENTION) -> frozenset[int]:
        """Positions of the entries that hold every word of `phrase`; none for a phrase without words."""
        table = self._participants if scope is WatchScope.PARTICIPANTS else self._anything
        sets = [table.get(word, set()) for word in words_of(phrase)]
        return frozenset(set.intersection(*sets)) if sets else frozenset()
