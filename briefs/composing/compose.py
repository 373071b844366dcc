"""The agenda → one reader's brief."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import merge
from itertools import chain, islice
from types import MappingProxyType
from typing import Final

from briefs.composing.edition import Edition, View, Watched
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
    Heading.OFF,
)
"""The sections made of entries, in the order of a brief."""

_WITH_CHANGES: Final = frozenset({Heading.CORRECTED, Heading.OVERDUE, Heading.OFF})


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
        Length.SHORT: _room(10, 2, 2, 3, 1, 4, 3, 1, 2, 2, 1),
        Length.STANDARD: _room(40, 5, 4, 8, 4, 10, 10, 5, 7, 8, 3),
        Length.FULL: _room(200, 20, 20, 40, 20, 60, 60, 40, 40, 40, 20),
    }
)

PAGE: Final = _room(12, 0, 2, 3, 1, 4, 4, 2, 3, 3, 1)
"""What one page of an answer holds: as much as fits into one message without shortening."""


def compose(entries: Sequence[AgendaEntry], request: BriefRequest, stories: Sequence[Headline] = ()) -> Brief:
    """The brief that `request` asks for, from the whole agenda.

    For many readers at one instant make one `Edition` a local date and call `compose_from`. RequestError when the
    request's zone is unknown.
    """
    edition = Edition.at_zone(entries, at=request.at, timezone=request.timezone)
    return compose_from(edition, request, stories)


def compose_from(edition: Edition, request: BriefRequest, stories: Sequence[Headline] = ()) -> Brief:
    """The brief that `request` asks for, from what its readers share; `request.at` is the edition's instant.

    Of the `stories`, the brief tells those that are new since `request.since` and that none of its lines tells already.
    """
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
    if request.also_in_the_news and not choice.restricted and (others := _others(stories, sections, request.since)):
        headlines = others[: room.headlines]
        sections.append(Section(Heading.NEWS, headlines=headlines, left_out=len(others) - len(headlines)))
    if nothing := choice.watches_without_items():
        sections.append(Section(Heading.WATCHED, nothing_for=nothing))
    return Brief(request, tuple(sections), tuple(cited), edition.today, entries_known=len(edition.entries))


def _others(stories: Sequence[Headline], sections: Sequence[Section], since: datetime | None) -> tuple[Headline, ...]:
    told = {
        contribution.article.article_id
        for section in sections
        for item in section.items
        for contribution in item.entry.contributions
    }
    return tuple(
        story
        for story in stories
        if (since is None or story.came_at is None or story.came_at > since)
        and told.isdisjoint(article.article_id for article in story.articles)
    )


def compose_page(edition: Edition, request: BriefRequest, page: int) -> Brief:
    """An answer's page, from 0: each tells what those before it left out, in one message; an empty one after the last.

    `Section.left_out` counts what later pages tell.
    """
    request = replace(request, length=Length.SHORT)
    choice = _Choice(edition, request)
    sizes = {heading: choice.size(heading) for heading in TOLD if _wanted(heading, request.sections)}
    before, told = dict.fromkeys(sizes, 0), dict.fromkeys(sizes, 0)
    for _ in range(min(page, sum(sizes.values()) // PAGE.overall + 1) + 1):
        share = _share(PAGE, {heading: size - told[heading] for heading, size in sizes.items()})
        before, told = told, {heading: told[heading] + number for heading, number in share.items()}
    sections: list[Section] = []
    cited: list[ArticleRef] = []
    for heading, size in sizes.items():
        known = set(choice.best(heading, before[heading]))
        fresh = [position for position in choice.best(heading, told[heading]) if position not in known]
        items = tuple(choice.item(position, len(cited) + n) for n, position in enumerate(fresh, start=1))
        cited += [item.entry.cited or ArticleRef("") for item in items]
        if items or size > told[heading]:
            sections.append(Section(heading, items, left_out=size - told[heading]))
    if page == 0 and (nothing := choice.watches_without_items()):
        sections.append(Section(Heading.WATCHED, nothing_for=nothing))
    return Brief(request, tuple(sections), tuple(cited), edition.today, entries_known=len(edition.entries))


def compose_rest(edition: Edition, request: BriefRequest, told: Collection[str], page: int) -> Brief:
    """A page, from 0, of what a brief left out: what `request` asks for, without the entries whose ids are `told`.

    Of what came after the brief, nothing. `Section.left_out` counts what later pages tell.
    """
    request = replace(request, length=Length.SHORT)
    choice = _Choice(edition, request)
    rest = [
        (heading, position)
        for heading in TOLD
        if _wanted(heading, request.sections)
        for position in choice.best(heading, choice.size(heading))
        if edition.entries[position].id not in told
    ]
    shown, later = rest[page * PAGE.overall :][: PAGE.overall], rest[(page + 1) * PAGE.overall :]
    sections: list[Section] = []
    cited: list[ArticleRef] = []
    for heading in TOLD:
        here = [position for which, position in shown if which is heading]
        items = tuple(choice.item(position, len(cited) + n) for n, position in enumerate(here, start=1))
        cited += [item.entry.cited or ArticleRef("") for item in items]
        left_out = sum(which is heading for which, _ in later)
        if items or left_out:
            sections.append(Section(heading, items, left_out=left_out))
    return Brief(request, tuple(sections), tuple(cited), edition.today, entries_known=len(edition.entries))


def _wanted(heading: Heading, sections: Collection[str]) -> bool:
    with_changes = heading in _WITH_CHANGES and Heading.CHANGED in sections
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
    """One reader's choice from an edition: everything that stands there, or what words, dates or kinds single out."""

    def __init__(self, edition: Edition, request: BriefRequest) -> None:
        self.edition = edition
        self.request = request
        self.view: View = edition.view(request.since)
        searched = bool(request.words or request.from_on or request.to_on)
        self.reach = Reach.SEARCHED if searched else Reach.ASKED if request.since is None else Reach.ALWAYS
        self.watches = [edition.watched(watch) for watch in request.watches]
        self.watched = frozenset[int]().union(*(watch.positions for watch in self.watches))
        self.restricted = searched or bool(request.kinds)
        self.singled_out = self._singled_out() if self.restricted else {}

    def _singled_out(self) -> dict[Heading, list[int]]:
        """The entries that match every word, the dates and the kinds asked for, under their headings, best first."""
        request, entries = self.request, self.edition.entries
        found: Iterable[int] = range(len(entries))
        if request.words:
            found = frozenset.intersection(*(self.edition.index.find(word) for word in request.words))
        if request.kinds:
            found = (one for one in found if entries[one].kind in request.kinds)
        if request.from_on or request.to_on:
            found = (one for one in found if _within(entries[one].window, request))
        by_heading: dict[Heading, list[int]] = {}
        for position in sorted(found, key=self._rank):
            heading = self._heading(position)
            if heading is not None:
                by_heading.setdefault(heading, []).append(position)
        return by_heading

    def _heading(self, position: int) -> Heading | None:
        if position in self.view.moved:
            return self.view.moved[position][0]
        standing = self.edition.standings[position]
        return standing.heading if standing.reach <= self.reach else None

    def _rank(self, position: int) -> tuple[bool, float, int]:
        moved = self.view.moved.get(position)
        score = moved[1] if moved else self.edition.standings[position].score
        return position not in self.watched, -score, self.edition.ranks[position]

    def size(self, heading: Heading) -> int:
        """How many entries belong under `heading`."""
        if self.restricted:
            return len(self.singled_out.get(heading, ()))
        standing = len(self.edition.ranked.get((heading, self.reach), ()))
        away = sum(self.view.displaced.get((heading, reach), 0) for reach in Reach if reach <= self.reach)
        return standing - away + len(self.view.ranked.get(heading, ()))

    def best(self, heading: Heading, limit: int) -> list[int]:
        """The `limit` entries that matter most under `heading`, watched ones first, in the order they are told."""
        ranked: Iterable[int] = self.singled_out.get(heading, ())
        if not self.restricted:
            ranked = chain(self._taken(heading, self.watches, self.watched), self._standing(heading))
        chosen = list(islice(_distinct(ranked), limit))
        return sorted(chosen, key=lambda position: self._telling(heading, position))

    def _standing(self, heading: Heading) -> Iterator[int]:
        """Everything under `heading`, best first."""
        standing = self.edition.ranked.get((heading, self.reach), ())
        return self._with_news(standing, self.view.ranked.get(heading, ()))

    def _taken(self, heading: Heading, watches: Sequence[Watched], positions: frozenset[int]) -> Iterator[int]:
        """What `watches`, which take `positions` in all, have under `heading`, best first; shared ones come twice."""
        key = heading, self.reach
        standing = merge(*(watch.ranked.get(key, ()) for watch in watches), key=self.edition.ranks.__getitem__)
        moved = (one for one in self.view.ranked.get(heading, ()) if one in positions)
        return self._with_news(standing, moved)

    def _with_news(self, standing: Iterable[int], moved: Iterable[int]) -> Iterator[int]:
        at_rest = (one for one in standing if one not in self.view.moved)
        return merge(at_rest, moved, key=lambda one: self._rank(one)[1:])

    def _telling(self, heading: Heading, position: int) -> tuple[bool, int, float, int]:
        """The key of the order of telling: watched ones, then dates where a section is dated, then importance."""
        window = self.edition.entries[position].window
        day = 0
        if heading is Heading.HELD:
            last = window.end or window.start
            day = -last.toordinal() if last else 0
        elif heading in (Heading.COMING, Heading.LATER, Heading.CONFERENCES):
            day = window.start.toordinal() if window.start else date.max.toordinal()
        unwatched, score, rank = self._rank(position)
        return unwatched, day, score, rank

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
        pinned = [
            (watch.word, taken) for watch, taken in zip(self.request.watches, self.watches, strict=True) if watch.pinned
        ]
        return tuple(word for word, taken in pinned if not any(self._any_told(heading, taken) for heading in headings))

    def _any_told(self, heading: Heading, watch: Watched) -> bool:
        if self.restricted:
            return not watch.positions.isdisjoint(self.singled_out.get(heading, ()))
        return next(self._taken(heading, [watch], watch.positions), None) is not None


def _distinct(positions: Iterable[int]) -> Iterator[int]:
    """Each position once, where it comes first."""
    seen: set[int] = set()
    for position in positions:
        if position not in seen:
            seen.add(position)
            yield position


def _within(window: Window, request: BriefRequest) -> bool:
    """Whether the event may fall into the span of dates asked for."""
    return window.overlaps(Window(request.from_on, request.to_on)) if window.known else request.undated
