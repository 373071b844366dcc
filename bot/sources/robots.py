"""What a host's robots.txt asks of us (RFC 9309), asked once a day a host."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from urllib.parse import urlsplit

from bot.sources.guarded import GuardedClient
from briefs.errors import AddressRefused, FetchError

KEPT = timedelta(hours=24)
ASKED_AGAIN = timedelta(minutes=30)
LARGEST = 512 * 1024
_MOST_HOSTS = 2000
_MOST_RULES = 2000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us: (path pattern, allowed), the longest that fits holds, allowing before forbidding."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be asked for."""
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ANYTHING, NOTHING = Rules(), Rules((("/", False),))


def parse_robots(content: str, agent: str) -> Rules:
    """The rules of the group that names `agent` (a product name such as "attache"), else of the group for all."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    named: list[str] = []
    in_rules = False
    for line in content.replace("\r", "\n").split("\n")[:20_000]:
        key, separator, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not separator:
            continue
        if key == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(re.split(r"[\s/]", value.lower())[0])
            groups.setdefault(named[-1], [])
        elif key in ("allow", "disallow") and named:
            in_rules = True
            if value.startswith(("/", "*")):
                for name in named:
                    groups[name].append((value, key == "allow"))
    rules = groups.get(agent.lower(), groups.get("*", []))
    return Rules(tuple(rules[:_MOST_RULES]))


def _fits(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for number, part in enumerate(rest):
        is_last = number == len(rest) - 1
        if is_last and anchored:
            return len(path) - len(part) >= position and path.endswith(part)
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return not anchored or bool(rest and rest[-1] == "") or position == len(path)


class Robots:
    """Knows for each host what may be fetched. `agent` is our product name, the start of the User-Agent header."""

    def __init__(self, client: GuardedClient, *, agent: str) -> None:
        self._client, self._agent = client, agent
        self._known: OrderedDict[str, asyncio.Task[tuple[Rules, float]]] = OrderedDict()

    async def allow(self, url: str) -> bool:
        """Whether the host lets us fetch this address; yes where it has no rules. Raises AddressRefused."""
        parts = urlsplit(self._client.check(url).url)
        host = f"{parts.scheme}://{parts.netloc}"
        asking = self._known.get(host)
        if asking is None or (asking.done() and (asking.cancelled() or asking.result()[1] < monotonic())):
            asking = self._known[host] = asyncio.create_task(self._ask(host))
            if len(self._known) > _MOST_HOSTS:
                self._known.popitem(last=False)
        rules, _ = await asyncio.shield(asking)
        return rules.allow(parts.path + (f"?{parts.query}" if parts.query else ""))

    async def _ask(self, host: str) -> tuple[Rules, float]:
        """The host's rules and until when they hold."""
        rules, kept = ANYTHING, KEPT
        try:
            fetched = await self._client.get(f"{host}/robots.txt", most_bytes=LARGEST)
            rules = parse_robots(fetched.content.decode("utf-8", "replace").lstrip("\ufeff"), self._agent)
        except FetchError as error:
            # A host in trouble is left alone for a while (RFC 9309 §2.3.1.4); no such file allows everything.
            if error.status is None or error.status >= 500:
                rules, kept = (NOTHING if error.status else ANYTHING), ASKED_AGAIN
        except AddressRefused:
            pass
        return rules, monotonic() + kept.total_seconds()
