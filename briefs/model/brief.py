"""What one subscriber is told: sections of items, each with its citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.subscriber import Length, Watch


class Heading(StrEnum):
    """The sections of a brief, in the order they are told."""

    CORRECTED = "corrected"
    CHANGED = "changed"
    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    LATER = "later"
    CONFERENCES = "conferences"
    HELD = "held"
    NEWS = "also in the news"
    WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What a brief should tell.

    `at` is the instant it is written (aware), `timezone` the reader's IANA zone. `since` is the cut-off of what this
    reader was last told: it governs "changed" and "held"; None for a brief asked by hand, which shows everything.
    `words` restrict it to entries that match them all; `from_on` and `to_on` to a span of local dates. `watches` come
    first. `sources_read` and `sources_failing` go into the status line.
    """

    at: datetime
    timezone: str
    since: datetime | None = None
    watches: tuple[Watch, ...] = ()
    words: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    length: Length = Length.STANDARD
    sections: tuple[str, ...] = ()
    language: str = "en"
    sources_read: int = 0
    sources_failing: int = 0
    unread: tuple[str, ...] = ()
    next_at: datetime | None = None
    late_since: datetime | None = None
    also_in_the_news: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a brief. `number` is its citation's; `note` says what changed or is owed ("was 14 May")."""

    entry: AgendaEntry
    number: int
    watched: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of "also in the news": a story told by `articles`, best first."""

    articles: tuple[ArticleRef, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items; `left_out` counts what did not fit."""

    heading: Heading
    items: tuple[Item, ...] = ()
    headlines: tuple[Headline, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What one reader is told at one instant. `citations[n - 1]` is the article that number n cites."""

    request: BriefRequest
    sections: tuple[Section, ...]
    citations: tuple[ArticleRef, ...]
    entries_known: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(section.items or section.headlines for section in self.sections)
