"""What the bot is told of what people do."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent

from bot.demo.simulator import Simulator
from tests.simulator.clients import bot_on

ANNA, MARC = 501, 502


@pytest.fixture(autouse=True)
def cast(simulator: Simulator) -> None:
    simulator.people.add_user("Anna", id=ANNA, language_code="ru")
    simulator.people.add_user("Marc", id=MARC)


def updates(simulator: Simulator) -> list[dict[str, Any]]:
    """What waits for the bot, oldest first, taken away."""
    found = [update for _, update in simulator.cloud.updates.pending]
    simulator.cloud.updates.drop()
    return found


def kinds(simulator: Simulator) -> list[str]:
    return [next(key for key in update if key != "update_id") for update in updates(simulator)]


async def test_first_words_open_the_chat(simulator: Simulator) -> None:
    simulator.people.say(ANNA, ANNA, "/start watch-syria")
    (update,) = updates(simulator)
    message = update["message"]
    assert message["chat"] == {"id": ANNA, "type": "private", "first_name": "Anna"}
    assert message["from"]["language_code"] == "ru"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert simulator.cloud.users[ANNA].started


async def test_a_long_paste_arrives_in_parts(simulator: Simulator) -> None:
    simulator.people.say(ANNA, ANNA, "x" * 4096 + "y" * 10)
    assert [len(u["message"]["text"]) for u in updates(simulator)] == [4096, 10]


async def test_forwards_carry_their_origin(simulator: Simulator) -> None:
    people = simulator.people
    channel = people.add_chat("channel", "Wire", creator=MARC)
    people.say(ANNA, ANNA, "Ban is due.", forwarded_channel=channel.id, forwarded_at=1_368_500_000)
    people.say(ANNA, ANNA, "Ban is due.", forwarded_from="Wire desk", forwarded_at=1_368_500_001)
    first, second = (u["message"]["forward_origin"] for u in updates(simulator))
    assert (first["type"], first["chat"]["title"], first["date"]) == ("channel", "Wire", 1_368_500_000)
    assert (second["type"], second["sender_user_name"]) == ("hidden_user", "Wire desk")


async def test_blocking_is_told_and_writing_unblocks(simulator: Simulator) -> None:
    people = simulator.people
    people.say(ANNA, ANNA, "hello")
    people.block(ANNA)
    people.block(ANNA)
    blocked = updates(simulator)[-1]["my_chat_member"]
    assert (blocked["old_chat_member"]["status"], blocked["new_chat_member"]["status"]) == ("member", "kicked")
    people.say(ANNA, ANNA, "back")
    assert kinds(simulator) == ["my_chat_member", "message"]


async def test_a_group_is_joined_upgraded_and_left(simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("group", "Desk", creator=ANNA, members=[MARC])
    people.add_bot(group.id, by=ANNA)
    assert kinds(simulator) == ["my_chat_member", "message"]
    new = people.upgrade(group.id)
    old_message, new_message = (u["message"] for u in updates(simulator))
    assert (old_message["chat"]["id"], old_message["migrate_to_chat_id"]) == (group.id, new.id)
    assert (new_message["chat"]["id"], new_message["migrate_from_chat_id"]) == (new.id, group.id)
    with pytest.raises(LookupError):
        people.upgrade(group.id)
    people.remove_bot(new.id, by=ANNA)
    assert kinds(simulator) == ["my_chat_member"]
    people.say(new.id, MARC, "/brief")
    assert kinds(simulator) == []


async def test_administrators_see_everything_and_may_ask_for_members(simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("supergroup", "Desk", creator=ANNA)
    people.add_bot(group.id, by=ANNA, rights=[])
    simulator.cloud.updates.allow(["message", "chat_member", "my_chat_member"])
    updates(simulator)
    people.join(group.id, MARC)
    people.say(group.id, MARC, "nothing to the bot")
    people.demote_bot(group.id, by=ANNA)
    people.say(group.id, MARC, "nothing to the bot")
    assert kinds(simulator) == ["chat_member", "message", "my_chat_member"]


async def test_edits_and_channel_posts(simulator: Simulator) -> None:
    people = simulator.people
    message = people.say(ANNA, ANNA, "one")
    people.edit(ANNA, ANNA, message["message_id"], "two")
    channel = people.add_chat("channel", "Briefs", creator=ANNA)
    people.add_bot(channel.id, by=ANNA)
    post = people.say(channel.id, ANNA, "post")
    people.edit(channel.id, ANNA, post["message_id"], "corrected")
    assert kinds(simulator) == ["message", "edited_message", "my_chat_member", "channel_post", "edited_channel_post"]


async def test_impossible_acts_are_refused(simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("group", "Desk", creator=ANNA)
    for impossible in (
        lambda: people.say(group.id, MARC, "not a member"),
        lambda: people.say(ANNA, MARC, "not mine"),
        lambda: people.say(ANNA, ANNA, "  "),
        lambda: people.say(404, ANNA, "nowhere"),
        lambda: people.press(ANNA, ANNA, 1, "x"),
        lambda: people.open_topic(group.id, ANNA, "no forum"),
    ):
        with pytest.raises(LookupError):
            impossible()


async def test_a_press_expires_and_an_old_screen_still_presses(simulator: Simulator) -> None:
    async with bot_on(simulator) as bot:
        simulator.people.say(ANNA, ANNA, "/start")
        message = await bot.send_message(ANNA, "no buttons any more")
        with pytest.raises(LookupError):
            simulator.people.press(ANNA, ANNA, message.message_id, label="Evidence")
        query = simulator.people.press(ANNA, ANNA, message.message_id, "e:1")
        await bot.answer_callback_query(query.id, "This brief is old.")
        assert (await asyncio.wait_for(query.answered, 1))["text"] == "This brief is old."


async def test_inline_results_are_chosen_and_edited(simulator: Simulator) -> None:
    async with bot_on(simulator) as bot:
        query = simulator.people.ask_inline(ANNA, "putin")
        (update,) = await bot.get_updates()
        assert update.inline_query is not None
        assert update.inline_query.query == "putin"
        keys = InlineKeyboardMarkup.from_button(InlineKeyboardButton("More", callback_data="m"))
        content = InputTextMessageContent("<b>Putin</b>", parse_mode="HTML")
        await update.inline_query.answer([InlineQueryResultArticle("1", "Putin", content, reply_markup=keys)])
        assert [r["title"] for r in query.answered.result()["results"]] == ["Putin"]
        sent = simulator.people.choose_inline(ANNA, ANNA, query.id, "1")
        assert sent["via_bot"]["username"] == simulator.cloud.bot.username
        simulator.people.press(ANNA, ANNA, sent["message_id"], label="More")
        pressed = (await bot.get_updates(offset=-1))[0].callback_query
        assert pressed is not None
        assert pressed.inline_message_id
        assert await pressed.edit_message_text("Putin – Netanyahu") is True
        assert simulator.people.chat(ANNA).messages[sent["message_id"]]["text"] == "Putin – Netanyahu"
