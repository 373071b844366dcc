"""What every command needs to read its arguments: wrong use, instants, dates, the configuration."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from bot.config import AttacheConfig, load_config
from briefs.errors import AttacheError

DEFAULT_CONFIG = Path("config.toml")


class UsageError(AttacheError):
    """A command was given something it cannot use; exit code 2."""


def instant(text: str) -> datetime:
    """An ISO 8601 instant of the centuries of news; without an offset it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if not 1600 <= moment.year < 3000:
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no instant such as 2013-05-14T12:00:00+04:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def calendar_date(text: str) -> date:
    """An ISO 8601 date."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2013-05-14") from None


def zone_name(text: str) -> str:
    """An IANA time zone's name."""
    if text not in available_timezones():
        raise argparse.ArgumentTypeError(f"{text!r} is no IANA time zone such as Europe/Moscow")
    return ZoneInfo(text).key


def configured(arguments: argparse.Namespace) -> AttacheConfig:
    """The configuration that `-c` names, `config.toml` here, or the built-in defaults.

    Raises:
        ConfigError: the file named by -c is missing, or a key is wrong.
    """
    path: Path | None = arguments.config
    if path is None and DEFAULT_CONFIG.exists():
        path = DEFAULT_CONFIG
    return load_config(path)
