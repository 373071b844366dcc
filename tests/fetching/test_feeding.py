"""`attache feeds` as a person uses it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from tests.fetching.serving import Site
from tests.sources.feedforge import Entry, rss


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTACHE_STORE_URL", str(tmp_path / "data"))
    monkeypatch.setenv("ATTACHE_READING_MODEL", "off")
    monkeypatch.setenv("ATTACHE_FETCH_ALLOW_PRIVATE_ADDRESSES", "true")


async def attache(*arguments: str) -> int:
    """Run one command."""
    return await asyncio.to_thread(main, list(arguments))


async def test_from_adding_to_exporting(site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    site.put("/feed", rss(Entry(1)), content_type="application/rss+xml")
    assert await attache("feeds", "add", f"{site.url}/feed", "--name", "Gulf") == 0
    assert capsys.readouterr().out == f"added: {site.url}/feed Gulf\n"
    assert await attache("feeds", "add", f"{site.url}/gone") == 1
    assert "nothing at this address" in capsys.readouterr().err
    assert await attache("feeds", "list") == 0
    assert "not asked yet" in capsys.readouterr().out
    assert await attache("feeds", "fetch") == 0
    site.put("/feed", status=500)
    assert await attache("feeds", "fetch") == 1
    assert "failing" in capsys.readouterr().out
    await attache("feeds", "list")
    assert "has trouble of its own" in capsys.readouterr().out
    assert await attache("feeds", "export") == 0
    opml = capsys.readouterr().out
    assert f'xmlUrl="{site.url}/feed"' in opml
    assert await attache("feeds", "remove", f"{site.url}/feed") == 0
    (tmp_path / "list.opml").write_text(opml)
    capsys.readouterr()
    assert await attache("feeds", "import", "list.opml") == 0
    assert capsys.readouterr().out == "1 added, 0 known, 0 refused\n"
    assert await attache("feeds", "import", "missing.opml") == 1
