"""Editing, deleting, pinning and reacting."""

from __future__ import annotations

from bot.demo.simulator.access import administered, existing, named_chat, readable
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.keyboards import checked_keyboard
from bot.demo.simulator.methods.media import media_content
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.methods.sending import caption, message_text
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import NOT_MODIFIED, bad_request
from bot.demo.simulator.world import Chat, Json

DELETABLE_SECONDS = 48 * 3600
_COMPARED = ("text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")


def _target(cloud: Cloud, parameters: Parameters) -> tuple[Chat, Json, bool]:
    """The chat and message to edit, and whether it was named as an inline message."""
    inline = parameters.text("inline_message_id")
    if inline:
        place = cloud.inline_messages.get(inline)
        if place is None or place[1] not in cloud.chats[place[0]].messages:
            raise bad_request("MESSAGE_ID_INVALID")
        chat = cloud.chats[place[0]]
        return chat, chat.messages[place[1]], True
    chat = named_chat(cloud, parameters)
    if parameters.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    readable(cloud, chat)
    message = existing(chat, parameters.integer("message_id"), "edit")
    if message["message_id"] not in chat.own:
        raise bad_request("message can't be edited")
    return chat, message, False


def _edit(
    cloud: Cloud, parameters: Parameters, target: tuple[Chat, Json, bool], content: Json, *dropped: str
) -> object:
    chat, message, inline = target
    keyboard = checked_keyboard(parameters.structure("reply_markup", "reply keyboard markup"), inline_only=True)
    changed = {key: value for key, value in message.items() if key not in (*dropped, "reply_markup")} | content
    if keyboard is not None:
        changed["reply_markup"] = keyboard
    if all(message.get(key) == changed.get(key) for key in _COMPARED):
        raise bad_request(NOT_MODIFIED)
    cloud.flood.admit(chat.id)
    cloud.edited(chat, changed)
    return True if inline else changed


def _edit_message_text(cloud: Cloud, parameters: Parameters) -> object:
    content = message_text(cloud, parameters)
    target = _target(cloud, parameters)
    if "text" not in target[1]:
        raise bad_request("there is no text in the message to edit")
    return _edit(cloud, parameters, target, content, "text", "entities")


def _edit_message_caption(cloud: Cloud, parameters: Parameters) -> object:
    content = caption(cloud, parameters)
    target = _target(cloud, parameters)
    if "photo" not in target[1] and "document" not in target[1]:
        raise bad_request("there is no caption in the message to edit")
    return _edit(cloud, parameters, target, content, "caption", "caption_entities")


def _edit_message_media(cloud: Cloud, parameters: Parameters) -> object:
    content = media_content(cloud, parameters, parameters.structure("media", "InputMedia"))
    target = _target(cloud, parameters)
    return _edit(
        cloud, parameters, target, content, "photo", "document", "caption", "caption_entities", "text", "entities"
    )


def _edit_message_reply_markup(cloud: Cloud, parameters: Parameters) -> object:
    return _edit(cloud, parameters, _target(cloud, parameters), {})


def _check_deletable(cloud: Cloud, chat: Chat, message: Json) -> None:
    member = readable(cloud, chat)
    own = message["message_id"] in chat.own
    if chat.type == "private" or own:
        if int(cloud.now().timestamp()) - message["date"] > DELETABLE_SECONDS and not member.may("can_delete_messages"):
            raise bad_request("message can't be deleted for everyone")
        return
    if not member.may("can_delete_messages"):
        raise bad_request("message can't be deleted")


def _delete_message(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    readable(cloud, chat)
    message = existing(chat, parameters.integer("message_id"), "delete")
    _check_deletable(cloud, chat, message)
    cloud.delete(chat, message["message_id"])
    return True


def _delete_messages(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    numbers = parameters.structure("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    messages = [chat.messages[int(n)] for n in numbers if int(n) in chat.messages]
    for message in messages:
        _check_deletable(cloud, chat, message)
    for message in messages:
        cloud.delete(chat, message["message_id"])
    return True


def _pin_right(chat: Chat) -> str:
    return "can_edit_messages" if chat.type == "channel" else "can_pin_messages"


def _may_pin(cloud: Cloud, chat: Chat) -> None:
    if chat.type != "private":
        administered(cloud, chat, _pin_right(chat), "not enough rights to manage pinned messages in the chat")


def _pin_chat_message(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    message = existing(chat, parameters.integer("message_id"), "pin")
    _may_pin(cloud, chat)
    number = message["message_id"]
    chat.pinned = [*(n for n in chat.pinned if n != number), number]
    cloud.announce("pinned", chat_id=chat.id, message_ids=chat.pinned)
    return True


def _unpin_chat_message(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    _may_pin(cloud, chat)
    number = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    cloud.announce("pinned", chat_id=chat.id, message_ids=chat.pinned)
    return True


def _unpin_all_chat_messages(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    _may_pin(cloud, chat)
    chat.pinned = []
    cloud.announce("pinned", chat_id=chat.id, message_ids=[])
    return True


def _set_message_reaction(cloud: Cloud, parameters: Parameters) -> bool:
    chat = named_chat(cloud, parameters)
    readable(cloud, chat)
    message = existing(chat, parameters.integer("message_id"), "react")
    reactions = parameters.structure("reaction", "reaction types") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad_request(
            "REACTIONS_TOO_MANY" if isinstance(reactions, list) else "can't parse reaction types JSON object"
        )
    for reaction in reactions:
        if not isinstance(reaction, dict) or not reaction.get("emoji"):
            raise bad_request("REACTION_INVALID")
    cloud.announce("reaction", chat_id=chat.id, message_id=message["message_id"], reactions=reactions)
    return True


_INLINE = "business_connection_id chat_id message_id inline_message_id reply_markup "

METHODS: dict[str, Method] = {
    "editMessageText": Method(_edit_message_text, _INLINE + "text parse_mode entities link_preview_options", True),
    "editMessageCaption": Method(
        _edit_message_caption, _INLINE + "caption parse_mode caption_entities show_caption_above_media", True
    ),
    "editMessageMedia": Method(_edit_message_media, _INLINE + "media!", True),
    "editMessageReplyMarkup": Method(_edit_message_reply_markup, _INLINE, True),
    "deleteMessage": Method(_delete_message, "chat_id! message_id!"),
    "deleteMessages": Method(_delete_messages, "chat_id! message_ids!"),
    "pinChatMessage": Method(_pin_chat_message, "business_connection_id chat_id! message_id! disable_notification"),
    "unpinChatMessage": Method(_unpin_chat_message, "business_connection_id chat_id! message_id"),
    "unpinAllChatMessages": Method(_unpin_all_chat_messages, "chat_id!"),
    "setMessageReaction": Method(_set_message_reaction, "chat_id! message_id! reaction is_big"),
}
