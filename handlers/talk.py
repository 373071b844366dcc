"""One turn of a conversation: who said what where, and the means to answer.

A conversation is a coroutine `async def name(talk: Talk) -> None`. It reads `talk`, asks `talk.desk` and says its
answer with `talk.say`; it never sees the store, the scheduler or HTTP.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model.subscriber import Role
from handlers.desk import Desk, Voice
from handlers.exchange import Attachment, Keyboard, Message, Visitor, Where

if TYPE_CHECKING:
    import telegram

    from briefs.wording.wording import Wording


LONGEST_ECHO = 60


def echo(words: str) -> str:
    """What somebody said, short enough to be said back."""
    clean = " ".join(words.split())
    return clean if len(clean) <= LONGEST_ECHO else f"{clean[: LONGEST_ECHO - 1]}…"


def _never(talk: Talk) -> None:
    raise LookupError("this turn cannot be put off")


@dataclass(slots=True)
class Talk:
    """What a conversation is given.

    `text` is what follows the command, or the whole text of a plain message; `arguments` are a pressed button's;
    `state` is what this conversation remembered. `is_admin` says whether the person may settle things for a group.
    `later` puts a turn on a pile with what else is being sent; it comes back to `feeding.answer` with all of them in
    `pile`, in the order in which they were sent. `about` is the group whose button goes on in this private chat.
    """

    desk: Desk
    voice: Voice
    visitor: Visitor
    where: Where
    wording: Wording
    update: telegram.Update
    text: str = ""
    arguments: tuple[str, ...] = ()
    state: dict[str, str] = field(default_factory=dict)
    message_id: int | None = None
    query_id: str = ""
    bot_username: str = ""
    is_admin: bool = True
    acknowledged: bool = False
    pile: tuple[Talk, ...] = ()
    about: Where | None = None
    later: Callable[[Talk], None] = _never

    def t(self, message: str, **values: str | int) -> str:
        """The sentence called `message` in the visitor's language; `values` are escaped for Telegram HTML."""
        escaped = {
            name: html.escape(value, quote=False) if isinstance(value, str) else value for name, value in values.items()
        }
        return self.wording.say(message, **escaped)

    @property
    def is_private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.where.kind == "private"

    @property
    def is_owner(self) -> bool:
        """Whether the visitor owns the bot."""
        return self.visitor.role is Role.OWNER

    @property
    def told_in(self) -> Where:
        """Where the brief came whose button was pressed: this chat, or the group that led here."""
        return self.about or self.where

    async def say(
        self,
        *parts: str,
        keyboard: Keyboard = (),
        attachment: Attachment | None = None,
        asks_location: str = "",
        closes_keyboard: bool = False,
        where: Where | None = None,
    ) -> None:
        """Answer in this chat (or `where`), each part a message of Telegram HTML, the keyboard under the last."""
        message = Message(
            tuple(parts),
            keyboard=keyboard,
            attachment=attachment,
            asks_location=asks_location,
            closes_keyboard=closes_keyboard,
        )
        await self.voice.say(where or self.where, message)

    async def show(self, *parts: str, keyboard: Keyboard = ()) -> None:
        """Replace the message whose button was pressed; without one, answer."""
        if self.query_id and self.message_id is not None and len(parts) == 1:
            await self.voice.edit(self.where, self.message_id, Message(tuple(parts), keyboard=keyboard))
        else:
            await self.say(*parts, keyboard=keyboard)

    async def acknowledge(self, text: str = "", *, alert: bool = False, url: str = "") -> None:
        """Answer the pressed button with a passing notice, or open `url`; only the first answer counts."""
        if self.query_id and not self.acknowledged:
            self.acknowledged = True
            await self.voice.acknowledge(self.query_id, text, alert=alert, url=url)

    async def remember(self, **state: str) -> None:
        """Expect the next plain message of this person here to go on with this (nothing: end it)."""
        await self.desk.office.remember(self.where, self.visitor.user_id, state)

    async def recalled(self, step: str) -> dict[str, str]:
        """What this conversation remembered, for a button of it; {} when it is over, and the button says so."""
        state = await self.desk.office.recall(self.where, self.visitor.user_id)
        if state.get("step") == step:
            return state
        await self.acknowledge(self.wording.say("button-stale"), alert=True)
        return {}
