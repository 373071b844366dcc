"""Reading in processes of their own: the event loop stays free, and an article that ends one costs only itself.

Each worker is a fresh interpreter (spawn) with one model behind a pipe. Worker and pool talk in turns: a request, an
answer. A worker that dies or exceeds the time cap is killed and replaced, and its article is answered as unread with
the reason; a death is tried once more first, since it may have been another's fault (memory).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from bot.ingesting.reader import DIED, MOST_PEOPLE, TOO_LONG, BlockingReader
from bot.logs import start_logging
from briefs.errors import FormatError
from briefs.model.article import Article
from briefs.model.reading import Person, Reading
from briefs.sources.batch import Batch, Origin
from briefs.sources.feeds import ParsedFeed
from briefs.sources.language import detect_language

TIME_CAP = timedelta(seconds=60)
_STARTING = timedelta(seconds=120)
_NOT_STARTED = f"the reading process had not started after {_STARTING.total_seconds():.0f} s"

_WARMING = "The first text is slower than the others, unless it is this one."

_log = logging.getLogger("attache.reading")


class ReadingPool:
    """An `ArticleReader` over `workers` processes. `off` says why nothing is read, "" when reading works."""

    def __init__(self, *, workers: int = 1, model_name: str = "auto", time_cap: timedelta = TIME_CAP) -> None:
        self.off = ""
        self._news = _News()
        self._workers = [_Worker(model_name, time_cap) for _ in range(workers)]
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="reading")
        self._closed = False

    async def start(self) -> None:
        """Start the workers and load their models, which takes some seconds."""
        loop = asyncio.get_running_loop()
        started = await asyncio.gather(*(loop.run_in_executor(self._threads, worker.begin) for worker in self._workers))
        self.off = next((reason for reason in started if reason), "")
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def recognise(self, content: bytes, origin: Origin) -> Batch:
        """See `ArticleReader.recognise`."""
        answer = await self._ask_apart("recognise", content, origin)
        assert isinstance(answer, Batch)
        return answer

    async def parse_feed(self, content: bytes, origin: Origin, seen: Mapping[str, str]) -> ParsedFeed:
        """See `FeedReader.parse_feed`."""
        answer = await self._ask_apart("parse_feed", content, origin, dict(seen))
        assert isinstance(answer, ParsedFeed)
        return answer

    async def read(self, article: Article) -> Reading:
        """See `ArticleReader.read`."""
        for _ in range(2):
            try:
                answer = await self._ask("read", article)
            except _TooLong:
                return Reading(article.id, unread=TOO_LONG)
            except _Died:
                continue
            assert isinstance(answer, Reading)
            return answer
        return Reading(article.id, unread=DIED)

    def learn(self, people: Iterable[Person]) -> None:
        """See `ArticleReader.learn`; a worker is told with its next article."""
        self._news.add(people)

    async def close(self) -> None:
        """End the workers. Idempotent."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()

    async def _ask_apart(self, verb: str, content: bytes, origin: Origin, *more: object) -> object:
        try:
            answer = await self._ask(verb, content, origin, *more)
        except _TooLong:
            raise FormatError(origin.name, "taking it apart took too long") from None
        except _Died:
            raise FormatError(origin.name, "it cannot be taken apart") from None
        if isinstance(answer, FormatError):
            raise answer
        return answer

    async def _ask(self, *request: object) -> object:
        worker = await self._idle.get()
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, request, self._news)
        # Put back when it has answered, even if the one who asked has been cancelled meanwhile.
        asked.add_done_callback(lambda _: self._idle.put_nowait(worker))
        return await asked


class _Died(Exception):
    """The worker ended before it answered."""


class _TooLong(Exception):
    """The worker did not answer in time and was killed."""


class _News:
    """People that workers have to be told of, numbered as they came; the last are kept, which is all that one knows.

    Told by the store's thread, asked by those of the workers.
    """

    def __init__(self) -> None:
        self._people: deque[Person] = deque(maxlen=2 * MOST_PEOPLE)
        self._came = 0
        self._lock = threading.Lock()

    def add(self, people: Iterable[Person]) -> None:
        """Some more."""
        with self._lock:
            for person in people:
                self._people.append(person)
                self._came += 1

    def since(self, number: int) -> tuple[list[Person], int]:
        """Those after a number, as far as they are kept, and the last one's number."""
        with self._lock:
            missing = min(self._came - number, len(self._people))
            return list(islice(self._people, len(self._people) - missing, None)), self._came


class _Worker:
    """One process and our end of its pipe. Blocking; used by one thread at a time."""

    def __init__(self, model_name: str, time_cap: timedelta) -> None:
        self._model_name, self._time_cap = model_name, time_cap
        self._process: Any = None
        self._pipe: Connection | None = None
        self._told = 0  # up to which of the news
        self._stopped = False

    def begin(self) -> str:
        """As `start`, but a process that does not start is one more reason; the next request tries again."""
        try:
            return self.start()
        except (_Died, _TooLong) as error:
            return "the reading process ended while it started" if isinstance(error, _Died) else _NOT_STARTED

    def start(self) -> str:
        """Start the process; why it cannot read, "" if it can. Raises _Died, _TooLong."""
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(theirs, self._model_name), name="attache-reader", daemon=True)
        self._process.start()
        theirs.close()
        self._told = 0
        return str(self._answer(_STARTING))

    def ask(self, request: tuple[object, ...], news: _News) -> object:
        """The answer to one request. Raises _Died, _TooLong; the next request finds a fresh process."""
        if self._process is None or not self._process.is_alive():
            self.start()
        assert self._pipe is not None
        people, told = news.since(self._told)
        try:
            self._pipe.send((people, *request))
        except (OSError, ValueError) as error:
            self._discard()
            raise _Died from error
        self._told = told
        return self._answer(self._time_cap)

    def stop(self) -> None:
        """End the process for good; a request under way gets _Died."""
        self._stopped = True
        self._discard()

    def _answer(self, within: timedelta) -> object:
        assert self._pipe is not None
        try:
            if not self._pipe.poll(within.total_seconds()):
                _log.warning("a reading process gave no answer in %s and is replaced", within)
                self._discard()
                raise _TooLong
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            if not self._stopped:
                _log.warning("a reading process ended and is replaced")
            self._discard()
            raise _Died from error

    def _discard(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = None
        if process is not None:
            process.kill()
            process.join(5)
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def serve(pipe: Connection, model_name: str) -> None:
    """What a worker process does until its pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    start_logging("warning")
    reader = BlockingReader(model_name)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        off = reader.load()
        detect_language(_WARMING)  # loads its model, too
        pipe.send(off)
        while True:
            people, verb, *arguments = pipe.recv()
            reader.learn(people)
            if verb == "read":
                pipe.send(reader.read(*arguments))
            else:
                try:
                    take_apart = reader.parse_feed if verb == "parse_feed" else reader.recognise
                    pipe.send(take_apart(*arguments))
                except FormatError as error:
                    pipe.send(error)
