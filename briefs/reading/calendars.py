"""The dates of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.reading.dates import DateMention


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates of one article count from: its local day of publication, and the dates found in it."""

    published_on: date | None
    mentions: tuple[DateMention, ...]

    def within(self, start: int, end: int) -> list[DateMention]:
        """The dates named in a span of the article."""
        return [mention for mention in self.mentions if start <= mention.start_char and mention.end_char <= end]
