"""The owner's panel: the store's figures at a glance."""

from __future__ import annotations

from datetime import datetime

from tinydb import where

from bot.delivery.health import measure
from bot.store.api import Store
from bot.store.schema import ARTICLES, CORRECTIONS, ENTRIES, FEEDS, RIGHTS, SUBSCRIBERS
from briefs.model.subscriber import Role
from handlers.desk import Health, Visitor


def look(store: Store, *, now: datetime) -> Health:
    """Count what there is, what is owed and what went wrong since midnight UTC."""
    delivery = measure(store, now=now, timezone="UTC")
    waiting = store.table(RIGHTS).search((where("role") == Role.STRANGER.value) & where("asked_at").test(bool))
    subscribers = store.table(SUBSCRIBERS)
    active = subscribers.count(where("active") == True)  # noqa: E712 - TinyDB's query language
    return Health(
        articles=len(store.table(ARTICLES)),
        entries=len(store.table(ENTRIES)),
        subscribers=active,
        inactive=len(subscribers) - active,
        owed=delivery.owed,
        oldest_owed=delivery.oldest_owed,
        sent_today=delivery.sent_today,
        unknown=delivery.unknown,
        refused=dict(delivery.refused),
        feeds=len(store.table(FEEDS)),
        waiting_for_access=tuple(Visitor(each["user_id"], each.get("name", "")) for each in waiting),
        reports_open=store.table(CORRECTIONS).count(where("state") == "open"),
    )
