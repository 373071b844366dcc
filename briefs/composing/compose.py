"""The agenda → one reader's brief."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from types import MappingProxyType
from typing import Final

from briefs.composing.edition import Edition, View
from briefs.composing.placing import Reach
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.brief import Brief, BriefRequest, Heading, Headline, Item, Section
from briefs.model.subscriber import Length
from briefs.model.window import Window

TOLD: Final = (
    Heading.CORRECTED,
    Heading.CHANGED,
    Heading.OVERDUE,
    Heading.TODAY,
    Heading.COMING,
    Heading.LATER,
    Heading.CONFERENCES,
    Heading.HELD,
)
"""The sections made of entries, in the order of a brief."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines a brief of one length may hold: in all, and in a section while others need room, too."""

    overall: int
    sections: MappingProxyType[Heading, int]
    headlines: int


def _room(overall: int, headlines: int, *sections: int) -> Room:
    return Room(overall, MappingProxyType(dict(zip(TOLD, sections, strict=True))), headlines)


ROOM: Final = MappingProxyType(
    {
        Length.SHORT: _room(10, 2, 2, 3, 1, 4, 3, 1, 2, 2),
        Length.STANDARD: _room(40, 5, 4, 8, 4, 10, 10, 5, 7, 8),
        Length.FULL: _room(200, 20, 20, 40, 20, 60, 60, 40, 40, 40),
    }
)


def compose(entries: Sequence[AgendaEntry], request: BriefRequest, stories: Sequence[Headline] = ()) -> Brief:
    """The brief that `request` asks for, from the whole agenda.

    For many readers at one instant make one `Edition` a local date and call `compose_from`. RequestError when the
    request's zone is unknown.
    """
    edition = Edition.at_zone(entries, at=request.at, timezone=request.timezone, stories=stories)
    return compose_from(edition, request)


def compose_from(edition: Edition, request: BriefRequest) -> Brief:
    """The brief that `request` asks for, from what its readers share; `request.at` is the edition's instant."""
    choice = _Choice(edition, request)
    room = ROOM[request.length]
    told = [heading for heading in TOLD if _wanted(heading, request.sections)]
    sizes = {heading: choice.size(heading) for heading in told}
    sections: list[Section] = []
    cited: list[ArticleRef] = []
    for heading, limit in _share(room, sizes).items():
        chosen = choice.best(heading, limit)
        items = tuple(choice.item(position, len(cited) + n) for n, position in enumerate(chosen, start=1))
        cited += [item.entry.cited or ArticleRef("") for item in items]
        if items or sizes[heading]:
            sections.append(Section(heading, items, left_out=sizes[heading] - len(items)))
    if request.also_in_the_news and edition.stories and choice.among is None:
        headlines = edition.stories[: room.headlines]
        sections.append(Section(Heading.NEWS, headlines=headlines, left_out=len(edition.stories) - len(headlines)))
    if nothing := choice.watches_without_items():
        sections.append(Section(Heading.WATCHED, nothing_for=nothing))
    return Brief(request, tuple(sections), tuple(cited), edition.today, entries_known=len(edition.entries))


def _wanted(heading: Heading, sections: Collection[str]) -> bool:
    with_changes = heading in (Heading.CORRECTED, Heading.OVERDUE) and Heading.CHANGED in sections
    return not sections or heading in sections or with_changes


def _share(room: Room, sizes: dict[Heading, int]) -> dict[Heading, int]:
    """How many lines each section gets: its own share first, then what others leave, in the order of the brief."""
    share: dict[Heading, int] = {}
    spare = room.overall
    for heading, size in sizes.items():
        share[heading] = min(size, room.sections[heading], spare)
        spare -= share[heading]
    for heading, size in sizes.items():
        more = min(size - share[heading], spare)
        share[heading] += more
        spare -= more
    return share


class _Choice:
    """One reader's choice from an edition."""

    def __init__(self, edition: Edition, request: BriefRequest) -> None:
        self.edition = edition
        self.request = request
        self.view: View = edition.view(request.since)
        self.searched = bool(request.words or request.from_on or request.to_on)
        self.reach = Reach.SEARCHED if self.searched else Reach.ASKED if request.since is None else Reach.ALWAYS
        self.watched: frozenset[int] = frozenset().union(*(edition.watched(watch) for watch in request.watches))
        self.among = self._restriction() if self.searched or request.kinds else None
        self.by_heading = self._sorted_out()

    def _restriction(self) -> frozenset[int]:
        """The entries that match every word, may fall into the span of dates and are of the kinds asked for."""
        request, entries = self.request, self.edition.entries
        found: Iterable[int] = range(len(entries))
        if request.words:
            found = frozenset.intersection(*(self.edition.index.find(word) for word in request.words))
        if request.kinds:
            found = (one for one in found if entries[one].kind in request.kinds)
        if request.from_on or request.to_on:
            found = (one for one in found if _within(entries[one].window, request))
        return frozenset(found)

    def _sorted_out(self) -> dict[Heading, list[int]]:
        """The entries singled out, by words, dates or watches, under their headings, best first."""
        singled = self.watched if self.among is None else self.among
        sorted_out: dict[Heading, list[int]] = {}
        for position in singled:
            heading = self._heading(position)
            if heading is not None:
                sorted_out.setdefault(heading, []).append(position)
        for positions in sorted_out.values():
            positions.sort(key=self._rank)
        return sorted_out

    def _heading(self, position: int) -> Heading | None:
        if position in self.view.moved:
            return self.view.moved[position][0]
        standing = self.edition.standings[position]
        return standing.heading if standing.reach <= self.reach else None

    def _score(self, position: int) -> float:
        moved = self.view.moved.get(position)
        return moved[1] if moved else self.edition.standings[position].score

    def _rank(self, position: int) -> tuple[bool, float, str]:
        return position not in self.watched, -self._score(position), self.edition.entries[position].id

    def size(self, heading: Heading) -> int:
        """How many entries belong under `heading`."""
        if self.among is not None:
            return len(self.by_heading.get(heading, ()))
        standing = self.edition.ranked.get((heading, self.reach), ())
        away = self.view.displaced.get((heading, self.reach), 0)
        return len(standing) - away + len(self.view.ranked.get(heading, ()))

    def best(self, heading: Heading, limit: int) -> list[int]:
        """The `limit` entries that matter most under `heading`, watched ones first, in the order they are told."""
        singled = self.by_heading.get(heading, [])
        chosen = list(islice(singled, limit))
        if self.among is None and len(chosen) < limit:
            others = (one for one in self._ranked(heading) if one not in self.watched)
            chosen += islice(others, limit - len(chosen))
        return sorted(chosen, key=lambda position: self._telling(heading, position))

    def _ranked(self, heading: Heading) -> Iterator[int]:
        standing = self.edition.ranked.get((heading, self.reach), ())
        at_rest = (one for one in standing if one not in self.view.moved)
        return merge(at_rest, self.view.ranked.get(heading, ()), key=lambda one: -self._score(one))

    def _telling(self, heading: Heading, position: int) -> tuple[bool, int, float, str]:
        """The key of the order of telling: watched ones, then dates where a section is dated, then importance."""
        window = self.edition.entries[position].window
        day = 0
        if heading is Heading.HELD:
            last = window.end or window.start
            day = -last.toordinal() if last else 0
        elif heading in (Heading.COMING, Heading.LATER, Heading.CONFERENCES):
            day = window.start.toordinal() if window.start else date.max.toordinal()
        return position not in self.watched, day, -self._score(position), self.edition.entries[position].id

    def item(self, position: int, number: int) -> Item:
        """The line that tells the entry at `position`."""
        return Item(
            self.edition.entries[position],
            number,
            watched=position in self.watched,
            new=self.request.since is not None and position in self.view.new,
            changes=self.view.changes.get(position, ()),
        )

    def watches_without_items(self) -> tuple[str, ...]:
        """The pinned watches of which this brief has nothing to tell."""
        headings = [heading for heading in TOLD if _wanted(heading, self.request.sections)]
        told = {position for heading in headings for position in self.by_heading.get(heading, ())}
        pinned = (watch for watch in self.request.watches if watch.pinned)
        return tuple(watch.word for watch in pinned if told.isdisjoint(self.edition.watched(watch)))


def _within(window: Window, request: BriefRequest) -> bool:
    """Whether the event may fall into the span of dates asked for."""
    return window.overlaps(Window(request.from_on, request.to_on)) if window.known else request.undated
