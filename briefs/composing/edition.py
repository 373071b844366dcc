"""Everything that all briefs of one instant and one local day share, computed once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.composing import ranking
from briefs.composing.awaiting import awaits_date
from briefs.composing.matching import Index
from briefs.composing.news import Learned, changes_since, learned
from briefs.composing.placing import Reach, off, place_in_brief
from briefs.composing.postings import Postings
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Change, LedgerLine
from briefs.model.brief import Heading
from briefs.model.reading import Status
from briefs.model.subscriber import Watch


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone called `name`. RequestError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RequestError(
            f"“{name}” is no time zone; write one like Europe/Moscow", sentence="unclear-zone", words=name
        ) from error


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands on this edition's day, whoever reads it."""

    heading: Heading
    reach: Reach
    score: float
    news: Learned


@dataclass(frozen=True, slots=True)
class _News:
    """One entry's news: where it is told, its weight, whether it is a first report, and the changes."""

    heading: Heading
    score: float
    first: bool
    changes: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What differs for a reader last told at one instant.

    `moved` entries have news, with their own heading and score; `displaced` counts where they would stand without it;
    `ranked` has the moved entries of each heading, best first.
    """

    moved: Mapping[int, tuple[Heading, float]]
    displaced: Mapping[tuple[Heading, Reach], int]
    new: frozenset[int]
    changes: Mapping[int, tuple[LedgerLine, ...]]
    ranked: Mapping[Heading, tuple[int, ...]]


Ranked = Mapping[tuple[Heading, Reach], tuple[int, ...]]
_REACHES = tuple(Reach)


@dataclass(frozen=True, slots=True)
class Watched:
    """The entries that one watch takes, and the same by heading and reach, best first."""

    positions: frozenset[int]
    ranked: Ranked


class Edition:
    """The agenda as briefs written at `at` on the local day `today` see it.

    One edition serves every subscriber whose local date is `today`; what it computes for a cut-off or a watch is kept
    for the next one. Entries are referred to by their position in `entries`. Not for use by several threads at once.

    Where an edition follows another one of the same day, `previous` lends it what it knew of entries that have not
    changed, and `postings` the words of exactly these entries.
    """

    def __init__(
        self,
        entries: Sequence[AgendaEntry],
        *,
        at: datetime,
        today: date,
        previous: Edition | None = None,
        postings: Postings | None = None,
    ) -> None:
        self.entries = tuple(entries)
        self.at = at
        self.today = today
        self._postings = postings
        known = previous.known if previous is not None and previous.today == today else {}
        self.standings = tuple(
            before[1] if (before := known.get(entry.id)) is not None and before[0] is entry else self._stand(entry)
            for entry in self.entries
        )
        self._views: dict[datetime | None, View] = {}
        self._watched: dict[Watch, Watched] = {}
        self._told: dict[tuple[int, int], _News | None] = {}

    @classmethod
    def at_zone(cls, entries: Sequence[AgendaEntry], *, at: datetime, timezone: str) -> Edition:
        """The edition for readers in an IANA zone. RequestError for an unknown one."""
        return cls(entries, at=at, today=at.astimezone(zone_of(timezone)).date())

    def _stand(self, entry: AgendaEntry) -> Standing:
        news = learned(entry, unknown=self.at)
        heading, reach = place_in_brief(entry, self.today, news.last_at.date())
        return Standing(heading, reach, ranking.importance(entry, self.today), news)

    @cached_property
    def index(self) -> Index:
        """Which words lead to which entries."""
        return Index(self.entries, self._postings)

    @property
    def known(self) -> Mapping[str, tuple[AgendaEntry, Standing]]:
        """Each entry by its id, with where it stands."""
        pairs = zip(self.entries, self.standings, strict=True)
        return {entry.id: (entry, standing) for entry, standing in pairs}

    @cached_property
    def ranks(self) -> Sequence[int]:
        """The rank of each entry among all, 0 for the one that matters most."""
        ranks = [0] * len(self.entries)
        for rank, position in enumerate(sorted(range(len(self.entries)), key=self._order)):
            ranks[position] = rank
        return ranks

    def _order(self, position: int) -> tuple[float, str]:
        return -self.standings[position].score, self.entries[position].id

    @cached_property
    def ranked(self) -> Ranked:
        """The entries of each heading, for each reach a brief may have, best first."""
        return self._by_rank(range(len(self.entries)))

    def _by_rank(self, positions: Iterable[int]) -> Ranked:
        lists: dict[tuple[Heading, Reach], list[int]] = {}
        for position in sorted(positions, key=self.ranks.__getitem__):
            standing = self.standings[position]
            for reach in _REACHES[standing.reach :]:
                lists.setdefault((standing.heading, reach), []).append(position)
        return {key: tuple(positions) for key, positions in lists.items()}

    def watched(self, watch: Watch) -> Watched:
        """The entries that a watch takes."""
        found = self._watched.get(watch)
        if found is None:
            positions = self.index.find(watch.word, watch.scope)
            found = self._watched[watch] = Watched(positions, self._by_rank(positions))
        return found

    @cached_property
    def _newest_first(self) -> tuple[list[float], list[int]]:
        order = sorted(range(len(self.entries)), key=lambda one: self.standings[one].news.last_at)
        return [self.standings[one].news.last_at.timestamp() for one in order], order

    def view(self, since: datetime | None) -> View:
        """What is news since `since`; None (asked by hand) means within the last 24 hours."""
        known = self._views.get(since)
        if known is None:
            known = self._views[since] = self._look(since or self.at - timedelta(hours=24))
        return known

    def _look(self, since: datetime) -> View:
        instants, order = self._newest_first
        moved: dict[int, tuple[Heading, float]] = {}
        new: set[int] = set()
        changes: dict[int, tuple[LedgerLine, ...]] = {}
        displaced: Counter[tuple[Heading, Reach]] = Counter()
        best_first: list[tuple[float, int, int]] = []
        for position in order[bisect_right(instants, since.timestamp()) :]:
            news = self._news(position, since)
            if news is None:
                continue
            if news.first:
                new.add(position)
            if news.changes:
                changes[position] = news.changes
            standing = self.standings[position]
            displaced[standing.heading, standing.reach] += 1
            moved[position] = news.heading, news.score
            best_first.append((-news.score, self.ranks[position], position))
        ranked: dict[Heading, list[int]] = {}
        for _, _, position in sorted(best_first):
            ranked.setdefault(moved[position][0], []).append(position)
        return View(moved, displaced, frozenset(new), changes, {key: tuple(value) for key, value in ranked.items()})

    def _news(self, position: int, since: datetime) -> _News | None:
        """What an entry's news since `since` amount to: the same between two instants of learning, so kept for both."""
        instants = self.standings[position].news.instants
        key = position, bisect_right(instants, since)
        if key not in self._told:
            self._told[key] = self._weigh(position, since)
        return self._told[key]

    def _weigh(self, position: int, since: datetime) -> _News | None:
        entry, standing = self.entries[position], self.standings[position]
        if standing.reach >= Reach.SEARCHED and not (off(entry) or entry.removed):
            return None
        if awaits_date(entry):
            return None
        fresh = changes_since(standing.news, since)
        first = standing.news.first_at > since
        heading = self._heading_of_news(entry, standing, fresh, first=first, since=since)
        if heading is None:
            return None
        return _News(heading, standing.score + (ranking.CHANGED if fresh else ranking.NEW), first, fresh)

    @staticmethod
    def _heading_of_news(
        entry: AgendaEntry, standing: Standing, fresh: Sequence[LedgerLine], *, first: bool, since: datetime
    ) -> Heading | None:
        """Where news of an entry is told; None when nothing of it is news."""
        if any(line.change in (Change.CORRECTION, Change.REMOVED) for line in fresh):
            return Heading.CORRECTED
        if entry.removed:
            return None
        if entry.status is Status.HELD:
            held_at = standing.news.held_at
            return Heading.HELD if held_at is not None and held_at > since else Heading.CHANGED if fresh else None
        if fresh or (first and off(entry)):
            return Heading.CHANGED
        return standing.heading if first else None
