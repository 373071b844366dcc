"""Files written whole or not at all, and the system's errors as ours."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from briefs.errors import StoreError, StoreFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Raise StoreFull or StoreError, naming the place, for what the system says about writing there."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull(f"no room left on the disk for {place}; what was stored before is safe") from error
        raise StoreError(f"{place} cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def replacing(to: Path) -> Iterator[Path]:
    """A temporary path beside `to` to write to; at the end it is synced and takes `to`'s place in one step.

    On any exception `to` stays as it was and the temporary file is removed.
    """
    temporary = to.with_name(f".{to.name}.{os.getpid()}.new")
    with writing_to(to):
        try:
            temporary.unlink(missing_ok=True)
            yield temporary
            sync(temporary)
            os.replace(temporary, to)
            sync(to.parent)
        finally:
            temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file or changed in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
