"""What a phrase for people or parties is; `nominals` finds them, `references` says whom they mean. ADR 0015."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from briefs.reading.gazetteer import Form
from briefs.reading.lexicon import Office
from briefs.reading.offices import Belonging


class Shape(StrEnum):
    """What a phrase is."""

    NAME = "name"
    OFFICE = "office"
    RELATION = "relation"
    DELEGATES = "delegates"
    PARTY = "party"
    BODY_NOUN = "body-noun"
    PERSON_OF = "person-of"
    PLURAL = "plural"
    PRONOUN = "pronoun"


@dataclass(slots=True)
class Phrase:
    """One phrase, tokens `first` to `last` (half-open), characters `start` to `end` of the article.

    `names` are the names in it (several under a shared title), `of` whose office it is or the parties themselves,
    `named_of` that of each name. `tense` is former, acting, incoming or "". `owner` is "his", "their" or a name.
    `count` is a stated number, 0 when none. `place` marks a country or city that is where, not who. `noun` is the word
    it turns on, `form` what the last known name in it is. `described` says that an adjective narrows it ("western").
    """

    shape: Shape
    first: int
    last: int = 0
    start: int = 0
    end: int = 0
    names: list[str] = field(default_factory=list)
    named_of: list[Belonging] = field(default_factory=list)
    gender: str = ""
    honorific: str = ""
    office: Office | None = None
    plural: bool = False
    of: Belonging = field(default_factory=Belonging)
    det: str = ""
    owner: str = ""
    tense: str = ""
    count: int = 0
    place: bool = False
    attributive: bool = False
    noun: str = ""
    described: bool = False
    form: Form | None = None
