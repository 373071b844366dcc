"""/brief, /meetings, /upcoming, /calendar and plain questions: the agenda, told on request."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.brief import Brief
from briefs.rendering.telegram import messages
from handlers.buttons import button, fits
from handlers.exchange import Answer, Attachment, Button, Keyboard, PictureKind, Question
from handlers.proving import choose_among
from handlers.talk import Talk

STEP = 1


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
    question, number = _asked(talk)
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question, page=number)
    told = messages(answer.brief, talk.wording, preface=answer.understood)
    await talk.show(*told.parts[:1], keyboard=_keyboard(talk, question, answer, number))


async def evidence(talk: Talk) -> None:
    """[Evidence] under an answer: `evq:KIND:PAGE:WORDS`, one button a line of that page."""
    question, number = _asked(talk)
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question, page=number)
    await choose_among(talk, [item.entry for item in answer.brief.items])


async def calendar(talk: Talk) -> None:
    """`/calendar [words]` and [Calendar]: the agenda as a file that any calendar takes."""
    words = " ".join(talk.arguments) or talk.text
    file = await talk.desk.answers.calendar(talk.where, talk.visitor, words)
    if not file.entries:
        await talk.say(talk.t("calendar-empty", what=file.understood or words))
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
        if stored and fits("find", 0, words):
            keyboard = ((button(talk.wording.say("button-stored"), "find", 0, words),),)
        await talk.say(talk.t("nothing-known", words=words, n=stored), keyboard=keyboard)
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
    await talk.say(*parts, keyboard=_keyboard(talk, question, answer, 0))


def _asked(talk: Talk) -> tuple[Question, int]:
    kind, number, *words = talk.arguments
    return Question(" ".join(words), kind), int(number)


def _keyboard(talk: Talk, question: Question, answer: Answer, number: int) -> Keyboard:
    words = question.text.replace(":", " ")
    steps: list[Button] = []
    for name, verb, target, wanted in (
        ("button-back", "ask", number - STEP, number > 0),
        ("button-more", "ask", number + STEP, _goes_on(answer.brief)),
        ("button-evidence", "evq", number, bool(answer.brief.items)),
    ):
        if wanted and fits(verb, question.kind, target, words):
            steps.append(button(talk.wording.say(name), verb, question.kind, target, words))
    meant = suggestion_keyboard("ask", question.kind, 0, names=answer.suggestions)
    return (*meant, tuple(steps)) if steps else meant


def suggestion_keyboard(verb: str, *arguments: object, names: Sequence[str]) -> Keyboard:
    """A button for each name that may have been meant."""
    return tuple((button(name, verb, *arguments, name),) for name in names if fits(verb, *arguments, name))


def _goes_on(brief: Brief) -> bool:
    return any(section.left_out for section in brief.sections)
