"""The owner's panel: the store's figures at a glance."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from tinydb import where

from bot.delivery.deliveries import OPEN, State
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import ARTICLES, CORRECTIONS, DELIVERIES, ENTRIES, FEEDS, RIGHTS, SUBSCRIBERS
from briefs.model.subscriber import Role
from handlers.desk import Health, Visitor


def look(store: Store, *, now: datetime) -> Health:
    """Count what there is, what is owed and what went wrong since midnight UTC."""
    deliveries = store.table(DELIVERIES)
    owed = deliveries.search(where("state").one_of([state.value for state in OPEN]))
    midnight = instant(now.replace(hour=0, minute=0, second=0, microsecond=0))
    finished = deliveries.search(where("finished_at") >= midnight)
    states = Counter(each["state"] for each in finished)
    oldest = min((datetime.fromisoformat(each["due_at"]) for each in owed), default=None)
    waiting = store.table(RIGHTS).search((where("role") == Role.STRANGER.value) & where("asked_at").test(bool))
    subscribers = store.table(SUBSCRIBERS)
    active = subscribers.count(where("active") == True)  # noqa: E712 - TinyDB's query language
    return Health(
        articles=len(store.table(ARTICLES)),
        entries=len(store.table(ENTRIES)),
        subscribers=active,
        inactive=len(subscribers) - active,
        owed=len(owed),
        oldest_owed=now - oldest if oldest else None,
        sent_today=states[State.SENT.value],
        unknown=states[State.UNKNOWN.value],
        refused=dict(Counter(each["reason"] for each in finished if each["state"] == State.REFUSED.value)),
        feeds=len(store.table(FEEDS)),
        waiting_for_access=tuple(Visitor(each["user_id"], each.get("name", "")) for each in waiting),
        reports_open=store.table(CORRECTIONS).count(where("state") == "open"),
    )
