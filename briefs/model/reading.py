"""Everything understood in one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from briefs.model.article import Evidence
from briefs.model.window import Window


class Kind(StrEnum):
    """What sort of encounter an entry is."""

    MEETING = "meeting"
    TALKS = "talks"
    VISIT = "visit"
    CALL = "call"
    CONFERENCE = "conference"


class Status(StrEnum):
    """Whether it happened, will, may or will not."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ONGOING = "ongoing"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    RULED_OUT = "ruled-out"


class Sort(StrEnum):
    """What a participant is."""

    PERSON = "person"
    COUNTRY = "country"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Participant:
    """Whom a mention means.

    `name` is the fullest name known ("Vladimir Putin", "Russia"), `mention` the article's exact words for it here
    ("the Russian strongman"). `title` is the office as the article gives it ("President"), `country` an English country
    name or "", `sort` what it is.
    """

    name: str
    mention: str = ""
    sort: Sort = Sort.PERSON
    title: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the article introduced: name, office and country as of `seen_at`, with the sentence that says so.

    `title` is the article's words, `office` the word kept for them ("prime minister" for "Premier"), `country` an
    English country name and `body` the organisation whose office it is, each "" when not stated. `tenure` is "" for
    somebody in office, else "former", "acting" or "incoming"; `gender` "m", "f" or "" when the text does not tell.
    """

    name: str
    title: str = ""
    country: str = ""
    seen_at: datetime | None = None
    evidence: Evidence | None = None
    office: str = ""
    body: str = ""
    tenure: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One real-world event as one article tells it.

    `name` and `name_as` are for conferences: canonical, and the article's own words. `hedge` holds the words that make
    it uncertain ("likely"), "" when firm; `said` the article's own words for a firm plan ("due", "set", "is to"), ""
    when it has none. `time` is a clock time with its zone as stated ("10:00 GMT"), "" when none.
    `claimed_by` names the side whose claim alone it is. `background` marks what was over more than 31 days before
    publication. `evidence` is never empty; its first element proves the entry best.
    """

    kind: Kind
    status: Status
    participants: tuple[Participant, ...] = ()
    window: Window = field(default_factory=Window)
    evidence: tuple[Evidence, ...] = ()
    name: str = ""
    name_as: str = ""
    place: str = ""
    hedge: str = ""
    said: str = ""
    time: str = ""
    topic: str = ""
    claimed_by: str = ""
    background: bool = False

    @property
    def hedged(self) -> bool:
        """Whether the text marks the event or its timing as uncertain."""
        return bool(self.hedge)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: its entries in text order and the people it introduces.

    `unread` is why nothing was read ("Russian", "no language model"), "" when it was. `left` counts the sentences that
    a text too long to be read whole has left over.
    """

    article_id: str
    entries: tuple[Entry, ...] = ()
    people: tuple[Person, ...] = ()
    unread: str = ""
    left: int = 0
