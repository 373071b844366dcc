"""The command line as a user meets it: what goes to stdout, what to stderr, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

ARTICLE = (
    "MOSCOW (Test Wire) – Russian President Vladimir Putin will meet Israeli Prime Minister Benjamin Netanyahu in Sochi"
    " on Tuesday. The two will discuss Syria, a spokesman said."
)
PUBLISHED = ["--published", "2013-05-13T10:00:00+04:00", "--source", "Test Wire"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with its own store."""
    monkeypatch.chdir(tmp_path)
    for name in ("ATTACHE_STORE_URL", "ATTACHE_TELEGRAM_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_ingest_then_tell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "a.txt", *PUBLISHED]) == 0
    assert "stored" in capsys.readouterr().out
    assert main(["ingest", "a.txt", *PUBLISHED]) == 0
    assert "duplicate" in capsys.readouterr().out
    assert main(["brief", "--at", "2013-05-14T12:00:00+04:00", "--timezone", "Europe/Moscow"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("TODAY, Tue 14 May 2013\n")
    assert "Netanyahu, Sochi" in told
    assert main(["brief", "--at", "2013-05-14T12:00:00+04:00", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["search", "Netanyahu"]) == 0
    assert "Test Wire" in capsys.readouterr().out
    assert main(["agenda", "--from", "2013-05-13", "--to", "2013-05-20", "--format", "json"]) == 0
    (entry,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert entry["kind"] == "meeting"


def test_a_brief_of_an_earlier_instant_knows_nothing_later(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An archive taken in today: each brief tells what was known, and as news only what was new."""
    (place / "b.txt").write_text(ARTICLE.replace("will meet", "met"), encoding="utf-8")
    assert main(["ingest", "a.txt", *PUBLISHED]) == 0
    assert main(["ingest", "b.txt", "--published", "2013-05-20T10:00:00+04:00", "--source", "Later Wire"]) == 0
    capsys.readouterr()
    assert main(["brief", "--at", "2013-05-01T12:00:00+04:00"]) == 0
    assert "Netanyahu" not in capsys.readouterr().out
    assert main(["brief", "--at", "2013-05-14T12:00:00+04:00", "--timezone", "Europe/Moscow"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("TODAY, Tue 14 May 2013\n")
    assert "Later Wire" not in told
    assert main(["brief", "--at", "2013-05-20T12:00:00+04:00", "--timezone", "Europe/Moscow"]) == 0
    assert "HELD\nTue 14 May" in capsys.readouterr().out


def test_a_backup_brings_everything_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "a.txt", *PUBLISHED]) == 0
    assert main(["backup", "copy.db"]) == 0
    assert main(["export", "all.json"]) == 0
    assert main(["restore", "copy.db"]) == 0
    assert main(["migrate", "--to", "elsewhere"]) == 0
    capsys.readouterr()
    assert main(["search", "Netanyahu"]) == 0
    assert "Test Wire" in capsys.readouterr().out


def test_replay_echoes_the_instant(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"id": "a", "published": "2013-05-13T10:00:00+04:00", "title": "", "source": "Test Wire", "text": ARTICLE}
    (place / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main(["replay", "a.jsonl", "--at", "2013-05-14T06:00:00Z", "--at", "2013-05-12T06:00:00Z"]) == 0
    today, before = map(json.loads, capsys.readouterr().out.splitlines())
    assert today["as_of"] == "2013-05-14T06:00:00Z"
    assert [sorted(each["name"] for each in item["participants"]) for item in today["today"]] == [
        ["Benjamin Netanyahu", "Vladimir Putin"]
    ]
    assert before["today"] == before["coming_up"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["ingest", "empty.txt"], 1, "it is empty"),
        (["ingest", "binary.txt"], 1, "it is binary, not text"),
        (["ingest", "nothing.txt"], 1, "No such file or directory"),
        (["read", "binary.txt"], 1, "it is binary, not text"),
        (["brief", "--at", "noon"], 2, "'noon' is no instant"),
        (["agenda", "--from", "2013-05-14", "--to", "2013-05-01"], 2, "--to 2013-05-01 is before --from 2013-05-14"),
        (["replay", "nothing.jsonl", "--at", "soon"], 2, "'soon' is no instant"),
        (["run"], 2, "telegram.token"),
        (["-c", "nothing.toml", "check"], 2, "cannot be read"),
        (["restore", "nothing.db"], 1, "nothing.db"),
        (["dance"], 2, "invalid choice: 'dance'"),
    ],
)
def test_what_is_wrong_is_one_clear_line(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, sentence: str
) -> None:
    (place / "empty.txt").write_bytes(b"")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 40)
    assert main(arguments) == code
    said = capsys.readouterr()
    assert sentence in said.out + said.err
    assert "Traceback" not in said.err
    assert len((said.out + said.err).strip().splitlines()) == 1
