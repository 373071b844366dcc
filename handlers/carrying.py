"""Words that a button carries: themselves where they fit into its 64 bytes, else a key under which they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.errors import RequestError
from handlers.buttons import fits
from handlers.talk import Talk


async def carried(talk: Talk, words: str, verb: str, *arguments: object) -> tuple[str, ...]:
    """The last arguments of a button that stand for `words`; `verb` and `arguments` are the longest before them.

    Kept words come after an empty argument, which no words can be, since colons divide arguments.
    """
    clean = words.replace(":", " ")
    if fits(verb, *arguments, clean):
        return (clean,)
    return "", await talk.desk.office.keep_words(talk.where, talk.visitor.user_id, words)


async def words_of(talk: Talk, carried: Sequence[str]) -> str:
    """The words that a pressed button carries. Raises RequestError when they are kept no longer."""
    if len(carried) != 2 or carried[0]:
        return " ".join(carried)
    words = await talk.desk.office.kept_words(talk.where, carried[1])
    if not words:
        raise RequestError("the question of that button is kept no longer", sentence="button-stale")
    return words
