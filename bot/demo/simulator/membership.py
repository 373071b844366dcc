"""Who is where: making chats, adding and removing, blocking, upgrading, and the topics of forums."""

from __future__ import annotations

from typing import Any

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.chats import remove_topic
from bot.demo.simulator.world import (
    ADMIN_RIGHTS,
    CHANNEL_RIGHTS,
    GROUP_RIGHTS,
    Chat,
    ChatKind,
    Json,
    Member,
    Topic,
    User,
    member_shown,
)

ALL_RIGHTS = frozenset((*ADMIN_RIGHTS, *CHANNEL_RIGHTS, *GROUP_RIGHTS))


class Membership:
    """Acts that change who may do what, each with the updates that the bot gets of them."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def user(self, user_id: int) -> User:
        """The user of this id; raises `LookupError` if there is none."""
        if user_id not in self.cloud.users:
            raise LookupError(f"no user {user_id}")
        return self.cloud.users[user_id]

    def chat(self, chat_id: int) -> Chat:
        """The chat of this id, a person's private chat included; raises `LookupError` if there is none."""
        chat = self.cloud.chats.get(chat_id)
        if chat is None and chat_id in self.cloud.users:
            return self.cloud.private(self.cloud.users[chat_id])
        if chat is None:
            raise LookupError(f"no chat {chat_id}")
        return chat

    def add_user(self, first_name: str, **details: Any) -> User:
        """A new person; `id`, `last_name`, `username`, `language_code`, `started` may be given."""
        user = self.cloud.add_user(first_name, **details)
        if user.started:
            self.cloud.private(user)
        return user

    def add_chat(
        self,
        type: ChatKind,
        title: str,
        *,
        creator: int,
        members: tuple[int, ...] | list[int] = (),
        username: str = "",
        is_forum: bool = False,
        id: int = 0,
    ) -> Chat:
        """A new group, supergroup or channel, yet without the bot (`add_bot`)."""
        if is_forum and type != "supergroup":
            raise LookupError("only a supergroup can be a forum")
        chat = self.cloud.add_chat(type, title, username=username, is_forum=is_forum, id=id)
        if is_forum:
            chat.topics[1] = Topic(1, "General")
        chat.members[self.user(creator).id] = Member("creator")
        for number in members:
            chat.members[self.user(number).id] = Member("member")
        self.cloud.announce("chats")
        return chat

    def join(self, chat_id: int, user_id: int) -> None:
        """A person joins; an administrator bot is told if it asked for `chat_member`."""
        self._place(self.chat(chat_id), self.user(user_id), Member("member"), by=user_id)

    def leave(self, chat_id: int, user_id: int) -> None:
        """A person leaves."""
        self._place(self.chat(chat_id), self.user(user_id), Member("left"), by=user_id)

    def promote(self, chat_id: int, user_id: int, *, by: int = 0) -> None:
        """A person becomes an administrator with all rights."""
        self._place(self.chat(chat_id), self.user(user_id), Member("administrator", ALL_RIGHTS), by=by or user_id)

    def add_bot(self, chat_id: int, *, by: int, rights: tuple[str, ...] | list[str] | None = None) -> None:
        """Somebody adds the bot; with `rights` (possibly none) as an administrator, which a channel needs."""
        chat = self.chat(chat_id)
        if rights is None and chat.type == "channel":
            rights = ["can_post_messages", "can_edit_messages", "can_delete_messages"]
        place = Member("member") if rights is None else Member("administrator", frozenset(rights))
        self._place(chat, self.cloud.bot, place, by=by)
        if chat.type != "channel":
            self._service(chat, by, {"new_chat_members": [self.cloud.bot.shown()]})

    def promote_bot(self, chat_id: int, *, by: int, rights: tuple[str, ...] | list[str]) -> None:
        """The bot becomes an administrator with these rights; none of them still makes it one."""
        self._place(self.chat(chat_id), self.cloud.bot, Member("administrator", frozenset(rights)), by=by)

    def demote_bot(self, chat_id: int, *, by: int) -> None:
        """The bot is an ordinary member again."""
        self._place(self.chat(chat_id), self.cloud.bot, Member("member"), by=by)

    def restrict_bot(self, chat_id: int, *, by: int) -> None:
        """The bot may read, but no longer write."""
        self._place(self.chat(chat_id), self.cloud.bot, Member("restricted"), by=by)

    def remove_bot(self, chat_id: int, *, by: int) -> None:
        """The bot is thrown out."""
        chat = self.chat(chat_id)
        self._place(chat, self.cloud.bot, Member("kicked"), by=by)
        if chat.type != "channel":
            shown = self.cloud.bot.shown()
            self.cloud.post(chat, {"left_chat_member": shown}, sender=self.user(by))

    def block(self, user_id: int) -> None:
        """A person blocks the bot."""
        self._set_blocked(user_id, True)

    def unblock(self, user_id: int) -> None:
        """A person unblocks the bot, as writing to it does, too."""
        self._set_blocked(user_id, False)

    def deactivate(self, user_id: int) -> None:
        """A person deletes their account."""
        self.user(user_id).deactivated = True

    def upgrade(self, chat_id: int) -> Chat:
        """A group becomes a supergroup with another id; the bot sees a service message in each."""
        old = self.chat(chat_id)
        if old.type != "group" or old.migrated_to is not None:
            raise LookupError("only a group can be upgraded, and once")
        new = self.cloud.add_chat("supergroup", old.title)
        new.members = dict(old.members)
        creator = next((n for n, m in old.members.items() if m.status == "creator"), self.cloud.bot.id)
        self._service(old, creator, {"migrate_to_chat_id": new.id})
        self._service(new, creator, {"migrate_from_chat_id": old.id})
        old.migrated_to = new.id
        self.cloud.announce("chats")
        return new

    def open_topic(self, chat_id: int, user_id: int, name: str) -> int:
        """A person makes a topic in a forum; its thread id is returned."""
        chat = self._forum(chat_id)
        message = self._service(chat, user_id, {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}})
        number: int = message["message_id"]
        message |= {"message_thread_id": number, "is_topic_message": True}
        chat.topics[number] = Topic(number, name)
        self.cloud.announce("topics", chat_id=chat.id)
        return number

    def close_topic(self, chat_id: int, thread_id: int) -> None:
        """A topic is closed: only administrators who manage topics may still write there."""
        self._forum(chat_id).topics[thread_id].closed = True
        self.cloud.announce("topics", chat_id=chat_id)

    def reopen_topic(self, chat_id: int, thread_id: int) -> None:
        """A closed topic is opened again."""
        self._forum(chat_id).topics[thread_id].closed = False
        self.cloud.announce("topics", chat_id=chat_id)

    def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """A topic is deleted with its messages."""
        remove_topic(self.cloud, self._forum(chat_id), thread_id)

    # — inside —

    def _forum(self, chat_id: int) -> Chat:
        chat = self.chat(chat_id)
        if not chat.is_forum:
            raise LookupError("this chat is no forum")
        return chat

    def _seconds(self) -> int:
        return int(self.cloud.now().timestamp())

    def _service(self, chat: Chat, user_id: int, content: Json) -> Json:
        message = self.cloud.post(chat, content, sender=self.cloud.users.get(user_id))
        if self.cloud.member(chat, self.cloud.bot.id).inside:
            self.cloud.updates.add("message", message)
        return message

    def _set_blocked(self, user_id: int, blocked: bool) -> None:
        user = self.user(user_id)
        if user.blocked == blocked:
            return
        user.blocked = blocked
        statuses = (Member("member"), Member("kicked"))
        before, after = statuses if blocked else statuses[::-1]
        self._member_update("my_chat_member", self.cloud.private(user), user, self.cloud.bot, before, after)
        self.cloud.announce("members", chat_id=user.id)

    def _place(self, chat: Chat, who: User, place: Member, *, by: int) -> None:
        before = self.cloud.member(chat, who.id)
        chat.members[who.id] = place
        kind = "my_chat_member" if who is self.cloud.bot else "chat_member"
        if kind == "my_chat_member" or self.cloud.member(chat, self.cloud.bot.id).manages:
            self._member_update(kind, chat, self.user(by), who, before, place)
        self.cloud.announce("members", chat_id=chat.id)

    def _member_update(self, kind: str, chat: Chat, by: User, who: User, before: Member, after: Member) -> None:
        update = {
            "chat": chat.card,
            "from": by.shown(),
            "date": self._seconds(),
            "old_chat_member": member_shown(before, who, chat),
            "new_chat_member": member_shown(after, who, chat),
        }
        self.cloud.updates.add(kind, update)
