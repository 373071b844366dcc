"""How python-telegram-bot reaches Telegram here: its `BaseRequest` over aiohttp, with orjson.

Measured per message on one core (ADR 0042): python-telegram-bot's own httpx 1.2 ms, this 0.55 ms, and `call`, which
builds no objects from the answer, 0.14 ms. Errors are python-telegram-bot's own; where nothing was sent they say so.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Mapping
from typing import Any, cast
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_JSON = {"Content-Type": "application/json"}
_UPLOADING_SECONDS = 120.0
_IDLE_SECONDS = 30.0
"""A connection that rested longer is not used again: closed on the other side, it would leave an outcome unknown."""


_NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)
"""Errors of aiohttp that come before any byte of the request has left."""


class NothingSent(NetworkError):
    """The connection could not be made: Telegram has not seen the request."""


class TelegramRequest(BaseRequest):
    """A pool of `connections` to the Bot API. `seconds` bounds a request; uploads and long polls get longer."""

    def __init__(self, *, connections: int, seconds: float = 20.0, connect_seconds: float = 10.0) -> None:
        self._connections, self._seconds, self._connect_seconds = connections, seconds, connect_seconds
        self._session: aiohttp.ClientSession | None = None
        self._usual = aiohttp.ClientTimeout(total=seconds, sock_connect=connect_seconds)
        self._proxies: dict[str, str | None] = {}

    async def initialize(self) -> None:
        """Open the pool. Idempotent.

        Also asks python-telegram-bot for its coming behaviour, lengths of time as `timedelta`; without this, every
        429 warns of the change.
        """
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept-Encoding",),
            )

    async def shutdown(self) -> None:
        """Close the pool. Idempotent."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take; python-telegram-bot adds those of a long poll."""
        return self._seconds

    async def call(self, url: str, body: Mapping[str, Any]) -> Any:
        """Post `body` as JSON and return the answer's `result`, plain JSON. Raises telegram.error.TelegramError."""
        return await self.post(url, request_data=cast(RequestData, _Body(body)))

    async def upload(self, url: str, body: Mapping[str, Any], files: Mapping[str, tuple[str, bytes]]) -> Any:
        """As `call`, with `files` (field → file name, content) as multipart/form-data."""
        return await self.post(url, request_data=cast(RequestData, _Upload(body, files)))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body. `BaseRequest` turns refusals into errors.

        Raises:
            NothingSent: No connection could be made.
            telegram.error.TimedOut: Connected, but no answer came in time.
            telegram.error.NetworkError: The connection broke after the request left.
        """
        if self._session is None:
            raise NothingSent("The pool of connections is not open.")
        uploads = request_data is not None and request_data.contains_files
        timeout = self._usual
        if uploads or read_timeout is not BaseRequest.DEFAULT_NONE:
            given = read_timeout is None or isinstance(read_timeout, int | float)
            seconds = read_timeout if given else self._seconds
            total = None if seconds is None else seconds + (_UPLOADING_SECONDS if uploads else 0.0)
            timeout = aiohttp.ClientTimeout(total=total, sock_connect=self._connect_seconds)
        data: aiohttp.FormData | bytes | None = None
        headers = None
        if request_data is not None and uploads:
            data = _form(request_data)
        elif request_data is not None:
            data, headers = orjson.dumps(request_data.parameters), _JSON
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=timeout, proxy=self._proxy(url)
            ) as answer:
                return answer.status, await answer.read()
        except _NEVER_LEFT as error:
            raise NothingSent(f"No connection: {type(error).__name__}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__} after the request left") from error

    def _proxy(self, url: str) -> str | None:
        """The proxy that the environment names for this address (HTTPS_PROXY, NO_PROXY …), looked up once a server.

        aiohttp's own `trust_env` reads the whole environment and a file for each request, on another thread.
        """
        server = "/".join(url.split("/", 3)[:3])
        if server not in self._proxies:
            self._proxies[server] = _proxy_of(server)
        return self._proxies[server]

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as JSON. Raises TelegramError when it is none."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as error:
            raise TelegramError("Invalid server response") from error


class _Body:
    """What `do_request` needs of a `RequestData`, without building one."""

    __slots__ = ("parameters",)
    contains_files = False

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters


class _Upload:
    """The same for a request with files."""

    __slots__ = ("json_parameters", "multipart_data")
    contains_files = True

    def __init__(self, parameters: Mapping[str, Any], files: Mapping[str, tuple[str, bytes]]) -> None:
        self.json_parameters = {
            name: value if isinstance(value, str) else orjson.dumps(value).decode()
            for name, value in parameters.items()
        }
        self.multipart_data = {
            field: (name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
            for field, (name, content) in files.items()
        }


def _proxy_of(server: str) -> str | None:
    scheme, _, host = server.partition("://")
    proxy = getproxies().get(scheme)
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form
