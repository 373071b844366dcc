"""From the address in the configuration (`[store] url`) to an open store."""

from __future__ import annotations

from pathlib import Path

from bot.store.database import NEWS, SEARCH, SqliteStore, backup_place, lock, open_in_folder, open_in_memory
from bot.store.files import writing_to
from bot.store.transfer import restore_file
from briefs.errors import StoreError

IN_MEMORY = "memory:"


def open_store(url: str, *, exclusive: bool) -> SqliteStore:
    """Open the store at `url`: a folder's path, or "memory:" for one that vanishes when closed.

    `exclusive` is for `attache run`: one process at a time. Every other use opens beside it. Raises StoreBusy,
    SchemaTooNew, StoreFull, else StoreError.
    """
    if url == IN_MEMORY:
        return open_in_memory()
    return open_in_folder(folder_of(url), exclusive=exclusive)


def restore_store(url: str, backup: Path) -> Path | None:
    """Replace the store at `url` by a backup; where the replaced one is kept, None if there was none.

    Nobody may run on the store meanwhile (StoreBusy). The full text is rebuilt from the restored articles. Raises
    StoreError and its children; then the store is as it was.
    """
    folder = folder_of(url)
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with lock(folder):
        kept = backup_place(folder, "before-restore") if (folder / NEWS).exists() else None
        restore_file(folder / NEWS, backup, keep_as=kept or folder / NEWS)
        with writing_to(folder):
            for suffix in ("", "-wal", "-shm"):
                (folder / (SEARCH + suffix)).unlink(missing_ok=True)
    return kept


def folder_of(url: str) -> Path:
    """The folder that `url` means. Raises StoreError for an address that is none."""
    scheme, separator, _ = url.partition("://")
    if separator and scheme in {"postgresql", "postgres"}:
        raise StoreError("a PostgreSQL store is not part of this build; give a folder in [store] url")
    if separator:
        raise StoreError(f"[store] url must be a folder, not {scheme}://…")
    return Path(url).expanduser()
