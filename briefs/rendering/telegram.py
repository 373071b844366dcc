"""A brief as Telegram messages: HTML that the Bot API accepts, in parts that fit.

Limits (notes of the Bot API's own server): 4,096 code points after parsing, 32 KiB before it, a link's host with a dot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final

from briefs.model.brief import Brief, Heading
from briefs.model.subscriber import Length
from briefs.rendering.layout import Block, Fit, blocks, trimmed
from briefs.rendering.lines import Detail
from briefs.rendering.pieces import Line, Piece, clean, plain
from briefs.wording.wording import Wording

VISIBLE: Final = 4_000
"""Code points of one message after parsing; the server refuses more than 4,096."""
RAW: Final = 30_000
"""Bytes of one message before parsing; the server refuses more than 32 KiB."""
PARTS: Final = MappingProxyType({Length.SHORT: 1, Length.STANDARD: 2, Length.FULL: 8})
BUSY: Final = 12
"""With more lines than this, a brief folds its later sections."""

_PREFACE: Final = 400
_FOLDED_WHEN_BUSY: Final = frozenset({Heading.LATER, Heading.CONFERENCES, Heading.HELD, Heading.OFF, Heading.NEWS})
_FITS: Final = (
    Fit(),
    Fit(quote=120),
    Fit(quote=0),
    Fit(Detail.SHORT, line=160, quote=0),
)


@dataclass(frozen=True, slots=True)
class Messages:
    """What is sent: `parts`, one message each, and the `brief` as told in them (what did not fit is left out of it)."""

    parts: tuple[str, ...]
    brief: Brief


def messages(brief: Brief, wording: Wording, *, preface: str = "") -> Messages:
    """The brief as messages in Telegram's HTML: one screen on a quiet day, never more parts than `PARTS`.

    `preface` is plain text to stand before it, such as what a question was understood to ask. What is too much is
    shortened step by step: quotes, then lines, then lines are left out and counted.
    """
    limit = PARTS[brief.request.length]
    fold = _FOLDED_WHEN_BUSY if len(brief.items) > BUSY else frozenset[Heading]()
    before = [Block(((Piece(clean(preface, _PREFACE)),),))] if preface else []
    first = 1 if brief.request.length is Length.SHORT else 0
    for fit in _FITS[first:]:
        parts = pack([*before, *blocks(brief, wording, fit, fold=fold)], wording)
        if len(parts) <= limit:
            return Messages(tuple(parts), brief)
    low, high = 0, len(brief.items)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_tightest(before, trimmed(brief, middle), wording, fold)) <= limit:
            low = middle
        else:
            high = middle - 1
    told = trimmed(brief, low)
    return Messages(tuple(_tightest(before, told, wording, fold)[:limit]), told)


def _tightest(before: list[Block], brief: Brief, wording: Wording, fold: frozenset[Heading]) -> list[str]:
    return pack([*before, *blocks(brief, wording, _FITS[-1], fold=fold)], wording)


def html(pieces: Iterable[Piece]) -> str:
    """Pieces in Telegram's HTML; the one place where text of others is escaped."""
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    if piece.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(piece.href)}">{text}</a>' if piece.href else text


@dataclass(slots=True)
class _Message:
    """One message as it grows. `visible` and `raw` count what it would be if closed now."""

    html: str = ""
    visible: int = 0
    raw: int = 0
    open_fold: bool = False

    def fits(self, row: str, visible: int) -> bool:
        return self.visible + visible <= VISIBLE and self.raw + len(row.encode()) + 100 <= RAW

    def add(self, text: str, visible: int) -> None:
        self.html += text
        self.visible += visible
        self.raw += len(text.encode())


def pack(told: Iterable[Block], wording: Wording) -> list[str]:
    """Blocks → messages, each within the limits and valid by itself; a block is divided only between rows."""
    done: list[str] = []
    message = _Message()
    for block in told:
        rest = list(block.rows)
        beside_fold = block.folded or message.html.endswith("</blockquote>")
        gap = "" if not message.html else "\n" if beside_fold else "\n\n"
        head = rest[: 2 if block.title else 1]
        if message.html and not message.fits("".join(html(row) for row in head), _length(head) + 2):
            done.append(message.html)
            message, gap = _Message(), ""
        opening = "<blockquote expandable>" if block.folded else ""
        closing = "</blockquote>" if block.folded else ""
        message.add(gap + opening, len(gap))
        first = True
        for row in rest:
            text, visible = html(row), len(plain(row))
            if not first and not message.fits(text + closing, visible + 1):
                done.append(message.html + closing)
                message = _Message()
                title = _continued(block, wording)
                message.add(opening + html(title), len(plain(title)))
                first = not title
            message.add(("" if first else "\n") + text, visible + (not first))
            first = False
        message.add(closing, 0)
    if message.html:
        done.append(message.html)
    return done


def _length(rows: Iterable[Line]) -> int:
    return sum(len(plain(row)) + 1 for row in rows)


def _continued(block: Block, wording: Wording) -> Line:
    if not block.title:
        return ()
    return (Piece(wording.say("heading-continued", heading=plain(block.title)), bold=True),)
