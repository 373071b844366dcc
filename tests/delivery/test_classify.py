"""Every error that python-telegram-bot raises for a sent message, and what it means."""

from __future__ import annotations

import inspect
from datetime import timedelta

import httpx
import pytest
import telegram.error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.classify import classify
from bot.delivery.request import NothingSent
from briefs.errors import ChatMoved, DeliveryError, MessageRejected, OutcomeUnknown, RetryLater, SubscriberGone


@pytest.fixture(autouse=True)
def lengths_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (BadRequest("Bad Request: can't parse entities: Unsupported start tag"), MessageRejected),
        (BadRequest("Bad Request: message is too long"), MessageRejected),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), MessageRejected),
        (BadRequest("Bad Request: something never seen"), MessageRejected),
        (TimedOut(), OutcomeUnknown),
        (caused(TimedOut(), httpx.ReadTimeout("")), OutcomeUnknown),
        (NetworkError("Bad Gateway"), OutcomeUnknown),
        (NetworkError("Internal Server Error (500)"), OutcomeUnknown),
        (caused(NetworkError("httpx.ReadError"), httpx.ReadError("")), OutcomeUnknown),
        (caused(NetworkError("httpx.RemoteProtocolError"), httpx.RemoteProtocolError("")), OutcomeUnknown),
        (PassportDecryptionError("?"), OutcomeUnknown),
        (TelegramError("Invalid server response"), OutcomeUnknown),
        (NothingSent("No connection"), RetryLater),
        (caused(NetworkError("httpx.ConnectError"), httpx.ConnectError("")), RetryLater),
        (caused(TimedOut(), httpx.ConnectTimeout("")), RetryLater),
        (caused(TimedOut("Pool timeout"), httpx.PoolTimeout("")), RetryLater),
        (Conflict("Conflict: terminated by other getUpdates request"), RetryLater),
        (InvalidToken("Unauthorized"), RetryLater),
        (EndPointNotFound("sendMessage"), RetryLater),
    ],
)
def test_meanings(error: TelegramError, meaning: type[DeliveryError]) -> None:
    assert type(classify(error)) is meaning


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), "blocked"),
        (Forbidden("Forbidden: user is deactivated"), "deactivated"),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), "blocked"),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), "kicked"),
        (Forbidden("Forbidden: bot was kicked from the channel chat"), "kicked"),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), "kicked"),
        (Forbidden("Forbidden: the group chat was deleted"), "kicked"),
        (Forbidden("Forbidden: something new"), "no rights"),
        (BadRequest("Bad Request: chat not found"), "not found"),
        (BadRequest("Bad Request: message thread not found"), "topic deleted"),
        (BadRequest("Bad Request: TOPIC_CLOSED"), "topic closed"),
        (BadRequest("Bad Request: TOPIC_DELETED"), "topic deleted"),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), "no rights"),
        (BadRequest("Bad Request: need administrator rights in the channel chat"), "no rights"),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), "no rights"),
    ],
)
def test_closed_chats(error: TelegramError, kind: str) -> None:
    meaning = classify(error)
    assert isinstance(meaning, SubscriberGone)
    assert meaning.kind == kind


def test_a_429_keeps_its_length() -> None:
    meaning = classify(RetryAfter(10_072))
    assert isinstance(meaning, RetryLater)
    assert (meaning.after, meaning.everyone) == (timedelta(seconds=10_072), False)


def test_an_upgrade_keeps_the_new_id() -> None:
    meaning = classify(ChatMigrated(-100123))
    assert isinstance(meaning, ChatMoved)
    assert meaning.new_chat_id == -100123


def test_unreachable_concerns_everybody_a_full_pool_does_not() -> None:
    unreachable = classify(NothingSent("No connection"))
    full = classify(caused(TimedOut("Pool timeout"), httpx.PoolTimeout("")))
    assert isinstance(unreachable, RetryLater)
    assert isinstance(full, RetryLater)
    assert unreachable.everyone
    assert not full.everyone


@pytest.mark.parametrize("error", [Forbidden("Forbidden (403). Parsing … failed"), BadRequest("Bad Request (400)…")])
def test_a_firewalls_page_closes_no_chat(error: TelegramError) -> None:
    meaning = classify(caused(error, TelegramError("Invalid server response")))
    assert isinstance(meaning, RetryLater)
    assert meaning.everyone


def test_no_error_class_of_the_library_is_forgotten() -> None:
    """A class that a newer python-telegram-bot adds must be thought about here."""
    known = {
        BadRequest, ChatMigrated, Conflict, EndPointNotFound, Forbidden, InvalidToken, NetworkError,
        PassportDecryptionError, RetryAfter, TelegramError, TimedOut,
    }  # fmt: skip
    there = {each for _, each in inspect.getmembers(telegram.error, inspect.isclass) if issubclass(each, TelegramError)}
    assert there == known
