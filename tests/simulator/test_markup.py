"""Telegram's HTML: cases by its rules, and properties over any text."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.simulator.entities import formatted
from bot.demo.simulator.links import checked_link
from bot.demo.simulator.markup import TAGS, parse_html, utf16_length
from bot.demo.simulator.refusals import Refusal


def shown(source: str) -> tuple[str, list[tuple[Any, ...]]]:
    text, entities = formatted(source, "HTML", None, limit=4096, too_long="message is too long")
    return text, [(e["type"], e["offset"], e["length"], *list(e.values())[3:]) for e in entities]


def outcome(source: str) -> tuple[str, list[dict[str, Any]], str]:
    """Text, entities and "", or the refusal's description behind nothing."""
    try:
        return (*parse_html(source), "")
    except Refusal as refusal:
        return "", [], refusal.description


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b><i>b</i>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<strong>a</strong><b>b</b>", "ab", [("bold", 0, 2)]),
        ("<b><i>a</i>b</b>", "ab", [("bold", 0, 2), ("italic", 0, 1)]),
        ("🇷🇺<b>é</b>", "🇷🇺é", [("bold", 4, 1)]),
        ("<a href=\"https://x.example?a=1&amp;b=2\">l</a>", "l", [("text_link", 0, 1, "https://x.example/?a=1&b=2")]),
        ("<a href='x.example'>l</a>", "l", [("text_link", 0, 1, "http://x.example/")]),
        ("<a href='http://localhost/x'>l</a>", "l", []),
        ("<a>x.example</a>", "x.example", [("text_link", 0, 9, "http://x.example/")]),
        ("<code class='language-py'>a</code>", "a", [("code", 0, 1)]),
        ("<pre><code class='language-py'>a</code></pre>", "a", [("pre", 0, 1, "py")]),
        ("<pre><code>a</code></pre>", "a", [("pre", 0, 1)]),
        ("<a>afp.com </a>b", "afp.com b", [("url", 0, 7)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
        ("<span class='tg-spoiler'>a</span>", "a", [("spoiler", 0, 1)]),
        ("&lt;b&gt; &amp; &quot;&#8211;&#x1F600;", '<b> & "–😀', []),
        ("&nbsp;&apos;&copy;", "&nbsp;&apos;&copy;", []),
        ("AT&T", "AT&T", []),
        ("  \n<b>a</b> \n", "a", [("bold", 0, 1)]),
        ("see /brief and @durov_x, #syria", "see /brief and @durov_x, #syria",
         [("bot_command", 4, 6), ("mention", 15, 8), ("hashtag", 25, 6)]),
        ("https://x.example/a.", "https://x.example/a.", [("url", 0, 19)]),
        ("1/2 and and/or", "1/2 and and/or", []),
    ],
)  # fmt: skip
def test_accepted(source: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    assert shown(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<u", "Unclosed start tag at byte offset 0"),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<a href=\"x>l</a>", "Unclosed start tag at byte offset 0"),
        ("<a href=http://x.example>l</a>", "Unexpected end of name token at byte offset 8"),
        ("<a ='x'>l</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<i>x", 'Can\'t find end tag corresponding to start tag "i"'),
    ],
)  # fmt: skip
def test_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        shown(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://wire.example/a?b#c", "https://wire.example/a?b#c"),
        ("HTTPS://Wire.Example", "https://wire.example/"),
        ("wire.example/a", "http://wire.example/a"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("http://localhost", None),
        ("ftp://wire.example", None),
        ("javascript:alert(1)", None),
        ("http://wire.example:x/", None),
        ("http://wi re.example", None),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("", None),
    ],
)
def test_links(address: str, link: str | None) -> None:
    assert checked_link(address) == link


LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), max_size=60)


@given(LETTERS)
def test_escaped_text_survives(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_any_text_is_parsed_or_refused_in_telegrams_words(text: str) -> None:
    parsed, entities, refusal = outcome(text)
    if refusal:
        assert refusal.startswith("Bad Request: can't parse entities: ")
    length = utf16_length(parsed)
    assert all(e["offset"] >= 0 and e["length"] > 0 and e["offset"] + e["length"] <= length for e in entities)


NESTED = st.recursive(
    LETTERS.map(lambda text: html.escape(text, quote=False)),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(sorted(TAGS.keys() - {"a", "span", "tg-emoji", "tg-time"})),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@given(NESTED)
def test_nested_tags_give_entities_within_the_text_that_nest_or_part(source: str) -> None:
    text, entities = formatted(source, "HTML", None, limit=4096, too_long="message is too long")
    spans = [(e["offset"], e["offset"] + e["length"]) for e in entities]
    assert all(0 <= start < end <= utf16_length(text) for start, end in spans)
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    code = [span for span, e in zip(spans, entities, strict=True) if e["type"] in ("code", "pre")]
    for start, end in code:
        for other, entity in zip(spans, entities, strict=True):
            if entity["type"] not in ("code", "pre", "blockquote", "expandable_blockquote"):
                assert other[1] <= start or other[0] >= end


@given(st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='x.y'>", "</a>", "&", "<", "x", "é", "😀"])))
def test_fragments_never_break_the_parser(parts: list[str]) -> None:
    refusal = outcome("".join(parts))[2]
    assert not refusal or "byte offset" in refusal or "end tag" in refusal
