"""Alerts that the clock alone makes: within the hour of an event, and when its day has passed without a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import RehearsalClock
from bot.delivery.alerts import GATHER
from bot.demo.running import DEMO_START, start_simulator
from tests.agendas import LAVROV, NETANYAHU, article, day, entry, founding_agenda
from tests.handlers.founding import ANNA, MARC, NO_LIMITS, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio
EVENING = datetime.fromisoformat("2013-05-14T18:20:00+04:00")
NEXT_DAY = datetime.fromisoformat("2013-05-15T05:00:00+04:00")
TALKS = replace(
    entry(
        "lavrov-tonight",
        "talks",
        (LAVROV, NETANYAHU),
        day("2013-05-14"),
        place="Moscow, Russia",
        cited=article("l1", source="Ria", published="2013-05-13T08:00:00+04:00"),
        received=DEMO_START - timedelta(days=1),
    ),
    time="15:00 GMT",
)


async def test_the_hour_before_and_the_day_after(tmp_path: Path) -> None:
    simulator = await start_simulator(RehearsalClock(DEMO_START), limits=NO_LIMITS)
    folder = tmp_path / "data"
    try:
        async with founding_scene(folder, simulator=simulator) as scene:
            await scene.shelve(*founding_agenda(), TALKS)
            await scene.say("/start", "subscribed")
            await scene.say("/start", "subscribed", who=MARC)
            for who in (ANNA, MARC):
                panel = await scene.say("/watch Lavrov", "Following", who=who)
            await scene.press(panel, "An hour before", who=MARC)
            await scene.edited(panel, "✓ An hour before")
            await scene.press(panel, "Overdue", who=MARC)
            await scene.edited(panel, "✓ Overdue")
            await scene.house.delivery.look_for_alerts()
        async with founding_scene(folder, simulator=simulator, at=EVENING) as scene:
            alert = await told(scene, "within the hour")
            assert "19:00 Moscow (15:00 UTC)" in words(alert)
            assert labels(alert) == ["Evidence", "Calendar", "Wrong?", "Mute event", "Unfollow"]
        async with founding_scene(folder, simulator=simulator, at=NEXT_DAY) as scene:
            overdue = await told(scene, "(no report that it was held)")
            assert "planned Tue 14 May (yesterday); no report that it was held" in words(overdue)
        assert len([one for one in simulator.sent(MARC) if "You follow Lavrov (" in words(one)]) == 2, "each once"
        assert not any("You follow Lavrov (" in words(one) for one in simulator.sent(ANNA)), "who did not ask for them"
    finally:
        await simulator.stop()


async def told(scene: Scene, containing: str) -> dict[str, object]:
    """Marc's alert with these words."""
    delivery = scene.house.delivery
    await delivery.look_for_alerts()
    gathered = scene.clock.now() + GATHER
    await scene.simulator.wait_until(lambda: scene.clock.now() > gathered, within=20)
    delivery.wake()
    return await scene.simulator.wait_for(MARC, containing, within=45)
