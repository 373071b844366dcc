"""HTTPS: certificates are checked for the name that was asked, though the connection goes to a checked address."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.sources.guarded import GuardedClient
from briefs.errors import FetchError
from tests.fetching.serving import serving, settings

CERTIFICATES = Path(__file__).parent / "certificates"
HOST = "secure.example.org"


class Loopback:
    """DNS in which every host is this machine."""

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """See `Resolve`."""
        return ["127.0.0.1"]


def server_side(name: str) -> ssl.SSLContext:
    """A server with one of the certificates."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return tls


def trusting() -> ssl.SSLContext:
    """As the client is by default, but for one authority more."""
    tls = ssl.create_default_context()
    tls.load_verify_locations(CERTIFICATES / "authority.pem")
    return tls


async def test_a_good_certificate() -> None:
    async with serving(tls=server_side("good")) as site:
        site.put("/feed", "x" * 300_000, headers={"ETag": '"1"'})
        site.lead("/old", "/feed", 301)
        url = site.url.replace("127.0.0.1", HOST)
        client = GuardedClient(settings(), resolve=Loopback(), tls=trusting())
        fetched = await client.get(f"{url}/old")
        assert (fetched.url, fetched.moved_to, len(fetched.content)) == (f"{url}/feed", f"{url}/feed", 300_000)
        assert (await client.get(f"{url}/feed")).headers["etag"] == '"1"'
        assert {request.headers["Host"] for request in site.asked} == {url.removeprefix("https://")}
        await client.close()


@pytest.mark.parametrize("name", ["expired", "other", "self-signed"])
async def test_a_certificate_that_does_not_hold(name: str) -> None:
    async with serving(tls=server_side(name)) as site:
        client = GuardedClient(settings(), resolve=Loopback(), tls=trusting())
        with pytest.raises(FetchError, match="certificate is not valid"):
            await client.get(site.url.replace("127.0.0.1", HOST))
        assert not site.asked
        await client.close()


async def test_an_authority_that_nobody_trusts() -> None:
    async with serving(tls=server_side("good")) as site:
        client = GuardedClient(settings(), resolve=Loopback())
        with pytest.raises(FetchError, match="certificate is not valid"):
            await client.get(site.url.replace("127.0.0.1", HOST))
        assert not site.asked
        await client.close()


async def test_https_where_only_http_is_spoken() -> None:
    async with serving() as site:
        client = GuardedClient(settings(), resolve=Loopback(), tls=trusting())
        with pytest.raises(FetchError):
            await client.get(site.url.replace("http://127.0.0.1", f"https://{HOST}"))
        await client.close()
