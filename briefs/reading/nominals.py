"""Phrases that name or describe people and parties: a small grammar over the tokens of a whole article.

    name         [honorific] Given Family, alone or with what stands around it
    office       [the] [modifier…] [Country('s) | Body('s)]… office [of Country | Body] [,] [name…]
    relation     his|her|their|Name's [Country] counterpart|host|… [,] [name]
    delegates    Country|Body officials|negotiators|government|delegation, delegation of|from Country|Body
    party        Country, Capital, Seat, Body, the Russians, World Skiff Federation
    body noun    the agency, the union
    person of    the American
    plural       the two leaders, both sides, the mayors
    pronoun      he, them
    apposition   name , office phrase ,        name , who chairs the Body

It runs without a parser (half a millisecond a kilobyte), so that learning and recency see every sentence; the parse
later only says which phrases fill which slots. Whom a phrase means is `references`' business. ADR 0015.
"""

from __future__ import annotations

from briefs.reading import lexicon, names
from briefs.reading.gazetteer import Form, Known, Tokens
from briefs.reading.lexicon import Office
from briefs.reading.lookahead import Lookahead
from briefs.reading.modifiers import Modifiers
from briefs.reading.naming import Name, Namer
from briefs.reading.offices import Belonging, Offices
from briefs.reading.participants import TERRITORIAL
from briefs.reading.phrases import Phrase, Shape
from briefs.reading.vocabulary import vocabulary

_RANKS = frozenset(
    {"prince", "princess", "general", "admiral", "colonel", "senator", "professor", "ambassador", "judge"}
)
"""Domains of titles that say less of somebody than the office that follows the name."""


_STYLES = _RANKS | {"royal", "heir"}


class Nominals:
    """Reads phrases off the tokens of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.text, self.low = [*tokens.text, "", "", ""], [*tokens.low, "", "", ""]
        self.words = vocabulary()
        self.namer = Namer(tokens)
        self.offices = Offices(tokens, self.namer)
        self.modifiers = Modifiers(tokens, self.offices)
        self.ahead = Lookahead(tokens, self.namer, self.offices)

    def phrase(self, at: int) -> Phrase | None:
        """The phrase that starts at token `at`."""
        found = self._nominal(at)
        if found is not None:
            return found
        low = self.low[at]
        if low in self.words.pronouns:
            return Phrase(Shape.PRONOUN, at, at + 1, noun=low)
        if low in ("both", "all") and self.modifiers.ends(at + 1):
            return Phrase(Shape.PLURAL, at, at + 1, det=low, count=2 if low == "both" else 0)
        return None

    # ------------------------------------------------------------------ noun phrases

    def _nominal(self, first: int) -> Phrase | None:
        phrase = Phrase(Shape.OFFICE, first)
        at = self.modifiers.determiner(phrase, first)
        whole = self._whole(phrase, at)
        if whole is not None:
            return whole
        at, last = self.modifiers.before_head(phrase, at)
        office = self.offices.at(at)
        if office is not None and not (phrase.det == "" and not phrase.of and self.ahead.is_verb(at)):
            return self._officed(phrase, office, at)
        word = self.low[at]
        owned = bool(phrase.of or phrase.owner)
        if word in self.words.relations or (word == "opposite" and self.low[at + 1] == "number"):
            return self._related(phrase, at)
        if word in self.words.delegates and (owned or self.ahead.belongs(at + 1)):
            return self._delegates(phrase, at)
        if word in self.words.people | self.words.parties and (phrase.det or phrase.count) and not phrase.of.body:
            phrase.noun, phrase.plural = word, True
            return self._until(phrase, Shape.PLURAL, at + 1)
        counted = phrase.count and phrase.det in ("the", "both", "all", "these", "those")
        if counted and not phrase.of and self.modifiers.ends(at):
            return self._until(phrase, Shape.PLURAL, at)
        groups = self.words.parties | self.words.people | self.words.delegates
        if word in self.words.bodies and phrase.det == "the" and not phrase.of.body and self.low[at + 1] not in groups:
            phrase.noun = word
            named = self._lower_owner(phrase, at)
            return named if named is not None else self._until(phrase, Shape.BODY_NOUN, at + 1)
        name = self.namer.at(at)
        clan = name is not None and phrase.det == "the" and name.text.endswith("s") and " " not in name.text
        if name is not None and (phrase.of or phrase.det == "" or clan):
            return self._named(phrase, name)
        return self._party(phrase, at, last) if last is not None else self._described(phrase, at)

    def _whole(self, phrase: Phrase, at: int) -> Phrase | None:
        """A name or organisation that starts the phrase and is longer than anything known there."""
        word = self.text[at]
        if word.islower() and "-" not in word and word not in self.namer.particles:
            return None
        known, office = self.tokens.known(at), self.offices.at(at)
        organisation = self.namer.organisation(at)
        if organisation is not None and (known is None or organisation[1] > known[1]):
            if office is not None or (known is not None and self.offices.at(known[1]) is not None):
                return None
            if known is not None and self.low[known[1]] in ("'s", "'"):
                return None
            phrase.of.body, phrase.form = organisation[0], Form.BODY
            return self._body(phrase, organisation[1])
        if office is None and (not phrase.det or self.low[at - 1] in ("the", "his", "her")):
            name = self.namer.at(phrase.first if phrase.det else at)
            if name is not None and (known is None or name.stop > known[1]) and (not phrase.det or name.honorific):
                return self._named(phrase, name)
        return None

    def _body(self, phrase: Phrase, stop: int) -> Phrase:
        """An organisation by name, or what belongs to it: its head, its delegates, one of its people."""
        phrase.shape, phrase.last = Shape.PARTY, stop
        owns = self.low[stop] in ("'s", "'", "’")
        after, _ = self.modifiers.before_head(phrase, stop + owns)
        office = self.offices.at(after)
        if office is not None and (owns or self.namer.at(office[2], titled=True) is not None):
            phrase.shape = Shape.OFFICE
            return self._officed(phrase, office, after)
        if owns and self.low[after] in self.words.delegates:
            return self._delegates(phrase, after)
        name = self.namer.at(after) if owns else None
        if name is not None:
            return self._named(phrase, name)
        phrase.attributive = owns
        return phrase

    def _until(self, phrase: Phrase, shape: Shape, last: int) -> Phrase:
        phrase.shape, phrase.last = shape, last
        return phrase

    # ------------------------------------------------------------------ heads

    def _officed(self, phrase: Phrase, office: tuple[Office, bool, int], at: int) -> Phrase:
        phrase.office, phrase.plural, stop = office
        phrase.noun = " ".join(self.low[at:stop])
        if self.low[stop - 1].endswith("-elect"):
            phrase.tense = "incoming"
        if self.low[stop] in ("elect", "designate"):
            phrase.tense, stop = "incoming", stop + 1
        if self.low[stop] == "and":
            second = self.offices.at(stop + 1)
            if second is not None and not second[1] and not phrase.plural and self.namer.at(second[2], titled=True):
                stop = second[2]
        several = phrase.plural or phrase.office.domain == "envoy"
        if self.low[stop] == "to":
            stop = self.offices.complement(Belonging(), stop, frozenset({"to"}), several=False)
        else:
            stop = self.offices.complement(phrase.of, stop, self._links(phrase), several=several)
        if self.low[stop] == "of" and phrase.office.office in TERRITORIAL:
            stop = self.ahead.see(phrase, stop)
        phrase.last = stop
        if phrase.plural:
            return self._listed(phrase, stop)
        styled = self.offices.at(stop) if self.text[stop][:1].isupper() else None
        titled = styled is not None and self.namer.at(stop, titled=True) is None
        if titled and styled is not None and not styled[1] and styled[0].domain in _STYLES:
            # "Foreign Minister Prince Saud"
            stop = styled[2] if self.namer.at(styled[2], titled=True) is not None else stop
        comma = self.low[stop] == ","
        name = self.namer.at(stop + comma, titled=True)
        if name is None and phrase.det == "the" and self.low[stop] in ("of", "for", "in", "at", "with", "on"):
            name = self.ahead.far_name(stop)
            comma = name is not None
        if name is None or self.namer.breaks(stop) or (comma and not self.ahead.apposes(phrase, name)):
            return phrase
        phrase.shape = Shape.NAME
        phrase.names, phrase.last = [name.text], name.stop
        phrase.gender, phrase.honorific = name.gender or phrase.office.gender, name.honorific
        if self.low[name.stop] == "of" and not phrase.of:
            phrase.last = self.offices.complement(phrase.of, name.stop, frozenset({"of"}), several=False)
        if self.low[phrase.last] == "," and not comma:
            self._appose(phrase, phrase.last + 1)
        return phrase

    def _links(self, phrase: Phrase) -> frozenset[str]:
        """Prepositions between an office and whose it is; what an envoy is sent to is not whose he is."""
        return frozenset({"of", "for", "from"} if phrase.plural and not phrase.of else {"of", "for"})

    def _listed(self, phrase: Phrase, at: int) -> Phrase:
        """Names under a shared title: "Presidents Bush of the US and Yeltsin of Russia"."""
        first, begin = at, at + (self.low[at] in (",", ":"))
        name = self.namer.at(begin, titled=True)
        if begin > at and not (phrase.det or len(phrase.of.countries) > 1):
            name = None
        while name is not None and not self.namer.breaks(begin):
            phrase.shape = Shape.NAME
            phrase.names.append(name.text)
            of = Belonging()
            at = self.offices.complement(of, name.stop, frozenset({"of"}), several=False)
            phrase.named_of.append(of)
            phrase.last = at
            if self.low[at] not in (",", "and", "&"):
                break
            begin = at + 1 + (self.low[at + 1] == "and")
            name = self.namer.at(begin, titled=True) if self.tokens.known(begin) is None else self.namer.at(begin)
        if len(phrase.names) == 1 and begin == first:
            # "told reporters Putin would come": several have more names than one
            phrase.shape, phrase.names, phrase.named_of, phrase.last = Shape.OFFICE, [], [], first
        if not phrase.names and not phrase.of and (phrase.det or phrase.count):
            phrase.shape = Shape.PLURAL
        return phrase

    def _related(self, phrase: Phrase, at: int) -> Phrase | None:
        opposite = self.low[at] == "opposite"
        phrase.noun = "counterpart" if opposite else self.low[at]
        if not phrase.owner and not phrase.det and not phrase.of:
            return None
        phrase.plural = phrase.noun.endswith("s")
        stop = at + 1 + opposite
        stop = self.offices.complement(phrase.of, stop, frozenset({"in", "from", "of"}), several=phrase.plural)
        phrase.shape, phrase.last = Shape.RELATION, stop
        if phrase.plural and self.low[stop] == "," and (phrase.det or phrase.owner):
            listed = self._listed(phrase, stop)
            if len(listed.names) > 1:
                # "his South Korean and Japanese counterparts, A and B"
                return listed
            phrase.shape, phrase.last = Shape.RELATION, stop
            phrase.names, phrase.named_of = [], []
        name = self.namer.at(stop + (self.low[stop] == ","), titled=True)
        if name is not None and not phrase.plural and not self.namer.breaks(stop):
            phrase.names, phrase.last, phrase.gender = [name.text], name.stop, name.gender
        return phrase

    def _delegates(self, phrase: Phrase, at: int) -> Phrase:
        phrase.noun, stop = self.low[at], at + 1
        if not phrase.of and not (phrase.owner and not self.ahead.belongs(stop)):
            begin, phrase.plural = stop + 1, True
            froms = frozenset({"of", "from", "representing", "for"})
            stop = self.offices.complement(phrase.of, stop, froms, several=True)
            if not phrase.of:
                name = self.namer.at(begin + (self.low[begin] == "the"))
                if name is not None:
                    phrase.names, stop = [name.text], name.stop
        elif phrase.noun in ("government", "regime") and self.low[stop] == "and" and self.low[stop + 1] == "opposition":
            phrase.noun, stop = "government and opposition", stop + 2
        return self._until(phrase, Shape.DELEGATES, stop)

    def _party(self, phrase: Phrase, at: int, known: Known) -> Phrase:
        phrase.last = at - (self.low[at - 1] in ("'s", "'", "’"))
        phrase.shape = Shape.PARTY
        community = self.ahead.community(phrase, at, known)
        if community:
            phrase.of, phrase.form = Belonging(body=community), Form.BODY
            return phrase
        while self.tokens.known(phrase.first) is None and phrase.first < at - 1 and phrase.det not in ("the", "both"):
            phrase.first += 1
        if phrase.det in ("the", "both") and self.low[phrase.first] not in ("the", "both"):
            while self.tokens.known(phrase.first) is None and phrase.first < at - 1:
                phrase.first += 1
        if known.form is Form.DEMONYM and len(phrase.of.countries) == 1:
            alone = not known.adjective or self.modifiers.ends(at) or self.low[at].endswith("ing")
            if phrase.det in ("the", "a", "an", "this", "that") and alone:
                phrase.shape = Shape.PERSON_OF
            else:
                phrase.attributive = True
        return phrase

    def _lower_owner(self, phrase: Phrase, at: int) -> Phrase | None:
        """Read "the union's Colm Brady", "the county council's leaders", "the millers' Trude Anwander"."""
        for stop in range(at, at + 4):
            if self.low[stop] in ("'s", "'", "’") and stop > at:
                inner = Phrase(Shape.OFFICE, phrase.first, det="the")
                after, _ = self.modifiers.before_head(inner, stop + 1)
                office, name = self.offices.at(after), self.namer.at(after)
                if office is not None:
                    found = self._officed(inner, office, after)
                    return found if found.names else None
                return self._named(inner, name) if name is not None else None
            if not self.text[stop].islower() or self.low[stop] in self.words.closed:
                return None
        return None

    def _described(self, phrase: Phrase, at: int) -> Phrase | None:
        """Directions for countries ("North and South Korea", "the North", "inter-Korean"), and owners in lower case."""
        joint = self.tokens.known(at + 2)
        if joint is not None and self.low[at + 1] in ("and", "-"):
            first, _, rest = joint[0].party.partition(" ")
            if rest and self.text[at] in ("North", "South", "East", "West") and first != self.text[at]:
                phrase.of.countries, phrase.form = [f"{self.text[at]} {rest}", joint[0].party], Form.COUNTRY
                return self._until(phrase, Shape.PARTY, joint[1])
            if self.low[at] == "inter" and joint[0].party == "South Korea":
                phrase.of.countries, phrase.form = ["North Korea", "South Korea"], Form.DEMONYM
                return self._until(phrase, Shape.PARTY, joint[1])
        if phrase.det == "the" and self.text[at] in ("North", "South") and "Koreas" not in self.low:
            owns = self.low[at + 1] == "'s"
            if owns or self.modifiers.ends(at + 1):
                phrase.of.countries.append(f"{self.text[at]} Korea")
                phrase.form = Form.COUNTRY
                if owns:
                    inner, _ = self.modifiers.before_head(phrase, at + 2)
                    office = self.offices.at(inner)
                    if office is not None:
                        return self._officed(phrase, office, inner)
                    name = self.namer.at(inner)
                    if name is not None:
                        return self._named(phrase, name)
                return self._until(phrase, Shape.PARTY, at + 1)
        return self._lower_owner(phrase, at) if phrase.det in ("the", "a", "an", *self.words.possessives) else None

    # ------------------------------------------------------------------ names

    def _named(self, phrase: Phrase, name: Name) -> Phrase:
        phrase.shape = Shape.NAME
        phrase.names, phrase.gender, phrase.honorific = [name.text], name.gender, name.honorific
        phrase.last = at = name.stop
        owns = self.low[at] in ("'s", "'", "’")
        house = self._house(phrase, at, owns=owns) if not phrase.honorific and " " not in name.text else None
        if house is not None:
            return house
        if owns:
            return self._owned(phrase, at + 1)
        if self.low[at] == "of" and not phrase.of:
            phrase.last = at = self.offices.complement(phrase.of, at, frozenset({"of"}), several=False)
        if self.low[at] == "," or (self.low[at] == "(" and self.offices.at(at + 1)):
            self._appose(phrase, at + 1)
        return phrase

    def _house(self, phrase: Phrase, at: int, *, owns: bool) -> Phrase | None:
        """Read "Hanil president Seo Jae-won", "Marsk's Preben Thorsager": a lone name that is a house's."""
        inner = Phrase(Shape.OFFICE, phrase.first, det="the")
        inner.of.body = phrase.names[0]
        office = self.offices.at(at)
        if office is not None and not owns and self.namer.at(office[2], titled=True) is not None:
            return self._officed(inner, office, at)
        office = self.offices.at(at + owns)
        name = self.namer.at(at + 1) if owns else None
        if (
            office is None
            and name is not None
            and " " in name.text
            and names.fold(phrase.names[0]) not in self.words.gender
        ):
            return self._named(inner, name)
        return None

    def _owned(self, phrase: Phrase, at: int) -> Phrase:
        """Read "Juan Guaidó's representatives"; in "Kim Jong Un's envoy, Choe Ryong-hae" both are phrases."""
        inner = Phrase(Shape.OFFICE, at)
        after, _ = self.modifiers.before_head(inner, at)
        office = self.offices.at(after)
        envoys = ("envoy", "negotiator", "minister", "ambassador", "aide")
        sent = office is not None and office[1] and (office[0].stands == "delegate" or office[0].domain in envoys)
        if sent or (self.low[after] in self.words.delegates and office is None):
            phrase.shape, phrase.noun = Shape.DELEGATES, self.low[after]
            phrase.last = office[2] if office is not None else after + 1
        return phrase

    def _appose(self, phrase: Phrase, at: int) -> None:
        """Read an office after "Name ," into the phrase, when it closes as an apposition does."""
        if self.low[at] == "who" and self.low[at + 1] in self.words.leading:
            of = Belonging()
            stop = self.offices.complement(of, at + 1, self.words.leading, several=False)
            if of:
                phrase.of, phrase.office, phrase.last = phrase.of or of, lexicon.offices()["head"], stop
            return
        inner = Phrase(Shape.OFFICE, at)
        after = self.modifiers.determiner(inner, at)
        after, _ = self.modifiers.before_head(inner, after)
        office = self.offices.at(after)
        if office is None and inner.det == "the" and not inner.of and self.low[after] not in self.words.closed:
            # "the tall Dutch minister", "the Governing Mayor of West Berlin"
            beyond, _ = self.modifiers.before_head(inner, after + 1)
            office, after = self.offices.at(beyond), beyond
        if office is None and inner.form is Form.DEMONYM and inner.det and self.modifiers.ends(after):
            phrase.of, phrase.last = phrase.of or inner.of, after
        if office is None or office[1] or (inner.det in ("a", "an") and office[0].stands != "person"):
            return
        stop = self.offices.complement(inner.of, office[2], self._links(inner), several=False)
        if self.low[stop] == "of" and office[0].office in TERRITORIAL:
            stop = self.ahead.see(inner, stop)
        if self.namer.at(stop, titled=True) is not None and not self.namer.breaks(stop):
            return
        if self.low[stop] not in self.words.closing and not self.namer.breaks(stop):
            return
        phrase.last = stop
        if phrase.office is not None and phrase.office.domain not in _RANKS:
            phrase.of = phrase.of or inner.of
            return
        phrase.office, phrase.det, phrase.tense = office[0], inner.det, inner.tense
        phrase.noun = " ".join(self.low[after : office[2]])
        phrase.of = phrase.of or inner.of
        phrase.gender = phrase.gender or office[0].gender
