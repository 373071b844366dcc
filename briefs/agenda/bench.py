"""The workbench on which a change to the agenda is worked out, with the few entries that it can touch.

The agenda is defined as what one gets by taking all articles in the order they were told, each report joining the
event it fits best or beginning a new one (placing.py). An article that arrives in order is just placed last. One that
arrives late, is read again or is deleted changes what later reports had to choose from: exactly those are placed
again, and in turn those after them whose choice that can change, until nothing moves. So the outcome is the same as
if all had arrived in order (ADR 0030; a property test holds it).
"""

from __future__ import annotations

import bisect
import heapq
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from briefs.agenda.blocking import filed_keys, keys_of_each, probe_keys, reach_keys
from briefs.agenda.correcting import believed
from briefs.agenda.entries import EDITS, derive_entry
from briefs.agenda.folding import Position, fold_contributions, position, told_order
from briefs.agenda.placing import Candidate, place
from briefs.agenda.shelf import Changes, Shelf
from briefs.agenda.timing import alive_until
from briefs.model.agenda import AgendaEntry, Contribution, Correction, LedgerLine, Pin

_NAMESPACE = uuid.UUID("6d9f4a52-3c0e-5c1b-9c55-0d1a7a8f2b10")

_START: Position = (datetime.min.replace(tzinfo=UTC), False, "", "", "", "")


class Bench:
    """The entries that one change touches, taken from the shelf as they are needed, worked on, and handed back."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._before: dict[str, AgendaEntry] = {}
        self._members: dict[str, list[Contribution]] = {}
        self._touched: set[str] = set()
        self._minted: set[str] = set()
        self._edits: dict[str, list[LedgerLine]] = {}
        self._waiting: dict[str, list[Contribution]] = {}
        self._queue: list[tuple[Position, str]] = []
        self._queued: set[tuple[Position, str]] = set()

    # -- laying out

    def load(self, entry: AgendaEntry) -> None:
        """Lay an entry on the bench, once."""
        if entry.id not in self._before:
            self._before[entry.id] = entry
            self._members[entry.id] = list(entry.contributions)

    def open(self, entry_id: str) -> list[Contribution]:
        """The contributions of an entry, in order; none when it does not exist yet."""
        if entry_id not in self._members:
            entry = self._shelf.get(entry_id)
            if entry is None:
                self._members[entry_id] = []
                self._minted.add(entry_id)
            else:
                self.load(entry)
        return self._members[entry_id]

    def mint(self, contribution: Contribution) -> str:
        """A new id, the same whenever the same report begins an event, unless it is taken."""
        evidence = contribution.entry.evidence
        start = evidence[0].start_char if evidence else 0
        for attempt in range(1000):
            seed = f"{contribution.article.article_id}#{start}#{contribution.entry.kind}#{attempt}"
            entry_id = uuid.uuid5(_NAMESPACE, seed).hex
            if entry_id not in self._members and self._shelf.get(entry_id) is None:
                self._members[entry_id] = []
                self._minted.add(entry_id)
                return entry_id
        raise AssertionError("a thousand ids of one report are taken")

    # -- changing

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
            self._disturb(entry_id, _since(contribution), [contribution])
        for contribution in said:
            self.put(_inherit(contribution, old))
        self.settle()

    def put(self, contribution: Contribution) -> None:
        """Add a contribution: at once where an editor pinned it, else when it is placed."""
        if contribution.pins:
            self._add(contribution, contribution.pinned_to, _START)
        else:
            self._waiting.setdefault(contribution.article.article_id, []).append(contribution)
        self._push(position(contribution), contribution.article.article_id)

    def repin(self, entry_id: str, contribution: Contribution, pins: tuple[Pin, ...], *, home: str) -> None:
        """Change the pins of a member of an entry: it goes where they say, or to `home` to be placed again."""
        self.withdraw(entry_id, contribution)
        changed = replace(contribution, pins=pins)
        self._add(changed, changed.pinned_to or home, _START)
        self._push(position(changed), changed.article.article_id)

    def withdraw(self, entry_id: str, contribution: Contribution) -> None:
        """Take a member out of an entry."""
        self._members[entry_id].remove(contribution)
        self._disturb(entry_id, _START, [contribution])

    def note(self, entry_id: str, line: LedgerLine) -> None:
        """Write an editor's join or split into an entry's ledger."""
        self._touched.add(entry_id)
        self._edits.setdefault(entry_id, []).append(line)

    def settle(self) -> None:
        """Place queued articles, earliest first, until nothing moves."""
        while self._queue:
            item = heapq.heappop(self._queue)
            self._queued.discard(item)
            self._place_article(*item)

    # -- placing

    def _place_article(self, where: Position, article_id: str) -> None:
        for entry in self._shelf.of_article(article_id):
            self.load(entry)
        homes = [*self._homes(article_id), *(("", waiting) for waiting in self._waiting.pop(article_id, []))]
        homes = sorted((home for home in homes if position(home[1]) == where), key=lambda home: told_order(home[1]))
        said = [contribution for _, contribution in homes]
        probes = [probe_keys(contribution) for contribution in said]
        keys = frozenset().union(*probes)
        for entry in self._shelf.near(keys, open_on=where[0].date()):
            self.load(entry)
        chosen = place(said, probes, self._candidates(where, article_id, keys))
        targets: list[str] = []
        for (home, contribution), choice in zip(homes, chosen, strict=True):
            if isinstance(choice, str):
                target = choice
            elif choice < len(targets):
                target = targets[choice]
            else:
                target = self._begin(contribution, home, where, taken=targets)
            targets.append(target)
        for (home, contribution), target in zip(homes, targets, strict=True):
            if target != home:
                if home:
                    self._members[home].remove(contribution)
                    self._disturb(home, where, [contribution])
                self._add(contribution, target, where)

    def _homes(self, article_id: str) -> list[tuple[str, Contribution]]:
        return [
            (entry_id, contribution)
            for entry_id, members in self._members.items()
            for contribution in members
            if contribution.article.article_id == article_id
        ]

    def _candidates(self, where: Position, article_id: str, keys: frozenset[str]) -> list[Candidate]:
        """The events as they were believed just before `where`; what an editor put together is there from the start."""
        found: list[tuple[tuple[object, ...], Candidate]] = []
        for entry_id, members in self._members.items():
            seen = [
                member
                for member in members
                if member.article.article_id != article_id and (member.pins or position(member) < where)
            ]
            corrections = self._corrections(entry_id)
            filed = keys_of_each(seen, corrections)
            if all(keys.isdisjoint(one) for one in filed):
                continue
            state = fold_contributions(seen)
            states = (state, believed(state, corrections)) if corrections else (state,)
            found.append((told_order(seen[0]), Candidate(entry_id, states, filed)))
        found.sort(key=lambda item: item[0])
        return [candidate for _, candidate in found]

    def _begin(self, contribution: Contribution, home: str, where: Position, *, taken: Sequence[str]) -> str:
        """The entry that a report begins: the one it already began, else a new one."""
        if home and home not in taken:
            article_id = contribution.article.article_id
            rest = (member for member in self._members[home] if member.article.article_id != article_id)
            if not any(member.pins or position(member) < where for member in rest):
                return home
        return self.mint(contribution)

    def _add(self, contribution: Contribution, entry_id: str, since: Position) -> None:
        bisect.insort(self.open(entry_id), contribution, key=told_order)
        self._disturb(entry_id, since, [contribution])

    def _disturb(self, entry_id: str, since: Position, moved: Sequence[Contribution]) -> None:
        """`moved` came to or left the event: what was told after `since` and could mean it is placed again."""
        self._touched.add(entry_id)
        members = self._members[entry_id]
        keys = reach_keys([*members, *moved], self._corrections(entry_id))
        for entry in self._shelf.near(keys, open_on=since[0].date(), told_after=since[0]):
            self.load(entry)
        later = [
            (where, member)
            for other_id, others in self._members.items()
            if others and position(others[-1]) > since
            if other_id == entry_id or not all(keys.isdisjoint(one) for one in keys_of_each(others))
            for member in others
            if (where := position(member)) > since
        ]
        if not later:
            return
        without = [member for member in members if member not in moved]
        last = max(_open_until([*without, *moved]), _open_until(without))
        for where, member in later:
            if where[0].date() <= last:
                self._push(where, member.article.article_id)

    def _push(self, where: Position, article_id: str) -> None:
        item = (where, article_id)
        if item not in self._queued:
            self._queued.add(item)
            heapq.heappush(self._queue, item)

    def _corrections(self, entry_id: str) -> tuple[Correction, ...]:
        before = self._before.get(entry_id)
        return before.corrections if before else ()

    # -- handing back

    def changes(self) -> Changes:
        """The touched entries as they are now.

        Where an event lives on under another founder it keeps its id, and where two became one the older keeps it;
        editors' corrections go with the reports they were made on, and pins name the ids that were kept.
        """
        heirs = self._heirs()
        names = {heir: old for old, heir in heirs.items() if heir in self._minted}
        bequests = {heir: self._before[old] for old, heir in heirs.items() if heir not in self._minted}
        saved: list[AgendaEntry] = []
        removed = [
            entry_id
            for entry_id in sorted(self._touched & self._before.keys())
            if not self._members[entry_id] and entry_id not in names.values()
        ]
        for entry_id in sorted(self._touched):
            members = self._members[entry_id]
            if not members:
                continue
            before = self._before.get(names.get(entry_id, entry_id))
            earlier = [entry for entry in (before, bequests.get(entry_id)) if entry is not None]
            entry = derive_entry(
                names.get(entry_id, entry_id),
                [_renamed(member, names) for member in members],
                corrections=[correction for entry in earlier for correction in entry.corrections],
                edits=[
                    *(line for entry in earlier for line in entry.ledger if line.change in EDITS),
                    *self._edits.get(entry_id, ()),
                ],
                before=before,
            )
            if entry != before:
                saved.append(entry)
        return Changes(tuple(saved), tuple(removed))

    def _heirs(self) -> dict[str, str]:
        """For each emptied entry, oldest first, the entry most of its reports went to; a new one is heir but once."""
        heirs: dict[str, str] = {}
        emptied = [self._before[old] for old in self._touched if old in self._before and not self._members[old]]
        for entry in sorted(emptied, key=age):
            reports = {(member.article.article_id, member.entry) for member in entry.contributions}
            went = Counter(
                entry_id
                for entry_id in self._touched
                for member in self._members[entry_id]
                if (member.article.article_id, member.entry) in reports
                if not (entry_id in self._minted and entry_id in heirs.values())
            )
            if went:
                heirs[entry.id] = min(went, key=lambda entry_id: (-went[entry_id], entry_id))
        return heirs


def age(entry: AgendaEntry) -> tuple[datetime, str]:
    """Sorts entries from the oldest in the agenda to the newest."""
    return min(member.received_at for member in entry.contributions), entry.id


def _renamed(contribution: Contribution, names: Mapping[str, str]) -> Contribution:
    """`contribution` with pins to the ids that its entries keep."""
    if not any(name in names for pin in contribution.pins for name in (pin.entry_id, *pin.among)):
        return contribution
    pins = (
        replace(
            pin,
            entry_id=names.get(pin.entry_id, pin.entry_id),
            among=tuple(names.get(name, name) for name in pin.among),
        )
        for pin in contribution.pins
    )
    return replace(contribution, pins=tuple(pins))


def _since(contribution: Contribution) -> Position:
    """From where on others see the contribution."""
    return _START if contribution.pins else position(contribution)


def _open_until(contributions: Iterable[Contribution]) -> date:
    members = sorted(contributions, key=told_order)
    return alive_until(fold_contributions(members)) if members else date.min


def _same_reading(old: Sequence[Contribution], new: Sequence[Contribution]) -> bool:
    """Whether a second reading says exactly what the first said."""
    bare = [replace(contribution, pins=(), received_at=new[0].received_at) for contribution in old] if new else old
    return sorted(bare, key=_by_text) == sorted(new, key=_by_text)


def _by_text(contribution: Contribution) -> tuple[object, ...]:
    return (*told_order(contribution), repr(contribution.entry))


def _inherit(contribution: Contribution, old: Sequence[Contribution]) -> Contribution:
    """The new reading of a report keeps the pins and the first arrival of the old one it stands for, if it has none.

    What an article says is learned when its date comes: before that, nobody could tell when it is.
    """
    if not old:
        return contribution
    keys = filed_keys([contribution])
    pinned = [earlier for earlier in old if earlier.pins and not keys.isdisjoint(filed_keys([earlier]))]
    best = max(pinned, key=lambda earlier: len(keys & filed_keys([earlier])), default=None)
    received_at = min(earlier.received_at for earlier in old)
    if contribution.article.published_at and not any(earlier.article.published_at for earlier in old):
        received_at = contribution.received_at
    return replace(contribution, received_at=received_at, pins=contribution.pins or (best.pins if best else ()))
