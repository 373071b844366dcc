"""/add: an editor puts an event on the agenda that no article told, in one line or step by step.

The draft is remembered with every answer, so that the conversation goes on after a restart; nothing is added before
the line that a brief would show has been seen.
"""

from __future__ import annotations

import hashlib

from briefs.composing.drafting import FIELDS, LONGEST, Draft
from briefs.model.reading import Kind, Status
from briefs.rendering.lines import Detail
from handlers.buttons import button
from handlers.exchange import Button, Keyboard
from handlers.feeding import plain
from handlers.mending import after_edit, pressed
from handlers.showing import line_of
from handlers.talk import Talk
from handlers.timetable import fitted_rows, rows

STEP = "add"
NOT_STATED = "no"
"""What a button says for "not stated", as somebody would type it."""
SKIPPED = ("when", "place", "topic", "hedge")
"""What can be left out."""
DAYS = ("today", "tomorrow")


async def add(talk: Talk) -> None:
    """`/add` and `/add LINE`: what is missing is asked for, then the line is shown."""
    line = talk.text.strip()
    if line:
        await _go_on(talk, await talk.desk.editing.draft(talk.where, line))
    else:
        await _ask(talk, Draft(), "kind", in_steps=True)


async def give(talk: Talk) -> None:
    """The words for what was asked, or all in one line; what is not understood can be said again.

    A longer text is taken as what it is.
    """
    asked = talk.state.get("asked", "")
    if len(talk.text) > LONGEST:
        await talk.remember()
        await plain(talk)
    elif asked == "kind" and len(talk.text.split()) > 1:
        await _go_on(talk, await talk.desk.editing.draft(talk.where, talk.text))
    else:
        await _given(talk, talk.state, asked, talk.text)


async def choose(talk: Talk) -> None:
    """`aset:FIELD:VALUE`: an answer by button."""
    state = await talk.recalled(STEP)
    if state:
        await _given(talk, state, *talk.arguments)


async def ask_field(talk: Talk) -> None:
    """`aask:FIELD`: asks for one field anew."""
    state = await talk.recalled(STEP)
    if state:
        await _ask(talk, Draft.from_kept(state), talk.arguments[0])


async def show(talk: Talk) -> None:
    """`ashow:change`: which field?; `ashow:line`: back to the line."""
    state = await talk.recalled(STEP)
    if not state:
        return
    draft = Draft.from_kept(state)
    if talk.arguments[0] == "line" or draft.missing:
        await _go_on(talk, draft)
        return
    conference = draft.kind is Kind.CONFERENCE
    fields = [field for field in FIELDS if field != ("who" if conference else "name")]
    buttons = [button(talk.wording.say(f"button-add-{field}"), "aask", field) for field in fields]
    back = button(talk.wording.say("button-back"), "ashow", "line")
    await talk.show(talk.t("add-change"), keyboard=(*rows(buttons, 2), (back,)))


async def put(talk: Talk) -> None:
    """[Add] under the line, `aput:MARK`; the mark tells that this very line was shown."""
    state = await talk.recalled(STEP)
    if not state:
        return
    draft = Draft.from_kept(state)
    if _mark(draft) != talk.arguments[0]:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    edit = await talk.desk.editing.add(talk.where, talk.visitor, draft, key=pressed(talk, "add"))
    await talk.remember()
    await after_edit(talk, edit)


async def stop(talk: Talk) -> None:
    """[Cancel]."""
    await talk.remember()
    await talk.show(talk.t("add-stopped"))


async def _given(talk: Talk, state: dict[str, str], field: str, words: str) -> None:
    draft = await talk.desk.editing.describe(talk.where, Draft.from_kept(state), field, words)
    in_steps = bool(state.get("in_steps"))
    if in_steps and field == "when" and draft.kind is not Kind.CALL and not draft.missing:
        await _ask(talk, draft, "place", in_steps=True)
    else:
        await _go_on(talk, draft, in_steps=in_steps)


async def _go_on(talk: Talk, draft: Draft, *, in_steps: bool = False) -> None:
    """What is still missing is asked for; a complete draft is shown as the line that a brief would have."""
    if draft.missing:
        await _ask(talk, draft, draft.missing, in_steps=in_steps)
        return
    await talk.remember(step=STEP, **draft.kept())
    entry, known = await talk.desk.editing.preview(talk.where, draft)
    kind = talk.wording.say(f"kind-one-{entry.kind}")
    parts = [
        talk.t("add-preview"),
        await line_of(talk, entry, Detail.WHOLE),
        talk.t("add-understood", kind=kind, when=_when(talk, draft)),
    ]
    keyboard: list[tuple[Button, ...]] = [
        (
            button(talk.wording.say("button-add"), "aput", _mark(draft)),
            button(talk.wording.say("button-change"), "ashow", "change"),
            button(talk.wording.say("button-cancel"), "astop"),
        )
    ]
    if known is not None:
        parts.append(f"{talk.t('add-known')}\n{await line_of(talk, known)}")
        keyboard.append((button(talk.wording.say("button-evidence"), "proof", known.id),))
    await talk.show("\n\n".join(parts), keyboard=tuple(keyboard))


async def _ask(talk: Talk, draft: Draft, field: str, *, in_steps: bool = False) -> None:
    await talk.remember(step=STEP, asked=field, in_steps="yes" if in_steps else "", **draft.kept())
    travels = field == "who" and draft.kind is Kind.VISIT
    asked = "travels" if travels else "kind-of" if field == "kind" and draft.words else field
    question = talk.t(f"add-ask-{asked}")
    stop_ = (button(talk.wording.say("button-cancel"), "astop"),)
    await talk.show(question, keyboard=(*_answers(talk, field), stop_))


def _answers(talk: Talk, field: str) -> Keyboard:
    say = talk.wording.say
    if field == "kind":
        return fitted_rows(button(say(f"kind-one-{kind}"), "aset", field, kind.value) for kind in Kind)
    if field == "status":
        return fitted_rows(button(say(f"status-{status}"), "aset", field, status.value) for status in Status)
    given = [button(say(f"button-{day}"), "aset", field, day) for day in DAYS] if field == "when" else []
    if field in SKIPPED:
        given.append(
            button(say("button-no-date" if field == "when" else "button-not-stated"), "aset", field, NOT_STATED)
        )
    return (tuple(given),) if given else ()


def _when(talk: Talk, draft: Draft) -> str:
    """The dates with their year, so that a wrong one is seen: "Fri 24 May 2013 – right?"."""
    window = draft.window
    if not window.known:
        return talk.wording.say("add-undated")
    days = [talk.wording.date(day, "pattern-day-year") if day else "…" for day in (window.start, window.end)]
    dates = " – ".join(dict.fromkeys(days))
    return talk.wording.say("add-dated", dates=f"{dates}, {draft.time}" if draft.time else dates)


def _mark(draft: Draft) -> str:
    return hashlib.sha256(repr(sorted(draft.kept().items())).encode()).hexdigest()[:12]
