"""`attache backup`, `restore`, `export`, `import` and `migrate`: the store as a whole."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.cli.usage import configured
from bot.store.database import SqliteStore
from bot.store.opening import open_store, restore_store
from bot.store.transfer import read_import

T = TypeVar("T")


def backup(arguments: argparse.Namespace) -> int:
    """A consistent copy, while the bot runs."""
    _with_store(arguments, lambda store: store.backup(arguments.file))
    print(f"backed up to {arguments.file}")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the store's place; what was there before is kept beside the other backups."""
    kept = restore_store(configured(arguments).store.url, arguments.file)
    print(f"restored from {arguments.file}" + (f"; the store it replaced is {kept}" if kept else ""))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Everything as TinyDB's own JSON, while the bot runs."""
    _with_store(arguments, lambda store: store.export(arguments.file))
    print(f"exported to {arguments.file}")
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """Fill an empty store from TinyDB's own JSON."""
    number = _with_store(arguments, lambda store: read_import(store.rows, arguments.file))
    print(f"imported {number} documents from {arguments.file}")
    return 0


def migrate(arguments: argparse.Namespace) -> int:
    """Copy everything into another, empty store."""
    with tempfile.TemporaryDirectory(prefix="attache-migrate-") as folder:
        exported = Path(folder) / "export.json"
        _with_store(arguments, lambda store: store.export(exported))
        target = open_store(arguments.to, exclusive=True)
        try:
            number = read_import(target.rows, exported)
        finally:
            target.close()
    print(f"copied {number} documents to {arguments.to}; set [store] url to it")
    return 0


def _with_store(arguments: argparse.Namespace, work: Callable[[SqliteStore], T]) -> T:
    store = open_store(configured(arguments).store.url, exclusive=False)
    try:
        return work(store)
    finally:
        store.close()
