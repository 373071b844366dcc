"""Updates by webhook: Telegram posts each to an address of ours, and counts it as delivered when we answer 200.

The answer waits until the inbox has the update on the disk, so a crash before it makes Telegram post it again. Only
requests with the secret that Telegram was told are believed (ADR 0055). TLS is the reverse proxy's.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

import orjson
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.config import TelegramConfig
from bot.delivery.inbox import Inbox
from briefs.errors import ConfigError

log = logging.getLogger("attache.inbox")

_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST_UPDATE = 2**20
_LAST_ONES_WITHIN = 5.0
_CONNECTIONS = 40
"""How many updates Telegram may post side by side, its own default."""


class Webhook:
    """The address that updates are posted to, open from `start` to `stop`.

    It is `[telegram] webhook_url` for Telegram and the same path on `webhook_listen`:`webhook_port` here. Without a
    `webhook_secret` each start makes one: Telegram is told the new one before it posts anything more.
    """

    def __init__(self, bot: Bot, inbox: Inbox, telegram: TelegramConfig) -> None:
        if not telegram.webhook_url:
            raise ConfigError("config.toml", "telegram.webhook_url", "the https address that reaches webhook_port")
        self._bot, self._inbox, self._telegram = bot, inbox, telegram
        self._secret = telegram.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        self._runner: web.AppRunner | None = None

    async def start(self, kinds: Sequence[str]) -> None:
        """Listen, then have Telegram post these kinds of updates; what waited there comes at once.

        Raises ConfigError when the port is taken or Telegram does not take the address, telegram.error.NetworkError
        when it cannot be reached; both leave nothing open that `stop` would not close, and `start` may be tried again.
        """
        if self._runner is None:
            await self._listen()
        try:
            await self._bot.set_webhook(
                self._telegram.webhook_url,
                allowed_updates=list(kinds),
                secret_token=self._secret,
                max_connections=_CONNECTIONS,
                drop_pending_updates=False,
            )
        except BadRequest as error:
            raise ConfigError(
                "config.toml", "telegram.webhook_url", f"an address that Telegram takes ({error.message})"
            ) from error

    async def stop(self) -> None:
        """Close the address; what comes meanwhile waits at Telegram. Idempotent."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _listen(self) -> None:
        application = web.Application(client_max_size=_LARGEST_UPDATE)
        application.router.add_post(urlsplit(self._telegram.webhook_url).path or "/", self._receive)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_LAST_ONES_WITHIN)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._telegram.webhook_listen, self._telegram.webhook_port).start()
        except OSError as error:
            await runner.cleanup()
            raise ConfigError(
                "config.toml",
                "telegram.webhook_port",
                f"a free port on {self._telegram.webhook_listen} ({error.strerror})",
            ) from error
        self._runner = runner

    async def _receive(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_SECRET, "").encode(), self._secret.encode()):
            raise web.HTTPForbidden
        try:
            raw = orjson.loads(await request.read())
        except orjson.JSONDecodeError as error:
            raise web.HTTPBadRequest from error
        if not isinstance(raw, dict):
            raise web.HTTPBadRequest
        update = self._understood(raw)
        if update is not None:
            await self._inbox.put(update)
        return web.Response()

    def _understood(self, raw: dict[str, object]) -> Update | None:
        """The update; None for one that python-telegram-bot cannot read, which posting it again would not change."""
        try:
            return Update.de_json(raw, self._bot)
        except (AttributeError, KeyError, TypeError, ValueError):
            log.exception("update %s cannot be read and is left out", raw.get("update_id"))
            return None
