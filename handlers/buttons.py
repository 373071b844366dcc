"""The data of buttons: short, self-describing, good after a restart and for as long as its version is spoken.

`"1:verb:argument:argument"`, 64 bytes at most, as the Bot API demands.
"""

from __future__ import annotations

from handlers.exchange import Button

VERSION = "1"
MAX_BYTES = 64


def button(text: str, verb: str, *arguments: object) -> Button:
    """A button that comes back as `verb` with `arguments`.

    Raises:
        ValueError: the data would exceed 64 bytes or an argument holds a colon (a mistake of ours).
    """
    words = [str(argument) for argument in arguments]
    if any(":" in word for word in (verb, *words)):
        raise ValueError(f"a colon inside a button's data: {verb} {words}")
    data = ":".join((VERSION, verb, *words))
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"a button's data is over {MAX_BYTES} bytes: {data}")
    return Button(capital(text), data=data)


def capital(text: str) -> str:
    """A label as buttons have it, whatever sentence its words come from: with a capital letter at the start."""
    return text[:1].upper() + text[1:]


def fits(verb: str, *arguments: object) -> bool:
    """Whether a button can carry these."""
    return (
        not any(":" in str(argument) for argument in arguments)
        and len(":".join((VERSION, verb, *map(str, arguments))).encode()) <= MAX_BYTES
    )


def unpack(data: str) -> tuple[str, tuple[str, ...]] | None:
    """The verb and arguments of a pressed button; None when it is of another version or none of ours."""
    version, *rest = data.split(":")
    if version != VERSION or not rest:
        return None
    return rest[0], tuple(rest[1:])
