"""Text cut into the tokens that dates are made of, with offsets; one pass, linear in the length of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Compound numbers come first, so that "1,200", "3.5" and "14.05.2013" are one token each. No repetition is nested.
_TOKEN = re.compile(
    r"""
    (?:to-(?:day|night|morrow)|week-end)s?(?![\w-])                  # as spelt until the sixties
  | [^\W\d_]{2,}                                                    # a word, which most tokens are
  | \d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])  # ISO 8601
  | \d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\w/])                # 14.05.2013, 5/14/13
  | \d{1,3}(?:,\d{3})+(?:\.\d+)?                                  # 1,200
  | \d{1,2}:\d{2}(?::\d{2})?                                      # 10:30
  | \d+\.\d+                                                      # 3.5, 20.45
  | \d+(?:st|nd|rd|th|s|[ap]m)\b                                  # 14th, 1990s, 10am
  | \d+
  | [ap]\.m\.?                                                    # a.m.
  | o['’]clock
  | ['’]s\b
  | [^\W\d_]
  | \n[ \t]*(?:\n\s*|[-*•–—]\s)                                    # a paragraph or list item begins
  | [^\w\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)

PARAGRAPH = "¶"
PADDING = 64
_HYPHENED = re.compile("to-|week-")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: lower-cased words beside their half-open offsets in the text.

    `low` is padded with empty words, so that looking a few tokens past either end sees "" (an index below 0 counts
    from the padding).
    """

    text: str
    low: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.start)

    def word(self, i: int) -> str:
        """The lower-cased token, "" outside the text."""
        return self.low[i]

    def raw(self, i: int) -> str:
        """The token as written."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.start) else ""

    def adjoining(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a blank."""
        return 0 < i < len(self.start) and self.start[i] == self.end[i - 1]

    def capital(self, i: int) -> bool:
        """Whether the token begins with a capital."""
        return 0 <= i < len(self.start) and self.text[self.start[i]].isupper()


def cut(text: str) -> Tokens:
    """Cut a text into tokens. Blank lines and list bullets become PARAGRAPH."""
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        low.append(PARAGRAPH if token[0] == "\n" else _spelt(token.lower().replace("’", "'")))
        start.append(match.start())
        end.append(match.end())
    low.extend([""] * PADDING)
    return Tokens(text, low, start, end)


def _spelt(word: str) -> str:
    """The word as it is spelt today: "today" for "to-day"."""
    return word.replace("-", "") if _HYPHENED.match(word) else word
