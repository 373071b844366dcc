"""What the guarded client takes from a server, and what it does not wait for."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import zlib
from datetime import UTC, datetime, timedelta
from time import monotonic

import brotli
import pytest
import zstandard
from aiohttp import web

from bot.sources.guarded import GuardedClient, retry_after
from briefs.errors import AddressRefused, FetchError
from tests.fetching.serving import Site, settings

TEXT = "The ministers will meet in Vienna on Friday. " * 2000


async def test_a_page_with_its_headers(site: Site, client: GuardedClient) -> None:
    site.put("/a", TEXT, headers={"ETag": '"1"'})
    fetched = await client.get(f"{site.url}/a#part")
    assert (fetched.status, fetched.content.decode(), fetched.headers["etag"]) == (200, TEXT, '"1"')
    assert fetched.url == f"{site.url}/a"
    assert site.asked[0].headers["User-Agent"].startswith("attache/")


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT.encode(), mtime=0)),
        ("deflate", zlib.compress(TEXT.encode())),
        ("deflate", zlib.compress(TEXT.encode())[2:-4]),
        ("br", brotli.compress(TEXT.encode())),
        ("zstd", zstandard.compress(TEXT.encode())),
        ("br, gzip", gzip.compress(brotli.compress(TEXT.encode()), mtime=0)),
        ("identity", TEXT.encode()),
    ],
    ids=["gzip", "deflate", "deflate", "br", "zstd", "br then gzip", "identity"],
)
async def test_compressed(site: Site, client: GuardedClient, encoding: str, packed: bytes) -> None:
    site.put("/", packed, headers={"Content-Encoding": encoding})
    assert (await client.get(site.url)).content.decode() == TEXT


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(bytes(30_000_000), mtime=0)),
        ("deflate", zlib.compress(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000))),
        ("zstd", zstandard.compress(bytes(30_000_000))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(30_000_000)), mtime=0)),
        ("identity", bytes(3_000_000)),
    ],
    ids=["gzip", "deflate", "br", "zstd", "gzip then gzip", "identity"],
)
async def test_bombs(site: Site, encoding: str, packed: bytes) -> None:
    client = GuardedClient(settings(max_megabytes=2))
    site.put("/", packed, headers={"Content-Encoding": encoding})
    began = monotonic()
    with pytest.raises(FetchError, match="larger than 2 MB"):
        await client.get(site.url)
    assert monotonic() - began < 3
    await client.close()


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate", "rot13", "gzip, gzip, gzip"])
async def test_not_compressed_as_it_says(site: Site, client: GuardedClient, encoding: str) -> None:
    site.put("/", b"\x01plain words", headers={"Content-Encoding": encoding})
    with pytest.raises(FetchError, match="compressed"):
        await client.get(site.url)


async def test_a_body_without_end(site: Site) -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(bytes(65536))

    site.pages["/"] = pour
    client = GuardedClient(settings(max_megabytes=1))
    with pytest.raises(FetchError, match="larger than 1 MB"):
        await client.get(site.url)
    await client.close()


async def test_a_slow_body(site: Site) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(100):
            await answer.write(b"a")
            await asyncio.sleep(0.1)
        return answer

    site.pages["/"] = drip
    client = GuardedClient(settings(timeout_seconds=0.5))
    began = monotonic()
    with pytest.raises(FetchError, match="did not answer within"):
        await client.get(site.url)
    assert monotonic() - began < 2
    await client.close()


async def test_redirects(site: Site, client: GuardedClient) -> None:
    site.put("/end", "here")
    site.lead("/old", "/new", 301)
    site.lead("/new", f"{site.url}/end", 308)
    site.lead("/today", "/old", 302)
    fetched = await client.get(f"{site.url}/old")
    assert (fetched.url, fetched.moved_to) == (f"{site.url}/end", f"{site.url}/end")
    assert (await client.get(f"{site.url}/today")).moved_to == ""


async def test_a_move_for_good_to_what_moves_for_today(site: Site, client: GuardedClient) -> None:
    site.put("/end", "here")
    site.lead("/old", "/new", 301)
    site.lead("/new", "/end", 302)
    fetched = await client.get(f"{site.url}/old")
    assert (fetched.url, fetched.moved_to) == (f"{site.url}/end", f"{site.url}/new")


async def test_circles_and_endless_chains(site: Site, client: GuardedClient) -> None:
    site.lead("/a", "/b")
    site.lead("/b", "/a")
    with pytest.raises(FetchError, match="circle"):
        await client.get(f"{site.url}/a")
    for number in range(20):
        site.lead(f"/{number}", f"/{number + 1}")
    with pytest.raises(FetchError, match="more than 8 times"):
        await client.get(f"{site.url}/0")
    site.put("/lost", status=302)
    with pytest.raises(FetchError, match="not where to"):
        await client.get(f"{site.url}/lost")


async def test_credentials_go_to_their_own_host_only(site: Site, client: GuardedClient, caplog: object) -> None:
    logging.getLogger("httpcore").setLevel(logging.DEBUG)
    elsewhere = site.url.replace("127.0.0.1", "localhost")
    site.put("/feed", "mine")
    site.lead("/leave", f"{elsewhere}/feed")
    site.lead("/stay", "/feed")
    secret = site.url.replace("//", "//anna:s3cret@")
    assert (await client.get(f"{secret}/feed")).content == b"mine"
    assert site.asked[-1].headers["Authorization"].startswith("Basic ")
    await client.get(f"{secret}/stay")
    assert "Authorization" in site.asked[-1].headers
    await client.get(f"{secret}/leave")
    assert "Authorization" not in site.asked[-1].headers
    with pytest.raises(FetchError) as caught:
        await client.get(f"{secret}/missing")
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in caplog.text  # type: ignore[attr-defined]


@pytest.mark.parametrize(("status", "words"), [(404, "nothing at"), (410, "gone"), (403, "let us in"), (500, "own")])
async def test_unwelcome_answers(site: Site, client: GuardedClient, status: int, words: str) -> None:
    site.put("/", status=status)
    with pytest.raises(FetchError, match=words) as caught:
        await client.get(site.url)
    assert caught.value.status == status


async def test_retry_after_is_kept(site: Site, client: GuardedClient) -> None:
    site.put("/", status=429, headers={"Retry-After": "120"})
    with pytest.raises(FetchError) as caught:
        await client.get(site.url)
    assert caught.value.retry_after == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("stated", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 14 May 2013 08:10:00 GMT", timedelta(minutes=10)),
        ("Tue, 14 May 2013 07:00:00 GMT", timedelta()),
        ("99999999999999999999", timedelta(days=7)),
        ("soon", None),
        ("-1", None),
        ("", None),
    ],
)
def test_retry_after(stated: str, wait: timedelta | None) -> None:
    assert retry_after({"retry-after": stated}, now=datetime(2013, 5, 14, 8, tzinfo=UTC)) == wait


async def test_one_host_is_asked_two_things_at_once(site: Site) -> None:
    under_way, most = 0, 0

    async def slow(request: web.Request) -> web.StreamResponse:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.4)
        under_way -= 1
        return web.Response(text="ok")

    site.pages = {f"/{number}": slow for number in range(6)}
    client = GuardedClient(settings(per_host=2, timeout_seconds=1.1))  # waiting for a turn is not the host's slowness
    await asyncio.gather(*(client.get(f"{site.url}/{number}") for number in range(6)))
    assert most == 2
    await client.close()


async def test_nobody_there(client: GuardedClient) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        await client.get("http://127.0.0.1:9/")


async def test_no_http(client: GuardedClient) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH\r\n" * 100)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(FetchError):
        await client.get(f"http://127.0.0.1:{port}/")
    server.close()


async def test_endless_headers(client: GuardedClient) -> None:
    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        try:
            while True:
                writer.write(b"X-A: " + b"a" * 60_000 + b"\r\n")
                await writer.drain()
        except ConnectionError:
            writer.close()

    server = await asyncio.start_server(pour, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(FetchError):
        await client.get(f"http://127.0.0.1:{port}/")
    server.close()


async def test_cookies_are_not_kept(site: Site, client: GuardedClient) -> None:
    site.put("/", "a", headers={"Set-Cookie": "who=me; Path=/"})
    await client.get(site.url)
    await client.get(site.url)
    assert "Cookie" not in site.asked[-1].headers


async def test_private_addresses_are_refused_by_default(site: Site) -> None:
    client = GuardedClient(settings(allow_private_addresses=False))
    with pytest.raises(AddressRefused):
        await client.get(site.url)
    assert not site.asked
    await client.close()


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nETag: \xff\xfe\xe9\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 " + b"2" * 5000 + b" OK\r\n\r\n",
        b"HTTP/1.1 304\r\n" + b"A: b\r\n" * 40_000,
        b"\x16\x03\x01\x02\x00",
        b"",
    ],
    ids=["length", "chunk", "negative", "status", "headers", "tls", "nothing"],
)
async def test_answers_that_are_no_http(head: bytes, client: GuardedClient) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        with contextlib.suppress(OSError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FetchError):
            await client.get(f"http://127.0.0.1:{port}/")


async def test_odd_letters_in_an_etag_are_sent_back_as_they_came(site: Site, client: GuardedClient) -> None:
    site.put("/", "x")
    await client.get(site.url, headers={"If-None-Match": '"caf\xe9"'})
    assert site.asked[-1].raw_headers[-1] == (b"If-None-Match", b'"caf\xe9"')


@pytest.mark.parametrize(
    ("location", "asked"),
    [("/café", "/caf%C3%A9"), ("/caf%C3%A9", "/caf%C3%A9"), ("/b?q=ü", "/b?q=%C3%BC")],
    ids=["letters", "percent", "query"],
)
async def test_redirects_to_letters_beyond_ascii(location: str, asked: str, client: GuardedClient) -> None:
    paths: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        paths.append(head.split(" ")[1])
        if len(paths) == 1:
            writer.write(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert (await client.get(f"http://127.0.0.1:{port}/")).content == b"ok"
    assert paths == ["/", asked]
