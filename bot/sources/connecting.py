"""The connections under the guarded client: names are resolved here, every answer is checked, and the connection goes
to the very address that was checked, so that no second look at DNS can lead elsewhere. TLS and the Host header keep the
name.

A transport of httpx lies over them; httpcore speaks HTTP. They are asyncio's own streams, since httpcore's are made for
several event loops and cost as much again.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

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
                with _translated(httpcore.ConnectTimeout, httpcore.ConnectError):
                    async with asyncio.timeout(timeout):
                        return Stream(*await asyncio.open_connection(address, port))
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


class Stream(httpcore.AsyncNetworkStream):
    """One connection. Raises httpcore's errors."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Some bytes, none at the end."""
        with _translated(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send all of it."""
        with _translated(httpcore.WriteTimeout, httpcore.WriteError):
            self._writer.write(buffer)
            async with asyncio.timeout(timeout):
                await self._writer.drain()

    async def aclose(self) -> None:
        """Let go of the connection without waiting for the other side's farewell."""
        self._writer.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted, its certificate checked."""
        with _translated(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks: "is_readable" is whether a connection at rest has been closed by the other side."""
        if info == "is_readable":
            return self._reader.at_eof() or self._writer.is_closing()
        return self._writer.get_extra_info({"ssl_object": "ssl_object", "socket": "socket"}.get(info, ""))


@contextmanager
def _translated(late: type[httpcore.TimeoutException], broken: type[httpcore.NetworkError]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise late("it took too long") from error
    except OSError as error:  # errors of TLS among them
        raise broken(str(error)) from error


class CheckingTransport(httpx.AsyncBaseTransport):
    """httpx's transport over at most so many checked connections. Raises httpcore's errors; AddressRefused passes."""

    def __init__(self, resolve: Resolve, *, allow_private: bool, connections: int, tls: ssl.SSLContext | None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=connections,
            max_keepalive_connections=_KEPT_OPEN,
            keepalive_expiry=15,
            network_backend=CheckingBackend(resolve, allow_private=allow_private),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask; the answer's stream is as it comes, packed. Close the answer."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """What an answer holds, as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        """Give the connection back."""
        await self._answer.aclose()
