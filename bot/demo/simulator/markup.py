"""Telegram's HTML: which texts it accepts, what remains of them, and where the entities lie.

The rules are those of Telegram's own parser: the tags named in `TAGS`, attributes quoted or bare, four named character
references and numeric ones, tags properly nested. Offsets and lengths of entities are in UTF-16 code units; byte
offsets in refusals count UTF-8 bytes of the text as sent.
"""

from __future__ import annotations

import re
from typing import Any

from bot.demo.simulator.links import checked_link, linked_user
from bot.demo.simulator.refusals import Refusal, bad_request

Entity = dict[str, Any]

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}

_END = "\0"
_SPACE = " \t\r\n\0\v"
_SPECIAL = re.compile("[<&]")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>/\"']*")
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<dec>[0-9]*)|(?P<name>[A-Za-z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units, the unit of entity offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and entities of an HTML message, entities in the order their tags close.

    Raises `Refusal` with "can't parse entities: …" where Telegram would.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source + _END
        self.pieces: list[str] = []
        self.offset = 0
        self.open: list[tuple[str, str, int, int]] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source, position, end = self.source, 0, len(self.source) - 1
        while position < end:
            found = _SPECIAL.search(source, position)
            stop = found.start() if found else end
            if stop > position:
                self._append(source[position:stop])
            if found is None:
                break
            if source[stop] == "&":
                character, position = _reference(source, stop)
                self._append(character or "&")
                position = position if character else stop + 1
            elif source[stop + 1] == "/":
                position = self._close(stop)
            else:
                position = self._start(stop)
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        text = "".join(self.pieces)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _unparsable(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, self.entities

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.offset += utf16_length(text)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _start(self, begin: int) -> int:
        source = self.source
        named = _TAG_NAME.match(source, begin + 1)
        assert named is not None
        position, name = named.end(), named.group().lower()
        if source[position] == _END:
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in TAGS:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = ""
        while source[position] != ">":
            position = _skip_space(source, position)
            if source[position] == ">":
                break
            position, attribute, value = self._attribute(begin, name, position)
            argument = _argument(name, attribute, value, argument)
        if name == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append((name, argument, self.offset, len(self.pieces)))
        return position + 1

    def _attribute(self, begin: int, tag: str, position: int) -> tuple[int, str, str]:
        source = self.source
        named = _ATTRIBUTE_NAME.match(source, position)
        assert named is not None
        attribute = named.group()
        if not attribute:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        position = _skip_space(source, named.end())
        if source[position] != "=":
            if _at_end(source, position):
                raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            return position, attribute, ""
        position = _skip_space(source, position + 1)
        if _at_end(source, position):
            raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if source[position] in "'\"":
            closing = source.find(source[position], position + 1)
            if closing < 0:
                raise _unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
            value, position = _decoded(source[position + 1 : closing]), closing + 1
        else:
            bare = _BARE_VALUE.match(source, position)
            assert bare is not None
            if source[bare.end()] not in _SPACE and source[bare.end()] != ">":
                raise _unparsable(f"Unexpected end of name token at byte offset {self._byte(position)}")
            value, position = bare.group().lower(), bare.end()
        if _at_end(source, position):
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return position, attribute, value

    def _close(self, begin: int) -> int:
        source = self.source
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {self._byte(begin)}")
        named = _TAG_NAME.match(source, begin + 2)
        assert named is not None
        found = named.group().lower()
        position = _skip_space(source, named.end())
        if source[position] != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        name, argument, offset, first_piece = self.open[-1]
        if found and found != name:
            raise _unparsable(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{name}>", found "</{found}>"'
            )
        self.open.pop()
        if self.offset > offset:
            self._entity(name, argument, offset, first_piece)
        return position + 1

    def _entity(self, name: str, argument: str, offset: int, first_piece: int) -> None:
        entity: Entity = {"type": TAGS[name], "offset": offset, "length": self.offset - offset}
        last = self.entities[-1] if self.entities else {}
        same_span = last.get("offset") == offset and last.get("length") == entity["length"]
        if name == "a":
            if not _link(entity, argument or "".join(self.pieces[first_piece:])):
                return
        elif name == "tg-emoji":
            if not argument.isdigit() or int(argument) == 0:
                raise _unparsable("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = argument
        elif name == "tg-time":
            if not argument.isdigit():
                raise _unparsable("Invalid time specified")
            entity["unix_time"] = int(argument)
        elif name == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif name == "pre" and same_span and last.get("type") == "code" and "language" in last:
            last["type"] = "pre"
            return
        elif name == "code":
            if same_span and last.get("type") == "pre" and argument:
                last["language"] = argument
                return
            if argument:
                entity["language"] = argument
        self.entities.append(entity)


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _link(entity: Entity, address: str) -> bool:
    user = linked_user(address)
    if user:
        entity["type"], entity["user"] = "text_mention", {"id": user}
        return True
    url = checked_link(address)
    if url:
        entity["url"] = url
    return url is not None


def _argument(tag: str, attribute: str, value: str, before: str) -> str:
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "1"
    return before


def _reference(source: str, position: int) -> tuple[str, int]:
    """The character that the reference at `position` stands for ("" if none) and where the text goes on."""
    found = _REFERENCE.match(source, position)
    assert found is not None
    if found["name"] is not None:
        return _NAMED.get(found["name"], ""), found.end()
    digits, base = (found["hex"], 16) if found["hex"] is not None else (found["dec"], 10)
    length = len(found.group().removesuffix(";"))
    code = int(digits, base) if digits and length < 10 else 0
    return (chr(code) if 0 < code < 0x10FFFF else ""), found.end()


def _decoded(value: str) -> str:
    if "&" not in value:
        return value
    out, position = [], 0
    while position < len(value):
        if value[position] == "&":
            character, after = _reference(value, position)
            if character:
                out.append(character)
                position = after
                continue
        out.append(value[position])
        position += 1
    return "".join(out)


def _skip_space(source: str, position: int) -> int:
    while source[position] in _SPACE and position < len(source) - 1:
        position += 1
    return position


def _at_end(source: str, position: int) -> bool:
    return position >= len(source) - 1
