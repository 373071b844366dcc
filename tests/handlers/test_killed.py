"""`kill -9` in the middle of every conversation: after the restart each goes on where it stood."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Simulator
from bot.demo.simulator.world import Json
from briefs.model.subscriber import Role
from handlers.exchange import Visitor
from tests.agendas import founding_agenda
from tests.app.test_killed import Process
from tests.handlers.founding import ANNA, NO_LIMITS, founding_scene
from tests.handlers.people import Person, labels
from tests.simulator.official import complaints

NOW = DEMO_START + timedelta(minutes=12)
ARTICLE = (
    "GENEVA (Reuters) - Latvian Prime Minister Valdis Dombrovskis will meet Swiss President Ueli Maurer in Geneva on"
    " Friday, officials said. The two will discuss banking, they added."
)
SETTINGS = {
    "ATTACHE_READING_MODEL": "off",
    "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "200",
    "ATTACHE_TELEGRAM_LIMITS_GROUP_PER_MINUTE": "2000",
}


@dataclass
class Line:
    """What people speak through while bots come and go."""

    simulator: Simulator


@asynccontextmanager
async def until_killed(bot: Process) -> AsyncIterator[None]:
    """The bot in a process of its own, which ends without a word."""
    process = await bot.run("run", "--clock", NOW.isoformat())
    try:
        await bot.until_running(process)
        yield
    finally:
        process.kill()
        await process.wait()


async def test_every_conversation_goes_on_after_a_kill(tmp_path: Path) -> None:
    simulator = await start_simulator(RehearsalClock(NOW), limits=NO_LIMITS)
    line = Line(simulator)
    new, moving, quiet, feeding, leaving, following, editing = (Person(line) for _ in range(7))
    reader, owner = Person(line), Person(line, user_id=ANNA)
    bot = Process(tmp_path / "data", simulator)
    bot.environment |= SETTINGS
    try:
        async with founding_scene(tmp_path / "data", simulator=simulator) as scene:
            await scene.shelve(*founding_agenda())
            anna = Visitor(ANNA, "Anna", "en", Role.OWNER)
            await scene.house.desk.office.admit(anna, feeding.id, Role.CONTRIBUTOR)
            await scene.house.desk.office.admit(anna, editing.id, Role.EDITOR)
        everybody = (new, moving, quiet, feeding, leaving, following, editing, reader, owner)
        async with until_killed(bot):
            greetings = await asyncio.gather(
                *(each.say("/start", "You are subscribed", within=30) for each in everybody)
            )
            hours = await new.tap(greetings[0], "Everything", "When should I brief you?")
            shown = await moving.say("/schedule", "Next brief")
            await simulator.tap(shown, moving.id, "Other city")
            await moving.hear("Which city")
            nights = await quiet.tap(await quiet.say("/settings", "Quiet hours: none"), "Quiet hours")
            await simulator.tap(nights, quiet.id, "Other hours")
            await quiet.hear("From when to when")
            await feeding.say(ARTICLE, "When was it?")
            forget = await leaving.say("/forget", "Delete everything?")
            panel = await following.say("/watch Syria", "Following Syria")
            answer = await following.say("/meetings", "[1]")
            await reported(reader, "Netanyahu", "The date")
            await editing.tap(await editing.say("/add", "What shall I put"), "Meeting", "Who meets whom?")
            admin = await owner.say("/admin", "How I do")
            await simulator.tap(admin, owner.id, "Message all")
            await owner.hear("What shall I tell everybody?", since=admin)
        async with until_killed(bot):
            await new.tap(hours, "07:15", "07:15, every day, Moscow time")
            await moving.say("Cairo", "Cairo time, then")
            await moving.hear("every day, Cairo time")
            await quiet.say("9pm to 6.30am", "Quiet hours: 21:00–06:30")
            await feeding.say("13 May 2013", "published Mon 13 May, read again")
            await leaving.tap(forget, "Keep it", "Nothing was deleted")
            await following.tap(panel, "Only participants", "Nothing on the agenda matches")
            await following.tap(answer, "Evidence")
            await following.hear("Which line?", since=answer)
            await reader.say("15 May 2013", "Thank you")
            await editing.say("Rutte, Kenny", "When?")
            await editing.say("tomorrow", "Where?")
            line_shown = await editing.say("Dublin", "I would add")
            shown = await owner.hear("reports as wrong", within=30)
            await simulator.tap(shown, owner.id, "Change")
            await owner.hear("Write the date", since=shown)
        async with until_killed(bot):
            await owner.say("16 May 2013", "Accepted")
            await reader.hear("an editor accepted your correction", within=30)
            await simulator.tap(admin, owner.id, "Message all")
            await owner.hear("What shall I tell everybody?", since=shown)
            preview = await owner.say("No briefs on Sunday", "subscribers get this")
            await editing.tap(line_shown, "Add", "Added.")
        async with until_killed(bot):
            await owner.tap(preview, "Send", "On its way to 9 subscribers")
            await editing.tap(line_shown, "Undo", "Taken back")
            assert "Rutte – Kenny, " in str(await editing.say("/edits", "taken back"))
            for each in (new, leaving, reader):
                await each.hear("No briefs on Sunday", within=30)
        assert complaints(simulator.journal) == []
    finally:
        await simulator.stop()


async def reported(reader: Person, line: str, field: str) -> Json:
    """A report of one line of a brief, up to the question for the reader's words."""
    brief = await reader.say("/brief", "[1]")
    which = await _next(reader, brief, "Wrong?", "Which line is wrong")
    assert any(line in label for row in labels(which) for label in row)
    fields = await _next(reader, which, line, "What is wrong")
    return await _next(reader, fields, field, "Write the date")


async def _next(person: Person, message: Json, label: str, containing: str) -> Json:
    await person.simulator.tap(message, person.id, label)
    return await person.hear(containing, since=message)
