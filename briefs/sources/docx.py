"""Word documents (.docx) → an article, by python-docx."""

from __future__ import annotations

import io
import zipfile

import docx as word
import lxml.etree
from docx.opc.exceptions import OpcError

from briefs.errors import FormatError
from briefs.sources.archives import check_archive
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import check_size, tidy
from briefs.sources.documents import batch_of


def read_docx(content: bytes, origin: Origin) -> Batch:
    """The text of a Word document, its tables' cells included. Raises FormatError."""
    check_size(content, origin.name)
    check_archive(content, origin)
    try:
        document = word.Document(io.BytesIO(content))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        cells = [cell.text for table in document.tables[:50] for row in table.rows for cell in row.cells]
        title = document.core_properties.title or ""
    except (
        OpcError,
        lxml.etree.LxmlError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        NotImplementedError,
        RecursionError,
        OSError,
    ) as error:
        raise FormatError(origin.name, "it is a Word document that cannot be read") from error
    lines = (" ".join(line.split()) for line in [*paragraphs, *dict.fromkeys(cells)])
    text = tidy("\n\n".join(line for line in lines if line))
    if not any(char.isalpha() for char in text):
        raise FormatError(origin.name, "there are no words in it")
    return batch_of(origin, kind="docx", text=text, title=title, head=text)
