"""/brief, /meetings, /upcoming, /calendar and plain questions: the agenda, told on request."""

from __future__ import annotations

from briefs.rendering.telegram import messages
from handlers.buttons import button, fits
from handlers.desk import Answer, Attachment, Keyboard, Question
from handlers.talk import Talk

STEP = 1


async def brief(talk: Talk) -> None:
    """`/brief [topic, name or country] [date or week]`: goes the way of every brief, through the outbox."""
    understood = await talk.desk.answers.order_brief(talk.where, talk.visitor, Question(talk.text))
    if understood:
        await talk.say(talk.t("understood", what=understood))


async def meetings(talk: Talk) -> None:
    """`/meetings [name, country]`: who is meeting whom, today, coming and just held."""
    await _answer(talk, Question(talk.text, "meetings"))


async def upcoming(talk: Talk) -> None:
    """`/upcoming [days] [topic]`: conferences and summits, dated first."""
    await _answer(talk, Question(talk.text, "upcoming"))


async def page(talk: Talk) -> None:
    """[More] under an answer: `ask:KIND:PAGE:WORDS`."""
    kind, number, *words = talk.arguments
    question = Question(" ".join(words), kind)
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question, page=int(number))
    told = messages(answer.brief, talk.wording)
    await talk.show(*told.parts[:1], keyboard=_keyboard(talk, question, answer, int(number)))


async def calendar(talk: Talk) -> None:
    """`/calendar` and [Calendar]: the agenda as a file that any calendar takes."""
    words = " ".join(talk.arguments) or talk.text
    content = await talk.desk.answers.calendar(talk.where, talk.visitor, words)
    await talk.say(talk.t("calendar-caption"), attachment=Attachment("attache.ics", content))


async def answer_question(talk: Talk) -> None:
    """A plain question, told as a command is."""
    await _answer(talk, Question(talk.text, "question"))


async def _answer(talk: Talk, question: Question) -> None:
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, question)
    heard = [answer.understood] if answer.understood else []
    if answer.suggestions:
        heard.append(talk.wording.say("did-you-mean", names=", ".join(answer.suggestions)))
    parts = messages(answer.brief, talk.wording, preface=". ".join(heard)).parts
    await talk.say(*parts, keyboard=_keyboard(talk, question, answer, 0))


def _keyboard(talk: Talk, question: Question, answer: Answer, number: int) -> Keyboard:
    words = question.text.replace(":", " ")
    steps = [
        button(talk.wording.say(name), "ask", question.kind, target, words)
        for name, target, wanted in (
            ("button-back", number - STEP, number > 0),
            ("button-more", number + STEP, any(section.left_out for section in answer.brief.sections)),
        )
        if wanted and fits("ask", question.kind, target, words)
    ]
    return (tuple(steps),) if steps else ()
