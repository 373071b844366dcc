"""The transport under the guarded client: names are resolved here, every answer is checked, and the connection goes to
the very address that was checked, so that no second look at DNS can lead elsewhere. TLS and the Host header keep the
name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpcore
import httpx

from bot.sources.addresses import closed_reason
from briefs.errors import AddressRefused

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host and a port to all its IP addresses. Raises OSError."""

_RESOLVERS = 16
_TRIED = 4  # addresses of one host
_KEPT_OPEN = 4  # each is looked at before every request, and feeds are of hosts by the thousand


class SystemResolver:
    """The machine's own resolver, on threads of its own: a slow one holds up nobody else's."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=_RESOLVERS, thread_name_prefix="resolving")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """See `Resolve`."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port)
        return [str(where[4][0]) for where in found]

    def close(self) -> None:
        """Let the threads go; what they still look up is of no interest any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]


class NoSuchHost(httpcore.ConnectError):
    """DNS knows no address of it."""


class CheckingBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses only (to any, with `allow_private`)."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve, self._allow_private = resolve, allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check all answers, connect to the first that takes the connection."""
        try:
            addresses = list(dict.fromkeys(await self._resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise NoSuchHost(host) from error
        if not addresses:
            raise NoSuchHost(host)
        if not self._allow_private:
            for address in addresses:
                if reason := closed_reason(address):
                    raise AddressRefused(host, reason)
        failure: Exception = httpcore.ConnectError("no address answered")
        for address in addresses[:_TRIED]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise AddressRefused(path, "sockets of this machine are not fetched from")

    async def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        await asyncio.sleep(seconds)


class CheckingTransport(httpx.AsyncBaseTransport):
    """httpx over a pool of checked connections. Raises httpcore's errors, AddressRefused among them."""

    def __init__(self, resolve: Resolve, *, allow_private: bool, connections: int, tls: ssl.SSLContext | None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=connections,
            max_keepalive_connections=_KEPT_OPEN,
            keepalive_expiry=15,
            network_backend=CheckingBackend(resolve, allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, its body unread."""
        assert isinstance(request.stream, httpx.AsyncByteStream)
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
