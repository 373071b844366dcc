"""What the scenes of the pictures are played with: the running bot, a camera, people."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.running import OWNER_ID
from bot.demo.simulator.world import Json
from briefs.model.subscriber import Role
from handlers.exchange import Visitor
from tests.app.conftest import Stage
from tests.demo.camera import Camera
from tests.handlers.people import Person

OWNER = Visitor(OWNER_ID, "Anna", "en", Role.OWNER)


@dataclass
class Acting:
    """A running bot, a camera, and people to play."""

    stage: Stage
    camera: Camera

    def person(self, language: str = "en", name: str = "Nina Berg", **more: int) -> Person:
        """Somebody new."""
        person = Person(self.stage, language=language, **more)
        user = self.stage.simulator.cloud.users[person.id]
        user.first_name, _, user.last_name = name.partition(" ")
        return person

    async def subscriber(self, language: str = "en", role: Role | None = None) -> Person:
        """Somebody who has said /start, perhaps with a role."""
        person = self.person(language)
        started = await person.say("/start")
        if role is not None:
            await self.stage.house.desk.office.admit(OWNER, person.id, role)
            await person.hear("", since=started)
        return person

    async def group(self, admin: Person, *members: Person, title: str = "Moscow desk") -> int:
        """A group with the bot in it."""
        people = self.stage.simulator.people
        chat = people.add_chat("supergroup", title, creator=admin.id, members=[each.id for each in members])
        people.add_bot(chat.id, by=admin.id)
        return chat.id

    def last(self, chat_id: int) -> int:
        """The number that the next message will have."""
        return max(self.stage.simulator.people.chat(chat_id).messages, default=0) + 1


async def next_after(person: Person, message: Json, label: str, containing: str = "") -> Json:
    """Press a button and hear what is said after it."""
    since = max(person.simulator.people.chat(person.chat_id).messages)
    await person.simulator.tap(message, person.id, label)
    return await person.simulator.wait_for(person.chat_id, containing, since=since, within=20)


async def brief_of(person: Person, words: str = "/brief") -> Json:
    """Ask for a brief; its last message, which has the buttons."""
    since = person.simulator.people.say(person.chat_id, person.id, words)["message_id"]
    return await person.simulator.wait_for(
        person.chat_id, since=since, match=lambda one: "Wrong?" in str(one) or "Ошибка?" in str(one), within=20
    )


async def picture_after(person: Person, message: Json) -> None:
    """Wait for a picture."""
    await person.simulator.wait_for(
        person.chat_id, since=message["message_id"], match=lambda one: "photo" in one, within=30
    )
