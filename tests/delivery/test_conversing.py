"""The whole way of an update: poll, inbox, handler, voice, outbox, sender; and a restart in the middle of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.delivery.processing import Handling, handling
from bot.delivery.service import Delivery
from bot.demo.simulator import Simulator
from bot.demo.simulator.faults import Fault
from handlers.exchange import Message, Where
from tests.delivery.rig import delivering


def converse(delivery: Delivery, handle: Any) -> None:
    delivery.application.add_handler(MessageHandler(filters.TEXT, handle))


async def listen(delivery: Delivery) -> None:
    assert delivery.application.updater is not None
    await delivery.application.updater.start_polling(timeout=5)
    await delivery.application.start()


async def fall_silent(delivery: Delivery) -> None:
    assert delivery.application.updater is not None
    await delivery.application.updater.stop()
    await delivery.application.stop()


async def test_a_conversation(simulator: Simulator, tmp_path: Path) -> None:
    reader = simulator.people.add_user("Reader", started=True).id
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:

        async def handle(update: Update, context: object) -> None:
            assert update.effective_message is not None
            await delivery.voice.say(Where(reader), Message((f"heard {update.effective_message.text}",)))

        converse(delivery, handle)
        await listen(delivery)
        for number in range(5):
            simulator.people.say(reader, reader, f"word {number}")
        await simulator.wait_for(reader, "heard word 4")
        await fall_silent(delivery)
    texts = [message["text"] for message in simulator.sent(reader)]
    assert texts == [f"heard word {number}" for number in range(5)]


async def test_what_handlers_send_through_the_bot_takes_its_turn(simulator: Simulator, tmp_path: Path) -> None:
    reader = simulator.people.add_user("Reader", started=True).id
    simulator.faults.script("sendMessage", Fault("flood", 1.0), chat_id=reader)
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        await delivery.application.bot.send_chat_action(reader, "typing")
        message = await delivery.application.bot.send_message(reader, "direct")
    assert message.text == "direct"
    assert simulator.journal.sent_inside_halt() == []


async def test_a_restart_while_handling_handles_again_and_says_nothing_twice(
    simulator: Simulator, tmp_path: Path
) -> None:
    reader = simulator.people.add_user("Reader", started=True).id
    seen: list[int] = []
    reached = asyncio.Event()
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:

        async def stuck(update: Update, context: object) -> None:
            seen.append(update.update_id)
            await delivery.voice.say(Where(reader), Message(("on it",)))
            reached.set()
            await asyncio.sleep(60)

        converse(delivery, stuck)
        await listen(delivery)
        simulator.people.say(reader, reader, "/watch Syria")
        await asyncio.wait_for(reached.wait(), 5)
        await simulator.wait_for(reader, "on it")
        assert delivery.application.updater is not None
        await delivery.application.updater.stop()
        for task in asyncio.all_tasks():
            if "process_concurrent_update" in task.get_name():
                task.cancel()
        await delivery.application.stop()
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:

        async def finish(update: Update, context: object) -> None:
            seen.append(update.update_id)
            await delivery.voice.say(Where(reader), Message(("on it",)))
            await delivery.voice.say(Where(reader), Message(("done",)))

        converse(delivery, finish)
        await listen(delivery)
        await simulator.wait_for(reader, "done")
        await fall_silent(delivery)
    assert len(seen) == 2
    assert len(set(seen)) == 1
    assert [message["text"] for message in simulator.sent(reader)] == ["on it", "done"]


async def test_replies_are_named_after_what_they_answer(simulator: Simulator, tmp_path: Path) -> None:
    reader = simulator.people.add_user("Reader", started=True).id
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        for _ in range(2):
            token = handling.set(Handling(77))
            await delivery.voice.say(Where(reader), Message(("first",)))
            await delivery.voice.say(Where(reader), Message(("second",)))
            handling.reset(token)
        await simulator.wait_for(reader, "second")
        await asyncio.sleep(0.1)
    assert [message["text"] for message in simulator.sent(reader)] == ["first", "second"]
