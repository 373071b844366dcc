"""Evidence and corrections: from a wrong line to the editor's verdict, and what follows from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from briefs.agenda.entries import derive_entry
from briefs.model.agenda import AgendaEntry, Contribution
from tests.agendas import article, founding_agenda
from tests.handlers.founding import ANNA, MARC, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio(loop_scope="module")


def told_twice(meeting: AgendaEntry) -> AgendaEntry:
    """The meeting with a second report, so that it can be split."""
    (first,) = meeting.contributions
    known_at = first.received_at - timedelta(days=2)
    second = Contribution(article("a9", source="Ria"), first.entry, known_at)
    return derive_entry(meeting.id, (replace(first, received_at=known_at), second))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    meeting, *others = founding_agenda()
    folder = tmp_path_factory.mktemp("correcting") / "data"
    async with founding_scene(folder, agenda=(told_twice(meeting), *others)) as found:
        await found.say("/start", "subscribed", who=MARC)
        yield found


async def reported(scene: Scene, line: str, what: str, said: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Marc's brief with the line he calls wrong, and what the editor is shown of it."""
    brief = await scene.say("/brief", "[1]", who=MARC)
    which = await scene.tap(brief, "Wrong?", "Which line is wrong", who=MARC)
    fields = await scene.tap(which, line, "What is wrong", who=MARC)
    since = scene.last(ANNA)
    await scene.tap(fields, what, who=MARC)
    await scene.say(said, "Thank you", who=MARC)
    return brief, await scene.simulator.wait_for(ANNA, "reports as wrong", since=since, within=30)


async def test_an_accepted_date_holds_and_is_told_everywhere(scene: Scene) -> None:
    brief, shown = await reported(scene, "Netanyahu", "The date", "15 мая 2013")
    assert "it would become: Wed 15 May" in words(shown)
    since = scene.last(MARC)
    await scene.press(shown, "Accept")
    await scene.edited(shown, "Accepted:")
    await scene.simulator.wait_for(MARC, "an editor accepted your correction", since=since, within=30)
    amended = await scene.edited(brief, "corrected; was Tue 14 May")
    assert words(amended).startswith("TODAY, Tue 14 May 2013\nPutin – Netanyahu")
    assert labels(amended) == labels(brief)
    again = await scene.say("/brief", "CORRECTED", who=MARC)
    assert words(again).startswith("CORRECTED")
    refuse = next(one for row in shown["reply_markup"]["inline_keyboard"] for one in row if one["text"] == "Refuse")
    late = scene.simulator.people.press(ANNA, ANNA, shown["message_id"], refuse["callback_data"])
    assert "already" in (await late.answered)["text"]


async def test_everybody_who_was_told_the_line_sees_it_corrected(scene: Scene) -> None:
    elsewhere = await scene.say("/brief", "[1]", who=ANNA)
    brief, shown = await reported(scene, "conference on Syria", "The place", "Geneva")
    await scene.press(shown, "Accept")
    for sent in (brief, elsewhere):
        assert "Geneva" in words(await scene.edited(sent, "Geneva"))
    _, shown = await reported(scene, "Ban", "The place", "Sochi")
    await scene.press(shown, "Accept")
    again = await scene.edited(elsewhere, "Ban Ki-moon to Sochi")
    assert "Geneva" in words(again), "a second correction leaves the first one standing"


async def test_a_refusal_is_told_and_changes_nothing(scene: Scene) -> None:
    brief, shown = await reported(scene, "Obama", "The place", "Boston")
    since = scene.last(MARC)
    await scene.press(shown, "Refuse")
    await scene.simulator.wait_for(MARC, "left it as it is", since=since, within=30)
    assert "corrected" not in words(brief).split("Cameron")[1].split("[4]")[0]


async def test_words_that_are_no_date_are_left_to_the_editor(scene: Scene) -> None:
    _, shown = await reported(scene, "Ban", "The date", "not then")
    assert "Accept" not in labels(shown)
    await scene.tap(shown, "Change", "Write the date")
    await scene.say("whenever", "cannot make a date")
    await scene.say("17 May 2013", "Accepted")


async def test_what_did_not_happen_is_struck_out(scene: Scene) -> None:
    brief, shown = await reported(scene, "Kerry", "It did not happen", "He was in Rome all week.")
    await scene.press(shown, "Accept")
    assert "struck out by an editor" in words(await scene.edited(brief, "struck out"))


async def test_an_editor_splits_what_is_not_one_event(scene: Scene) -> None:
    _, shown = await reported(scene, "Netanyahu", "Not one event", "Sochi and Moscow are two meetings.")
    await scene.press(shown, "Accept")
    chosen = await scene.edited(shown, "Which articles")
    await scene.press(chosen, "Ria")
    chosen = await scene.edited(chosen, "✓ Ria")
    await scene.press(chosen, "Split")
    await scene.edited(chosen, "Accepted:")


async def test_second_thoughts_and_the_queue(scene: Scene) -> None:
    brief = await scene.say("/brief", "[1]", who=MARC)
    which = await scene.tap(brief, "Wrong?", "Which line is wrong", who=MARC)
    fields = await scene.tap(which, "Cameron", "What is wrong", who=MARC)
    asked = await scene.tap(fields, "The people", "Write all names", who=MARC)
    await scene.press(asked, "Cancel", who=MARC)
    await scene.edited(asked, "nothing was reported")
    assert "No correction waits" in words(await scene.say("/corrections", "waits"))
    assert "may not" in words(await scene.say("/corrections", who=MARC))


async def test_evidence_shows_sentences_and_history(scene: Scene) -> None:
    brief = await scene.say("/brief", "[1]", who=MARC)
    which = await scene.tap(brief, "Evidence", "Which line", who=MARC)
    assert "“" in words(await scene.tap(which, "Ban", "Al Arabiya", who=MARC))
