"""What comes of a request when the other side misbehaves: nothing sent, unknown, or an answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.classify import classify
from bot.delivery.request import NothingSent, TelegramRequest
from briefs.errors import OutcomeUnknown, RetryLater

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(status: int, body: bytes, kind: str = "application/json") -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=body, content_type=kind)

    return handle


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def say_nothing(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(2)
    return web.Response()


@asynccontextmanager
async def calling(handler: Handler) -> AsyncIterator[tuple[TelegramRequest, str]]:
    application = web.Application()
    application.router.add_post("/bot1:A/sendMessage", handler)
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    request = TelegramRequest(connections=2, seconds=0.3)
    await request.initialize()
    try:
        yield request, f"http://127.0.0.1:{runner.addresses[0][1]}/bot1:A/sendMessage"
    finally:
        await request.shutdown()
        await runner.cleanup()


async def test_an_answer() -> None:
    async with calling(answer(200, b'{"ok":true,"result":{"message_id":5}}')) as (request, url):
        assert await request.call(url, {"chat_id": 1, "text": "hello"}) == {"message_id": 5}


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', BadRequest),
        (403, b'{"ok":false,"description":"Forbidden: bot was blocked by the user"}', Forbidden),
        (429, b'{"ok":false,"parameters":{"retry_after":7}}', RetryAfter),
        (502, b"<html>", NetworkError),
    ],
)
async def test_refusals(status: int, body: bytes, error: type[TelegramError]) -> None:
    async with calling(answer(status, body)) as (request, url):
        with pytest.raises(error):
            await request.call(url, {"chat_id": 1})


async def test_a_page_instead_of_an_answer_holds_everybody() -> None:
    async with calling(answer(403, b"<html>blocked by policy", "text/html")) as (request, url):
        with pytest.raises(Forbidden) as caught:
            await request.call(url, {"chat_id": 1})
    meaning = classify(caught.value)
    assert isinstance(meaning, RetryLater)
    assert meaning.everyone


async def test_a_broken_connection_is_unknown() -> None:
    async with calling(hang_up) as (request, url):
        with pytest.raises(NetworkError) as caught:
            await request.call(url, {"chat_id": 1})
    assert isinstance(classify(caught.value), OutcomeUnknown)


async def test_silence_is_unknown() -> None:
    async with calling(say_nothing) as (request, url):
        with pytest.raises(TimedOut) as caught:
            await request.call(url, {"chat_id": 1})
    assert isinstance(classify(caught.value), OutcomeUnknown)


async def test_nobody_there_is_nothing_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    request = TelegramRequest(connections=1)
    await request.initialize()
    with pytest.raises(NothingSent) as caught:
        await request.call(f"http://127.0.0.1:{port}/bot1:A/sendMessage", {"chat_id": 1})
    await request.shutdown()
    assert isinstance(classify(caught.value), RetryLater)


async def test_a_closed_pool_sends_nothing() -> None:
    with pytest.raises(NothingSent):
        await TelegramRequest(connections=1).call("http://127.0.0.1:1/x", {})


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@asynccontextmanager
async def standing_between(seen: list[tuple[str, str]]) -> AsyncIterator[str]:
    """A proxy that answers itself and notes what it was asked for, and as whom; its address."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        seen.append((str(request.url), request.headers.get("Proxy-Authorization", "")))
        return web.Response(body=b'{"ok":true,"result":{"message_id":7}}')

    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize("scheme", ["http://user:secret@", ""], ids=["with a password", "a bare host"])
async def test_the_environments_proxy_is_used(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    seen: list[tuple[str, str]] = []
    async with standing_between(seen) as proxy:
        monkeypatch.setenv("http_proxy", scheme + proxy)
        request = TelegramRequest(connections=2)
        await request.initialize()
        for _ in range(2):
            assert await request.call("http://api.example.org/bot1:A/sendMessage", {}) == {"message_id": 7}
        await request.shutdown()
    as_whom = "Basic dXNlcjpzZWNyZXQ=" if scheme else ""
    assert seen == [("http://api.example.org/bot1:A/sendMessage", as_whom)] * 2


@pytest.mark.usefixtures("no_proxies")
async def test_not_for_hosts_that_are_excepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with calling(answer(200, b'{"ok":true,"result":{"message_id":5}}')) as (request, url):
        assert await request.call(url, {}) == {"message_id": 5}
