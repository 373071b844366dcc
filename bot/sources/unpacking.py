"""Decompressing what a server sends, piece by piece and never more than asked for (RFC 9110 §8.4)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Protocol

import brotli
import zstandard

PIECE = 64 * 1024
_MOST_LAYERS = 2
_MORSEL = 128


class CannotUnpack(ValueError):
    """The bytes are not compressed as the server said, or in a way that is not known."""


class Unpacker(Protocol):
    """Takes compressed bytes and gives the plain ones in pieces; asking for the next piece is what unpacks it."""

    def feed(self, content: bytes) -> Iterator[bytes]:
        """The plain bytes that these make. Raises CannotUnpack."""
        ...


class Plain:
    """Nothing is compressed."""

    def feed(self, content: bytes) -> Iterator[bytes]:
        """See `Unpacker`."""
        yield content


class Deflated:
    """gzip and both forms of deflate (with and without zlib's header)."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._stream: Any = zlib.decompressobj(zlib.MAX_WBITS | 16) if is_gzip else None

    def feed(self, content: bytes) -> Iterator[bytes]:
        """See `Unpacker`."""
        if self._stream is None and content:
            has_header = content[0] & 0x0F == 8 and (len(content) < 2 or int.from_bytes(content[:2]) % 31 == 0)
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        try:
            while content:
                piece = self._stream.decompress(content, PIECE)
                content = self._stream.unconsumed_tail
                if piece:
                    yield piece
                if self._stream.eof:
                    content = self._stream.unused_data
                    if not self._is_gzip or not content.startswith(b"\x1f\x8b"):
                        return
                    self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)  # gzip files may be joined
        except zlib.error as error:
            raise CannotUnpack("it is not compressed as it says") from error


class Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream: Any = brotli.Decompressor()

    def feed(self, content: bytes) -> Iterator[bytes]:
        """See `Unpacker`."""
        try:
            while piece := self._stream.process(content, output_buffer_limit=PIECE):
                yield piece
                content = b""
        except brotli.error as error:
            raise CannotUnpack("it is not compressed as it says") from error


class Zstandard:
    """RFC 8878, with windows of at most 8 MB as it asks for."""

    def __init__(self) -> None:
        self._format = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
        self._stream: Any = self._format.decompressobj()

    def feed(self, content: bytes) -> Iterator[bytes]:
        """See `Unpacker`."""
        # A block of 128 KB may be four bytes long, and there is no way to ask for less than all that bytes make.
        try:
            for start in range(0, len(content), _MORSEL):
                morsel = content[start : start + _MORSEL]
                while morsel:
                    piece = self._stream.decompress(morsel)
                    morsel = b""
                    if self._stream.eof:
                        morsel = self._stream.unused_data
                        self._stream = self._format.decompressobj()
                    if piece:
                        yield piece
        except zstandard.ZstdError as error:
            raise CannotUnpack("it is not compressed as it says") from error


class Layers:
    """One compression inside another."""

    def __init__(self, outer: Unpacker, inner: Unpacker) -> None:
        self._outer, self._inner = outer, inner

    def feed(self, content: bytes) -> Iterator[bytes]:
        """See `Unpacker`."""
        for piece in self._outer.feed(content):
            yield from self._inner.feed(piece)


ACCEPTED = "gzip, deflate, br, zstd"
"""For the request's Accept-Encoding."""


def unpacker_for(content_encoding: str) -> Unpacker:
    """What undoes a Content-Encoding header. Raises CannotUnpack for an unknown one and for many layers."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in ("", "identity", "none", "utf-8")]
    if len(names) > _MOST_LAYERS:
        raise CannotUnpack("it is compressed over and over")
    unpacker: Unpacker = Plain()
    for name in names:  # applied by the server in this order
        unpacker = _single(name) if isinstance(unpacker, Plain) else Layers(_single(name), unpacker)
    return unpacker


def _single(name: str) -> Unpacker:
    match name:
        case "gzip" | "x-gzip":
            return Deflated(is_gzip=True)
        case "deflate":
            return Deflated(is_gzip=False)
        case "br":
            return Brotli()
        case "zstd":
            return Zstandard()
        case _:
            raise CannotUnpack(f"it is compressed in an unknown way ({name[:20]})")
