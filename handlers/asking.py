"""/brief, /meetings, /upcoming, /calendar and plain questions: the agenda, told on request."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.brief import Brief
from briefs.rendering.telegram import messages
from handlers.buttons import button, fits
from handlers.carrying import carried, words_of
from handlers.exchange import Answer, Attachment, Button, Keyboard, PictureKind, Question
from handlers.proving import choose_among
from handlers.talk import Talk, echo

STEP = 1
LAST = 999
"""No answer has more pages: their numbers have to fit into a button."""


async def brief(talk: Talk) -> None:
    """`/brief [topic, name or country] [date or week]`: goes the way of every brief, through the outbox."""
    heard = await talk.desk.answers.order_brief(talk.where, talk.visitor, Question(talk.text))
    keyboard = suggestion_keyboard("ask", "brief", 0, names=heard.suggestions)
    said = [talk.t("understood", what=heard.understood)] if heard.understood else []
    if heard.suggestions:
        said.append(talk.t("did-you-mean", names=", ".join(heard.suggestions)))
    if said:
        await talk.say("\n".join(said), keyboard=keyboard)


async def meetings(talk: Talk) -> None:
    """`/meetings [name, country]`: who is meeting whom, today, coming and just held; then a picture of it."""
    await _answer(talk, Question(talk.text, "meetings"), picture="network")


async def upcoming(talk: Talk) -> None:
    """`/upcoming [days] [topic]`: conferences and summits, dated first; then the weeks ahead as a picture."""
    await _answer(talk, Question(talk.text, "upcoming"), picture="timeline")


async def page(talk: Talk) -> None:
    """[More] and [Back] under an answer: `ask:KIND:PAGE:WORDS`."""
    question, number = await _asked(talk)
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question, page=number)
    told = messages(answer.brief, talk.wording, preface=answer.understood)
    await talk.show(*told.parts[:1], keyboard=await _keyboard(talk, question, answer, number))


async def evidence(talk: Talk) -> None:
    """[Evidence] under an answer: `evq:KIND:PAGE:WORDS`, one button a line of that page."""
    question, number = await _asked(talk)
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question, page=number)
    await choose_among(talk, [item.entry for item in answer.brief.items])


async def left_out(talk: Talk) -> None:
    """[+14 more] under a brief: `rest:BRIEF:0`, what it had no room for, beside the brief."""
    answer = await _rest(talk)
    if answer is not None:
        told = messages(answer.brief, talk.wording, preface=answer.understood)
        await talk.say(*told.parts[:1], keyboard=_rest_keyboard(talk, answer))


async def left_out_page(talk: Talk) -> None:
    """[More] and [Back] under what a brief left out: `restp:BRIEF:PAGE`."""
    answer = await _rest(talk)
    if answer is not None:
        told = messages(answer.brief, talk.wording, preface=answer.understood)
        await talk.show(*told.parts[:1], keyboard=_rest_keyboard(talk, answer))


async def left_out_evidence(talk: Talk) -> None:
    """[Evidence] under what a brief left out: `evr:BRIEF:PAGE`."""
    answer = await _rest(talk)
    if answer is not None:
        await choose_among(talk, [item.entry for item in answer.brief.items])


async def calendar(talk: Talk) -> None:
    """`/calendar [words]` and [Calendar]: the agenda as a file that any calendar takes."""
    words = " ".join(talk.arguments) or talk.text
    file = await talk.desk.answers.calendar(talk.where, talk.visitor, words)
    if not file.entries:
        await talk.say(talk.t("calendar-empty", what=file.understood or echo(words)))
        return
    caption = talk.t("calendar-caption", n=file.entries)
    if file.understood:
        caption = f"{caption}\n{talk.t('understood', what=file.understood)}"
    await talk.say(caption, attachment=Attachment("attache.ics", file.content))


async def answer_question(talk: Talk) -> None:
    """A plain question, told as a command is. Words that mean nothing here are answered in a sentence, not a brief."""
    question = Question(talk.text, "question")
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question)
    if answer.unknown == answer.brief.request.words and answer.unknown and not answer.suggestions:
        words = ", ".join(answer.unknown)
        stored = (await talk.desk.answers.search(words)).total
        keyboard: Keyboard = ()
        if stored:
            shown = await carried(talk, words, "find", LAST)
            keyboard = ((button(talk.wording.say("button-stored"), "find", 0, *shown),),)
        await talk.say(talk.t("nothing-known", words=echo(words), n=stored), keyboard=keyboard)
    else:
        await _tell(talk, question, answer)


async def picture_follows(talk: Talk, question: Question, kind: PictureKind) -> None:
    """The picture that belongs to an answer, where there is enough to draw."""
    drawn = await talk.desk.answers.picture(talk.where, talk.visitor, question, kind)
    if drawn:
        await talk.say("", attachment=Attachment(f"{kind}.png", drawn, is_picture=True))


async def _answer(talk: Talk, question: Question, *, picture: PictureKind | None = None) -> None:
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question)
    await _tell(talk, question, answer)
    if picture and not answer.brief.empty:
        await picture_follows(talk, question, picture)


async def _tell(talk: Talk, question: Question, answer: Answer) -> None:
    heard = [answer.understood] if answer.understood else []
    if answer.suggestions:
        heard.append(talk.wording.say("did-you-mean", names=", ".join(answer.suggestions)))
    parts = messages(answer.brief, talk.wording, preface=". ".join(heard)).parts
    await talk.say(*parts, keyboard=await _keyboard(talk, question, answer, 0))


async def _asked(talk: Talk) -> tuple[Question, int]:
    kind, number, *words = talk.arguments
    return Question(await words_of(talk, words), kind), int(number)


async def _keyboard(talk: Talk, question: Question, answer: Answer, number: int) -> Keyboard:
    wanted = (
        ("button-back", "ask", number - STEP, number > 0),
        ("button-more", "ask", number + STEP, _goes_on(answer.brief)),
        ("button-evidence", "evq", number, bool(answer.brief.items)),
    )
    steps: list[Button] = []
    if any(each[-1] for each in wanted):
        words = await carried(talk, question.text, "ask", question.kind, LAST)
        steps = [
            button(talk.wording.say(name), verb, question.kind, target, *words)
            for name, verb, target, shown in wanted
            if shown
        ]
    meant = suggestion_keyboard("ask", question.kind, 0, names=answer.suggestions)
    return (*meant, tuple(steps)) if steps else meant


def suggestion_keyboard(verb: str, *arguments: object, names: Sequence[str]) -> Keyboard:
    """A button for each name that may have been meant."""
    return tuple((button(name, verb, *arguments, name),) for name in names if fits(verb, *arguments, name))


async def _rest(talk: Talk) -> Answer | None:
    brief_id, number = talk.arguments
    answer = await talk.desk.answers.left_out(talk.where, talk.visitor, brief_id, page=int(number))
    if answer is None:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
    return answer


def _rest_keyboard(talk: Talk, answer: Answer) -> Keyboard:
    brief_id, number = talk.arguments[0], int(talk.arguments[1])
    steps = (
        ("button-back", "restp", number - STEP, number > 0),
        ("button-more", "restp", number + STEP, _goes_on(answer.brief)),
        ("button-evidence", "evr", number, bool(answer.brief.items)),
    )
    return (
        tuple(button(talk.wording.say(name), verb, brief_id, page) for name, verb, page, wanted in steps if wanted),
    )


def _goes_on(brief: Brief) -> bool:
    return any(section.left_out for section in brief.sections)
