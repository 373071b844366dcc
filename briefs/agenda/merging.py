"""Merging one article into the agenda, at a cost that depends on the events it touches, not on the agenda's size.

The agenda is defined as what one gets by taking all articles in the order they were told, each report joining the
event it fits best or beginning a new one (`placing`). An article that arrives in order is just placed last. One that
arrives late, is read again or is deleted changes what later reports had to choose from: exactly those are placed
again, and in turn those after them whose choice that can change, until nothing moves. The outcome is the same as if
all had arrived in order (ADR 0030; a property test holds it).
"""

from __future__ import annotations

import bisect
import heapq
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from briefs.agenda.blocking import contribution_keys
from briefs.agenda.entries import derive_entry
from briefs.agenda.folding import State, fold_contributions, told_order
from briefs.agenda.placing import Candidate, place
from briefs.agenda.timing import alive_until
from briefs.model.agenda import AgendaEntry, ArticleRef, Change, Contribution, Pin
from briefs.model.reading import Entry

_NAMESPACE = uuid.UUID("6d9f4a52-3c0e-5c1b-9c55-0d1a7a8f2b10")

EDITS = frozenset({Change.JOINED, Change.SPLIT})
Position = tuple[datetime, bool, str, str, str, str]


class Shelf(Protocol):
    """Where agenda entries are kept; what merging needs of it. Called inside one transaction that locks first."""

    def near(self, keys: frozenset[str], *, open_on: date, told_after: datetime | None = None) -> Iterable[AgendaEntry]:
        """All entries filed under one of `keys` (see `blocking_keys`).

        Left out may be those whose `open_until` lies before `open_on`, and, when `told_after` is given, those whose
        `reported_at` is not after it.
        """
        ...

    def of_article(self, article_id: str) -> Iterable[AgendaEntry]:
        """All entries to which that article contributed."""
        ...

    def get(self, entry_id: str) -> AgendaEntry | None:
        """The entry with that id."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What merging changed: entries to save (new or changed, whole) and ids of entries that are no more."""

    saved: tuple[AgendaEntry, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """Whether nothing changed."""
        return not self.saved and not self.removed


def merge_article(shelf: Shelf, article: ArticleRef, entries: Sequence[Entry], *, received_at: datetime) -> Changes:
    """Take in what one article says, in place of whatever it said before.

    Args:
        shelf: The agenda as it is; it is not changed, the caller saves the answer.
        article: The article, with the family that duplicates.py found for it.
        entries: The entries of its reading; empty takes back what it contributed.
        received_at: When attache learned of the article first (aware, UTC); kept at a second reading.

    Returns:
        The entries to save and to remove. The same reading again changes nothing.
    """
    bench = Bench(shelf)
    bench.replace_article(article.article_id, [Contribution(article, entry, received_at) for entry in entries])
    return bench.changes()


def forget_article(shelf: Shelf, article_id: str) -> Changes:
    """Take back everything the article contributed; entries that rested on it alone are removed."""
    bench = Bench(shelf)
    bench.replace_article(article_id, [])
    return bench.changes()


def position(contribution: Contribution) -> Position:
    """Where the contribution's article stands in the order of telling."""
    return told_order(contribution)[:6]


class Bench:
    """The entries that one change touches, taken from the shelf as they are needed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._before: dict[str, AgendaEntry] = {}
        self._members: dict[str, list[Contribution]] = {}
        self._touched: set[str] = set()
        self._minted: set[str] = set()
        self._waiting: dict[str, list[Contribution]] = {}
        self._queue: list[tuple[Position, str]] = []
        self._queued: set[tuple[Position, str]] = set()

    def load(self, entry: AgendaEntry) -> None:
        """Lay an entry on the bench, once."""
        if entry.id not in self._before:
            self._before[entry.id] = entry
            self._members[entry.id] = sorted(entry.contributions, key=told_order)

    def replace_article(self, article_id: str, said: list[Contribution]) -> None:
        """Put `said` in place of all that the article contributed."""
        for entry in self._shelf.of_article(article_id):
            self.load(entry)
        homes = self._homes(article_id)
        old = [contribution for _, contribution in homes]
        if _same_reading(old, said):
            return
        for entry_id, contribution in homes:
            self._members[entry_id].remove(contribution)
        for entry_id, contribution in homes:
            self.disturb(entry_id, position(contribution), [contribution])
        if said:
            self._waiting[article_id] = [_inherit(contribution, old) for contribution in said]
            self._push(position(self._waiting[article_id][0]), article_id)
        self.settle()

    # -- placing again

    def settle(self) -> None:
        """Place queued articles, earliest first, until nothing moves."""
        while self._queue:
            item = heapq.heappop(self._queue)
            self._queued.discard(item)
            self._place_article(*item)

    def disturb(self, entry_id: str, since: Position, moved: Sequence[Contribution]) -> None:
        """`moved` came to or left the event: what was told after `since` and could mean it is placed again."""
        self._touched.add(entry_id)
        members = self._members[entry_id]
        keys = contribution_keys([*members, *moved])
        for entry in self._shelf.near(keys, open_on=since[0].date(), told_after=since[0]):
            self.load(entry)
        later = [
            (where, member)
            for other_id, others in self._members.items()
            for member in others
            if (where := position(member)) > since
            and (other_id == entry_id or not keys.isdisjoint(contribution_keys(others)))
        ]
        if not later:
            return
        without = [member for member in members if member not in moved]
        last = max(self._open_until([*without, *moved]), self._open_until(without))
        for where, member in later:
            if where[0].date() <= last:
                self._push(where, member.article.article_id)

    def _open_until(self, contributions: list[Contribution]) -> date:
        if not contributions:
            return date.min
        return alive_until(fold_contributions(sorted(contributions, key=told_order)))

    def _push(self, where: Position, article_id: str) -> None:
        item = (where, article_id)
        if item not in self._queued:
            self._queued.add(item)
            heapq.heappush(self._queue, item)

    def _place_article(self, where: Position, article_id: str) -> None:
        homes = [("", contribution) for contribution in self._waiting.pop(article_id, [])]
        if not homes:
            for entry in self._shelf.of_article(article_id):
                self.load(entry)
            homes = self._homes(article_id)
        homes.sort(key=lambda home: told_order(home[1]))
        said = [contribution for _, contribution in homes]
        keys = contribution_keys(said)
        for entry in self._shelf.near(keys, open_on=where[0].date()):
            self.load(entry)
        chosen = place(said, self._candidates(where, article_id, keys))
        targets: list[str] = []
        for (home, contribution), choice in zip(homes, chosen, strict=True):
            if isinstance(choice, str):
                target = choice
            elif choice < len(targets):
                target = targets[choice]
            else:
                target = self._found(contribution, home, where, taken=targets)
            targets.append(target)
        for (home, contribution), target in zip(homes, targets, strict=True):
            if target != home:
                self._move(contribution, home, target, where)

    def _homes(self, article_id: str) -> list[tuple[str, Contribution]]:
        return [
            (entry_id, contribution)
            for entry_id, members in self._members.items()
            for contribution in members
            if contribution.article.article_id == article_id
        ]

    def _candidates(self, where: Position, article_id: str, keys: frozenset[str]) -> list[Candidate]:
        """The events as they were believed just before `where`; what an editor put together is there from the start."""
        found: list[tuple[tuple[object, ...], str, State]] = []
        for entry_id, members in self._members.items():
            seen = [
                member
                for member in members
                if member.article.article_id != article_id and (position(member) < where or member.pins)
            ]
            if seen and not keys.isdisjoint(contribution_keys(seen)):
                found.append((told_order(seen[0]), entry_id, fold_contributions(seen)))
        found.sort(key=lambda item: item[0])
        return [Candidate(entry_id, state, order) for order, (_, entry_id, state) in enumerate(found)]

    def _found(self, contribution: Contribution, home: str, where: Position, *, taken: Sequence[str]) -> str:
        """The entry that a report begins: the one it already began, else a new one."""
        if home and home not in taken:
            article_id = contribution.article.article_id
            rest = (member for member in self._members[home] if member.article.article_id != article_id)
            if not any(position(member) < where or member.pins for member in rest):
                return home
        entry_id = self._mint(contribution)
        self._members[entry_id] = []
        self._minted.add(entry_id)
        return entry_id

    def _mint(self, contribution: Contribution) -> str:
        """A new id, the same whenever the same report begins an event, unless it is taken."""
        evidence = contribution.entry.evidence
        start = evidence[0].start_char if evidence else 0
        for attempt in range(1000):
            seed = f"{contribution.article.article_id}#{start}#{contribution.entry.kind}#{attempt}"
            entry_id = uuid.uuid5(_NAMESPACE, seed).hex
            if entry_id not in self._members and self._shelf.get(entry_id) is None:
                return entry_id
        raise AssertionError("a thousand ids of one report are taken")

    def _move(self, contribution: Contribution, home: str, target: str, where: Position) -> None:
        if target not in self._members:
            entry = self._shelf.get(target)
            if entry is None:
                self._members[target] = []
                self._minted.add(target)
            else:
                self.load(entry)
        if home:
            self._members[home].remove(contribution)
            self.disturb(home, where, [contribution])
        bisect.insort(self._members[target], contribution, key=told_order)
        self.disturb(target, where, [contribution])

    # -- the outcome

    def changes(self) -> Changes:
        """The touched entries as they are now, ids handed on where an event lives on under another founder."""
        heirs = self._heirs()
        saved: list[AgendaEntry] = []
        removed: list[str] = []
        for entry_id in sorted(self._touched):
            members = self._members[entry_id]
            before = self._before.get(entry_id)
            if not members:
                if before is not None and entry_id not in heirs:
                    removed.append(entry_id)
                continue
            old_id = next((old for old, heir in heirs.items() if heir == entry_id), entry_id)
            before = self._before.get(old_id, before)
            if old_id != entry_id and entry_id in self._before:
                removed.append(entry_id)
            entry = derive_entry(
                old_id,
                members,
                corrections=before.corrections if before else (),
                edits=[line for line in before.ledger if line.change in EDITS] if before else (),
                before=before,
            )
            if entry != before:
                saved.append(entry)
        return Changes(tuple(saved), tuple(removed))

    def _heirs(self) -> dict[str, str]:
        """For each emptied entry, oldest first, the new entry that most of its reports went to; one heir each."""
        heirs: dict[str, str] = {}
        emptied = [self._before[old] for old in self._touched if old in self._before and not self._members[old]]
        emptied.sort(key=lambda entry: (min(member.received_at for member in entry.contributions), entry.id))
        for entry in emptied:
            went = Counter(
                entry_id
                for entry_id in self._minted
                for member in self._members[entry_id]
                if entry_id not in heirs.values() and any(_same_report(member, old) for old in entry.contributions)
            )
            if went:
                heirs[entry.id] = min(went, key=lambda entry_id: (-went[entry_id], entry_id))
        return heirs


def _same_report(one: Contribution, other: Contribution) -> bool:
    return one.article.article_id == other.article.article_id and one.entry == other.entry


def _same_reading(old: Sequence[Contribution], new: Sequence[Contribution]) -> bool:
    """Whether a second reading says exactly what the first said."""
    bare = [replace(contribution, pins=(), received_at=new[0].received_at) for contribution in old] if new else old
    return sorted(bare, key=_by_text) == sorted(new, key=_by_text)


def _by_text(contribution: Contribution) -> tuple[object, ...]:
    entry = contribution.entry
    return (*told_order(contribution), repr(entry))


def _inherit(contribution: Contribution, old: Sequence[Contribution]) -> Contribution:
    """The new reading of a report keeps the pins and the first arrival of the old one it stands for."""
    if not old:
        return contribution
    received_at = min(earlier.received_at for earlier in old)
    keys = contribution_keys([contribution])
    pins: tuple[Pin, ...] = ()
    pinned = [earlier for earlier in old if earlier.pins]
    if pinned:
        best = max(pinned, key=lambda earlier: len(keys & contribution_keys([earlier])))
        pins = best.pins if keys & contribution_keys([best]) else ()
    return replace(contribution, received_at=received_at, pins=pins)
