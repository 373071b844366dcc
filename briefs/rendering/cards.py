"""The card of one person, country or body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefs.composing.cards import Card
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Heading
from briefs.model.reading import Status
from briefs.rendering.layout import Block, web_address
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import Line, Piece, bold, clean, line
from briefs.rendering.telegram import pack
from briefs.rendering.when import When
from briefs.wording.wording import Wording


def card_message(card: Card, wording: Wording, *, today: date, timezone: str) -> str:
    """A card as one message in Telegram's HTML; `today` and `timezone` are the reader's."""
    return pack(card_blocks(card, wording, today=today, timezone=timezone), wording)[0]


def card_blocks(card: Card, wording: Wording, *, today: date, timezone: str) -> list[Block]:
    """Name, office and country; the next and the last entries; whom they met most."""
    names = Names(card.entries, wording)
    lines = Lines(wording, When(wording, today), timezone, names, Detail.SHORT)
    stated = (wording.office(card.title), wording.country(card.country))
    office = ", ".join(wording.isolated(clean(part)) for part in stated if part)
    name = bold(wording.isolated(clean(wording.country(card.name))))
    head = f"{name}, {office}" if office else name
    told = [Block((line(head),))]
    for name, entries in (("card-next", card.coming), ("card-last", card.past)):
        if entries:
            title = (Piece(wording.say(name), bold=True),)
            told.append(Block((title, *_rows(entries, lines)), title))
    if card.met_most:
        met = (wording.say("card-met", name=clean(wording.country(one.name)), n=count) for one, count in card.met_most)
        told.append(Block(((Piece(wording.say("card-most"), bold=True),), (Piece(", ".join(met)),))))
    if not card.entries:
        told.append(Block(((Piece(wording.say("card-nothing")),),)))
    return told


def _rows(entries: tuple[AgendaEntry, ...], lines: Lines) -> Iterator[Line]:
    for entry in entries:
        subject = lines.subject(entry)
        held = entry.status is Status.HELD
        words = f"{lines.held_on(entry)}: {subject}" if held else f"{subject}: {lines.state(entry, Heading.LATER)}"
        url = web_address(entry.cited.url) if entry.cited else ""
        arrow = (Piece(" "), Piece("↗", href=url)) if url else ()
        yield (*line(words), *arrow)
