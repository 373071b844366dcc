"""The text of a message as Telegram keeps it: cleaned, trimmed, its entities put in order, links found."""

from __future__ import annotations

import re
from typing import Any

from bot.demo.simulator.markup import Entity, parse_html, utf16_length
from bot.demo.simulator.refusals import bad_request

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\u2028-\u202e\ufff9-\ufffc]")
_EDGE = " \n\t\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
_SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_SOLID = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
_PLAIN = re.compile(
    r"""(?P<url>\bhttps?://[^\s<>"'«»“”]+[^\s<>"'«»“”.,;:!?()\[\]])
      | (?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b)
      | (?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}\b)
      | (?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))
      | (?P<hashtag>(?<!\w)\#(?=\w*[^\W\d_])\w{1,256})
      | (?P<cashtag>(?<!\w)\$[A-Z]{1,8}\b)
      | (?P<domain>(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|io|me|ru|int|gov|edu|uk|de|fr|eu|ua)(?![\w.-]\w)
          (?:/[^\s<>"'«»“”]*[^\s<>"'«»“”.,;:!?()\[\]])?)""",
    re.VERBOSE,
)
_HINTS = re.compile(r"[@#$/]|\w\.\w")


def formatted(
    source: str, parse_mode: str | None, given: list[Entity] | None, *, limit: int, too_long: str
) -> tuple[str, list[Entity]]:
    """The text and entities that a message gets from `source`.

    `limit` counts Unicode code points after parsing; beyond it the refusal `too_long` is raised. An empty result is
    returned as it is: what it means depends on the method.
    """
    if len(source.encode("utf-8", "surrogatepass")) > 32 * 1024:
        raise bad_request("text is too long")
    source = _CONTROL.sub(" ", source.replace("\r", ""))
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode in ("", "none"):
        text, entities = source, _given(source, given or [])
    elif mode in ("markdown", "markdownv2"):
        raise bad_request("can't parse entities: the simulator speaks HTML only")
    else:
        raise bad_request("unsupported parse_mode")
    text, entities = _trimmed(text, entities)
    if len(text) > limit:
        raise bad_request(too_long)
    entities = _ordered(entities)
    return text, _ordered(entities + _found(text, entities)) if _HINTS.search(text) else entities


def _given(text: str, given: list[Entity]) -> list[Entity]:
    length = utf16_length(text)
    kept = []
    for entity in given:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse entities: MessageEntity must be an Object")
        offset, size = int(entity.get("offset", 0)), int(entity.get("length", 0))
        if offset < 0 or size <= 0 or offset + size > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset "
                f"{offset + size}"
                if offset >= 0 and size > 0
                else "entity has an invalid length"
            )
        kept.append({**entity, "offset": offset, "length": size})
    return kept


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.rstrip(_EDGE)
    if kept.strip(_EDGE) == "":
        return "", []
    lead = len(kept) - len(kept.lstrip(" \n"))
    if entities:
        lead = min(lead, min(e["offset"] for e in entities))
    kept = kept[lead:]
    if lead == 0 and len(kept) == len(text):
        return text, entities
    end, moved = utf16_length(kept), []
    for entity in entities:
        offset = entity["offset"] - lead
        length = min(entity["length"], end - offset)
        if length > 0:
            moved.append({**entity, "offset": offset, "length": length})
    return kept, moved


def _ordered(entities: list[Entity]) -> list[Entity]:
    """Sorted, nothing inside code, no quote inside a quote, neighbours of one style joined."""
    if len(entities) < 2:
        return entities
    entities = sorted(entities, key=_order)
    code = [_span(e) for e in entities if e["type"] in ("code", "pre")]
    out: list[Entity] = []
    for entity in entities:
        if entity["type"] in _SPLITTABLE and code:
            parts = _without(entity, code)
        elif entity["type"] not in ("code", "pre") and any(_inside(entity, span) for span in code):
            parts = []
        else:
            parts = [entity]
        for part in parts:
            if not _redundant(part, out):
                out.append(part)
    return sorted(out, key=_order)


def _order(entity: Entity) -> tuple[int, int, bool]:
    return entity["offset"], -entity["length"], entity["type"] == "code"


def _redundant(entity: Entity, before: list[Entity]) -> bool:
    start, end = _span(entity)
    for other in reversed(before):
        other_end = other["offset"] + other["length"]
        if "quote" in entity["type"] and "quote" in other["type"] and start < other_end:
            return True
        if entity["type"] == "code" and other["type"] == "pre" and start < other_end:
            return True
        if entity["type"] != other["type"]:
            continue
        if entity["type"] in _SPLITTABLE and start <= other_end:
            other["length"] = max(other_end, end) - other["offset"]
            return True
        if start < other_end:
            return True
    return False


def _without(entity: Entity, spans: list[tuple[int, int]]) -> list[Entity]:
    start, end = _span(entity)
    parts = []
    for low, high in spans:
        if low < end and high > start:
            if low > start:
                parts.append({**entity, "offset": start, "length": low - start})
            start = max(start, high)
    if start < end:
        parts.append({**entity, "offset": start, "length": end - start})
    return parts


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _inside(entity: Entity, span: tuple[int, int]) -> bool:
    start, end = _span(entity)
    return span[0] <= start and end <= span[1]


def _found(text: str, entities: list[Entity]) -> list[Entity]:
    """Links, mentions, commands and tags that Telegram finds by itself."""
    taken = [_span(e) for e in entities if e["type"] in _SOLID]
    found: list[Entity] = []
    plain = text.isascii()
    for match in _PLAIN.finditer(text):
        kind = match.lastgroup or ""
        offset = match.start() if plain else utf16_length(text[: match.start()])
        length = match.end() - match.start() if plain else utf16_length(match.group())
        if any(low < offset + length and offset < high for low, high in taken):
            continue
        entity: dict[str, Any] = {"type": "url" if kind == "domain" else kind, "offset": offset, "length": length}
        found.append(entity)
    return found
