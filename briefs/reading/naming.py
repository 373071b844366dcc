"""Where personal names and organisations stand among the tokens of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.reading import names
from briefs.reading.gazetteer import Form, Tokens
from briefs.reading.vocabulary import vocabulary

_INITIAL = re.compile(r"[A-Z]\.?$|(?:[A-Z]\.){2,}$")
_LINKED = re.compile(r"(?:al|el|ul|ur|as|ad|an|ash|at|ath|az|bin|d|l)['’-][A-Z]", re.I)
_ADJECTIVE = re.compile(r"(?:ed|ing|based|born|led|wide|style|era|old|long|made|held|run)$")
_MOST_PARTS = 7
_NAMES_TOO = frozenset({"shah", "sultan", "malik", "mir"})
"""Titles that are given names behind another title: "Foreign Minister Shah Mahmood Qureshi"."""
_NAMES_INSIDE = frozenset({"may", "march", "april", "june", "jun", "see", "will"})
"""Common words that are family names, too: "Theresa May", "Dong Jun"."""
_NO_START = frozenset({"e", "y", "da", "do", "la", "le", "te", "st", "d", "an", "at", "as", "a", "al"})
_STOPS = frozenset('.!?"“”:—–-•|')


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name: in ordinary capitals without honorifics, the gender they or the given name tell, where it ends.

    `honorific` is the first one, in lower case; `stop` the token after the name.
    """

    text: str
    gender: str
    honorific: str
    stop: int


class Namer:
    """Finds names in one text. What a text writes in lower case somewhere is no name where any word has a capital."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._text, self._low = [*tokens.text, "", "", ""], [*tokens.low, "", "", ""]
        self._words = vocabulary()
        self._lower = {word for word in tokens.text if word.islower()}
        self._titled = {word for word in tokens.text if word[0].isupper() and not word.isupper()}
        self.particles, self._honorifics = names.particles(), names.honorifics()
        self._modifiers = self._words.plain | self._words.former | self._words.incoming | self._words.acting
        self._memo: dict[tuple[int, bool], Name | None] = {}

    def at(self, first: int, *, titled: bool = False) -> Name | None:
        """The personal name that starts at token `first`; `titled` when an office or honorific stands before it."""
        if not self._can_start(first):
            return None
        key = (first, titled)
        if key not in self._memo:
            self._memo[key] = self._name(first, titled)
        return self._memo[key]

    def organisation(self, first: int, *, loose: bool = False) -> tuple[str, int] | None:
        """Capitalised words that name an organisation ("World Skiff Federation"), and the token after them.

        With `loose` any word of an institution will do for its head ("House", "Conference").
        """
        stop, text, low = first, self._text, self._low
        while stop - first < 10 and text[stop][:1].isupper() and low[stop] not in ("mr", "mrs", "ms", "mr."):
            stop += 1
            if low[stop] in ("of", "for", "and", "'s", "'") and self._goes_on(first, stop):
                stop += 1
                stop += low[stop] == "the"
        if stop - first < 2 and not (stop > first and text[first].isupper()):
            return None
        head = self._head(first, stop)
        heads = self._words.organisations if loose else self._words.actors
        if head not in heads or (self._low[first] in self._words.common and stop - first < 3):
            return None
        return " ".join(text[first:stop]).replace(" ’s", "’s").replace(" 's", "'s").replace(" ’ ", "’ "), stop

    def begins(self, at: int) -> bool:
        """Whether token `at` stands where any word has a capital: first, after a stop or quote, on a new line."""
        return at == 0 or self._text[at - 1] in _STOPS or self.breaks(at)

    def breaks(self, at: int) -> bool:
        """Whether a new line starts at token `at` (more than one white space before it)."""
        start, end = self._tokens.start, self._tokens.end
        return 0 < at < len(start) and start[at] > end[at - 1] + 1

    # ------------------------------------------------------------------

    def _goes_on(self, first: int, joint: int) -> bool:
        """Whether "of", "and" or a possessive inside an organisation's name leads on to more of it."""
        word = self._low[joint]
        after = joint + 1 + (self._low[joint + 1] == "the")
        if not self._text[after][:1].isupper():
            return False
        if word == "'":
            return self._low[after] in self._words.organisations
        if word in ("and", "'s"):
            inner = self._low[joint - 1]
            parts = self._words.organisations - self._words.actors
            return inner in parts and self._low[after] in self._words.organisations
        return self._head(first, joint) in self._words.actors

    def _head(self, first: int, stop: int) -> str:
        """The word an organisation's name turns on: the last, or the last before "of"."""
        for at in range(first, stop):
            if self._low[at] in ("of", "for") and at > first:
                return self._low[at - 1]
        return self._low[stop - 1] if stop > first else ""

    def _can_start(self, first: int) -> bool:
        word = self._text[first]
        if not word:
            return False
        return word[0].isupper() or "-" in word or "'" in word or "’" in word or word in self.particles or word == "the"

    def _name(self, first: int, titled: bool) -> Name | None:
        at, gender, honorific = self._styled(first)
        begin, text = at, self._text
        titled = titled or bool(honorific)
        while at - begin < _MOST_PARTS and self._part(at, begin, titled) and not (at > begin and self.breaks(at)):
            at += 1
            if text[at - 1].endswith(".") and len(text[at - 1]) > 2 and self._low[at - 1] in self._honorifics:
                break
        while at > begin and text[at - 1].islower() and self._low[at - 1] in self.particles:
            at -= 1
        if at == begin:
            return None
        words = [word.rstrip(".") if word.lower() in self._honorifics else word for word in text[begin:at]]
        first_name = 1 if self._bears(begin) else 0
        if not titled and any(word.lower() in self._words.organisations for word in words[first_name:]):
            return None
        if titled and words[-1].lower() in self._words.actors:
            return None
        if all(_INITIAL.match(word) for word in words):
            return None
        if not titled and len(words) == 1 and (words[0].isupper() and words[0].capitalize() not in self._titled):
            return None
        gender = gender or self._words.gender.get(names.fold(words[0]), "")
        return Name(names.spelled(" ".join(words)), gender, honorific, at)

    def _styled(self, first: int) -> tuple[int, str, str]:
        """Walk over styles and honorifics before a name: where it starts, the gender they tell, the first honorific."""
        at, gender, honorific, low, text = first, "", "", self._low, self._text
        if (
            low[at] in ("the", "his", "her", "their")
            and low[at + 1] in self._words.styles
            and text[at + 1][0].isupper()
        ):
            at += 1
        elif text[at] == "the":
            return first, "", ""
        while low[at] in self._honorifics or low[at] in self._words.styles:
            after = low[at + 1]
            leads = (
                text[at + 1][:1].isupper()
                or after in self.particles
                or after in self._honorifics
                or _LINKED.match(text[at + 1]) is not None
            )
            if not text[at][0].isupper() or not leads or text[at] == "He" or (text[at] == "HE" and low[at + 1] != "mr"):
                break
            gender = gender or self._honorifics.get(low[at], "")
            honorific = honorific or low[at].rstrip(".")
            at += 1
        return at, gender, honorific

    def _part(self, at: int, begin: int, titled: bool) -> bool:
        word, low = self._text[at], self._low[at]
        inside = at > begin
        if not word:
            return False
        if _LINKED.match(word):
            return True
        if low in self.particles and word.islower():
            return self._particle(at, inside)
        if not word[0].isalpha() or not word[0].isupper():
            return False
        if "-" in word and self._compound(word):
            return False
        if low in names.suffixes():
            return inside
        if _INITIAL.match(word):
            return inside or self._text[at + 1][:1].isupper()
        if not inside and not titled and low in self._modifiers:
            return False
        if low in self._words.common and not inside and low in self._words.gender:
            # "Jan Egeland" and "April Glaspie" are people, "Jan 5" and "April in Paris" are not
            after = self._text[at + 1]
            return after[:1].isupper() and self._low[at + 1] not in self._words.common and not after.isupper()
        if low == "he" and inside and not self.begins(at):
            # A pronoun has no capital within a sentence: "Liu He"
            return word == "He"
        if low in self._words.common and not (inside and low in _NAMES_INSIDE and not self._text[at + 1].isdigit()):
            return False
        office = self._tokens.office(at)
        if office is not None and titled and not inside and low in _NAMES_TOO:
            return self._text[at + 1][:1].isupper() and self._tokens.office(at + 1) is None
        if office is not None:
            free = not self._text[at + 1][:1].isupper() and inside and not self._text[at - 1].endswith(".")
            return low in self._words.surnames and free
        if word.isupper() and len(word) > 1:
            return self._capitals(at, inside, titled)
        if low in self._words.organisations:
            return inside or titled or self._bears(at)
        known = self._tokens.known(at)
        if known is not None:
            return self._homonym(at, inside, titled)
        if inside or not self.begins(at):
            return True
        if low in self._lower and not titled:
            return False
        return not low.endswith("ly") or names.fold(word) in self._words.gender or titled

    def _bears(self, at: int) -> bool:
        """Whether a given name that is a word for things, too, has a family name behind it: "Bill Clinton"."""
        after = self._text[at + 1]
        return (
            names.fold(self._text[at]) in self._words.gender
            and after[:1].isupper()
            and after[1:].islower()
            and self._low[at + 1] not in self._words.organisations | self._words.common
            and self._tokens.office(at + 1) is None
        )

    def _compound(self, word: str) -> bool:
        """Whether a hyphen makes an adjective: "EU-brokered", "Russian-speaking"; "Ki-moon" is a name."""
        first, _, last = word.rpartition("-")
        return last.islower() and (_ADJECTIVE.search(last) is not None or first.isupper())

    def _particle(self, at: int, inside: bool) -> bool:
        if not inside and self._low[at] in _NO_START:
            return False
        after = self._text[at + 1]
        if self._low[at] in ("e", "y", "and"):
            return inside and after[:1].isupper() and self._tokens.known(at + 1) is None
        if after in self.particles:
            after = self._text[at + 2]
        return after[:1].isupper()

    def _capitals(self, at: int, inside: bool, titled: bool) -> bool:
        """Whether a word all in capitals is part of a name: so written elsewhere, or after a given name."""
        word = self._text[at]
        if self._tokens.known(at) is not None:
            return False
        if word.capitalize() in self._titled and word.capitalize().lower() not in self._words.common:
            return True
        if inside:
            before = self._text[at - 1]
            return (
                names.fold(before) in self._words.gender
                or (titled and not before.isupper())
                or bool(_INITIAL.match(before))
            )
        if names.fold(word) in self._words.gender:
            return self._text[at + 1].isupper() and len(self._text[at + 1]) > 2
        return titled and len(word) > 2

    def _given(self, before: int, at: int) -> bool:
        """Whether the word before a homonym makes it a name: given or family-first, or more of a name follows."""
        if names.fold(self._text[before]) in self._words.gender or names.family_first(f"{self._text[before]} Xi-xi"):
            return True
        after = self._text[at + 1]
        return _LINKED.match(after) is not None or (after[:1].isupper() and self._low[at + 1] not in self._words.common)

    def _homonym(self, at: int, inside: bool, titled: bool) -> bool:
        """Whether a country's or city's name is part of a person's: "Michael Jordan", "Gao Hucheng"."""
        found = self._tokens.known(at)
        if found is None or found[1] != at + 1 or found[0].form is Form.BODY:
            return False
        if inside:
            return (
                found[0].form in (Form.CITY, Form.COUNTRY, Form.DEMONYM, Form.CAPITAL)
                and (self._given(at - 1, at) or _INITIAL.match(self._text[at - 1]) is not None)
                and not self._text[at].isupper()
            )
        after = self._text[at + 1]
        if (
            not after[:1].isupper()
            or after.isupper()
            or self._low[at + 1] in self._words.common | self._words.organisations
        ):
            return False
        if self._tokens.known(at + 1) is not None or self._tokens.office(at + 1) is not None:
            return False
        if names.fold(self._text[at]) in self._words.gender or names.family_first(f"{self._text[at]} {after}"):
            return True
        return titled and found[0].form is Form.CITY
