"""The owner's panel: the store's figures at a glance."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tinydb import where

from bot.delivery.figures import Figures
from bot.delivery.health import measure
from bot.store.api import Store
from bot.store.opening import IN_MEMORY, folder_of
from bot.store.schema import ARTICLES, CORRECTIONS, ENTRIES, FEEDS, RIGHTS, SUBSCRIBERS
from briefs.errors import StoreError
from briefs.model.subscriber import Role
from handlers.exchange import Health, Visitor

LATEST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the running process knows of itself: the sender's figures, whether reading is off, where the disk is.

    `folder` is None where the store is not on this machine.
    """

    figures: Figures
    reading_off: Callable[[], str]
    folder: Path | None

    def added_to(self, health: Health) -> Health:
        """The panel with these, too."""
        free = shutil.disk_usage(self.folder).free if self.folder is not None else None
        minutes = sorted(self.figures.minutes.items())[-LATEST_MINUTES:]
        return replace(
            health,
            reading_off=self.reading_off(),
            disk_free=free,
            lateness=tuple((at, minute.briefs, minute.mean, minute.worst) for at, minute in minutes),
        )


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


def local_folder(url: str) -> Path | None:
    """The folder of a store on this machine, None for one that is elsewhere or nowhere."""
    try:
        return None if url == IN_MEMORY else folder_of(url)
    except StoreError:
        return None
