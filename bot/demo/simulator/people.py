"""What people do: they write, press buttons, forward, share, add and remove the bot, upgrade groups."""

from __future__ import annotations

from collections.abc import Iterable

from bot.demo.simulator.cloud import Cloud, Query
from bot.demo.simulator.entities import formatted
from bot.demo.simulator.membership import Membership
from bot.demo.simulator.methods.media import file_content, stored
from bot.demo.simulator.parameters import Upload
from bot.demo.simulator.world import Chat, Json, User

LONGEST = 4096


class People(Membership):
    """Acts of people, each with the updates that the bot gets of them. Ids name chats and users throughout.

    An act that no Telegram app would offer (an unknown chat, a message that is not there) raises `LookupError`.
    """

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(cloud)

    # — writing —

    def say(
        self,
        chat_id: int,
        user_id: int,
        text: str,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        forwarded_from: str = "",
        forwarded_channel: int | None = None,
        forwarded_at: int | None = None,
        entities: list[Json] | None = None,
    ) -> Json:
        """Write a text, as an app would: more than 4,096 characters go out as several messages, the last is returned.

        `forwarded_from` (a name) or `forwarded_channel` (a chat's id) with `forwarded_at` (Unix seconds) make it a
        forwarded message.
        """
        content: Json = {}
        origin = self._origin(forwarded_from, forwarded_channel, forwarded_at)
        if origin:
            content["forward_origin"] = origin
        if not text.strip():
            raise LookupError("an app sends no empty message")
        message: Json = {}
        for start in range(0, len(text), LONGEST):
            part, found = formatted(
                text[start : start + LONGEST], None, entities, limit=LONGEST, too_long="message is too long"
            )
            if not part:
                continue
            body = content | {"text": part} | ({"entities": found} if found else {})
            message = self._write(chat_id, user_id, body, thread_id, reply_to)
        return message

    def send_document(
        self,
        chat_id: int,
        user_id: int,
        name: str,
        content: bytes,
        *,
        mime_type: str = "application/octet-stream",
        caption: str = "",
        size: int | None = None,
        thread_id: int | None = None,
        forwarded_channel: int | None = None,
        forwarded_at: int | None = None,
    ) -> Json:
        """Send a file; `size` plays a bigger file than `content` is."""
        file = stored(self.cloud, "document", Upload(name, mime_type, content), size=size)
        body = file_content(file) | _captioned(caption)
        origin = self._origin("", forwarded_channel, forwarded_at)
        return self._write(chat_id, user_id, body | ({"forward_origin": origin} if origin else {}), thread_id, None)

    def send_photo(
        self,
        chat_id: int,
        user_id: int,
        content: bytes,
        *,
        caption: str = "",
        name: str = "photo.jpg",
        album: str = "",
        forwarded_channel: int | None = None,
        forwarded_at: int | None = None,
    ) -> Json:
        """Send a picture; those with the same `album` are shown together, as one post."""
        file = stored(self.cloud, "photo", Upload(name, "image/jpeg", content))
        body = file_content(file) | _captioned(caption) | ({"media_group_id": album} if album else {})
        origin = self._origin("", forwarded_channel, forwarded_at)
        return self._write(chat_id, user_id, body | ({"forward_origin": origin} if origin else {}), None, None)

    def share_location(self, chat_id: int, user_id: int, latitude: float, longitude: float) -> Json:
        """Share a place."""
        return self._write(chat_id, user_id, {"location": {"latitude": latitude, "longitude": longitude}}, None, None)

    def share_contact(self, chat_id: int, user_id: int, phone_number: str, first_name: str) -> Json:
        """Share somebody's telephone number."""
        contact = {"phone_number": phone_number, "first_name": first_name}
        return self._write(chat_id, user_id, {"contact": contact}, None, None)

    def edit(self, chat_id: int, user_id: int, message_id: int, text: str) -> Json:
        """Change one's own text."""
        chat, message = self._message(chat_id, message_id)
        changed, found = formatted(text, None, None, limit=LONGEST, too_long="message is too long")
        edited = {k: v for k, v in message.items() if k != "entities"} | {"text": changed}
        if found:
            edited["entities"] = found
        self.cloud.edited(chat, edited)
        if self._bot_sees(chat, edited):
            self.cloud.updates.add("edited_channel_post" if chat.type == "channel" else "edited_message", edited)
        return edited

    def react(self, chat_id: int, user_id: int, message_id: int, emoji: str) -> None:
        """React to a message; "" takes the reaction back."""
        chat, _ = self._message(chat_id, message_id)
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        reaction = {
            "chat": chat.card,
            "message_id": message_id,
            "user": self.user(user_id).shown(),
            "date": self._seconds(),
            "old_reaction": [],
            "new_reaction": new,
        }
        if chat.type == "private" or self.cloud.member(chat, self.cloud.bot.id).manages:
            self.cloud.updates.add("message_reaction", reaction)

    # — buttons and inline queries —

    def press(
        self, chat_id: int, user_id: int, message_id: int, data: str | None = None, *, label: str | None = None
    ) -> Query:
        """Press an inline button, named by its data or by what its label contains; await `query.answered`.

        Raises `LookupError` if the message has no such button (`data` alone may name a button that is gone:
        an old screen still shows it).
        """
        chat, message = self._message(chat_id, message_id)
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [b for row in rows for b in row if "callback_data" in b]
        if data is None:
            data = next((b["callback_data"] for b in buttons if label is not None and label in b["text"]), None)
            if data is None:
                raise LookupError(f"no button {label!r} among {[b['text'] for b in buttons]}")
        query = self.cloud.new_query(user_id)
        update: Json = {
            "id": query.id,
            "from": self.user(user_id).shown(),
            "message": message,
            "chat_instance": str(chat.id * 1_000_003 % (1 << 62)),
            "data": data,
        }
        inline = next((k for k, v in self.cloud.inline_messages.items() if v == (chat.id, message_id)), None)
        if inline is not None:
            update.pop("message")
            update["inline_message_id"] = inline
        self.cloud.updates.add("callback_query", update)
        return query

    def ask_inline(self, user_id: int, text: str, *, offset: str = "", chat_type: str = "sender") -> Query:
        """Type `@bot text` in any chat; await `query.answered` for the results."""
        query = self.cloud.new_query(user_id)
        update = {
            "id": query.id,
            "from": self.user(user_id).shown(),
            "query": text,
            "offset": offset,
            "chat_type": chat_type,
        }
        self.cloud.updates.add("inline_query", update)
        return query

    def choose_inline(self, chat_id: int, user_id: int, query_id: str, result_id: str) -> Json:
        """Send a result of an answered inline query into a chat."""
        query = self.cloud.queries[query_id]
        result = next(r for r in query.answered.result()["results"] if r["id"] == result_id)
        content = result["content"] | {"via_bot": self.cloud.bot.shown()}
        message = self._write(chat_id, user_id, content, None, None)
        if "reply_markup" in content:
            number = self.cloud.new_file_id("document")[0]
            self.cloud.inline_messages[number] = (chat_id, message["message_id"])
        return message

    # — inside —

    def _write(self, chat_id: int, user_id: int, content: Json, thread_id: int | None, reply_to: int | None) -> Json:
        chat, user = self.chat(chat_id), self.user(user_id)
        if chat.type == "private":
            if user.id != chat.id:
                raise LookupError("a private chat belongs to one person")
            self.unblock(user.id)
            user.started = True
        elif not self.cloud.member(chat, user.id).inside:
            raise LookupError(f"{user.first_name} is not in {chat.title}")
        if reply_to is not None:
            replied = self._message(chat_id, reply_to)[1]
            content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
            thread_id = thread_id or replied.get("message_thread_id")
        message = self.cloud.post(chat, content, sender=user, thread_id=thread_id)
        if self._bot_sees(chat, message):
            self.cloud.updates.add("channel_post" if chat.type == "channel" else "message", message)
        return message

    def _bot_sees(self, chat: Chat, message: Json) -> bool:
        bot = self.cloud.bot
        if chat.type == "private":
            return True
        member = self.cloud.member(chat, bot.id)
        if not member.inside:
            return False
        if chat.type == "channel" or member.manages or self.cloud.can_read_all_group_messages:
            return True
        return _addressed(message, bot)

    def _origin(self, name: str, channel_id: int | None, at: int | None) -> Json | None:
        date = self._seconds() if at is None else at
        if channel_id is not None:
            channel = self.chat(channel_id)
            return {"type": "channel", "date": date, "chat": channel.card, "message_id": channel.last_message_id or 1}
        return {"type": "hidden_user", "date": date, "sender_user_name": name} if name else None

    def _message(self, chat_id: int, message_id: int) -> tuple[Chat, Json]:
        chat = self.chat(chat_id)
        if message_id not in chat.messages:
            raise LookupError(f"no message {message_id} in this chat")
        return chat, chat.messages[message_id]


def _captioned(caption: str) -> Json:
    return {"caption": caption} if caption else {}


def _addressed(message: Json, bot: User) -> bool:
    """Whether a bot in privacy mode is shown this group message."""
    replied: Json = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == bot.id or message.get("via_bot", {}).get("id") == bot.id:
        return True
    text: str = message.get("text") or message.get("caption") or ""
    return any(_names(piece, entity["type"], bot) for entity, piece in _pieces(text, message.get("entities", [])))


def _names(piece: str, kind: str, bot: User) -> bool:
    name = f"@{bot.username}".lower()
    if kind == "bot_command":
        return "@" not in piece or piece.lower().endswith(name)
    return kind == "mention" and piece.lower() == name


def _pieces(text: str, entities: Iterable[Json]) -> Iterable[tuple[Json, str]]:
    units = text.encode("utf-16-le")
    for entity in entities:
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        yield entity, units[start:end].decode("utf-16-le", "replace")
