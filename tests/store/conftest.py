"""The stores of the contract suite: SQLite in a folder, SQLite in memory, and TinyDB as it is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from bot.store.database import SqliteStore
from bot.store.opening import open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(str(tmp_path / "data"), exclusive=True)
    yield opened
    opened.close()


@pytest.fixture(params=["folder", "memory"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(str(tmp_path / "data") if request.param == "folder" else "memory:", exclusive=True)
    yield opened
    opened.close()


@pytest.fixture(params=["folder", "memory", "stock TinyDB"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    """Whatever is asserted of it is asserted of TinyDB itself, too."""
    if request.param == "stock TinyDB":
        with TinyDB(tmp_path / "stock.json") as stock:
            yield stock
        return
    opened = open_store(str(tmp_path / "data") if request.param == "folder" else "memory:", exclusive=True)
    yield opened.database
    opened.close()
