"""/settings: one message, edited by its buttons."""

from __future__ import annotations

from datetime import time

import pytest

from briefs.model.subscriber import Length, Settings
from handlers.exchange import Where
from tests.app.conftest import Stage
from tests.handlers.people import Person, labels

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def settings_of(stage: Stage, person: Person) -> Settings:
    found = await stage.house.desk.subscriptions.find(Where(person.id))
    assert found is not None
    return found.settings


async def test_everything_is_told_and_changed(stage: Stage) -> None:
    nina = Person(stage)
    await nina.say("/settings", "You are not subscribed")
    await nina.say("/start", "You are subscribed")
    shown = await nina.say("/settings", "Length: standard")
    assert "Sections: changes, today, next 7 days, later, conferences, held" in shown["text"]
    assert labels(shown)[0] == ["Short", "✓ Standard", "Full"]
    shown = await nina.tap(shown, "Short", "Length: short")
    shown = await nina.tap(shown, "Silent", "Silent delivery: on")
    shown = await nina.tap(shown, "In the news", "Also in the news: on")
    sections = await nina.tap(shown, "Sections")
    sections = await nina.tap(sections, "✓ Held", "Sections: changes, today, next 7 days, later, conferences\n")
    shown = await nina.tap(sections, "Back")
    nights = await nina.tap(shown, "Quiet hours")
    shown = await nina.tap(nights, "22:00–07:00", "Quiet hours: 22:00–07:00")
    assert await settings_of(stage, nina) == Settings(
        length=Length.SHORT,
        sections=("changed", "today", "coming", "later", "conferences"),
        silent=True,
        quiet=(time(22), time(7)),
        language="en",
        also_in_the_news=True,
    )


async def test_quiet_hours_in_words(stage: Stage) -> None:
    nina = Person(stage)
    await nina.say("/start", "You are subscribed")
    nights = await nina.tap(await nina.say("/settings", "Quiet hours: none"), "Quiet hours")
    await nina.simulator.tap(nights, nina.id, "Other hours")
    await nina.hear("From when to when")
    await nina.say("at night", "Say from when to when")
    await nina.say("9pm to 6.30am", "Quiet hours: 21:00–06:30")
    await nina.simulator.tap(nights, nina.id, "No quiet hours")
    assert (await settings_of(stage, nina)).quiet is None


async def test_one_section_stays_and_old_buttons_say_so(stage: Stage) -> None:
    nina = Person(stage)
    await nina.say("/start", "You are subscribed")
    shown = await nina.tap(await nina.say("/settings", "Sections"), "Sections")
    for section in ("changes", "today", "next 7 days", "later", "conferences"):
        shown = await nina.tap(shown, f"✓ {section.capitalize()}")
    assert "One section must stay" in await nina.notice(shown, "✓ Held")
    assert (await settings_of(stage, nina)).sections == ("held",)
    assert "too old" in await nina.press_old(shown, "1:set:colour:blue")


async def test_russian_from_the_first_word_and_english_on_request(stage: Stage) -> None:
    nina = Person(stage, language="ru")
    await nina.say("/start", "Вы подписаны")
    shown = await nina.say("/settings", "Настройки")
    choices = await nina.tap(shown, "Язык")
    assert ["English", "✓ Русский"] in labels(choices)
    await nina.tap(choices, "English", "Settings")
    await nina.say("/schedule", "Next brief")
    assert (await settings_of(stage, nina)).language == "en"
