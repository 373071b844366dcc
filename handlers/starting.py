"""/start: subscribed from the first message on. Claiming the bot, deep links, being let in, being added to chats."""

from __future__ import annotations

from briefs.model.subscriber import Watch
from briefs.reading.lexicon import country_named
from handlers.gathering import ABOUT, ask_for_chat, go_on_here
from handlers.onboarding import ask_hours, first_screen
from handlers.rights import Right, may, require
from handlers.talk import Talk
from handlers.timetable import tell_next

CLAIM, WATCH = "claim-", "watch-"


async def start(talk: Talk) -> None:
    """Claim, deep link, first greeting, or a greeting that changes nothing."""
    payload = talk.text.strip()
    if payload.startswith(CLAIM):
        await _claim(talk, payload.removeprefix(CLAIM))
    if payload.startswith(ABOUT) and talk.is_private:
        await go_on_here(talk, payload.removeprefix(ABOUT))
        return
    if not talk.is_private:
        if not may(talk.visitor, Right.SUBSCRIBE):
            await ask_for_chat(talk)
            return
        await talk.desk.office.admit_chat(talk.where)
    require(talk.visitor, Right.SUBSCRIBE)
    await talk.remember()
    subscriber, is_new = await talk.desk.subscriptions.subscribe(talk.where, talk.visitor)
    word = _word(payload)
    if word:
        subscriber = await talk.desk.subscriptions.watch(talk.where, Watch(word))
    if not is_new:
        followed = [talk.t("watching-now", word=talk.wording.country(word))] if word else []
        greeting = talk.t("welcome-back", next=tell_next(talk, subscriber))
        await talk.say("\n".join((*followed, greeting)))
    elif word:
        text, keyboard = await ask_hours(talk, subscriber, followed=word, greeting=True)
        await talk.say(text, keyboard=keyboard)
    else:
        text, keyboard = await first_screen(talk, subscriber)
        await talk.say(text, keyboard=keyboard)


async def _claim(talk: Talk, code: str) -> None:
    """The one-time link of the owner. A wrong or spent one is said to be so."""
    from handlers.profile import introduce_to  # it shows the catalogue, which knows this conversation

    if talk.is_owner:
        return
    if not talk.is_private or not await talk.desk.office.claim(talk.visitor, code):
        await talk.say(talk.t("claim-spent"))
        return
    talk.visitor = await talk.desk.office.visitor(talk.visitor.user_id, talk.visitor.name, talk.visitor.language)
    await talk.say(talk.t("you-own"))
    await introduce_to(talk.update.get_bot(), talk.where.chat_id, talk.visitor.role)


def _word(payload: str) -> str:
    """What a deep link `?start=watch-north_korea` asks to follow; a country as it is written."""
    if not payload.startswith(WATCH):
        return ""
    word = " ".join(payload.removeprefix(WATCH).replace("_", " ").split())
    country = country_named(word) or country_named(word.title())
    return country.name if country else word


async def request_access(talk: Talk) -> None:
    """[Request access] of a stranger: the owners are asked, once."""
    if may(talk.visitor, Right.ASK):
        await talk.show(talk.t("access-already"))
    elif await talk.desk.office.request_access(talk.visitor, talk.where):
        await talk.show(talk.t("access-asked"))
    else:
        await talk.acknowledge(talk.wording.say("access-asked-before"), alert=True)
