"""Asking: names, countries and dates in a person's words; pages; evidence; pictures; calendars."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from tests.agendas import founding_agenda
from tests.handlers.founding import ANNA, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("asking") / "data"
    meeting, *others = founding_agenda()
    many = [replace(meeting, id=f"copy-{number}", topic="gas") for number in range(60)]
    async with founding_scene(folder, agenda=(meeting, *others, *many)) as found:
        yield found


async def test_plain_questions(scene: Scene) -> None:
    conference = await scene.say("when is the Syria conference?", "conference on Syria")
    assert "early June" in words(conference)
    held = await scene.say("did Kerry meet Putin?", "Kerry – Putin")
    assert words(held).startswith("John Kerry · Vladimir Putin")
    assert "Sochi" in words(await scene.say("what is on today?", "Tue 14 May"))
    assert "did not" not in words(await scene.say("who is Netanjaho meeting?", "Did you mean"))


async def test_courtesies_and_rubbish_get_a_word_and_no_brief(scene: Scene) -> None:
    assert words(await scene.say("thank you so much!")) == "You are welcome."
    assert "who is Putin meeting" in words(await scene.say("Hello"))
    assert "/help" in words(await scene.say("ok 👍"))
    assert "I understand words" in words(await scene.say("🙂🙂"))
    rubbish = await scene.say("qwertz uiop")
    assert words(rubbish).startswith("I know nothing of “qwertz uiop” yet.")
    assert "Nothing found" not in words(rubbish)


async def test_a_name_that_was_meant_is_a_tap_away(scene: Scene) -> None:
    offered = await scene.say("/meetings Netanjaho", "Did you mean Benjamin Netanyahu")
    await scene.press(offered, "Benjamin Netanyahu")
    assert "Sochi" in words(await scene.edited(offered, "Sochi"))
    card = await scene.tap(await scene.say("/who Netanjaho", "Did you mean"), "Benjamin Netanyahu", "Prime Minister")
    assert "Israel" in words(card)
    assert "read nothing about" in words(await scene.say("/who Xyzzy", "Xyzzy"))


async def test_more_tells_what_was_left_out_and_back_returns(scene: Scene) -> None:
    first = await scene.say("/meetings gas", "[1]")
    assert "More" in labels(first)
    told = words(first)
    await scene.press(first, "More")
    second = await scene.edited(first, "'Back'")
    assert words(second) != told
    while "More" in labels(second):
        await scene.press(second, "More")
        second = await scene.changed(second)
    await scene.press(second, "Back")
    assert "'More'" in str(await scene.edited(first, "'More'"))


LONG = "could you please tell me whom the president of Russia, Vladimir Putin, is going to meet about gas, and when?"


async def test_a_question_too_long_for_a_button_has_its_pages_and_evidence(scene: Scene) -> None:
    first = await scene.say(LONG, "[1]")
    assert {"More", "Evidence"} <= set(labels(first))
    await scene.press(first, "More")
    second = await scene.edited(first, "'Back'")
    assert words(second) != words(first)
    await scene.press(second, "Back")
    await scene.changed(second)
    await scene.tap(first, "Evidence", "Which line")
    for data in [each["callback_data"] for row in first["reply_markup"]["inline_keyboard"] for each in row]:
        assert len(data.encode()) <= 64


async def test_what_a_brief_left_out_is_a_tap_away(scene: Scene) -> None:
    sent = await scene.say("/brief gas", "[1]")
    more = next(label for label in labels(sent) if "more" in label)
    assert more in words(sent), "the button says the number that the brief counts"
    rest = await scene.tap(sent, more, "Left out of the brief of Tue 14 May")
    assert {"More", "Evidence"} <= set(labels(rest))
    told = 0
    while True:
        told += words(rest).count("\nset; hour not stated")
        if "More" not in labels(rest):
            break
        await scene.press(rest, "More")
        rest = await scene.changed(rest)
    assert told == int(more.split()[0][1:])
    await scene.tap(rest, "Evidence")


async def test_lines_of_an_answer_have_their_evidence(scene: Scene) -> None:
    answer = await scene.say("did Kerry meet Putin?", "Kerry – Putin")
    proof = await scene.tap(answer, "Evidence", "Kerry and Cameron had each been")
    assert "Al Arabiya" in words(proof)


async def test_pictures_follow_the_text(scene: Scene) -> None:
    for asked in ("/who Putin", "/meetings", "/upcoming 60"):
        since = scene.last(ANNA)
        await scene.say(asked)
        if asked != "/upcoming 60":
            await scene.simulator.wait_for(ANNA, since=since, match=_is_picture, within=20)


async def test_the_calendar_understands_what_it_is_asked(scene: Scene) -> None:
    file = await scene.say("/calendar Syria June", "for your calendar")
    assert file["document"]["file_name"] == "attache.ics"
    assert "Syria" in words(file)
    assert "Nothing of that has a date" in words(await scene.say("/calendar Bolivia", "Bolivia"))


async def test_a_brief_on_a_word_says_what_it_understood(scene: Scene) -> None:
    assert words(await scene.say("/brief Kerry", "John Kerry"))
    await scene.say("/brief tomorrow", "Wed 15 May")


def _is_picture(message: dict[str, Any]) -> bool:
    return "photo" in message
