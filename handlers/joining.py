"""Joining two entries that are one event, and splitting one that is two."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.agenda import AgendaEntry
from briefs.rendering.lines import Detail
from handlers.buttons import button
from handlers.correcting import chosen_articles, show_articles
from handlers.editorial import SHORT
from handlers.exchange import Button
from handlers.mending import after_edit, pressed
from handlers.showing import entry_lines, entry_named, line_of, short_name
from handlers.talk import Talk, echo
from handlers.timetable import fitted_rows

STEP = "join"


async def join(talk: Talk) -> None:
    """`/join WORDS`: the entries that the words find, to choose the first of the two."""
    words = talk.text.strip()
    if not words:
        await talk.remember(step=STEP)
        await talk.say(talk.t("join-what"), keyboard=(_stop(talk),))
        return
    await _offer_first(talk, words)


async def give_words(talk: Talk) -> None:
    """Words for the first entry, or, where that is chosen, for the second."""
    first = talk.state.get("first", "")
    if not first:
        await _offer_first(talk, talk.text.strip())
        return
    entry = await entry_named(talk, first)
    if entry is not None:
        await _offer_second(talk, entry, talk.text.strip())


async def choose_first(talk: Talk) -> None:
    """`jfrom:ENTRY`: with which one?"""
    entry = await entry_named(talk, talk.arguments[0])
    if entry is not None:
        await _offer_second(talk, entry)


async def see(talk: Talk) -> None:
    """`jsee:FIRST:SECOND`: what the two would be as one."""
    first, second = talk.arguments
    joined = await talk.desk.editing.joined(first, second)
    text = f"{talk.t('join-preview', n=len(joined.contributions))}\n\n{await line_of(talk, joined, Detail.WHOLE)}"
    keyboard = (
        button(talk.wording.say("button-join"), "jdo", first, second),
        button(talk.wording.say("button-cancel"), "jstop"),
    )
    await talk.show(text, keyboard=(keyboard,))


async def do(talk: Talk) -> None:
    """[Join]: `jdo:FIRST:SECOND`."""
    first, second = talk.arguments
    edit = await talk.desk.editing.join(talk.visitor, first, second, key=pressed(talk, "join", first, second))
    await talk.remember()
    await after_edit(talk, edit)


async def stop(talk: Talk) -> None:
    """[Cancel]."""
    await talk.remember()
    await talk.show(talk.t("edit-stopped"))


async def choose_articles(talk: Talk) -> None:
    """`esplit:ENTRY:HOW-MANY:CHOSEN`: which articles tell of the other event; CHOSEN is a bit for each."""
    entry_id, known, chosen = talk.arguments
    entry = await entry_named(talk, entry_id)
    if entry is None:
        return
    told = len(entry.contributions)
    if told < 2:
        await talk.acknowledge(talk.wording.say("split-one"), alert=True)
        return
    await _show(talk, entry, int(chosen) if int(known) == told else 0, anew=known == "0")


async def split(talk: Talk) -> None:
    """[Split]: `edone:ENTRY:HOW-MANY:CHOSEN`."""
    entry_id, known, chosen = talk.arguments
    entry = await entry_named(talk, entry_id)
    if entry is None:
        return
    if int(known) != len(entry.contributions):  # another report came meanwhile: the bits name other articles now
        await _show(talk, entry, 0)
        return
    articles = chosen_articles(entry, int(chosen))
    edit = await talk.desk.editing.split(talk.visitor, entry_id, articles, key=pressed(talk, "split", entry_id))
    await after_edit(talk, edit)


async def _show(talk: Talk, entry: AgendaEntry, chosen: int, *, anew: bool = False) -> None:
    cancel = button(talk.wording.say("button-cancel"), "jstop")
    await show_articles(talk, entry, chosen, "esplit", "edone", entry.id, otherwise=cancel, anew=anew)


async def _offer_first(talk: Talk, words: str) -> None:
    found = await talk.desk.editing.found(talk.where, words)
    if not found:
        await talk.remember(step=STEP)
        await talk.say(talk.t("join-nothing", words=echo(words)), keyboard=(_stop(talk),))
        return
    buttons = [
        button(f"{number} {short_name(each, talk.wording)}"[:60], "jfrom", each.id)
        for number, each in enumerate(found, 1)
    ]
    await talk.say(
        f"{talk.t('join-first')}\n\n{await _numbered(talk, found)}", keyboard=(*fitted_rows(buttons), _stop(talk))
    )


async def _offer_second(talk: Talk, entry: AgendaEntry, words: str = "") -> None:
    await talk.remember(step=STEP, first=entry.id)
    found = await talk.desk.editing.similar(talk.where, entry.id, words)
    line = await line_of(talk, entry)
    if not found:
        nothing = talk.t("join-nothing", words=echo(words)) if words else talk.t("join-nobody")
        await talk.say(f"{line}\n\n{nothing}", keyboard=(_stop(talk),))
        return
    buttons = [
        button(f"{number} {short_name(each, talk.wording)}"[:60], "jsee", entry.id[:SHORT], each.id[:SHORT])
        for number, each in enumerate(found, 1)
    ]
    text = f"{line}\n\n{talk.t('join-second')}\n\n{await _numbered(talk, found)}"
    await talk.say(text, keyboard=(*fitted_rows(buttons), _stop(talk)))


async def _numbered(talk: Talk, entries: Sequence[AgendaEntry]) -> str:
    reader = await talk.desk.answers.reader(talk.where)
    return "\n".join(
        f"{number} {entry_lines((entry,), talk.wording, reader)}" for number, entry in enumerate(entries, 1)
    )


def _stop(talk: Talk) -> tuple[Button, ...]:
    return (button(talk.wording.say("button-cancel"), "jstop"),)
