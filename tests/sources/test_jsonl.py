"""JSON lines: the form of the annotated corpora, bad lines told one by one."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import FormatError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise

CORPUS = Path(__file__).parents[1] / "corpora" / "corpus" / "articles.jsonl"
LINE: dict[str, Any] = {"id": "a1", "source": "MPA", "text": "Ministers meet.", "published": None, "lang": "en"}


def test_a_whole_corpus_comes_in_as_written() -> None:
    batch = recognise(CORPUS.read_bytes(), Origin(CORPUS.name))
    records = [json.loads(line) for line in CORPUS.read_text().splitlines()]
    assert batch.refused == ()
    assert [article.id for article in batch.articles] == [record["id"] for record in records]
    for article, record in zip(batch.articles, records, strict=True):
        assert article.text == record["text"]
        assert (article.title, article.source, article.url) == (record["title"], record["source"], record["url"])
        if record["published"] is None:
            assert article.published_at is None
        else:
            assert article.published_at == datetime.fromisoformat(record["published"])
            assert article.published_from is PublishedFrom.METADATA
    first = batch.articles[0].published_at
    assert first is not None
    assert first.utcoffset() == timedelta(hours=4)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "no JSON object"),
        ("[1]", "no JSON object"),
        ("[" * 5000, "no JSON object"),
        ('{"id": 1}', '"text" must be'),
        ('{"text": 7}', '"text" must be'),
        ('{"text": "..."}', '"text" must be'),
        ('{"text": "words", "title": 5}', '"title" must be'),
        ('{"text": "words", "published": "last week"}', '"published" must be'),
        ('{"text": "words", "published": 1368500000}', '"published" must be'),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_taken(line: str, reason: str) -> None:
    content = "\n".join([json.dumps(LINE), "", line, json.dumps({**LINE, "id": "a2"})])
    batch = recognise(content.encode(), Origin("feed.jsonl"))
    assert [article.id for article in batch.articles] == ["a1", "a2"]
    assert [str(error).split(": ", 1)[0] for error in batch.refused] == ["feed.jsonl, line 3"]
    assert reason in batch.refused[0].reason


def test_lines_are_known_without_the_ending() -> None:
    batch = recognise((json.dumps(LINE) + "\n").encode(), Origin("-"))
    assert batch.articles[0].id == "a1"


def test_without_an_id_the_line_is_the_id() -> None:
    batch = recognise(b'{"text": "Ministers meet."}', Origin("f.jsonl"))
    assert batch.articles[0].id == "f.jsonl, line 1"


def test_lone_surrogates_do_not_get_through() -> None:
    batch = recognise(b'{"text": "Ministers \\ud800 meet \\u0000 here"}', Origin("f.jsonl"))
    batch.articles[0].text.encode()
    assert "\0" not in batch.articles[0].text


def test_a_file_without_a_good_line_gives_only_refusals() -> None:
    assert recognise(b"{]\n{]", Origin("f.jsonl")).articles == ()
    with pytest.raises(FormatError):
        recognise(b"", Origin("f.jsonl"))
