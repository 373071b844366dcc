"""/schedule, /pause, /resume and /stop: in words, by buttons, and when they are not understood."""

from __future__ import annotations

from datetime import time

import pytest

from briefs.model.subscriber import Subscriber
from handlers.exchange import Where
from tests.app.conftest import Stage
from tests.handlers.people import Person, labels

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def subscriber_of(stage: Stage, person: Person) -> Subscriber:
    found = await stage.house.desk.subscriptions.find(Where(person.id))
    assert found is not None
    return found


async def newcomer(stage: Stage) -> Person:
    person = Person(stage)
    await person.say("/start", "You are subscribed")
    return person


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("07:30 19:00 weekdays Europe/Moscow", "07:30, 19:00, Mon–Fri, Moscow time (now 1"),
        ("sun-thu 8am Cairo", "08:00, Sun–Thu, Cairo time"),
        ("19:00 every day", "19:00, every day, Moscow time"),
        ("mon wed 7.30pm", "19:30, Mon, Wed, Moscow time"),
        ("Paris", "Paris time"),
        ("8:00 UTC+3", "08:00, every day"),
    ],
)
async def test_a_schedule_in_words(stage: Stage, said: str, answered: str) -> None:
    nina = await newcomer(stage)
    answer = await nina.say(f"/schedule {said}", answered)
    assert "Next brief " in answer["text"]
    shown = await nina.say("/schedule", answered)
    assert labels(shown)[-1] == ["Other city", "Days"]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("25:00", "“25:00” is no time of day"),
        ("8:00 blubber", "“blubber” is no time, weekday or place"),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", "12 briefs a day are the most"),
    ],
)
async def test_what_is_not_understood_changes_nothing(stage: Stage, said: str, answered: str) -> None:
    nina = await newcomer(stage)
    before = await subscriber_of(stage, nina)
    await nina.say(f"/schedule {said}", answered)
    assert await subscriber_of(stage, nina) == before


async def test_hours_and_days_by_buttons(stage: Stage) -> None:
    nina = await newcomer(stage)
    await nina.say("/schedule 12:00", "12:00, every day")
    shown = await nina.say("/schedule", "12:00, every day")
    assert labels(shown)[0] == ["07:15", "✓ 12:00", "19:00"]
    both = await nina.tap(shown, "19:00", "12:00, 19:00, every day")
    await nina.press_old(both, "1:time:1900:on")
    assert (await subscriber_of(stage, nina)).schedule.times == (time(12), time(19)), "pressed twice, done once"
    one = await nina.tap(both, "✓ 12:00", "19:00, every day")
    assert "One hour must stay" in await nina.notice(one, "✓ 19:00")
    days = await nina.tap(one, "Days", "19:00, every day")
    assert labels(days)[:2] == [["✓ Mon", "✓ Tue", "✓ Wed", "✓ Thu"], ["✓ Fri", "✓ Sat", "✓ Sun"]]
    week = await nina.tap(days, "Sun–Thu", "19:00, Sun–Thu")
    back = await nina.tap(week, "Hours", "19:00, Sun–Thu")
    assert labels(back)[-1] == ["Other city", "Days"]
    await nina.say("/schedule mon", "19:00, Mon,")
    single = await nina.tap(await nina.tap(await nina.say("/schedule", "Mon,"), "Days"), "Sat", "Mon, Sat")
    single = await nina.tap(single, "✓ Sat", "19:00, Mon,")
    assert "One day must stay" in await nina.notice(single, "✓ Mon")


async def test_a_pause_and_its_end(stage: Stage) -> None:
    nina = await newcomer(stage)
    paused = await nina.say("/pause 3d", "Paused until Fri 17 May, 1")
    assert "after the pause, Fri 17 May" in (await nina.say("/schedule", "Next brief"))["text"]
    resumed = await nina.tap(paused, "Resume", "Here again")
    assert "the next one" in resumed["text"]
    await nina.say("/pause until Friday", "Paused until Fri 17 May, 00:00")
    await nina.say("/pause", "Paused until you say /resume")
    assert "briefs are paused" in (await nina.say("/start", "You are subscribed"))["text"]
    await nina.say("/resume", "Here again")
    await nina.say("/resume", "You were not paused")
    await nina.say("/pause never", "“never” is no length of time and no date")
    await nina.say("/pause 20 June", "Paused until Thu 20 Jun, 00:00")
    await nina.say("/pause for 400 days", "within a year")


async def test_stopping_keeps_what_was_chosen(stage: Stage) -> None:
    nina = await newcomer(stage)
    await nina.say("/schedule 07:30 weekdays", "07:30, Mon–Fri")
    await nina.say("/stop", "Unsubscribed")
    await nina.say("/schedule", "You are not subscribed")
    await nina.say("/pause", "You are not subscribed")
    await nina.say("/stop", "You are not subscribed")
    await nina.say("/start", "You are subscribed")
    await nina.say("/schedule", "07:30, Mon–Fri")


async def test_a_command_or_a_question_ends_the_search_for_a_city(stage: Stage) -> None:
    nina = await newcomer(stage)
    shown = await nina.say("/schedule", "Next brief")
    await nina.simulator.tap(shown, nina.id, "Other city")
    await nina.hear("Which city")
    await nina.say("Who is Putin meeting this week?", "Putin")
    await nina.simulator.tap(shown, nina.id, "Other city")
    await nina.say("/help", "Or just ask")
    await nina.say("Cairo", "Cairo")
    assert (await subscriber_of(stage, nina)).schedule.timezone == "Europe/Moscow"


async def test_two_people_in_one_group(stage: Stage) -> None:
    people = stage.simulator.people
    admin, member = Person(stage), Person(stage)
    group = people.add_chat("supergroup", "Desk", creator=admin.id, members=[member.id])
    people.add_bot(group.id, by=admin.id)
    boss = Person(stage, chat_id=group.id, user_id=admin.id)
    guest = Person(stage, chat_id=group.id, user_id=member.id)
    await boss.say("/start", "You are subscribed")
    shown = await boss.say("/schedule 12:00", "12:00, every day")
    assert "admins of this chat" in await guest.notice(shown, "19:00")
    await guest.say("/schedule 09:00", "admins of this chat")
    await boss.tap(shown, "19:00", "12:00, 19:00, every day")
    await boss.simulator.tap(shown, admin.id, "Other city")
    await boss.hear("Say it with the command")
