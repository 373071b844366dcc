"""A brief as plain text, for terminals and mail."""

from __future__ import annotations

from textwrap import fill

from briefs.model.brief import Brief
from briefs.rendering.layout import Fit, blocks
from briefs.rendering.lines import Detail
from briefs.rendering.pieces import plain
from briefs.wording.wording import Wording


def text(brief: Brief, wording: Wording, *, width: int = 0) -> str:
    """The brief with a line for each row and a blank line between sections, wrapped at `width` columns (0 for not)."""
    told = blocks(brief, wording, Fit(Detail.WHOLE, line=2_000, quote=1_000))
    return "\n\n".join("\n".join(_wrapped(plain(row), width) for row in block.rows) for block in told) + "\n"


def _wrapped(row: str, width: int) -> str:
    if not width:
        return row
    rows = row.split("\n")
    return "\n".join(fill(one, width, break_long_words=False, break_on_hyphens=False) for one in rows)
