"""Addresses that must never be connected to, in every disguise: by letters, by DNS, by redirect."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence

import pytest

from bot.config import FetchConfig
from bot.sources.addresses import closed_reason, parse_address, shown
from bot.sources.guarded import GuardedClient
from briefs.errors import AddressRefused, FetchError
from tests.fetching.serving import Site

HOSTILE = [
    # this machine and its network
    "http://127.0.0.1/", "http://127.0.0.1:80/", "http://127.1.2.3/", "http://0.0.0.0/", "http://0.1.2.3/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://printer.local/",
    "http://router.lan/", "http://db.internal/", "http://nas.home.arpa/", "http://intranet/", "http://kubernetes/",
    "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.254/",
    "http://192.168.0.1/", "http://192.168.1.1./", "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/", "http://168.63.129.16/", "http://100.100.100.200/", "http://100.64.0.1/",
    "http://198.18.0.1/", "http://192.0.0.8/", "http://192.0.2.1/", "http://198.51.100.7/", "http://203.0.113.9/",
    "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/",
    # numbers in disguise
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://127.1/", "http://127.0.1/", "http://0/", "http://00000127.0.0.1/", "http://127.0.0.01/",
    "http://0x7F.0x0.0x0.0x1/", "http://3232235521/", "http://0xA9FEA9FE/", "http://256.256.256.256/",
    "http://1.1.1.1.1/", "http://127%2e0%2e0%2e1/", "http://%31%32%37.0.0.1/", "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/", "http://１２７.0.0.1/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://0x/", "http://4294967297/",
    # IPv6
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::ffff:0:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2002:c0a8:101::1]/",
    "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/",
    "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[100::1]/",
    "http://[2001:db8::1]/", "http://[::ffff:169.254.169.254]/", "http://[3fff::1]/", "http://[5f00::1]/",
    "http://[4000::1]/", "http://[::1", "http://[v1.x]/",
    # schemes and ports
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/html,hello", "javascript:alert(1)",
    "unix:///run/docker.sock", "ws://example.org/", "//example.org/", "example.org", "", "http://", "http:///path",
    "http://example.org:22/", "http://example.org:25/", "http://example.org:6379/", "http://example.org:0/",
    "http://example.org:65536/", "http://example.org:-1/", "http://example.org:80a/", "https://example.org:5432/",
    # odd letters
    "http://exa mple.org/", "http://example.org\r\nHost: localhost/", "http://example.org\\@127.0.0.1/",
    "http://example.org\t.localhost/", "http://user@127.0.0.1/", "http://example.org@127.0.0.1/",
    "http://example.org:80@localhost/", "http://example.org#@localhost:80/\\", "http://.org/", "http://a..b/",
    "http://-a.org/", "http://" + "a" * 64 + ".org/", "http://" + "a." * 140 + "org/", "http://exa\x00mple.org/",
    "http://example.org/" + "a" * 3000, "http://service.onion/", "http://1.0.0.127.in-addr.arpa/", "http://x.test/",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: ascii(url)[:50])
def test_refused_by_its_letters(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        parse_address(url)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 100


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c d#e".replace(" ", "%20"), "https://example.org/a?b=c%20d"),
        ("https://example.org:8443/feed", "https://example.org:8443/feed"),
        ("http://bücher.example.org/ü?q=ü", "http://xn--bcher-kva.example.org/%C3%BC?q=%C3%BC"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2a00:1450:4001:81b::200e]/", "http://[2a00:1450:4001:81b::200e]/"),
        ("https://user:pass@example.org/feed", "https://example.org/feed"),
        ("  http://example.org./  ", "http://example.org/"),
    ],
)
def test_public_addresses_are_taken(url: str, asked: str) -> None:
    assert parse_address(url).url == asked


def test_credentials_are_kept_apart() -> None:
    address = parse_address("https://anna:s%40cret@example.org/feed")
    assert address.credentials == ("anna", "s@cret")
    assert "cret" not in address.url
    assert shown("https://anna:s%40cret@example.org/feed") == "https://example.org/feed"
    with pytest.raises(AddressRefused) as caught:
        parse_address("https://anna:s%40cret@localhost/")
    assert "cret" not in str(caught.value)


class Dns:
    """Answers what it is told, the next answer each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """See `bot.sources.connecting.Resolve`."""
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not answer:
            raise socket.gaierror("no such host")
        return answer


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["192.168.1.1"], ["169.254.169.254"], ["0.0.0.0"], ["::1"], ["fd00::1"],
        ["fe80::1%eth0"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["93.184.216.34", "127.0.0.1"],
        ["2606:2800:220:1::1", "10.0.0.1"], ["100.64.3.2"], ["nonsense"],
    ],
    ids=str,
)  # fmt: skip
async def test_refused_by_any_dns_answer(answer: list[str]) -> None:
    client = GuardedClient(FetchConfig(), resolve=Dns(answer))
    with pytest.raises(AddressRefused) as caught:
        await client.get("http://innocent.example.org/page")
    assert caught.value.origin == "http://innocent.example.org/page"
    await client.close()


async def test_a_second_answer_of_dns_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what was checked is what is connected to."""
    connected: list[str] = []

    async def connect(host: str, port: int) -> object:
        connected.append(host)
        raise asyncio.CancelledError

    monkeypatch.setattr("asyncio.open_connection", connect)
    dns = Dns(["93.184.216.34"], ["127.0.0.1"])
    client = GuardedClient(FetchConfig(), resolve=dns)
    with pytest.raises(asyncio.CancelledError):
        await client.get("http://rebinding.example.org/")
    assert (connected, dns.asked) == (["93.184.216.34"], 1)
    with pytest.raises(AddressRefused):
        await client.get("http://rebinding.example.org/")
    await client.close()


async def test_no_such_host() -> None:
    client = GuardedClient(FetchConfig(), resolve=Dns([]))
    with pytest.raises(FetchError, match="no such host"):
        await client.get("http://nowhere.example.org/")
    await client.close()


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "//[fe80::1%25lo]/", "gopher://127.0.0.1/", "http://0x7f.1/", "http://[::1", "//"]
)
async def test_redirects_are_checked_by_their_letters(site: Site, client: GuardedClient, to: str) -> None:
    site.lead("/", to)
    with pytest.raises((AddressRefused, FetchError)):
        await client.get(site.url)
    assert len(site.asked) == 1


async def test_redirects_are_checked_by_dns(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host stands for a public one; the second resolves to what is not, and is not connected to."""
    port = int(site.url.rpartition(":")[2])
    monkeypatch.setattr("bot.sources.addresses.PORTS", {port})
    monkeypatch.setattr("bot.sources.connecting.closed_reason", lambda ip: "" if ip == "127.0.0.1" else "inside")

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"] if host == "public.example.org" else ["127.0.0.2"]

    site.lead("/", f"http://inside.example.org:{port}/secret")
    client = GuardedClient(FetchConfig(), resolve=resolve)
    with pytest.raises(AddressRefused, match="inside"):
        await client.get(f"http://public.example.org:{port}/")
    assert [request.host.split(":")[0] for request in site.asked] == ["public.example.org"]
    await client.close()


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "1.1.1.1"])
def test_public_ip_addresses(ip: str) -> None:
    assert closed_reason(ip) == ""
