"""A chat that receives briefs: when, and about what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALERTS = ("new", "moved", "cancelled", "held", "overdue", "hour-before")
"""The kinds of alert that a watch may want."""


class Length(StrEnum):
    """How much a brief tells."""

    SHORT = "short"
    STANDARD = "standard"
    FULL = "full"


class Role(StrEnum):
    """What a person may do; each includes the ones after it."""

    OWNER = "owner"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"
    READER = "reader"
    STRANGER = "stranger"


class WatchScope(StrEnum):
    """Which entries a watch takes."""

    ANY_MENTION = "any mention"
    PARTICIPANTS = "participants"


@dataclass(frozen=True, slots=True)
class Watch:
    """A name, country, body or topic that a subscriber follows. `pinned` always has a line, if only "nothing found".

    `alerts` holds the kinds of alert wanted, of `ALERTS`.
    """

    word: str
    sort: str = "topic"
    scope: WatchScope = WatchScope.ANY_MENTION
    pinned: bool = False
    alerts: tuple[str, ...] = ("new", "moved", "cancelled", "held")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When briefs are due: local `times` on `weekdays` (of WEEKDAYS) in the IANA zone `timezone`."""

    times: tuple[time, ...]
    timezone: str
    weekdays: tuple[str, ...] = WEEKDAYS


@dataclass(frozen=True, slots=True)
class Settings:
    """What a subscriber chose. `quiet` is a local span (from, to) in which nothing is pushed, or None."""

    length: Length = Length.STANDARD
    sections: tuple[str, ...] = ("changed", "today", "coming", "later", "conferences", "held")
    pictures: bool = False
    silent: bool = False
    quiet: tuple[time, time] | None = None
    language: str = ""
    also_in_the_news: bool = False


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A private chat, group, forum topic or channel that receives briefs.

    `id` is "chat_id" or "chat_id/topic_id". `next_slot` is the key of the slot due next (`briefs.scheduling.slots`), ""
    when none is, and `next_due_at` its instant (aware, UTC). `muted` lists the ids of entries
    that it wants no alerts about. `subscribed_by` is the person who subscribed a group,
    topic or channel, and is told when it closes to us. `active` is False after /stop, a block or a kick; the rest is
    kept. `last_brief_at` is the cut-off of what this subscriber was last told.
    """

    id: str
    chat_id: int
    schedule: Schedule
    topic_id: int | None = None
    chat_type: str = "private"
    title: str = ""
    role: Role = Role.READER
    active: bool = True
    inactive_reason: str = ""
    paused_until: datetime | None = None
    next_slot: str = ""
    next_due_at: datetime | None = None
    subscribed_by: int | None = None
    last_brief_at: datetime | None = None
    subscribed_at: datetime | None = None
    watches: tuple[Watch, ...] = ()
    muted: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
