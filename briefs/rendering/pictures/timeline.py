"""The weeks ahead: one row an entry, with a bar for its window on a line of weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from briefs.composing.placing import off
from briefs.composing.ranking import importance
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Heading
from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pictures.canvas import DARK, LIGHT, MARGIN, WIDTH, Canvas, head, legend
from briefs.rendering.pieces import line, plain
from briefs.rendering.when import When
from briefs.wording.wording import Wording

ROWS: Final = 10
WEEKS: Final = 6
_ROW: Final = 104
_TALLEST: Final = 136
_TOP: Final = 222
_FOOT: Final = 88
_LEAST: Final = 810
"""The least height: a wider picture would be small on a phone."""
_BAR: Final = 16.0


def timeline(
    entries: Iterable[AgendaEntry], wording: Wording, *, today: date, timezone: str, about: str = "", dark: bool = False
) -> bytes | None:
    """The coming six weeks as a PNG, 1080 wide and at most 1350 high; None when nothing is coming.

    With more entries than rows the most important ones are drawn and the others counted. `about` says what the entries
    were chosen by, "" for everything.
    """
    last = today + timedelta(weeks=WEEKS)
    coming = sorted((one for one in entries if _ahead(one, today, last)), key=lambda one: -importance(one, today))
    if not coming:
        return None
    rows = sorted(coming[:ROWS], key=lambda one: (_start(one, today), one.window.end or date.max, one.id))
    tall = min(_TALLEST, max(_ROW, (_LEAST - _TOP - _FOOT) // len(rows)))
    canvas = Canvas(DARK if dark else LIGHT, height=max(_LEAST, _TOP + len(rows) * tall + _FOOT))
    when = When(wording, today)
    subtitle = " · ".join(part for part in (wording.date(today, "pattern-day-year"), about) if part)
    top = head(canvas, wording.say("picture-timeline"), subtitle)
    lines = Lines(wording, when, timezone, Names(rows, wording), Detail.SHORT)
    scale = _Scale(today, last)
    _weeks(canvas, when, scale, top)
    for n, entry in enumerate(rows):
        _row(canvas, lines, scale, entry, top + 32 + n * tall)
    more = len(coming) - len(rows)
    legend(canvas, wording, ("ahead", "vague", "unsure"), wording.say("more", n=more) if more else "")
    return canvas.png()


class _Scale:
    """Days → pixels."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.day = (WIDTH - 2 * MARGIN) / ((last - first).days + 1)

    def left(self, day: date) -> float:
        """Where a day begins, held to the drawn weeks."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return MARGIN + (inside - self.first).days * self.day

    def span(self, window: Window) -> tuple[float, float]:
        """Left and right ends of a window."""
        start, end = window.start or self.first, window.end or self.last
        return self.left(start), self.left(min(end, self.last) + timedelta(days=1))


def _weeks(canvas: Canvas, when: When, scale: _Scale, y: float) -> None:
    """The heads of the weeks: their Mondays, and today."""
    canvas.text(MARGIN + 4, y, when.wording.say("today"), 25, canvas.theme.ahead, bold=True)
    free = MARGIN + 4 + canvas.width(when.wording.say("today"), 25, bold=True)
    for day in _mondays(scale.first, scale.last):
        x, text = scale.left(day), when.short(day)
        if x > free + 18 and x + canvas.width(text, 25) + 4 <= WIDTH - MARGIN / 2:
            canvas.text(x + 4, y, text, 25, canvas.theme.quiet)
            free = x + canvas.width(text, 25)


def _mondays(first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=-first.weekday() % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _row(canvas: Canvas, lines: Lines, scale: _Scale, entry: AgendaEntry, y: float) -> None:
    theme, room = canvas.theme, WIDTH - 2 * MARGIN
    who = fitted_subject(canvas, lines, entry, 33, room)
    travel = entry.kind is Kind.VISIT and len(entry.participants) == 1
    where = lines.place(entry) if entry.places and not travel else ""
    canvas.text(MARGIN, y + 22, who, 33, theme.ink, bold=True)
    state = plain(line(lines.state(entry, Heading.LATER)))
    facts = ", ".join(part for part in (where, state) if part)
    canvas.text(MARGIN, y + 56, canvas.fitted(facts, 26, room), 26, theme.quiet)
    _lane(canvas, scale, y + 85)
    left, right = scale.span(entry.window)
    colour = colour_of(canvas, entry)
    exact = entry.window.precision is Precision.DAY
    width = max(right - left, _BAR)
    firm = exact and not entry.hedged and not off(entry)
    canvas.box(left, y + 85 - _BAR / 2, width, _BAR, fill=colour if firm else theme.paper, edge=colour, linewidth=2.5)


def _lane(canvas: Canvas, scale: _Scale, y: float) -> None:
    """What a bar lies on: the whole time drawn, with a notch for each Monday."""
    canvas.stroke((MARGIN, WIDTH - MARGIN), (y, y), canvas.theme.line, 3)
    for day in _mondays(scale.first, scale.last):
        x = scale.left(day)
        canvas.stroke((x, x), (y - 8, y + 8), canvas.theme.line, 2)


def fitted_subject(canvas: Canvas, lines: Lines, entry: AgendaEntry, size: float, room: float) -> str:
    """A conference's name, or as many participants as there is room for and how many more there are."""
    if len(entry.participants) < 2 or (entry.kind is Kind.CONFERENCE and entry.name):
        return canvas.fitted(plain(line(lines.who(entry))), size, room, bold=True)
    names = [lines.names.shown(one, entry) for one in entry.participants]
    for kept in range(len(names), 1, -1):
        more = f" +{len(names) - kept}" if kept < len(names) else ""
        text = " – ".join(names[:kept]) + more
        if canvas.width(text, size, bold=True) <= room:
            return text
    return canvas.fitted(" – ".join(names), size, room, bold=True)


def colour_of(canvas: Canvas, entry: AgendaEntry) -> str:
    """What an entry's state looks like."""
    if off(entry):
        return canvas.theme.off
    if entry.status is Status.HELD:
        return canvas.theme.over
    return canvas.theme.unsure if entry.hedged or entry.status is Status.PROPOSED else canvas.theme.ahead


def _start(entry: AgendaEntry, today: date) -> date:
    return max(entry.window.start or today, today)


def _ahead(entry: AgendaEntry, today: date, last: date) -> bool:
    window = entry.window
    if entry.removed or entry.background or entry.status in (Status.HELD, Status.RULED_OUT):
        return False
    return window.start is not None and window.end is not None and window.start <= last and window.end >= today
