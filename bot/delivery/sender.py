"""The one sender: takes what is owed from the outbox, in order of priority, and sees each part through.

Every way a message can end is one `case` of `_settle`. What is in hand is bounded; the outbox holds the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.delivery.closing import closed
from bot.delivery.composing import Composer, Ready, prepare
from bot.delivery.deliveries import Delivery, Kind, State
from bot.delivery.figures import Figures
from bot.delivery.letters import Letter, Part, in_plain_text
from bot.delivery.marking import Marks
from bot.delivery.outbox import OnUnknown, Outbox
from bot.delivery.subscribers import move, told
from bot.delivery.transport import Address, Transport
from bot.delivery.turns import Priority, Turn, Turns
from bot.store.api import Store, StoreRunner
from briefs.errors import (
    ChatMoved,
    DeliveryError,
    MessageRejected,
    OutcomeUnknown,
    RetryLater,
    StoreError,
    SubscriberGone,
)

log = logging.getLogger("attache.delivery")

T = TypeVar("T")

_LANES = ((Priority.REPLY, Priority.ALERT), (Priority.BRIEF, Priority.BROADCAST))
"""What is taken from the outbox together: a reply does not wait until briefs are composed."""
_SECONDS_IN_HAND = 1.5
_LANE_OF = {priority: number for number, lane in enumerate(_LANES) for priority in lane}


@dataclass(frozen=True, slots=True)
class Policy:
    """How the sender behaves. `repeat_after` lets a disturbance pass before a message of unknown outcome is repeated.

    `in_hand` bounds what waits in memory, by priority (more where the pace is fast, see `at_pace`); `composed_at_once`
    how many letters are written in one go, and so how long a reply can wait for the store. Of what is in hand one chat
    has at most `in_hand_of_a_chat` (replies: the second). A chat that must wait longer than `patience` waits in the
    outbox.
    """

    on_unknown: OnUnknown = "repeat"
    repeat_after: timedelta = timedelta(seconds=20)
    patience: timedelta = timedelta(seconds=15)
    look_every: timedelta = timedelta(seconds=1)
    store_trouble: timedelta = timedelta(seconds=5)
    composed_at_once: int = 16
    in_hand: tuple[int, int, int, int] = (128, 64, 64, 32)
    in_hand_of_a_chat: tuple[int, int] = (4, 16)

    def at_pace(self, per_second: float) -> Policy:
        """The same with enough in hand that sending at this pace does not wait for what is being composed."""
        enough = math.ceil(per_second * _SECONDS_IN_HAND)
        replies, alerts, briefs, broadcasts = self.in_hand
        return replace(self, in_hand=(replies, max(alerts, enough), max(briefs, enough), max(broadcasts, enough)))


class Sender:
    """Sends what the outbox holds, until stopped. One per bot; lives on its event loop."""

    def __init__(
        self,
        *,
        runner: StoreRunner,
        marks: Marks,
        transport: Transport,
        turns: Turns,
        clock: Clock,
        composer: Composer,
        figures: Figures,
        policy: Policy,
    ) -> None:
        self._runner, self._marks, self._transport, self._turns = runner, marks, transport, turns
        self._clock, self._composer, self._figures, self._policy = clock, composer, figures, policy
        self._woken = [asyncio.Event() for _ in _LANES]
        self._hand: dict[int, asyncio.Task[None]] = {}
        self._held: Counter[Priority] = Counter()
        self._of_chat: Counter[int] = Counter()
        self._sending: set[int] = set()
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; what was in flight at the last stop must have been recovered before."""
        self._loops = [
            asyncio.create_task(self._run(lane, woken), name=f"sender of {lane[0].name.lower()}")
            for lane, woken in zip(_LANES, self._woken, strict=True)
        ]

    async def stop(self, *, within: timedelta = timedelta(seconds=20)) -> None:
        """Take nothing more, let what is in flight end, leave the rest in the outbox."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        for number, task in list(self._hand.items()):
            if number not in self._sending:
                task.cancel()
        if self._hand:
            await asyncio.wait(self._hand.values(), timeout=within.total_seconds())
        for task in self._hand.values():
            task.cancel()
        await self._marks.settle()

    def wake(self) -> None:
        """Something was put into the outbox."""
        for woken in self._woken:
            woken.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return not self._hand

    async def _run(self, lane: tuple[Priority, ...], woken: asyncio.Event) -> None:
        while True:
            woken.clear()
            try:
                took = await self._refill(lane)
            except StoreError:
                log.exception("the outbox cannot be read")
                took = False
                await asyncio.sleep(self._policy.store_trouble.total_seconds())
            if not took:
                # Not wait_for: in Python 3.11 it can swallow the cancellation that ends this loop.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._policy.look_every.total_seconds()):
                        await woken.wait()

    async def _refill(self, lane: tuple[Priority, ...]) -> bool:
        """Take what there is room for, once half of the room is free; whether there was anything."""
        most = {priority: self._policy.in_hand[priority] for priority in lane}
        room = {
            priority: most[priority] - self._held[priority]
            for priority in lane
            if self._held[priority] <= most[priority] // 2
        }
        if not room:
            return False
        glance = _Glance(room, self._clock.now(), set(self._hand), Counter(self._of_chat))
        # One errand to the store for what a reply needs: each waits behind whatever the store is doing.
        taken = await self._runner.run(partial(_taken, glance=glance, policy=self._policy, composer=self._composer))
        self._take_in_hand(taken.ready)
        for start in range(0, len(taken.unwritten), self._policy.composed_at_once):
            piece = taken.unwritten[start : start + self._policy.composed_at_once]
            writing = partial(prepare, deliveries=piece, composer=self._composer, now=glance.now)
            self._take_in_hand(await self._runner.run(writing))
        return taken.anything

    def _take_in_hand(self, ready: list[Ready]) -> None:
        for each in ready:
            if each.delivery.id not in self._hand:
                self._see_to(each)

    def _see_to(self, ready: Ready) -> None:
        priority = ready.delivery.kind.priority
        task = asyncio.create_task(self._see_through(ready), name=f"delivery {ready.delivery.id}")
        self._hand[ready.delivery.id] = task
        self._held[priority] += 1
        self._of_chat[ready.delivery.chat_id] += 1

        def let_go(task: asyncio.Task[None]) -> None:
            self._hand.pop(ready.delivery.id, None)
            self._held[priority] -= 1
            self._of_chat[ready.delivery.chat_id] -= 1
            if not self._of_chat[ready.delivery.chat_id]:
                del self._of_chat[ready.delivery.chat_id]
            if not task.cancelled() and task.exception() is not None:
                log.error("delivery %d ended badly", ready.delivery.id, exc_info=task.exception())
            if self._held[priority] <= self._policy.in_hand[priority] // 2:
                self._woken[_LANE_OF[priority]].set()

        task.add_done_callback(let_go)

    async def _see_through(self, ready: Ready) -> None:
        """Send the parts from the cursor on, each until it is settled or back in the outbox."""
        errand: _Errand | None = _Errand(ready, ready.delivery.cursor, ready.delivery.unknowns > 0)
        while errand is not None and errand.number < len(errand.letter.parts):
            errand = await self._attempt(errand)

    async def _attempt(self, errand: _Errand) -> _Errand | None:
        """One message: wait for the turn, mark it, send it, settle what came of it. What is left to do, if anything."""
        delivery = errand.delivery
        try:
            async with self._turns.turn(errand.address.chat_id, delivery.kind.priority) as turn:
                self._sending.add(delivery.id)
                if not await self._mark(lambda outbox: outbox.begin(delivery.id, errand.letter, now=self._clock.now())):
                    return None
                outcome = await self._send(errand, turn)
            return await self._settle(errand, outcome)
        finally:
            self._sending.discard(delivery.id)

    async def _send(self, errand: _Errand, turn: Turn) -> int | DeliveryError:
        halted = self._turns.waits(turn.chat_id)
        if halted > 0:  # a 429 came while the mark was being written
            return RetryLater("told to wait", after=timedelta(seconds=halted))
        part = errand.part
        if errand.maybe_repeat:
            part = self._composer.repeated(part, errand.ready.subscriber)
        try:
            message_id = await self._transport.send(errand.address, part)
        except RetryLater as error:
            if error.everyone:
                log.warning("nothing can be sent: %s", error)
                self._turns.trouble(at_least=error.after)
            else:
                self._turns.flooded(turn, error.after.total_seconds())
            return error
        except OutcomeUnknown as error:
            self._turns.doubt()
            return error
        except DeliveryError as error:
            self._turns.went_well()
            return error
        self._turns.went_well()
        return message_id

    async def _settle(self, errand: _Errand, outcome: int | DeliveryError) -> _Errand | None:
        delivery, now = errand.delivery, self._clock.now()
        match outcome:
            case int(message_id):
                await self._insist(lambda store: _arrived(store, errand, message_id, now=now))
                self._figures.arrived(delivery, now, last=errand.is_last)
                return None if errand.is_last else errand.next_part()
            case RetryLater():
                until = now + outcome.after
                await self._insist(lambda store: Outbox(store).postpone(delivery.id, until, reason=str(outcome)))
                return errand if outcome.after <= self._policy.patience else None
            case ChatMoved():
                old, new = errand.address.chat_id, outcome.new_chat_id
                await self._insist(lambda store: move(store, old, new, now=now))
                await self._mark(lambda outbox: outbox.postpone(delivery.id, now, reason="moved"))
                log.info("chat %d is now %d", old, new)
                return errand.moved(new) if old != new else None
            case SubscriberGone():
                self._figures.refused(outcome.kind)
                log.info("chat %s is closed to us: %s", delivery.subscriber_id, outcome)
                await self._insist(lambda store: closed(store, delivery, outcome, self._composer, now=now))
                return None
            case MessageRejected():
                return await self._rejected(errand, outcome)
            case OutcomeUnknown():
                return await self._unknown(errand, outcome)
            case _:
                raise outcome

    async def _rejected(self, errand: _Errand, error: MessageRejected) -> _Errand | None:
        """Our mistake: never sent again as it was, once without markup."""
        delivery, now, part = errand.delivery, self._clock.now(), errand.part
        log.error("Telegram refused part %d of %s: %s", errand.number, delivery.edition, error)
        self._figures.refused("malformed")
        plain = in_plain_text(part)
        if part.plain or not plain.text.strip():
            await self._insist(
                lambda store: Outbox(store).finish([delivery.id], State.REFUSED, reason=str(error), now=now)
            )
            return None
        parts = (*errand.letter.parts[: errand.number], plain, *errand.letter.parts[errand.number + 1 :])
        letter = replace(errand.letter, parts=parts)

        await self._insist(lambda store: Outbox(store).rewrite(delivery.id, letter, now=now))
        return replace(errand, ready=replace(errand.ready, letter=letter))

    async def _unknown(self, errand: _Errand, error: OutcomeUnknown) -> _Errand | None:
        """It may have arrived: repeated once and marked, or given up as unknown; later parts are still owed."""
        delivery, now = errand.delivery, self._clock.now()
        self._figures.unknown()
        log.warning("unknown whether part %d of %s arrived: %s", errand.number, delivery.edition, error)
        if self._policy.on_unknown == "repeat" and not errand.maybe_repeat:
            again = now + self._policy.repeat_after
            await self._insist(
                lambda store: Outbox(store).postpone(delivery.id, again, unknown=True, reason=str(error))
            )
            return None
        await self._insist(lambda store: Outbox(store).doubted(delivery.id, now=now))
        return errand.next_part()

    async def _mark(self, change: Callable[[Outbox], T]) -> T:
        return await self._marks.make(lambda store: change(Outbox(store)))

    async def _insist(self, change: Callable[[Store], object]) -> None:
        """Write down what has happened, however long the disk is full: it is true already."""
        while True:
            try:
                await self._marks.make(change)
                return
            except StoreError:
                log.exception("a delivery's outcome cannot be written down; trying again")
                await asyncio.sleep(self._policy.store_trouble.total_seconds())


@dataclass(frozen=True, slots=True)
class _Errand:
    """A letter on its way: the part it stands at, and whether that part may have arrived already."""

    ready: Ready
    number: int
    maybe_repeat: bool

    @property
    def delivery(self) -> Delivery:
        return self.ready.delivery

    @property
    def letter(self) -> Letter:
        return self.ready.letter

    @property
    def address(self) -> Address:
        return self.ready.address

    @property
    def part(self) -> Part:
        return self.letter.parts[self.number]

    @property
    def is_last(self) -> bool:
        return self.number + 1 >= len(self.letter.parts)

    def next_part(self) -> _Errand:
        return replace(self, number=self.number + 1, maybe_repeat=False)

    def moved(self, chat_id: int) -> _Errand:
        return replace(self, ready=replace(self.ready, address=replace(self.address, chat_id=chat_id)))


@dataclass(frozen=True, slots=True)
class _Glance:
    """What the sender has room for, as it asks the store for more: by priority, besides what is in hand already."""

    room: dict[Priority, int]
    now: datetime
    in_hand: set[int]
    of_chat: Counter[int]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of it: whether there was anything, letters ready to leave, and deliveries whose letters come next."""

    anything: bool
    ready: list[Ready]
    unwritten: list[Delivery]


def _taken(store: Store, *, glance: _Glance, policy: Policy, composer: Composer) -> _Taken:
    """Take what there is room for, and write the first letters; put back what would crowd its chat."""
    outbox = Outbox(store)
    found = outbox.take(glance.room, now=glance.now, besides=glance.in_hand)
    taken, crowding = _shared_out(found, glance.of_chat, policy)
    if crowding:
        with store.transaction():
            for delivery in crowding:
                outbox.postpone(delivery.id, glance.now + policy.patience, reason="its chat is busy")
    first = taken[: policy.composed_at_once]
    ready = prepare(store, first, composer, now=glance.now)
    return _Taken(bool(found), ready, taken[policy.composed_at_once :])


def _shared_out(found: list[Delivery], of_chat: Counter[int], policy: Policy) -> tuple[list[Delivery], list[Delivery]]:
    """Those to take in hand, and those whose chat has enough there already: one slow chat must not fill it."""
    taken, crowding = [], []
    for delivery in found:
        if of_chat[delivery.chat_id] < policy.in_hand_of_a_chat[delivery.kind is Kind.REPLY]:
            of_chat[delivery.chat_id] += 1
            taken.append(delivery)
        else:
            crowding.append(delivery)
    return taken, crowding


def _arrived(store: Store, errand: _Errand, message_id: int, *, now: datetime) -> None:
    """The part arrived; with the last part of a brief its subscriber is told up to the brief's cut-off."""
    state = Outbox(store).arrived(errand.delivery.id, message_id, now=now)
    reader, until = errand.ready.subscriber_doc_id, errand.letter.told_until
    if state is State.SENT and errand.delivery.kind is Kind.BRIEF and reader is not None and until is not None:
        told(store, reader, until)
