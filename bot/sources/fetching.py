"""A page somebody names → its bytes and where they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from bot.config import FetchConfig
from bot.sources.guarded import Fetched, GuardedClient
from bot.sources.robots import Robots
from briefs.errors import FetchError
from briefs.model.article import PublishedFrom
from briefs.sources.batch import Origin

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


class PageFetcher:
    """Fetches pages the way robots.txt asks for, unless the configuration says not to mind it."""

    def __init__(self, client: GuardedClient, settings: FetchConfig) -> None:
        self.client = client
        agent = settings.user_agent.split("/")[0].strip()
        self._robots = Robots(client, agent=agent) if settings.respect_robots else None

    async def page(self, url: str) -> Fetched:
        """What is at the address. Raises AddressRefused, FetchError."""
        if self._robots is not None and not await self._robots.allow(url):
            raise FetchError(self.client.check(url).url, "its robots.txt asks programs not to fetch it")
        return await self.client.get(url)

    async def article(
        self, url: str, *, source: str = "", published_at: datetime | None = None
    ) -> tuple[bytes, Origin]:
        """The bytes at the address and their origin, as `Ingestor.ingest` takes them. Raises as `page` does."""
        fetched = await self.page(url)
        origin = Origin(
            fetched.url,
            url=fetched.url,
            charset=charset_of(fetched.headers),
            source=source,
            published_at=published_at,
            published_from=PublishedFrom.OPTION,
        )
        return fetched.content, origin


def charset_of(headers: Mapping[str, str]) -> str:
    """The charset of a Content-Type header, "" without one."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return found[1] if found else ""
