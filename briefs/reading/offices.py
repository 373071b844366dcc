"""Offices among the tokens of a text, and whose they are ("minister for foreign affairs of the State of Israel")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefs.reading import lexicon
from briefs.reading.gazetteer import Form, Known, Tokens
from briefs.reading.lexicon import Office
from briefs.reading.naming import Namer
from briefs.reading.vocabulary import vocabulary

_FIELD = re.compile(r"(?:tion|ment|ity|ing|ism|ure|ance|ence|ship|ics|ies|ry|cy|works)$")
"""How nouns end that name what a minister is for, and names of persons rarely."""


@dataclass(slots=True)
class Belonging:
    """Whose something is: countries, and one body or place by name."""

    countries: list[str] = field(default_factory=list)
    body: str = ""

    def take(self, known: Known) -> None:
        """Add what a known name stands for; a second body goes with the countries."""
        if known.form is Form.BODY or lexicon.country_named(known.party) is None:
            if self.body and self.body != known.party:
                self.countries.append(known.party)
            else:
                self.body = known.party
        elif known.party not in self.countries:
            self.countries.append(known.party)

    def __bool__(self) -> bool:
        return bool(self.countries or self.body)


class Offices:
    """Finds offices in one text."""

    def __init__(self, tokens: Tokens, namer: Namer) -> None:
        self._tokens, self._namer = tokens, namer
        self._text, self._low = [*tokens.text, "", "", ""], [*tokens.low, "", "", ""]
        self._words = vocabulary()

    def at(self, first: int) -> tuple[Office, bool, int] | None:
        """The office at token `first`, whether it is plural, and the token after it.

        One of the table, else a portfolio with minister, secretary, chief and so on, else "minister for" a portfolio.
        """
        low = self._low
        if not low[first]:
            return None
        if low[first].endswith("-elect"):
            base = lexicon.offices().get(low[first].removesuffix("-elect"))
            return (base, False, first + 1) if base is not None else None
        found = self._tokens.office(first)
        stop = self._portfolio(first)
        if stop > first and low[stop] in self._words.heads and (found is None or found[2] <= stop):
            plural = low[stop].endswith("s")
            words = " ".join(low[first : stop + 1])
            if plural:
                words = words[:-3] + "y" if words.endswith("ies") else words[:-1]
            return self._office(words, " ".join(low[first:stop])), plural, stop + 1
        if found is not None and found[0].office in ("minister", "secretary", "deputy minister"):
            return self._ministry(found)
        return found

    def complement(self, whose: Belonging, at: int, prepositions: frozenset[str], *, several: bool) -> int:
        """Read "of France and Germany", "of the World Skiff Federation" into `whose`; the token after it."""
        low = self._low
        if low[at] not in prepositions:
            return at
        stop = at + 1
        while not self._tokens.known(stop) and (
            low[stop] == "the"
            or (low[stop] == "of" and stop > at + 1)
            or (low[stop] in self._words.state and self._leads_to_country(stop + 1))
        ):
            stop += 1
        found = self._tokens.known(stop)
        organisation = self._namer.organisation(stop, loose=True)
        if organisation is not None and (found is None or organisation[1] > found[1]):
            if low[at] in ("of", "for", "at", "to") or low[at] in self._words.leading:
                whose.body = whose.body or organisation[0]
                return organisation[1]
            return at
        if found is None:
            return self._of_office(whose, at, stop)
        if found[0].form in (Form.PEOPLE, Form.DEMONYM):
            return self._of_government(whose, at, found[1], found[0])
        return self._known(whose, stop, several=several)

    # ------------------------------------------------------------------

    def _office(self, words: str, subject: str) -> Office:
        listed = lexicon.offices().get(words)
        return listed or Office(words, words, subject.replace("defense", "defence"), "", "person")

    def _portfolio(self, first: int) -> int:
        low, stop = self._low, first
        while low[stop] in self._words.portfolios or (
            stop > first and low[stop] in ("and", "&", ",") and low[stop + 1] in self._words.portfolios
        ):
            stop += 1
            if stop - first > 6:
                return first
        return stop

    def _ministry(self, found: tuple[Office, bool, int]) -> tuple[Office, bool, int]:
        """Read "minister for foreign affairs" where `found` is the minister."""
        office, plural, at = found
        if self._low[at] not in ("of", "for"):
            return found
        begin = at + 1 + (self._low[at + 1] == "the")
        stop = self._portfolio(begin)
        while self._text[stop][:1].isupper() and _FIELD.search(self._low[stop]) and not self._tokens.known(stop):
            stop += 1
            stop += self._low[stop] in ("and", "&") and self._text[stop + 1][:1].isupper()
        if stop == begin:
            return found
        subject = " ".join(self._low[begin:stop])
        short = subject.removesuffix(" affairs")
        listed = lexicon.offices().get(f"{short} {office.office}") or self._office(
            f"{office.office} of {subject}", short
        )
        return listed, plural, stop

    def _leads_to_country(self, at: int) -> bool:
        for _ in range(3):
            if self._tokens.known(at):
                return True
            if self._low[at] not in self._words.state and self._low[at] not in ("of", "the"):
                return False
            at += 1
        return False

    def _known(self, whose: Belonging, at: int, *, several: bool) -> int:
        """A list of known names; one only unless `several`."""
        low, stop = self._low, at
        found = self._tokens.known(at)
        while found is not None and found[0].form not in (Form.DEMONYM, Form.PEOPLE):
            known, after = found
            if known.form in (Form.CITY, Form.CAPITAL) and self._low[stop - 1] in ("of", "the") and not whose.body:
                whose.body = " ".join(self._text[stop:after])
            else:
                whose.take(known)
            at = stop = after
            more = self._tokens.known(stop + 1) if known.form is Form.BODY and low[stop] == "of" else None
            if more is not None and more[0].form is Form.COUNTRY:
                whose.body = f"{known.party} of {more[0].party}"
                at = stop = more[1]
            if low[stop] not in (",", "and", "&") or not several:
                break
            stop += 1
            while low[stop] in ("and", "the"):
                stop += 1
            found = self._tokens.known(stop)
        return at

    def _of_office(self, whose: Belonging, at: int, stop: int) -> int:
        """Read "of the President of Russia": whose that office is."""
        office = self.at(stop)
        if office is None or office[1]:
            return at
        inner = Belonging()
        end = self.complement(inner, office[2], frozenset({"of"}), several=False)
        if not inner:
            return at
        whose.countries, whose.body = inner.countries, inner.body
        return end

    def _of_government(self, whose: Belonging, at: int, stop: int, known: Known) -> int:
        """Read "of the Spanish government", "of the Abkhaz opposition"; "of the Russians" is nobody's office."""
        if self._low[stop] in ("government", "state", "republic", "delegation", "side", "army", "parliament", "people"):
            whose.take(known)
            return stop + 1
        if self._low[stop] in self._words.bodies:
            whose.body = f"{self._text[stop - 1]} {self._low[stop]}"
            return stop + 1
        organisation = self._namer.organisation(stop)
        if organisation is not None:
            whose.take(known)
            whose.body = f"{self._text[stop - 1]} {organisation[0]}"
            return organisation[1]
        return at
