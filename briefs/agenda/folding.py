"""What attache believes of one event, folded from its contributions in the order they were told.

The latest report wins for status, window and place, except that
- a coarser mention does not blur a known firm window,
- an opening or closing day does not shrink a known range,
- a passing mention without a date does not revive what was cancelled or postponed,
- nothing un-holds what was held,
- a correction takes back what it corrects,
- a republication adds a source, not a report.

Folding is pure: the same contributions give the same state, whenever they arrived (ADR 0030).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from briefs.agenda.names import coarser_place, fuller, same_participant, same_place, telling_words, told_names
from briefs.model.agenda import ArticleRef, Change, Contribution, LedgerLine
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Status
from briefs.model.window import Precision, Window

DROPPED = frozenset({Status.CANCELLED, Status.POSTPONED, Status.RULED_OUT})
_CORRECTABLE = timedelta(days=14)
_SAME_STORY = timedelta(hours=48)


TextPlace = tuple[int, str, str, str, str, str]
Position = tuple[datetime, bool, str, str, str, str]
Order = tuple[datetime, bool, str, str, str, str, TextPlace]


def position(contribution: Contribution) -> Position:
    """Where its article stands in the order of telling: by nothing that depends on arrival; corrections come after."""
    article = contribution.article
    told_at = contribution.told_at
    return told_at, article.is_correction, article.url, article.source, article.title, article.article_id


def told_order(contribution: Contribution) -> Order:
    """The canonical order of contributions: their articles' positions, then their place in the article."""
    entry = contribution.entry
    start = entry.evidence[0].start_char if entry.evidence else 0
    who = ",".join(participant.name for participant in entry.participants)
    within = (start, entry.kind.value, entry.window.iso(), entry.status.value, who, f"{entry.name}|{entry.place}")
    return (*position(contribution), within)


def corrects(correction: ArticleRef, earlier: ArticleRef) -> bool:
    """Whether `correction` takes back what `earlier` said: the same publisher's or text's, within a fortnight."""
    if not correction.is_correction or earlier.article_id == correction.article_id:
        return False
    same_source = bool(correction.source) and correction.source == earlier.source
    if not same_source and correction.original != earlier.original:
        return False
    if correction.published_at is None or earlier.published_at is None:
        return True
    return timedelta() <= correction.published_at - earlier.published_at <= _CORRECTABLE


@dataclass(slots=True)
class State:
    """The belief about one event after some of its contributions. Empty until the first is applied."""

    kinds: dict[Kind, int] = field(default_factory=dict)
    last_kind: Kind = Kind.MEETING
    status: Status = Status.PLANNED
    participants: list[Participant] = field(default_factory=list)
    window: Window = field(default_factory=Window)
    former_windows: list[Window] = field(default_factory=list)
    name: str = ""
    names: list[str] = field(default_factory=list)
    place: str = ""
    placings: list[tuple[str, str, datetime]] = field(default_factory=list)
    hedge: str = ""
    time: str = ""
    topic: str = ""
    claimed_by: str = ""
    background: bool = False
    lines: list[LedgerLine] = field(default_factory=list)
    articles: list[ArticleRef] = field(default_factory=list)
    said: set[tuple[object, ...]] = field(default_factory=set)
    first_told_at: datetime | None = None
    last_told_at: datetime | None = None
    changed_at: datetime | None = None
    held_told_at: datetime | None = None

    @property
    def kind(self) -> Kind:
        """The kind most reports give; a visit only while nobody was named to be met."""
        kinds = {kind: count for kind, count in self.kinds.items() if kind is not Kind.VISIT} or self.kinds
        most = max(kinds.values(), default=0)
        best = [kind for kind, count in kinds.items() if count == most]
        return self.last_kind if self.last_kind in best or not best else best[0]

    @property
    def places(self) -> tuple[str, ...]:
        """The place, then those that other sources gave in the same two days and have not taken back."""
        latest: dict[str, tuple[str, datetime]] = {}
        for source, place, told_at in self.placings:
            latest[source] = (place, told_at)
        if not self.place:
            return ()
        shown = [self.place]
        newest = max((told_at for place, told_at in latest.values() if same_place(place, self.place)), default=None)
        for place, told_at in sorted(latest.values(), key=lambda item: item[1], reverse=True):
            if newest and newest - told_at <= _SAME_STORY and not any(same_place(place, other) for other in shown):
                shown.append(place)
        return tuple(shown)

    def apply(self, contribution: Contribution) -> None:
        """Take in one more contribution, told after all those before."""
        entry, article, told_at = contribution.entry, contribution.article, contribution.told_at
        empty = self.first_told_at is None
        self.articles.append(article)
        if not empty and entry.background and not self.background:
            return
        self.last_told_at = told_at
        self._note_names(entry)
        if empty or (self.background and not entry.background):
            self._begin(contribution, quiet=not empty)
            return
        says = (article.original, entry.status, entry.window, entry.hedge, entry.place)
        if says in self.said:
            return
        self.said.add(says)
        self.kinds[entry.kind] = self.kinds.get(entry.kind, 0) + 1
        self.last_kind = entry.kind
        self._take_participants(contribution)
        status = self._status_after(entry, told_at)
        window = self._window_after(entry)
        hedge = self._hedge_after(entry, status, window)
        self._take_place(contribution)
        self._change_status(contribution, status)
        self._change_window(contribution, window)
        if hedge != self.hedge:
            if bool(hedge) != bool(self.hedge) and self.status is not Status.HELD:
                self._record(contribution, Change.CERTAINTY, self.hedge, hedge)
            self.hedge = hedge
        self.time = entry.time or self.time
        self.topic = self.topic or entry.topic
        if not entry.claimed_by or entry.claimed_by != self.claimed_by:
            self.claimed_by = ""

    def _begin(self, contribution: Contribution, *, quiet: bool) -> None:
        entry, article = contribution.entry, contribution.article
        self.said.add((article.original, entry.status, entry.window, entry.hedge, entry.place))
        self.kinds = {entry.kind: 1}
        self.last_kind = entry.kind
        self.status, self.window, self.place, self.hedge = entry.status, entry.window, entry.place, entry.hedge
        self.time, self.topic, self.claimed_by = entry.time, entry.topic, entry.claimed_by
        self.background = entry.background
        if entry.place:
            self.placings.append((article.source or article.original, entry.place, contribution.told_at))
        if entry.status is Status.HELD:
            self.hedge = ""
            self.held_told_at = contribution.told_at
        self.former_windows.clear()
        for participant in entry.participants:
            self._take_participant(participant)
        if self.first_told_at is None or quiet:
            self.first_told_at = contribution.told_at
        self._record(contribution, Change.FIRST_REPORT, "", self.status.value)

    def told(self) -> tuple[str, str, str]:
        """Status, window and place in the ledger's form."""
        return self.status.value, self.window.iso(), self.place

    def _note_names(self, entry: Entry) -> None:
        for name in told_names(entry):
            if name not in self.names:
                self.names.append(name)
        better = entry.name or entry.name_as
        if better and (not self.name or len(telling_words(better)) > len(telling_words(self.name))):
            self.name = better

    def _take_participants(self, contribution: Contribution) -> None:
        before = list(self.participants)
        for participant in contribution.entry.participants:
            self._take_participant(participant)
        if len(self.participants) > len(before):
            self._record(
                contribution,
                Change.PARTICIPANTS,
                listed(before),
                listed(self.participants),
            )

    def _take_participant(self, new: Participant) -> None:
        for index, known in enumerate(self.participants):
            if same_participant(known, new):
                self.participants[index] = Participant(
                    name=fuller(known.name, new.name),
                    mention=known.mention,
                    sort=known.sort,
                    title=new.title or known.title,
                    country=known.country or new.country,
                )
                return
        self.participants.append(new)

    def _status_after(self, entry: Entry, told_at: datetime) -> Status:
        now, new = self.status, entry.status
        if Status.HELD in (now, new):
            return Status.HELD
        future = new in (Status.PLANNED, Status.PROPOSED)
        if now in DROPPED and future and not entry.window.known:
            return now
        if now is Status.ONGOING and future:
            later = entry.window.start is not None and entry.window.start > told_at.date()
            return new if later and not entry.window.overlaps(self.window) else now
        if now is Status.PLANNED and new is Status.PROPOSED:
            return now
        return new

    def _window_after(self, entry: Entry) -> Window:
        now, new = self.window, entry.window
        if self.status is Status.HELD and entry.status is not Status.HELD:
            return now
        if not new.known:
            return new if entry.status is Status.POSTPONED else now
        if not now.known or (now.start, now.end) == (new.start, new.end):
            return new if new.precision.rank < now.precision.rank or not now.known else now
        if not now.overlaps(new):
            return self._joined(entry) if Status.ONGOING in (self.status, entry.status) else new
        if new.precision.rank > now.precision.rank:
            doubted = bool(self.hedge and entry.hedge) and new.precision is not Precision.OPEN
            return new if doubted and self.status is not Status.HELD else now
        if new.precision is now.precision is Precision.DAY and _inside(new, now) and not self.hedge:
            return now
        return new

    def _joined(self, entry: Entry) -> Window:
        """A running event that is still, or was again, reported a few days on lasted until then."""
        now, new = self.window, entry.window
        if not (now.precision is new.precision is Precision.DAY and now.end and new.start and now.end < new.start):
            return new
        return Window(now.start, new.end, Precision.DAY) if new.start - now.end <= timedelta(days=10) else new

    def _hedge_after(self, entry: Entry, status: Status, window: Window) -> str:
        if status is Status.HELD:
            return ""
        confirms = entry.window.known and (
            window == entry.window or (entry.window.precision is Precision.DAY and _inside(entry.window, window))
        )
        if status is not self.status or confirms or not self.window.known:
            return entry.hedge
        return self.hedge

    def _take_place(self, contribution: Contribution) -> None:
        entry, article = contribution.entry, contribution.article
        if not entry.place or (self.status is Status.HELD and entry.status is not Status.HELD):
            return
        self.placings.append((article.source or article.original, entry.place, contribution.told_at))
        if entry.place == self.place or coarser_place(entry.place, self.place):
            return
        if self.place and not coarser_place(self.place, entry.place) and not same_place(self.place, entry.place):
            self._record(contribution, Change.PLACE, self.place, entry.place)
        elif not self.place:
            self._record(contribution, Change.PLACE, "", entry.place)
        self.place = entry.place

    def _change_status(self, contribution: Contribution, status: Status) -> None:
        if status is self.status:
            return
        revived = self.status in DROPPED and status in (Status.PLANNED, Status.ONGOING, Status.PROPOSED)
        change = Change.REVIVED if revived else Change.STATUS
        self._record(contribution, change, self.status.value, status.value)
        self.status = status
        if status is Status.HELD:
            self.held_told_at = contribution.told_at

    def _change_window(self, contribution: Contribution, window: Window) -> None:
        if window == self.window:
            return
        if (window.start, window.end) != (self.window.start, self.window.end):
            self._record(contribution, Change.WINDOW, self.window.iso(), window.iso())
            if self.window.known:
                self.former_windows.append(self.window)
        self.window = window

    def _record(self, contribution: Contribution, change: Change, was: str, now: str) -> None:
        evidence = contribution.entry.evidence[0] if contribution.entry.evidence else None
        self.lines.append(
            LedgerLine(
                at=contribution.told_at,
                change=change,
                was=was,
                now=now,
                evidence=evidence,
                article_id=contribution.article.article_id,
            )
        )
        self.changed_at = contribution.told_at


def listed(participants: Sequence[Participant]) -> str:
    """Participants in the ledger's form."""
    return ", ".join(participant.name for participant in participants)


def _inside(inner: Window, outer: Window) -> bool:
    return (
        inner.start is not None
        and inner.end is not None
        and outer.start is not None
        and outer.end is not None
        and outer.start <= inner.start
        and inner.end <= outer.end
    )


def fold_contributions(contributions: Iterable[Contribution]) -> State:
    """The state after `contributions`, which must stand in `told_order`."""
    state = State()
    counted: list[Contribution] = []
    for contribution in contributions:
        if contribution.article.is_correction:
            kept = [earlier for earlier in counted if not corrects(contribution.article, earlier.article)]
            if len(kept) < len(counted):
                state = _corrected(state, kept, contribution)
                counted = [*kept, contribution]
                continue
        state.apply(contribution)
        counted.append(contribution)
    return state


def _corrected(before: State, kept: Sequence[Contribution], correction: Contribution) -> State:
    """The state when what `correction` takes back was never said, the ledger telling both."""
    after = fold_contributions(kept)
    after.apply(correction)
    for name in before.names:
        if name not in after.names:
            after.names.append(name)
    lines = list(before.lines)
    for was, now in zip(before.told(), after.told(), strict=True):
        if was != now:
            evidence = correction.entry.evidence[0] if correction.entry.evidence else None
            article_id = correction.article.article_id
            lines.append(LedgerLine(correction.told_at, Change.CORRECTION, was, now, evidence, article_id))
            before.changed_at = correction.told_at
    after.lines = lines
    after.articles = [*before.articles, correction.article]
    after.first_told_at, after.changed_at = before.first_told_at, before.changed_at
    return after


def best_evidence(state: State, contributions: Sequence[Contribution]) -> tuple[Evidence | None, ArticleRef | None]:
    """The evidence that proves the state best, with its article: the latest report that says all of it.

    Reports that give the status, the window and the place as now believed come before those that give fewer of them.
    A text told again counts as told when it was first, and of its copies the best is taken (`ArticleRef.worth`).
    """
    first_told: dict[str, int] = {}
    best: tuple[tuple[object, ...], Contribution] | None = None
    for index, contribution in enumerate(contributions):
        entry, article = contribution.entry, contribution.article
        if not entry.evidence:
            continue
        agreeing = (
            4 * (entry.status is state.status)
            + 2 * ((entry.window.start, entry.window.end) == (state.window.start, state.window.end))
            + (entry.place == state.place)
        )
        rank = (agreeing, first_told.setdefault(article.original, index), article.worth)
        if best is None or rank > best[0]:
            best = (rank, contribution)
    if best is None:
        return None, None
    return best[1].entry.evidence[0], best[1].article
