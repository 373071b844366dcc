"""[Evidence]: a button for each line of a brief; then the sentences and articles behind it, and its ledger."""

from __future__ import annotations

from briefs.rendering.proof import proof_messages
from handlers.buttons import button
from handlers.showing import short_name
from handlers.talk import Talk

MOST_LINES = 40
IN_A_ROW = 2


async def choose(talk: Talk) -> None:
    """`ev:BRIEF`: one button a line."""
    entries = await talk.desk.answers.told(talk.told_in, talk.arguments[0])
    if not entries:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    buttons = [
        button(f"{number} {short_name(entry, talk.wording)}"[:60], "proof", entry.id)
        for number, entry in enumerate(entries[:MOST_LINES], 1)
    ]
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    await talk.say(talk.t("evidence-which"), keyboard=rows)


async def prove(talk: Talk) -> None:
    """`proof:ENTRY`: what proves one entry, and how it changed."""
    entry = await talk.desk.answers.entry(talk.arguments[0])
    if entry is None:
        await talk.acknowledge(talk.wording.say("entry-gone"), alert=True)
        return
    reader = await talk.desk.answers.reader(talk.where)
    await talk.say(*proof_messages(entry, talk.wording, today=reader.today, timezone=reader.timezone))
