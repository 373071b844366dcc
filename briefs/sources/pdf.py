"""PDF documents → an article, by pypdf."""

from __future__ import annotations

import io
import re
import zlib

import pypdf
import pypdf.errors

from briefs.errors import FormatError
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import check_size, tidy
from briefs.sources.documents import batch_of

MOST_PAGES = 200
MOST_LETTERS = 2_000_000
_SHORT = 0.6  # of the usual width
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_LINE_INSIDE = re.compile(r"(?<![.!?:”\"])\n(?=[^\s•–—-])")


def read_pdf(content: bytes, origin: Origin) -> Batch:
    """The text of a PDF document. Its date is one that its text states: that of its file tells when it was made.

    Raises FormatError for what is broken, locked, or holds pictures of text only.
    """
    check_size(content, origin.name)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise FormatError(origin.name, "it is locked by a password")
        pages = _pages(reader)
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except FormatError:
        raise
    except (
        pypdf.errors.PyPdfError,
        pypdf.errors.DependencyError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        NotImplementedError,
        RecursionError,
        MemoryError,
        OSError,
        zlib.error,
    ) as error:
        raise FormatError(origin.name, "it is a PDF document that cannot be read") from error
    lines = tidy("\n\n".join(pages))
    text = _joined(lines)
    if sum(char.isalpha() for char in text) < 20:
        raise FormatError(origin.name, "there is no text in it, only pictures perhaps")
    return batch_of(origin, kind="pdf", text=text, title=title, head=lines)


def _pages(reader: pypdf.PdfReader) -> list[str]:
    pages: list[str] = []
    letters = 0
    for page in reader.pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        letters += len(pages[-1])
        if letters > MOST_LETTERS:
            break
    return pages


def _joined(text: str) -> str:
    """Lines as they are set → paragraphs, which end at a blank line and at one that leaves much of its room."""
    text = _BROKEN_WORD.sub("", text)
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    lines = re.sub(rf"^(.{{1,{max(1, int(width * _SHORT))}}})\n(?=[A-Z0-9“\"])", r"\1\n\n", text, flags=re.M)
    paragraphs = re.split(r"\n[ \t]*\n+", lines)
    joined = (" ".join(_LINE_INSIDE.sub(" ", paragraph).split(" ")) for paragraph in paragraphs)
    return "\n\n".join(paragraph.strip() for paragraph in joined if paragraph.strip())
