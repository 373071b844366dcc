"""Pieces of HTML, as feeds and mails carry them → plain text in paragraphs."""

from __future__ import annotations

import html
import re

import lxml.etree
import lxml.html

from briefs.sources.decoding import tidy

LARGEST_FRAGMENT = 1024 * 1024
_BLOCKS = re.compile(
    r"(?:address|article|aside|blockquote|body|br|caption|d[dlt]|div|fig(?:caption|ure)|footer|h[1-6r]|header|li|main|nav"
    r"|[ou]l|p|pre|section|t(?:able|[dhr]))\Z"
)
_LEFT_OUT = re.compile(r"(?:button|form|head|iframe|math|noscript|object|script|select|style|svg|template)\Z")
_MARKUP = re.compile(r"<[a-zA-Z!/][^<>]{0,2000}>|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d?);", re.I)
_ENDLESS_TAG = re.compile(r"<[a-zA-Z][^<>]{65536}")


def text_of_html(markup: str) -> str:
    """The words of a piece of HTML, a blank line between its blocks; plain text is left as it is. Never raises."""
    markup = markup[:LARGEST_FRAGMENT]
    if not _MARKUP.search(markup):
        return _paragraphs(markup)
    markup = _ENDLESS_TAG.sub("<p", markup)
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div", parser=_parser())
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return _paragraphs(html.unescape(re.sub(r"<[^<>]*>", "\n", markup)))
    parts: list[str] = []
    _collect(tree, parts)
    return _paragraphs("".join(parts))


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)


def _collect(tree: lxml.html.HtmlElement, parts: list[str]) -> None:
    left_out = None
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if left_out is None and (_LEFT_OUT.match(tag) or not tag):
                left_out = element
            if left_out is None:
                if _BLOCKS.match(tag):
                    parts.append("\n\n")
                parts.append(re.sub(r"\s+", " ", element.text or ""))
        else:
            if left_out is element:
                left_out = None
            elif left_out is None and _BLOCKS.match(tag):
                parts.append("\n\n")
            if left_out is None and element is not tree:
                parts.append(re.sub(r"\s+", " ", element.tail or ""))


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in tidy(text).split("\n"))
    return "\n\n".join(line for line in lines if line)
