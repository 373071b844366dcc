"""Which addresses may be fetched: http and https, usual ports, public hosts.

DNS answers are checked where connections are made (`connecting`), by `closed_reason`. The networks are those of the
IANA special-purpose registries (RFC 6890 and its successors) that are not globally reachable, and those whose addresses
carry an IPv4 address inside (mapped, compatible, NAT64, 6to4), which is then checked in their place.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from briefs.errors import AddressRefused

PORTS = frozenset({80, 443, 8000, 8080, 8443})
LONGEST = 2048
_DEFAULT_PORTS = {"http": 80, "https": 443}

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        # IPv4
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # IPv6
        "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32",
        "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
_CARRYING_LAST_32_BITS = tuple(
    ipaddress.IPv6Network(network) for network in ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")
)
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_CLOUD_METADATA = ipaddress.ip_address("168.63.129.16")  # answers inside one provider's machines only

# RFC 6761, 6762, 8375 and what home routers, clusters and clouds call their own machines.
_CLOSED_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion|"
    r"in-addr\.arpa|ip6\.arpa)\Z"
)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z")
_DOTTED = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})\Z")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for: its parts, and `credentials` ("user", "password") that stood in it.

    `url` is without credentials and fragment, so that it can be logged and shown.
    """

    url: str
    scheme: str
    host: str
    port: int
    credentials: tuple[str, str] | None = None

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what credentials belong to."""
        return self.scheme, self.host, self.port


def shown(url: str) -> str:
    """The address as it may be logged and shown: without user name, password and fragment, and not endless."""
    without_fragment = url.partition("#")[0]
    head, separator, rest = without_fragment.partition("://")
    authority = re.match(r"[^/?]*", rest)
    host = authority[0] if authority else ""
    clean = f"{head}{separator}{host.rpartition('@')[2]}{rest[len(host) :]}" if separator else without_fragment
    clean = "".join(char for char in clean if char.isprintable())
    return clean if len(clean) <= 300 else clean[:299] + "…"


def parse_address(url: str, *, allow_private: bool = False) -> Address:
    """The parts of an address that may be asked for, by its letters alone.

    With `allow_private`, any port and any host will do. Raises AddressRefused with the reason.
    """
    where = shown(url)
    url = url.strip()
    if len(url) > LONGEST:
        raise AddressRefused(where, f"the address is longer than {LONGEST} characters")
    if _UNSAFE.search(url):
        raise AddressRefused(where, "there are spaces, control characters or backslashes in the address")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
        credentials = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None
    except ValueError as error:
        raise AddressRefused(where, "it is no valid address") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise AddressRefused(where, "only http and https addresses are fetched")
    if "[" in parts.netloc and ":" not in host:
        raise AddressRefused(where, "it is no valid address")
    host = _checked_host(host, where, allow_private=allow_private)
    if port is None:
        port = _DEFAULT_PORTS[scheme]
    if port == 0 or (port not in PORTS and not allow_private):
        raise AddressRefused(where, f"port {port} is not fetched from")
    netloc = f"[{host}]" if ":" in host else host
    if port != _DEFAULT_PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Address(urlunsplit((scheme, netloc, path, query, "")), scheme, host, port, credentials)


def closed_reason(ip: str) -> str:
    """Why an IP address (as DNS gives it) may not be connected to, "" when it is public."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return "it is no IP address"
    return "" if _is_public(address) else f"it leads to {address}, which is no public address"


def _checked_host(host: str, where: str, *, allow_private: bool) -> str:
    if not host:
        raise AddressRefused(where, "there is no host in the address")
    if "%" in host:
        raise AddressRefused(where, "the host is written with percent signs")
    host = unicodedata.normalize("NFKC", host).lower().replace("。", ".").rstrip(".")
    if ":" in host:
        try:
            six = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise AddressRefused(where, "it is no valid address") from error
        if not allow_private and not _is_public(six):
            raise AddressRefused(where, closed_reason(host))
        return str(six)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise AddressRefused(where, "the host's name is not valid") from error
    labels = host.split(".")
    if _NUMBER.match(labels[-1]):
        # What ends in a number is an IPv4 address to every resolver; only its plain form is taken.
        if not _DOTTED.match(host):
            raise AddressRefused(where, "the host is a number in disguise")
        reason = closed_reason(host)
        if reason and not allow_private:
            raise AddressRefused(where, reason)
        return host
    if len(host) > 253 or not all(_LABEL.match(label) for label in labels):
        raise AddressRefused(where, "the host's name is not valid")
    if not allow_private and (len(labels) == 1 or _CLOSED_NAMES.match(host)):
        raise AddressRefused(where, f"{host} is no public host")
    return host


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inside = _carried(address)
        if inside is not None:
            return _is_public(inside)
        if address not in ipaddress.IPv6Network("2000::/3"):
            return False
    if address == _CLOUD_METADATA or address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _CLOSED if network.version == address.version)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _CARRYING_LAST_32_BITS):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None
