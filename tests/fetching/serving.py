"""A web server on loopback that answers as a test says, and counts what it was asked."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.config import FetchConfig

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """A running server: `url`, its `pages` by path, and the requests it got."""

    url: str = ""
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(request.path for request in self.asked)

    def put(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        content_type: str = "text/html",
    ) -> None:
        """Answer this path so from now on."""
        content = body.encode() if isinstance(body, str) else body

        async def answer(request: web.Request) -> web.StreamResponse:
            named = {"Content-Type": content_type, **(headers or {})}
            return web.Response(body=content, status=status, headers=named)

        self.pages[path] = answer

    def lead(self, path: str, to: str, status: int = 302) -> None:
        """Redirect this path."""
        self.put(path, status=status, headers={"Location": to})

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The server's one handler."""
        self.asked.append(request)
        page = self.pages.get(request.path)
        return web.Response(status=404) if page is None else await page(request)


@asynccontextmanager
async def serving(host: str = "127.0.0.1", *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    """A server on a free port; with `tls` it speaks HTTPS."""
    site = Site()
    app = web.Application(client_max_size=0)
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        tcp = web.TCPSite(runner, host, 0, ssl_context=tls)
        await tcp.start()
        port = runner.addresses[0][1]
        site.url = f"{'https' if tls else 'http'}://{host}:{port}"
        yield site
    finally:
        await runner.cleanup()


def settings(**changes: object) -> FetchConfig:
    """A configuration for tests: loopback allowed, short waits."""
    return FetchConfig.model_validate({"allow_private_addresses": True, "timeout_seconds": 5, **changes})
