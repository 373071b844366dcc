"""A round over 1,000 feeds beside the package `reader` in the same run.

python -m tests.bench.sources [FEEDS]

Once with a server that answers at once, which measures the computing, once with one as far away as servers are. Both
ask the same server on loopback, each feed under a host of its own, with eight threads (reader) or 32 connections
(attache), and keep what they get in SQLite on disk. attache takes feeds apart in a process beside its event loop, as
`attache run` does. Articles are only filed here, as reader does; what comes after is measured by `tests.bench.pages`
and `tests.bench.ingesting`.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import logging
import multiprocessing
import os
import random
import sys
import tempfile
import urllib.request
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import feedparser_sgmllib
from reader import make_reader

from bot.clock import SystemClock
from bot.config import FetchConfig
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.pool import ReadingPool
from bot.sources.feeds import add_feed, all_feeds
from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.sources.polling import Poller
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from briefs.model.article import Article
from tests.sources.feedforge import Entry, rss

ENTRIES = 15
DELAYS = (0.0, 0.05)
"""Seconds that the server takes to answer: none, which leaves the computing, and what the web takes at its best."""
_SYLLABLES = ("ba", "con", "der", "es", "fil", "gar", "hun", "in", "jo", "kal", "lum", "mer", "nor", "os", "per")
_WORDS = ["".join(word) for word in itertools.product(_SYLLABLES, repeat=3)]
SETTINGS = FetchConfig(allow_private_addresses=True)


def feed_content(number: int, version: int) -> bytes:
    """Feed `number` when it had `version` entries more than at first."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    entries = []
    for entry in range(version, ENTRIES + version):
        title, body = _text(number * 1000 + entry)
        entries.append(Entry(number * 1000 + entry, title, body, now - timedelta(hours=ENTRIES + 1 - entry)))
    return rss(*reversed(entries), title=f"Feed {number}")


def _text(number: int) -> tuple[str, str]:
    """A title and a body of some 150 words, English in its little words and nonsense in the others."""
    chance = random.Random(number)
    sentences = []
    for _ in range(10):
        a, b, c, d, e, f, g, h = chance.choices(_WORDS, k=8)
        sentences.append(f"The {a} of {b} said on Monday that the {c} {d} and the {e} had {f} to the {g} {h}.")
    return sentences[0][:60], "".join(f"<p>{sentence}</p>" for sentence in sentences)


def serve(pipe: Connection, delay: float) -> None:
    """A server that costs as little as can be and answers after `delay` seconds, in a process of its own."""
    asyncio.run(_serve(pipe, delay))


async def _serve(pipe: Connection, delay: float) -> None:
    versions, asked, made = [0], [0], dict[tuple[int, int], bytes]()

    class Answering(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.WriteTransport)
            self.transport, self.held = transport, b""

        def data_received(self, data: bytes) -> None:
            self.held += data
            while b"\r\n\r\n" in self.held:
                head, self.held = self.held.split(b"\r\n\r\n", 1)
                asyncio.get_running_loop().call_later(delay, self.transport.write, answer(head))

    def answer(head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if path.startswith("/version/"):
            versions[0] = int(path.rpartition("/")[2])
            for number in range(int(path.split("/")[2])):
                made[number, versions[0]] = feed_content(number, versions[0])
            return _response(b"200 OK", b"ok")
        if path == "/asked":
            count, asked[0] = asked[0], 0
            return _response(b"200 OK", str(count).encode())
        asked[0] += 1
        etag = f'"{versions[0]}"'.encode()
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        return _response(b"200 OK", made[int(path.rpartition("/")[2]), versions[0]], b"ETag: " + etag + b"\r\n")

    server = await asyncio.get_running_loop().create_server(Answering, "0.0.0.0", 0, backlog=2000)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _response(status: bytes, body: bytes, headers: bytes = b"") -> bytes:
    length = str(len(body)).encode()
    return (b"HTTP/1.1 " + status + b"\r\nContent-Type: application/rss+xml\r\n" + headers + b"Content-Length: "
            + length + b"\r\n\r\n" + body)  # fmt: skip


def urls(port: int, count: int) -> list[str]:
    """Each feed under a host of its own."""
    return [f"http://127.0.{1 + number // 250}.{1 + number % 250}:{port}/feed/{number}" for number in range(count)]


def _ask(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=300) as answer:
        return str(answer.read().decode())


# reader's own copy of feedparser asks for the module by its name in Python 2, which nothing that it requires installs.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)

Round = tuple[float, float, int]
"""Seconds, seconds of computing in all its processes, requests."""


def by_reader(port: int, feeds: list[str], folder: str, rounds: Iterable[int]) -> list[Round]:
    """Seconds and requests of each round, by `reader` with eight threads."""
    reader = make_reader(str(Path(folder) / "reader.sqlite"))
    for url in feeds:
        reader.add_feed(url)
    taken = []
    for version in rounds:
        _ask(port, f"/version/{len(feeds)}/{version}")
        began, computed = perf_counter(), process_time()
        reader.update_feeds(workers=8, scheduled=False)
        taken.append((perf_counter() - began, process_time() - computed, int(_ask(port, "/asked"))))
    _tell("entries that reader has", reader.get_entry_counts().total or 0, "entries")
    reader.close()
    return taken


class FilingOnly(Ingestor):
    """Files, and leaves reading to later."""

    async def read_filed(self, articles: Iterable[Article]) -> None:
        """Later."""


async def by_attache(port: int, feeds: list[str], folder: str, rounds: Iterable[int]) -> list[Round]:
    """Seconds and requests of each round, by attache; how long the event loop was held meanwhile."""
    runner = await StoreThread.start(lambda: open_store(str(Path(folder) / "attache"), exclusive=True))
    clock, reader, client = SystemClock(), ReadingPool(workers=1, model_name="off"), GuardedClient(SETTINGS)
    await reader.start()
    poller = Poller(runner=runner, ingestor=FilingOnly(runner, reader, clock), reader=reader, clock=clock,
                    fetcher=PageFetcher(client, SETTINGS), settings=SETTINGS)  # fmt: skip

    def add(store: Store) -> None:
        with store.transaction():
            for url in feeds:
                add_feed(store, client.check(url), now=clock.now(), interval=timedelta(minutes=15))

    await runner.run(add)
    gc.collect()
    gc.freeze()  # as `attache run` does
    taken: list[Round] = []
    lags: list[float] = []
    waking = asyncio.create_task(_wake(lags))
    for version in rounds:
        await asyncio.to_thread(_ask, port, f"/version/{len(feeds)}/{version}")
        known = await runner.run(all_feeds)
        began, computed = perf_counter(), _computed()
        polled = await poller.round(known)
        seconds, computed = perf_counter() - began, _computed() - computed
        await poller.finish()
        taken.append((seconds, computed, int(await asyncio.to_thread(_ask, port, "/asked"))))
        _tell(f"articles filed in round {len(taken)}", sum(each.new for each in polled), "articles")
        failed = [each.error for each in polled if each.error]
        if failed:
            _tell("feeds that failed", len(failed), "feeds", first=str(failed[0]))
    waking.cancel()
    lags.sort()
    _tell("the event loop held in rounds, p99", round(lags[len(lags) * 99 // 100] * 1000, 1), "ms", bar=100)
    _tell("the event loop held in rounds, at most", round(lags[-1] * 1000, 1), "ms", bar=100)
    await client.close()
    await reader.close()
    await runner.close()
    return taken


def _computed() -> float:
    """Seconds that this process and its readers have computed."""
    seconds = process_time()
    for child in multiprocessing.active_children():
        if child.name == "attache-reader":
            fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


async def _wake(lags: list[float]) -> None:
    while True:
        began = perf_counter()
        await asyncio.sleep(0.005)
        lags.append(perf_counter() - began - 0.005)


def rounds(count: int, delay: float) -> None:
    """First round, unchanged, one new entry a feed: both, in turns, of a server that answers after `delay` seconds."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    server = spawn.Process(target=serve, args=(theirs, delay), daemon=True)
    server.start()
    port = int(ours.recv())
    feeds = urls(port, count)
    versions = (0, 0, 1, 1)
    with tempfile.TemporaryDirectory(prefix="sources-bench-") as folder:
        mine = asyncio.run(by_attache(port, feeds, folder, versions))
        other = by_reader(port, feeds, folder, versions)
    server.terminate()
    for name, ours_, theirs_ in zip(
        ("first round", "unchanged", "one new entry each", "unchanged again"), mine, other, strict=True
    ):
        _compare(f"{count} feeds{_after(delay)}, {name}", ours_, theirs_)
    _compare(f"{count} feeds{_after(delay)}, all four rounds", _sum(mine), _sum(other))


def _after(delay: float) -> str:
    return f" answering after {delay * 1000:.0f} ms" if delay else ""


def _sum(taken: list[Round]) -> Round:
    return sum(each[0] for each in taken), sum(each[1] for each in taken), sum(each[2] for each in taken)


def _compare(figure: str, mine: Round, other: Round) -> None:
    (seconds, computed, asked), (their_seconds, their_computed, their_asked) = mine, other
    _tell(
        figure,
        round(seconds, 2),
        "s",
        reader=round(their_seconds, 2),
        times=round(their_seconds / seconds, 1),
        bar=3,
        computed=round(computed, 2),
        computed_by_reader=round(their_computed, 2),
        times_computed=round(their_computed / computed, 1),
        requests=asked,
        requests_of_reader=their_asked,
    )


def _tell(figure: str, value: float, unit: str, **more: Any) -> None:
    print(json.dumps({"bench": "sources", "figure": figure, unit: value, **more}), flush=True)


def main() -> None:
    """Print one JSON line a figure."""
    logging.getLogger("reader").setLevel(logging.ERROR)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for delay in DELAYS:
        rounds(count, delay)


if __name__ == "__main__":
    main()
