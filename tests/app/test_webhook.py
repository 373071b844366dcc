"""`[telegram] mode = "webhook"`: the whole bot, with updates posted to it."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from pathlib import Path

from bot.app import open_house, serve
from bot.clock import RehearsalClock
from bot.config import load_config
from bot.demo.running import DEMO_START, OWNER_ID, bot_settings, start_simulator
from tests.app.conftest import running


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_a_bot_that_is_told_by_webhook_loses_nothing_over_a_restart(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START + timedelta(minutes=1))
    simulator = await start_simulator(clock)
    port = free_port()
    settings = {
        "ATTACHE_TELEGRAM_MODE": "webhook",
        "ATTACHE_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/attache",
        "ATTACHE_TELEGRAM_WEBHOOK_PORT": str(port),
        "ATTACHE_READING_PROCESSES": "1",
    }
    try:
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings) as stage:
            assert "subscribed" in await stage.say("/start", containing="subscribed")
        simulator.people.say(OWNER_ID, OWNER_ID, "/schedule 07:30 Europe/Berlin")  # while nobody listens
        async with running(tmp_path / "data", simulator, clock, samples=False, settings=settings):
            await simulator.wait_for(OWNER_ID, "Berlin", since=2, within=30)
        assert simulator.journal.of("getUpdates") == []
    finally:
        await simulator.stop()


async def test_stopping_does_not_wait_for_a_telegram_that_is_out_of_reach(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock)
    config = load_config(None, {**bot_settings(simulator, tmp_path / "data"), "ATTACHE_READING_PROCESSES": "1"})
    await simulator.stop()
    stop = asyncio.Event()
    async with open_house(config, clock, config.telegram.read_token()) as house:
        serving = asyncio.create_task(serve(config, house, stop))
        await asyncio.sleep(0.3)
        assert not serving.done()
        stop.set()
        async with asyncio.timeout(5):
            await serving
