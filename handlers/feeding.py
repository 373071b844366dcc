"""Taking in what people send: links, forwards, pasted text and files, with an answer that shows what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from telegram import Message, MessageOriginChannel, MessageOriginChat
from telegram.constants import FileSizeLimit

from briefs.errors import RequestError
from briefs.reading.dates import find_dates
from handlers.buttons import button
from handlers.desk import Keyboard, Receipt, Submission, Took
from handlers.rights import Right, require
from handlers.showing import entry_lines
from handlers.talk import Talk

LINK = re.compile(r"https?://\S+", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]?(?:\s|$)")


def looks_like_an_article(text: str) -> bool:
    """A link by itself, or two sentences or more that are no question."""
    stripped = text.strip()
    if LINK.fullmatch(stripped):
        return True
    return len(SENTENCE_END.findall(stripped)) >= 2 and len(stripped) >= 80


async def take_in(talk: Talk) -> None:
    """Store and read what was sent; say what became of it and what was understood."""
    if not talk.is_private and not talk.text.startswith("/"):
        return
    message = talk.update.effective_message
    if message is None:
        return
    if message.photo:
        await talk.say(talk.t("photo-refused"))
        return
    require(talk.visitor, Right.FEED)
    receipts = await talk.desk.intake.take_in(talk.visitor, await _submission(talk, message))
    if len(receipts) == 1:
        await talk.say(*await _told(talk, receipts[0]), keyboard=_keyboard(talk, receipts[0]))
    else:
        await talk.say(_summary(talk, receipts))
    undated = [receipt for receipt in receipts if receipt.undated and receipt.article]
    if len(undated) == 1 and undated[0].article:
        await talk.remember(step="date", article=undated[0].article.id)


async def give_date(talk: Talk) -> None:
    """The publication date that was asked for, in words: "14 May 2013", "yesterday"."""
    if looks_like_an_article(talk.text):
        await talk.remember()
        await take_in(talk)
        return
    found = [mention for mention in find_dates(talk.text, published=talk.desk.office.now()) if mention.start]
    if not found or found[0].start is None:
        await talk.say(talk.t("date-unclear", words=talk.text))
        return
    day = found[0].start
    await _date(talk, talk.state["article"], datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


async def choose_date(talk: Talk) -> None:
    """[Today] and [Yesterday] under the question for the date: `dated:ARTICLE:DAYS-AGO`."""
    article_id, days_ago = talk.arguments
    await _date(talk, article_id, talk.desk.office.now() - timedelta(days=int(days_ago)))


async def _date(talk: Talk, article_id: str, published_at: datetime) -> None:
    receipt = await talk.desk.intake.date(article_id, published_at)
    await talk.remember()
    await talk.say(*await _told(talk, receipt))


async def _submission(talk: Talk, message: Message) -> Submission:
    origin = message.forward_origin
    source = ""
    if isinstance(origin, MessageOriginChannel):
        source = origin.chat.title or ""
    elif isinstance(origin, MessageOriginChat):
        source = origin.sender_chat.title or ""
    published_at = origin.date if origin else None
    if message.document:
        if (message.document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            raise RequestError("the file is too large: Telegram lets bots fetch 20 MB", sentence="file-too-large")
        file = await message.document.get_file()
        content = bytes(await file.download_as_bytearray())
        return Submission(
            name=message.document.file_name or "file",
            content=content,
            published_at=published_at,
            source=source,
            forwarded=origin is not None,
        )
    if LINK.fullmatch(talk.text.strip()):
        return Submission(url=talk.text.strip(), forwarded=origin is not None)
    if not talk.text.strip():
        raise RequestError("there is no text in it", sentence="no-text")
    return Submission(text=talk.text, published_at=published_at, source=source, forwarded=origin is not None)


async def _told(talk: Talk, receipt: Receipt) -> tuple[str, ...]:
    article = receipt.article
    title = (article.title or article.text[:60]) if article else ""
    if receipt.took is Took.REFUSED:
        return (talk.t("took-refused", reason=receipt.reason),)
    if receipt.took is Took.DUPLICATE:
        return (talk.t("took-duplicate", title=receipt.duplicate_of or title),)
    head = talk.t("took-stored", title=title)
    if receipt.reading and receipt.reading.unread:
        head = f"{head}\n{talk.t('took-unread', reason=receipt.reading.unread)}"
    elif not receipt.entries:
        head = f"{head}\n{talk.t('took-nothing')}"
    if receipt.undated:
        head = f"{head}\n{talk.t('took-undated')}"
    if not receipt.entries:
        return (head,)
    reader = await talk.desk.answers.reader(talk.where)
    return (f"{head}\n\n{entry_lines(receipt.entries, talk.wording, reader)}",)


def _keyboard(talk: Talk, receipt: Receipt) -> Keyboard:
    if not receipt.undated or receipt.article is None or receipt.took is Took.REFUSED:
        return ()
    return (
        (
            button(talk.wording.say("button-today"), "dated", receipt.article.id, 0),
            button(talk.wording.say("button-yesterday"), "dated", receipt.article.id, 1),
        ),
    )


def _summary(talk: Talk, receipts: Sequence[Receipt]) -> str:
    counts = {took: sum(1 for receipt in receipts if receipt.took is took) for took in Took}
    lines = [
        talk.t(
            "took-many",
            stored=counts[Took.STORED] + counts[Took.UPDATED],
            known=counts[Took.DUPLICATE],
            refused=counts[Took.REFUSED],
        )
    ]
    reasons = [receipt.reason for receipt in receipts if receipt.took is Took.REFUSED and receipt.reason]
    lines += [talk.t("took-refused", reason=reason) for reason in reasons[:3]]
    return "\n".join(lines)
