"""docs/conversations.md says which test proves what: every test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
DOCUMENT = TESTS.parent / "docs" / "conversations.md"


def test_every_test_that_the_table_names_exists() -> None:
    table = DOCUMENT.read_text("utf-8").partition("## What proves it")[2]
    named = {name for line in table.splitlines() if line.startswith("| ") for name in re.findall(r"`(\w+)`", line)}
    there = {
        name
        for folder in ("handlers", "app")
        for path in (TESTS / folder).glob("test_*.py")
        for name in re.findall(r"def test_(\w+)", path.read_text("utf-8"))
    }
    assert len(named) > 30
    assert named - there == set()


def test_every_picture_is_shown_and_small() -> None:
    folder = DOCUMENT.parent / "pictures" / "talks"
    shown = set(re.findall(r"\(pictures/talks/([\w-]+\.png)\)", DOCUMENT.read_text("utf-8")))
    kept = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert shown == kept.keys()
    assert max(kept.values()) <= 150_000
    assert sum(kept.values()) <= 4_000_000
