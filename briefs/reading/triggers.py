"""The words that can open an event, their lemmas, and the test whether a sentence is worth parsing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import product

from briefs.reading.wordlists import tables

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|'s|'re")
SERIES = re.compile(r"\b(?:COP|CMP|MC|TICAD|ASEM|UNCTAD)[- ]?\d{1,2}\b|\bCHOGM\b|\bUNGA\b")
"""Conferences named by initials and the number of their session."""
_VOWELS = "aeiou"
_EVERYDAY = frozenset({"on", "over", "round", "aside", "together"})
_AWAITED = frozenset({"due", "expected", "awaited", "expects", "awaits", "off", "way", "bound"})


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """How a verb's other parties stand to it; see lexicon/events.toml."""

    lemma: str
    particle: str
    kind: str
    slots: frozenset[str]

    @property
    def key(self) -> str:
        """The frame's key in lexicon/events.toml."""
        return f"{self.lemma}+{self.particle}" if self.particle else self.lemma


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The event vocabulary: frames by verb lemma, kinds by noun lemma, lemmas by form."""

    verbs: dict[str, tuple[VerbFrame, ...]]
    nouns: dict[str, tuple[str, frozenset[str]]]
    noun_forms: dict[str, str]
    light: frozenset[str]
    lemmas: dict[str, str]
    particles: dict[tuple[str, str], str]
    triggers: frozenset[str]
    strong: frozenset[str]

    def noun(self, word: str) -> str:
        """The event noun that `word` is a form of, "" when it is none."""
        return self.noun_forms.get(word.lower(), "")

    def lemma(self, word: str) -> str:
        """The lemma of a trigger, governor or light verb; other words come back in lower case."""
        low = word.lower()
        return self.lemmas.get(low, low)


def regular(lemma: str) -> list[str]:
    """The regular forms of an English verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return [lemma, third, lemma + "ed", lemma + "ing"]


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def idioms() -> dict[tuple[str, str, str], str]:
    """The idioms with their classes of words spelt out: (verb, word, slot) to their kind."""
    classes = {name: str(members).split() for name, members in tables("events")["idiom_classes"].items()}
    found: dict[tuple[str, str, str], str] = {}
    for phrase, kind in tables("events")["idioms"].items():
        verbs, words, slot = str(phrase).split()
        for verb, word in product(classes.get(verbs, [verbs]), classes.get(words, [words])):
            found[verb, word, slot] = str(kind)
    return found


@cache
def lexicon() -> Lexicon:
    """The vocabulary, read once."""
    events, status = tables("events"), tables("status")
    forms = {str(lemma): str(words).split() for lemma, words in events["forms"].items()}
    lemmas: dict[str, str] = {}

    def learn_verb(lemma: str) -> None:
        for form in [*regular(lemma), *forms.get(lemma, [])]:
            lemmas.setdefault(form, lemma)

    frames: dict[str, list[VerbFrame]] = {}
    for key, value in events["verbs"].items():
        lemma, _, particle = str(key).partition("+")
        kind, *slots = str(value).split()
        frames.setdefault(lemma, []).append(VerbFrame(lemma, particle, kind, frozenset(slots)))
    light = frozenset(str(events["light"]["verbs"]).split())
    governors = {word for text in status["verbs"].values() for word in str(text).split()}
    particles = {}
    for effect, phrases in status["particles"].items():
        assert isinstance(phrases, list)
        for phrase in phrases:
            verb, particle = str(phrase).split()
            particles[verb, particle] = effect
    prose = tables("prose")
    others = (
        prose["saying"]["verbs"],
        prose["conferences"]["climbing"],
        prose["places"]["hosts"],
        *events["phases"].values(),
        *events["conferences"].values(),
        *(status["links"][kind] for kind in ("occur", "end", "shift", "arrange")),
    )
    governors |= {word for text in others for word in str(text).split()}
    irregular = set(forms)
    verbs = {
        *frames,
        *light,
        *(verb for verb, _, _ in idioms()),
        *governors,
        *irregular,
        *(verb for verb, _ in particles),
    }
    # "hoped" is of "hope", not of "hop", whose forms double their consonant
    for lemma in sorted(verbs, key=lambda verb: (not verb.endswith("e"), verb)):
        learn_verb(lemma)
    for lemma, words in forms.items():
        for form in words:
            lemmas[form] = lemma
    nouns = {}
    forms_of: dict[str, str] = {}
    for key, value in events["nouns"].items():
        kind, *marks = str(value).split()
        nouns[str(key)] = (kind, frozenset(marks))
        forms_of[plural(str(key))] = str(key)
    forms_of.update({noun: noun for noun in nouns})
    verb_forms = {form for form, lemma in lemmas.items() if lemma in frames}
    idiom_words = {word for _, word, _ in idioms() if word != "TIME"} - _EVERYDAY
    idiom_words |= {form for word in idiom_words for form in (word + "s", word + "es")} | _AWAITED
    idiom_words |= set(str(events["spans"]["words"]).split())
    noun_forms = set(forms_of)
    organs = set(str(prose["conferences"]["organs"]).split())
    working = {form for verb in str(events["working"]["verbs"]).split() for form in regular(verb)} - {"work", "works"}
    return Lexicon(
        {lemma: tuple(found) for lemma, found in frames.items()},
        nouns,
        forms_of,
        light,
        lemmas,
        particles,
        frozenset(verb_forms | noun_forms | idiom_words | organs | working),
        frozenset(
            {form for form, lemma in lemmas.items() if any("weak" not in f.slots for f in frames.get(lemma, ()))}
            | {form for form, noun in forms_of.items() if "weak" not in nouns[noun][1]}
        ),
    )


class Call(IntEnum):
    """How loudly a sentence's words call for a parse."""

    NONE = 0
    WEAK = 1
    VERB = 2
    NOUN = 3


def call(sentence: str) -> Call:
    """Whether the sentence holds a noun or verb for an encounter, or only an everyday word that could be one."""
    known = lexicon()
    if SERIES.search(sentence):
        return Call.NOUN
    found = Call.NONE
    for match in _WORD.finditer(sentence):
        low = match.group().lower()
        if low in known.strong:
            if low in known.noun_forms:
                return Call.NOUN
            found = Call.VERB
        elif found is Call.NONE and low in known.triggers:
            found = Call.WEAK
    return found
