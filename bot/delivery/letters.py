"""What is said in one delivery: its parts, one Telegram message each, and the form in which they are stored.

A letter is stored before its first part is sent, so that whatever happens the rest is what the first part promised.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any

from handlers.exchange import Attachment, Button, Keyboard, Message

LONGEST_TEXT = 4096
"""Code points in a message after parsing (Bot API)."""
LONGEST_CAPTION = 1024
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One message: Telegram HTML (`plain` says that it is not), a keyboard under it, perhaps a file above it."""

    text: str
    keyboard: Keyboard = ()
    attachment: Attachment | None = None
    asks_location: str = ""
    plain: bool = False
    closes_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of one delivery, in order; none says that there turned out to be nothing to tell.

    `told_until` is the cut-off of what a brief tells (aware, UTC): the subscriber's `last_brief_at` once it is sent.
    `told` lists the entries of its lines, and `shown` is what it takes to write it again (`bot.reception.amending`);
    the delivery keeps both when the letter is gone.
    """

    parts: tuple[Part, ...]
    silent: bool = False
    reply_to: int | None = None
    told_until: datetime | None = None
    told: tuple[str, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)


def letter_of(
    message: Message,
    *,
    reply_to: int | None = None,
    told_until: datetime | None = None,
    told: tuple[str, ...] = (),
    shown: Mapping[str, Any] | None = None,
) -> Letter:
    """The letter for a message of the conversations: keyboard and file go with the last part."""
    *first, last = message.parts or ("",)
    final = Part(
        last,
        message.keyboard,
        message.attachment,
        message.asks_location,
        closes_keyboard=message.closes_keyboard,
    )
    if message.attachment is not None and len(plain_text(last)) > LONGEST_CAPTION:
        final = replace(final, text="")
        first = [*first, last]
    return Letter((*(Part(text) for text in first), final), message.silent, reply_to, told_until, told, shown or {})


def in_plain_text(part: Part) -> Part:
    """The part without markup, keyboard or file, for when Telegram refused it: addresses stay readable."""
    return Part(plain_text(part.text)[:LONGEST_TEXT], plain=True)


def plain_text(html: str) -> str:
    """Telegram HTML as text; a link's address follows its words in brackets."""
    linked = _LINK.sub(lambda match: f"{match[2]} ({match[1]})", html)
    return unescape(_TAG.sub("", linked))


def write_letter(letter: Letter) -> dict[str, Any]:
    """The letter as JSON."""
    return {
        "v": 1,
        "parts": [_write_part(part) for part in letter.parts],
        "silent": letter.silent,
        "reply_to": letter.reply_to,
        "told_until": letter.told_until.isoformat() if letter.told_until else None,
    }


def read_letter(document: Mapping[str, Any]) -> Letter:
    """The letter that `write_letter` wrote."""
    return Letter(
        tuple(_read_part(part) for part in document["parts"]),
        document["silent"],
        document["reply_to"],
        datetime.fromisoformat(document["told_until"]) if document["told_until"] else None,
    )


def _write_part(part: Part) -> dict[str, Any]:
    document: dict[str, Any] = {"text": part.text}
    if part.keyboard:
        document["keyboard"] = [[_write_button(button) for button in row] for row in part.keyboard]
    if part.attachment:
        document["attachment"] = {
            "name": part.attachment.name,
            "content": base64.b64encode(part.attachment.content).decode("ascii"),
            "is_picture": part.attachment.is_picture,
        }
    if part.asks_location:
        document["asks_location"] = part.asks_location
    if part.plain:
        document["plain"] = True
    if part.closes_keyboard:
        document["closes_keyboard"] = True
    return document


def _read_part(document: Mapping[str, Any]) -> Part:
    attached = document.get("attachment")
    return Part(
        document["text"],
        tuple(tuple(Button(**button) for button in row) for row in document.get("keyboard", ())),
        Attachment(attached["name"], base64.b64decode(attached["content"]), attached["is_picture"])
        if attached
        else None,
        document.get("asks_location", ""),
        document.get("plain", False),
        document.get("closes_keyboard", False),
    )


def _write_button(button: Button) -> dict[str, Any]:
    document: dict[str, Any] = {"text": button.text}
    if button.data:
        document["data"] = button.data
    if button.url:
        document["url"] = button.url
    if button.switch_inline is not None:
        document["switch_inline"] = button.switch_inline
    return document
