"""What the store holds: the tables, what is indexed and unique in them, and how older stores become today's.

A path has dots between keys ("window.start"). Indexes are compared with the database at every start: new ones are
built, old ones dropped; they need no migration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tinydb import TinyDB

ARTICLES = "articles"
PRINTS = "prints"
ENTRIES = "entries"
DEPARTED = "departed"
PEOPLE = "people"
SUBSCRIBERS = "subscribers"
DELIVERIES = "deliveries"
LETTERS = "letters"
ALERTED = "alerted"
CONVERSATIONS = "conversations"
FEEDS = "feeds"
CORRECTIONS = "corrections"
EDITS = "edits"
UPDATES = "updates"
SETTINGS = "settings"
RIGHTS = "rights"
META = "meta"


@dataclass(frozen=True, slots=True)
class Index:
    """A path that is looked up. `unique` refuses a second document with the same value; a missing value never clashes.

    `many` indexes each element of the list at `path`, for `Query.any`.
    """

    path: str
    unique: bool = False
    many: bool = False


INDEXES: Mapping[str, tuple[Index, ...]] = {
    ARTICLES: (
        Index("canonical", unique=True),
        Index("fingerprint"),
        Index("state"),
        Index("published_utc"),
        Index("stored_at"),
        Index("text_since"),
        Index("unread_at"),
        Index("family"),
    ),
    PRINTS: (Index("article_id", unique=True), Index("family"), Index("bands", many=True), Index("stored_at")),
    ENTRIES: (
        Index("id", unique=True),
        Index("keys", many=True),
        Index("articles", many=True),
        Index("told_at"),
        Index("window.start"),
        Index("window.end"),
        Index("open_until"),
        Index("status"),
        Index("changed_at"),
        Index("revision"),
    ),
    DEPARTED: (Index("id", unique=True), Index("revision"), Index("ends")),
    PEOPLE: (Index("key", unique=True), Index("surname"), Index("seen_utc"), Index("articles", many=True)),
    SUBSCRIBERS: (Index("id", unique=True), Index("chat_id"), Index("next_due_at")),
    DELIVERIES: (
        Index("key", unique=True),
        Index("queue"),
        Index("open_for"),
        Index("outcome"),
    ),
    LETTERS: (),
    ALERTED: (Index("key", unique=True), Index("state"), Index("noted_at")),
    CONVERSATIONS: (Index("key", unique=True),),
    FEEDS: (Index("url", unique=True), Index("next_fetch_at")),
    CORRECTIONS: (Index("entry_id"), Index("state"), Index("amend_below")),
    EDITS: (Index("key", unique=True), Index("user_id")),
    UPDATES: (Index("update_id", unique=True), Index("state")),
    SETTINGS: (Index("key", unique=True),),
    RIGHTS: (Index("user_id", unique=True),),
    META: (Index("name", unique=True),),
}

Migration = Callable[[TinyDB], None]

MIGRATIONS: tuple[Migration, ...] = ()
"""The n-th turns a store of version n into one of version n + 1, by TinyDB's own API, in one transaction."""

FIRST_VERSION = 1
VERSION = FIRST_VERSION + len(MIGRATIONS)
"""The version of the stores that this build writes."""
