"""Who meets whom: names joined by lines that carry the date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Final

import networkx as nx

from briefs.composing.placing import off
from briefs.composing.ranking import importance
from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Kind, Participant, Sort, Status
from briefs.rendering.names import surname
from briefs.rendering.pictures.canvas import DARK, HEIGHT, LIGHT, MARGIN, WIDTH, Canvas, head, legend
from briefs.rendering.pictures.placement import Box, Frame, place_labels, place_names
from briefs.rendering.pieces import clean
from briefs.rendering.when import When
from briefs.wording.wording import Wording

NAMES: Final = 12
PAST_DAYS: Final = 31
_NAME, _COUNTRY, _DATE = 32.0, 22.0, 24.0
_ROUND_TABLE: Final = 4
"""Of a larger meeting the first named are drawn, each with each."""

Pair = tuple[str, str]


def network(
    entries: Iterable[AgendaEntry], wording: Wording, *, today: date, about: str = "", dark: bool = False
) -> bytes | None:
    """Who meets whom as a PNG of 1080 × 1350; None when nobody meets anybody.

    A line is one pair; it carries the date of their next entry, else of their last, and how many there are. What ended
    more than `PAST_DAYS` before `today` is not drawn. With more than `NAMES` names the pairs that matter most are
    drawn, and the other names counted.
    """
    pairs = _pairs(one for one in entries if one.window.end is None or (today - one.window.end).days <= PAST_DAYS)
    drawn = _choose(pairs, today)
    if not drawn:
        return None
    people = {one.name: one for entry in _entries(pairs) for one in entry.participants}
    canvas = Canvas(DARK if dark else LIGHT)
    subtitle = " · ".join(part for part in (wording.date(today, "pattern-day-year"), about) if part)
    top = head(canvas, wording.say("picture-network"), subtitle)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(drawn)
    labels = {name: _label(people[name], people, wording) for name in graph}
    sizes = {name: _size(canvas, *label) for name, label in labels.items()}
    told = {pair: _told(pairs[pair], When(wording, today)) for pair in drawn}
    room = max(canvas.width(text, _DATE, bold=True) for text, _ in told.values()) + 56, 72.0
    boxes = place_names(graph, sizes, Frame(MARGIN - 16, top + 10, WIDTH - MARGIN + 16, HEIGHT - 96), room)
    _draw_lines(canvas, told, boxes)
    for name, box in boxes.items():
        _draw_name(canvas, box, labels[name], party=people[name].sort is not Sort.PERSON)
    hidden = len({name for pair in pairs for name in pair}) - len(graph)
    legend(canvas, wording, ("ahead", "unsure", "over"), wording.say("more", n=hidden) if hidden else "")
    return canvas.png()


def _pairs(entries: Iterable[AgendaEntry]) -> dict[Pair, list[AgendaEntry]]:
    """Every two who meet, with their entries."""
    pairs: defaultdict[Pair, list[AgendaEntry]] = defaultdict(list)
    for entry in entries:
        if entry.removed or entry.kind is Kind.CONFERENCE or off(entry):
            continue
        names = list(dict.fromkeys(one.name for one in entry.participants))[:_ROUND_TABLE]
        for one, other in combinations(names, 2):
            pairs[min(one, other), max(one, other)].append(entry)
    return dict(pairs)


def _entries(pairs: dict[Pair, list[AgendaEntry]]) -> Iterable[AgendaEntry]:
    return (entry for told in pairs.values() for entry in told)


def _choose(pairs: dict[Pair, list[AgendaEntry]], today: date) -> list[Pair]:
    """The pairs to draw: those that matter most, as long as their names find room."""
    degree: defaultdict[str, int] = defaultdict(int)
    for one, other in pairs:
        degree[one] += 1
        degree[other] += 1

    def weight(pair: Pair) -> tuple[float, Pair]:
        best = max(importance(entry, today) for entry in pairs[pair])
        return -best - 0.4 * min(degree[pair[0]], degree[pair[1]]) - 0.2 * max(degree[pair[0]], degree[pair[1]]), pair

    names: set[str] = set()
    chosen: list[Pair] = []
    for pair in sorted(pairs, key=weight):
        if len(names | set(pair)) <= NAMES and len(chosen) < NAMES + 4:
            names |= set(pair)
            chosen.append(pair)
    return chosen


def _label(one: Participant, people: dict[str, Participant], wording: Wording) -> tuple[str, str]:
    """A person's surname (the full name among namesakes) and country; a party's name alone."""
    if one.sort is not Sort.PERSON:
        return clean(wording.country(one.name), 40), ""
    short = surname(one)
    shared = sum(1 for other in people.values() if other.sort is Sort.PERSON and surname(other) == short) > 1
    return clean(one.name if shared else short, 40), clean(wording.country(one.country), 40)


def _size(canvas: Canvas, name: str, country: str) -> tuple[float, float]:
    wide = max(canvas.width(name, _NAME, bold=True), canvas.width(country, _COUNTRY) if country else 0.0)
    return min(wide, 460.0) + 48, 92.0 if country else 68.0


def _draw_name(canvas: Canvas, box: Box, label: tuple[str, str], *, party: bool) -> None:
    theme, (name, country) = canvas.theme, label
    left, top = box.x - box.width / 2, box.y - box.height / 2
    canvas.box(
        left, top, box.width, box.height, fill=theme.raised, edge=theme.quiet if party else theme.line, radius=22
    )
    shown = canvas.fitted(name, _NAME, box.width - 44, bold=True)
    canvas.text(box.x, box.y - (16 if country else 0), shown, _NAME, theme.ink, bold=True, anchor="center")
    if country:
        told = canvas.fitted(country, _COUNTRY, box.width - 40)
        canvas.text(box.x, box.y + 23, told, _COUNTRY, theme.quiet, anchor="center")


def _draw_lines(canvas: Canvas, told: dict[Pair, tuple[str, str]], boxes: dict[str, Box]) -> None:
    sizes = [(canvas.width(text, _DATE, bold=True) + 24, 40.0) for text, _ in told.values()]
    ends = [(boxes[one], boxes[other]) for one, other in told]
    places = place_labels(ends, sizes, list(boxes.values()))
    for (start, end), place, (text, state) in zip(ends, places, told.values(), strict=True):
        colour = getattr(canvas.theme, state)
        dashed = state == "unsure"
        canvas.stroke((start.x, end.x), (start.y, end.y), colour, 4 if state != "over" else 3, dashed=dashed)
        left, top = place.x - place.width / 2, place.y - place.height / 2
        canvas.box(left, top, place.width, place.height, fill=canvas.theme.paper, zorder=2, radius=14)
        canvas.text(place.x, place.y, text, _DATE, colour, bold=True, anchor="center")


def _told(entries: Sequence[AgendaEntry], when: When) -> tuple[str, str]:
    """The date a line carries, with how many entries it stands for, and the colour's name."""
    today = when.today or date.min
    ahead = [one for one in entries if one.status is not Status.HELD and (one.window.end or date.max) >= today]
    if ahead:
        shown = min(ahead, key=lambda one: (one.window.start or date.max, one.id))
        state = "unsure" if shown.hedged or shown.status is Status.PROPOSED else "ahead"
    else:
        shown, state = max(entries, key=lambda one: (one.window.end or date.min, one.id)), "over"
    window = shown.window
    text = when.span(window.start, window.end, weekdays=False) if window.start and window.end else when.words(window)
    if window.precision.rank >= 2:
        text = when.words(window)
    return (f"{text} ×{len(entries)}" if len(entries) > 1 else text), state
