"""A sheet of pixels to draw on: matplotlib's objects without its global state, in one of two themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, cast

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Patch

from briefs.wording.wording import Wording

WIDTH: Final = 1080
HEIGHT: Final = 1350
MARGIN: Final = 56
_DPI: Final = 100
_SWATCH: Final = 44


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they mean."""

    paper: str
    ink: str
    quiet: str
    line: str
    raised: str
    ahead: str
    unsure: str
    over: str
    off: str


LIGHT: Final = Theme("#ffffff", "#10171e", "#66717c", "#e3e8ee", "#f1f4f8", "#1f74c4", "#b26a00", "#8b96a1", "#c93c3c")
DARK: Final = Theme("#151d26", "#f2f5f8", "#93a1af", "#273340", "#202b37", "#62b6ff", "#f0b04f", "#7f8d9b", "#ff7b7b")


class Canvas:
    """A sheet whose origin is the upper left corner; lengths, sizes of type too, are pixels."""

    def __init__(self, theme: Theme, height: int = HEIGHT) -> None:
        self.theme = theme
        self.height = height
        self._figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=theme.paper)
        self._agg = cast(Any, FigureCanvasAgg(self._figure))
        self._renderer = self._agg.get_renderer()
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        self._widths: dict[tuple[str, float, bool], float] = {}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide `text` is at a size of type."""
        key = text, size, bold
        if key not in self._widths:
            self._widths[key] = self._renderer.get_text_width_height_descent(
                text, _font(size, bold=bold), ismath=False
            )[0]
        return self._widths[key]

    def fitted(self, text: str, size: float, room: float, *, bold: bool = False) -> str:
        """`text`, cut with "…" where it is wider than `room`."""
        if self.width(text, size, bold=bold) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + "…", size, bold=bold) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip(" ,–-(") + "…"

    def text(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, anchor: str = "left"
    ) -> None:
        """Write `text` with its middle line at `y`; `anchor` says what of it is at `x`: left, center, right."""
        self._axes.text(
            x, y, text, color=colour, fontproperties=_font(size, bold=bold), ha=anchor, va="center_baseline",
            parse_math=False, zorder=5,
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, *, fill: str, edge: str = "", **more: Any) -> None:
        """A rounded box with its upper left corner at (x, y)."""
        radius = more.pop("radius", height / 2)
        radius = min(radius, width / 2, height / 2)
        shape = FancyBboxPatch(
            (x + radius, y + radius), width - 2 * radius, height - 2 * radius,
            boxstyle=f"round,pad={radius},rounding_size={radius}", mutation_aspect=1, facecolor=fill,
            edgecolor=edge or "none", **{"linewidth": 2.0, "zorder": 3, **more},
        )  # fmt: skip
        self._add(shape)

    def dot(self, x: float, y: float, radius: float, *, fill: str, edge: str = "") -> None:
        """A filled circle."""
        self._add(Circle((x, y), radius, facecolor=fill, edgecolor=edge or "none", linewidth=3, zorder=4))

    def stroke(
        self, x: tuple[float, float], y: tuple[float, float], colour: str, width: float, *, dashed: bool = False
    ) -> None:
        """A straight line."""
        self._axes.plot(
            x, y, color=colour, linewidth=width, linestyle=(0, (2.2, 1.8)) if dashed else "-",
            solid_capstyle="round", dash_capstyle="butt", zorder=1,
        )  # fmt: skip

    def _add(self, shape: Patch) -> None:
        self._axes.add_patch(shape)

    def png(self) -> bytes:
        """The sheet as a PNG file."""
        file = BytesIO()
        self._agg.print_png(file, metadata={"Software": None}, pil_kwargs={"compress_level": 6})
        return file.getvalue()


def _font(size: float, *, bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size * 72 / _DPI, weight="bold" if bold else "normal")


def head(canvas: Canvas, title: str, subtitle: str) -> float:
    """A title and what it is about; where the picture may begin."""
    room = WIDTH - 2 * MARGIN
    canvas.text(MARGIN, 82, canvas.fitted(title, 54, room, bold=True), 54, canvas.theme.ink, bold=True)
    canvas.text(MARGIN, 142, canvas.fitted(subtitle, 32, room), 32, canvas.theme.quiet)
    return 190.0


def legend(canvas: Canvas, wording: Wording, states: Sequence[str], more: str = "") -> None:
    """What the colours mean, along the foot, and at its right how much is not drawn.

    `states` are names of the theme's colours, or "vague" for a date that is not exact; empty shapes are less certain.
    """
    words = [wording.say(f"legend-{state}") for state in states]
    size = 26.0
    while size > 18 and _legend_width(canvas, words, more, size) > WIDTH - 2 * MARGIN:
        size -= 1
    x, y = float(MARGIN), canvas.height - 48.0
    for state, word in zip(states, words, strict=True):
        colour = canvas.theme.ahead if state == "vague" else getattr(canvas.theme, state)
        hollow = state in ("unsure", "vague")
        canvas.box(x, y - 8, _SWATCH, 16, fill=canvas.theme.paper if hollow else colour, edge=colour, linewidth=2.5)
        canvas.text(x + _SWATCH + 14, y, word, size, canvas.theme.quiet)
        x += _SWATCH + 14 + canvas.width(word, size) + 32
    if more:
        canvas.text(WIDTH - MARGIN, y, more, size, canvas.theme.quiet, anchor="right")


def _legend_width(canvas: Canvas, words: Sequence[str], more: str, size: float) -> float:
    told = sum(_SWATCH + 14 + canvas.width(word, size) + 32 for word in words)
    return told + canvas.width(more, size) if more else told - 32
