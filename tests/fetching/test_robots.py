"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import pytest

from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.sources.robots import parse_robots
from briefs.errors import FetchError
from tests.fetching.serving import Site, settings

ROBOTS = """\
# a news site
User-agent: *
Disallow: /private/
Disallow: /*.pdf$
Allow: /private/open
Crawl-delay: 5

User-Agent: attache/1.0
User-agent: otherbot
Disallow: /attache-not
Allow: /
Sitemap: https://example.org/sitemap.xml
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("somebot", "/news/1", True),
        ("somebot", "/private/a", False),
        ("somebot", "/private/open/a", True),
        ("somebot", "/a/report.pdf", False),
        ("somebot", "/a/report.pdf?x=1", True),
        ("attache", "/private/a", True),
        ("attache", "/attache-not/a", False),
        ("otherbot", "/attache-not", False),
    ],
)
def test_rules(agent: str, path: str, allowed: bool) -> None:
    assert parse_robots(ROBOTS, agent).allow(path) is allowed


@pytest.mark.parametrize("content", ["", "<html>no</html>", "Disallow: /", "User-agent: *\nDisallow:", "\0" * 50])
def test_nothing_forbidden(content: str) -> None:
    assert parse_robots(content, "attache").allow("/a")


async def test_pages_are_fetched_as_robots_asks(site: Site, client: GuardedClient) -> None:
    site.put("/robots.txt", ROBOTS.replace("attache/1.0", "elsebot"))
    site.put("/news", "<p>News")
    site.put("/private/a", "<p>Secret")
    fetcher = PageFetcher(client, settings())
    assert (await fetcher.page(f"{site.url}/news")).content == b"<p>News"
    with pytest.raises(FetchError, match="robots"):
        await fetcher.page(f"{site.url}/private/a")
    assert site.counts == {"/robots.txt": 1, "/news": 1}
    assert (await PageFetcher(client, settings(respect_robots=False)).page(f"{site.url}/private/a")).status == 200


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False)])
async def test_robots_that_cannot_be_had(site: Site, client: GuardedClient, status: int, allowed: bool) -> None:
    site.put("/robots.txt", status=status)
    site.put("/news", "<p>News")
    fetcher = PageFetcher(client, settings())
    if allowed:
        await fetcher.page(f"{site.url}/news")
    else:
        with pytest.raises(FetchError, match="robots"):
            await fetcher.page(f"{site.url}/news")
