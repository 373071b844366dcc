"""/help, and a helpful answer to what nobody understands."""

from __future__ import annotations

import difflib

from briefs.composing.manner import courtesy_of
from handlers.rights import may
from handlers.talk import Talk

NEAR = 0.7
"""How alike two commands must be for one to be a slip of the other."""


async def help_(talk: Talk) -> None:
    """What the bot does and every command the person may use, a line each."""
    from handlers.routes import COMMANDS  # the catalogue knows every conversation, this one among them

    if not talk.is_private:
        await talk.say(talk.t("help-group"))
        return
    lines = [
        f"/{command.name} – {talk.t(f'command-{command.name}')}"
        for command in COMMANDS
        if command.in_menu and (command.right is None or may(talk.visitor, command.right))
    ]
    await talk.say("\n".join((talk.t("help-intro"), "", *lines, "", talk.t("help-more"))))


async def reply_kindly(talk: Talk) -> None:
    """A word back for thanks, a greeting or an emoji, which ask for nothing."""
    courtesy = courtesy_of(talk.text)
    await talk.say(talk.t(f"courtesy-{courtesy}") if courtesy else talk.t("wordless"))


async def unknown(talk: Talk) -> None:
    """An unknown command: the nearest known one in private, silence in a group."""
    from handlers.routes import COMMANDS

    if not talk.is_private:
        return
    message = talk.update.effective_message
    word = ((message.text or "") if message else "").split(maxsplit=1)[0].lstrip("/").split("@")[0].lower()
    near = difflib.get_close_matches(word, [command.name for command in COMMANDS], n=1, cutoff=NEAR)
    await talk.say(talk.t("unknown-command-near", command=near[0]) if near else talk.t("unknown-command"))
