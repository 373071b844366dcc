"""Tokens read with the vocabulary: is there a number here, a month, a weekday, a unit?"""

from __future__ import annotations

from dataclasses import dataclass

from briefs.reading.dates.meaning import Expression
from briefs.reading.dates.tokens import PARAGRAPH, Tokens
from briefs.reading.dates.words import Phrases, T, Words

Parsed = tuple[Expression, int]
"""An expression and the token after it."""

DASHES = frozenset("-–—‑")

# Words after which a lone month name or year is one.


@dataclass(frozen=True, slots=True)
class Reader:
    """A text's tokens with the words that give them meaning. Every method takes a token's index and may run past
    the end.
    """

    tokens: Tokens
    words: Words
    day_first: bool | None = None

    def word(self, i: int) -> str:
        """The lower-cased token, "" outside the text."""
        return self.tokens.low[i]

    def sees(self, i: int, *words: str) -> bool:
        """Whether exactly these tokens stand there."""
        return self.tokens.low[i : i + len(words)] == list(words)

    def digits(self, i: int, low: int, high: int) -> int | None:
        """A plain number between the bounds."""
        word = self.word(i)
        if word.isdecimal() and len(word) <= 4 and low <= int(word) <= high:
            return int(word)
        return None

    def day_number(self, i: int) -> int | None:
        """As in "5", "05", "5th": a day of the month. A number with a unit, a percentage or an amount is none."""
        word = self.word(i)
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdecimal():
            number = int(word[:-2]) if len(word) <= 4 else 0
        elif word.isdecimal() and len(word) <= 2:
            number = int(word)
        else:
            return None
        return number if 1 <= number <= 31 else None

    def year_number(self, i: int) -> int | None:
        """A four-digit year from 1900 to 2100."""
        return self.digits(i, 1900, 2100) if len(self.word(i)) == 4 else None

    def number(self, i: int) -> tuple[float, int] | None:
        """A count in digits or words: "10", "two", "twenty-one", "a", "a couple of", "half a dozen"."""
        word, words = self.word(i), self.words.numbers
        if word.isdecimal() and len(word) <= 4:
            return (float(word), i + 1) if int(word) else None
        if word in words:
            count = words[word]
            ones = words.get(self.word(i + 2), 0)
            if 20 <= count < 100 and self.word(i + 1) in DASHES and 0 < ones < 10:
                return float(count + ones), i + 3
            if self.sees(i + 1, "and", "a", "half"):
                return count + 0.5, i + 4
            return float(count), i + 1
        if word in ("a", "an"):
            if self.word(i + 1) == "couple":
                return 2.0, i + 3 if self.word(i + 2) == "of" else i + 2
            if self.word(i + 1) == "dozen":
                return 12.0, i + 2
            return 1.0, i + 1
        return None

    def vague_number(self, i: int) -> int | None:
        """As in "a few", "several", "some", "many": the token after it."""
        if self.word(i) == "a" and self.word(i + 1) in ("few", "number"):
            return i + 3 if self.word(i + 2) == "of" else i + 2
        return i + 1 if self.word(i) in ("few", "several", "some", "many") else None

    def ordinal(self, i: int) -> int | None:
        """As in "first", "3rd", "last" (-1)."""
        word = self.word(i)
        if word in self.words.ordinals:
            return self.words.ordinals[word]
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdecimal() and len(word) <= 4:
            return int(word[:-2]) or None
        return None

    def worded_day(self, i: int) -> tuple[int, int] | None:
        """A day of the month as an ordinal, in letters too, and the token after it: "fifth", "twenty-first", "18th"."""
        tens, ones = self.words.numbers.get(self.word(i), 0), self.words.ordinals.get(self.word(i + 2), 0)
        if tens in (20, 30) and self.word(i + 1) in DASHES and 0 < ones < 10:
            return (tens + ones, i + 3) if tens + ones <= 31 else None
        number = self.ordinal(i)
        return (number, i + 1) if number and 1 <= number <= 31 and self.word(i) != "opening" else None

    def unit(self, i: int) -> str | None:
        """The kind of unit: "day", "week"."""
        return self.words.units.get(self.word(i))

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name (capitalised) and the token after it; an abbreviation takes its full stop."""
        word = self.word(i)
        number = self.words.months.get(word)
        if number is None or not self.tokens.capital(i):
            return None
        j = i + 1
        if len(word) <= 4 and word not in ("may", "june", "july") and self.word(j) == "." and self.tokens.adjoining(j):
            j += 1
        return number, j

    def weekday(self, i: int) -> tuple[int, int] | None:
        """A weekday's name (capitalised) and the token after it. "Sun", "Sat" must lead a date."""
        word = self.word(i)
        number = self.words.weekdays.get(word)
        if number is None or not self.tokens.capital(i):
            return None
        if word.endswith("day"):
            return number, i + 1
        j = i + 1
        if self.word(j) == ".":
            j += 1
        k = j + 1 if self.word(j) == "," else j
        if self.day_number(k) or self.month(k):
            return number, j
        return None

    def phrase(self, i: int, phrases: Phrases[T]) -> tuple[T, int] | None:
        """The longest phrase of the table that stands there, and the token after it."""
        for tokens, meaning in phrases.get(self.word(i), ()):
            if self.tokens.low[i : i + len(tokens)] == tokens:
                return meaning, i + len(tokens)
        return None

    def possessive(self, i: int) -> int:
        """Past an apostrophe ("weeks' time") or "'s"."""
        return i + 1 if self.word(i) in ("'s", "'") else i

    def sentence(self, i: int, reach: int = 60) -> tuple[int, int]:
        """The tokens of the sentence around `i`, looked for at most `reach` tokens either way."""
        first, last = i, i
        while first > max(0, i - reach) and not self._ends_sentence(first - 1):
            first -= 1
        while last < min(len(self.tokens), i + reach) and not self._ends_sentence(last):
            last += 1
        return first, last

    def _ends_sentence(self, i: int) -> bool:
        word = self.tokens.low[i]
        if word in (PARAGRAPH, "!", "?"):
            return True
        if word != ".":
            return False
        # An abbreviation's full stop ("Sept. 5", "Mr. Putin", "U.S. officials") ends no sentence.
        before = self.word(i - 1)
        if len(before) <= 1 or before in self.words.lists["abbreviations"]:
            return False
        return i + 1 >= len(self.tokens) or not self.tokens.adjoining(i + 1)
