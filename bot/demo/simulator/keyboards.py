"""Checks on `reply_markup`: which keyboards Telegram takes, and what it cuts."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from bot.demo.simulator.links import checked_link
from bot.demo.simulator.refusals import bad_request

Json = dict[str, Any]

MOST_BUTTONS = 100
MOST_BYTES = 10_000
REPLY_ROW, REPLY_BUTTONS = 12, 300
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def checked_keyboard(markup: object, *, inline_only: bool = False) -> Json | None:
    """The keyboard as the message keeps it, `None` for none. Raises `Refusal` with Telegram's text."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if inline_only:
        if markup:
            raise bad_request("inline keyboard expected")
        return None
    if "keyboard" in markup:
        return _reply(markup)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return dict(markup)
    return None


def _inline(rows: object) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard markup JSON object")
    kept = [[_button(button) for button in row] for row in rows if row]
    if not kept:
        return None
    markup = {"inline_keyboard": kept}
    if sum(map(len, kept)) > MOST_BUTTONS or len(json.dumps(markup, ensure_ascii=False).encode()) > MOST_BYTES:
        raise bad_request("reply markup is too long")
    return markup


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    action = next((name for name in _ACTIONS if name in button), None)
    if action is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    value = button[action]
    kept: Json = {"text": text, action: value}
    if action == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= 64):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        kept["url"] = _address(str(value))
    if action == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("style") in ("danger", "success", "primary"):
        kept["style"] = button["style"]
    return kept


def _address(url: str) -> str:
    link = checked_link(url.strip())
    if link is None:
        scheme = urlsplit(url.strip()).scheme if "://" in url else "http"
        reason = "Wrong HTTP URL" if scheme in ("http", "https") else "Unsupported URL protocol"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")
    return link


def _reply(markup: Json) -> Json:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    kept: list[list[Json]] = []
    left = REPLY_BUTTONS
    for row in rows:
        buttons = []
        for button in row[: min(REPLY_ROW, left)]:
            button = {"text": button} if isinstance(button, str) else button
            if not isinstance(button, dict) or not isinstance(button.get("text"), str):
                raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
            buttons.append(button)
        left -= len(buttons)
        if buttons:
            kept.append(buttons)
    if not kept:
        raise bad_request("reply keyboard must be non-empty")
    return {**markup, "keyboard": kept}
