"""Whose turn it is."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.delivery.pacing import Limits, Pacing
from bot.delivery.turns import Priority, Turns


def turns(*, at_once: int = 1, overall: float = 1000, chat: float = 1000) -> Turns:
    return Turns(Pacing(Limits(overall, chat, 60_000)), at_once=at_once)


async def test_priority_then_first_come_first_served() -> None:
    gate, order = turns(), list[str]()
    holding = asyncio.Event()

    async def take(chat: int, priority: Priority, name: str) -> None:
        async with gate.turn(chat, priority):
            order.append(name)
            if name == "first":
                await holding.wait()

    tasks = [asyncio.create_task(take(1, Priority.BROADCAST, "first"))]
    await asyncio.sleep(0)
    for chat, priority, name in [
        (2, Priority.BRIEF, "brief a"),
        (3, Priority.BRIEF, "brief b"),
        (4, Priority.ALERT, "alert"),
        (5, Priority.REPLY, "reply a"),
        (3, Priority.REPLY, "reply b"),
    ]:
        tasks.append(asyncio.create_task(take(chat, priority, name)))
    await asyncio.sleep(0.01)
    holding.set()
    await asyncio.gather(*tasks)
    assert order == ["first", "reply a", "reply b", "alert", "brief a", "brief b"]


async def test_one_chat_has_one_turn_at_a_time_and_holds_nobody_else_up() -> None:
    gate, running, most = turns(at_once=10), 0, 0

    async def take(chat: int) -> None:
        nonlocal running, most
        async with gate.turn(chat, Priority.BRIEF):
            running += chat == 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= chat == 1

    await asyncio.wait_for(asyncio.gather(*(take(chat) for chat in [1, 1, 1, 2, 3, 4])), 1)
    assert most == 1


async def test_at_once_is_bounded() -> None:
    gate, running, most = turns(at_once=3), 0, 0

    async def take(chat: int) -> None:
        nonlocal running, most
        async with gate.turn(chat, Priority.BRIEF):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.005)
            running -= 1

    await asyncio.gather(*(take(chat) for chat in range(20)))
    assert most == 3


async def test_those_who_give_up_take_nothing_with_them() -> None:
    gate = turns()
    entered = asyncio.Event()

    async def hold() -> None:
        async with gate.turn(1, Priority.BRIEF):
            entered.set()
            await asyncio.sleep(0.05)

    async def wait(chat: int) -> int:
        async with gate.turn(chat, Priority.BRIEF):
            return chat

    holder = asyncio.create_task(hold())
    await entered.wait()
    waiters = [asyncio.create_task(wait(chat)) for chat in (1, 2, 2, 3)]
    await asyncio.sleep(0)
    waiters[0].cancel()
    waiters[1].cancel()
    assert await asyncio.wait_for(waiters[2], 1) == 2
    assert await asyncio.wait_for(waiters[3], 1) == 3
    await holder
    assert await asyncio.wait_for(wait(1), 1) == 1


async def test_an_error_inside_a_turn_ends_it() -> None:
    gate = turns()
    with pytest.raises(LookupError):
        async with gate.turn(1, Priority.BRIEF):
            raise LookupError
    async with asyncio.timeout(1), gate.turn(1, Priority.BRIEF):
        pass


async def test_the_overall_rate_is_kept_and_used() -> None:
    gate = turns(at_once=8, overall=200)

    async def take(chat: int) -> None:
        async with gate.turn(chat, Priority.BRIEF):
            pass

    began = time.monotonic()
    await asyncio.gather(*(take(chat) for chat in range(1, 101)))
    took = time.monotonic() - began
    assert 0.33 <= took <= 0.7  # 100 at 200 a second, less a burst of 30


async def test_a_flooded_chat_waits_and_says_how_long() -> None:
    gate = turns()
    async with gate.turn(1, Priority.BRIEF) as turn:
        gate.flooded(turn, 0.2)
    assert 0.1 < gate.waits(1) <= 0.2
    assert gate.waits(2) == 0
    began = time.monotonic()
    async with gate.turn(1, Priority.REPLY):
        assert time.monotonic() - began >= 0.19


async def test_trouble_grows_and_ends_with_an_answer() -> None:
    gate = turns()
    gate.trouble()
    assert 0.9 < gate.waits(1) <= 1
    gate.trouble()  # in flight when it began
    assert gate.waits(1) <= 1
    gate.went_well()
