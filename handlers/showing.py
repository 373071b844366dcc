"""Agenda entries as a conversation shows them outside a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Brief, Heading, Section
from briefs.rendering.layout import Fit, blocks
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import line, plain
from briefs.rendering.telegram import html, pack
from briefs.rendering.when import When
from briefs.wording.wording import Wording
from handlers.buttons import capital
from handlers.exchange import Reader
from handlers.talk import Talk

MOST_LINES = 12
FOREMOST = (Heading.TODAY, Heading.COMING, Heading.CONFERENCES, Heading.LATER, Heading.HELD)


def entry_lines(entries: Sequence[AgendaEntry], wording: Wording, reader: Reader, detail: Detail = Detail.SHORT) -> str:
    """A line an entry, in Telegram's HTML: who, where, what state, when; with more detail its topic and country."""
    lines = Lines(wording, When(wording, reader.today), reader.timezone, Names(entries, wording), detail)
    told = [
        html(line(f"{lines.subject(entry)}: {lines.state(entry, Heading.LATER)}")) for entry in entries[:MOST_LINES]
    ]
    if len(entries) > MOST_LINES:
        told.append(wording.say("more", n=len(entries) - MOST_LINES))
    return "\n".join(told)


def first_line(brief: Brief, wording: Wording) -> str:
    """The foremost line of what is to come, under its heading and with its proof, in Telegram's HTML; "" for none."""
    for which in FOREMOST:
        found = next((section for section in brief.sections if section.heading is which and section.items), None)
        if found is None:
            continue
        item = found.items[0]
        alone = Section(which, (replace(item, number=1, watched=False),))
        shown = replace(brief, sections=(alone,), citations=(brief.citations[item.number - 1],))
        return pack(blocks(shown, wording, Fit(quote=200))[:2], wording)[0]
    return ""


def short_name(entry: AgendaEntry, wording: Wording) -> str:
    """Who or what, for a button: "Putin – Netanyahu"."""
    names = Names((entry,), wording)
    return capital(plain(line(entry.name or names_of(entry, names))))


def names_of(entry: AgendaEntry, names: Names) -> str:
    """The participants as a brief writes them, joined by dashes."""
    return " – ".join(names.shown(one, entry) for one in entry.participants)


async def line_of(talk: Talk, entry: AgendaEntry, detail: Detail = Detail.SHORT) -> str:
    """An entry's line for who reads here (`entry_lines`)."""
    return entry_lines((entry,), talk.wording, await talk.desk.answers.reader(talk.where), detail)


async def entry_named(talk: Talk, entry_id: str) -> AgendaEntry | None:
    """The entry that a button or a conversation names; None when it is gone, which is then said."""
    entry = await talk.desk.answers.entry(entry_id)
    if entry is None and talk.query_id:
        await talk.acknowledge(talk.wording.say("entry-gone"), alert=True)
    elif entry is None:
        await talk.say(talk.t("entry-gone"))
    return entry
