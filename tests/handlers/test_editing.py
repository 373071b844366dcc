"""An editor adds, joins, splits and corrects by hand, and takes it back; later articles and restarts change nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import pytest_asyncio

from bot.ingesting.shelf import StoredShelf
from bot.store.api import Store
from bot.store.schema import ENTRIES
from briefs.agenda.entries import derive_entry
from briefs.agenda.merging import merge_article
from briefs.composing.drafting import LONGEST
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Contribution
from briefs.model.subscriber import Role
from briefs.rendering.proof import proof_messages
from handlers.exchange import Question, Visitor, Where
from handlers.wording import wording_for
from tests.agenda.telling import told
from tests.agendas import article, founding_agenda
from tests.handlers.founding import ANNA, MARC, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOON = datetime(2013, 5, 14, 8, 12, tzinfo=UTC)
OWNER = Visitor(ANNA, "Anna", "en", Role.OWNER)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    meeting, *others = founding_agenda()
    (first,) = meeting.contributions
    second = Contribution(article("a9", source="Ria"), first.entry, first.received_at - timedelta(days=2))
    twice = derive_entry(meeting.id, (replace(first, received_at=second.received_at), second))
    folder = tmp_path_factory.mktemp("editing") / "data"
    async with founding_scene(folder, agenda=(twice, *others)) as found:
        await found.say("/start", "subscribed", who=MARC)
        yield found


async def agenda(scene: Scene, words_: str) -> list[AgendaEntry]:
    """What the agenda holds on these words."""
    return list(await scene.house.desk.editing.found(Where(ANNA), words_))


async def merged(scene: Scene, name: str, said: str, *, when: str = "2013-05-14") -> None:
    """An article comes in, as merging takes it."""
    kind, who, window, place = said.split(" | ")

    def work(store: Store) -> None:
        shelf = StoredShelf(store)
        with store.transaction():
            entry = told(kind, who, window, place=place)
            now = datetime(2013, 5, 14, 8, 20, tzinfo=UTC)
            shelf.apply(
                merge_article(shelf, article(name, published=f"{when}T08:00:00+00:00"), [entry], received_at=now)
            )

    await scene.house.runner.run(work)


async def test_one_line_is_shown_as_a_brief_would_and_added(scene: Scene) -> None:
    shown = await scene.say("/add meeting Merkel – Obama, Berlin, next Friday, on trade", "I would add")
    assert "Merkel – Obama, Berlin, on trade: planned Fri 24 May" in words(shown)
    assert "Meeting, Fri 24 May 2013 – right?" in words(shown)
    assert labels(shown) == ["Add", "Change", "Cancel"]
    await scene.press(shown, "Add")
    done = await scene.edited(shown, "Added.")
    assert labels(done) == ["Undo", "Evidence"]
    brief = await scene.say("/brief Merkel", "Merkel – Obama")
    assert "added by an editor, 14 May: “meeting Merkel – Obama, Berlin, next Friday, on trade”" in words(brief)
    proof = await scene.tap(done, "Evidence", "no article stands behind it")
    assert "added by Anna" in words(proof)
    assert "Anna" in words(proof)
    assert labels(proof) == ["Correct", "Join"]
    calendar = await scene.house.desk.answers.calendar(Where(ANNA), OWNER, "Merkel")
    assert b"Merkel" in calendar.content


async def test_step_by_step_with_what_is_not_understood_and_changes(scene: Scene) -> None:
    asked = await scene.say("/add", "What shall I put on the agenda")
    await scene.press(asked, "Conference")
    asked = await scene.edited(asked, "What is the conference called?")
    asked = await scene.say("Donors for Mali", "When?")
    assert "cannot make a date" in words(await scene.say("whenever", "date"))
    asked = await scene.say("3-4 июня", "Where?")
    await scene.press(asked, "Not stated")
    shown = await scene.edited(asked, "I would add")
    assert "Donors for Mali: planned" in words(shown)
    assert "Mon 3 Jun 2013 – Tue 4 Jun 2013 – right?" in words(shown)
    await scene.press(shown, "Change")
    fields = await scene.edited(shown, "What should be changed?")
    await scene.press(fields, "Where")
    await scene.edited(fields, "The town")
    shown = await scene.say("Брюссель", "Brussels")
    await scene.press(shown, "Change")
    fields = await scene.edited(shown, "What should be changed?")
    await scene.press(fields, "Status")
    statuses = await scene.edited(fields, "How does it stand?")
    await scene.press(statuses, "Proposed")
    shown = await scene.edited(statuses, "proposed")
    await scene.press(shown, "Add")
    await scene.edited(shown, "Added.")
    (entry,) = await agenda(scene, "Mali")
    assert (entry.name, entry.place, entry.status, entry.window.iso()) == (
        "Donors for Mali",
        "Brussels",
        "proposed",
        "2013-06-03/2013-06-04",
    )


async def test_second_thoughts_and_old_buttons_add_nothing(scene: Scene) -> None:
    shown = await scene.say("/add call Kerry, Lavrov, tomorrow", "I would add")
    await scene.press(shown, "Cancel")
    await scene.edited(shown, "nothing was added")
    add = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    late = scene.simulator.people.press(ANNA, ANNA, shown["message_id"], add)
    assert "too old" in (await late.answered)["text"]
    assert await agenda(scene, "Lavrov") == []
    shown = await scene.say("/add call Kerry, Lavrov, tomorrow", "I would add")
    newer = await scene.say("/add call Kerry, Lavrov, on 20 May", "I would add")
    old = scene.simulator.people.press(ANNA, ANNA, shown["message_id"], label="Add")
    assert "too old" in (await old.answered)["text"]
    await scene.press(newer, "Cancel")
    await scene.edited(newer, "nothing was added")


async def test_a_press_handled_twice_adds_once(scene: Scene) -> None:
    editing = scene.house.desk.editing
    draft = await editing.draft(Where(ANNA), "call Hollande, Rajoy, tomorrow")
    first, second = [await editing.add(Where(ANNA), OWNER, draft, key="pressed") for _ in range(2)]
    assert first == second
    assert len(await agenda(scene, "Hollande")) == 1


async def test_an_event_that_is_there_already_is_shown(scene: Scene) -> None:
    shown = await scene.say("/add Putin meets Netanyahu in Sochi today", "I would add")
    assert "The agenda has this already" in words(shown)
    await scene.tap(shown, "Evidence", "Ria")
    await scene.press(shown, "Cancel")


async def test_what_was_added_takes_in_what_articles_tell_and_can_be_taken_back(scene: Scene) -> None:
    shown = await scene.say("/add meeting Ann Lee – Bob Ray, 20 May", "I would add")
    await scene.press(shown, "Add")
    done = await scene.edited(shown, "Added.")
    (added,) = await agenda(scene, "Ann Lee")
    await merged(scene, "m1", "meeting | Ann Lee + Bob Ray | 2013-05-20 | Oslo")
    (entry,) = await agenda(scene, "Ann Lee")
    assert (entry.id, entry.place, entry.sources) == (added.id, "Oslo", 1)
    await scene.press(done, "Undo")
    await scene.edited(done, "Taken back")
    (left,) = await agenda(scene, "Ann Lee")
    assert [one.article.article_id for one in left.contributions] == ["m1"]
    late = scene.simulator.people.press(
        ANNA, ANNA, done["message_id"], done["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    )
    assert "taken back already" in (await late.answered)["text"]


async def test_two_entries_are_joined_and_parted_again(scene: Scene) -> None:
    for name, forum in (("j1", "Black Sea forum"), ("j2", "Grain producers congress")):
        await _shelve_conference(scene, name, forum)
    which = await scene.say("/join Black Sea", "Which one is it?")
    second = await scene.tap(which, "Black Sea", "With which one?")
    await scene.press(second, "Grain")
    preview = await scene.edited(second, "The two as one line")
    await scene.press(preview, "Join")
    done = await scene.edited(preview, "Joined.")
    (one,) = await agenda(scene, "Odessa")
    await _shelve_conference(scene, "j3", "Grain producers congress", status="postponed", when="2013-06-21")
    (later,) = await agenda(scene, "Odessa")
    assert (later.id, later.status) == (one.id, "postponed")
    seen = _events((await scene.house.desk.answers.calendar(Where(ANNA), OWNER, "Odessa")).content)
    assert seen[f"{one.id}@attache"][0] == "TENTATIVE"
    (gone,) = [uid for uid, (status, _) in seen.items() if status == "CANCELLED"]
    proof = await scene.tap(done, "Evidence", "joined with another entry by an editor")
    assert "Split" in labels(proof)
    await scene.press(done, "Undo")
    await scene.edited(done, "Taken back")
    assert len(await agenda(scene, "Odessa")) == 2
    back = _events((await scene.house.desk.answers.calendar(Where(ANNA), OWNER, "Odessa")).content)
    assert back[gone][0] != "CANCELLED"
    assert back[gone][1] > seen[gone][1]


async def test_the_other_of_two_is_found_by_words(scene: Scene) -> None:
    assert "Which entry" in words(await scene.say("/join", "Which entry"))
    assert "I find no entry" in words(await scene.say("xyzzy", "no entry"))
    which = await scene.say("Kerry", "Which one is it?")
    await scene.tap(which, "Kerry", "With which one?")
    found = await scene.say("Ban Ki-moon", "With which one?")
    await scene.press(found, "Ban")
    shown = await scene.edited(found, "The two as one line")
    await scene.press(shown, "Cancel")
    await scene.edited(shown, "nothing was changed")


async def test_a_field_is_corrected_without_a_report(scene: Scene) -> None:
    brief = await scene.say("/brief", "[1]", who=MARC)
    (entry,) = [one for one in await agenda(scene, "Netanyahu") if one.window.iso() == "2013-05-14"]
    proof = await scene.tap(await _evidence(scene, entry), "Correct", "What is wrong?")
    await scene.press(proof, "The place")
    await scene.edited(proof, "Where is it, then?")
    shown = await scene.say("Москва", "The line would be")
    assert "Moscow" in words(shown)
    await scene.press(shown, "Correct")
    done = await scene.edited(shown, "Corrected.")
    assert "Moscow" in words(await scene.edited(brief, "corrected; was Sochi"))
    await merged(scene, "c1", "meeting | Vladimir Putin + Benjamin Netanyahu | 2013-05-14 | Sochi")
    (later,) = [one for one in await agenda(scene, "Netanyahu") if one.id == entry.id]
    assert later.place == "Moscow"
    await scene.press(done, "Undo")
    await scene.edited(done, "Taken back")
    again = await scene.say("/brief", "taken back", who=MARC)
    assert "an editor’s correction taken back; was Moscow" in words(again)


async def test_a_line_is_struck_out_and_put_back(scene: Scene) -> None:
    (entry,) = await agenda(scene, "Ban")
    asked = await scene.tap(await _evidence(scene, entry), "Correct", "What is wrong?")
    await scene.press(asked, "It did not happen")
    shown = await scene.edited(asked, "Strike this line out?")
    await scene.press(shown, "Correct")
    await scene.edited(shown, "Corrected.")
    listed = await scene.say("/edits", "What you changed by hand")
    assert words(listed).splitlines()[1].startswith("1 corrected Ban Ki-moon")
    await scene.press(listed, "Undo 1")
    await scene.edited(listed, "Taken back")
    again = await scene.say("/edits", "taken back")
    assert "Undo 1" not in labels(again)
    assert len(await agenda(scene, "Ban")) == 1


async def test_an_entry_is_split_from_its_evidence(scene: Scene) -> None:
    (entry,) = [one for one in await agenda(scene, "Netanyahu") if len(one.contributions) > 1]
    chosen = await scene.tap(await _evidence(scene, entry), "Split", "Which articles")
    await scene.press(chosen, "Ria")
    chosen = await scene.edited(chosen, "✓ Ria")
    await scene.press(chosen, "Split")
    done = await scene.edited(chosen, "Split.")
    assert len(await agenda(scene, "Netanyahu")) == 2
    await scene.press(done, "Undo")
    await scene.edited(done, "Taken back")
    assert len(await agenda(scene, "Netanyahu")) == 1


async def test_editors_see_each_others_edits_and_one_join_is_made_once(scene: Scene) -> None:
    await scene.house.desk.office.admit(OWNER, MARC, Role.EDITOR)
    for name, forum in (("k1", "Steel forum"), ("k2", "Coal congress")):
        await _shelve_conference(scene, name, forum, place="Riga")
    previews = {}
    for who in (ANNA, MARC):
        which = await scene.say("/join Steel", "Which one is it?", who=who)
        second = await scene.tap(which, "Steel", "With which one?", who=who)
        await scene.press(second, "Coal", who=who)
        previews[who] = await scene.edited(second, "The two as one line")
    await scene.press(previews[ANNA], "Join")
    await scene.edited(previews[ANNA], "Joined.")
    late = await scene.press(previews[MARC], "Join", who=MARC)
    assert "is gone" in late["text"]
    own = await scene.say("/edits", "Nothing was changed by hand", who=MARC)
    await scene.press(own, "Everybody", who=MARC)
    everybody = await scene.edited(own, "by Anna")
    await scene.press(everybody, "Undo 1", who=MARC)
    await scene.edited(everybody, "Taken back")
    assert len(await agenda(scene, "Riga")) == 2
    await scene.house.desk.office.admit(OWNER, MARC, Role.READER)


async def test_who_is_no_editor_is_told_so(scene: Scene) -> None:
    for command in ("/add meeting A, B, today", "/join Putin", "/edits"):
        assert "You may not do that" in words(await scene.say(command, "may not", who=MARC))
    brief = await scene.say("/brief Cameron", "Cameron", who=MARC)
    proof = await scene.tap(brief, "Evidence", who=MARC)
    assert "Correct" not in labels(proof)


async def test_an_added_line_is_news_once_to_others(scene: Scene) -> None:
    shown = await scene.say("/add meeting Rutte, Kenny, tomorrow", "I would add")
    await scene.press(shown, "Add")
    await scene.edited(shown, "Added.")
    answer = await scene.house.desk.answers.ask(Where(MARC), OWNER, Question("Rutte"))
    (item,) = answer.brief.items
    assert item.entry.participants[1].name == "Kenny"


async def test_an_editor_forgotten_leaves_edits_without_a_name(tmp_path: Path) -> None:
    async with founding_scene(tmp_path / "data") as scene:
        shown = await scene.say("/add meeting Rutte, Kenny, tomorrow", "I would add")
        await scene.press(shown, "Add")
        await scene.edited(shown, "Added.")
        kept = await scene.house.desk.subscriptions.export(Where(ANNA), OWNER)
        assert b'"what": "added"' in kept
        line = (await agenda(scene, "Putin"))[0]
        await scene.house.desk.corrections.correct(OWNER, line.id, "place", "Kazan", key="pressed")
        await scene.house.desk.subscriptions.forget(Where(ANNA), OWNER)
        found = await scene.house.desk.editing.edits(OWNER, everybody=True)
        assert [edit.by for edit in found.edits] == ["", ""]
        stored = await scene.house.runner.run(lambda store: store.table(ENTRIES).all())
        assert "Anna" not in repr(stored)
        assert str(ANNA) not in repr(stored)
        [corrected] = [entry for entry in await agenda(scene, "Putin") if entry.id == line.id]
        assert corrected.place == "Kazan"
        told_by = proof_messages(corrected, wording_for("en"), today=date(2013, 5, 14), timezone="UTC")
        assert "an editor: corrected: Sochi" in " ".join(told_by)
        await scene.house.desk.editing.undo(OWNER, found.edits[0].number)
        assert (await agenda(scene, "Putin"))[0].place != "Kazan"


async def test_a_correction_in_words_must_amount_to_something_and_is_bounded(scene: Scene) -> None:
    await merged(scene, "b7", "meeting | Ann Lee + Bob Ray | 2013-05-20 | Oslo")
    (entry,) = await agenda(scene, "Lee")
    corrections = scene.house.desk.corrections
    for said, status in (("отменено", "cancelled"), ("put off", "postponed")):
        assert (await corrections.would_be(OWNER, entry.id, "status", said)).status == status
    with pytest.raises(RequestError, match="no status"):
        await corrections.would_be(OWNER, entry.id, "status", "green")
    with pytest.raises(RequestError, match="somebody"):
        await corrections.would_be(OWNER, entry.id, "people", "and with")
    assert len((await corrections.would_be(OWNER, entry.id, "name", "x" * 4000)).name) == LONGEST


async def _evidence(scene: Scene, entry: AgendaEntry) -> dict[str, object]:
    """The Evidence of an entry, as the editor sees it."""
    brief = await scene.say("/brief", "[1]")
    since = scene.last(ANNA)
    scene.simulator.people.press(ANNA, ANNA, brief["message_id"], f"1:proof:{entry.id}")
    return await scene.simulator.wait_for(
        ANNA, since=since, match=lambda one: "Correct" in str(one.get("reply_markup")), within=30
    )


async def _shelve_conference(
    scene: Scene, name: str, called: str, *, status: str = "planned", when: str = "2013-06-20", place: str = "Odessa"
) -> None:
    def work(store: Store) -> None:
        shelf = StoredShelf(store)
        with store.transaction():
            entry = told("conference", "", when, status, name=called, place=place)
            published = "2013-05-14T07:00:00+00:00" if status == "planned" else "2013-05-14T08:00:00+00:00"
            shelf.apply(merge_article(shelf, article(name, published=published), [entry], received_at=NOON))

    await scene.house.runner.run(work)


def _events(content: bytes) -> dict[str, tuple[str, int]]:
    """UID → status and SEQUENCE of a calendar's events."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]): (str(event["status"]), int(str(event["sequence"]))) for event in events}
