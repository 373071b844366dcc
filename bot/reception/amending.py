"""Amending what was sent: the corrected line is put under the wrong one, where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.delivery.letters import LONGEST_TEXT, Part, plain_text
from bot.delivery.outbox import Outbox
from bot.store.api import Store
from handlers.desk import Message, Where


@dataclass(frozen=True, slots=True)
class Amendment:
    """A sent message as it should read now."""

    where: Where
    message_id: int
    message: Message


def amendment(store: Store, brief_id: str, number: int, correction: str) -> Amendment | None:
    """`correction` (Telegram HTML) under line `number` of a brief; None where the message cannot be edited.

    That is so when the brief is gone, its arrival unknown, the line in the caption of a file, or the message full.
    """
    outbox = Outbox(store)
    delivery = outbox.get(int(brief_id)) if brief_id.isdecimal() else None
    letter = outbox.letter(delivery) if delivery is not None else None
    if delivery is None or letter is None:
        return None
    mark = re.compile(rf"\[{number}\](?:</a>)?")
    for at, part in enumerate(letter.parts[: len(delivery.message_ids)]):
        found = mark.search(part.text)
        if found is None:
            continue
        text = f"{part.text[: found.end()]}\n{correction}{part.text[found.end() :]}"
        if not delivery.message_ids[at] or not _can_hold(part, text):
            return None
        outbox.amend(delivery, at, text)
        where = Where(delivery.chat_id, delivery.topic_id)
        return Amendment(where, delivery.message_ids[at], Message((text,), keyboard=part.keyboard))
    return None


def _can_hold(part: Part, text: str) -> bool:
    return part.attachment is None and not part.plain and len(plain_text(text)) <= LONGEST_TEXT
