"""What editors fix by hand, without anybody's report: fields of an entry; and the list of edits, each with [Undo]."""

from __future__ import annotations

import hashlib
from zoneinfo import ZoneInfo

from briefs.model.agenda import AgendaEntry
from briefs.model.reading import Kind, Status
from briefs.rendering.lines import Detail
from handlers.buttons import button
from handlers.exchange import Button, Edit, Keyboard
from handlers.showing import entry_named, line_of, short_name
from handlers.talk import Talk
from handlers.timetable import fitted_rows

STEP = "mend"
FIELDS = ("date", "people", "place", "name", "status", "not-held")
"""What an editor can fix; "not-held" strikes the line out."""
OWN, ALL = "own", "all"


def for_editors(talk: Talk, entry: AgendaEntry) -> Keyboard:
    """[Correct] [Join] [Split] under what proves an entry."""
    say = talk.wording.say
    buttons = [button(say("button-correct"), "mend", entry.id), button(say("button-join"), "jfrom", entry.id)]
    if len(entry.contributions) > 1:
        buttons.append(button(say("button-split"), "esplit", entry.id, 0, 0))
    return (tuple(buttons),)


async def choose_field(talk: Talk) -> None:
    """`mend:ENTRY`: what is wrong with it?"""
    entry = await entry_named(talk, talk.arguments[0])
    if entry is None:
        return
    fields = [field for field in FIELDS if field != ("people" if entry.kind is Kind.CONFERENCE else "name")]
    buttons = [button(talk.wording.say(f"button-wrong-{field}"), "mfield", field, entry.id) for field in fields]
    await talk.say(
        f"{await line_of(talk, entry)}\n\n{talk.t('wrong-what')}", keyboard=(*fitted_rows(buttons), (_cancel(talk),))
    )


async def ask(talk: Talk) -> None:
    """`mfield:FIELD:ENTRY`: what is right, then? In words; a status by its button; striking out needs none."""
    field, entry_id = talk.arguments
    entry = await entry_named(talk, entry_id)
    if entry is None:
        return
    if field == "not-held":
        await _show(talk, entry_id, field, "")
        return
    await talk.remember(step=STEP, field=field, entry=entry_id)
    say = talk.wording.say
    statuses = [button(say(f"status-{one}"), "mstat", one.value) for one in Status] if field == "status" else []
    question = talk.t(f"wrong-words-{field}", what=short_name(entry, talk.wording))
    await talk.show(question, keyboard=(*fitted_rows(statuses), (_cancel(talk),)))


async def give_words(talk: Talk) -> None:
    """The editor's words for what is right; what is not understood can be said again."""
    await _show(talk, talk.state["entry"], talk.state["field"], " ".join(talk.text.split()))


async def give_status(talk: Talk) -> None:
    """`mstat:STATUS`: a status by its button."""
    state = await talk.recalled(STEP)
    if state.get("field") == "status":
        await _show(talk, state["entry"], "status", talk.arguments[0])


async def correct(talk: Talk) -> None:
    """[Correct] under the line as it would be, `mdo:MARK`; the mark tells that this very change was shown."""
    state = await talk.recalled(STEP)
    if not state:
        return
    entry_id, field, words = state["entry"], state["field"], state.get("words", "")
    entry = await talk.desk.corrections.would_be(talk.visitor, entry_id, field, words)
    if _mark(entry, field, words) != talk.arguments[0]:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    key = pressed(talk, "correct", talk.arguments[0])
    edit = await talk.desk.corrections.correct(talk.visitor, entry_id, field, words, key=key)
    await talk.remember()
    await after_edit(talk, edit)


async def edits(talk: Talk) -> None:
    """`/edits`: what this editor did by hand, and `edits:WHOSE:PAGE`: a page of it, or of everybody's."""
    whose, page = talk.arguments if talk.arguments else (OWN, "0")
    found = await talk.desk.editing.edits(talk.visitor, everybody=whose == ALL, page=int(page))
    say = talk.wording.say
    rows: list[str] = []
    undoing: list[Button] = []
    for number, edit in enumerate(found.edits, 1):
        rows.append(f"{number} {await _row(talk, edit, named=whose == ALL)}")
        if not edit.undone:
            undoing.append(button(say("button-undo-number", number=number), "unedit", edit.number))
    turning = [
        button(say(name), "edits", whose, target)
        for name, target, wanted in (
            ("button-newer", found.page - 1, found.page > 0),
            ("button-older", found.page + 1, found.more),
        )
        if wanted
    ]
    other = button(
        say("button-edits-all" if whose == OWN else "button-edits-own"), "edits", OWN if whose == ALL else ALL, 0
    )
    head = talk.t("edits-own" if whose == OWN else "edits-all") if rows else talk.t("edits-none")
    await talk.show("\n".join((head, *rows)), keyboard=(*fitted_rows(undoing), (*turning, other)))


async def undo(talk: Talk) -> None:
    """[Undo]: `unedit:NUMBER`."""
    edit = await talk.desk.editing.undo(talk.visitor, int(talk.arguments[0]))
    gone = edit.entry is None
    text = talk.t("edit-undone", what=edit.told) if gone else talk.t("edit-undone-now")
    line = "" if edit.entry is None else f"\n\n{await line_of(talk, edit.entry)}"
    await talk.show(f"{text}{line}", keyboard=((button(talk.wording.say("button-edits-own"), "edits", OWN, 0),),))


async def stop(talk: Talk) -> None:
    """[Cancel]."""
    await talk.remember()
    await talk.show(talk.t("edit-stopped"))


async def after_edit(talk: Talk, edit: Edit) -> None:
    """What was done, the line as it is now, and [Undo]. A press handled twice may find it taken back already."""
    if edit.undone:
        await talk.acknowledge(talk.wording.say("no-such-edit"), alert=True)
        return
    line = "" if edit.entry is None else f"\n\n{await line_of(talk, edit.entry)}"
    say = talk.wording.say
    buttons = [button(say("button-undo"), "unedit", edit.number)]
    if edit.entry is not None:
        buttons.append(button(say("button-evidence"), "proof", edit.entry.id))
    await talk.show(f"{talk.t(f'edit-done-{edit.what}')}{line}", keyboard=(tuple(buttons),))


def pressed(talk: Talk, *what: str) -> str:
    """Names this press of this button by this editor, so that handled twice it edits once. Nobody's id shows in it."""
    press = (*what, talk.visitor.user_id, talk.where.chat_id, talk.message_id)
    return f"press-{hashlib.sha256(repr(press).encode()).hexdigest()[:24]}"


async def _show(talk: Talk, entry_id: str, field: str, words: str) -> None:
    """The line as the editor's words would make it."""
    entry = await talk.desk.corrections.would_be(talk.visitor, entry_id, field, words)
    await talk.remember(step=STEP, field=field, entry=entry_id, words=words)
    text = talk.t("mend-strike" if field == "not-held" else "mend-preview")
    keyboard = (button(talk.wording.say("button-correct"), "mdo", _mark(entry, field, words)), _cancel(talk))
    await talk.show(f"{text}\n\n{await line_of(talk, entry, Detail.WHOLE)}", keyboard=(keyboard,))


async def _row(talk: Talk, edit: Edit, *, named: bool) -> str:
    """One edit: what, of which entry, when, perhaps by whom."""
    what = talk.t(f"edit-{edit.what}", what=edit.told)
    if edit.field:
        what = f"{what} ({talk.t(f'ledger-{edit.field}')})"
    zone = ZoneInfo((await talk.desk.answers.reader(talk.where)).timezone)
    day = talk.wording.date(edit.at.astimezone(zone).date(), "pattern-day")
    name = edit.by or talk.wording.say("an-editor")
    row = f"{what}, {talk.t('edit-by', day=day, name=name) if named else day}"
    return f"<s>{row}</s> · {talk.t('edit-taken-back')}" if edit.undone else row


def _cancel(talk: Talk) -> Button:
    return button(talk.wording.say("button-cancel"), "mstop")


def _mark(entry: AgendaEntry, field: str, words: str) -> str:
    """Tells what was shown; "tomorrow" is another day after midnight, and then it must be shown anew."""
    shown = (entry.id, field, words, entry.window.iso() if field == "date" else "")
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]
