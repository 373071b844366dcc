"""From Telegram's update to a turn of conversation: who, where, may they, and which conversation.

Rights are checked here and nowhere else. A `RequestError` becomes its one sentence; anything worse goes to
`handlers.failing`. python-telegram-bot's own handler classes sort the updates; this module gives each its `Talk`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace

from telegram import Chat, Message, Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from briefs.errors import NotAllowed, RequestError
from briefs.model.subscriber import Role
from handlers import feeding
from handlers.buttons import unpack
from handlers.collecting import Collector
from handlers.desk import Desk, Voice
from handlers.exchange import Visitor, Where
from handlers.failing import explain_refusal, report_failure
from handlers.gathering import is_admin, link_into_private
from handlers.inline import offer
from handlers.rights import Right, may
from handlers.routes import (
    ARRIVED,
    BOT_MOVED,
    BUTTONS,
    COMMANDS,
    PERSONAL,
    PILE,
    PLAIN_TEXT,
    SENT_IN,
    STEPS,
    UNKNOWN_COMMAND,
    Command,
    Conversation,
)
from handlers.talk import Talk
from handlers.wording import wording_for

LOGGER = logging.getLogger("attache.handlers")
HEARD = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
Context = ContextTypes.DEFAULT_TYPE
AnyApplication = Application  # the type parameters say nothing to us


@dataclass(frozen=True, slots=True)
class Ears:
    """Turns updates into turns of conversation, for one desk and one voice."""

    desk: Desk
    voice: Voice
    _collector: Collector = field(init=False)

    def __post_init__(self) -> None:
        """What is sent in is collected before it is answered."""
        object.__setattr__(self, "_collector", Collector(self._answer_pile))

    def install(self, application: AnyApplication) -> None:  # type: ignore[type-arg]
        """Add every handler, in the order in which they are asked."""
        for command in COMMANDS:
            application.add_handler(CommandHandler(command.name, self._command(command), filters=HEARD))
        application.add_handler(CallbackQueryHandler(self._button))
        application.add_handler(InlineQueryHandler(self._inline))
        application.add_handler(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_handler(MessageHandler(HEARD & filters.COMMAND, self._unknown_command))
        application.add_handler(MessageHandler(HEARD & filters.StatusUpdate.MIGRATE, self._migrated))
        application.add_handler(MessageHandler(HEARD & ~filters.StatusUpdate.ALL, self._message))
        application.add_error_handler(report_failure)

    def _command(self, command: Command) -> Callable[[Update, Context], Coroutine[object, object, None]]:
        async def heard(update: Update, context: Context) -> None:
            talk = await self._turn(update, context, text=" ".join(context.args or ()))
            if talk is None:
                return
            if await self.desk.office.recall(talk.where, talk.visitor.user_id):
                await talk.remember()  # a command ends what was being asked
            if command.private_only and not talk.is_private:
                await talk.say(talk.t("only-in-private"))
            elif command.settles and not (talk := await self._with_admin(talk, context)).is_admin:
                await talk.say(talk.t("only-for-admins"))
            else:
                await self._run(command.run, command.right, talk)

        return heard

    async def _button(self, update: Update, context: Context) -> None:
        talk = await self._turn(update, context)
        if talk is None or update.callback_query is None:
            return
        pressed = unpack(update.callback_query.data or "")
        press = BUTTONS.get(pressed[0]) if pressed else None
        if press is None or pressed is None or not press.means(pressed[1]):
            await talk.acknowledge(talk.t("button-stale"), alert=True)
            return
        if pressed[0] in PERSONAL and not talk.is_private:
            link = link_into_private(talk, update.callback_query.data or "")
            await talk.acknowledge("" if link else talk.t("only-in-private"), alert=True, url=link)
            return
        if press.right is Right.SUBSCRIBE and not (talk := await self._with_admin(talk, context)).is_admin:
            await talk.acknowledge(talk.t("only-for-admins"), alert=True)
            return
        await self._run(press.run, press.right, replace(talk, arguments=pressed[1]))

    async def _inline(self, update: Update, context: Context) -> None:
        query = update.inline_query
        if query is None:
            return
        person = query.from_user
        visitor = await self.desk.office.visitor(person.id, person.full_name, person.language_code or "")
        await offer(self.desk, self.voice, visitor, query.id, query.query, wording_for(visitor.language))

    async def _message(self, update: Update, context: Context) -> None:
        talk = await self._turn(update, context)
        message = update.effective_message
        if talk is None or message is None:
            return
        state = await self.desk.office.recall(talk.where, talk.visitor.user_id)
        step = STEPS.get(state.get("step", ""))
        talk = replace(talk, text=message.text or message.caption or "", state=state)
        if step is not None and _goes_on(talk, message):
            await self._run(*step, talk)
        elif message.location and talk.is_private:
            await self._run(ARRIVED, Right.SUBSCRIBE, talk)
        elif message.forward_origin or not message.text or self._collector.expects(talk):
            await self._run(SENT_IN, None, talk)
        else:
            await self._run(PLAIN_TEXT, None, talk)

    async def _answer_pile(self, talks: list[Talk]) -> None:
        pile = sorted(talks, key=lambda talk: talk.message_id or 0)
        await self._run(*PILE, replace(pile[0], pile=tuple(pile)))

    def _later(self, talk: Talk, context: Context) -> None:
        self.voice.keep_open(context.application.create_task(self._collector.add(talk), update=talk.update))

    async def _unknown_command(self, update: Update, context: Context) -> None:
        talk = await self._turn(update, context)
        if talk is not None:
            await self._run(UNKNOWN_COMMAND, None, talk)

    async def _membership(self, update: Update, context: Context) -> None:
        talk = await self._turn(update, context)
        if talk is not None:
            await self._run(BOT_MOVED, None, talk)

    async def _migrated(self, update: Update, context: Context) -> None:
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            await self.desk.subscriptions.move(message.chat_id, message.migrate_to_chat_id)

    async def _turn(self, update: Update, context: Context, *, text: str = "") -> Talk | None:
        """Who says what where; None for what nobody said (a channel's service message, say)."""
        chat, user, message = update.effective_chat, update.effective_user, update.effective_message
        if chat is None:
            return None
        query = update.callback_query
        if message and message.is_automatic_forward:
            return None  # a channel's post in its discussion group: the channel itself was heard
        if user is not None and (query is not None or not (message and message.sender_chat)):
            speaker, name, language = user.id, user.full_name, user.language_code or ""
        else:
            sender = message.sender_chat if message and message.sender_chat else chat
            speaker, name, language = sender.id, sender.effective_name or "", ""
        visitor = await self._visitor(speaker, name, language, chat)
        return Talk(
            desk=self.desk,
            voice=self.voice,
            visitor=visitor,
            where=_where(chat, update),
            wording=wording_for(visitor.language),
            update=update,
            text=text,
            message_id=message.message_id if message else None,
            query_id=query.id if query else "",
            bot_username=context.bot.username,
            later=lambda talk: self._later(talk, context),
        )

    async def _with_admin(self, talk: Talk, context: Context) -> Talk:
        """The turn with `is_admin` known: in private everybody is, in a group Telegram is asked."""
        if talk.is_private or talk.visitor.user_id == talk.where.chat_id:
            return talk  # what is said in a chat's own name comes from its admins
        return replace(talk, is_admin=await is_admin(context.bot, talk.where.chat_id, talk.visitor.user_id))

    async def _visitor(self, user_id: int, name: str, language: str, chat: Chat) -> Visitor:
        """Who speaks; in a group that was let in, everybody may at least read."""
        visitor = await self.desk.office.visitor(user_id, name, language)
        if visitor.role is Role.STRANGER and chat.type != ChatType.PRIVATE:
            host = await self.desk.office.visitor(chat.id, chat.effective_name or "", language)
            if host.role is not Role.STRANGER:
                return replace(visitor, role=Role.READER)
        return visitor

    async def _run(self, conversation: Conversation, right: Right | None, talk: Talk) -> None:
        try:
            if right is not None and not may(talk.visitor, right):
                raise NotAllowed(right.value)
            await conversation(talk)
        except RequestError as error:
            await explain_refusal(talk, error)
        finally:
            await talk.acknowledge()


def _goes_on(talk: Talk, message: Message) -> bool:
    """Whether a message may be the answer to what this person was asked. In a group it must be meant for the bot."""
    if message.forward_origin or not (message.text or message.location):
        return False
    if talk.is_private:
        return True
    asked = message.reply_to_message
    replies = asked is not None and asked.from_user is not None and asked.from_user.username == talk.bot_username
    return replies or feeding.addressed(talk)


def _where(chat: Chat, update: Update) -> Where:
    message = update.effective_message
    topic = message.message_thread_id if message and message.is_topic_message else None
    return Where(chat.id, topic, chat.type, chat.effective_name or "")
