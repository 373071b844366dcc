"""An entry in an editor's words → what goes on the agenda: "meeting Merkel – Macron, Berlin, next Friday".

Names are those the agenda knows where it knows them, countries and cities may be said in Russian, dates count from the
editor's own day. What is understood is shown before anything is added.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from briefs.agenda.names import words as latin_words
from briefs.composing.asking import dates_in_english, kind_said
from briefs.composing.matching import Index
from briefs.composing.places import city_named
from briefs.composing.vocabulary import fold, is_cyrillic, party_named
from briefs.errors import RequestError
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Window
from briefs.reading.dates import DateMention, Tense, find_dates

FIELDS: Final = ("kind", "who", "name", "when", "place", "topic", "status", "hedge")
"""What can be said of an entry, in the order in which it is asked for."""
LONGEST: Final = 300
"""So many characters of a line are read."""
MOST_NAMES: Final = 12
_DASH: Final = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*|\s*&\s*|\s*\+\s*|\s*/\s*")
_COMMA: Final = re.compile(r"\s*(?:[,;]|:(?=\s))\s*")
_LINK: Final = re.compile(r"\b(?:on|at|in|for|by|to|в|во|на|с)\s*$", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s$")
_LEADING: Final = re.compile(r"^(?:on|at|в|во)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as far as it has been described. `status` None goes by the date; `dated` says that the date was given.

    A window given as not known is `Window()` with `dated`. `words` are the editor's, in the order of saying; they
    become the entry's evidence.
    """

    kind: Kind | None = None
    participants: tuple[Participant, ...] = ()
    name: str = ""
    window: Window = field(default_factory=Window)
    time: str = ""
    dated: bool = False
    place: str = ""
    topic: str = ""
    status: Status | None = None
    hedge: str = ""
    words: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """The first field that an entry cannot do without and that has not been given; "" when it is complete."""
        if self.kind is None:
            return "kind"
        if self.kind is Kind.CONFERENCE and not self.name:
            return "name"
        if self.kind is not Kind.CONFERENCE and not self.participants:
            return "who"
        return "" if self.dated else "when"

    def entry(self, today: date) -> Entry:
        """What goes on the agenda; without a status it is held when its days are over on `today`, else planned."""
        over = self.window.end is not None and self.window.end < today
        text = " · ".join(self.words)
        return Entry(
            self.kind or Kind.MEETING,
            self.status or (Status.HELD if over else Status.PLANNED),
            self.participants,
            self.window,
            evidence=(Evidence("", text, 0, len(text)),),
            name=self.name,
            name_as=self.name,
            place=self.place,
            hedge=self.hedge,
            time=self.time,
            topic=self.topic,
        )

    def kept(self) -> dict[str, str]:
        """The draft as a conversation remembers it."""
        people = [[one.name, one.mention, one.sort.value, one.title, one.country] for one in self.participants]
        return {
            "kind": self.kind or "",
            "who": json.dumps(people, ensure_ascii=False),
            "name": self.name,
            "when": self.window.iso() if self.dated else "",
            "time": self.time,
            "place": self.place,
            "topic": self.topic,
            "status": self.status or "",
            "hedge": self.hedge,
            "words": json.dumps(self.words, ensure_ascii=False),
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, str]) -> Draft:
        """What `kept` wrote; missing parts are empty."""
        people = json.loads(kept.get("who") or "[]")
        when = kept.get("when", "")
        return cls(
            kind=Kind(kept["kind"]) if kept.get("kind") else None,
            participants=tuple(
                Participant(name, mention, Sort(sort), title, country) for name, mention, sort, title, country in people
            ),
            name=kept.get("name", ""),
            window=Window.from_iso(when) if when else Window(),
            time=kept.get("time", ""),
            dated=bool(when),
            place=kept.get("place", ""),
            topic=kept.get("topic", ""),
            status=Status(kept["status"]) if kept.get("status") else None,
            hedge=kept.get("hedge", ""),
            words=tuple(json.loads(kept.get("words") or "[]")),
        )


def drafted(text: str, *, today: date, index: Index) -> Draft:
    """The entry that one line describes, as far as it does: "G20 summit, Antalya, 15-16 November, likely".

    Args:
        text: Kind, names, place, topic, date, status, doubt, divided by commas; only its beginning is read.
        today: The editor's local date, from which dates count.
        index: The agenda's names.
    """
    clean = " ".join(text[:LONGEST].split())
    draft = Draft(words=(clean,))
    rest = dates_in_english(_COMMA.sub(" , ", clean) if is_cyrillic(clean) else clean)
    if (mention := _date(rest, today)) is not None:
        draft = _dated(draft, mention)
        before = _LINK.sub("", rest[: mention.start_char].rstrip())
        rest = f"{before.rstrip()} , {rest[mention.end_char :]}"
    parts = [part for part in _COMMA.split(rest) if part.strip(" .")]
    draft, parts = _kind_of(draft, [part.strip(" .") for part in parts])
    for number, part in enumerate(parts):
        draft = _take(draft, part, index, first=number == 0)
    return draft


def described(draft: Draft, what: str, words: str, *, today: date, index: Index) -> Draft:
    """`draft` with one of `FIELDS` given in an editor's words.

    Raises:
        RequestError: The words amount to no kind, names, date or status.
    """
    said = " ".join(words[:LONGEST].split())
    nothing = fold(said) in _set("unstated") or not said
    draft = replace(draft, words=(*draft.words, said)) if said and not nothing else draft
    match what:
        case "kind":
            kind = Kind(said) if said in set(Kind) else kind_said(said.split()[0] if said else "")
            if kind is None:
                raise RequestError(f"“{said}” is no kind of entry", sentence="kind-unclear", words=said)
            return replace(draft, kind=kind)
        case "who":
            names = [] if nothing else names_in(said)
            if not names:
                raise RequestError("somebody must take part", sentence="who-unclear")
            return replace(draft, participants=_named(names, index)[:MOST_NAMES])
        case "when":
            if nothing:
                return replace(draft, window=Window(), time="", dated=True)
            mention = _date(dates_in_english(said), today)
            if mention is None:
                raise RequestError(f"“{said}” is no date", sentence="date-unclear", words=said)
            return _dated(draft, mention)
        case "place":
            return replace(draft, place="" if nothing else place_named(said))
        case "status":
            status = status_named(said)
            if status is None:
                raise RequestError(f"“{said}” is no status", sentence="status-unclear", words=said)
            return replace(draft, status=status)
        case "name" if nothing:
            raise RequestError("a conference needs a name", sentence="name-unclear")
        case "name":
            return replace(draft, name=said)
        case "topic":
            return replace(draft, topic="" if nothing else _topic(said))
        case "hedge":
            return replace(draft, hedge="" if nothing else said)
        case _:
            raise RequestError(f"“{what}” cannot be given", sentence="not-correctable", field=what)


def names_in(words: str) -> list[str]:
    """The names in "Merkel, Macron and Tusk" or "Merkel – Macron"."""
    found: list[str] = []
    for part in _COMMA.split(words):
        for piece in _DASH.split(part):
            name: list[str] = []
            for word in [*piece.split(), ""]:
                if word and fold(word) not in _set("between"):
                    idle = _set("idle") if name else _set("idle") | _set("before_names")
                    name += [word] if fold(word) not in idle else []
                elif name:
                    found.append(_POSSESSIVE.sub("", " ".join(name)))
                    name = []
    return found


def participant_named(phrase: str, index: Index) -> Participant:
    """Whom a name means: a country or body however it is said, a person the agenda knows, else somebody new.

    Raises:
        RequestError: It is somebody new in other letters than Latin, by which no article could mean them.
    """
    party = party_named(phrase)
    if party is not None:
        return Participant(party.name, phrase, party.sort, country=party.name if party.sort is Sort.COUNTRY else "")
    known = index.person(phrase)
    if known is not None:
        return replace(known, mention=phrase)
    if not latin_words(phrase):
        raise RequestError(f"“{phrase}” is not in Latin letters", sentence="name-in-latin", words=phrase)
    return Participant(phrase, phrase)


def place_named(words: str) -> str:
    """A place as the agenda writes it: cities and countries by their English name, others as they are said."""
    return ", ".join(_place(part) for part in _COMMA.split(words) if part)


def _place(words: str) -> str:
    bare = _LEADING.sub("", words)
    party = party_named(bare)
    return city_named(bare) or (party.name if party and party.sort is Sort.COUNTRY else bare)


def _topic(words: str) -> str:
    party = party_named(words)
    return party.name if party else words


def _date(text: str, today: date) -> DateMention | None:
    found = find_dates(text, published=today, tense=lambda start, end: Tense.FUTURE)
    return next((each for each in found if each.window.known), None)


def _dated(draft: Draft, mention: DateMention) -> Draft:
    hour = " ".join(part for part in (mention.time, mention.zone) if part)
    return replace(draft, window=mention.window, time=hour, dated=True)


def _kind_of(draft: Draft, parts: list[str]) -> tuple[Draft, list[str]]:
    """The kind that the line names. Its word belongs to a conference's name, and to nothing else."""
    for number, part in enumerate(parts):
        words = part.split()
        at, kind = next(((at, kind) for at, word in enumerate(words) if (kind := kind_said(word))), (0, None))
        if kind is None:
            continue
        if kind is not Kind.CONFERENCE:
            end = next((end for end in range(at + 1, len(words)) if kind_said(words[end]) is None), len(words))
            between = ["to" if kind is Kind.VISIT else "–"] if at > 0 and end < len(words) else []
            words = [*words[:at], *between, *words[end:]]
        elif at == 0 and fold(words[0]) in _set("bare") and (len(words) == 1 or fold(words[1]) not in _set("about")):
            words = words[1:]
        left = [" ".join(words), *parts[number + 1 :]]
        return replace(draft, kind=kind), [*parts[:number], *(each for each in left if each)]
    return draft, parts


def _take(draft: Draft, part: str, index: Index, *, first: bool) -> Draft:
    """`draft` with one part of the line in the field it fits."""
    words = part.split()
    head = fold(words[0])
    if (status := status_named(part)) is not None:
        return replace(draft, status=status)
    if fold(part) in _set("hedges"):
        return replace(draft, hedge=part)
    if (status := status_named(words[-1])) is not None:
        draft, part, words = replace(draft, status=status), " ".join(words[:-1]), words[:-1]
    unnamed = draft.kind is Kind.CONFERENCE and not draft.name
    if head in _set("about") and len(words) > 1 and not unnamed:
        return replace(draft, topic=_topic(" ".join(words[1:])))
    if head in _set("at") and len(words) > 1 and not unnamed:
        return replace(draft, place=place_named(" ".join(words[1:])))
    if draft.kind is Kind.CONFERENCE:
        if unnamed:
            at = next(
                (at for at, word in enumerate(words) if at and fold(word) in _set("at") and _is_place(words[at + 1 :])),
                0,
            )
            place = place_named(" ".join(words[at + 1 :])) if at else ""
            return replace(draft, name=" ".join(words[: at or None]), place=place)
        return replace(draft, place=place_named(part) if not draft.place else f"{draft.place}, {_place(part)}")
    if first or not draft.participants:
        return _people(draft, words, index)
    party, city = party_named(part), city_named(part)
    if draft.place:
        return replace(draft, place=f"{draft.place}, {_place(part)}")
    alone = len(draft.participants) == 1 and draft.kind is not Kind.VISIT and not city
    if alone or index.person(part) or (party and party.sort is Sort.BODY):
        return replace(draft, participants=(*draft.participants, *_named([part], index))[:MOST_NAMES])
    return replace(draft, place=_place(part))


def _is_place(words: Sequence[str]) -> bool:
    said = " ".join(words)
    party = party_named(said)
    return bool(city_named(said)) or (party is not None and party.sort is Sort.COUNTRY)


def _people(draft: Draft, words: Sequence[str], index: Index) -> Draft:
    """The names at the head of a line, with the place and the topic that follow them: "Merkel – Macron in Berlin"."""
    marks = [at for at, word in enumerate(words) if at and fold(word) in _set("at") | _set("about")]
    ends = [*marks, len(words)]
    draft = replace(draft, participants=_named(names_in(" ".join(words[: ends[0]])), index)[:MOST_NAMES])
    for start, end in zip(marks, ends[1:], strict=True):
        said = " ".join(words[start + 1 : end])
        if said:
            place = fold(words[start]) in _set("at")
            draft = replace(draft, place=place_named(said)) if place else replace(draft, topic=_topic(said))
    return draft


def _named(names: Sequence[str], index: Index) -> tuple[Participant, ...]:
    return tuple(participant_named(name, index) for name in names)


def status_named(words: str) -> Status | None:
    """The status that words mean ("called off", "состоялась"); None for none."""
    return Status(words) if words in set(Status) else _statuses().get(fold(words))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("briefs.composing") / "drafting.toml").read_text("utf-8"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in cast(Sequence[str], _table()[name]))


@cache
def _statuses() -> Mapping[str, Status]:
    return {fold(word): Status(status) for status, words in _table()["statuses"].items() for word in words}
