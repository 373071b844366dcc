"""Groups, forums and channels: the bot added, promoted or removed; who settles them; the way into the private chat."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from briefs.errors import NotAllowed, RequestError
from briefs.model.subscriber import Role
from handlers.buttons import button
from handlers.exchange import Keyboard, Message, Where
from handlers.rights import Right, may, require
from handlers.talk import Talk
from handlers.timetable import tell_next

OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
ABOUT = "at-"
LONGEST_PAYLOAD = 64


async def membership(talk: Talk) -> None:
    """The bot was blocked or unblocked, added to a chat, promoted, silenced or removed; `talk` is whoever did it."""
    change = talk.update.my_chat_member
    if change is None:
        return
    before, after = change.old_chat_member, change.new_chat_member
    if after.status in OUT:
        await talk.desk.subscriptions.leave(talk.where.chat_id, "removed")
    elif talk.is_private:
        return
    elif not _may_post(after, talk.where):
        if _may_post(before, talk.where) or before.status in OUT:
            await _tell_adder(talk, talk.t("chat-cannot-post", title=talk.where.title))
    elif before.status in OUT or not _may_post(before, talk.where):
        await _arrived(talk)


async def ask_for_chat(talk: Talk) -> None:
    """Somebody the bot does not know wants it in this chat: the owners are asked, once."""
    chat = replace(talk.visitor, user_id=talk.where.chat_id, name=talk.where.title, role=Role.STRANGER)
    is_channel = talk.where.kind == ChatType.CHANNEL
    told = Where(talk.visitor.user_id) if is_channel else talk.where
    if await talk.desk.office.request_access(chat, told) and not is_channel:
        await talk.say(talk.t("chat-asked"))


async def join(talk: Talk) -> None:
    """[Subscribe it] in private, `join:CHAT`: a channel gets briefs if an admin of it asks and the bot may post."""
    bot, chat_id = talk.update.get_bot(), int(talk.arguments[0])
    if not await is_admin(bot, chat_id, talk.visitor.user_id):
        raise RequestError("that is for the admins of the chat", sentence="only-for-admins")
    try:
        chat, own = await bot.get_chat(chat_id), await bot.get_chat_member(chat_id, bot.id)
    except TelegramError as error:
        raise RequestError("I am not in that chat any more", sentence="chat-gone") from error
    where = Where(chat_id, None, chat.type, chat.effective_name or "")
    if not _may_post(own, where):
        raise RequestError("I may not post there", sentence="chat-cannot-post", title=where.title)
    await talk.desk.office.admit_chat(where)
    subscriber, _ = await talk.desk.subscriptions.subscribe(where, talk.visitor)
    await talk.show(talk.t("chat-subscribed", title=where.title, next=tell_next(talk, subscriber)))


async def is_admin(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Whether Telegram says so; what it does not tell is no."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramError:
        return False
    return member.status in ADMINS


def link_into_private(talk: Talk, data: str) -> str:
    """The address that goes on with a button of this chat in the private one; "" when the data are too long."""
    payload = urlsafe_b64encode(f"{talk.where.subscriber_id}|{data}".encode()).decode().rstrip("=")
    if len(ABOUT) + len(payload) > LONGEST_PAYLOAD:
        return ""
    return f"https://t.me/{talk.bot_username}?start={ABOUT}{payload}"


async def go_on_here(talk: Talk, payload: str) -> None:
    """`/start at-…`: the button of a group, pressed by one of its members, goes on here about that group."""
    from handlers.buttons import unpack
    from handlers.routes import BUTTONS  # the catalogue knows this conversation

    try:
        place, _, data = urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode().partition("|")
        chat, _, topic = place.partition("/")
        about = Where(int(chat), int(topic) if topic else None, "supergroup")
    except (binascii.Error, ValueError):
        raise RequestError("this button is too old", sentence="button-stale") from None
    pressed = unpack(data)
    press = BUTTONS.get(pressed[0]) if pressed else None
    if press is None or pressed is None or not press.means(pressed[1]):
        raise RequestError("this button is too old", sentence="button-stale")
    try:
        member = await talk.update.get_bot().get_chat_member(about.chat_id, talk.visitor.user_id)
    except TelegramError as error:
        raise NotAllowed("not a member") from error
    if member.status in OUT:
        raise NotAllowed("not a member")
    if press.right is not None:
        require(talk.visitor, press.right)
    await press.run(replace(talk, arguments=pressed[1], about=about, text=""))


async def _arrived(talk: Talk) -> None:
    """Added, or given the right to post. Whoever may use the bot is told how to subscribe; else the owner decides."""
    if not may(talk.visitor, Right.SUBSCRIBE):
        await ask_for_chat(talk)
        return
    await talk.desk.office.admit_chat(talk.where)
    if talk.where.kind != ChatType.CHANNEL:
        await talk.voice.say(Where(talk.where.chat_id, kind=talk.where.kind), Message((talk.t("added-to-group"),)))
        return
    subscribe = button(talk.wording.say("button-subscribe-chat"), "join", talk.where.chat_id)
    await _tell_adder(talk, talk.t("added-to-channel", title=talk.where.title), ((subscribe,),))


async def _tell_adder(talk: Talk, text: str, keyboard: Keyboard = ()) -> None:
    """In private, where no reader of a channel sees it; whoever never spoke to the bot cannot be told."""
    if await talk.desk.subscriptions.find(Where(talk.visitor.user_id)) is not None:
        await talk.voice.say(Where(talk.visitor.user_id), Message((text,), keyboard=keyboard))


def _may_post(member: ChatMember, where: Where) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    if where.kind == ChatType.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return member.status not in OUT
