"""What passes over the desk: places, people, messages, questions, submissions and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from briefs.model.agenda import AgendaEntry
from briefs.model.article import Article
from briefs.model.brief import Brief
from briefs.model.reading import Reading
from briefs.model.subscriber import Role


@dataclass(frozen=True, slots=True)
class Where:
    """A place where people talk to the bot: a chat, or one topic of a forum. `kind` is Telegram's chat type."""

    chat_id: int
    topic_id: int | None = None
    kind: str = "private"
    title: str = ""

    @property
    def subscriber_id(self) -> str:
        """The id of the subscriber that this place is."""
        return f"{self.chat_id}/{self.topic_id}" if self.topic_id else str(self.chat_id)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who talks to the bot. `language` is the wording's language for them, `role` what they may do."""

    user_id: int
    name: str
    language: str = "en"
    role: Role = Role.STRANGER


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back when it is pressed (64 bytes at most), or `url` opens."""

    text: str
    data: str = ""
    url: str = ""
    switch_inline: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What an inline query offers to send: shown by `title` and `description`, sent as `text` (Telegram HTML)."""

    id: str
    title: str
    description: str
    text: str


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file under a message; a picture is shown, anything else is offered for download."""

    name: str
    content: bytes
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: Telegram HTML in `parts` (one message each), the keyboard under the last one.

    `asks_location` is the label of a button in place of the person's keyboard that shares their location;
    `closes_keyboard` takes that button away again.
    """

    parts: tuple[str, ...]
    keyboard: Keyboard = ()
    attachment: Attachment | None = None
    asks_location: str = ""
    closes_keyboard: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose day it is: an IANA zone and the local date there."""

    timezone: str
    today: date


PictureKind = Literal["network", "timeline"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person wants told, in their own words. `kind` is the command's: "brief", "meetings", "upcoming"."""

    text: str = ""
    kind: str = "brief"


@dataclass(frozen=True, slots=True)
class Answer:
    """A composed brief, what was understood of the question, and names meant when something was not known.

    `unknown` are the words of the question that nothing on the agenda goes by.
    """

    brief: Brief
    understood: str = ""
    suggestions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood of a question ("" for everything), and names meant when something was not known."""

    understood: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An iCalendar file of `entries` entries, and what was understood of the words that chose them."""

    content: bytes
    entries: int
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a watch takes now: its word's name and sort ("person", "country", "body", "place", "topic").

    `entries` are the foremost of `total`; `suggestions` known names that are close to a word which finds nothing.
    """

    name: str
    sort: str = "topic"
    entries: tuple[AgendaEntry, ...] = ()
    total: int = 0
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of stored articles; `total` counts all hits up to a bound."""

    articles: tuple[Article, ...]
    total: int
    page: int
    pages: int


class Took(StrEnum):
    """What became of something sent in."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Submission:
    """Something a person sent in: `content` bytes of a file called `name`, or an address, or plain text."""

    name: str = ""
    content: bytes = b""
    url: str = ""
    text: str = ""
    published_at: datetime | None = None
    source: str = ""
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one article of a submission. `reason` is one sentence when it was refused.

    `duplicate_of` is the id of the article it is known as, or, where it was stored, of which it is another version.
    """

    took: Took
    article: Article | None = None
    reading: Reading | None = None
    entries: tuple[AgendaEntry, ...] = ()
    duplicate_of: str = ""
    reason: str = ""

    @property
    def undated(self) -> bool:
        """Whether the reader should be asked for the publication date."""
        return self.article is not None and self.article.published_at is None


@dataclass(frozen=True, slots=True)
class Reported:
    """A reader's report that a line is wrong, waiting for an editor.

    `field` is "date", "people", "place", "not-held" or "not-one"; `proposed` the value that the words amount to, ""
    where they amount to none; dates in ISO 8601, a span with a slash whose open end is empty.
    """

    id: int
    entry: AgendaEntry
    field: str
    words: str
    reporter: Visitor
    where: Where
    at: datetime
    verdict: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Something an editor did by hand.

    `what` is "added", "joined", "split" or "corrected" (then `field` says which: "window", "place", "participants",
    "status", "name", "removed"). `told` are the words for the entry at that time, `entry` the entry as it is now.
    """

    number: int
    what: str
    told: str
    by: str
    at: datetime
    field: str = ""
    entry: AgendaEntry | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """A page of them, the newest first; `more` says that older ones follow."""

    edits: tuple[Edit, ...]
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class FeedState:
    """A source and how it does. `trouble` is one sentence, "" when it is well; `advice` what to do about it.

    `empty` says that it answers well but has no entries.
    """

    url: str
    name: str
    articles: int = 0
    fetched_at: datetime | None = None
    trouble: str = ""
    failing_since: datetime | None = None
    retired: bool = False
    advice: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """The owner's panel, in figures.

    `disk_free` is in bytes. `lateness` has for each of the latest minutes in which briefs arrived its start, how many,
    and how late on average and at worst.
    """

    articles: int = 0
    entries: int = 0
    subscribers: int = 0
    inactive: int = 0
    owed: int = 0
    oldest_owed: timedelta | None = None
    sent_today: int = 0
    unknown: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    feeds: int = 0
    failing: tuple[FeedState, ...] = ()
    waiting_for_access: tuple[Visitor, ...] = ()
    reports_open: int = 0
    reading_off: str = ""
    disk_free: int | None = None
    lateness: tuple[tuple[datetime, int, timedelta, timedelta], ...] = ()


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long is kept what was sent (`deliveries`) and which updates came (`updates`)."""

    deliveries: timedelta
    updates: timedelta
