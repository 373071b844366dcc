"""The conversations that docs/conversations.md shows: each talks with the real bot and takes panels of a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.demo.running import DEMO_START, OWNER_ID
from briefs.model.subscriber import Role
from tests.demo.acting import Acting, brief_of, next_after, picture_after
from tests.handlers.people import Person

ARTICLE = (
    "GENEVA (Reuters) - Latvian Prime Minister Valdis Dombrovskis will meet Swiss President Ueli Maurer in Geneva on"
    " Friday, officials said. The two will discuss banking, they added."
)
OTHER_POST = "Foreign Minister Sergei Lavrov will travel to Beijing on Thursday, the ministry said. He meets Wang Yi."
POST = "Foreign Minister Sergei Lavrov will meet John Kerry in Paris on Monday, the ministry said. Syria is the topic."


async def onboarding(here: Acting) -> None:
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


async def onboarding_ru(here: Acting) -> None:
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


async def schedule(here: Acting) -> None:
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


async def settings(here: Acting) -> None:
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


async def evidence(here: Acting) -> None:
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


async def correcting(here: Acting) -> None:
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


async def editing(here: Acting) -> None:
    """An editor adds a line, joins two, looks at what was done and takes it back."""
    nina = await here.subscriber(role=Role.EDITOR)
    asked = await nina.say("/add", "What shall I put on the agenda")
    shown = await nina.say("meeting Merkel – Hollande, Berlin, next Friday, on trade", "I would add")
    await here.camera.flash(nina.id, since=asked["message_id"])
    done = await nina.tap(shown, "Add", "Added.")
    proof = await next_after(nina, done, "Evidence", "no article stands behind it")
    await here.camera.flash(nina.id, since=done["message_id"])
    await nina.say("/add meeting Merkel, Hollande, Paris, 25 May", "I would add")
    second = await nina.hear("25 May", since=proof)
    await nina.tap(second, "Add", "Added.")
    which = await nina.say("/join Merkel", "Which one is it?")
    others = await next_after(nina, which, "1 ", "With which one?")
    preview = await nina.tap(others, "1 ", "The two as one line")
    await here.camera.flash(nina.id, since=which["message_id"])
    await nina.tap(preview, "Join", "Joined.")
    since = here.last(nina.id)
    await nina.say("/edits", "What you changed by hand")
    await here.camera.flash(nina.id, since=since)


async def following(here: Acting) -> None:
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


async def asking(here: Acting) -> None:
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


async def meetings(here: Acting) -> None:
    """Who is meeting whom, paged."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    first = await nina.say("/meetings", "[1]")
    await picture_after(nina, first)
    await here.camera.flash(nina.id, since=since)


async def feeding(here: Acting) -> None:
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


async def group(here: Acting) -> None:
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


async def inline(here: Acting) -> None:
    """@bot words in any chat."""
    nina = await here.subscriber()
    await here.camera.flash(nina.id, since=10**9, typing="@attache_demo_bot putin")


async def owning(here: Acting) -> None:
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


async def privacy(here: Acting) -> None:
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


async def helping(here: Acting) -> None:
    """Help, and what is not understood."""
    nina = await here.subscriber()
    since = here.last(nina.id)
    await nina.say("/help", "/brief")
    await here.camera.flash(nina.id, since=since)
    since = here.last(nina.id)
    for words in ("/breif", "/nonsense", "asdf", "thanks", "/schedule tomorrow maybe", "/pause never", "x" * 300):
        await nina.say(words)
    await here.camera.flash(nina.id, since=since)


async def russian(here: Acting) -> None:
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


SCENES: tuple[Callable[[Acting], Awaitable[None]], ...] = (
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
    editing,
)
