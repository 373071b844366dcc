"""Updates by webhook: who is believed, what is on the disk before the answer, and what a restart finds."""

from __future__ import annotations

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import MessageHandler, filters

from bot.config import TelegramConfig
from bot.delivery.service import Delivery
from bot.delivery.webhook import Webhook
from bot.demo.simulator import Simulator
from bot.demo.simulator.faults import Fault
from bot.store.api import Store
from bot.store.schema import UPDATES
from briefs.errors import ConfigError
from tests.delivery.rig import delivering

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "a-secret-of-ours"


def message(number: int, text: str = "hello") -> dict[str, Any]:
    chat = {"id": 7, "type": "private", "first_name": "Anna"}
    who = {"id": 7, "is_bot": False, "first_name": "Anna"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1368518400, "chat": chat, "from": who, "text": text},
    }


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings(port: int, secret: str = SECRET) -> TelegramConfig:
    return TelegramConfig(
        mode="webhook",
        webhook_url=f"http://127.0.0.1:{port}/told/attache",
        webhook_port=port,
        webhook_secret=SecretStr(secret),
    )


@asynccontextmanager
async def listening(delivery: Delivery, telegram: TelegramConfig) -> AsyncIterator[str]:
    webhook = Webhook(delivery.application.bot, delivery.inbox, telegram)
    await webhook.start(["message"])
    try:
        yield telegram.webhook_url
    finally:
        await webhook.stop()


async def post(url: str, body: object, **headers: str) -> int:
    content = io.BytesIO(json.dumps(body).encode())
    async with aiohttp.ClientSession() as session, session.post(url, data=content, headers=headers) as answer:
        return answer.status


def kept(store: Store) -> list[tuple[int, str]]:
    return [(each["update_id"], each["state"]) for each in store.table(UPDATES)]


async def test_an_update_is_on_the_disk_before_the_answer_and_survives(
    simulator: Simulator, tmp_path: Path, port: int
) -> None:
    async with (
        delivering(tmp_path, simulator.base_url, simulator.token) as delivery,
        listening(delivery, settings(port)) as url,
    ):
        # The application is not started: as if the process ended right after the answer.
        assert await post(url, message(1), **{HEADER: SECRET}) == 200
        assert await post(url, message(1), **{HEADER: SECRET}) == 200  # Telegram has not seen our answer
        assert await delivery.runner.run(kept) == [(1, "waiting")]
    heard: asyncio.Queue[str | None] = asyncio.Queue()

    async def hear(update: Update, context: object) -> None:
        assert update.effective_message is not None
        heard.put_nowait(update.effective_message.text)

    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        delivery.application.add_handler(MessageHandler(filters.TEXT, hear))
        await delivery.application.start()
        async with asyncio.timeout(5):
            assert await heard.get() == "hello"
        await delivery.application.stop()
        await delivery.inbox.settle()
        assert await delivery.runner.run(kept) == [(1, "done")]
    assert heard.empty()


@pytest.mark.parametrize("secret", [SECRET, ""], ids=["a secret of ours", "a secret made at the start"])
async def test_only_who_knows_the_secret_is_believed(
    simulator: Simulator, tmp_path: Path, port: int, secret: str
) -> None:
    async with (
        delivering(tmp_path, simulator.base_url, simulator.token) as delivery,
        listening(delivery, settings(port, secret)) as url,
    ):
        assert await post(url, message(1)) == 403
        assert await post(url, message(1), **{HEADER: "another"}) == 403
        assert await post(url, message(1), **{HEADER: "ä".encode().decode("latin-1")}) == 403
        told = simulator.cloud.updates.webhook_secret
        assert told
        assert await post(url, message(2), **{HEADER: told}) == 200
        assert await delivery.runner.run(kept) == [(2, "waiting")]


async def test_nonsense_is_refused_and_what_cannot_be_read_does_not_come_again(
    simulator: Simulator, tmp_path: Path, port: int
) -> None:
    async with (
        delivering(tmp_path, simulator.base_url, simulator.token) as delivery,
        listening(delivery, settings(port)) as url,
    ):
        assert await post(url, ["no update"], **{HEADER: SECRET}) == 400
        assert await post(url, {"update_id": 3, "message": "no message"}, **{HEADER: SECRET}) == 200
        assert await post(url, message(4, "x" * 2**21), **{HEADER: SECRET}) == 413
        assert await post(url.replace("/told", ""), message(5), **{HEADER: SECRET}) == 404
        assert await delivery.runner.run(kept) == []


async def test_a_port_that_is_taken_is_named(simulator: Simulator, tmp_path: Path, port: int) -> None:
    async with (
        delivering(tmp_path, simulator.base_url, simulator.token) as delivery,
        listening(delivery, settings(port)),
    ):
        with pytest.raises(ConfigError, match="webhook_port"):
            await Webhook(delivery.application.bot, delivery.inbox, settings(port)).start([])


async def test_an_address_that_telegram_refuses_is_named(simulator: Simulator, tmp_path: Path, port: int) -> None:
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        telegram = settings(port).model_copy(update={"webhook_url": "http://example.org/attache"})
        webhook = Webhook(delivery.application.bot, delivery.inbox, telegram)
        with pytest.raises(ConfigError, match="webhook_url"):
            await webhook.start([])
        await webhook.stop()
        with pytest.raises(ConfigError, match="webhook_url"):
            Webhook(delivery.application.bot, delivery.inbox, TelegramConfig(mode="webhook"))


async def test_it_can_be_started_again_when_telegram_is_back(simulator: Simulator, tmp_path: Path, port: int) -> None:
    async with delivering(tmp_path, simulator.base_url, simulator.token) as delivery:
        webhook = Webhook(delivery.application.bot, delivery.inbox, settings(port))
        simulator.cloud.faults.script("setWebhook", Fault("error_before"))
        with pytest.raises(NetworkError):
            await webhook.start(["message"])
        await webhook.start(["message"])
        assert await post(settings(port).webhook_url, message(1), **{HEADER: SECRET}) == 200
        await webhook.stop()
