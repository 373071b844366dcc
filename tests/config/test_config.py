"""The configuration: defaults, the example, the environment, and one clear sentence for whatever is wrong."""

from __future__ import annotations

import tomllib
from datetime import time
from pathlib import Path

import pytest

from bot.config import AttacheConfig, FeedConfig, known_keys, load_config
from briefs.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_states_the_defaults() -> None:
    assert load_config(EXAMPLE, {}) == AttacheConfig() == load_config(None, {})


def test_the_example_documents_every_key() -> None:
    uncommented = "\n".join(
        line.removeprefix("# ") if line.startswith(("# token_file", "# [[", "# url", "# name")) else line
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines()
    )
    example = tomllib.loads(uncommented)
    for path, _ in known_keys():
        value = example
        for part in path:
            assert part in value, f"{'.'.join(path)} is not in config.example.toml"
            value = value[part]
    assert set(example["feeds"][0]) == set(FeedConfig.model_fields)


def test_the_environment_lies_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, '[briefs]\ntimezone = "Asia/Tokyo"\ntimes = ["06:00"]\n')
    config = load_config(
        path,
        {
            "ATTACHE_BRIEFS_TIMES": "07:30, 19:00",
            "ATTACHE_TELEGRAM_LIMITS_CHAT_PER_SECOND": "2.5",
            "ATTACHE_ACCESS_OWNERS": "[1, 2]",
            "ATTACHE_FETCH_ALLOW_PRIVATE_ADDRESSES": "true",
            "HOME": "/nowhere",
        },
    )
    assert config.briefs.timezone == "Asia/Tokyo"
    assert config.briefs.times == (time(7, 30), time(19, 0))
    assert config.telegram.limits.chat_per_second == 2.5
    assert config.access.owners == (1, 2)
    assert config.fetch.allow_private_addresses


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[telegram]\ntokn = 'x'", "telegram.tokn: is no key of attache's; did you mean telegram.token?"),
        ("[telegramm]\ntoken = 'x'", "telegramm: is no key of attache's; did you mean telegram?"),
        ("[briefs]\ntimezone = 'Europe/Moskow'", "an IANA time zone such as Europe/Moscow"),
        ("[briefs]\ntimes = ['25:00']", 'briefs.times.0: expected times such as "07:15"'),
        ("[access]\nmode = 'closed'", "access.mode: expected 'approval', 'open' or 'private'"),
        ("[telegram.limits]\noverall_per_second = 0", "telegram.limits.overall_per_second: expected greater than 0"),
        ("[[feeds]]\nurl = 'ftp://a.example'", "feeds.0.url: expected an address that begins with http:// or https://"),
        ("[briefs\n", "expected a TOML file"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path, {})
    assert sentence in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_misspelt_variable_is_told() -> None:
    with pytest.raises(ConfigError, match="did you mean ATTACHE_TELEGRAM_TOKEN"):
        load_config(None, {"ATTACHE_TELEGRAM_TOKKEN": "1:a"})


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml", {})


def test_the_token_comes_from_its_file_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "token.txt").write_text("1:secret\n", encoding="utf-8")
    config = load_config(written(tmp_path, f"[telegram]\ntoken_file = '{tmp_path / 'token.txt'}'"), {})
    assert config.telegram.read_token() == "1:secret"
    shown = load_config(None, {"ATTACHE_TELEGRAM_TOKEN": "1:secret"})
    assert shown.telegram.read_token() == "1:secret"
    assert "1:secret" not in repr(shown)
