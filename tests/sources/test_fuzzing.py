"""Mutated feeds, pages, mails and lists: an article, a refusal, never anything else, and soon.

FUZZ_MINUTES=10 python -m pytest -m slow tests/sources/test_fuzzing.py
"""

from __future__ import annotations

import os
import random
import tracemalloc
from collections.abc import Callable
from time import monotonic

import pytest

from briefs.errors import FormatError
from briefs.sources.batch import Origin
from briefs.sources.discovery import find_feeds
from briefs.sources.feeds import parse_feed
from briefs.sources.opml import Outline, read_opml, write_opml
from briefs.sources.recognise import recognise
from tests.sources.feedforge import DIALECTS, Entry
from tests.sources.pagesmith import pages
from tests.sources.pdfpress import pdf
from tests.sources.test_documents import mail

SLOWEST = 10.0
ORIGIN = Origin("https://gulf.example/x", url="https://gulf.example/x")
TOKENS = (b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"\0", b"\xff\xfe", b"&#0;", b"&#x110000;", b"\xed\xa0\x80",
          b"<item>", b"</channel>", b"<p " * 50, b"<div>" * 300, b"a" * 5000, b'"', b"<!DOCTYPE x [", b"\r\n\r\n",
          b"Content-Type: multipart/mixed; boundary=x\r\n", b"encoding='utf-16'", b"{" * 2000, b"9" * 400)  # fmt: skip


def seeds() -> list[tuple[Callable[[bytes], object], bytes]]:
    """What is mutated, and who must bear it."""
    entries = (Entry(1), Entry(2, title="A & B"))
    found: list[tuple[Callable[[bytes], object], bytes]] = [
        (lambda content: parse_feed(content, ORIGIN), forge(*entries)) for forge in DIALECTS.values()
    ]
    for page in list(pages())[:22:3]:
        found.append((lambda content: recognise(content, ORIGIN), page.html.encode()))
        found.append((lambda content: find_feeds(content, ORIGIN), page.html.encode()))
    found.append((lambda content: recognise(content, Origin("a.eml")), mail(html=True)))
    release = pdf(
        ("14 May 2013", "Ministers of Iran and Turkey will meet in Vienna."), ("They will talk.",), packed=False
    )
    found.append((lambda content: recognise(content, Origin("a.pdf")), release))
    lines = (
        b'{"text": "The ministers will meet.", "published": "2013-05-14T10:00:00+03:00", "url": "https://a.example"}'
    )
    found.append((lambda content: recognise(content, Origin("a")), lines * 2))
    opml = write_opml([Outline("https://a.example/feed", "A", "World/Europe")], title="x")
    found.append((lambda content: read_opml(content, "a.opml"), opml))
    return found


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content after one to eight accidents."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 4, 30, 400)))
        match chance.randrange(5):
            case 0:
                changed[at:at] = chance.choice(TOKENS)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end] * chance.choice((1, 2, 40))
            case 3:
                changed[at:end] = chance.randbytes(end - at)
            case _:
                changed[at:end] = chance.choice(TOKENS)
    return bytes(changed)


def run(chance: random.Random, *, rounds: int = 0, seconds: float = 0.0) -> int:
    """Mutate and read until the rounds or the seconds are over; how many."""
    kept, done, until = seeds(), 0, monotonic() + seconds
    while done < rounds or monotonic() < until:
        read, content = kept[done % len(kept)]
        content = mutated(content, chance)
        began = monotonic()
        try:
            read(content)
        except FormatError:
            pass
        took = monotonic() - began
        assert took < SLOWEST, (took, content[:300])
        done += 1
    return done


def test_accidents() -> None:
    assert run(random.Random(7), rounds=600) == 600


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_many_accidents_and_no_growth() -> None:
    minutes = float(os.environ.get("FUZZ_MINUTES", "10"))
    chance = random.Random(os.environ.get("FUZZ_SEED", "0"))
    run(chance, rounds=500)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    assert run(chance, seconds=minutes * 60) > 100
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20 * 1024 * 1024
