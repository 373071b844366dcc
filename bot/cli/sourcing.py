"""From what the command line names to bytes: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs.errors import AttacheError, FormatError, SourceError
from briefs.sources.batch import LARGEST

KNOWN_SUFFIXES = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".jsonl",
        ".ndjson",
        ".eml",
        ".xml",
        ".rss",
        ".atom",
        ".zip",
        ".pdf",
        ".docx",
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One source's bytes, or why there are none."""

    name: str
    content: bytes = b""
    trouble: AttacheError | None = None


def is_address(source: str) -> bool:
    """Whether a source is a web address."""
    return source.startswith(("http://", "https://"))


def read_pieces(sources: Sequence[str]) -> Iterator[Piece]:
    """Every file named, every known file below a folder (by name), standard input for "-". Addresses are left out.

    Nothing is raised for one bad source: it comes back with its trouble.
    """
    for source in sources:
        if is_address(source):
            continue
        if source == "-":
            yield Piece("-", sys.stdin.buffer.read(LARGEST + 1))
            continue
        path = Path(source)
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                if below.is_file() and below.suffix.lower() in KNOWN_SUFFIXES:
                    yield _read(below)
        else:
            yield _read(path)


def _read(path: Path) -> Piece:
    try:
        if os.path.getsize(path) > LARGEST:
            limit = LARGEST // (1024 * 1024)
            return Piece(str(path), trouble=FormatError(str(path), f"is larger than {limit} MB"))
        return Piece(str(path), path.read_bytes())
    except OSError as error:
        return Piece(str(path), trouble=SourceError(str(path), error.strerror or str(error)))
