"""Dates in news: what a text's words for days, weeks, months and hours mean, counted from its publication.

`find_dates` finds and resolves them; `resolve` reads a mention again when its tense is known better. The conventions
are in docs/dates.md, the vocabulary in `briefs/reading/lexicon/dates.toml`.

    tokens → reader (tokens with words) → parse_* (grammar) → expression → resolve(frame) → relation → mention
"""

from briefs.reading.dates.finding import TenseHint, find_dates, governing, resolve
from briefs.reading.dates.meaning import Tense
from briefs.reading.dates.mention import DateMention, Relation

__all__ = ["DateMention", "Relation", "Tense", "TenseHint", "find_dates", "governing", "resolve"]
