"""A strict small reader of Telegram's HTML, written from the Bot API's rules and not from our renderer."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"<(/?)([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>|&([a-z]+|#\d+|#x[0-9a-fA-F]+);|([^<&]+)|(.)", re.S
)
_TAGS = {"b": set(), "i": set(), "a": {"href"}, "code": set(), "blockquote": {"expandable"}}
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class BadHtml(AssertionError):
    """Telegram would refuse the message."""


def visible(html: str) -> str:
    """What a person sees of a message. BadHtml for anything the Bot API refuses or silently changes."""
    seen: list[str] = []
    opened: list[str] = []
    for closing, tag, attributes, entity, words, stray in _TOKEN.findall(html):
        if stray:
            raise BadHtml(f"a bare {stray!r}")
        if words:
            seen.append(words)
        elif entity:
            seen.append(_character(entity))
        elif closing:
            if not opened or opened.pop() != tag:
                raise BadHtml(f"</{tag}> closes nothing")
        else:
            _check(tag, attributes, opened)
            opened.append(tag)
    if opened:
        raise BadHtml(f"<{opened[-1]}> is never closed")
    text = "".join(seen)
    if not text.strip():
        raise BadHtml("message text is empty")
    if len(text) > 4096:
        raise BadHtml(f"message is too long: {len(text)}")
    if len(html.encode()) > 32 * 1024:
        raise BadHtml("text is too long")
    return text


def _character(entity: str) -> str:
    if entity.startswith("#"):
        return chr(int(entity[2:], 16) if entity[1] == "x" else int(entity[1:]))
    if entity not in _ENTITIES:
        raise BadHtml(f"&{entity}; stays literal")
    return _ENTITIES[entity]


def _check(tag: str, attributes: str, opened: list[str]) -> None:
    if tag not in _TAGS:
        raise BadHtml(f"unsupported start tag {tag!r}")
    names = set(re.findall(r"([a-z-]+)(?:=|\s|$)", re.sub(r'"[^"]*"', '""', attributes)))
    if not names <= _TAGS[tag]:
        raise BadHtml(f"<{tag}{attributes}>")
    if tag == "blockquote" and tag in opened:
        raise BadHtml("blockquotes cannot be nested")
    if tag == "a" and not re.search(r'href="https?://[^/"]+\.[^/"]+', attributes):
        raise BadHtml(f"a link that Telegram drops: {attributes}")
