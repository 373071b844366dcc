"""What the words around a place in a text tell of a phrase there: a verb, a place, a name further on."""

from __future__ import annotations

from briefs.reading.gazetteer import Form, Known, Tokens
from briefs.reading.naming import Name, Namer
from briefs.reading.offices import Offices
from briefs.reading.phrases import Phrase
from briefs.reading.vocabulary import vocabulary

_INSIDE = frozenset({"and", "of", "the", "for", "in", "on", "at", "with"})


class Lookahead:
    """Questions that the grammar of phrases asks of the tokens."""

    def __init__(self, tokens: Tokens, namer: Namer, offices: Offices) -> None:
        self.tokens, self.namer, self.offices = tokens, namer, offices
        self.text, self.low = [*tokens.text, "", "", ""], [*tokens.low, "", "", ""]
        self.words = vocabulary()

    def is_verb(self, at: int) -> bool:
        """Whether an office's word is a verb here: "She chairs the council", "to head the talks"."""
        return self.low[at] in ("chairs", "heads", "chair", "head", "principal", "general", "leads") and (
            self.text[at].islower() and self.low[at + 1] in ("the", "a", "an", "its", "their", "for", "to", "of", "")
        )

    def see(self, phrase: Phrase, at: int) -> int:
        """Read "of Loja" after a bishop, mayor or duke: a place no table needs to know."""
        stop = at + 1
        while self.text[stop][:1].isupper() and stop - at < 4:
            stop += 1
        phrase.of.body = " ".join(self.text[at + 1 : stop])
        return stop if stop > at + 1 else at

    def far_name(self, at: int) -> Name | None:
        """The name in "the Speaker of the House, Jim Wright,": after the next comma, with no verb before it."""
        for comma in range(at + 2, at + 10):
            if self.low[comma] == ",":
                name = self.namer.at(comma + 1, titled=True)
                return name if name is not None and self.low[name.stop] in (",", ".", ";", ")", "") else None
            word = self.text[comma]
            if (
                not word
                or not word[0].isalnum()
                or (self.low[comma] in self.words.closed and self.low[comma] not in _INSIDE)
            ):
                return None
        return None

    def apposes(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name after a comma names the office before it and does not go on a list."""
        if not (phrase.det or phrase.of) or phrase.det in ("any", "no", "some"):
            return False
        if self.low[name.stop] == "," and self.low[name.stop + 1] == "and" and phrase.det not in ("the", "his", "her"):
            return False
        return phrase.det != "a" or self.low[name.stop] in self.words.closing

    def belongs(self, at: int) -> bool:
        """Whether what follows tells whom delegates belong to: "of Chad", "from the World Bank"."""
        if self.low[at] not in ("of", "from", "representing", "for"):
            return False
        at += 1
        while self.low[at] in ("the", "a", "its", "their") or self.low[at] in self.words.plain:
            at += 1
        return (
            self.tokens.known(at) is not None
            or self.namer.at(at) is not None
            or self.namer.organisation(at) is not None
        )

    def community(self, phrase: Phrase, at: int, known: Known) -> str:
        """A people beside its homeland, named with it: "Karabakh Armenians", "Greek Cypriots", "ethnic Albanians"."""
        if known.form is not Form.PEOPLE:
            return ""
        if self.low[at - 2] == "ethnic" or self.low[phrase.first - 1] == "ethnic":
            return f"ethnic {self.text[at - 1]}"
        before = self.tokens.known(at - 2) if at - phrase.first > 1 else None
        if before is None or before[1] != at - 1 or len(phrase.of.countries) != 2:
            return ""
        return f"{self.text[at - 2]} {self.text[at - 1]}"
