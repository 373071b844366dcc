"""The parameters of a request: read from a query, a form, JSON or multipart, and taken as the type a method needs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from bot.demo.simulator.refusals import bad_request

Json = dict[str, Any]


@dataclass(slots=True)
class Upload:
    """A file part of a multipart request. `size` is its length in bytes."""

    name: str
    mime_type: str
    content: bytes

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self.content)


@dataclass(slots=True)
class Parameters:
    """What came with a request. Values are strings as sent in forms, or JSON values; Telegram takes either."""

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """The value as it came, `None` if it did not."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """A string, "" if missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer; what is not one counts as `default`, as it does for Telegram."""
        value = self.values.get(name)
        try:
            return int(value) if value not in (None, "") else default
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float:
        """A number, 0.0 if missing or none."""
        try:
            return float(self.values.get(name) or 0)
        except (TypeError, ValueError):
            return 0.0

    def flag(self, name: str) -> bool:
        """A boolean: true, yes, 1."""
        return str(self.values.get(name) or "").lower() in ("true", "yes", "1")

    def structure(self, name: str, what: str) -> Any:
        """A JSON-serialised value, `None` if missing; raises `Refusal` naming `what` if it is no JSON."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def from_query(query: str) -> Parameters:
    """Parameters in an address or an urlencoded form."""
    return Parameters(dict(parse_qsl(query, keep_blank_values=True)))


def from_json(body: bytes) -> Parameters:
    """Parameters as one JSON object."""
    try:
        values = json.loads(body) if body.strip() else {}
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return Parameters(values)
