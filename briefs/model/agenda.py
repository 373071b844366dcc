"""One real-world event merged across articles, with its whole history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Status
from briefs.model.window import Window


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a citation needs of an article. `family` is shared by republications of one text, which count once.

    `words` are those of its running text, `clutter` those of menus and buttons around it; 0 where nobody counted.
    `by_hand` says that there is no article: an editor, named by `source`, entered it at `published_at`.
    """

    article_id: str
    source: str = ""
    title: str = ""
    url: str = ""
    published_at: datetime | None = None
    family: str = ""
    is_correction: bool = False
    words: int = 0
    clutter: int = 0
    by_hand: bool = False

    @property
    def original(self) -> str:
        """What stands for its text: the same for all republications of one."""
        return self.family or self.article_id

    @property
    def worth(self) -> tuple[object, ...]:
        """Sorts the republications of one text from the poorest to the best to show and cite.

        A correction comes before what it corrects, then the dated, titled, linked, complete, clean, earliest; nothing
        depends on which arrived first.
        """
        earliest = -self.published_at.timestamp() if self.published_at else 0.0
        met = (self.is_correction, self.published_at is not None, bool(self.title), bool(self.url))
        return (*met, self.words // 10, -(self.clutter // 10), earliest, self.url, self.source, self.title)


def best_text(articles: Iterable[ArticleRef]) -> ArticleRef:
    """The one of the republications of a text to show and cite. ValueError when there is none."""
    return max(articles, key=lambda article: article.worth)


def count_sources(articles: Iterable[ArticleRef]) -> int:
    """How many independent sources these are: texts of one family, and articles of one publisher, count once.

    What an editor entered by hand is none.
    """
    families: dict[str, list[ArticleRef]] = {}
    for article in (each for each in articles if not each.by_hand):
        families.setdefault(article.original, []).append(article)
    told = (best_text(family) if len(family) > 1 else family[0] for family in families.values())
    return len({article.source or article.original for article in told})


@dataclass(frozen=True, slots=True)
class Pin:
    """An editor's word that a contribution belongs to one entry.

    `edit_id` names the join, split or addition that set it, `among` the entries it was about, `was` the one in which
    the contribution stood before ("" when it was new). `at` is aware, UTC.
    """

    entry_id: str
    edit_id: str
    at: datetime
    by: str
    was: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one article said of an event. `received_at` is when attache learned of it (aware, UTC).

    `pins` are the editors' words on where it belongs, the latest last; without one, identity decides.
    """

    article: ArticleRef
    entry: Entry
    received_at: datetime
    pins: tuple[Pin, ...] = ()

    @property
    def pinned_to(self) -> str:
        """The entry an editor put it into, "" when none did."""
        return self.pins[-1].entry_id if self.pins else ""

    @property
    def told_at(self) -> datetime:
        """When it was told: the publication instant, or, where nobody knows it, when it was received."""
        return self.article.published_at or self.received_at


SOMEBODY = "–"
"""Stands for an editor who asked to be forgotten, where it must show that a person and no article said it."""


class Change(StrEnum):
    """What a ledger line records.

    The first nine come from articles; `JOINED`, `SPLIT`, `UNDONE` and `REMOVED` are an editor's doing.
    """

    FIRST_REPORT = "first report"
    STATUS = "status"
    WINDOW = "window"
    PLACE = "place"
    PARTICIPANTS = "participants"
    CERTAINTY = "certainty"
    NAME = "name"
    CORRECTION = "correction"
    REVIVED = "revived"
    JOINED = "joined"
    SPLIT = "split"
    UNDONE = "undone"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One change of an entry, with what proves it. `at` is the report's instant (UTC).

    `was` and `now` are free of any language of ours, so that a rendering can word them: a status value ("planned"),
    `Window.iso()`, a place, participants' names joined by ", ", the hedge's own words ("" for firm), a name; "" when
    there was nothing.

    `by` is empty for a change read from an article, else who made it (an editor). A correction taken back
    (`UNDONE`) has in `was` what it had made of the field.
    """

    at: datetime
    change: Change
    was: str
    now: str
    evidence: Evidence | None = None
    article_id: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor fixed by hand; it holds against every later report until lifted.

    `field` is one of "window", "place", "participants", "status", "name", "removed"; `value` the JSON form of the
    corrected value. `at` is aware, UTC.
    """

    field: str
    value: object
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One real-world event as attache believes it now.

    Everything but `id` and `contributions` is derived from the contributions and corrections, in order of publication.
    `places` lists conflicting places with the newest first (one element when there is no conflict). `best` is the
    evidence that proves the entry best, with `cited` the article it stands in. `reported_at` is when it was last told,
    `changed_at` when something about it last changed, `former_windows` the dates it had before, oldest first.
    `sequence` counts the changes a calendar shows (iCalendar's SEQUENCE). A report told after `open_until` means
    another event.
    """

    id: str
    kind: Kind
    status: Status
    participants: tuple[Participant, ...]
    window: Window
    name: str = ""
    places: tuple[str, ...] = ()
    hedge: str = ""
    time: str = ""
    topic: str = ""
    claimed_by: str = ""
    background: bool = False
    contributions: tuple[Contribution, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    corrections: tuple[Correction, ...] = ()
    best: Evidence | None = None
    cited: ArticleRef | None = None
    sequence: int = 0
    reported_at: datetime | None = None
    changed_at: datetime | None = None
    former_windows: tuple[Window, ...] = ()
    open_until: date | None = None

    @property
    def place(self) -> str:
        """The place as last reported, "" when not stated."""
        return self.places[0] if self.places else ""

    @property
    def hedged(self) -> bool:
        """Whether the latest report marks it as uncertain."""
        return bool(self.hedge)

    @property
    def removed(self) -> bool:
        """Whether an editor took it off the agenda."""
        words = [correction for correction in self.corrections if correction.field == "removed"]
        return bool(words) and max(words, key=lambda word: word.at).value is True

    @property
    def sources(self) -> int:
        """How many independent sources told it (see `count_sources`)."""
        return count_sources(contribution.article for contribution in self.contributions)
