"""Agenda entries as a conversation shows them outside a brief."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Heading
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import line, plain
from briefs.rendering.telegram import html
from briefs.rendering.when import When
from briefs.wording.wording import Wording
from handlers.desk import Reader

MOST_LINES = 12


def entry_lines(entries: Sequence[AgendaEntry], wording: Wording, reader: Reader) -> str:
    """A line an entry, in Telegram's HTML: who, where, what state, when."""
    lines = Lines(wording, When(wording, reader.today), reader.timezone, Names(entries, wording), Detail.SHORT)
    told = [
        html(line(f"{lines.subject(entry)}: {lines.state(entry, Heading.LATER)}")) for entry in entries[:MOST_LINES]
    ]
    if len(entries) > MOST_LINES:
        told.append(wording.say("more", n=len(entries) - MOST_LINES))
    return "\n".join(told)


def short_name(entry: AgendaEntry, wording: Wording) -> str:
    """Who or what, for a button: "Putin – Netanyahu"."""
    names = Names((entry,), wording)
    return plain(line(entry.name or names_of(entry, names)))


def names_of(entry: AgendaEntry, names: Names) -> str:
    """The participants as a brief writes them, joined by dashes."""
    return " – ".join(names.shown(one, entry) for one in entry.participants)
