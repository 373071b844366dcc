"""By what an article is known again: its address without decoration, and a fingerprint of its words."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_DECORATION = re.compile(
    r"(?:utm_.*|mc_[ce]id|fbclid|gclid|dclid|yclid|msclkid|igshid|twclid|_ga|_gl|ref|ref_?src|referrer|src|cmp|cmpid|"
    r"campaign|icid|ocid|ncid|at_.*|xtor|partner|share|shared|smid|smtyp|amp|output|outputtype|rss|feed)\Z",
    re.I,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WORD = re.compile(r"\w+")


def canonical_address(url: str) -> str:
    """The address under which an article is filed, "" for what is no web address.

    Equal for addresses that differ in scheme (http, https), letter case of the host, "www.", "m.", "amp.", default
    port, fragment, order of the query, parameters that only say where a reader came from, and a final slash.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return ""
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", parts.hostname.rstrip("."))
    if port and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = re.sub(r"/amp/?\Z|/index\.(?:html?|php)\Z", "/", parts.path) or "/"
    path = quote(path.rstrip("/") or "/", safe="/%:@!$&'()*+,;=~-._")
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not _DECORATION.match(key))
    return urlunsplit(("https", host, path, urlencode(query), ""))


def fingerprint(text: str) -> str:
    """Equal for texts of the same words in the same order, whatever their case, punctuation and spacing."""
    words = " ".join(_WORD.findall(text.casefold()))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]
