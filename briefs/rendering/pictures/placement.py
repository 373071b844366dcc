"""Where the names of a network go: a layout that is the same every time, pushed apart until no box lies on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from typing import Final

import networkx as nx
import numpy as np

_ROUNDS: Final = 150
_GAP: Final = 26.0
_LEAST_GAP: Final = 10.0


@dataclass(slots=True)
class Box:
    """A rectangle with its middle at (x, y); it moves."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box, gap: float) -> tuple[float, float]:
        """How far the two reach into each other, sideways and in height; positive both only where they overlap."""
        return (
            (self.width + other.width) / 2 + gap - abs(self.x - other.x),
            (self.height + other.height) / 2 + gap - abs(self.y - other.y),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the sheet that may be drawn on."""

    left: float
    top: float
    right: float
    bottom: float

    def hold(self, box: Box) -> None:
        """Move a box inside."""
        box.x = min(max(box.x, self.left + box.width / 2), self.right - box.width / 2)
        box.y = min(max(box.y, self.top + box.height / 2), self.bottom - box.height / 2)


def place_names(
    graph: nx.Graph[str], sizes: Mapping[str, tuple[float, float]], frame: Frame, room: tuple[float, float]
) -> dict[str, Box]:
    """A box for each node of `graph` in `frame`, connected ones near each other, with `room` (width, height) between
    them for a label. Deterministic.

    Components stand below each other, the largest first, each with room in proportion to its nodes.
    """
    components = sorted((sorted(one) for one in nx.connected_components(graph)), key=lambda one: (-len(one), one))
    shares = [max(1.0, len(one) ** 0.9 - 0.6) for one in components]
    boxes: dict[str, Box] = {}
    top = frame.top
    for names, share in zip(components, shares, strict=True):
        bottom = top + (frame.bottom - frame.top) * share / sum(shares)
        part = Frame(frame.left, top, frame.right, bottom)
        for name, (x, y) in _layout(graph.subgraph(names), part).items():
            boxes[name] = Box(x, y, *sizes[name])
        top = bottom
    _spread(boxes, graph, frame, room)
    return boxes


def _layout(graph: nx.Graph[str], frame: Frame) -> dict[str, tuple[float, float]]:
    """A layout by path lengths, turned so that it is as tall as it can be, stretched over the frame."""
    names = sorted(graph)
    middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    if len(names) == 1:
        return {names[0]: middle}
    if len(names) == 2:
        quarter = (frame.right - frame.left) / 4
        return {names[0]: (middle[0] - quarter, middle[1]), names[1]: (middle[0] + quarter, middle[1])}
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(_edges(graph))
    placed = nx.kamada_kawai_layout(ordered)
    points = np.array([placed[name] for name in names])
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    points = points @ axes.T[:, ::-1]
    # The sign of an axis is arbitrary; the first name that is off the middle decides it.
    for axis in range(2):
        first = next((value for value in points[:, axis] if abs(value) > 1e-6), 1.0)
        points[:, axis] *= -1.0 if first > 0 else 1.0
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-6, high - low, 1.0)
    unit = np.where(high - low > 1e-6, (points - low) / span, 0.5)
    size = np.array([frame.right - frame.left, frame.bottom - frame.top])
    spread = np.array([frame.left, frame.top]) + (0.08 + 0.84 * unit) * size
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, spread, strict=True)}


def _spread(boxes: Mapping[str, Box], graph: nx.Graph[str], frame: Frame, room: tuple[float, float]) -> None:
    """Push boxes off each other and off lines that are not theirs, a little at a time."""
    names = sorted(boxes)
    edges = _edges(graph)
    joined = set(edges)
    for box in boxes.values():
        frame.hold(box)
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(names, 2):
            moved |= _push_apart(boxes[one], boxes[other], *(room if (one, other) in joined else (_GAP, _GAP)))
        for name in names:
            for start, end in edges:
                if name not in (start, end):
                    moved |= _push_off(boxes[name], boxes[start], boxes[end])
        for box in boxes.values():
            frame.hold(box)
        if not moved:
            return
    if not _separate(boxes, frame):
        _in_rows(boxes, frame)


def _separate(boxes: Mapping[str, Box], frame: Frame) -> bool:
    """Push boxes off each other, whatever lines they come to lie on; whether none lies on another now."""
    pairs = [(boxes[one], boxes[other]) for one, other in combinations(sorted(boxes), 2)]
    for _ in range(_ROUNDS):
        moved = False
        for one, other in pairs:
            moved |= _push_apart(one, other, _LEAST_GAP, _LEAST_GAP)
        for box in boxes.values():
            frame.hold(box)
        if not moved:
            return True
    return all(min(one.overlap(other, 0)) <= 0 for one, other in pairs)


def _in_rows(boxes: Mapping[str, Box], frame: Frame) -> None:
    """The last resort: in rows from top to bottom, in the order in which they lie."""
    x, y, tall = frame.left, frame.top, 0.0
    for box in sorted(boxes.values(), key=lambda one: (one.y, one.x)):
        if x + box.width > frame.right and x > frame.left:
            x, y, tall = frame.left, y + tall + _GAP, 0.0
        box.x, box.y = x + box.width / 2, y + box.height / 2
        x, tall = x + box.width + _GAP, max(tall, box.height)


def _edges(graph: nx.Graph[str]) -> list[tuple[str, str]]:
    return sorted((min(one, other), max(one, other)) for one, other in graph.edges)


def _push_apart(one: Box, other: Box, aside: float, above: float) -> bool:
    """Move two boxes until they are so far apart sideways or in height."""
    sideways, height = one.overlap(other, aside)[0], one.overlap(other, above)[1]
    if sideways <= 0 or height <= 0:
        return False
    if height <= sideways:
        step = height / 2 * (1 if one.y >= other.y else -1)
        one.y, other.y = one.y + step, other.y - step
    else:
        step = sideways / 2 * (1 if one.x >= other.x else -1)
        one.x, other.x = one.x + step, other.x - step
    return True


def _push_off(box: Box, start: Box, end: Box) -> bool:
    """Move a box away from a line that passes through it or close by."""
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    along = ((box.x - start.x) * dx + (box.y - start.y) * dy) / length**2
    if not 0.05 < along < 0.95:
        return False
    across = ((box.x - start.x) * dy - (box.y - start.y) * dx) / length
    reach = (box.width * abs(dy) + box.height * abs(dx)) / (2 * length) + 12
    if abs(across) >= reach:
        return False
    step = min(reach - abs(across), 14.0) * (1 if across >= 0 else -1)
    box.x, box.y = box.x + step * dy / length, box.y - step * dx / length
    return True


def place_labels(
    lines: Sequence[tuple[Box, Box]], sizes: Sequence[tuple[float, float]], taken: Sequence[Box]
) -> list[Box]:
    """A box for the label of each line, on the line, where it covers least of what is `taken` and of other labels."""
    placed: list[Box] = []
    for (start, end), (width, height) in zip(lines, sizes, strict=True):
        tries = [
            Box(start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * t, width, height)
            for t in (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74)
        ]
        placed.append(min(tries, key=lambda one: _covered(one, [*taken, *placed])))
    return placed


def _covered(box: Box, others: Sequence[Box]) -> float:
    overlaps = (box.overlap(other, 4) for other in others)
    return sum(sideways * height for sideways, height in overlaps if sideways > 0 and height > 0)
