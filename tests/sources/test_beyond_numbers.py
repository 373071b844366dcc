"""Numbers that no computer's calendar, length or stack holds, wherever a stranger may write one."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from briefs.errors import FormatError
from briefs.reading.dates import find_dates
from briefs.sources.batch import Origin
from briefs.sources.feeds import parse_feed
from briefs.sources.instants import parse_instant
from briefs.sources.recognise import recognise

EDGES = ("9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00", "9999-12-31", "0001-01-01")
ENDLESS = "9" * 5000
STORY = "".join(
    "<p>The ministers will meet in Vienna on Friday, officials said in both capitals.</p>" for _ in range(6)
)


@pytest.mark.parametrize("edge", EDGES)
def test_no_article_is_published_at_the_edge_of_the_calendar(edge: str) -> None:
    assert parse_instant(edge) is None
    page = f'<html><head><meta name="date" content="{edge}"></head><body><article>{STORY}</article></body></html>'
    article = recognise(page.encode(), Origin("page.html", url="https://gulf.example/1")).articles[0]
    assert article.published_at is None
    with pytest.raises(FormatError, match="published"):
        raise recognise(f'{{"text":"words","published":"{edge}"}}'.encode(), Origin("a.jsonl")).refused[0]
    item = f"<item><title>A story</title><link>/1</link><date>{edge}</date></item>"
    feed = parse_feed(f"<rss><channel>{item}</channel></rss>".encode(), Origin("x", url="https://gulf.example/f"))
    assert feed.items[0].article.published_at is None


@pytest.mark.parametrize(
    "date",
    ["Fri, 31 Dec 9999 23:59:59 -1000", f"Fri, 31 Dec {ENDLESS} 23:59:59 GMT", f"Fri, 31 Dec 2013 23:59:59 +{ENDLESS}"],
    ids=["last", "endless year", "endless zone"],
)
def test_nor_by_the_date_of_a_feed(date: str) -> None:
    item = f"<item><title>A story</title><link>/1</link><pubDate>{date}</pubDate></item>"
    content = f"<rss><channel><ttl>{ENDLESS}</ttl>{item}</channel></rss>".encode()
    feed = parse_feed(content, Origin("x", url="https://gulf.example/f"))
    assert feed.items[0].article.published_at is None
    assert feed.ttl is None


@pytest.mark.parametrize(
    "line", ["Published: 9999-12-31 23:59 -1000", "Published: 31 December 9999, 23:59 GMT-10", f"Updated: {ENDLESS}"]
)
def test_nor_by_its_words(line: str) -> None:
    assert recognise(f"{line}\n\nThe ministers met.".encode(), Origin("a.txt")).articles[0].published_at is None


@pytest.mark.parametrize(
    "content",
    [b'{"text":"words", "n":' + b"[" * 60_000, b'{"text":"words", "n":' + ENDLESS.encode() + b"}"],
    ids=["deep", "endless"],
)
def test_lines_of_json(content: bytes) -> None:
    assert "no JSON object" in str(recognise(content, Origin("x")).refused[0])


def test_deep_nonsense_without_a_name_is_refused_or_text() -> None:
    assert recognise(b'{"a":' + b"[" * 4000, Origin("x")).articles[0].text.startswith('{"a":')


PHRASES = (
    "in {n} days", "{n} weeks ago", "on {n} May", "May {n}", "{n} BC", "in the year {n}", "the {n}s", "{n}/{n}/{n}",
    "at {n}:{n}", "the {n}th of June", "Q{n} {n}", "a {n}-day visit from Monday", "{n}-{n} May 2013",
    "in {n} decades", "{n} hours ago", "week {n} of {n}", "{n}.{n}.{n}", "{n} hundred years ago",
)  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_dates_in_words(phrase: str) -> None:
    """None of them raises; what it means is another matter."""
    for number in (ENDLESS, "9" * 40, "99999", "9999", "0", "٩٩٩٩", "²"):
        for published in (
            datetime(2013, 5, 14, tzinfo=UTC),
            datetime.max.replace(tzinfo=UTC),
            datetime.min.replace(tzinfo=UTC),
        ):
            find_dates(f"They met {phrase.format(n=number)}, and left.", published=published)


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_archives_that_would_unpack_without_bound(how: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        archive.writestr("a.txt", b"The ministers met. " * 100_000)
    with pytest.raises(FormatError, match="unusual way"):
        recognise(packed.getvalue(), Origin("a.zip"))


def test_a_document_of_nothing_but_xml() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<a>" + b"<b/>" * 10_000_000)
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(FormatError, match="MB of XML"):
        recognise(packed.getvalue(), Origin("a.docx"))
