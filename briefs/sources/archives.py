"""ZIP archives → the articles of the files in them; bombs are refused by what they say and by what they do."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from briefs.errors import FormatError
from briefs.model.article import Article
from briefs.sources.batch import LARGEST, Batch, Origin
from briefs.sources.decoding import check_size

MOST_FILES = 5000
MOST_BYTES = 100 * 1024 * 1024
"""Of all files together, unpacked."""
MOST_XML = 30 * 1024 * 1024
"""In a document that is an archive: a tree of it takes ten times as much memory."""

Read = Callable[[bytes, Origin], Batch]


def check_archive(content: bytes, origin: Origin) -> None:
    """Raises FormatError for a broken archive, and for one that would unpack to too much, XML in it above all."""
    with _opened(content, origin) as archive:
        parsed = [entry.file_size for entry in archive.infolist() if entry.filename.lower().endswith((".xml", ".rels"))]
    if sum(parsed) > MOST_XML:
        raise FormatError(origin.name, f"it holds more than {MOST_XML // 1024 // 1024} MB of XML")


def read_archive(content: bytes, origin: Origin, read: Read) -> Batch:
    """The articles of the files in a ZIP archive, in its order, by `read`; a file that is refused costs only itself.

    Archives inside are not opened. Raises FormatError when the archive is broken, locked, or too large.
    """
    check_size(content, origin.name)
    articles: list[Article] = []
    refused: list[FormatError] = []
    unpacked = 0
    with _opened(content, origin) as archive:
        for entry in archive.infolist():
            name = PurePath(entry.filename).name
            if entry.is_dir() or name.startswith(".") or "__MACOSX" in entry.filename:
                continue
            where = f"{origin.name}, {entry.filename}" if origin.name else entry.filename
            try:
                piece = _unpacked(archive, entry, where)
                unpacked += len(piece)
                if unpacked > MOST_BYTES:
                    raise FormatError(origin.name, "it unpacks to more than it says")
                if piece.startswith(b"PK\x03\x04") and not name.lower().endswith(".docx"):
                    raise FormatError(where, "archives inside archives are not opened")
                batch = read(piece, replace(origin, name=where))
            except FormatError as error:
                if error.origin == origin.name:
                    raise
                refused.append(error)
            else:
                articles += batch.articles
                refused += batch.refused
    if not articles and not refused:
        raise FormatError(origin.name, "there is no file in it")
    return Batch(tuple(articles), tuple(refused))


def _opened(content: bytes, origin: Origin) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError) as error:
        raise FormatError(origin.name, "it is an archive that cannot be opened") from error
    entries = archive.infolist()
    # Of the other ways to pack, megabytes make gigabytes in one step that nothing can stop.
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise FormatError(origin.name, "it is packed in an unusual way that is not opened")
    if len(entries) > MOST_FILES:
        raise FormatError(origin.name, f"there are more than {MOST_FILES} files in it")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise FormatError(origin.name, f"it unpacks to more than {MOST_BYTES // 1024 // 1024} MB")
    return archive


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    if entry.flag_bits & 0x1:
        raise FormatError(where, "it is locked by a password")
    try:
        with archive.open(entry) as file:
            piece = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise FormatError(where, "it cannot be unpacked") from error
    if len(piece) > LARGEST:
        raise FormatError(where, f"it has more than {LARGEST // 1024 // 1024} MB")
    return piece
