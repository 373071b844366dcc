"""/start: subscribed from the first message on, and settled in three taps. Being let in, and being added to chats."""

from __future__ import annotations

from telegram.constants import ChatMemberStatus

from briefs.model.subscriber import Subscriber, Watch
from handlers.buttons import button, fits
from handlers.desk import Keyboard, Message, Where
from handlers.rights import Right, may, require
from handlers.scheduling import hours_keyboard, tell_next
from handlers.talk import Talk

OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def start(talk: Talk) -> None:
    """Claim, deep link, first greeting, or a greeting that changes nothing."""
    payload = talk.text.strip()
    if payload.startswith("claim-") and await talk.desk.office.claim(talk.visitor, payload.removeprefix("claim-")):
        talk.visitor = await talk.desk.office.visitor(talk.visitor.user_id, talk.visitor.name, talk.visitor.language)
        await talk.say(talk.t("claimed"))
    require(talk.visitor, Right.SUBSCRIBE)
    subscriber, is_new = await talk.desk.subscriptions.subscribe(talk.where, talk.visitor)
    if payload.startswith("watch-"):
        word = payload.removeprefix("watch-").replace("_", " ").strip()
        if word:
            subscriber = await talk.desk.subscriptions.watch(talk.where, Watch(word))
            await talk.say(talk.t("watching-now", word=word))
    if not is_new:
        await talk.say(talk.t("welcome-back", next=tell_next(talk, subscriber)))
        return
    await _first_tap(talk, subscriber)


async def _first_tap(talk: Talk, subscriber: Subscriber) -> None:
    followable = await talk.desk.answers.followable()
    rows: list[tuple[str, int]] = [(word, count) for word, count in followable if fits("follow", word)]
    keyboard: Keyboard = (
        *(
            tuple(button(f"{talk.wording.country(word)} {count}", "follow", word) for word, count in rows[at : at + 3])
            for at in range(0, len(rows), 3)
        ),
        (button(talk.wording.say("button-everything"), "follow", ""),),
    )
    await talk.say(talk.t("welcome", next=tell_next(talk, subscriber)), keyboard=keyboard)


async def follow(talk: Talk) -> None:
    """First tap: what to follow. Shows the hours."""
    word = talk.arguments[0] if talk.arguments else ""
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None:
        subscriber, _ = await talk.desk.subscriptions.subscribe(talk.where, talk.visitor)
    if word:
        subscriber = await talk.desk.subscriptions.watch(talk.where, Watch(word))
    followed = talk.wording.country(word) if word else talk.wording.say("everything")
    await talk.show(
        talk.t("welcome-hours", followed=followed, zone=talk.wording.zone(subscriber.schedule.timezone)),
        keyboard=hours_keyboard(talk, subscriber),
    )


async def request_access(talk: Talk) -> None:
    """[Request access] of a stranger: the owners are asked, once."""
    if may(talk.visitor, Right.ASK):
        await talk.show(talk.t("access-already"))
    elif await talk.desk.office.request_access(talk.visitor, talk.where):
        await talk.show(talk.t("access-asked"))
    else:
        await talk.acknowledge(talk.wording.say("access-asked-before"), alert=True)


async def membership(talk: Talk) -> None:
    """The bot was blocked, unblocked, added to a chat, promoted or removed."""
    change = talk.update.my_chat_member
    if change is None:
        return
    now = change.new_chat_member.status
    if now in OUT:
        await talk.desk.subscriptions.unsubscribe(talk.where, "removed")
    elif change.old_chat_member.status in OUT and not talk.is_private and talk.where.kind != "channel":
        await talk.voice.say(Where(talk.where.chat_id, kind=talk.where.kind), Message((talk.t("added-to-group"),)))
