"""The real application over HTTP with the agenda of the founding article on its shelf, so that nothing need be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import House
from bot.clock import RehearsalClock
from bot.demo.running import COLLEAGUE_ID, DEMO_START, OWNER_ID, start_simulator
from bot.demo.simulator import Limits, Simulator
from bot.ingesting.shelf import StoredShelf
from bot.store.api import Store
from briefs.agenda.shelf import Changes
from briefs.model.agenda import AgendaEntry
from tests.agendas import founding_agenda
from tests.app.conftest import running
from tests.simulator.official import complaints

SPEED = 20.0
"""Alerts gather for half a minute, which a test need not wait for."""
NO_LIMITS = Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0)
ANNA, MARC = OWNER_ID, COLLEAGUE_ID
FAST = {
    "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "200",
    "ATTACHE_TELEGRAM_LIMITS_GROUP_PER_MINUTE": "2000",
    "ATTACHE_READING_PROCESSES": "1",
}


@dataclass
class Scene:
    """A running bot, its simulator, and people to play. Every `say` and `tap` answers with the bot's next message."""

    simulator: Simulator
    house: House
    clock: RehearsalClock

    async def say(self, text: str, containing: str = "", *, who: int = ANNA, where: int = 0) -> dict[str, Any]:
        """Say something; the bot's first message after it that contains this."""
        chat = where or who
        since = self.last(chat)
        self.simulator.people.say(chat, who, text)
        return await self.simulator.wait_for(chat, containing, since=since, within=30)

    async def tap(
        self, message: dict[str, Any], label: str, containing: str = "", *, who: int = ANNA
    ) -> dict[str, Any]:
        """Press the button whose label contains this; the bot's first message after it that contains that."""
        chat = message["chat"]["id"]
        since = self.last(chat)
        await self.simulator.tap(message, who, label)
        return await self.simulator.wait_for(chat, containing, since=since, within=30)

    async def press(self, message: dict[str, Any], label: str, *, who: int = ANNA) -> dict[str, Any]:
        """Press a button; what the bot answers the press itself with (`text`, `url`)."""
        query = self.simulator.people.press(message["chat"]["id"], who, message["message_id"], label=label)
        return dict(await query.answered)

    async def edited(self, message: dict[str, Any], containing: str) -> dict[str, Any]:
        """The same message once its text or keyboard contains this."""

        def same(found: dict[str, Any]) -> bool:
            return found["message_id"] == message["message_id"] and containing in str(found)

        return await self.simulator.wait_for(
            message["chat"]["id"], since=message["message_id"] - 1, match=same, within=30
        )

    async def changed(self, message: dict[str, Any]) -> dict[str, Any]:
        """The same message once its text is another one."""

        def other(found: dict[str, Any]) -> bool:
            return found["message_id"] == message["message_id"] and words(found) != words(message)

        return await self.simulator.wait_for(
            message["chat"]["id"], since=message["message_id"] - 1, match=other, within=30
        )

    def last(self, chat: int) -> int:
        """The id of the newest message in a chat."""
        return max(self.simulator.people.chat(chat).messages, default=0)

    async def shelve(self, *entries: AgendaEntry, removed: Sequence[str] = ()) -> None:
        """Put entries on the agenda, as merging would."""

        def work(store: Store) -> None:
            with store.transaction():
                StoredShelf(store).apply(Changes(saved=entries, removed=tuple(removed)))

        await self.house.runner.run(work)


@asynccontextmanager
async def founding_scene(
    folder: Path,
    *,
    simulator: Simulator | None = None,
    settings: dict[str, str] | None = None,
    agenda: Sequence[AgendaEntry] | None = None,
    at: datetime = DEMO_START + timedelta(minutes=12),
) -> AsyncIterator[Scene]:
    """The bot with the founding article's agenda just after noon in Moscow on 14 May 2013; the owner has said /start.

    With a `simulator` given, which stays up, the bot is one that was restarted: nothing is shelved or said.
    """
    clock = RehearsalClock(at, SPEED)
    again = simulator is not None
    simulator = simulator or await start_simulator(clock, speed=SPEED, limits=NO_LIMITS)
    try:
        async with running(folder, simulator, clock, samples=False, settings={**FAST, **(settings or {})}) as stage:
            scene = Scene(simulator, stage.house, clock)
            if not again:
                await scene.shelve(*(founding_agenda() if agenda is None else agenda))
                await scene.say("/start", "subscribed")
            yield scene
            assert complaints(simulator.journal) == [], "every request fits the official description"
    finally:
        if not again:
            await simulator.stop()


def labels(message: dict[str, Any]) -> list[str]:
    """The labels of a message's buttons, row by row."""
    return [button["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def words(message: dict[str, Any]) -> str:
    """A message's text or caption."""
    return str(message.get("text") or message.get("caption") or "")
