"""By what an article is known again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.sources.identity import canonical_address, fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x", "http://www.A.example:80/x/"),
        ("https://a.example/x", "https://a.example/x?utm_source=t&fbclid=1#top"),
        ("https://a.example/x", "https://m.a.example/x/amp/"),
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example", "https://a.example/index.html"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    assert canonical_address(one) == canonical_address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x", "https://a.example/X"),
        ("https://a.example/?id=1", "https://a.example/?id=2"),
        ("https://a.example/x", "https://b.a.example/x"),
        ("https://a.example:8080/x", "https://a.example/x"),
    ],
)
def test_other_pages_have_other_addresses(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


@pytest.mark.parametrize("text", ["", "no address", "ftp://a.example/x", "javascript:alert(1)", "http://", "http://[x"])
def test_what_is_no_web_address(text: str) -> None:
    assert canonical_address(text) == ""


@given(st.text())
def test_any_text_is_answered_and_stable(text: str) -> None:
    for address in (canonical_address(text), canonical_address("https://a.example/" + text)):
        assert canonical_address(address) == address
    assert len(fingerprint(text)) == 32


def test_the_fingerprint_minds_words_alone() -> None:
    assert fingerprint("Putin – Netanyahu, Sochi.") == fingerprint("PUTIN NETANYAHU\n\nsochi")
    assert fingerprint("Putin met Obama") != fingerprint("Obama met Putin")
