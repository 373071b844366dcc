"""Following: what a watch takes, what can be changed about it, and the alerts that come of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import pytest_asyncio

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from briefs.model.agenda import Change, LedgerLine
from briefs.model.window import Precision, Window
from tests.agendas import LAVROV, NETANYAHU, article, day, entry, founding_agenda
from tests.handlers.founding import ANNA, MARC, NO_LIMITS, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with founding_scene(tmp_path_factory.mktemp("watching") / "data") as found:
        yield found


async def test_a_watch_shows_what_it_takes_and_can_be_narrowed(scene: Scene) -> None:
    await scene.say("/watch Russian", "Following Russia:")
    panel = await scene.say("/watch russia", "You follow Russia")
    assert "On the agenda now" in words(panel)
    assert "✓ Any mention" in labels(panel)
    assert {"✓ New", "✓ Moved", "✓ Cancelled", "✓ Held", "Overdue", "An hour before"} <= set(labels(panel))
    await scene.press(panel, "Only participants")
    panel = await scene.edited(panel, "✓ Only participants")
    await scene.press(panel, "Overdue")
    panel = await scene.edited(panel, "✓ Overdue")
    await scene.press(panel, "Always a line")
    await scene.edited(panel, "✓ Always a line")
    listed = await scene.say("/watching", "You follow")
    assert "📌 Russia" in words(listed)


async def test_a_misspelled_name_is_offered_as_it_is_known(scene: Scene) -> None:
    offered = await scene.say("/watch Netanjaho", "Did you mean")
    assert labels(offered) == ["Benjamin Netanyahu", "Follow “Netanjaho” as it is"]
    panel = await scene.tap(offered, "Benjamin Netanyahu", "Following Benjamin Netanyahu")
    assert "Putin – Netanyahu" in words(panel).replace("Benjamin ", "").replace("Vladimir ", "")
    again = await scene.tap(offered, "Benjamin Netanyahu", "You follow")
    assert "Benjamin Netanyahu" in words(again)


async def test_what_is_not_known_yet_can_be_followed(scene: Scene) -> None:
    panel = await scene.say("/watch Zanzibar", "Following Zanzibar")
    assert "Nothing on the agenda matches it yet" in words(panel)
    gone = await scene.say("/unwatch zanzibar", "not followed any more")
    back = await scene.tap(gone, "Undo", "Following Zanzibar")
    await scene.tap(back, "Unfollow", "not followed any more")
    stale = await scene.press(back, "Always a line")
    assert "not followed here any more" in stale["text"]


async def test_words_that_lack_their_name(scene: Scene) -> None:
    assert "For example" in words(await scene.say("/watch", "What should I follow"))
    which = await scene.say("/unwatch", "Which one?")
    assert "Russia" in labels(which)
    wrong = await scene.say("/unwatch Bolivia", "not followed here")
    assert "Russia" in labels(wrong)


async def test_who_is_not_subscribed_is_told_how(scene: Scene) -> None:
    assert "/start" in words(await scene.say("/watch Syria", "not subscribed", who=MARC))


async def test_alerts_tell_what_happened_and_can_be_muted(scene: Scene) -> None:
    await scene.house.delivery.look_for_alerts()
    await scene.say("/watch Lavrov", "Following")
    now = scene.clock.now()
    cited = article("b1", source="Ria", published=(now - timedelta(minutes=5)).isoformat())
    meeting = entry(
        "lavrov-1", "talks", (LAVROV, NETANYAHU), day("2013-05-20"), place="Moscow, Russia", cited=cited, received=now
    )
    others = [replace(meeting, id=f"lavrov-{number}") for number in (2, 3)]
    since = scene.last(ANNA)
    await scene.shelve(meeting)
    await scene.house.delivery.look_for_alerts()
    alert = await scene.simulator.wait_for(ANNA, "You follow", since=since, within=45)
    assert "Lavrov" in words(alert)
    assert "(new)" in words(alert)
    assert labels(alert)[:4] == ["Evidence", "Calendar", "Wrong?", "Mute event"]
    assert "No more alerts" in (await scene.press(alert, "Mute event"))["text"]
    moved_on = Window(date(2013, 5, 22), date(2013, 5, 22), Precision.DAY)
    line = LedgerLine(now, Change.WINDOW, meeting.window.iso(), moved_on.iso())
    since = scene.last(ANNA)
    await scene.shelve(replace(meeting, window=moved_on, ledger=(line,), changed_at=now), *others)
    await scene.house.delivery.look_for_alerts()
    flood = await scene.simulator.wait_for(ANNA, "You follow", since=since, within=45)
    assert "moved" not in words(flood)
    which = await scene.tap(flood, "Mute event", "about which event")
    assert len(labels(which)) == 2
    await scene.tap(flood, "Unfollow: Lavrov", "not followed any more")


async def test_buttons_work_after_a_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("again") / "data"
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock, limits=NO_LIMITS)
    try:
        async with founding_scene(folder, simulator=simulator) as before:
            await before.shelve(*founding_agenda())
            await before.say("/start", "subscribed")
            panel = await before.say("/watch Syria", "Following Syria")
        async with founding_scene(folder, simulator=simulator) as after:
            await after.press(panel, "Moved")
            panel = await after.edited(panel, "'Moved'")
            await after.tap(panel, "Unfollow", "not followed any more")
    finally:
        await simulator.stop()
