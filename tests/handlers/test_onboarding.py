"""The first minute with the bot: three taps on one message, each with a way back."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from handlers.exchange import Where
from tests.app.conftest import Stage, running
from tests.handlers.people import Person, labels

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_three_taps_on_one_message(stage: Stage) -> None:
    anna = Person(stage)
    greeting = await anna.say("/start", "every line with its proof")
    assert "[1]\nEvidence\n1 " in greeting["text"], "one real line of the agenda, with its proof"
    assert "You are subscribed; your next brief comes in" in greeting["text"]
    assert any(label.startswith("Russia ") for row in labels(greeting) for label in row)
    assert labels(greeting)[-1] == ["Everything"]

    hours = await anna.tap(greeting, "Russia", "First comes: Russia.")
    assert hours["message_id"] == greeting["message_id"]
    assert labels(hours) == [["07:15", "12:00", "19:00"], ["Other city", "Back"]]
    assert "Moscow time" in hours["text"]

    done = await anna.tap(hours, "19:00", "19:00, every day, Moscow time")
    assert "Next brief at 19:00" in done["text"]
    assert labels(done) == [["Days", "Add 12:00", "Undo"]]
    subscriber = await stage.house.desk.subscriptions.find(Where(anna.id))
    assert subscriber is not None
    assert [f"{at:%H:%M}" for at in subscriber.schedule.times] == ["19:00"]
    assert [watch.word for watch in subscriber.watches] == ["Russia"]
    assert len(stage.simulator.sent(anna.id)) == 1, "the keyboards edit the one message"


async def test_second_thoughts(stage: Stage) -> None:
    anna = Person(stage)
    greeting = await anna.say("/start", "What should come first?")
    hours = await anna.tap(greeting, "Russia", "First comes")
    again = await anna.tap(hours, "Back", "What should come first?")
    assert labels(again) == labels(greeting)
    subscriber = await stage.house.desk.subscriptions.find(Where(anna.id))
    assert subscriber is not None
    assert subscriber.watches == ()
    hours = await anna.tap(again, "Everything", "Everything, then")
    done = await anna.tap(hours, "07:15", "07:15, every day")
    added = await anna.tap(done, "Add 19:00", "07:15, 19:00, every day")
    once = await anna.tap(added, "Undo", "07:15, every day")
    asked = await anna.tap(once, "Undo", "When should I brief you?")
    assert labels(asked)[0] == ["07:15", "12:00", "19:00"]
    done = await anna.tap(asked, "12:00", "12:00, every day")
    days = await anna.tap(done, "Days", "12:00, every day")
    assert labels(days)[-1] == ["Hours"]
    weekdays = await anna.tap(days, "Mon–Fri", "12:00, Mon–Fri")
    await anna.tap(weekdays, "Fri", "12:00, Mon–Thu")


async def test_another_city_typed_or_shared(stage: Stage) -> None:
    anna = Person(stage)
    greeting = await anna.say("/start", "What should come first?")
    hours = await anna.tap(greeting, "Everything", "When should I brief you?")
    await anna.simulator.tap(hours, anna.id, "Other city")
    await anna.hear("Which city are you in?")
    shown = anna.simulator.people.chat(anna.chat_id).keyboard
    assert shown is not None
    assert shown["keyboard"] == [[{"text": "Share my location", "request_location": True}]]
    await anna.say("Atlantropolis", "I know no place called “Atlantropolis”")
    in_cairo = await anna.say("Cairo", "Hours are Cairo time; it is 09:")
    done = await anna.tap(in_cairo, "12:00", "12:00, every day, Cairo time")
    assert "at 12:00" in done["text"]
    # and on the road: a location shared unasked
    anna.simulator.people.share_location(anna.chat_id, anna.id, 48.8566, 2.3522)
    moved = await anna.hear("It is Paris time where you are; your briefs come by Cairo time")
    assert labels(moved) == [["Paris time", "Keep Cairo"]]
    await anna.tap(moved, "Paris time", "12:00, every day, Paris time")
    anna.simulator.people.share_location(anna.chat_id, anna.id, 48.8566, 2.3522)
    await anna.hear("You are in Paris time already")


async def test_an_hour_of_ones_own_can_be_typed(stage: Stage) -> None:
    anna = Person(stage)
    await anna.tap(await anna.say("/start", "What should"), "Everything", "type an hour of your own")
    done = await anna.say("8.30", "08:30, every day")
    assert labels(done)[0][:2] == ["Days", "Add 19:00"]
    await anna.tap(done, "Undo", "When should I brief you?")
    await anna.say("Syria", "Syria")
    assert "Moscow time" in (await anna.say("/schedule", "Next brief"))["text"], "what is no hour is a question"


async def test_an_ambiguous_city_is_asked_back(stage: Stage) -> None:
    anna = Person(stage)
    hours = await anna.tap(await anna.say("/start", "What should"), "Everything", "When should")
    await anna.simulator.tap(hours, anna.id, "Other city")
    await anna.hear("Which city")
    which = await anna.say("Russia", "Which one?")
    assert labels(which)[0] == ["Russia: Moscow"]
    yekaterinburg = await anna.tap(which, "Yekaterinburg", "Hours are Yekaterinburg time")
    await anna.tap(yekaterinburg, "07:15", "07:15, every day, Yekaterinburg time")


async def test_start_again_greets_and_changes_nothing(stage: Stage) -> None:
    anna = Person(stage)
    await anna.say("/start", "What should come first?")
    before = await stage.house.desk.subscriptions.find(Where(anna.id))
    await anna.say("/start", "You are subscribed; the next brief comes")
    assert await stage.house.desk.subscriptions.find(Where(anna.id)) == before


async def test_a_deep_link_follows_at_once(stage: Stage) -> None:
    anna = Person(stage)
    hours = await anna.say("/start watch-north_korea", "First comes: North Korea.")
    assert labels(hours)[0] == ["07:15", "12:00", "19:00"]
    await anna.say("/start watch-syria", "Following Syria")
    subscriber = await stage.house.desk.subscriptions.find(Where(anna.id))
    assert subscriber is not None
    assert [watch.word for watch in subscriber.watches] == ["North Korea", "Syria"]


async def test_old_buttons_subscribe_nobody(stage: Stage) -> None:
    anna = Person(stage)
    greeting = await anna.say("/start", "What should come first?")
    hours = await anna.tap(greeting, "Everything", "When should")
    stopped = await anna.say("/stop", "Unsubscribed")
    assert "not subscribed" in await anna.notice(hours, "07:15")
    assert "too old" in await anna.press_old(hours, "0:hour:0715")
    assert "too old" in await anna.press_old(hours, "1:no-such-verb")
    await anna.simulator.tap(stopped, anna.id, "Subscribe again")
    await anna.hear("What should come first?", since=stopped)


async def test_first_brief_about_one_country_within_a_minute(tmp_path: Path) -> None:
    """Somebody new, at their own hour, with the clock of the demo: from /start to the brief."""
    clock = RehearsalClock(DEMO_START + timedelta(minutes=1, seconds=48))
    simulator = await start_simulator(clock)
    try:
        async with running(tmp_path / "data", simulator, clock) as stage:
            newcomer = Person(stage)
            painter = Person(stage)
            await painter.say("/start", "What should")
            await painter.tap(await painter.say("/settings", "Pictures: off"), "Pictures", "Pictures: on")
            began = time.monotonic()
            hours = await newcomer.tap(await newcomer.say("/start", "What should"), "Russia", "First comes: Russia")
            done = await newcomer.tap(hours, "12:00", "Next brief in one minute")
            brief = await newcomer.hear("12:00 Moscow ·", since=done, within=40)
            assert time.monotonic() - began < 60
            lines = brief["text"].splitlines()
            assert any(line.startswith("★") for line in lines), "the country's entries are marked and come first"
            await simulator.wait_for(painter.id, match=lambda message: "photo" in message, within=20)
    finally:
        await simulator.stop()


async def test_strangers_ask_for_access(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock)
    settings = {"ATTACHE_ACCESS_MODE": "approval", "ATTACHE_READING_PROCESSES": "1"}
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings) as stage:
            stranger, other = Person(stage), Person(stage)
            owner = Person(stage, user_id=501_000_001)
            empty = await owner.say("/start", "I have read no article yet. To begin")
            assert labels(empty)[0] == ["Sample articles"]
            refused = await stranger.say("/start", "answers those its owner let in")
            await stranger.tap(refused, "Request access", "I have asked the owner")
            request = await owner.hear("asks for access")
            assert "asked already" in await stranger.press_old(refused, "1:access")
            await owner.tap(request, "Let in", "is in")
            await stranger.hear("The owner let you in")
            welcome = await stranger.say("/start", "I have read no article yet; your briefs fill")
            assert labels(welcome) == [["Everything"]]
            refused = await other.say("/start", "let in")
            await other.tap(refused, "Request access", "I have asked")
            request = await owner.hear("asks for access", since=request)
            await owner.tap(request, "Refuse", "stays out")
            await other.hear("did not let you in")
            await other.say("/brief", "answers those its owner let in")
            begun = await owner.tap(empty, "Sample articles", "sample articles read", within=60)
            assert any(label.startswith("Russia ") for row in labels(begun) for label in row)
    finally:
        await simulator.stop()


async def test_the_first_owner_claims_the_bot_once(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock)
    announced: list[str] = []
    settings = {"ATTACHE_ACCESS_MODE": "approval", "ATTACHE_ACCESS_OWNERS": "[]", "ATTACHE_READING_PROCESSES": "1"}
    try:
        async with running(
            tmp_path / "data", simulator, clock, samples=False, settings=settings, announce=announced.append
        ) as stage:
            owner, thief = Person(stage), Person(stage)
            await simulator.wait_until(lambda: any("start=claim-" in line for line in announced))
            link = next(line for line in announced if "start=claim-" in line).partition("?start=")[2]
            await thief.say("/start claim-guess", "used already, or was never mine")
            await owner.say(f"/start {link}", "You own this bot now")
            await owner.hear("To begin, load the sample articles")
            scopes = {scope for scope, _ in simulator.cloud.profile.commands}
            assert f"chat:{owner.id}" in scopes
            await thief.say(f"/start {link}", "used already")
    finally:
        await simulator.stop()
