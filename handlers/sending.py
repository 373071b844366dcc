"""What a message holds that could be an article: its text, its links or its file; or why it holds nothing readable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Document, Message, MessageEntity, MessageOriginChannel, MessageOriginChat
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, NetworkError

from briefs.composing.manner import Manner, ends_asking, manner_of
from briefs.errors import RequestError
from handlers.collecting import LONG
from handlers.exchange import Submission
from handlers.talk import Talk

LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
MOST_LINKS = 10
TRAILING = ".,;:!?)]}»”’'"


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing to take in, or the name of the sentence that says why there is none in the message."""

    submission: Submission | None = None
    refusal: str = ""


def looks_like_an_article(text: str) -> bool:
    """A link that is not asked about, or words told as news are."""
    if LINK.search(text):
        return not ends_asking(text)
    return manner_of(text) is Manner.REPORT


async def sent_in(pile: Sequence[Talk]) -> list[Sent]:
    """What the messages of a pile hold, in their order; the parts of a long paste are one text.

    Raises RequestError when Telegram does not hand a file over.
    """
    found: list[Sent] = []
    told = _albums_with_words(pile)
    for talk in _joined(pile):
        message = talk.update.effective_message
        if message is not None and (talk.text or message.media_group_id not in told):
            found += await _held(message, talk.text)
    return found


async def document_bytes(document: Document) -> bytes:
    """The content of a file. Raises RequestError for one that bots may not fetch, or that does not come."""
    too_large = RequestError("the file is too large: Telegram lets bots fetch 20 MB", sentence="file-too-large")
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise too_large
    try:
        file = await document.get_file()
        return bytes(await file.download_as_bytearray())
    except BadRequest as error:
        raise too_large from error
    except NetworkError as error:
        raise RequestError("Telegram did not hand the file over", sentence="file-not-fetched") from error


def _albums_with_words(pile: Sequence[Talk]) -> set[str]:
    """Albums of which one picture carries the words: the other pictures are not refused one by one."""
    messages = [talk.update.effective_message for talk in pile if talk.text]
    return {message.media_group_id for message in messages if message is not None and message.media_group_id}


def _joined(pile: Sequence[Talk]) -> list[Talk]:
    """A text that fills a message goes on in the next one, unless that is forwarded or something else."""
    joined: list[Talk] = []
    goes_on = False
    for talk in pile:
        message = talk.update.effective_message
        is_text = message is not None and bool(message.text)
        if goes_on and is_text and message is not None and not message.forward_origin:
            joined[-1] = replace(joined[-1], text=joined[-1].text + talk.text)
        else:
            joined.append(talk)
        goes_on = is_text and len(talk.text) >= LONG
    return joined


async def _held(message: Message, text: str) -> list[Sent]:
    if message.document is not None and not (message.document.mime_type or "").startswith(("image/", "video/")):
        content = await document_bytes(message.document)
        return [Sent(_brought(message, Submission(name=message.document.file_name or "file", content=content)))]
    links = _links(message, text)
    is_article = looks_like_an_article(LINK.sub(" ", text)) or (bool(message.forward_origin) and not links)
    if text.strip() and is_article:
        return [Sent(_brought(message, Submission(text=text)))]
    if links:
        return [Sent(Submission(url=link, forwarded=message.forward_origin is not None)) for link in links[:MOST_LINKS]]
    if message.photo or (message.document is not None and (message.document.mime_type or "").startswith("image/")):
        return [Sent(refusal="photo-refused")]
    if message.voice or message.audio or message.video or message.video_note or message.animation or message.document:
        return [Sent(refusal="recording-refused")]
    if text.strip():
        return [Sent(_brought(message, Submission(text=text)))]
    return [Sent(refusal="no-text")]


def _brought(message: Message, submission: Submission) -> Submission:
    """With what a forward says of itself: its channel is the source, its original date the publication."""
    origin = message.forward_origin
    if origin is None:
        return submission
    source = ""
    if isinstance(origin, MessageOriginChannel):
        source = origin.chat.title or ""
    elif isinstance(origin, MessageOriginChat):
        source = origin.sender_chat.title or ""
    return replace(submission, published_at=origin.date, source=source, forwarded=True)


def _links(message: Message, text: str) -> list[str]:
    """Addresses written in the text, and those hidden behind its words, each once."""
    hidden = [entity.url for entity in (*message.entities, *message.caption_entities) if entity.url]
    kinds: list[str | None] = [MessageEntity.URL]
    shown: list[str] = []
    if message.text:
        shown += message.parse_entities([MessageEntity.URL]).values()
    if message.caption:
        shown += message.parse_caption_entities(kinds).values()
    written = [each if "://" in each else f"https://{each}" for each in shown] + LINK.findall(text)
    return list(dict.fromkeys(link.rstrip(TRAILING) for link in (*written, *hidden) if link.startswith("http")))
