"""What stands before the head of a noun phrase: determiners, counts, adjectives, countries and owners."""

from __future__ import annotations

from briefs.reading.gazetteer import Form, Known, Tokens
from briefs.reading.offices import Offices
from briefs.reading.phrases import Phrase
from briefs.reading.vocabulary import vocabulary


class Modifiers:
    """Reads them into a phrase."""

    def __init__(self, tokens: Tokens, offices: Offices) -> None:
        self.tokens, self.offices = tokens, offices
        self.text, self.low = [*tokens.text, "", "", ""], [*tokens.low, "", "", ""]
        self.words = vocabulary()

    def ends(self, at: int) -> bool:
        """Whether the noun phrase plainly ends before token `at`: a verb, preposition, conjunction or mark follows."""
        word = self.text[at]
        return not word or not word[0].isalnum() or self.low[at] in self.words.closed or self.low[at].endswith("ed")

    def determiner(self, phrase: Phrase, at: int) -> int:
        """Read an article, possessive, quantifier or count; the token after it. After an owner's "'s" it is "the"."""
        low = self.low
        if at and low[at - 1] in ("'s", "'"):
            phrase.det = "the"
        if low[at] in ("that", "this") and (not self.text[at + 1].islower() or low[at + 1] in self.words.determiners):
            return at
        if low[at] in ("his", "her", "your") and low[at + 1] in self.words.styles and low[at + 2] == "the":
            at += 2
        if low[at] in self.words.determiners:
            phrase.det = low[at]
            if phrase.det in self.words.possessives:
                phrase.owner = phrase.det
            at += 1
            if low[at] == "of" and phrase.det in ("both", "all", "each", "either", "neither", "any", "some"):
                at += 1
            if phrase.det in ("both", "all", "each") and low[at] in ("the", "these", "those"):
                at += 1
            if phrase.det == "both":
                phrase.count = 2
        if low[at] in self.words.numbers and low[at] not in ("one", "zero") and self.tokens.known(at) is None:
            phrase.count = self.words.numbers[low[at]]
            at += 1
        return at

    def before_head(self, phrase: Phrase, at: int) -> tuple[int, Known | None]:
        """Walk over adjectives, countries and owners; the known name that ended the walk."""
        last: Known | None = None
        while self.low[at]:
            found = self.tokens.known(at)
            if found is not None:
                step = self._known(phrase, at, found, last)
                if step is None:
                    break
                at, last, done = step
                if done:
                    return at, last
                continue
            low = self.low[at]
            office = self.offices.at(at)
            if office is not None and (
                office[2] > at + 1 or not self.text[at + 1].islower() or low in ("leader", "head")
            ):
                break
            if low in self.words.former:
                phrase.tense = "former"
            elif low in self.words.incoming:
                phrase.tense = "incoming"
            elif low in self.words.acting:
                phrase.tense = "acting"
            elif low not in self.words.plain:
                if not self._adjective(phrase, at):
                    break
                phrase.described = True
            if self.text[at][0].isupper() and office is not None:
                break
            at, last = at + 1, None
        return at, last

    def _known(
        self, phrase: Phrase, at: int, found: tuple[Known, int], last: Known | None
    ) -> tuple[int, Known, bool] | None:
        known, stop = found
        owns = self.low[stop] in ("'s", "'", "’")
        leads = known.adjective or self._head_follows(stop) or (last is not None and last.adjective)
        joint = self.low[stop] in ("and", "or", ",", "/", "-", "&")
        listed = joint and (known.adjective or known.form is Form.BODY) and self._list_heads(stop + 1)
        if not (owns or leads or listed):
            if last is not None or phrase.of:
                return None
            self._take(phrase, known)
            return stop, known, True
        self._take(phrase, known)
        if owns and self.low[stop + 1] == "and":
            more = self.tokens.known(stop + 2)
            if more is not None and self.low[more[1]] in ("'s", "'", "’"):
                return stop + 2, known, False
        if owns:
            phrase.attributive = True
            phrase.det = phrase.det or "the"
            return stop + 1, known, False
        if listed:
            after = stop + 1
            return after + (self.low[after] == "and"), known, False
        return stop, known, False

    def _take(self, phrase: Phrase, known: Known) -> None:
        phrase.form = known.form
        phrase.of.take(known)

    def _adjective(self, phrase: Phrase, at: int) -> bool:
        """Whether an unknown lower-case word describes an office that follows: "the UN's political head"."""
        if not (phrase.det or phrase.of or phrase.owner) or not self.text[at].islower() or self.ends(at):
            return False
        if self.offices.at(at) is not None or not self.text[at].replace("-", "").isalpha():
            return False
        low = self.low[at]
        if (
            low
            in self.words.relations | self.words.delegates | self.words.people | self.words.parties | self.words.bodies
        ):
            return False
        return self.offices.at(at + 1) is not None

    def _list_heads(self, at: int) -> bool:
        """Whether known names from `at` on lead to a noun they share ("French and German ministers")."""
        for _ in range(6):
            at += self.low[at] == "and"
            found = self.tokens.known(at)
            if found is None:
                return False
            at = found[1]
            if self._head_follows(at):
                return True
            if self.low[at] not in ("and", "or", ",", "/", "-", "&"):
                return False
            at += 1
        return False

    def _head_follows(self, at: int) -> bool:
        for _ in range(3):
            if self.low[at] in self.words.plain | self.words.former | self.words.acting:
                at += 1
        low = self.low[at]
        words = self.words
        return (
            low in words.delegates or low in words.relations or low in words.people or self.offices.at(at) is not None
        )
