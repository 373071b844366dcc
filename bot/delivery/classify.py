"""What an error of python-telegram-bot means for the message that met it.

The one place where its errors become ours, most specific first: there `BadRequest` and `TimedOut` are both
`NetworkError`, so a handler of the latter would repeat refused messages and double ambiguous ones. Its texts are
lower-cased after "Bad Request: ", so fragments are compared in lower case. The texts are those of the Bot API server
(tdlib's telegram-bot-api, `Client.cpp`) and of the servers behind it, which answer in capitals.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.request import NothingSent
from briefs.errors import ChatMoved, DeliveryError, MessageRejected, OutcomeUnknown, RetryLater, SubscriberGone

UNREACHABLE_FOR = timedelta(seconds=1)
BAD_TOKEN_FOR = timedelta(seconds=60)

_REFUSALS = (Forbidden, BadRequest, InvalidToken, Conflict)
_FORBIDDEN = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("initiate conversation", "blocked"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
    ("was deleted", "kicked"),
    ("write in the topic", "topic closed"),
)
_CLOSED = (
    ("topic_closed", "topic closed"),
    ("topic closed", "topic closed"),
    ("topic_deleted", "topic deleted"),
    ("topic_id_invalid", "topic deleted"),
    ("message thread not found", "topic deleted"),
    ("chat not found", "not found"),
    ("user not found", "not found"),
    ("peer_id_invalid", "not found"),
    ("chat_id_invalid", "not found"),
    ("input_user_deactivated", "deactivated"),
    ("group is deactivated", "kicked"),
    ("group chat was deactivated", "kicked"),
    ("chat was deleted", "kicked"),
    ("channel_private", "kicked"),
    ("not enough rights", "no rights"),
    ("have no rights", "no rights"),
    ("need administrator rights", "no rights"),
    ("chat_write_forbidden", "no rights"),
    ("chat_restricted", "no rights"),
    ("chat_admin_required", "no rights"),
    ("chat_send_plain_forbidden", "no rights"),
    ("user_is_blocked", "blocked"),
)
CLOSED_KINDS = frozenset(kind for _, kind in (*_FORBIDDEN, *_CLOSED))
"""The kinds of `SubscriberGone`."""
_NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")
"""httpx's errors (by name, wherever python-telegram-bot's own request class is used) that come before any byte left."""


def classify(error: TelegramError) -> DeliveryError:
    """What `error`, raised by sending one message, means.

    Returns the `DeliveryError` to raise from it. Anything not known to have been refused or never sent is
    `OutcomeUnknown`, 5xx answers among them: a proxy's 502 says nothing about what lay behind it.
    """
    text = error.message.casefold()
    if isinstance(error, _REFUSALS) and isinstance(error.__cause__, TelegramError):
        # The body is no answer of the Bot API: something between us and Telegram refuses everything.
        return RetryLater("What answers is not Telegram.", after=BAD_TOKEN_FOR, everyone=True)
    match error:
        case RetryAfter():
            after = error.retry_after
            return RetryLater(error.message, after=after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated():
            return ChatMoved(error.message, new_chat_id=error.new_chat_id)
        case Forbidden():
            return SubscriberGone(error.message, kind=_first(text, _FORBIDDEN) or "no rights")
        case InvalidToken() | EndPointNotFound():
            return RetryLater("Telegram refuses the bot's token.", after=BAD_TOKEN_FOR, everyone=True)
        case Conflict():
            return RetryLater(error.message, after=UNREACHABLE_FOR)
        case BadRequest():
            kind = _first(text, _CLOSED)
            return SubscriberGone(error.message, kind=kind) if kind else MessageRejected(error.message)
        case NothingSent():
            return RetryLater("Telegram cannot be reached.", after=UNREACHABLE_FOR, everyone=True)
        case TimedOut() | NetworkError() if type(error.__cause__).__name__ in _NEVER_LEFT:
            pool = type(error.__cause__).__name__ == "PoolTimeout"
            return RetryLater(error.message, after=UNREACHABLE_FOR, everyone=not pool)
        case _:
            return OutcomeUnknown(error.message)


def _first(text: str, kinds: tuple[tuple[str, str], ...]) -> str:
    return next((kind for fragment, kind in kinds if fragment in text), "")
