"""Who and what there is: people, chats, topics, members, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup", "channel"]

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")


@dataclass(slots=True)
class User:
    """A person, or the bot. `started` says that the person has opened the chat with the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def shown(self) -> Json:
        """The `User` object of the Bot API."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shown["last_name"] = self.last_name
        if self.username:
            shown["username"] = self.username
        if self.language_code and not self.is_bot:
            shown["language_code"] = self.language_code
        return shown


@dataclass(slots=True)
class Member:
    """Somebody's place in a chat: `rights` hold what an administrator may do beyond being there."""

    status: Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
    rights: frozenset[str] = frozenset()

    @property
    def inside(self) -> bool:
        """Whether the member is in the chat now."""
        return self.status in ("creator", "administrator", "member", "restricted")

    @property
    def manages(self) -> bool:
        """Whether the member is the creator or an administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether the member has this administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)


@dataclass(slots=True)
class Topic:
    """A topic of a forum; topic 1 is General, whose messages carry no thread id."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A chat with its messages by id. A private chat has the id of its person.

    `own` holds the ids of the bot's messages; `keyboard` is the reply keyboard shown now.
    """

    id: int
    type: ChatKind
    title: str = ""
    username: str = ""
    is_forum: bool = False
    person: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    last_message_id: int = 0
    own: set[int] = field(default_factory=set)
    menu_button: Json | None = None
    keyboard: Json | None = None
    card: Json = field(init=False)

    def __post_init__(self) -> None:
        self.card = self._card()

    def _card(self) -> Json:
        card: Json = {"id": self.id, "type": self.type}
        if self.person is not None:
            person = self.person.shown()
            card |= {key: person[key] for key in ("first_name", "last_name", "username") if key in person}
        else:
            card["title"] = self.title
            if self.username:
                card["username"] = self.username
        if self.is_forum:
            card["is_forum"] = True
        return card

    def renamed(self) -> None:
        """Refresh the `Chat` object after a change of title, name or kind."""
        self.card = self._card()

    @property
    def has_own_counter(self) -> bool:
        """Supergroups and channels number their messages themselves; other chats share the bot's counter."""
        return self.type in ("supergroup", "channel")


@dataclass(slots=True)
class StoredFile:
    """A file in Telegram's cloud. `size` may be said without the bytes, to play a big file cheaply."""

    id: str
    unique_id: str
    name: str
    mime_type: str
    size: int
    content: bytes
    kind: Literal["document", "photo"]
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The `file_path` under which it is downloaded."""
        suffix = self.name.rpartition(".")[2] if "." in self.name else ("jpg" if self.kind == "photo" else "bin")
        return f"{self.kind}s/file_{self.unique_id}.{suffix}"

    def shown(self) -> Json:
        """The `Document`, `PhotoSize` or `File` fields common to all."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


def member_shown(member: Member, user: User, chat: Chat) -> Json:
    """The `ChatMember` object of the Bot API."""
    shown: Json = {"status": member.status, "user": user.shown()}
    if member.status == "creator":
        shown["is_anonymous"] = False
    elif member.status == "administrator":
        names = ADMIN_RIGHTS + (CHANNEL_RIGHTS if chat.type == "channel" else GROUP_RIGHTS)
        shown |= {"can_be_edited": False, "is_anonymous": False}
        shown |= {name: name in member.rights or name == "can_manage_chat" for name in names}
    elif member.status == "kicked":
        shown["until_date"] = 0
    elif member.status == "restricted":
        shown |= {"is_member": True, "until_date": 0}
        shown |= dict.fromkeys(RESTRICTIONS, False)
    return shown


RESTRICTIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
