"""Looking at chats and members, leaving, and the topics of forums."""

from __future__ import annotations

from bot.demo.simulator.access import administered, named_chat, readable
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request
from bot.demo.simulator.world import RESTRICTIONS, Chat, Json, Member, Topic, User, member_shown

TOPIC_COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def _get_chat(cloud: Cloud, parameters: Parameters) -> Json:
    chat = named_chat(cloud, parameters)
    readable(cloud, chat)
    full: Json = chat.card | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.type in ("group", "supergroup"):
        full["permissions"] = dict.fromkeys(RESTRICTIONS, True)
    if chat.username:
        full["active_usernames"] = [chat.username]
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


def _person(cloud: Cloud, parameters: Parameters) -> User:
    number = parameters.integer("user_id")
    if number <= 0:
        raise bad_request("invalid user_id specified")
    user = cloud.users.get(number)
    if user is None:
        raise bad_request("user not found")
    return user


def _get_chat_member(cloud: Cloud, parameters: Parameters) -> Json:
    chat, user = named_chat(cloud, parameters), _person(cloud, parameters)
    if chat.type == "private":
        inside = user.id in (chat.id, cloud.bot.id)
        return member_shown(Member("member" if inside else "left"), user, chat)
    bot = readable(cloud, chat)
    if chat.type == "channel" and not bot.manages:
        raise bad_request("member list is inaccessible")
    return member_shown(cloud.member(chat, user.id), user, chat)


def _not_private(chat: Chat, what: str) -> None:
    if chat.type == "private":
        raise bad_request(f"there are no {what} in the private chat")


def _get_chat_administrators(cloud: Cloud, parameters: Parameters) -> list[Json]:
    chat = named_chat(cloud, parameters)
    _not_private(chat, "administrators")
    if chat.type == "channel" and not readable(cloud, chat).manages:
        raise bad_request("member list is inaccessible")
    readable(cloud, chat)
    return [
        member_shown(member, cloud.users[number], chat)
        for number, member in chat.members.items()
        if member.manages and (not cloud.users[number].is_bot or number == cloud.bot.id)
    ]


def _get_chat_member_count(cloud: Cloud, parameters: Parameters) -> int:
    chat = named_chat(cloud, parameters)
    if chat.type == "private":
        return 2
    readable(cloud, chat)
    return sum(member.inside for member in chat.members.values())


def _leave_chat(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    readable(cloud, chat)
    chat.members[cloud.bot.id] = Member("left")
    cloud.announce("members", chat_id=chat.id)
    return True


def _get_user_profile_photos(cloud: Cloud, parameters: Parameters) -> Json:
    _person(cloud, parameters)
    return {"total_count": 0, "photos": []}


def _forum(cloud: Cloud, parameters: Parameters, doing: str) -> Chat:
    chat = named_chat(cloud, parameters)
    readable(cloud, chat)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    administered(cloud, chat, "can_manage_topics", f"not enough rights to {doing} a topic")
    return chat


def _topic(chat: Chat, parameters: Parameters) -> Topic:
    topic = chat.topics.get(parameters.integer("message_thread_id"))
    if topic is None or topic.id == 1:
        raise bad_request("message thread not found")
    return topic


def _create_forum_topic(cloud: Cloud, parameters: Parameters) -> Json:
    chat = _forum(cloud, parameters, "create")
    name = parameters.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    colour = parameters.integer("icon_color", TOPIC_COLOURS[0])
    if colour not in TOPIC_COLOURS:
        raise bad_request("invalid icon color specified")
    made: Json = {"name": name, "icon_color": colour}
    message = cloud.post(chat, {"forum_topic_created": made}, sender=cloud.bot)
    number = message["message_id"]
    message |= {"message_thread_id": number, "is_topic_message": True}
    chat.own.add(number)
    chat.topics[number] = Topic(number, name, colour)
    cloud.announce("topics", chat_id=chat.id)
    return {"message_thread_id": number, **made}


def _edit_forum_topic(cloud: Cloud, parameters: Parameters) -> bool:
    chat = _forum(cloud, parameters, "edit")
    topic = _topic(chat, parameters)
    name = parameters.text("name").strip()
    if not name or name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    cloud.announce("topics", chat_id=chat.id)
    return True


def _set_closed(cloud: Cloud, parameters: Parameters, closed: bool) -> bool:
    chat = _forum(cloud, parameters, "close" if closed else "reopen")
    topic = _topic(chat, parameters)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    cloud.announce("topics", chat_id=chat.id)
    return True


def _close_forum_topic(cloud: Cloud, parameters: Parameters) -> bool:
    return _set_closed(cloud, parameters, True)


def _reopen_forum_topic(cloud: Cloud, parameters: Parameters) -> bool:
    return _set_closed(cloud, parameters, False)


def _delete_forum_topic(cloud: Cloud, parameters: Parameters) -> bool:
    chat = _forum(cloud, parameters, "delete")
    remove_topic(cloud, chat, _topic(chat, parameters).id)
    return True


def remove_topic(cloud: Cloud, chat: Chat, number: int) -> None:
    """Delete a topic with its messages."""
    chat.topics.pop(number, None)
    for message_id in [n for n, m in chat.messages.items() if m.get("message_thread_id") == number]:
        cloud.delete(chat, message_id)
    cloud.announce("topics", chat_id=chat.id)


METHODS: dict[str, Method] = {
    "getChat": Method(_get_chat, "chat_id!"),
    "getChatMember": Method(_get_chat_member, "chat_id! user_id!"),
    "getChatAdministrators": Method(_get_chat_administrators, "chat_id!"),
    "getChatMemberCount": Method(_get_chat_member_count, "chat_id!"),
    "leaveChat": Method(_leave_chat, "chat_id!"),
    "getUserProfilePhotos": Method(_get_user_profile_photos, "user_id! offset limit"),
    "createForumTopic": Method(_create_forum_topic, "chat_id! name! icon_color icon_custom_emoji_id"),
    "editForumTopic": Method(_edit_forum_topic, "chat_id! message_thread_id! name icon_custom_emoji_id"),
    "closeForumTopic": Method(_close_forum_topic, "chat_id! message_thread_id!"),
    "reopenForumTopic": Method(_reopen_forum_topic, "chat_id! message_thread_id!"),
    "deleteForumTopic": Method(_delete_forum_topic, "chat_id! message_thread_id!"),
}
