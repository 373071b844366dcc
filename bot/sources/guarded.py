"""The one HTTP client for addresses that a stranger, a feed or a page may have named.

It reaches public hosts only, whatever a redirect or a DNS answer says (`addresses`, `connecting`), takes at most so
many bytes packed or unpacked, waits at most so long in all, and asks one host only so many things at once.
"""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urljoin

import httpcore
import httpx

from bot.config import FetchConfig
from bot.sources.addresses import Address, parse_address
from bot.sources.connecting import CheckingTransport, NoSuchHost, Resolve, SystemResolver
from bot.sources.unpacking import ACCEPTED, CannotUnpack, unpacker_for
from briefs.errors import AddressRefused, FetchError

MOST_REDIRECTS = 8
NOT_MODIFIED = 304
_OK = 200
GONE = 410
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
_REASONS = {
    401: "it wants a user name and password",
    402: "it wants to be paid",
    403: "it does not let us in",
    404: "there is nothing at this address",
    406: "it does not have it in a form we can read",
    410: "it is gone for good",
    429: "it asks us to come less often",
    451: "it is withheld for legal reasons",
    503: "it is overloaded",
}
_LONGEST_WAIT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: `status` 200 with its `content`, unpacked, or 304 without.

    `url` is where it was found in the end; `moved_to` where redirects that say "for good" lead from the start, "" if
    there is none. Header names are in lower case.
    """

    url: str
    status: int
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str = ""


class GuardedClient:
    """Fetches. One for the whole process; close it at the end. `resolve` and `tls` are for tests."""

    def __init__(self, settings: FetchConfig, *, resolve: Resolve | None = None, tls: ssl.SSLContext | None = None):
        self._settings = settings
        self._own_resolver = SystemResolver() if resolve is None else None
        self._transport = CheckingTransport(
            resolve or self._own_resolver or SystemResolver(),
            allow_private=settings.allow_private_addresses,
            connections=settings.concurrency,
            tls=tls,
        )
        self._headers = [
            (b"User-Agent", settings.user_agent.encode("latin-1", "replace")),
            (b"Accept-Encoding", ACCEPTED.encode()),
            (b"Connection", b"keep-alive"),
        ]
        waiting = settings.timeout_seconds
        self._timeouts = {"connect": waiting, "read": waiting, "write": waiting, "pool": waiting}
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._users: Counter[str] = Counter()

    def check(self, url: str) -> Address:
        """The address, if its letters allow it to be asked for. Raises AddressRefused."""
        return parse_address(url, allow_private=self._settings.allow_private_addresses)

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, most_bytes: int | None = None
    ) -> Fetched:
        """What the address answers, redirects followed.

        A user name and password in the address go to its own host alone. `most_bytes` defaults to the configuration's.
        Raises AddressRefused; FetchError with `status` and `retry_after` for anything else but 200 and 304.
        """
        return await self._follow(self.check(url), dict(headers or {}), most_bytes or self._most_bytes)

    async def close(self) -> None:
        """Close all connections. Idempotent."""
        await self._transport.aclose()
        if self._own_resolver is not None:
            self._own_resolver.close()

    @property
    def _most_bytes(self) -> int:
        return int(self._settings.max_megabytes * 1024 * 1024)

    async def _follow(self, first: Address, headers: dict[str, str], most_bytes: int) -> Fetched:
        address, moved_to, for_good = first, "", True
        seen = {first.url}
        seconds = self._settings.timeout_seconds
        for _ in range(MOST_REDIRECTS + 1):
            credentials = first.credentials if address.origin == first.origin else address.credentials
            async with self._turn(address.host), self._slots:
                began = monotonic()
                try:
                    async with asyncio.timeout(seconds):
                        answer = await self._ask(address, headers, credentials, most_bytes)
                except TimeoutError:
                    within = f"{self._settings.timeout_seconds:g} seconds"
                    raise FetchError(first.url, f"it did not answer within {within}") from None
                seconds -= monotonic() - began
            if answer.status not in _MOVED:
                return Fetched(address.url, answer.status, answer.content, answer.headers, moved_to)
            if not answer.headers.get("location"):
                raise FetchError(first.url, "it leads on, but not where to", status=answer.status)
            address = self._led_to(address, answer.headers["location"], first)
            for_good = for_good and answer.status in _MOVED_FOR_GOOD
            moved_to = address.url if for_good else moved_to
            if address.url in seen:
                raise FetchError(first.url, "it leads in a circle", status=answer.status)
            seen.add(address.url)
        raise FetchError(first.url, f"it leads on more than {MOST_REDIRECTS} times")

    def _led_to(self, address: Address, location: str, first: Address) -> Address:
        try:
            target = urljoin(address.url, _letters(location).strip())
        except ValueError:
            raise FetchError(first.url, "it leads to no valid address") from None
        try:
            return self.check(target)
        except AddressRefused as error:
            raise AddressRefused(first.url, f"it leads to {error.origin}: {error.reason}") from None

    async def _ask(
        self, address: Address, headers: dict[str, str], credentials: tuple[str, str] | None, most_bytes: int
    ) -> Fetched:
        request = self._request(address, headers, credentials)
        try:
            answer = await self._transport.handle_async_request(request)
            try:
                status, lower = answer.status_code, _readable(answer.headers.raw)
                if status in _MOVED or status == NOT_MODIFIED:
                    return Fetched(address.url, status, headers=lower)
                if status != _OK:
                    raise _unwelcome(address.url, status, lower)
                content = await _bounded(answer, lower, most_bytes, address.url)
                return Fetched(address.url, status, content, lower)
            finally:
                await answer.aclose()
        except AddressRefused as error:
            raise AddressRefused(address.url, error.reason) from None
        except NoSuchHost:
            raise FetchError(address.url, "there is no such host") from None
        except httpcore.TimeoutException:
            raise FetchError(address.url, "it did not answer in time") from None
        except httpcore.ConnectError as error:
            secure = "certificate" in str(error).lower() or "ssl" in str(error).lower()
            reason = "its certificate is not valid" if secure else "it cannot be reached"
            raise FetchError(address.url, reason) from error
        # Numbers of thousands of digits, as a length, are an error of Python's and not of h11's.
        except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError, ValueError) as error:
            raise FetchError(address.url, "it does not answer in HTTP, or breaks off") from error
        except (httpcore.NetworkError, httpx.InvalidURL, OSError) as error:
            raise FetchError(address.url, "the connection broke") from error

    def _request(
        self, address: Address, headers: Mapping[str, str], credentials: tuple[str, str] | None
    ) -> httpx.Request:
        _, _, netloc, *rest = address.url.split("/", 3)
        stated = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        if credentials:
            stated.append((b"Authorization", b"Basic " + b64encode(":".join(credentials).encode())))
        return httpx.Request(
            "GET",
            httpx.URL(
                scheme=address.scheme, host=address.host, port=address.port, raw_path=f"/{'/'.join(rest)}".encode()
            ),
            headers=[(b"Host", netloc.encode()), *self._headers, *stated],
            extensions={"timeout": self._timeouts},
        )

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """One of the host's slots."""
        slot = self._hosts.setdefault(host, asyncio.Semaphore(self._settings.per_host))
        self._users[host] += 1
        try:
            async with slot:
                yield
        finally:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._hosts[host]


async def _bounded(answer: httpx.Response, headers: Mapping[str, str], most_bytes: int, url: str) -> bytes:
    megabytes = most_bytes / 1024 / 1024
    too_large = FetchError(url, f"it is larger than {megabytes:g} MB", status=answer.status_code)
    if int(headers.get("content-length") or 0) > most_bytes:
        raise too_large
    packed, content = 0, bytearray()
    try:
        unpacker = unpacker_for(headers.get("content-encoding", ""))
        async for part in answer.aiter_raw():
            packed += len(part)
            if packed > most_bytes:
                raise too_large
            for piece in unpacker.feed(part):
                content += piece
                if len(content) > most_bytes:
                    raise too_large
                if len(part) != len(piece):
                    await asyncio.sleep(0)  # unpacking a bomb up to the limit takes a while
    except CannotUnpack as error:
        raise FetchError(url, str(error), status=answer.status_code) from error
    return bytes(content)


def _letters(header: str) -> str:
    """A header's text where its bytes are UTF-8, which they often are though they must not be."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _readable(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header values by their names in lower case, as they stand; a name that comes again adds to its value."""
    readable: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        readable[key] = f"{readable[key]}, {text}" if key in readable else text
    return readable


def _unwelcome(url: str, status: int, headers: Mapping[str, str]) -> FetchError:
    reason = _REASONS.get(status) or (
        "it has trouble of its own" if status >= 500 else "it does not give out what is there"
    )
    wait = retry_after(headers, now=datetime.now(UTC))
    return FetchError(url, f"{reason} (status {status})", status=status, retry_after=wait)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait (RFC 9110 §10.2.3), at most a week; None without one."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return min(timedelta(seconds=int(stated[:9])), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta()), _LONGEST_WAIT)
