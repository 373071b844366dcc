"""What follows when a chat or a topic is closed to us: its subscribers rest, and who subscribed them is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.delivery.deliveries import Delivery, Kind, NewDelivery, State
from bot.delivery.letters import Letter
from bot.delivery.outbox import Outbox
from bot.delivery.subscribers import ONE_TOPIC, close
from bot.store.api import Store
from briefs.errors import SubscriberGone
from briefs.model.subscriber import Subscriber

_OF_USE_FOR = timedelta(days=2)
_OWN_DOING = ("blocked", "deactivated", "not found")
"""Kinds where the chat is one person's own, so that there is nobody else to tell."""


class Notices(Protocol):
    """Words for what has to be said when no conversation asks for it."""

    def closed(self, subscriber: Subscriber, kind: str) -> Letter:
        """To the person who subscribed a group, topic or channel: it gets no briefs any more, and why."""
        ...


def closed(store: Store, delivery: Delivery, error: SubscriberGone, notices: Notices, *, now: datetime) -> None:
    """Close the delivery and its chat or topic; tell whoever subscribed it, in private.

    Nothing is sent to another topic of the group in its stead.
    """
    outbox = Outbox(store)
    outbox.finish([delivery.id], State.REFUSED, reason=error.kind, now=now)
    for subscriber in close(store, delivery.subscriber_id, delivery.chat_id, error.kind, now=now):
        if subscriber.subscribed_by is None or error.kind in _OWN_DOING:
            continue
        notice = NewDelivery(
            subscriber_id=str(subscriber.subscribed_by),
            chat_id=subscriber.subscribed_by,
            kind=Kind.ALERT,
            slot=f"{subscriber.id if error.kind in ONE_TOPIC else subscriber.chat_id} {now:%Y-%m-%d}",
            edition=f"closed: {error.kind}",
            due_at=now,
            expires_at=now + _OF_USE_FOR,
        )
        outbox.enqueue_letter(notice, notices.closed(subscriber, error.kind), now=now)
