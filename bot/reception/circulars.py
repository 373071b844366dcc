"""What concerns all subscribers at once: a message to everybody, and the list of them as a file."""

from __future__ import annotations

import html
import json
from datetime import datetime

from tinydb import where

from bot.delivery.deliveries import Kind, NewDelivery
from bot.delivery.letters import letter_of
from bot.delivery.outbox import Outbox
from bot.delivery.subscribers import planned, save_subscriber
from bot.store.api import Store
from bot.store.documents import decode, encode
from bot.store.schema import SUBSCRIBERS
from briefs.errors import RequestError, StoreError
from briefs.model.subscriber import Subscriber
from handlers.exchange import Message


def count_active(store: Store) -> int:
    """How many would get a message to all."""
    return store.table(SUBSCRIBERS).count(where("active") == True)  # noqa: E712 - TinyDB's query language


def send_to_all(store: Store, text: str, *, name: str, now: datetime) -> int:
    """Owe the text to every active subscriber, after briefs; how many. The same `name` is never owed twice."""
    with store.transaction():
        outbox = Outbox(store)
        shared = outbox.share(letter_of(Message((html.escape(text, quote=False),))), now=now)
        owed = [
            NewDelivery(
                subscriber_id=each["id"],
                chat_id=each["chat_id"],
                topic_id=each["topic_id"],
                kind=Kind.BROADCAST,
                slot=name,
                edition="to all",
                due_at=now,
                letter=shared,
            )
            for each in store.table(SUBSCRIBERS).search(where("active") == True)  # noqa: E712
        ]
        return len(outbox.enqueue(owed, now=now))


def write_subscribers(store: Store) -> bytes:
    """A JSON line a subscriber, as `attache subscribers export` writes them."""
    kept = (decode(Subscriber, document) for document in store.table(SUBSCRIBERS).all())
    return b"".join(json.dumps(encode(each), ensure_ascii=False).encode() + b"\n" for each in kept)


def read_subscribers(content: bytes) -> list[Subscriber]:
    """The subscribers of such a file. Raises RequestError that names the first line that holds none."""
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(decode(Subscriber, json.loads(line)))
        except (ValueError, TypeError, StoreError) as error:
            raise RequestError(
                f"line {number} of the file is no subscriber", sentence="no-subscriber", line=number
            ) from error
    return found


def take_back(store: Store, subscribers: list[Subscriber], *, now: datetime) -> int:
    """Add these, replacing those that are known, each with its next brief recomputed; all or none. How many."""
    with store.transaction():
        for subscriber in subscribers:
            save_subscriber(store, planned(subscriber, after=now))
    return len(subscribers)
