"""Mails, Word documents and archives."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import docx
import pytest

from briefs.errors import FormatError
from briefs.sources.archives import MOST_BYTES
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise

TEXT = "The foreign ministers of Iran and Turkey will meet in Vienna on Friday, officials said."


def mail(*, html: bool = False, footer: str = "") -> bytes:
    """A newsletter."""
    message = EmailMessage()
    message["From"] = "Gulf Channel <news@gulf.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = "Fwd: Réunion of ministers"
    message["Date"] = "Tue, 14 May 2013 10:00:00 +0300"
    message["Message-ID"] = "<1@gulf.example>"
    body = "\n\n".join([TEXT, "They will meet again.", "And again.", footer])
    message.set_content("See the HTML." if html else body)
    if html:
        message.add_alternative("".join(f"<p>{part}</p>" for part in body.split("\n\n")), subtype="html")
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("name", ["letter.eml", "letter"])
def test_a_newsletter(html: bool, name: str) -> None:
    article = recognise(mail(html=html, footer="Unsubscribe from this list"), Origin(name)).articles[0]
    assert article.text == f"{TEXT}\n\nThey will meet again.\n\nAnd again."
    assert (article.title, article.source) == ("Réunion of ministers", "Gulf Channel")
    assert article.published_at == datetime(2013, 5, 14, 10, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    "date",
    [
        b"Tue, 14 May " + b"9" * 400 + b" 10:00:00 +0300",
        b"Tue, 14 May 2013 10:00:00 +" + b"9" * 400,
        b"Tue, 99 May 2013",
        b"\xff" * 40,
    ],
    ids=["year", "zone", "day", "bytes"],
)
def test_a_date_that_is_none_costs_a_newsletter_only_its_date(date: bytes) -> None:
    content = mail().replace(b"Tue, 14 May 2013 10:00:00 +0300", date)
    article = recognise(content, Origin("letter.eml")).articles[0]
    assert (article.title, article.published_at) == ("Réunion of ministers", None)


def test_a_word_document() -> None:
    document = docx.Document()
    document.add_paragraph("Ministers to meet")
    document.add_paragraph(TEXT)
    document.add_table(1, 1).cell(0, 0).text = "Friday: Vienna"
    held = io.BytesIO()
    document.save(held)
    article = recognise(held.getvalue(), Origin("agenda.docx")).articles[0]
    assert article.text == f"Ministers to meet\n\n{TEXT}\n\nFriday: Vienna"


def archive(**files: bytes) -> bytes:
    """A ZIP archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("_", "."), content)
    return held.getvalue()


def test_an_archive_is_read_file_by_file() -> None:
    inner = archive(x_txt=TEXT.encode())
    batch = recognise(archive(a_txt=TEXT.encode(), b_eml=mail(), c_png=b"\x89PNG" * 9, d_zip=inner), Origin("all.zip"))
    assert [article.text[:20] for article in batch.articles] == [TEXT[:20], TEXT[:20]]
    assert [error.reason for error in batch.refused] == [
        "it is a PNG picture, not text",
        "archives inside archives are not opened",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive(a_txt=bytes(MOST_BYTES + 1)), "unpacks to more"),
        (archive(), "no file"),
        (archive(a_txt=b"abc" * 1000)[:60], "cannot be opened"),
        (b"PK\x03\x04" + b"\0" * 100, "cannot be opened"),
        (b"%PDF-1.7\nnothing of the kind", "PDF document that cannot be read"),
    ],
)
def test_refused(content: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        recognise(content, Origin("file"))
