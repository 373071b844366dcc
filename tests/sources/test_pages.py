"""HTML pages: the article out of the junk, its instant out of the metadata."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefs.errors import FormatError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise

BODY = [
    "The foreign ministers of the two countries will meet in Vienna on Friday, the first such talks in three years.",
    "Officials on both sides said the border dispute would be at the top of the agenda, with trade coming second.",
    "“We expect progress,” a senior diplomat said, adding that a joint statement was being drafted in both capitals.",
    "The meeting was first proposed in March, when the presidents spoke by telephone for more than an hour.",
]
JUNK = """<nav><a href=/>Home</a><a href=/world>World</a></nav><div class=cookie>We use cookies. Accept all</div>"""
TAIL = """<aside><h3>Most read</h3><ul><li>Cat elected mayor</li></ul></aside><footer>© 2013 Gulf Channel</footer>"""


def page(head: str = "", inside: str = "", paragraphs: list[str] = BODY) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>Ministers to meet - Gulf Channel</title>{head}</head>"
        f"<body>{JUNK}<article><h1>Ministers to meet</h1>{inside}{body}</article>{TAIL}</body></html>"
    ).encode()


def test_the_article_without_the_junk() -> None:
    origin = Origin("https://gulf.example/a?utm_source=x", url="https://gulf.example/a?utm_source=x")
    article = recognise(page('<meta property="og:site_name" content="Gulf Channel">'), origin).articles[0]
    for paragraph in BODY:
        assert paragraph in article.text
    for junk in ("cookies", "Cat elected", "©", "Home"):
        assert junk not in article.text
    assert "Ministers to meet" in article.title
    assert article.source == "Gulf Channel"
    assert article.language == "en"
    assert article.published_at is None


@pytest.mark.parametrize(
    ("head", "inside", "instant", "learned"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2013-05-14T10:00:00+03:00", "dateModified": "2013-05-15"}]}</script>',
            "",
            datetime(2013, 5, 14, 10, tzinfo=timezone(timedelta(hours=3))),
            PublishedFrom.METADATA,
        ),
        (
            '<meta property="article:published_time" content="2013-05-14T07:00:00Z">'
            '<meta property="article:modified_time" content="2013-06-01T07:00:00Z">',
            "",
            datetime(2013, 5, 14, 7, tzinfo=UTC),
            PublishedFrom.METADATA,
        ),
        (
            "",
            '<time datetime="2013-05-14T09:30:00+02:00">14 May</time>',
            datetime(2013, 5, 14, 9, 30, tzinfo=timezone(timedelta(hours=2))),
            PublishedFrom.METADATA,
        ),
        ("<script type='application/ld+json'>{broken</script>", "", None, PublishedFrom.UNKNOWN),
    ],
    ids=["json-ld", "meta", "time element", "nothing"],
)
def test_the_publication_instant(head: str, inside: str, instant: datetime | None, learned: PublishedFrom) -> None:
    article = recognise(page(head, inside), Origin("p.html")).articles[0]
    assert article.published_at == instant
    assert article.published_from is learned
    if instant and article.published_at:
        assert article.published_at.utcoffset() == instant.utcoffset()


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.gulf.example/news/1", "https://www.gulf.example/news/1"),
        ("/news/1", "https://gulf.example/news/1"),
        ("https://elsewhere.example/1", "https://gulf.example/a"),
        ("http://[broken", "https://gulf.example/a"),
    ],
)
def test_the_canonical_address_is_believed_for_its_own_host(link: str, url: str) -> None:
    origin = Origin("a", url="https://gulf.example/a")
    article = recognise(page(f'<link rel="canonical" href="{link}">'), origin).articles[0]
    assert article.url == url


def test_a_picture_inside_the_page_is_no_endless_tag() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 200_000}">'
    assert BODY[0] in recognise(page(inside=picture), Origin("p.html")).articles[0].text


@pytest.mark.parametrize(
    "content",
    [
        b"<html></html>",
        b"<!doctype html><html><body><p></p></body></html>",
        b"<html>" + b"<div>" * 20_000,
        b"<html>" + b"<p>a</p>" * (5 * 1024 * 1024 // 8 + 10),
        b"<html><p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">Ministers meet.</p>",
    ],
    ids=["nothing", "blank", "deep", "huge", "endless tag"],
)
def test_a_page_without_an_article_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError):
        recognise(content, Origin("p.html"))


@pytest.mark.parametrize(
    ("canonical", "url", "believed"),
    [
        ("https://www.gulf.co.uk/a", "https://amp.gulf.co.uk/a?amp=1", True),
        ("https://thief.co.uk/a", "https://gulf.co.uk/a", False),
        ("https://thief.com.au/a", "https://gulf.com.au/a", False),
        ("https://thief.github.io/a", "https://gulf.github.io/a", False),
        ("https://gulf.com/a", "https://edition.gulf.com/a", True),
        ("https://thief.example/a", "https://gulf.example/a", False),
    ],
)
def test_a_canonical_address_is_believed_for_its_own_site(canonical: str, url: str, believed: bool) -> None:
    body = "".join(
        f"<p>In Vienna, minister number {n} said that the talks would go on until Friday.</p>" for n in range(6)
    )
    page = f'<html><head><link rel="canonical" href="{canonical}"></head><body><article>{body}</article></body></html>'
    article = recognise(page.encode(), Origin(url, url=url)).articles[0]
    assert article.url == (canonical if believed else url)
