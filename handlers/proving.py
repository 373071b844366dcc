"""[Evidence]: a button for each line of a brief; then the sentences and articles behind it, and its ledger."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.agenda import AgendaEntry
from briefs.rendering.proof import proof_messages
from handlers.buttons import button
from handlers.exchange import Button
from handlers.mending import for_editors
from handlers.rights import Right, may
from handlers.showing import entry_named, short_name
from handlers.talk import Talk
from handlers.timetable import fitted_rows

MOST_LINES = 40


async def choose(talk: Talk) -> None:
    """`ev:BRIEF`: one button a line, numbered as in the brief."""
    entries = await talk.desk.answers.told(talk.told_in, talk.arguments[0])
    if not entries:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    await choose_among(talk, entries)


async def choose_among(talk: Talk, entries: Sequence[AgendaEntry | None]) -> None:
    """One button a line; a line whose entry is gone keeps its number and has none."""
    buttons = line_buttons(talk, entries, "proof")
    if not buttons:
        await talk.acknowledge(talk.wording.say("entry-gone"), alert=True)
    elif len(entries) == 1 and entries[0] is not None:
        talk.arguments = (entries[0].id,)
        await prove(talk)
    else:
        await talk.say(talk.t("evidence-which"), keyboard=fitted_rows(buttons))


def line_buttons(talk: Talk, entries: Sequence[AgendaEntry | None], verb: str, *arguments: object) -> list[Button]:
    """A button for each line that still has its entry: `verb:ENTRY:arguments`."""
    return [
        button(f"{number} {short_name(entry, talk.wording)}"[:60], verb, entry.id, *arguments)
        for number, entry in enumerate(entries[:MOST_LINES], 1)
        if entry is not None
    ]


async def prove(talk: Talk) -> None:
    """`proof:ENTRY`: what proves one entry, and how it changed; for editors, what they can do about it."""
    entry = await entry_named(talk, talk.arguments[0])
    if entry is None:
        return
    reader = await talk.desk.answers.reader(talk.where)
    keyboard = for_editors(talk, entry) if talk.is_private and may(talk.visitor, Right.EDIT) else ()
    await talk.say(
        *proof_messages(entry, talk.wording, today=reader.today, timezone=reader.timezone), keyboard=keyboard
    )
