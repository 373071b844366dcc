"""The owner's configuration: a TOML file and the environment, checked key by key.

`load_config` reads both. Every table is a frozen model; functions elsewhere are given the table they need, not the
whole. `config.example.toml` documents every key (a test holds the two together).
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from briefs.errors import ConfigError

ENVIRONMENT_PREFIX = "ATTACHE_"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        near = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
        raise ValueError(f"an IANA time zone such as {near[0] if near else 'Europe/Moscow'}")
    return name


def _clock_time(value: object) -> object:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value.strip())
        except ValueError:
            raise ValueError('times such as "07:15"') from None
    return value


def _http_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https://")
    return value.rstrip("/")


Zone = Annotated[str, AfterValidator(_known_zone)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
HttpAddress = Annotated[str, AfterValidator(_http_address)]
Positive = Annotated[float, Field(gt=0)]


class Config(BaseModel):
    """One table of the configuration; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LimitsConfig(Config):
    """`[telegram.limits]`: how fast messages leave."""

    overall_per_second: Positive = 25
    chat_per_second: Positive = 1
    group_per_minute: Positive = 18


class TelegramConfig(Config):
    """`[telegram]`: which bot this is and how it hears."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    api_url: HttpAddress = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=0, le=65535)] = 8443
    webhook_secret: SecretStr = SecretStr("")
    limits: LimitsConfig = LimitsConfig()

    def read_token(self) -> str:
        """The bot's token, from `token` or `token_file`; "" when neither is given."""
        if self.token.get_secret_value():
            return self.token.get_secret_value().strip()
        if self.token_file is None:
            return ""
        try:
            return self.token_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError(
                str(self.token_file), "telegram.token_file", f"a readable file ({error.strerror})"
            ) from error


class StoreConfig(Config):
    """`[store]`: where everything is kept, and how long."""

    url: str = "data"
    article_days: Annotated[int, Field(ge=0, le=36500)] = 0

    @property
    def texts_kept(self) -> timedelta | None:
        """How long the full texts of articles are kept; None for always."""
        return timedelta(days=self.article_days) if self.article_days else None


class AccessConfig(Config):
    """`[access]`: who may use the bot."""

    mode: Literal["approval", "open", "private"] = "approval"
    owners: tuple[int, ...] = ()


class BriefsConfig(Config):
    """`[briefs]`: what a new subscriber starts with."""

    timezone: Zone = "UTC"
    times: Annotated[tuple[ClockTime, ...], Field(min_length=1)] = (time(7, 15), time(12, 0), time(19, 0))
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = (
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    )
    language: Literal["en", "ru"] = "en"

    @property
    def zone(self) -> ZoneInfo:
        """The default zone itself."""
        return ZoneInfo(self.timezone)


class DeliveryConfig(Config):
    """`[delivery]`: how a brief reaches its reader."""

    on_unknown: Literal["repeat", "skip"] = "repeat"
    grace_hours: Positive = 6
    tick_seconds: Positive = 5
    keep_days: Annotated[int, Field(ge=1)] = 35


class ReadingConfig(Config):
    """`[reading]`: how articles are understood."""

    model: Literal["auto", "off"] = "auto"
    processes: Annotated[int, Field(ge=0, le=64)] = 1
    seconds_per_article: Positive = 60


class FetchConfig(Config):
    """`[fetch]`: how the web is asked."""

    allow_private_addresses: bool = False
    user_agent: str = "attache/0.1 (self-hosted news briefs)"
    timeout_seconds: Positive = 20
    max_megabytes: Positive = 10
    concurrency: Annotated[int, Field(ge=1, le=1000)] = 32
    per_host: Annotated[int, Field(ge=1, le=32)] = 2
    respect_robots: bool = True
    poll_minutes: Positive = 15


class FeedConfig(Config):
    """One `[[feeds]]`: a source that is always polled."""

    url: HttpAddress
    name: str = ""


class LogConfig(Config):
    """`[log]`: what is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class AttacheConfig(Config):
    """The whole configuration; only `bot.app` and `bot.cli` hold it."""

    telegram: TelegramConfig = TelegramConfig()
    store: StoreConfig = StoreConfig()
    access: AccessConfig = AccessConfig()
    briefs: BriefsConfig = BriefsConfig()
    delivery: DeliveryConfig = DeliveryConfig()
    reading: ReadingConfig = ReadingConfig()
    fetch: FetchConfig = FetchConfig()
    log: LogConfig = LogConfig()
    feeds: tuple[FeedConfig, ...] = ()


def load_config(path: Path | None, environment: Mapping[str, str] | None = None) -> AttacheConfig:
    """The configuration of `path` (None: built-in defaults), with the environment laid over it.

    A relative `store.url` or `token_file` is taken from the working directory.

    Raises:
        ConfigError: the file is unreadable or no TOML, or a key is unknown or its value wrong.
    """
    origin = str(path) if path else "the environment"
    values: dict[str, Any] = _read_toml(path) if path else {}
    for key, value in _from_environment(os.environ if environment is None else environment):
        table = values
        for part in key[:-1]:
            inner = table.setdefault(part, {})
            if not isinstance(inner, dict):
                raise ConfigError(origin, ".".join(key[:-1]), "a table")
            table = inner
        table[key[-1]] = value
    try:
        return AttacheConfig.model_validate(values)
    except ValidationError as error:
        raise _translated(origin, error) from None


def known_keys(
    model: type[Config] = AttacheConfig, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every key as its path, with its annotation; tables inside tables are followed, lists of tables are not."""
    for name, field in model.model_fields.items():
        annotation = field.annotation
        if isinstance(annotation, type) and issubclass(annotation, Config):
            yield from known_keys(annotation, (*prefix, name))
        else:
            yield (*prefix, name), annotation


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "", f"expected a TOML file ({error})") from error


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], object]]:
    names = {ENVIRONMENT_PREFIX + "_".join(path).upper(): (path, annotation) for path, annotation in known_keys()}
    for variable, text in sorted(environment.items()):
        if not variable.startswith(ENVIRONMENT_PREFIX):
            continue
        if variable not in names:
            raise ConfigError("the environment", variable, f"is no key of attache's{_nearest(variable, names)}")
        path, annotation = names[variable]
        yield path, _listed(text) if get_origin(annotation) is tuple else text


def _listed(text: str) -> object:
    """A list in a variable: a TOML array, or values between commas."""
    if text.lstrip().startswith("["):
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return [part.strip() for part in text.split(",") if part.strip()]


def _translated(origin: str, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    path = tuple(str(part) for part in first["loc"])
    key = ".".join(path)
    if first["type"] == "extra_forbidden":
        known = [".".join(known_path) for known_path, _ in known_keys()]
        return ConfigError(origin, key, f"is no key of attache's{_nearest(key, [*known, *AttacheConfig.model_fields])}")
    if first["type"] == "value_error":
        return ConfigError(origin, key, f"expected {first['ctx']['error']}")
    message = str(first["msg"]).removeprefix("Input should be ")
    return ConfigError(origin, key, f"expected {message}")


def _nearest(word: str, known: Mapping[str, object] | list[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"; did you mean {near[0]}?" if near else ""
