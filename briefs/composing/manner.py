"""How something is said: a question, a report to take in, a courtesy, or nothing in words. In English and Russian.

No parse is needed: a question shows itself by its mark, by an interrogative or an inverted verb at its head, or
by asking outright; a report is a sentence with a finite verb, told in the indicative. The closed classes of
words are in `manner.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from briefs.composing.vocabulary import fold, is_cyrillic

LONGEST_QUESTION: Final = 300
_LONGEST_COURTESY: Final = 6
_SHORTEST_REPORT: Final = 6
_LONG: Final = 12
"""Words: a report has at least six, or twelve where no full stop or no verb is found that would show it to be one."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARK: Final = re.compile(r"[?？؟][\"'”’»)\s]*$")
_END: Final = re.compile(r"[.!…][\"'”’»)]*(?=\s|$)")
_REGULAR_PAST: Final = re.compile(r"[a-z]{2,}ed$")
_RUSSIAN_FINITE: Final = re.compile(r"[а-я]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ится|ятся|ется|утся|ются|аются)$")


class Manner(StrEnum):
    """What somebody who says this wants: an answer, that it be taken in, a word back, or nothing that can be told."""

    QUESTION = "question"
    REPORT = "report"
    COURTESY = "courtesy"
    WORDLESS = "wordless"


def manner_of(text: str) -> Manner:
    """How `text` is said. What shows itself as nothing else is a question: names and dates alone are asked about."""
    words = [fold(word).replace("’", "'") for word in _WORD.findall(text)]
    if not any(char.isalnum() for char in text) or not words:
        return Manner.WORDLESS
    if courtesy_of(text):
        return Manner.COURTESY
    if asks(text):
        return Manner.QUESTION
    return Manner.REPORT if _reports(text, words) else Manner.QUESTION


def asks(text: str) -> bool:
    """Whether `text` shows itself to be a question, whatever it is about."""
    stripped = text.strip()
    if len(stripped) > LONGEST_QUESTION:
        return False
    if ends_asking(stripped):
        return True
    words = [fold(word).replace("’", "'") for word in _WORD.findall(stripped)]
    if not words or len(_END.findall(stripped)) > 1:
        return False
    if words[0] in _class("inverted") or _begins(words, "requests"):
        return True
    # "When the leaders met, …" is a clause of time before what is told; "when do they meet" is asked.
    return words[0] in _class("interrogative") and not (_END.search(stripped) and len(words) > _LONG)


def ends_asking(text: str) -> bool:
    """Whether a text short enough for a question ends in its mark."""
    return len(text.strip()) <= LONGEST_QUESTION and _MARK.search(text) is not None


def courtesy_of(text: str) -> str:
    """Which courtesy `text` is and nothing else: "thanks", "greeting", "farewell" or "assent"; "" for none."""
    words = [fold(word).replace("’", "'") for word in _WORD.findall(text)]
    if not words or len(words) > _LONGEST_COURTESY:
        return ""
    kinds: list[str] = []
    while words:
        length, kind = max(
            (
                (len(phrase), kind)
                for kind, phrases in _courtesies().items()
                for phrase in phrases
                if tuple(words[: len(phrase)]) == phrase
            ),
            default=(0, ""),
        )
        if not length:
            return ""
        kinds.append(kind)
        words = words[length:]
    return next((kind for kind in kinds if kind != "beside"), "")


def _reports(text: str, words: Sequence[str]) -> bool:
    """Whether it is told as news is: sentences, with a verb that says what happened, happens or will."""
    ends = len(_END.findall(text))
    least = _SHORTEST_REPORT if ends else _LONG
    opening = next((char for char in text if char.isalnum()), "")
    if len(words) < least or not (opening.isupper() or opening.isdigit()):
        return False
    return ends > 1 or (ends == 1 and len(words) >= _LONG) or any(_finite(word) for word in words[1:])


def _finite(word: str) -> bool:
    if is_cyrillic(word):
        return word in _class("finite") or _RUSSIAN_FINITE.search(word) is not None
    return word in _class("finite") or _REGULAR_PAST.search(word) is not None


def _begins(words: Sequence[str], name: str) -> bool:
    return any(tuple(words[: len(phrase.split())]) == tuple(phrase.split()) for phrase in _class(name))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("briefs.composing") / "manner.toml").read_text("utf-8"))


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _table()[name])


@cache
def _courtesies() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {
        kind: tuple(tuple(fold(phrase).split()) for phrase in phrases)
        for kind, phrases in _table()["courtesies"].items()
    }
