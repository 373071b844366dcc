"""Bytes → text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from briefs.errors import FormatError
from briefs.sources.batch import LARGEST

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]{2,30})""", re.I
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3\0", "a database"),
)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Of Python's codecs those that are encodings of text: punycode, say, takes minutes for megabytes of nonsense.
_ENCODINGS = re.compile(r"(?:utf|cp\d|iso8859|iso2022|koi8|gb|big5|euc|shift|mac|tis|hz|johab|ptcp|kz)")
_IN_SEVEN_BITS = re.compile(r"iso2022|hz")  # valid UTF-8, too
_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_SAMPLE = 64 * 1024


def what_is(content: bytes) -> str:
    """What a file plainly is by its first bytes, "" when nothing known."""
    if content[4:8] == b"ftyp":
        return "a video or sound file"
    return next((name for magic, name in _MAGIC if content.startswith(magic)), "")


def check_size(content: bytes, name: str) -> None:
    """Raises FormatError for nothing at all and for more than 20 MB."""
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise FormatError(name, "it is empty")
    if len(content) > LARGEST:
        megabytes = len(content) / 1024 / 1024
        raise FormatError(name, f"it has {megabytes:.0f} MB; at most {LARGEST // 1024 // 1024} MB are read")


def decode(content: bytes, name: str, charset: str = "") -> str:
    r"""The text of `content`: by its byte order mark, as UTF-8, by `charset`, its own declaration, else by its letters.

    Text that is not UTF-8 is hardly ever valid UTF-8 by chance, so that comes first whatever a server says.

    Line ends become "\n", control characters spaces, composed letters one code point (NFC). Raises FormatError for
    what is empty, too large or no text.
    """
    check_size(content, name)
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _tidy(content.decode(encoding, "replace"), name)
    known = what_is(content)
    if known:
        raise FormatError(name, f"it is {known}, not text")
    if b"\0" in content[:_SAMPLE]:
        raise FormatError(name, "it is binary, not text")
    declared = _DECLARED.search(content[:4096])
    named = [_encoding(charset), _encoding(declared[1].decode("ascii") if declared else "")]
    for encoding in sorted(["utf-8", *named], key=lambda each: not _IN_SEVEN_BITS.match(each)):
        try:
            return _tidy(content.decode(encoding or "utf-8"), name)
        except UnicodeError:
            continue
    best = from_bytes(content[:_SAMPLE]).best()
    return _tidy(content.decode(best.encoding if best else "cp1252", "replace"), name)


def _encoding(label: str) -> str:
    """The encoding that a label means, "" when it means none."""
    try:
        found = codecs.lookup(label.strip()).name if label else ""
    except (LookupError, ValueError):
        return ""
    found = _AS_BROWSERS_READ.get(found, found)
    return found if _ENCODINGS.match(found) else ""


def _tidy(text: str, name: str) -> str:
    sample = text[:_SAMPLE]
    if len(_ODD.findall(sample)) > len(sample) / 50 or sample.count("�") > len(sample) / 10:
        raise FormatError(name, "it is binary, not text")
    return tidy(text)


def tidy(text: str) -> str:
    r"""Text as attache stores it: line ends "\n", no control characters or lone surrogates, NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _ODD.sub(" ", text).encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", text)
