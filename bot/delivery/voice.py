"""The voice of the conversations (`handlers.desk.Voice`): what they say goes through the outbox, ahead of all else."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.clock import Clock
from bot.delivery.deliveries import Kind, NewDelivery
from bot.delivery.letters import letter_of
from bot.delivery.marking import Marks
from bot.delivery.outbox import Outbox
from bot.delivery.processing import handling
from bot.delivery.request import TelegramRequest
from bot.delivery.transport import inline_keyboard
from bot.delivery.turns import Priority, Turns
from handlers.exchange import Message, Offer, Where

log = logging.getLogger("attache.delivery")

_OF_USE_FOR = timedelta(hours=1)
_MOST_TRIES = 3
_HARMLESS = ("message is not modified", "query is too old", "query id is invalid", "message to edit not found")


class OutboxVoice:
    """Replies survive a crash, and a replayed update says nothing twice: a reply is named after what it answers."""

    def __init__(
        self,
        *,
        bot: Bot,
        request: TelegramRequest,
        marks: Marks,
        turns: Turns,
        clock: Clock,
        enqueued: Callable[[], None],
    ) -> None:
        self._base_url, self._request = bot.base_url, request
        self._marks, self._turns, self._clock, self._enqueued = marks, turns, clock, enqueued

    async def say(self, where: Where, message: Message, *, reply_to: int | None = None) -> None:
        """Queue a reply."""
        now, about = self._clock.now(), handling.get()
        name = f"update {about.update_id}#{about.count(where.subscriber_id)}" if about else f"said {uuid.uuid4()}"
        delivery = NewDelivery(
            subscriber_id=where.subscriber_id,
            chat_id=where.chat_id,
            topic_id=where.topic_id,
            kind=Kind.REPLY,
            slot=name,
            due_at=now,
            expires_at=now + _OF_USE_FOR,
        )
        letter = letter_of(message, reply_to=reply_to)
        await self._marks.make(lambda store: Outbox(store).enqueue_letter(delivery, letter, now=now))
        self._enqueued()

    async def edit(self, where: Where, message_id: int, message: Message, *, at_leisure: bool = False) -> None:
        """Replace a sent message; an unchanged one is left alone. Not kept for a restart: buttons work again."""
        priority = Priority.BROADCAST if at_leisure else Priority.REPLY
        body: dict[str, Any] = {
            "chat_id": where.chat_id,
            "message_id": message_id,
            "text": message.parts[0] if message.parts else "",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if message.keyboard:
            body["reply_markup"] = inline_keyboard(message.keyboard)
        for _ in range(_MOST_TRIES):
            async with self._turns.turn(where.chat_id, priority) as turn:
                try:
                    await self._call("editMessageText", body)
                except RetryAfter as error:
                    after = error.retry_after
                    self._turns.flooded(turn, after.total_seconds() if isinstance(after, timedelta) else after)
                else:
                    return
        log.warning("editMessageText was told to wait %d times and is given up", _MOST_TRIES)

    def keep_open(self, work: asyncio.Future[None]) -> None:
        """The update being handled counts as handled when `work` is done; killed before, it is heard again."""
        about = handling.get()
        if about is not None:
            about.work.append(work)

    async def offer(
        self, query_id: str, offers: Sequence[Offer], *, cache_seconds: int, switch: tuple[str, str] | None = None
    ) -> None:
        """Answer an inline query; one that is too old to answer is no error."""
        body: dict[str, Any] = {
            "inline_query_id": query_id,
            "results": [_article(each) for each in offers],
            "cache_time": cache_seconds,
            "is_personal": True,
        }
        if switch is not None:
            body["button"] = {"text": switch[0], "start_parameter": switch[1]}
        await self._answer_query("answerInlineQuery", body)

    async def acknowledge(self, query_id: str, text: str = "", *, alert: bool = False, url: str = "") -> None:
        """Answer a pressed button at once; one that is too old to answer is no error."""
        body: dict[str, Any] = {"callback_query_id": query_id}
        if url:
            body["url"] = url
        if text:
            body |= {"text": text[:200], "show_alert": alert}
        await self._answer_query("answerCallbackQuery", body)

    async def _answer_query(self, method: str, body: dict[str, Any]) -> None:
        """Now or never: a query is of no use after a few seconds."""
        try:
            await self._call(method, body)
        except RetryAfter as error:
            log.warning("%s was told to wait: %s", method, error)

    async def _call(self, method: str, body: dict[str, Any]) -> None:
        try:
            await self._request.call(f"{self._base_url}/{method}", body)
        except RetryAfter:
            raise
        except BadRequest as error:
            if not any(fragment in error.message.casefold() for fragment in _HARMLESS):
                log.error("Telegram refused %s: %s", method, error)
        except TelegramError as error:
            log.warning("%s did not reach Telegram: %s", method, error)


def _article(offer: Offer) -> dict[str, Any]:
    """An offer as an `InlineQueryResultArticle`."""
    return {
        "type": "article",
        "id": offer.id,
        "title": offer.title,
        "description": offer.description,
        "input_message_content": {
            "message_text": offer.text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    }
