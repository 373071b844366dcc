"""Sending, forwarding and copying messages."""

from __future__ import annotations

from bot.demo.simulator.access import existing, named_chat, readable, writable
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.entities import formatted
from bot.demo.simulator.keyboards import checked_keyboard
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request
from bot.demo.simulator.world import Chat, Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ACTIONS = frozenset(
    {
        *("typing", "choose_sticker", "find_location"),
        *("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note", "upload_audio"),
        *("record_video", "record_voice", "record_video_note", "record_audio"),
    }
)
_NOT_COPIED = frozenset({"message_id", "date", "chat", "from", "sender_chat", "reply_to_message", "edit_date"})
_CONTENT = ("text", "photo", "document", "location", "venue", "contact")


def known_users(cloud: Cloud, entities: list[Json]) -> list[Json]:
    """The entities with mentioned users filled in; mentions of strangers are dropped, as Telegram drops them."""
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            user = cloud.users.get(int(entity.get("user", {}).get("id", 0)))
            if user is None:
                continue
            entity = {**entity, "user": user.shown()}
        kept.append(entity)
    return kept


def message_text(cloud: Cloud, parameters: Parameters) -> Json:
    """The `text` and `entities` that the request asks for."""
    source = parameters.text("text")
    if not source:
        raise bad_request("message text is empty")
    text, entities = formatted(
        source,
        parameters.text("parse_mode"),
        parameters.structure("entities", "entities"),
        limit=TEXT_LIMIT,
        too_long="message is too long",
    )
    if not text:
        raise bad_request("text must be non-empty")
    content: Json = {"text": text}
    if entities:
        content["entities"] = known_users(cloud, entities)
    return content


def caption(cloud: Cloud, parameters: Parameters) -> Json:
    """The `caption` and `caption_entities` that the request asks for, nothing if there is none."""
    source = parameters.text("caption")
    if not source:
        return {}
    text, entities = formatted(
        source,
        parameters.text("parse_mode"),
        parameters.structure("caption_entities", "caption entities"),
        limit=CAPTION_LIMIT,
        too_long="message caption is too long",
    )
    content: Json = {"caption": text} if text else {}
    if text and entities:
        content["caption_entities"] = known_users(cloud, entities)
    return content


def dispatch(cloud: Cloud, parameters: Parameters, content: Json, what: str = "text messages") -> Json:
    """Send a message with this content: rights, topic, flood limits, reply and keyboard are checked here."""
    markup = parameters.structure("reply_markup", "reply keyboard markup")
    keyboard = checked_keyboard(markup)
    chat = named_chat(cloud, parameters)
    thread = parameters.integer("message_thread_id")
    replied = _replied(chat, parameters)
    if replied is not None and not thread:
        thread = replied.get("message_thread_id", 0)
    writable(cloud, chat, thread, what)
    cloud.flood.admit(chat.id)
    return posted(cloud, chat, thread, content, keyboard, replied, protected=parameters.flag("protect_content"))


def posted(
    cloud: Cloud,
    chat: Chat,
    thread: int,
    content: Json,
    keyboard: Json | None = None,
    replied: Json | None = None,
    *,
    protected: bool = False,
) -> Json:
    """Put the bot's message into the chat."""
    if replied is not None:
        content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
    if keyboard is not None and "inline_keyboard" in keyboard:
        content["reply_markup"] = keyboard
    if protected:
        content["has_protected_content"] = True
    message = cloud.post(chat, content, sender=cloud.bot, thread_id=thread or None)
    chat.own.add(message["message_id"])
    if keyboard is not None and "inline_keyboard" not in keyboard:
        chat.keyboard = None if keyboard.get("remove_keyboard") else keyboard
        cloud.announce("keyboard", chat_id=chat.id, keyboard=chat.keyboard)
    return message


def _replied(chat: Chat, parameters: Parameters) -> Json | None:
    asked = parameters.structure("reply_parameters", "reply parameters")
    number = parameters.integer("reply_to_message_id")
    lenient = parameters.flag("allow_sending_without_reply")
    if isinstance(asked, dict):
        number, lenient = int(asked.get("message_id", 0)), bool(asked.get("allow_sending_without_reply"))
    if not number:
        return None
    message = chat.messages.get(number)
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message


def _send_message(cloud: Cloud, parameters: Parameters) -> Json:
    content = message_text(cloud, parameters)
    options = parameters.structure("link_preview_options", "link preview options")
    if options:
        content["link_preview_options"] = options
    return dispatch(cloud, parameters, content)


def _coordinates(parameters: Parameters) -> Json:
    if parameters.get("latitude") in (None, "") or parameters.get("longitude") in (None, ""):
        raise bad_request("location coordinates are empty")
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def _send_location(cloud: Cloud, parameters: Parameters) -> Json:
    return dispatch(cloud, parameters, {"location": _coordinates(parameters)})


def _send_venue(cloud: Cloud, parameters: Parameters) -> Json:
    location = _coordinates(parameters)
    venue = {"location": location, "title": parameters.text("title"), "address": parameters.text("address")}
    return dispatch(cloud, parameters, {"venue": venue, "location": location})


def _send_contact(cloud: Cloud, parameters: Parameters) -> Json:
    if not parameters.text("phone_number"):
        raise bad_request("phone number is empty")
    contact = {
        name: parameters.text(name) for name in ("phone_number", "first_name", "last_name") if parameters.get(name)
    }
    return dispatch(cloud, parameters, {"contact": contact})


def _send_chat_action(cloud: Cloud, parameters: Parameters) -> bool:
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = named_chat(cloud, parameters)
    writable(cloud, chat, parameters.integer("message_thread_id"))
    cloud.announce("action", chat_id=chat.id, action=action)
    return True


def origin(cloud: Cloud, chat: Chat, message: Json) -> Json:
    """The `MessageOrigin` of a message that is forwarded."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if chat.type == "channel":
        return {"type": "channel", "date": message["date"], "chat": chat.card, "message_id": message["message_id"]}
    return {"type": "user", "date": message["date"], "sender_user": message.get("from", cloud.bot.shown())}


def copied(message: Json) -> Json:
    """The content of a message without who, when and where."""
    return {key: value for key, value in message.items() if key not in _NOT_COPIED}


def _source(cloud: Cloud, parameters: Parameters, what: str, number: int | None = None) -> tuple[Chat, Json]:
    chat = named_chat(cloud, parameters, "from_chat_id")
    readable(cloud, chat)
    message = existing(chat, parameters.integer("message_id") if number is None else number, what)
    if message.get("has_protected_content") or not any(kind in message for kind in _CONTENT):
        raise bad_request(f"the message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return chat, message


def _forward_message(cloud: Cloud, parameters: Parameters) -> Json:
    chat, message = _source(cloud, parameters, "forward")
    content = copied(message) | {"forward_origin": origin(cloud, chat, message)}
    content.pop("reply_markup", None)
    return dispatch(cloud, parameters, content)


def _forward_messages(cloud: Cloud, parameters: Parameters) -> list[Json]:
    return _several(cloud, parameters, "forward")


def _copy_message(cloud: Cloud, parameters: Parameters) -> Json:
    _, message = _source(cloud, parameters, "copy")
    content = copied(message)
    content.pop("reply_markup", None)
    content.pop("forward_origin", None)
    if parameters.get("caption") is not None and "text" not in content:
        content.pop("caption_entities", None)
        content |= caption(cloud, parameters)
    return {"message_id": dispatch(cloud, parameters, content)["message_id"]}


def _copy_messages(cloud: Cloud, parameters: Parameters) -> list[Json]:
    return _several(cloud, parameters, "copy")


def _several(cloud: Cloud, parameters: Parameters, what: str) -> list[Json]:
    numbers = parameters.structure("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("there are no messages to " + what)
    if len(numbers) > 100:
        raise bad_request("too many messages to " + what)
    made = []
    for number in numbers:
        chat = named_chat(cloud, parameters, "from_chat_id")
        if int(number) not in chat.messages:
            continue
        _, message = _source(cloud, parameters, what, int(number))
        content = copied(message)
        if what == "forward":
            content["forward_origin"] = origin(cloud, chat, message)
        made.append({"message_id": dispatch(cloud, parameters, content)["message_id"]})
    if not made:
        raise bad_request(f"message to {what} not found")
    return made


_OPTIONS = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content "
    "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup "
)

METHODS: dict[str, Method] = {
    "sendMessage": Method(_send_message, _OPTIONS + "chat_id! text! parse_mode entities link_preview_options", True),
    "sendLocation": Method(
        _send_location,
        _OPTIONS + "chat_id! latitude! longitude! horizontal_accuracy live_period heading proximity_alert_radius",
        True,
    ),
    "sendVenue": Method(_send_venue, _OPTIONS + "chat_id! latitude! longitude! title! address!", True),
    "sendContact": Method(_send_contact, _OPTIONS + "chat_id! phone_number! first_name! last_name", True),
    "sendChatAction": Method(_send_chat_action, "business_connection_id chat_id! message_thread_id action!"),
    "forwardMessage": Method(
        _forward_message,
        "chat_id! message_thread_id from_chat_id! disable_notification protect_content message_id!",
        True,
    ),
    "forwardMessages": Method(
        _forward_messages,
        "chat_id! message_thread_id from_chat_id! message_ids! disable_notification protect_content",
        True,
    ),
    "copyMessage": Method(
        _copy_message,
        "chat_id! message_thread_id from_chat_id! message_id! caption parse_mode caption_entities "
        "disable_notification protect_content reply_parameters reply_markup",
        True,
    ),
    "copyMessages": Method(
        _copy_messages,
        "chat_id! message_thread_id from_chat_id! message_ids! disable_notification protect_content remove_caption",
        True,
    ),
}


def send_parameters(extra: str) -> str:
    """The parameters that every send method takes, and these."""
    return _OPTIONS + extra
