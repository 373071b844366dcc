"""A link becomes a stored article: through the command line and through the desk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from tests.fetching.serving import Site

PAGE = """<!doctype html><html lang=en><head><title>Ministers to meet in Vienna</title>
<meta property="og:site_name" content="Gulf Channel"><meta property="article:published_time"
content="2013-05-14T10:00:00+03:00"></head><body><article><h1>Ministers to meet in Vienna</h1>
<p>The foreign ministers of Iran and Turkey will meet in Vienna on Friday, officials in both capitals said.</p>
<p>The talks are the first between the two countries at this level in more than three years, they said.</p>
</article></body></html>"""


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTACHE_STORE_URL", str(tmp_path / "data"))
    monkeypatch.setenv("ATTACHE_READING_MODEL", "off")
    monkeypatch.setenv("ATTACHE_FETCH_ALLOW_PRIVATE_ADDRESSES", "true")


async def test_ingest_takes_addresses(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.put("/news/1", PAGE)
    assert await asyncio.to_thread(main, ["ingest", f"{site.url}/news/1"]) == 0
    assert "stored: Ministers to meet in Vienna" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["ingest", f"{site.url}/news/1?utm_source=x", f"{site.url}/none"]) == 1
    told = capsys.readouterr().out
    assert "duplicate of 1" in told
    assert f"refused: {site.url}/none: there is nothing at this address" in told


async def test_ingest_refuses_private_addresses(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATTACHE_FETCH_ALLOW_PRIVATE_ADDRESSES")
    assert await asyncio.to_thread(main, ["ingest", site.url]) == 1
    assert "no public address" in capsys.readouterr().out or "not fetched from" in capsys.readouterr().out
    assert not site.asked
