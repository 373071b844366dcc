"""What one subscriber is told: sections of items, each with its citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefs.model.agenda import AgendaEntry, ArticleRef, LedgerLine
from briefs.model.reading import Kind
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
    OFF = "off"
    NEWS = "also in the news"
    WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What a brief should tell.

    `at` is the instant it is written (aware), `timezone` the reader's IANA zone. `since` is the cut-off of what this
    reader was last told: it governs "changed" and "held"; None for a brief asked by hand, which shows everything.
    `words` restrict it to entries that match them all, `about` are the English names they mean; `from_on` and `to_on`
    to a span of local dates (with `undated` also to what has no date yet); `kinds` to some sorts of encounter, none for
    all. `watches` come first. `sections` holds values of `Heading`, none for all; "changed" brings "corrected",
    "overdue" and "off" with it.
    `sources_read` and `sources_failing` go into the status line, `unread` gives the reason for each article that was
    stored and not read ("Russian", "no language model"), `next_at` is the next brief's instant, `late_since` the slot
    that this one should have been sent in, None when it is on time.
    """

    at: datetime
    timezone: str
    since: datetime | None = None
    watches: tuple[Watch, ...] = ()
    words: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    undated: bool = False
    kinds: tuple[Kind, ...] = ()
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
    """One line of a brief. `number` is its own, from 1, and its citation's.

    `new` says that it was first reported after `request.since`; `changes` are the ledger lines that are news to this
    reader, oldest first.
    """

    entry: AgendaEntry
    number: int
    watched: bool = False
    new: bool = False
    changes: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of "also in the news": a story told by `articles`, best first.

    `came_at` is when attache learned of it (aware, UTC); None when nobody noted it.
    """

    articles: tuple[ArticleRef, ...]
    came_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items; `left_out` counts what did not fit.

    `nothing_for` lists pinned watches without any item (in the section `WATCHED` alone).
    """

    heading: Heading
    items: tuple[Item, ...] = ()
    headlines: tuple[Headline, ...] = ()
    nothing_for: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What one reader is told at one instant; no event stands in it twice.

    `citations[n - 1]` is the article that line n cites. `today` is the reader's local date. `entries_known` counts the
    whole agenda it was chosen from.
    """

    request: BriefRequest
    sections: tuple[Section, ...]
    citations: tuple[ArticleRef, ...]
    today: date
    entries_known: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """Every line, in the order of their numbers."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def left_out(self) -> int:
        """How many entries belong into this brief and did not fit."""
        return sum(section.left_out for section in self.sections if section.heading is not Heading.NEWS)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(section.items or section.headlines for section in self.sections)
