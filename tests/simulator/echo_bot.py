"""A small bot on python-telegram-bot that the page's tests talk to."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import InlineQueryResultArticle as Article
from telegram import InputTextMessageContent as Content
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.demo.simulator import Simulator

Context = ContextTypes.DEFAULT_TYPE
BRIEF = (
    "<b>TODAY, Tue 14 May 2013</b>\nPutin – Netanyahu, <i>Sochi</i>, on Syria "
    "<a href='https://wire.example/1'>[1]</a> &lt;img src=x onerror=alert(1)&gt;\n"
    "<blockquote expandable>one\ntwo\nthree\nfour\nfive\nsix: the last line of the evidence</blockquote>"
)
KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Evidence", callback_data="evidence"),
            InlineKeyboardButton("Wrong?", callback_data="wrong"),
            InlineKeyboardButton("Calendar", callback_data="calendar"),
        ],
        [
            InlineKeyboardButton(
                "A source with a label that is longer than any phone is wide", url="https://wire.example/1"
            )
        ],
    ]
)


def png(width: int, height: int) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(b"\0" + b"\x2a\x7f\xd4" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def _start(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    assert update.effective_user is not None
    await update.effective_message.reply_text(f"Good morning, {update.effective_user.first_name}. /brief shows today.")


async def _brief(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_html(BRIEF, reply_markup=KEYS)


async def _picture(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_photo(png(320, 200), caption="Who meets whom")


async def _pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert update.effective_message is not None
    if query.data == "evidence":
        await query.answer("One source")
        await query.edit_message_text("EVIDENCE: “set to meet”")
    elif query.data == "wrong":
        await query.answer("What is wrong?", show_alert=True)
    else:
        await query.answer()
        await update.effective_message.reply_document(b"BEGIN:VCALENDAR", filename="agenda.ics")


async def _inline(update: Update, context: Context) -> None:
    assert update.inline_query is not None
    await update.inline_query.answer(
        [Article(id="1", title="Putin – Netanyahu", input_message_content=Content("Sochi"))]
    )


async def _anything(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    if message.location:
        await message.reply_text(f"at {message.location.latitude:.2f}")
    elif message.document:
        await message.reply_text(f"file {message.document.file_name}")
    elif message.forward_origin:
        await message.reply_text(f"forwarded {message.forward_origin.date:%Y-%m-%d %H:%M}")
    else:
        await message.reply_text(f"heard: {message.text}")


@contextlib.asynccontextmanager
async def echo_bot(simulator: Simulator) -> AsyncIterator[None]:
    """The bot, polling the simulator while the block runs."""
    application: Any = (
        Application.builder()
        .token(simulator.token)
        .base_url(f"{simulator.base_url}/bot")
        .base_file_url(f"{simulator.base_url}/file/bot")
        .job_queue(None)
        .build()
    )
    application.add_handlers(
        [
            CommandHandler("start", _start),
            CommandHandler("brief", _brief),
            CommandHandler("picture", _picture),
            CallbackQueryHandler(_pressed),
            InlineQueryHandler(_inline),
            MessageHandler(filters.ALL & ~filters.StatusUpdate.ALL & ~filters.COMMAND, _anything),
        ]
    )
    async with application:
        await application.bot.set_my_commands(
            [BotCommand("brief", "A brief now"), BotCommand("picture", "Who meets whom")]
        )
        await application.bot.set_my_description("I read the news for you.")
        await application.start()
        await application.updater.start_polling(poll_interval=0, timeout=5, allowed_updates=Update.ALL_TYPES)
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()
