"""A person at the other end of the line, for tests: says, taps and reads."""

from __future__ import annotations

from typing import Protocol

from bot.demo.simulator import Simulator
from bot.demo.simulator.world import Json


class Line(Protocol):
    """Whatever has the simulator that a person speaks through."""

    simulator: Simulator


class Person:
    """Somebody in a chat of theirs (the private one, unless told otherwise) with the bot."""

    def __init__(self, stage: Line, *, language: str = "en", chat_id: int = 0, user_id: int = 0) -> None:
        self.simulator = stage.simulator
        people = self.simulator.people
        self.id = user_id or people.add_user("Nina", last_name="Berg", language_code=language).id
        self.chat_id = chat_id or self.id

    async def say(self, text: str, containing: str = "", *, within: float = 10) -> Json:
        """Say something; the bot's first answer that contains this."""
        return await self.simulator.ask(self.chat_id, text, user_id=self.id, containing=containing, within=within)

    async def hear(self, containing: str, *, since: Json | None = None, within: float = 10) -> Json:
        """The bot's first message with this, after `since`."""
        number = since["message_id"] if since else 0
        return await self.simulator.wait_for(self.chat_id, containing, since=number, within=within)

    async def tap(self, message: Json, label: str, becomes: str = "", *, within: float = 10) -> Json:
        """Press a button and read its message as it then is, once it contains this."""
        await self.simulator.tap(message, self.id, label)
        since = message["message_id"] - 1
        return await self.simulator.wait_for(self.chat_id, becomes, since=since, within=within)

    async def notice(self, message: Json, label: str) -> str:
        """Press a button; the passing notice that it answers with."""
        return str((await self.simulator.tap(message, self.id, label)).get("text", ""))

    async def press_old(self, message: Json, data: str) -> str:
        """Press a button as an old screen still shows it; the notice."""
        query = self.simulator.people.press(self.chat_id, self.id, message["message_id"], data)
        return str((await query.answered).get("text", ""))


def labels(message: Json) -> list[list[str]]:
    """The labels of the buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]
