"""Delivery as it really is (python-telegram-bot, HTTP, a store on disk), with plain letters, for the simulator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock, RehearsalClock
from bot.config import DeliveryConfig, LimitsConfig, TelegramConfig
from bot.delivery.deliveries import State
from bot.delivery.health import DeliveryHealth
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.delivery.sender import Policy
from bot.delivery.service import Delivery
from bot.delivery.subscribers import planned, save_subscriber
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import DELIVERIES
from tests.delivery.staging import NOON, PlainComposer, brief, subscriber

SWIFT = LimitsConfig(overall_per_second=1000, chat_per_second=1000, group_per_minute=60_000)
EAGER = Policy(
    repeat_after=timedelta(milliseconds=50), look_every=timedelta(milliseconds=20), patience=timedelta(seconds=15)
)


class PlainAlarms:
    """Alarms one owner."""

    def owners(self, store: Store) -> Sequence[int]:
        return (99,)

    def silence(self, health: DeliveryHealth) -> Letter:
        return Letter((Part(f"nothing sent, {health.due_today} due"),))


@asynccontextmanager
async def delivering(
    folder: Path | str,
    api_url: str,
    token: str,
    *,
    limits: LimitsConfig = SWIFT,
    policy: Policy = EAGER,
    clock: Clock | None = None,
    composer: PlainComposer | None = None,
    tick: timedelta = timedelta(seconds=1),
) -> AsyncIterator[Delivery]:
    """A started delivery over the store in this folder, its application initialised but without updates."""
    runner = await StoreThread.start(lambda: open_store(str(folder), exclusive=True))
    delivery = Delivery(
        runner=runner,
        clock=clock or RehearsalClock(NOON),
        composer=composer or PlainComposer(),
        alarms=PlainAlarms(),
        telegram=TelegramConfig(api_url=api_url, limits=limits),
        token=token,
        settings=DeliveryConfig(tick_seconds=tick.total_seconds()),
        policy=policy,
    )
    try:
        async with delivery.application:
            await delivery.start()
            try:
                yield delivery
            finally:
                await delivery.stop(within=timedelta(seconds=5))
    finally:
        await runner.close()


def fill(store: Store, chats: Sequence[int], *, after: datetime = NOON, **fields: object) -> None:
    """Subscribe these private chats, their next slot after that instant."""
    with store.transaction():
        for chat in chats:
            save_subscriber(store, planned(subscriber(chat, **fields), after=after))


def owe(store: Store, chats: Sequence[int]) -> None:
    """Owe each a brief."""
    Outbox(store).enqueue([brief(chat) for chat in chats], now=NOON)


def fill_and_owe(store: Store, chats: Sequence[int]) -> None:
    """Both."""
    fill(store, chats)
    owe(store, chats)


def states(store: Store) -> list[State]:
    """How far everything has come."""
    return [State(each["state"]) for each in store.table(DELIVERIES)]
