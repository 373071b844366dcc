"""A brief as Markdown (CommonMark), for notes and e-mail."""

from __future__ import annotations

import re
from typing import Final

from briefs.model.brief import Brief
from briefs.rendering.layout import Block, Fit, blocks
from briefs.rendering.lines import Detail
from briefs.rendering.pieces import Line, Piece
from briefs.wording.wording import Wording

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#&|~!])")
_LIST_START: Final = re.compile(r"^(\d+)([.)])")
_ADDRESS: Final = re.compile(r"[()\\<>\s]")


def markdown(brief: Brief, wording: Wording) -> str:
    """The brief with a heading for each section and a list item for each line; everything of others is escaped."""
    told = blocks(brief, wording, Fit(Detail.WHOLE, line=2_000, quote=1_000))
    return "\n\n".join(_block(block) for block in told) + "\n"


def _block(block: Block) -> str:
    if not block.title:
        return "  \n".join(_line(row) for row in block.rows)
    title = "".join(escaped(piece.text) for piece in block.title)
    return "\n".join((f"## {title}", "", *(f"- {_line(row)}" for row in block.rows[1:])))


def _line(row: Line) -> str:
    text = _LIST_START.sub(r"\1\\\2", "".join(_piece(piece) for piece in row))
    return text.replace("\n", "  \n  ")


def _piece(piece: Piece) -> str:
    text = escaped(piece.text)
    if piece.bold:
        text = f"**{text}**"
    if piece.href:
        text = f"[{text}]({_ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', piece.href)})"
    return text


def escaped(text: str) -> str:
    """`text` with every character that Markdown might read escaped."""
    return _SPECIAL.sub(r"\\\1", text)
