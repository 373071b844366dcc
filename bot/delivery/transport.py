"""One message to one chat, over python-telegram-bot's request layer. Knows no queue, no limits and no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.classify import classify
from bot.delivery.letters import Part
from bot.delivery.request import TelegramRequest
from handlers.exchange import Button, Keyboard

_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes, and how: quietly or not, in answer to which message."""

    chat_id: int
    topic_id: int | None = None
    silent: bool = False
    reply_to: int | None = None


class Transport(Protocol):
    """Sends one part."""

    async def send(self, address: Address, part: Part) -> int:
        """Send it once; the message's id.

        Raises:
            RetryLater, SubscriberGone, ChatMoved, MessageRejected, OutcomeUnknown: see `briefs.errors`.
        """
        ...


class TelegramTransport:
    """Sends through the Bot API with the bot's own address, token and pool of connections.

    Text goes the short way (`TelegramRequest.call`): the answer's message is not built into objects, of which only the
    id is wanted. The bot's rate limiter is passed by, since the sender has waited for its turn already.
    """

    def __init__(self, bot: Bot, request: TelegramRequest) -> None:
        self._bot, self._request = bot, request
        self._send_message = f"{bot.base_url}/sendMessage"

    async def send(self, address: Address, part: Part) -> int:
        """See `Transport`."""
        try:
            if part.attachment is not None:
                return await self._send_file(address, part)
            sent = await self._request.call(self._send_message, {**_common(address, part), **_text(part)})
            return int(sent["message_id"])
        except TelegramError as error:
            raise classify(error) from error

    async def _send_file(self, address: Address, part: Part) -> int:
        assert part.attachment is not None
        fields = _common(address, part)
        if part.text:
            fields["caption"] = part.text
            if not part.plain:
                fields["parse_mode"] = "HTML"
        method, name = ("sendPhoto", "photo") if part.attachment.is_picture else ("sendDocument", "document")
        file = (part.attachment.name, part.attachment.content)
        sent = await self._request.upload(f"{self._bot.base_url}/{method}", fields, {name: file})
        return int(sent["message_id"])


def _common(address: Address, part: Part) -> dict[str, Any]:
    fields: dict[str, Any] = {"chat_id": address.chat_id}
    if address.topic_id is not None:
        fields["message_thread_id"] = address.topic_id
    if address.silent:
        fields["disable_notification"] = True
    if address.reply_to is not None:
        fields["reply_parameters"] = {"message_id": address.reply_to, "allow_sending_without_reply": True}
    if part.asks_location:
        fields["reply_markup"] = location_keyboard(part.asks_location)
    elif part.closes_keyboard:
        fields["reply_markup"] = {"remove_keyboard": True}
    elif part.keyboard:
        fields["reply_markup"] = inline_keyboard(part.keyboard)
    return fields


def _text(part: Part) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": part.text, "link_preview_options": _NO_PREVIEW}
    if not part.plain:
        fields["parse_mode"] = "HTML"
    return fields


def inline_keyboard(keyboard: Keyboard) -> Mapping[str, Any]:
    """The Bot API's InlineKeyboardMarkup."""
    return {"inline_keyboard": [[_button(button) for button in row] for row in keyboard]}


def location_keyboard(label: str) -> Mapping[str, Any]:
    """A one-time ReplyKeyboardMarkup with one button that shares the location."""
    return {
        "keyboard": [[{"text": label, "request_location": True}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }


def _button(button: Button) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": button.text}
    if button.url:
        fields["url"] = button.url
    elif button.switch_inline is not None:
        fields["switch_inline_query"] = button.switch_inline
    else:
        fields["callback_data"] = button.data
    return fields
