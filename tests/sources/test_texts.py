"""Plain texts: title, byline, publication instant, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import FormatError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin
from briefs.sources.decoding import decode
from briefs.sources.instants import parse_instant, stated_instant
from briefs.sources.language import detect_language
from briefs.sources.recognise import recognise
from briefs.sources.texts import article_of_text

PROSE = "The two ministers will meet in Vienna on Friday to talk about the border, officials said.\n"
NOON = datetime(2013, 5, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "instant"),
    [
        ("Published: 14 May 2013 10:00 GMT", datetime(2013, 5, 14, 10, tzinfo=UTC)),
        (
            "Published: Tuesday 14 May 2013, 16:20 BST",
            datetime(2013, 5, 14, 16, 20, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("Posted on May 14, 2013 at 4:05 p.m. EDT", datetime(2013, 5, 14, 16, 5, tzinfo=timezone(timedelta(hours=-4)))),
        ("Published 2013-05-14T11:58:00+04:00", datetime(2013, 5, 14, 11, 58, tzinfo=timezone(timedelta(hours=4)))),
        ("14 May 2013 11:58 MSK", datetime(2013, 5, 14, 11, 58, tzinfo=timezone(timedelta(hours=4)))),
        ("Date: 14.05.2013", NOON),
        ("May 14, 2013", NOON),
        ("By Jane Roe | 14 May 2013", NOON),
        ("Updated: 15 May 2013\nPublished: 14 May 2013", NOON),
        ("Updated: 14 May 2013", NOON),
        ("SOCHI, Russia, May 14, 2013 (MPA) – " + PROSE, NOON),
        ("Published: Updated:", None),
        ("Published: Tuesday", None),
        ("Published: 05/06/2013", None),
        ("Programme for Friday 24 May 2013", None),
        ("Tuesday 14 May 2013\nWednesday 15 May 2013", None),
        ("SOCHI, Russia, May 14 (MPA) – " + PROSE, None),
        ("The treaty of 14 May 2013 stands, and nothing in it will be changed, the minister said.", None),
    ],
)
def test_the_instant_stated_at_the_head(head: str, instant: datetime | None) -> None:
    assert stated_instant(f"Ministers to meet\n\n{head}\n\n{PROSE}") == instant


def test_an_instant_far_down_is_not_the_articles() -> None:
    assert stated_instant("\n".join([PROSE] * 20) + "\nPublished: 14 May 2013") is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2013-05-14", NOON),
        ("2013-05-14T10:00:00+04:00", datetime(2013, 5, 14, 6, tzinfo=UTC)),
        ("2013-05-14T10:00:00Z", datetime(2013, 5, 14, 10, tzinfo=UTC)),
        ("2013-05-14 10:00", datetime(2013, 5, 14, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_machine_forms(text: str, instant: datetime | None) -> None:
    assert parse_instant(text) == instant


def test_the_offset_is_kept() -> None:
    stated = stated_instant("Published: 14 May 2013 10:00 +03:00\n")
    assert stated is not None
    assert stated.utcoffset() == timedelta(hours=3)


def test_a_text_keeps_every_word_and_knows_its_title_and_author() -> None:
    text = f"Ministers to meet\r\n\r\nBy Jane Roe, Vienna\r\n\r\n{PROSE}"
    article = recognise(text.encode(), Origin("notes/meeting.txt", source="Desk")).articles[0]
    assert article.id == "meeting"
    assert article.title == "Ministers to meet"
    assert article.byline == "Jane Roe"
    assert article.source == "Desk"
    assert article.language == "en"
    assert article.text.startswith("Ministers to meet\n\nBy Jane Roe")
    assert article.text.endswith("officials said.")
    assert article.published_at is None
    assert article.published_from is PublishedFrom.UNKNOWN


def test_what_the_bringer_knows_wins() -> None:
    origin = Origin("a.txt", published_at=NOON, published_from=PublishedFrom.FORWARD)
    article = article_of_text(f"Published: 1 May 2013\n\n{PROSE}", origin)
    assert (article.published_at, article.published_from) == (NOON, PublishedFrom.FORWARD)


def test_a_first_sentence_is_no_title() -> None:
    assert article_of_text(PROSE + PROSE, Origin()).title == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"x" * (21 * 1024 * 1024), "21 MB"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "PNG picture"),
        (b"PK\x03\x04" + b"zip" * 100, "ZIP archive"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x01\x02\x03\x04" * 500, "binary"),
        (b"... --- ...\n12345\n", "no words"),
    ],
    ids=["nothing", "blank", "too large", "png", "zip", "bytes", "controls", "no letters"],
)
def test_bad_bytes_get_one_clear_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as refused:
        recognise(content, Origin("file.txt"))
    assert str(refused.value).startswith("file.txt: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_encodings(encoding: str) -> None:
    text = "Путин и Нетаньяху проведут переговоры в Сочи во вторник, сообщил пресс-секретарь президента России."
    content = text.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    article = recognise(content, Origin("news.txt")).articles[0]
    assert article.text == text
    assert article.language == "ru"


def test_ten_thousand_lines_are_one_article() -> None:
    text = "Long live blog\n" + PROSE * 10_000
    assert recognise(text.encode(), Origin("blog.txt")).articles[0].text.count("\n") == 10_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_articles_or_refused(content: bytes) -> None:
    for name in ("x.txt", "x.jsonl", "x.html", "-"):
        try:
            batch = recognise(content, Origin(name))
        except FormatError:
            continue
        for article in batch.articles:
            article.text.encode()
            assert "\r" not in article.text


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_head_has_an_instant_or_none(text: str) -> None:
    stated_instant(text)
    stated_instant(f"Published: {text}")


def test_decoding_leaves_what_can_be_stored() -> None:
    assert decode("a\x0bb e\u0301 \u2028c".encode(), "x") == "a\x0bb é \nc"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of both countries met on Monday, and the talks are to go on. " * 8, "en"),
        (
            "De ministers van beide landen hebben maandag in Den Haag over de verdragen gesproken. " * 8,
            "nl",
        ),
        ("Die Minister beider Staaten haben am Montag in Wien über das Abkommen und die Grenze gesprochen. " * 8, "de"),
        ("Министры двух стран встретились в понедельник в Вене и говорили о договоре и о границе. " * 8, "ru"),
        ("Les ministres des deux pays se sont rencontrés lundi à Vienne pour parler de la frontière. " * 8, "fr"),
        (
            "The End Of The Road: “We met the men of The Who”. " + "Die Musiker sprachen am Abend lange darüber. " * 9,
            "de",
        ),
    ],
    ids=["en", "nl", "de", "ru", "fr", "de after English titles"],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
