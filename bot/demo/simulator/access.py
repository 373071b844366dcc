"""Whether the bot may do something in a chat, and what Telegram says if not."""

from __future__ import annotations

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request, forbidden
from bot.demo.simulator.world import Chat, Json, Member


def named_chat(cloud: Cloud, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat that a parameter names; raises `Refusal` where there is none."""
    value = parameters.get(name)
    if value in (None, ""):
        raise bad_request(f"{name} is empty")
    return cloud.chat(value)


def readable(cloud: Cloud, chat: Chat) -> Member:
    """The bot's place in a chat that it can see; raises `Refusal` where it was removed or never was."""
    if chat.type == "private":
        return Member("member")
    member = cloud.member(chat, cloud.bot.id)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not member.inside:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return member


def writable(cloud: Cloud, chat: Chat, thread_id: int = 0, what: str = "text messages") -> None:
    """Raises `Refusal` unless the bot may send `what` to this chat and topic now."""
    person = chat.person
    if person is not None:
        if person.is_bot:
            raise forbidden("bot can't send messages to bots")
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if thread_id:
            raise bad_request("message thread not found")
        return
    member = readable(cloud, chat)
    if chat.type == "channel":
        if not member.manages:
            raise bad_request("need administrator rights in the channel chat")
        if not member.may("can_post_messages"):
            raise bad_request(f"not enough rights to send {what} to the chat")
    elif member.status == "restricted":
        raise bad_request(f"not enough rights to send {what} to the chat")
    _open_topic(chat, member, thread_id)


def _open_topic(chat: Chat, member: Member, thread_id: int) -> None:
    # General is reached without a thread id: asked for as thread 1 it is "not found", a trap of the real server.
    topic = chat.topics.get(thread_id or 1)
    if thread_id and (not chat.is_forum or topic is None or thread_id == 1):
        raise bad_request("message thread not found")
    if topic is not None and topic.closed and not member.may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")


def administered(cloud: Cloud, chat: Chat, right: str, refusal: str) -> None:
    """Raises `Refusal` with this text unless the bot has the administrator's right in the group or channel."""
    if not readable(cloud, chat).may(right):
        raise bad_request(refusal)


def existing(chat: Chat, message_id: int, what: str) -> Json:
    """The message of this id; raises `Refusal` "message to … not found"."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {what} not found")
    return message
