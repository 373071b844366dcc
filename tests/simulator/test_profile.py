"""Commands by scope and language, and what else the bot tells about itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InputMediaDocument,
    MenuButtonCommands,
)
from telegram.error import BadRequest

from bot.demo.simulator import Simulator
from tests.simulator.clients import bot_on

ANNA = 501
BRIEF, ADMIN = BotCommand("brief", "A brief now"), BotCommand("admin", "The bot's health")


@pytest_asyncio.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    simulator.people.add_user("Anna", id=ANNA, started=True, language_code="ru")
    async with bot_on(simulator) as made:
        yield made


def menu(simulator: Simulator, chat_id: int) -> list[str]:
    chat = simulator.people.chat(chat_id)
    return [c["description"] for c in simulator.cloud.commands_for(chat, simulator.cloud.users[ANNA])]


async def test_the_menu_follows_scope_and_language(bot: Bot, simulator: Simulator) -> None:
    group = simulator.people.add_chat("group", "Desk", creator=ANNA)
    await bot.set_my_commands([BRIEF])
    assert menu(simulator, ANNA) == menu(simulator, group.id) == ["A brief now"]
    await bot.set_my_commands([BotCommand("brief", "Сводка сейчас")], language_code="ru")
    assert menu(simulator, ANNA) == ["Сводка сейчас"]
    await bot.set_my_commands([BotCommand("brief", "For the group")], scope=BotCommandScopeAllGroupChats())
    assert menu(simulator, group.id) == ["For the group"]
    await bot.set_my_commands([BRIEF, ADMIN], scope=BotCommandScopeChat(ANNA))
    assert menu(simulator, ANNA) == ["A brief now", "The bot's health"]
    assert await bot.get_my_commands(scope=BotCommandScopeChat(ANNA)) == (BRIEF, ADMIN)
    await bot.delete_my_commands(scope=BotCommandScopeChat(ANNA))
    assert menu(simulator, ANNA) == ["Сводка сейчас"]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (("Brief", "x"), "(?i)bot_command_invalid"),
        (("b" * 33, "x"), "(?i)bot_command_invalid"),
        (("brief", "x" * 257), "(?i)bot_command_description_invalid"),
        (("brief", ""), "Command description must not be empty"),
    ],
)
async def test_commands_refused(bot: Bot, command: tuple[str, str], refusal: str) -> None:
    with pytest.raises(BadRequest, match=refusal):
        await bot.set_my_commands([command])


async def test_texts_and_menu_button(bot: Bot) -> None:
    await bot.set_my_description("Who is meeting whom.")
    await bot.set_my_description("Кто с кем встречается.", language_code="ru")
    await bot.set_my_short_description("Briefs.")
    assert (await bot.get_my_description()).description == "Who is meeting whom."
    assert (await bot.get_my_description(language_code="ru")).description == "Кто с кем встречается."
    assert (await bot.get_my_description(language_code="fr")).description == "Who is meeting whom."
    assert (await bot.get_my_short_description()).short_description == "Briefs."
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    with pytest.raises(BadRequest, match="Description is too long"):
        await bot.set_my_description("x" * 513)


async def test_looking_at_chats_and_members(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    forum = people.add_chat("supergroup", "Newsroom", creator=ANNA, is_forum=True)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(-100_1)
    people.add_bot(forum.id, by=ANNA, rights=["can_manage_topics", "can_pin_messages"])
    chat = await bot.get_chat(forum.id)
    assert (chat.title, chat.is_forum) == ("Newsroom", True)
    assert (await bot.get_chat_member(forum.id, ANNA)).status == "creator"
    assert (await bot.get_chat_member(forum.id, bot.id)).status == "administrator"
    assert {m.user.id for m in await bot.get_chat_administrators(forum.id)} == {ANNA, bot.id}
    assert await bot.get_chat_member_count(forum.id) == 2
    topic = await bot.create_forum_topic(forum.id, "Syria")
    message = await bot.send_message(forum.id, "x", message_thread_id=topic.message_thread_id)
    assert await message.pin()
    pinned = (await bot.get_chat(forum.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == message.message_id
    assert await bot.close_forum_topic(forum.id, topic.message_thread_id)
    assert await bot.send_message(forum.id, "still mine", message_thread_id=topic.message_thread_id)
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(forum.id, 404)
    assert await bot.leave_chat(forum.id)


async def test_copies_forwards_and_albums(bot: Bot, simulator: Simulator) -> None:
    message = await bot.send_message(ANNA, "<b>one</b>", "HTML")
    forwarded = await bot.forward_message(ANNA, ANNA, message.message_id)
    assert forwarded.forward_origin is not None
    assert forwarded.entities[0].type == "bold"
    copied = await bot.copy_message(ANNA, ANNA, message.message_id)
    assert "forward_origin" not in simulator.people.chat(ANNA).messages[copied.message_id]
    album = await bot.send_media_group(
        ANNA, [InputMediaDocument(b"a", filename="a"), InputMediaDocument(b"b", filename="b")]
    )
    assert len({m.media_group_id for m in album}) == 1
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ANNA, ANNA, 999)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANNA, "x", reply_to_message_id=999)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(ANNA, b"no picture")
