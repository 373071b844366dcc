"""The dates of one article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from briefs.reading.dates import DateMention


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates of one article count from: its publication, local day and instant, and the dates found in it."""

    published_on: date | None
    mentions: tuple[DateMention, ...]
    published_at: datetime | None = None

    def within(self, start: int, end: int) -> list[DateMention]:
        """The dates named in a span of the article."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start_char)
        found = []
        for mention in islice(self.mentions, first, None):
            if mention.start_char >= end:
                break
            if mention.end_char <= end:
                found.append(mention)
        return found
