"""Telegram's side of everything: the chats and what happens in them, without any HTTP."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from bot.demo.simulator.faults import Faults
from bot.demo.simulator.flood import Flood, Limits
from bot.demo.simulator.journal import Journal
from bot.demo.simulator.refusals import chat_not_found, query_too_old, upgraded
from bot.demo.simulator.updates import Updates
from bot.demo.simulator.world import Chat, ChatKind, Json, Member, StoredFile, User

BOT_ID = 7_000_000_001
TOKEN = f"{BOT_ID}:AAF-simulated-token-for-this-machine"


@dataclass(slots=True)
class Query:
    """A button's press or an inline query that waits for its answer."""

    id: str
    user_id: int
    expires_at: float
    answered: asyncio.Future[Json]


@dataclass(slots=True)
class Profile:
    """What the bot tells about itself: commands by (scope, language), texts by language, menu button."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    rights: dict[bool, Json] = field(default_factory=dict)


def system_now() -> datetime:
    """The machine's time, UTC."""
    return datetime.now(UTC)


class Cloud:
    """All state. Every change is announced to the listeners (`listen`), which the chat page and `wait_for` use."""

    def __init__(self, *, token: str = TOKEN, limits: Limits | None = None, username: str = "attache_demo_bot") -> None:
        self.token = token
        self.bot = User(int(token.partition(":")[0]), "attache", username=username, is_bot=True)
        self.can_join_groups = True
        self.can_read_all_group_messages = False
        self.supports_inline_queries = True
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.updates = Updates()
        self.flood = Flood(limits or Limits())
        self.faults = Faults()
        self.journal = Journal()
        self.profile = Profile()
        self.now: Callable[[], datetime] = system_now
        self._numbers = itertools.count(1)
        self._private_ids = itertools.count(1)
        self._listeners: set[asyncio.Queue[Json]] = set()

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return self.flood.limits

    # — people and chats —

    def add_user(self, first_name: str, **details: Any) -> User:
        """A new person (or another bot); an `id` may be given."""
        number = int(details.pop("id", 0)) or 500_000_000 + next(self._numbers)
        user = self.users[number] = User(number, first_name, **details)
        self.announce("people")
        return user

    def private(self, user: User) -> Chat:
        """The private chat of this person with the bot."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = self.chats[user.id] = Chat(user.id, "private", person=user)
            self.announce("chats")
        return chat

    def add_chat(self, type: ChatKind, title: str, *, username: str = "", is_forum: bool = False, id: int = 0) -> Chat:
        """A new group, supergroup or channel without members."""
        serial = 1_500_000_000 + next(self._numbers)
        number = id or (-serial if type == "group" else -1_000_000_000_000 - serial)
        chat = self.chats[number] = Chat(number, type, title, username, is_forum)
        self.announce("chats")
        return chat

    def chat(self, chat_id: object) -> Chat:
        """The chat that the bot means; raises `Refusal` if it cannot be reached at all."""
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            found = next((c for c in self.chats.values() if c.username and f"@{c.username}" == chat_id), None)
        else:
            try:
                number = int(str(chat_id))
            except ValueError:
                raise chat_not_found() from None
            found = self.chats.get(number)
            if found is None and number in self.users:
                found = self.private(self.users[number])
        if found is None:
            raise chat_not_found()
        if found.migrated_to is not None:
            raise upgraded(found.migrated_to)
        return found

    def member(self, chat: Chat, user_id: int) -> Member:
        """This user's place in the chat, "left" if none."""
        return chat.members.get(user_id) or Member("left")

    # — messages —

    def post(self, chat: Chat, content: Json, *, sender: User | None, thread_id: int | None = None) -> Json:
        """Put a message into a chat; `content` are the fields beyond id, date, chat and sender."""
        if chat.has_own_counter:
            number = chat.last_message_id + 1
        else:
            number = next(self._private_ids)
        chat.last_message_id = number
        message: Json = {"message_id": number, "date": int(self.now().timestamp()), "chat": chat.card}
        if chat.type == "channel":
            message["sender_chat"] = chat.card
        elif sender is not None:
            message["from"] = sender.shown()
        if thread_id is not None and thread_id != 1:
            message["message_thread_id"] = thread_id
            message["is_topic_message"] = True
        message.update(content)
        chat.messages[number] = message
        self.announce("message", chat_id=chat.id, message=message)
        return message

    def edited(self, chat: Chat, message: Json) -> Json:
        """Replace a message by its new version."""
        message["edit_date"] = int(self.now().timestamp())
        chat.messages[message["message_id"]] = message
        self.announce("edited", chat_id=chat.id, message=message)
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message away for everyone."""
        chat.messages.pop(message_id, None)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.announce("deleted", chat_id=chat.id, message_id=message_id)

    # — files —

    def keep_file(self, file: StoredFile) -> StoredFile:
        """Store a file and make it known by its id."""
        self.files[file.id] = file
        return file

    def new_file_id(self, kind: str) -> tuple[str, str]:
        """A fresh `file_id` and `file_unique_id`."""
        return f"{'Ag' if kind == 'photo' else 'BQ'}ACAgI{secrets.token_urlsafe(32)}", secrets.token_hex(6)

    # — queries —

    def new_query(self, user_id: int) -> Query:
        """A query whose answer somebody waits for."""
        number = str(secrets.randbits(60) + (1 << 60))
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        query = Query(number, user_id, monotonic() + self.limits.callback_seconds, future)
        self.queries[number] = query
        return query

    def answer_query(self, query_id: str, answer: Json) -> Query:
        """Hand the bot's answer to whoever waits; raises `Refusal` if it comes twice or too late."""
        query = self.queries.get(query_id)
        if query is None or query.answered.done() or monotonic() > query.expires_at:
            raise query_too_old()
        query.answered.set_result(answer)
        return query

    # — listeners —

    def announce(self, kind: str, **what: Any) -> None:
        """Tell every listener what changed."""
        if self._listeners:
            event = {"kind": kind, **what}
            for queue in self._listeners:
                queue.put_nowait(event)

    def listen(self) -> asyncio.Queue[Json]:
        """A queue that gets every later change; end with `unlisten`."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def unlisten(self, queue: asyncio.Queue[Json]) -> None:
        """Stop telling this queue."""
        self._listeners.discard(queue)

    def commands_for(self, chat: Chat, user: User) -> list[Json]:
        """The commands that this user's menu shows in this chat, by Telegram's order of scopes."""
        scopes = list(_scopes(chat, user, self.member(chat, user.id)))
        for scope in scopes:
            for language in (user.language_code, ""):
                commands = self.profile.commands.get((scope, language))
                if commands:
                    return commands
        return []


def _scopes(chat: Chat, user: User, member: Member) -> Iterable[str]:
    if chat.type == "private":
        yield f"chat:{chat.id}"
        yield "all_private_chats"
    else:
        yield f"chat_member:{chat.id}:{user.id}"
        if member.manages:
            yield f"chat_administrators:{chat.id}"
        yield f"chat:{chat.id}"
        if member.manages:
            yield "all_chat_administrators"
        yield "all_group_chats"
    yield "default"
