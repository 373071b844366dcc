"""The Bot API as python-telegram-bot sees it: methods, refusals with their texts, updates."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.demo.simulator import Fault, Limits, Simulator
from tests.simulator.clients import bot_on, unstarted_bot

ANNA = 501


@pytest_asyncio.fixture
async def bot(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    simulator.people.add_user("Anna", id=ANNA, username="anna", started=True)
    async with bot_on(simulator) as made:
        yield made


async def test_message_comes_back_with_entities_in_utf16(bot: Bot, simulator: Simulator) -> None:
    message = await bot.send_message(ANNA, "🇷🇺 <b>Putin</b> – <a href='https://afp.example/1'>Netanyahu</a>", "HTML")
    assert message.text == "🇷🇺 Putin – Netanyahu"
    assert [(e.type, e.offset, e.length) for e in message.entities] == [("bold", 5, 5), ("text_link", 13, 9)]
    assert message.entities[1].url == "https://afp.example/1"
    assert simulator.sent(ANNA)[0]["text"] == message.text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("<p>x</p>", 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
        ("é <3", "Can't parse entities: unclosed start tag at byte offset 3"),
        ("é < 3", 'Can\'t parse entities: unsupported start tag "" at byte offset 3'),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("<b><i>x</b></i>", 'Can\'t parse entities: unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b> </b>", "Text must be non-empty"),
        ("x" * 4097, "Message is too long"),
        ("😀" * 4097, "Message is too long"),
    ],
)
async def test_texts_refused(bot: Bot, text: str, refusal: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(ANNA, text, "HTML")
    assert caught.value.message == refusal


async def test_4096_code_points_are_taken_whatever_they_need_in_utf16(bot: Bot) -> None:
    message = await bot.send_message(ANNA, "😀" * 4096)
    assert len(message.text or "") == 4096


async def test_missing_text_and_unknown_chat(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ANNA, "")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "x")


async def test_doors_closed(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    people.add_user("Boris", id=502)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(502, "x")
    people.block(ANNA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "x")
    people.unblock(ANNA)
    people.deactivate(ANNA)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ANNA, "x")


async def test_group_upgraded_and_kicked(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("group", "Desk", creator=ANNA)
    people.add_bot(group.id, by=ANNA)
    await bot.send_message(group.id, "hello")
    new = people.upgrade(group.id)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "x")
    assert caught.value.new_chat_id == new.id
    await bot.send_message(new.id, "hello again")
    people.remove_bot(new.id, by=ANNA)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new.id, "x")


async def test_channel_needs_rights(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    channel = people.add_chat("channel", "Briefs", creator=ANNA, username="briefs")
    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await bot.send_message(channel.id, "x")
    people.add_bot(channel.id, by=ANNA)
    assert (await bot.send_message("@briefs", "x")).sender_chat is not None
    people.promote_bot(channel.id, by=ANNA, rights=["can_edit_messages"])
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(channel.id, "x")
    people.demote_bot(channel.id, by=ANNA)
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await bot.send_message(channel.id, "x")


async def test_topics(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    forum = people.add_chat("supergroup", "Forum", creator=ANNA, is_forum=True)
    people.add_bot(forum.id, by=ANNA)
    topic = people.open_topic(forum.id, ANNA, "Syria")
    assert (await bot.send_message(forum.id, "x", message_thread_id=topic)).message_thread_id == topic
    people.close_topic(forum.id, topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)
    people.delete_topic(forum.id, topic)
    for thread in (topic, 1):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.id, "x", message_thread_id=thread)


async def test_buttons(bot: Bot, simulator: Simulator) -> None:
    def keyboard(data: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton("Evidence", callback_data=data)]])

    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(ANNA, "x", reply_markup=keyboard("ы" * 33))
    local = InlineKeyboardMarkup([[InlineKeyboardButton("x", url="http://localhost/x")]])
    with pytest.raises(BadRequest, match="is invalid: wrong http url"):
        await bot.send_message(ANNA, "x", reply_markup=local)
    message = await bot.send_message(ANNA, "x", reply_markup=keyboard("e:1"))
    query = simulator.people.press(ANNA, ANNA, message.message_id, label="Evid")
    update = (await bot.get_updates())[0]
    assert update.callback_query is not None
    assert update.callback_query.data == "e:1"
    assert await update.callback_query.answer("seen", show_alert=True)
    assert (await query.answered)["text"] == "seen"
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await update.callback_query.answer()


async def test_edits(bot: Bot) -> None:
    message = await bot.send_message(
        ANNA, "one", reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton("b", callback_data="b"))
    )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("one", reply_markup=message.reply_markup)
    edited = await message.edit_text("one")
    assert not isinstance(edited, bool)
    assert edited.reply_markup is None
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await message.edit_caption("x")
    assert await message.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await message.edit_text("two")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await message.delete()


async def test_second_poller_ends_the_first(bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    assert await second == ()


async def test_updates_confirmed_by_offset(bot: Bot, simulator: Simulator) -> None:
    for word in ("one", "two"):
        simulator.people.say(ANNA, ANNA, word)
    updates = await bot.get_updates()
    assert [u.message and u.message.text for u in updates] == ["one", "two"]
    rest = await bot.get_updates(offset=updates[0].update_id + 1)
    assert [u.update_id for u in rest] == [updates[1].update_id]


async def test_tokens(bot: Bot, simulator: Simulator) -> None:
    for token in ("12:x", "7000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"):
        stranger = unstarted_bot(simulator, token)
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        await stranger.shutdown()


async def test_flood_per_chat_and_deadline(bot: Bot, simulator: Simulator) -> None:
    simulator.cloud.flood.change(Limits(chat_burst=2, penalty_seconds=1))
    for _ in range(2):
        await bot.send_message(ANNA, "x")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ANNA, "x")
    await asyncio.sleep(0.06)
    with pytest.raises(RetryAfter):
        await bot.send_message(ANNA, "x")
    assert len(simulator.journal.sent_inside_halt()) == 1
    await asyncio.sleep(1.1)
    await bot.send_message(ANNA, "x")


async def test_faults(bot: Bot, simulator: Simulator) -> None:
    simulator.faults.script("sendMessage", Fault("drop_after"), Fault("error_before"), None, chat_id=ANNA)
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "one")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ANNA, "two")
    await bot.send_message(ANNA, "three")
    assert [m["text"] for m in simulator.sent(ANNA)] == ["one", "three"]


async def test_files_there_and_back(bot: Bot, simulator: Simulator) -> None:
    sent = await bot.send_document(ANNA, b"BEGIN:VCALENDAR", caption="<b>May</b>", filename="a.ics", parse_mode="HTML")
    assert sent.document is not None
    assert sent.caption_entities[0].type == MessageEntity.BOLD
    simulator.people.send_document(ANNA, ANNA, "news.txt", "Путин".encode(), mime_type="text/plain")
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()).decode() == "Путин"
    simulator.people.send_document(ANNA, ANNA, "big.pdf", b"x", size=21 * 1024 * 1024)
    big = (await bot.get_updates(offset=update.update_id + 1))[0].message
    assert big is not None
    assert big.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await big.document.get_file()


async def test_privacy_mode(bot: Bot, simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("group", "Desk", creator=ANNA)
    people.add_bot(group.id, by=ANNA)
    await bot.get_updates(offset=-1)
    mine = await bot.send_message(group.id, "hello")
    for text in ("plain", "/brief", "/brief@other_bot", "ask @attache_demo_bot", "no @anybody"):
        people.say(group.id, ANNA, text)
    people.say(group.id, ANNA, "an answer", reply_to=mine.message_id)
    seen = [u.message.text for u in await bot.get_updates() if u.message and u.message.text]
    assert seen == ["/brief", "ask @attache_demo_bot", "an answer"]
