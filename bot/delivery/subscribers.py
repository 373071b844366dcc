"""What delivery does to subscribers: moves them on after a brief, closes them, rewrites a group's id.

All functions block and are called on the store's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.delivery.outbox import Outbox, moved
from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import SUBSCRIBERS
from briefs.model.subscriber import Subscriber
from briefs.scheduling.slots import next_slot

ONE_TOPIC = ("topic closed", "topic deleted")
"""Kinds of `SubscriberGone` that close one topic and leave the rest of its group."""


def find_subscriber(store: Store, subscriber_id: str) -> Subscriber | None:
    """The subscriber with this id, active or not."""
    document = subscriber_document(store, subscriber_id)
    return decode(Subscriber, document) if document is not None else None


def subscriber_document(store: Store, subscriber_id: str) -> Document | None:
    """The same as a document; its `doc_id` stays when a group is upgraded, which its id does not."""
    document = store.table(SUBSCRIBERS).get(where("id") == subscriber_id)
    return document if isinstance(document, Document) else None


def subscriber_documents(store: Store, subscriber_ids: Collection[str]) -> dict[str, Document]:
    """The documents of several, by id, in one query; who is no subscriber is left out."""
    found = store.table(SUBSCRIBERS).search(where("id").one_of(sorted(subscriber_ids)))
    return {document["id"]: document for document in found}


def save_subscriber(store: Store, subscriber: Subscriber) -> None:
    """Insert or replace it."""
    store.table(SUBSCRIBERS).upsert(encode(subscriber), where("id") == subscriber.id)


def planned(subscriber: Subscriber, *, after: datetime) -> Subscriber:
    """The subscriber with its next slot after that instant; none for one that is inactive."""
    slot = next_slot(subscriber.schedule, after) if subscriber.active else None
    return replace(subscriber, next_slot=slot.key if slot else "", next_due_at=slot.at if slot else None)


def told(store: Store, doc_id: int, until: datetime) -> None:
    """A brief that tells everything up to that instant has arrived at the subscriber whose document this is."""
    document = store.table(SUBSCRIBERS).get(doc_id=doc_id)
    if isinstance(document, Document):
        document["last_brief_at"] = instant(until)
        store.table(SUBSCRIBERS).replace([document])


def close(store: Store, subscriber_id: str, chat_id: int, kind: str, *, now: datetime) -> list[Subscriber]:
    """A chat or topic is closed to us: its subscribers stay, inactive, and are owed nothing. Who they were.

    `/start` revives them.
    """
    table = store.table(SUBSCRIBERS)
    condition = where("id") == subscriber_id if kind in ONE_TOPIC else where("chat_id") == chat_id
    outbox = Outbox(store)
    closed = []
    for document in table.search(condition):
        subscriber = decode(Subscriber, document)
        if subscriber.active:
            closed.append(subscriber)
        gone = replace(subscriber, active=False, inactive_reason=kind, next_slot="", next_due_at=None)
        table.update(encode(gone), doc_ids=[document.doc_id])
        outbox.withdraw(subscriber.id, reason=kind, now=now, replies=True)
    outbox.withdraw(subscriber_id, reason=kind, now=now, replies=True)
    return closed


def move(store: Store, old_chat_id: int, new_chat_id: int, *, now: datetime) -> None:
    """A group was upgraded: its subscribers, and what is owed to them, go to the new id.

    One that was subscribed under the new id already is the newer: the old one gives way to it.
    """
    table = store.table(SUBSCRIBERS)
    with store.transaction():
        for document in table.search(where("chat_id") == old_chat_id):
            new_id = moved(document["id"], new_chat_id)
            if table.contains(where("id") == new_id):
                table.remove(doc_ids=[document.doc_id])
                Outbox(store).withdraw(document["id"], reason="moved", now=now, replies=True)
                continue
            table.update(_renamed(new_id, new_chat_id), doc_ids=[document.doc_id])
        Outbox(store).move(old_chat_id, new_chat_id)


def _renamed(new_id: str, new_chat_id: int) -> Callable[[Any], None]:
    def change(stored: Any) -> None:
        stored["id"], stored["chat_id"], stored["chat_type"] = new_id, new_chat_id, "supergroup"

    return change
