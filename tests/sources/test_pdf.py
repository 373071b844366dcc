"""PDF documents as ministries and agencies send them."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from briefs.errors import FormatError
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise
from tests.sources.pdfpress import locked, pdf

FIRST = (
    "MINISTRY OF FOREIGN AFFAIRS",
    "14 May 2013",
    "",
    "The foreign ministers of Iran and Turkey will meet in Vienna on Fri-",
    "day, the ministry said. The talks (the third this year) are to end with",
    "a statement.",
)
SECOND = ("A second round is due in Geneva in early June.", "")


def release(**how: bool) -> bytes:
    """A press release of two pages."""
    return pdf(FIRST, SECOND, title="Ministers to meet in Vienna", **how)


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("name", ["release.pdf", "release", "release.txt"])
def test_a_press_release(name: str, packed: bool) -> None:
    article = recognise(release(packed=packed), Origin(name, url="https://mfa.example/r.pdf")).articles[0]
    assert article.text.split("\n\n") == [
        "MINISTRY OF FOREIGN AFFAIRS",
        "14 May 2013",
        "The foreign ministers of Iran and Turkey will meet in Vienna on Friday, the ministry said. "
        "The talks (the third this year) are to end with a statement.",
        "A second round is due in Geneva in early June.",
    ]
    assert (article.title, article.language) == ("Ministers to meet in Vienna", "en")
    # Not the day on which the file was made.
    assert article.published_at == datetime(2013, 5, 14, 12, tzinfo=UTC)


def test_locked_by_a_password() -> None:
    with pytest.raises(FormatError, match="locked by a password"):
        recognise(locked(release(), "s3cret"), Origin("release.pdf"))


def test_locked_against_editing_only() -> None:
    assert "Vienna" in recognise(locked(release(), ""), Origin("release.pdf")).articles[0].text


def test_pictures_of_text() -> None:
    with pytest.raises(FormatError, match="only pictures perhaps"):
        recognise(pdf((), ()), Origin("scan.pdf"))


def test_accidents() -> None:
    """Cut off, overwritten, repeated: an article, a refusal, never anything else."""
    content, chance = release(packed=False), random.Random(0)
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(broken))
            end = at + chance.choice((1, 9, 90))
            broken[at:end] = chance.choice((b"", b"9" * 500, b"<<" * 60, b"[" * 2000, b"1 0 R ", chance.randbytes(9)))
        try:
            recognise(bytes(broken), Origin("release.pdf"))
        except FormatError:
            continue
