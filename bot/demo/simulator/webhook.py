"""Delivery of updates to a webhook on this machine: in order per chat, in parallel between chats, retried."""

from __future__ import annotations

import asyncio
import json
from time import monotonic
from typing import Any

import aiohttp

from bot.demo.simulator.calling import Caller
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.receiving import on_this_machine
from bot.demo.simulator.parameters import Parameters

Json = dict[str, Any]
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_TIMEOUT = aiohttp.ClientTimeout(total=60)


class WebhookDelivery:
    """Runs beside the server for as long as it does; idle unless a webhook is set."""

    def __init__(self, cloud: Cloud, caller: Caller) -> None:
        self.cloud, self.caller = cloud, caller
        self._under_way: dict[object, asyncio.Task[None]] = {}
        self._pauses: dict[object, tuple[float, float]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        updates = self.cloud.updates
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            try:
                while True:
                    updates.arrived.clear()
                    if updates.webhook_url:
                        self._start_due(session)
                    waiting = asyncio.ensure_future(updates.arrived.wait())
                    await asyncio.wait(
                        {waiting, *self._under_way.values()},
                        return_when=asyncio.FIRST_COMPLETED,
                        timeout=_FIRST_PAUSE if self._pauses else None,
                    )
                    waiting.cancel()
                    self._under_way = {key: task for key, task in self._under_way.items() if not task.done()}
            finally:
                for task in self._under_way.values():
                    task.cancel()
                await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def _start_due(self, session: aiohttp.ClientSession) -> None:
        seen: set[object] = set()
        for _, update in self.cloud.updates.pending:
            key = _order_key(update)
            if key in seen or key in self._under_way:
                continue
            seen.add(key)
            if len(self._under_way) >= self.cloud.updates.webhook_connections:
                break
            if self._pauses.get(key, (0.0, 0.0))[0] > monotonic():
                continue
            self._under_way[key] = asyncio.create_task(self._deliver(session, key, update))

    async def _deliver(self, session: aiohttp.ClientSession, key: object, update: Json) -> None:
        updates = self.cloud.updates
        url, headers = updates.webhook_url, {}
        if updates.webhook_secret:
            headers[_SECRET_HEADER] = updates.webhook_secret
        try:
            if not on_this_machine(url):
                raise ConnectionError("Connection refused")
            async with session.post(url, json=update, headers=headers) as response:
                body = await response.read()
                if response.status // 100 != 2:
                    raise ConnectionError(f"Wrong response from the webhook: {response.status} {response.reason}")
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
            reason = str(error) or "Read timeout expired"
            updates.webhook_error = (int(self.cloud.now().timestamp()), reason)
            pause = min(self._pauses.get(key, (0.0, _FIRST_PAUSE / 2))[1] * 2, _LONGEST_PAUSE)
            self._pauses[key] = (monotonic() + pause, pause)
            return
        self._pauses.pop(key, None)
        updates.remove(update["update_id"])
        await self._call_in_answer(body)

    async def _call_in_answer(self, body: bytes) -> None:
        """A webhook may answer with a method to call."""
        try:
            asked = json.loads(body) if body.strip() else None
        except ValueError:
            return
        if isinstance(asked, dict) and isinstance(asked.get("method"), str):
            name = asked.pop("method")
            await self.caller.call(name, Parameters(asked), monotonic())


def _order_key(update: Json) -> object:
    for kind, content in update.items():
        if kind == "update_id":
            continue
        chat = content.get("chat") or content.get("message", {}).get("chat") or content.get("from", {})
        return chat.get("id")
    return None
