"""Text with a little style, before any markup: what every rendering starts from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_BOLD, _PLAIN = "\ue000", "\ue001"
_MARKS: Final = re.compile(f"([{_BOLD}{_PLAIN}])")
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff]+|\\s+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style; `href` is a web address it leads to, "" for none."""

    text: str
    bold: bool = False
    href: str = ""


Line = tuple[Piece, ...]


@lru_cache(maxsize=16_384)
def clean(text: str, limit: int = 100) -> str:
    """Words of others on one line, in at most `limit` characters.

    Runs of spaces, control characters, direction overrides and private ones become one space.
    """
    return shorten(_UNPRINTABLE.sub(" ", text[: 2 * limit + 100]).strip(), limit)


def bold(text: str) -> str:
    """`text` marked bold, to go into a message of the catalogue as a value; `line` finds the marks again."""
    return f"{_BOLD}{text}{_PLAIN}"


def line(text: str) -> Line:
    """`text` with the marks of `bold` → pieces."""
    pieces: list[Piece] = []
    heavy = False
    for run in _MARKS.split(text):
        if run in (_BOLD, _PLAIN):
            heavy = run == _BOLD
        elif run:
            pieces.append(Piece(run, bold=heavy))
    return tuple(pieces)


def plain(pieces: Iterable[Piece]) -> str:
    """The words alone."""
    return "".join(piece.text for piece in pieces)


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words where one ends near the limit, the cut shown by "…"."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", max(0, limit * 2 // 3))
    return f"{cut[:space] if space > 0 else cut}".rstrip(" ,;:–-") + "…"


def shorten_line(pieces: Line, limit: int) -> Line:
    """A line in at most `limit` characters; what is cut is shown by "…"."""
    room = limit
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > room:
            if room > 1:
                kept.append(Piece(shorten(piece.text, room), piece.bold, piece.href))
            break
        kept.append(piece)
        room -= len(piece.text)
    return tuple(kept)
