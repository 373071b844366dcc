"""`attache check --feeds`: every source asked once, a line each, nothing filed."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.sources.managing import Pack
from bot.store.opening import open_store
from bot.store.schema import ARTICLES
from briefs.sources.opml import Outline
from tests.fetching.serving import Site
from tests.sources.feedforge import Entry, rss

TOKEN = "123:abc"


@pytest.fixture(autouse=True)
def _own_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """A store, a token and a Telegram, all of its own."""
    monkeypatch.chdir(tmp_path)
    for key, value in {
        "STORE_URL": str(tmp_path / "data"),
        "READING_MODEL": "off",
        "FETCH_ALLOW_PRIVATE_ADDRESSES": "true",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": site.url,
    }.items():
        monkeypatch.setenv(f"ATTACHE_{key}", value)
    me = json.dumps({"ok": True, "result": {"id": 1, "is_bot": True, "username": "desk_bot"}})
    site.put(f"/bot{TOKEN}/getMe", me, content_type="application/json")


async def attache(*arguments: str) -> int:
    """Run one command."""
    return await asyncio.to_thread(main, list(arguments))


async def test_all_is_good(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.put("/feed", rss(Entry(1), Entry(2)))
    site.lead("/listed", "/feed", 301)
    (tmp_path / "config.toml").write_text(f'[[feeds]]\nurl = "{site.url}/listed"\n')
    await attache("feeds", "add", f"{site.url.replace('//', '//anna:s3cret@')}/feed")
    capsys.readouterr()
    assert await attache("check", "--feeds") == 0
    told = capsys.readouterr().out
    assert f"good: feed {site.url}/feed: 2 entries\n" in told
    assert f"good: feed {site.url}/feed: 2 entries; it has moved to {site.url}/feed" in told
    assert "good: token: @desk_bot" in told
    assert "s3cret" not in told
    assert "bad" not in told
    store = open_store(str(tmp_path / "data"), exclusive=False)
    assert len(store.table(ARTICLES)) == 0
    store.close()


async def test_what_is_wrong_is_said(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.put("/page", "<html><body>No feed here.</body></html>")
    site.put("/empty", rss())
    urls = (f"{site.url}/gone", f"{site.url}/page", f"{site.url}/empty", "http://127.0.0.1:1/feed")
    (tmp_path / "config.toml").write_text("".join(f'[[feeds]]\nurl = "{url}"\n' for url in urls))
    assert await attache("check", "--feeds") == 1
    told = capsys.readouterr().out
    assert f"bad: feed {site.url}/gone: there is nothing at this address (status 404)" in told
    assert f"bad: feed {site.url}/page: it is no feed but a web page" in told
    assert f"bad: feed {site.url}/empty: there is nothing in it" in told
    assert "bad: feed http://127.0.0.1:1/feed: it cannot be reached" in told


async def test_the_starter_packs(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/feed", rss(Entry(1)))
    packs = (Pack("world", (Outline(f"{site.url}/feed"), Outline(f"{site.url}/moved"))),)
    monkeypatch.setattr("bot.cli.checking.starter_packs", lambda: packs)
    assert await attache("check", "--packs") == 1
    told = capsys.readouterr().out
    assert f"good: feed {site.url}/feed: 1 entry" in told
    assert f"bad: feed {site.url}/moved" in told
