"""Marks share commits, keep their order, and fail alone."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery.marking import Marks
from bot.store.api import Store
from bot.store.runner import StoreThread


def insert(number: int, store: Store) -> int:
    return store.table("notes").insert({"number": number})


async def test_marks_keep_their_order(runner: StoreThread) -> None:
    marks = Marks(runner)

    async def make(number: int) -> int:
        return await marks.make(lambda store: insert(number, store))

    ids = await asyncio.gather(*(make(number) for number in range(200)))
    assert ids == sorted(ids)
    await marks.settle()


async def test_a_failing_mark_fails_alone(runner: StoreThread) -> None:
    marks = Marks(runner)

    def fails(store: Store) -> None:
        insert(-1, store)
        raise LookupError("a defect")

    results = await asyncio.gather(
        marks.make(lambda store: insert(1, store)),
        marks.make(fails),
        marks.make(lambda store: insert(2, store)),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    stored = await runner.run(lambda store: [each["number"] for each in store.table("notes")])
    assert stored == [1, 2]


async def test_a_waiter_that_leaves_leaves_its_mark(runner: StoreThread) -> None:
    marks = Marks(runner)
    waiter = asyncio.create_task(marks.make(lambda store: insert(1, store)))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    await marks.settle()
    assert await runner.run(lambda store: len(store.table("notes"))) == 1
