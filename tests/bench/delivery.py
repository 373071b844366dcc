"""A brief to thousands at a scaled limit, through the simulator, beside python-telegram-bot's own AIORateLimiter.

`make bench-delivery`, or `python -m tests.bench.delivery [--people 10000] [--rate 200] [--due 100000]`. One JSON line
a figure. Both senders meet the same faults (429s of three seconds, answers lost after acceptance, 5xx) in the same run;
the simulator is a process of its own and its journal is the judge. CPU seconds are the sender's process's.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ApplicationBuilder, MessageHandler, filters
from tinydb import where

from bot.clock import SystemClock
from bot.config import LimitsConfig
from bot.delivery.deliveries import Delivery, Kind, NewDelivery, State
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.delivery.sender import Policy
from bot.delivery.ticking import Tick
from bot.delivery.turns import Priority
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from bot.store.schema import DELIVERIES
from briefs.model.subscriber import Subscriber
from handlers.exchange import Message, Where
from tests.delivery.rig import delivering, fill
from tests.delivery.staging import PlainComposer, StillClock, brief

FIRST_CHAT, FIRST_ASKER = 100_000, 10_000_000
ASKERS = 100
ASK_EVERY = 0.1
FAULTS = {"flood": 0.0005, "drop_after": 0.002, "error_before": 0.002}
LINE = (
    '<b>Putin</b> – Netanyahu, <a href="https://example.org/{n}">{n}</a>, on Syria, Wed 15 May, in 1 day; '
    "place not stated"
)
TEXT = "<b>TODAY, Tue 14 May 2013</b>\n" + "\n".join(LINE.format(n=n) for n in range(14))
POLICY = Policy(repeat_after=timedelta(seconds=2))


def say(what: str, value: object, unit: str = "", **more: object) -> None:
    """One figure, one line."""
    print(json.dumps({"figure": what, "value": value, "unit": unit, **more}), flush=True)


class LongBriefs(PlainComposer):
    """Briefs of a usual length, and nothing kept of them."""

    def compose(
        self,
        store: Store,
        delivery: Delivery,
        subscriber: Subscriber | None,
        *,
        now: datetime,
        late_since: datetime | None,
    ) -> Letter:
        return Letter((Part(TEXT),), told_until=now)


@dataclass
class Far:
    """The simulator's process, from outside."""

    url: str
    token: str
    session: aiohttp.ClientSession

    async def act(self, name: str, **arguments: object) -> None:
        async with self.session.post(f"{self.url}/control/{name}", json=arguments) as answer:
            answer.raise_for_status()

    async def see(self, name: str) -> Any:
        async with self.session.get(f"{self.url}/control/{name}") as answer:
            return await answer.json()


@asynccontextmanager
async def far_away(people: Sequence[int], rate: float) -> AsyncIterator[Far]:
    """A simulator whose limits stand to ours as Telegram's real ones do: 30 a second to 25."""
    limits = [
        f"--overall-per-second={round(rate * 1.2)}",
        f"--overall-burst={round(rate * 1.2)}",
        "--penalty-seconds=3",
    ]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.demo.simulator", "--port=0", "--print-port", "--no-journal-parameters", *limits),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        timeout = aiohttp.ClientTimeout(total=120)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            url = f"http://127.0.0.1:{port}"
            async with session.get(f"{url}/control/state") as answer:
                token = (await answer.json())["token"]
            far = Far(url, token, session)
            await in_parallel([partial(far.act, "add_user", first_name="R", id=one, started=True) for one in people])
            await far.act("faults", seed=7, seconds={"flood": 3.0}, **FAULTS)
            yield far
    finally:
        process.terminate()
        await process.wait()


async def in_parallel(work: Sequence[Callable[[], Awaitable[object]]], at_once: int = 16) -> None:
    """Do all of it, so much at once."""
    waiting = iter(work)

    async def worker() -> None:
        for each in waiting:
            await each()

    await asyncio.gather(*(worker() for _ in range(at_once)))


@dataclass
class Watch:
    """Event loop lag and what people who ask meanwhile experience."""

    lags: list[float] = field(default_factory=list)
    asked: list[tuple[int, float]] = field(default_factory=list)

    async def lag(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            self.lags.append(time.monotonic() - before - 0.01)

    async def ask(self, far: Far) -> None:
        number = 0
        while True:
            chat = FIRST_ASKER + number % ASKERS
            self.asked.append((chat, time.monotonic()))
            await far.act("say", chat_id=chat, user_id=chat, text=f"/brief {number}")
            number += 1
            await asyncio.sleep(ASK_EVERY)


@asynccontextmanager
async def watched(far: Far) -> AsyncIterator[Watch]:
    watch = Watch()
    tasks = [asyncio.create_task(watch.lag()), asyncio.create_task(watch.ask(far))]
    try:
        yield watch
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies; 0 for none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


@dataclass
class Result:
    """What one sender did."""

    name: str
    chats: Sequence[int]
    rate: float
    seconds: float
    cpu: float
    began: float
    watch: Watch
    losses_listed: int = 0

    async def report(self, far: Far) -> dict[str, float]:
        calls = [call for call in (await far.see("journal"))["calls"] if call["method"] == "sendMessage"]
        kept = await far.see("stored")
        stored = {int(chat): number for chat, number in kept["messages"].items()}
        wanted = set(self.chats)
        during = [call for call in calls if call["code"] != 429 and call["at"] <= self.began + self.seconds]
        got = Counter({chat: stored.get(chat, 0) for chat in self.chats})
        accepted = [call for call in calls if call["accepted"] and call["chat_id"] in wanted]
        first: dict[int, float] = {}
        for call in accepted:
            first.setdefault(call["chat_id"], call["at"])
        lateness = [at - self.began for at in first.values()]
        replies = self._replies(calls)
        figures = {
            "seconds": round(self.seconds, 2),
            "messages": len(during),
            "limit's own seconds": round(len(during) / self.rate, 2),
            "ratio to the limit (bar 1.1)": round(self.seconds * self.rate / len(during), 3),
            "sends per CPU second": round(len(calls) / self.cpu),
            "lateness p50, s": round(quantile(lateness, 0.5), 2),
            "lateness p99, s": round(quantile(lateness, 0.99), 2),
            "duplicates": sum(number - 1 for number in got.values() if number > 1),
            "duplicates not marked": kept["duplicates"],
            "misses": sum(1 for number in got.values() if number == 0),
            "losses listed": self.losses_listed,
            "unknown outcomes": sum(1 for call in calls if call["fault"] in ("drop_after", "error_before")),
            "429s": sum(1 for call in calls if call["code"] == 429),
            "sends inside a known retry_after": sum(
                1 for call in calls if call["inside_halt"] and call["known_for"] > 0.05
            ),
            "replies": len(replies),
            "replies p50, s": round(quantile(replies, 0.5), 3),
            "replies p99, s": round(quantile(replies, 0.99), 3),
            "event loop lag p99, ms": round(1000 * quantile(self.watch.lags, 0.99), 1),
            "event loop lag worst, ms": round(1000 * max(self.watch.lags, default=0.0), 1),
        }
        for what, value in figures.items():
            say(what, value, sender=self.name)
        return figures

    def _replies(self, calls: list[dict[str, Any]]) -> list[float]:
        """How long askers waited: the n-th answer to a chat is for its n-th question."""
        answers: dict[int, list[float]] = {}
        for call in calls:
            if call["chat_id"] >= FIRST_ASKER and call["code"] == 200:
                answers.setdefault(call["chat_id"], []).append(call["answered_at"])
        waits = []
        for chat, asked_at in self.watch.asked:
            if answers.get(chat):
                waits.append(answers[chat].pop(0) - asked_at)
        return waits


async def ours(far: Far, chats: Sequence[int], rate: float) -> Result:
    """Attache's delivery: outbox, sender, inbox."""
    limits = LimitsConfig(overall_per_second=rate)
    with tempfile.TemporaryDirectory() as folder:
        async with delivering(
            folder, far.url, far.token, limits=limits, policy=POLICY, clock=SystemClock(), composer=LongBriefs()
        ) as delivery:

            async def answer(update: Update, context: object) -> None:
                assert update.effective_chat is not None
                await delivery.voice.say(Where(update.effective_chat.id), Message((answer_to(update),)))

            application = delivery.application
            application.add_handler(MessageHandler(filters.TEXT, answer))
            assert application.updater is not None
            await application.updater.start_polling(timeout=10)
            await application.start()
            now = delivery.clock.now()
            await delivery.runner.run(lambda store: fill(store, chats, after=now))
            async with watched(far) as watch:
                began, cpu = time.monotonic(), time.process_time()
                owed = [replace(brief(chat), due_at=now) for chat in chats]
                for start in range(0, len(owed), 500):
                    piece = owed[start : start + 500]
                    await delivery.runner.run(partial(_enqueue, piece=piece, now=now))
                    delivery.wake()
                say("seconds to enqueue", round(time.monotonic() - began, 2), sender="attache")
                while await delivery.runner.run(_briefs_are_open):  # noqa: ASYNC110 — the store tells when
                    await asyncio.sleep(0.25)
                seconds, cpu = time.monotonic() - began, time.process_time() - cpu
            await asyncio.sleep(1)
            listed = await delivery.runner.run(
                lambda store: sum(each["state"] == State.UNKNOWN for each in store.table(DELIVERIES))
            )
            await application.updater.stop()
            await application.stop()
    return Result("attache", chats, rate, seconds, cpu, began, watch, listed)


def answer_to(update: Update) -> str:
    """Each its own, so that the same text twice in a chat is a repeat that does not say so."""
    assert update.effective_message is not None
    return f"an answer to {update.effective_message.text}"


def _enqueue(store: Store, piece: Sequence[NewDelivery], now: datetime) -> None:
    Outbox(store).enqueue(piece, now=now)


def _briefs_are_open(store: Store) -> bool:
    """By index only: to read thousands of documents each time would be work, and waiting, of the bench's own."""
    table = store.table(DELIVERIES)
    if table.find(where("queue") >= f"{Priority.BRIEF:d}|", order="queue", limit=1):
        return True
    in_flight = table.find(where("open_for") >= "", order="open_for", limit=200)
    return any(each["kind"] == Kind.BRIEF for each in in_flight)


async def theirs(far: Far, chats: Sequence[int], rate: float) -> Result:
    """The loop that python-telegram-bot's documentation leads to: AIORateLimiter, five retries, 64 tasks."""
    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1, max_retries=5)
    application = (
        ApplicationBuilder()
        .token(far.token)
        .base_url(f"{far.url}/bot")
        .rate_limiter(limiter)
        .concurrent_updates(True)
        .connection_pool_size(64)
        .pool_timeout(30)
        .build()
    )

    async def answer(update: Update, context: object) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text(answer_to(update))

    async def send(chat: int) -> None:
        for _ in range(2):
            try:
                await application.bot.send_message(chat, TEXT, parse_mode="HTML")
                return
            except TelegramError:
                continue

    application.add_handler(MessageHandler(filters.TEXT, answer))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling(timeout=10)
        await application.start()
        async with watched(far) as watch:
            began, cpu = time.monotonic(), time.process_time()
            await in_parallel([partial(send, chat) for chat in chats], 64)
            seconds, cpu = time.monotonic() - began, time.process_time() - cpu
        await asyncio.sleep(1)
        await application.updater.stop()
        await application.stop()
    return Result("AIORateLimiter", chats, rate, seconds, cpu, began, watch)


async def ticking(people: int) -> None:
    """So many subscribers due in one minute: how long until all are in the outbox, and what the loop feels of it."""
    clock = StillClock()
    with tempfile.TemporaryDirectory() as folder:
        runner = await StoreThread.start(lambda: open_store(folder, exclusive=True))
        for start in range(1, people + 1, 1000):
            chats = range(start, min(start + 1000, people + 1))
            await runner.run(partial(fill, chats=chats, after=clock.now() - timedelta(minutes=1)))
        watch = Watch()
        lagging = asyncio.create_task(watch.lag())
        began = time.monotonic()
        due = await Tick(runner=runner, clock=clock, enqueued=lambda: None)()
        seconds = time.monotonic() - began
        lagging.cancel()
        await runner.close()
    assert due == people
    say("subscribers due in one minute", people)
    say("until all are in the outbox", round(seconds, 2), "s", bar=10)
    say("event loop lag p99 meanwhile", round(1000 * quantile(watch.lags, 0.99), 1), "ms")
    say("event loop lag worst meanwhile", round(1000 * max(watch.lags), 1), "ms", bar=100)


async def run(people: int, rate: float) -> None:
    """Both, one after the other, each with a world of its own."""
    chats = range(FIRST_CHAT, FIRST_CHAT + people)
    everybody = [*chats, *range(FIRST_ASKER, FIRST_ASKER + ASKERS)]
    figures = {}
    for name, sender in (("attache", ours), ("AIORateLimiter", theirs)):
        async with far_away(everybody, rate) as far:
            result = await sender(far, chats, rate)
            figures[name] = await result.report(far)
    mine, other = figures["attache"], figures["AIORateLimiter"]
    say(
        "sends per CPU second, attache to AIORateLimiter",
        round(mine["sends per CPU second"] / other["sends per CPU second"], 2),
    )


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--due", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=200.0)
    arguments = parser.parse_args()
    logging.getLogger("attache").setLevel(logging.ERROR)
    gc.collect()
    gc.freeze()  # as `bot.app.run_bot` does, and for both senders
    asyncio.run(ticking(arguments.due))
    asyncio.run(run(arguments.people, arguments.rate))


if __name__ == "__main__":
    main()
