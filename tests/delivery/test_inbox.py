"""Updates are kept until they are handled, handled in order, and not handled twice."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from telegram import Bot, Chat, InlineQuery, Message, Update, User

from bot.delivery.inbox import Inbox, Pace
from bot.delivery.marking import Marks
from bot.delivery.processing import PerChatProcessor, handling
from bot.store.api import Store
from bot.store.runner import StoreThread
from bot.store.schema import UPDATES
from tests.delivery.staging import StillClock

BOT = cast(Bot, None)


def said(number: int, chat: int = 1, text: str = "hello") -> Update:
    user = User(chat, "Reader", is_bot=False)
    message = Message(number, datetime(2013, 5, 14, tzinfo=UTC), Chat(chat, "private"), from_user=user, text=text)
    return Update(number, message=message)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def inbox(runner: StoreThread, clock: StillClock) -> AsyncIterator[Inbox]:
    inbox = Inbox(runner=runner, marks=Marks(runner), clock=clock)
    yield inbox
    await inbox.settle()


async def kept(runner: StoreThread) -> list[tuple[int, str]]:
    def work(store: Store) -> list[tuple[int, str]]:
        return [(each["update_id"], each["state"]) for each in store.table(UPDATES)]

    return await runner.run(work)


async def test_an_update_is_on_the_disk_before_it_is_confirmed(inbox: Inbox, runner: StoreThread) -> None:
    await inbox.put(said(7))
    assert await kept(runner) == [(7, "waiting")]
    assert inbox.qsize() == 1


async def test_what_telegram_delivers_again_is_handled_once(inbox: Inbox, runner: StoreThread) -> None:
    await inbox.put(said(7))
    await inbox.put(said(7))
    assert inbox.qsize() == 1
    inbox.handled(said(7))
    await inbox.settle()
    await inbox.put(said(7))
    assert inbox.qsize() == 1
    assert await kept(runner) == [(7, "done")]


async def test_a_crash_replays_what_was_not_handled_in_order(
    inbox: Inbox, runner: StoreThread, clock: StillClock
) -> None:
    for number in (9, 7, 8):
        await inbox.put(said(number, text=f"text {number}"))
    inbox.handled(said(8))
    await inbox.settle()
    after = Inbox(runner=runner, marks=Marks(runner), clock=clock)
    assert await after.replay(BOT) == 2
    replayed = [cast(Update, after.get_nowait()) for _ in range(2)]
    assert [(each.update_id, each.effective_message and each.effective_message.text) for each in replayed] == [
        (7, "text 7"),
        (9, "text 9"),
    ]


async def test_an_update_that_ends_the_bot_again_and_again_is_given_up(
    inbox: Inbox, runner: StoreThread, clock: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    await inbox.put(said(7))
    for _ in range(3):
        assert await Inbox(runner=runner, marks=Marks(runner), clock=clock).replay(BOT) == 1
    assert await Inbox(runner=runner, marks=Marks(runner), clock=clock).replay(BOT) == 0
    assert await kept(runner) == [(7, "given up")]
    assert "given up" in caplog.text


async def test_inline_queries_are_not_kept(inbox: Inbox, runner: StoreThread) -> None:
    await inbox.put(Update(5, inline_query=InlineQuery("q", User(1, "Reader", is_bot=False), "words", "")))
    assert inbox.qsize() == 1
    assert await kept(runner) == []


async def test_one_person_cannot_flood_the_others(runner: StoreThread, clock: StillClock) -> None:
    now = 0.0
    inbox = Inbox(
        runner=runner, marks=Marks(runner), clock=clock, pace=Pace(burst=5, per_second=1), monotonic=lambda: now
    )
    for number in range(100):
        await inbox.put(said(number, chat=1))
    assert inbox.qsize() == 6
    await inbox.put(said(200, chat=2))
    assert inbox.qsize() == 7
    now = 3.0
    for number in range(300, 310):
        await inbox.put(said(number, chat=1))
    assert inbox.qsize() == 10


async def test_done_updates_are_forgotten_after_two_days(inbox: Inbox, runner: StoreThread, clock: StillClock) -> None:
    await inbox.put(said(7))
    await inbox.put(said(8))
    inbox.handled(said(7))
    await inbox.settle()
    assert await inbox.compact() == 0
    clock.at += timedelta(days=3)
    assert await inbox.compact() == 1
    assert await kept(runner) == [(8, "waiting")]


async def run(processor: PerChatProcessor, *work: tuple[Update, Callable[[], Awaitable[Any]]]) -> None:
    """As `Application` does: a task for each update, in order of arrival."""
    await asyncio.gather(*(processor.process_update(update, action()) for update, action in work))


async def test_a_chat_is_handled_in_order_and_chats_side_by_side(inbox: Inbox) -> None:
    processor, order, running, most = PerChatProcessor(inbox), list[int](), 0, 0

    def handle(update: Update, seconds: float) -> tuple[Update, Callable[[], Awaitable[Any]]]:
        async def work() -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(seconds)
            order.append(update.update_id)
            running -= 1

        return update, work

    await run(
        processor,
        handle(said(1, chat=1), 0.05),
        handle(said(2, chat=1), 0.01),
        handle(said(3, chat=2), 0.02),
        handle(said(4, chat=1), 0),
    )
    assert order == [3, 1, 2, 4]
    assert most == 2


async def test_a_busy_chat_takes_no_places_from_others(inbox: Inbox) -> None:
    processor, order = PerChatProcessor(inbox, at_once=2), list[int]()

    def handle(update: Update, seconds: float) -> tuple[Update, Callable[[], Awaitable[Any]]]:
        async def work() -> None:
            await asyncio.sleep(seconds)
            order.append(update.update_id)

        return update, work

    await run(processor, *(handle(said(n, chat=1), 0.02) for n in range(5)), handle(said(9, chat=2), 0))
    assert order[0] == 9


async def test_handled_is_noted_at_the_end_and_not_when_cut_off(inbox: Inbox, runner: StoreThread) -> None:
    processor = PerChatProcessor(inbox)
    await inbox.put(said(1))
    await inbox.put(said(2))
    names: list[object] = []

    async def work() -> None:
        about = handling.get()
        names.append(about and about.update_id)

    async def stuck() -> None:
        await asyncio.sleep(10)

    await processor.process_update(said(1), work())
    cut_off = asyncio.create_task(processor.process_update(said(2), stuck()))
    await asyncio.sleep(0.01)
    cut_off.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await cut_off
    await processor.shutdown()
    assert names == [1]
    assert await kept(runner) == [(1, "done"), (2, "waiting")]
    assert handling.get() is None
