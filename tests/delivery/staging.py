"""A stage for delivery: a store, a clock that stands still, a transport that does as it is told, and plain letters."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.delivery.deliveries import Delivery, Kind, NewDelivery, State
from bot.delivery.figures import Figures
from bot.delivery.letters import Letter, Part
from bot.delivery.marking import Marks
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Limits, Pacing
from bot.delivery.sender import Policy, Sender
from bot.delivery.subscribers import find_subscriber, planned, save_subscriber
from bot.delivery.transport import Address
from bot.delivery.turns import Turns
from bot.store.api import Store
from bot.store.runner import StoreThread
from bot.store.schema import DELIVERIES
from briefs.model.subscriber import Schedule, Subscriber

NOON = datetime(2013, 5, 14, 8, tzinfo=UTC)
"""12:00 in Moscow."""
FAST = Limits(overall_per_second=2000, chat_per_second=200, group_per_minute=6000)
PROMPT = Policy(repeat_after=timedelta(0), look_every=timedelta(milliseconds=20), store_trouble=timedelta(0))


@dataclass
class StillClock:
    """Civil time that moves only when told."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class ScriptedTransport:
    """Answers each chat's messages as scripted, else with success; `sent` is what the chats have really got."""

    scripts: dict[int, deque[Exception | Callable[[], Exception | None]]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    tried: list[tuple[Address, Part]] = field(default_factory=list)
    sent: list[tuple[Address, Part]] = field(default_factory=list)

    def script(self, chat_id: int, *outcomes: Exception | Callable[[], Exception | None]) -> None:
        self.scripts[chat_id].extend(outcomes)

    async def send(self, address: Address, part: Part) -> int:
        self.tried.append((address, part))
        await asyncio.sleep(0)
        if self.scripts[address.chat_id]:
            outcome = self.scripts[address.chat_id].popleft()
            error = outcome() if callable(outcome) else outcome
            if error is not None:
                raise error
        self.sent.append((address, part))
        return len(self.sent)

    def texts(self, chat_id: int) -> list[str]:
        return [part.text for address, part in self.sent if address.chat_id == chat_id]


@dataclass
class PlainComposer:
    """Two-part briefs, one line alerts; counts what it wrote."""

    parts: int = 1
    wrote: list[Delivery] = field(default_factory=list)
    failing: int = 0
    told_nothing: bool = False

    def compose(
        self,
        store: Store,
        delivery: Delivery,
        subscriber: Subscriber | None,
        *,
        now: datetime,
        late_since: datetime | None,
    ) -> Letter:
        if self.failing:
            self.failing -= 1
            raise LookupError("a defect in composing")
        self.wrote.append(delivery)
        if self.told_nothing:
            return Letter(())
        late = f" late since {late_since:%H:%M}" if late_since else ""
        parts = tuple(Part(f"<b>{delivery.edition}</b> {number + 1}{late}") for number in range(self.parts))
        return Letter(parts, told_until=now)

    def repeated(self, part: Part, subscriber: Subscriber | None) -> Part:
        return replace(part, text=f"(may be a repeat) {part.text}")

    def closed(self, subscriber: Subscriber, kind: str) -> Letter:
        return Letter((Part(f"{subscriber.title} gets no briefs: {kind}"),))


@dataclass
class Stage:
    """Everything together."""

    runner: StoreThread
    store: Store
    sender: Sender
    turns: Turns
    marks: Marks
    transport: ScriptedTransport
    composer: PlainComposer
    clock: StillClock
    figures: Figures

    async def subscribe(self, *chats: int, **fields: Any) -> None:
        def work(store: Store) -> None:
            with store.transaction():
                for chat in chats:
                    save_subscriber(store, planned(subscriber(chat, **fields), after=self.clock.now()))

        await self.runner.run(work)

    async def subscriber(self, subscriber_id: str) -> Subscriber:
        found = await self.runner.run(lambda store: find_subscriber(store, subscriber_id))
        assert found is not None
        return found

    async def owe(self, *deliveries: NewDelivery) -> list[int]:
        ids = await self.runner.run(lambda store: Outbox(store).enqueue(deliveries, now=self.clock.now()))
        self.sender.wake()
        return ids

    async def delivery(self, delivery_id: int) -> Delivery:
        found = await self.runner.run(lambda store: Outbox(store).get(delivery_id))
        assert found is not None
        return found

    async def states(self) -> list[State]:
        return [State(document["state"]) for document in await self.documents()]

    async def documents(self) -> list[Any]:
        return await self.runner.run(lambda store: list(store.table(DELIVERIES)))

    async def settled(self, within: float = 5.0) -> None:
        """Wait until nothing that is due is open and nothing is in hand."""
        async with asyncio.timeout(within):
            while True:
                await asyncio.sleep(0.01)
                states = await self.states()
                if self.sender.idle and State.PENDING not in states and State.SENDING not in states:
                    return


@asynccontextmanager
async def staged(
    runner: StoreThread, store: Store, *, policy: Policy = PROMPT, limits: Limits = FAST, at_once: int = 4
) -> AsyncIterator[Stage]:
    """A running sender over this store."""
    transport, composer, clock, figures = ScriptedTransport(), PlainComposer(), StillClock(), Figures()
    turns, marks = Turns(Pacing(limits), at_once=at_once), Marks(runner)
    sender = Sender(
        runner=runner,
        marks=marks,
        transport=transport,
        turns=turns,
        clock=clock,
        composer=composer,
        figures=figures,
        policy=policy,
    )
    sender.start()
    try:
        yield Stage(runner, store, sender, turns, marks, transport, composer, clock, figures)
    finally:
        await sender.stop(within=timedelta(seconds=1))


def subscriber(chat_id: int, **fields: Any) -> Subscriber:
    topic = fields.get("topic_id")
    known = {"schedule": Schedule((time(12),), "Europe/Moscow"), **fields}
    return Subscriber(f"{chat_id}/{topic}" if topic else str(chat_id), chat_id, **known)


def brief(chat_id: int, slot: str = "2013-05-14T12:00[Europe/Moscow]", **fields: Any) -> NewDelivery:
    topic = fields.get("topic_id")
    known = {"kind": Kind.BRIEF, "due_at": NOON, "covers": (slot,), **fields}
    return NewDelivery(f"{chat_id}/{topic}" if topic else str(chat_id), chat_id, slot=slot, **known)


async def eventually(fact: Callable[[], object], within: float = 5.0) -> None:
    """Wait until `fact()` is true."""
    async with asyncio.timeout(within):
        while not fact():  # noqa: ASYNC110 — facts are not events
            await asyncio.sleep(0.002)
