"""Which addresses Telegram takes for links."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://)?(?P<host>[^/?#\s]*)(?P<rest>[^\s]*)\Z")
_USER = re.compile(r"tg://user/?\?id=(\d+)\Z", re.IGNORECASE)


def linked_user(address: str) -> int | None:
    """The user that a `tg://user?id=` address mentions."""
    found = _USER.match(address.strip())
    return int(found[1]) if found else None


def checked_link(address: str) -> str | None:
    """The address as Telegram stores it, or `None` where it makes no link of it.

    A host needs a dot (so `localhost` never becomes a link); a missing scheme means `http`, a missing path `/`.
    """
    found = _ADDRESS.match(address)
    if found is None:
        return None
    scheme = (found["scheme"] or "http").lower()
    host = found["host"].rpartition("@")[2]
    if scheme in ("tg", "ton", "tonsite"):
        return f"{scheme}://{found['host']}{found['rest']}" if host else None
    name, _, port = host.partition(":")
    if scheme not in ("http", "https") or "." not in name.strip(".") or (port and not port.isdigit()):
        return None
    if not all(part and not set(part) & set("<>\"'`{}|\\^") for part in name.split(".")):
        return None
    rest = found["rest"] if found["rest"].startswith("/") else f"/{found['rest']}"
    return f"{scheme}://{found['host'].lower()}{rest}"
