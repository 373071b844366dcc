"""The pictures of docs/conversations.md: every conversation, held with the real bot, photographed in the demo's page.

    python -m tests.demo.screenshots [FOLDER] [NAME…]       (make screenshots)

Each is a function that talks and takes panels; its name is the picture's. Needs chromium.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, OWNER_ID, start_simulator
from bot.demo.simulator import Limits
from bot.demo.simulator.world import Json
from briefs.model.subscriber import Role
from handlers.exchange import Visitor
from tests.app.conftest import Stage, running
from tests.demo.camera import Camera, camera
from tests.handlers.people import Person

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "talks"
BEFORE_NOON = timedelta(minutes=1, seconds=30)
UNPACED = {
    "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "200",
    "ATTACHE_TELEGRAM_LIMITS_GROUP_PER_MINUTE": "2000",
    "ATTACHE_TELEGRAM_LIMITS_OVERALL_PER_SECOND": "500",
    "ATTACHE_READING_PROCESSES": "1",
}
OWNER = Visitor(OWNER_ID, "Anna", "en", Role.OWNER)
ARTICLE = (
    "GENEVA (Reuters) - Latvian Prime Minister Valdis Dombrovskis will meet Swiss President Ueli Maurer in Geneva on"
    " Friday, officials said. The two will discuss banking, they added."
)
OTHER_POST = "Foreign Minister Sergei Lavrov will travel to Beijing on Thursday, the ministry said. He meets Wang Yi."
POST = "Foreign Minister Sergei Lavrov will meet John Kerry in Paris on Monday, the ministry said. Syria is the topic."


@dataclass
class Set:
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


async def onboarding(here: Set) -> None:
    """Three taps, and the brief at noon."""
    nina = here.person()
    greeting = await nina.say("/start")
    await here.camera.flash(nina.id)
    hours = await nina.tap(greeting, "Russia", "First comes")
    await here.camera.flash(nina.id)
    done = await nina.tap(hours, "12:00", "12:00, every day")
    await here.camera.flash(nina.id)
    await nina.hear("12:00 Moscow", since=done, within=90)
    await here.camera.flash(nina.id, since=done["message_id"] + 1)


async def onboarding_ru(here: Set) -> None:
    """The same in Russian."""
    nina = here.person("ru", "Нина Берг")
    greeting = await nina.say("/start")
    await here.camera.flash(nina.id)
    hours = await nina.tap(greeting, "Россия")
    await next_after(nina, hours, "Другой город")
    said = here.stage.simulator.people.say(nina.id, nina.id, "Екатеринбург")
    asked = await nina.simulator.wait_for(
        nina.id, since=said["message_id"], match=lambda one: "19:00" in str(one.get("reply_markup"))
    )
    await here.camera.flash(nina.id)
    await nina.tap(asked, "19:00", "19:00, ")
    await here.camera.flash(nina.id, since=asked["message_id"])


async def schedule(here: Set) -> None:
    """Hours, days, words, a pause."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    await nina.say("/schedule 07:30 19:00 weekdays Paris", "07:30")
    await nina.say("/schedule 25:00", "no time of day")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    shown = await nina.say("/schedule", "Next brief")
    await nina.tap(shown, "Days", "Mon–Fri")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("/pause until Friday", "Paused")
    await nina.say("/stop", "Unsubscribed")
    await here.camera.flash(nina.id, since=since)


async def settings(here: Set) -> None:
    """One message, edited."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    shown = await nina.say("/settings", "Length")
    await here.camera.flash(nina.id, since=since)
    await nina.tap(shown, "Sections", "Length")
    await here.camera.flash(nina.id, since=since)
    await nina.tap(shown, "Back")
    await nina.tap(shown, "Language")
    await nina.tap(shown, "Русский", "Настройки")
    await here.camera.flash(nina.id, since=since)


async def evidence(here: Set) -> None:
    """A brief, which line, what proves it."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    brief = await brief_of(nina)
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    which = await next_after(nina, brief, "Evidence", "Which line")
    await next_after(nina, which, "1 ")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await next_after(nina, brief, "Calendar")
    await nina.say("/calendar Russia", "calendar")
    await here.camera.flash(nina.id, since=since)


async def correcting(here: Set) -> None:
    """Wrong?, the editor's verdict, the amended brief."""
    nina, owner = await here.subscriber(), here.person(name="Anna Petrova", user_id=OWNER_ID)
    await owner.say("/start")
    brief = await brief_of(nina, "/brief tomorrow")
    await asyncio.sleep(1)
    since = here.last(nina.id)
    which = await next_after(nina, brief, "Wrong?", "Which line is wrong")
    fields = await next_after(nina, which, "1 ", "What is wrong")
    await next_after(nina, fields, "The date")
    at_owners = here.last(OWNER_ID)
    await nina.say("16 May 2013", "Thank you")
    await here.camera.flash(nina.id, since=since)
    shown = await owner.hear("reports as wrong", since={"message_id": at_owners - 1})
    await here.camera.flash(OWNER_ID, since=at_owners)
    since = here.last(nina.id)
    await owner.tap(shown, "Accept", "Accepted")
    await nina.hear("an editor accepted", since={"message_id": since - 1})
    await asyncio.sleep(1)
    await here.camera.flash(nina.id, since=brief["message_id"])


async def following(here: Set) -> None:
    """A watch, its alert."""
    nina = await here.subscriber()
    await nina.say("/schedule 19:00", "19:00")
    since = here.last(nina.id)
    await nina.say("/watch Lavrov", "Following")
    await nina.say("/watch Netanjaho", "Did you mean")
    await nina.say("/watching", "You follow")
    await here.camera.flash(nina.id, since=since)
    await here.stage.house.delivery.look_for_alerts()
    feeder = await here.subscriber(role=Role.CONTRIBUTOR)
    at = int((DEMO_START - timedelta(hours=1)).timestamp())
    since = here.last(nina.id)
    here.stage.simulator.people.say(feeder.id, feeder.id, POST, forwarded_from="Press service", forwarded_at=at)
    await feeder.hear("Stored")
    await here.stage.house.delivery.look_for_alerts()
    alert = await nina.hear("You follow", since={"message_id": since - 1}, within=60)
    await here.camera.flash(nina.id, since=alert["message_id"])


async def asking(here: Set) -> None:
    """Meetings, conferences, a card, a plain question."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    await picture_after(nina, await nina.say("/who Putin", "Putin"))
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("when is the Syria conference?", "conference")
    await nina.say("who is Obama meeting this week?", "Obama")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await picture_after(nina, await nina.say("/upcoming 45", "onference"))
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("/search Geneva", "Geneva")
    await nina.say("/meetings Netanjaho", "Did you mean")
    await nina.say("/who Xyzzy", "Xyzzy")
    await here.camera.flash(nina.id, since=since)


async def meetings(here: Set) -> None:
    """Who is meeting whom, paged."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    first = await nina.say("/meetings", "[1]")
    await picture_after(nina, first)
    await here.camera.flash(nina.id, since=since)


async def feeding(here: Set) -> None:
    """Pasted text and its date, a forward, what is refused."""
    nina = await here.subscriber(role=Role.CONTRIBUTOR)
    since = here.last(nina.id)
    await nina.say(ARTICLE, "When was it?")
    await nina.say("13 May 2013", "read again")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    people = here.stage.simulator.people
    at = int((DEMO_START - timedelta(hours=3)).timestamp())
    people.say(nina.id, nina.id, OTHER_POST, forwarded_from="Press service", forwarded_at=at)
    told = await nina.hear("Stored", since={"message_id": since})
    people.send_document(nina.id, nina.id, "clip.mp4", b"x", mime_type="video/mp4")
    told = await nina.hear("I cannot listen", since=told)
    await nina.say("http://127.0.0.1:9/talks", "Not stored")
    await here.camera.flash(nina.id, since=since)


async def group(here: Set) -> None:
    """A group: its admin settles, everybody asks."""
    admin, member = await here.subscriber(), await here.subscriber()
    chat = await here.group(admin, member)
    boss = Person(here.stage, chat_id=chat, user_id=admin.id)
    guest = Person(here.stage, chat_id=chat, user_id=member.id)
    await boss.hear("an admin sends /start here")
    await guest.say("/start", "for the admins")
    await boss.say("/start watch-syria", "Syria")
    await guest.say("/who Kerry", "Kerry")
    await here.camera.flash(member.id, chat)
    people = here.stage.simulator.people
    channel = people.add_chat("channel", "Daily brief", creator=admin.id)
    since = here.last(admin.id)
    people.add_bot(channel.id, by=admin.id, rights=["can_post_messages", "can_edit_messages"])
    offer = await admin.hear("I am in the channel", since={"message_id": since - 1})
    await admin.tap(offer, "Subscribe it", "gets briefs")
    await here.camera.flash(admin.id, since=since)


async def inline(here: Set) -> None:
    """@bot words in any chat."""
    nina = await here.subscriber()
    await here.camera.flash(nina.id, since=10**9, typing="@attache_demo_bot putin")


async def owning(here: Set) -> None:
    """The panel, people, a message to all, sources."""
    await here.subscriber()
    owner = here.person(name="Anna Petrova", user_id=OWNER_ID)
    since = here.last(OWNER_ID) if OWNER_ID in here.stage.simulator.cloud.chats else 0
    panel = await owner.say("/admin", "How I do")
    await here.camera.flash(OWNER_ID, since=since)
    since = here.last(OWNER_ID)
    people = await owner.say("/people nina", "called")
    await owner.tap(people, "Nina Berg", "Nina Berg is")
    await here.camera.flash(OWNER_ID, since=since)
    since = here.last(OWNER_ID)
    await next_after(owner, panel, "Message all", "What shall I tell")
    preview = await owner.say("No briefs on <Sunday>: the office is closed.", "No briefs")
    await owner.tap(preview, "Send", "On its way")
    await here.camera.flash(OWNER_ID, since=since)
    since = here.last(OWNER_ID)
    await owner.say("/sources", "No sources yet")
    await owner.say("/addsource", "Which address")
    await owner.say("/addsource http://127.0.0.1:9/feed", "")
    await here.camera.flash(OWNER_ID, since=since)


async def privacy(here: Set) -> None:
    """What is kept, a copy, all of it deleted."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    await nina.say("/privacy", "What is kept")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("/export", "Everything")
    asked = await nina.say("/forget", "Delete everything?")
    await here.camera.flash(nina.id, since=since)
    await nina.tap(asked, "Delete everything", "Deleted")
    await here.camera.flash(nina.id, since=since)


async def helping(here: Set) -> None:
    """Help, and what is not understood."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    await nina.say("/help", "/brief")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    for words in ("/breif", "/nonsense", "asdf", "thanks", "/schedule tomorrow maybe", "/pause never", "x" * 300):
        await nina.say(words)
    await here.camera.flash(nina.id, since=since)


async def russian(here: Set) -> None:
    """A brief, a card, a watch in Russian."""
    nina = await here.subscriber("ru")
    since = here.last(nina.id)
    await brief_of(nina)
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("/watch Сирия", "Сирия")
    await nina.say("/who Путин")
    await nina.say("кто встречается с Путиным?")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    await nina.say("/schedule будни утром Москва")
    await nina.say("/settings")
    await nina.say("/help")
    await here.camera.flash(nina.id, since=since)


SCENES: tuple[Callable[[Set], Awaitable[None]], ...] = (
    onboarding,
    schedule,
    settings,
    evidence,
    asking,
    meetings,
    following,
    feeding,
    group,
    inline,
    owning,
    privacy,
    helping,
    onboarding_ru,
    russian,
    correcting,
)


async def picture(scene: Callable[[Set], Awaitable[None]], here: Set) -> None:
    """One scene's picture; a conversation that goes otherwise than it is written here is told and left out."""
    try:
        await scene(here)
    except (TimeoutError, LookupError) as error:
        print(f"{scene.__name__}: {error}", file=sys.stderr, flush=True)
        here.camera.drop()
        return
    path = here.camera.save(scene.__name__.replace("_", "-"))
    print(f"{path}  {path.stat().st_size // 1024} kB", flush=True)


async def main(folder: Path, names: list[str]) -> None:
    """Hold the conversations and keep their pictures."""
    clock = RehearsalClock(DEMO_START + BEFORE_NOON)
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    try:
        with tempfile.TemporaryDirectory() as data:
            async with (
                running(Path(data), simulator, clock, settings=UNPACED) as stage,
                camera(simulator, folder) as photographer,
            ):
                for scene in SCENES:
                    if not names or scene.__name__ in names:
                        await picture(scene, Set(stage, photographer))
    finally:
        await simulator.stop()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else PICTURES, sys.argv[2:]))
