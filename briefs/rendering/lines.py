"""The wording of one entry, the same in every rendering.

The source's own verb and hedge, never upgraded; vague words first, the window in brackets; what is not stated is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from briefs.composing.placing import off
from briefs.model.agenda import AgendaEntry, Change, LedgerLine
from briefs.model.brief import Heading, Item
from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.reading import lexicon
from briefs.rendering.names import Names
from briefs.rendering.pieces import Line, bold, clean, line
from briefs.rendering.when import When, hour
from briefs.wording.wording import Wording

_NAMES_SHOWN = 6
_TAKEN_BACK = frozenset({Change.CORRECTION, Change.REMOVED})
_ABOUT_TO_HAPPEN = 1
"""So many days before, a missing hour is worth saying."""


_STAND_ALONE = frozenset({"due", "set", "scheduled", "slated", "arranged", "fixed", "booked", "timetabled", "invited"})
"""Words of a source that make sense before a date: "set for Friday", but not "will Friday"."""


class Detail(IntEnum):
    """How much a line says."""

    SHORT = 0
    """Names, place, status, date."""
    USUAL = 1
    """With the topic, and what is not stated."""
    WHOLE = 2
    """With the country of the place."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Words entries for one reader: in a language, from a day, in an IANA zone, with names for the whole brief."""

    wording: Wording
    when: When
    timezone: str
    names: Names
    detail: Detail = Detail.USUAL

    def item(self, item: Item, heading: Heading, *, date_said: bool = False) -> Line:
        """One line of a brief, in one or two rows, without its number. `date_said`: the line before said its date."""
        entry = item.entry
        subject = self.subject(entry)
        if heading is Heading.HELD:
            told = "" if date_said else self.held_on(entry)
            said = f"{told}: {subject}" if told else subject
            return line("; ".join((said, *self.corrections(item))))
        facts = "; ".join((self.state(entry, heading), *self.blanks(entry, heading), *self.changes(item, heading)))
        if heading is Heading.TODAY:
            return line(f"{subject}\n{facts}")
        apart = ": " if entry.kind is Kind.CONFERENCE or ", " in subject else ", "
        return line(f"{subject}{apart}{facts}")

    # Who, where, about what

    def subject(self, entry: AgendaEntry) -> str:
        """Names or the conference's name in bold marks, then the place and the topic."""
        parts = [self.who(entry)]
        if entry.places and not (entry.kind is Kind.VISIT and len(entry.participants) < 2):
            place = self.place(entry)
            if not (self._tells_name(entry) and _within(place, entry.name)):
                parts.append(place)
        if self._tells_topic(entry):
            parts.append(self.wording.say("with-topic", topic=self.named(entry.topic)))
        if entry.claimed_by:
            parts.append(self.wording.say("claimed", who=self.named(entry.claimed_by)))
        return ", ".join(parts)

    def _tells_name(self, entry: AgendaEntry) -> bool:
        """Whether the line calls the entry by a name, and one that may say its town: "the Geneva conference"."""
        return entry.kind is Kind.CONFERENCE and bool(entry.name)

    def _tells_topic(self, entry: AgendaEntry) -> bool:
        """A journey's topic is a guess at its purpose, a conference's often stands in its name: then it is not said."""
        least = Detail.WHOLE if entry.kind is Kind.VISIT else Detail.USUAL
        return bool(entry.topic) and self.detail >= least and not _within(entry.topic, entry.name)

    def who(self, entry: AgendaEntry) -> str:
        """Who meets whom, who goes where, or the conference's name, in bold marks."""
        if entry.kind is Kind.CONFERENCE and (entry.name or not entry.participants):
            name = clean(entry.name, 200) or self.wording.say("blank-names")
            return bold(self.wording.isolated(name[:1].upper() + name[1:]))
        who = bold(self.people(entry))
        if entry.kind is Kind.CALL:
            return self.wording.say("with-call", who=who)
        if entry.kind is not Kind.VISIT:
            return who
        if len(entry.participants) > 1 or not entry.places:
            return self.wording.say("with-visit-nowhere", who=who)
        happened = entry.status in (Status.HELD, Status.ONGOING)
        return self.wording.say("with-visit-held" if happened else "with-visit", who=who, place=self.place(entry))

    def people(self, entry: AgendaEntry) -> str:
        """The participants in the entry's order, a dash between them."""
        names = [self.names.shown(one, entry) for one in entry.participants]
        shown = " – ".join(names[:_NAMES_SHOWN]) or self.wording.say("blank-names")
        more = len(names) - _NAMES_SHOWN
        return f"{shown} {self.wording.say('more', n=more)}" if more > 0 else shown

    def place(self, entry: AgendaEntry) -> str:
        """The place, or the places that reports differ on."""
        places = [self.town(place) for place in entry.places[:3]]
        if len(places) == 1:
            return places[0]
        both = self.wording.say("or-place", first=", ".join(places[:-1]), second=places[-1])
        return self.wording.say("one-of-places", places=both)

    def town(self, place: str) -> str:
        """One place: the town alone, or with its country where there is room; a house with its town.

        Seats that stand for a government ("Kremlin") need no town; no house has one in the shortest lines.
        """
        parts = [clean(part) for part in place.split(",")]
        if len(parts) > 1 and self.detail < Detail.WHOLE:
            house = len(parts) > 2 and self.detail > Detail.SHORT and parts[0] not in _seats()
            house = house and parts[1] not in parts[0]
            parts = parts[: 2 if house else 1]
        return self.wording.isolated(", ".join(self.wording.place(part) for part in parts))

    def named(self, text: str) -> str:
        """A country in the reader's language, any other words as they are."""
        return clean(self.wording.country(clean(text)))

    # Whether and when

    def state(self, entry: AgendaEntry, heading: Heading) -> str:
        """Status, hedge and date: "due later this week (Wed 15–Sun 19 May, in 1–5 days)"."""
        say, window = self.wording.say, entry.window
        when = self.when.whole(window)
        if heading is Heading.OVERDUE:
            if entry.status is Status.ONGOING:
                return say("overdue-ongoing", when=when)
            return say("overdue", said=self._said(entry), when=when)
        if entry.status is Status.POSTPONED:
            if not window.known:
                return say("postponed-open")
            hedged = self.detail > Detail.SHORT and entry.hedge
            return (
                say("postponed-hedged", words=clean(entry.hedge), when=when)
                if hedged
                else say("postponed-to", when=when)
            )
        if off(entry):
            said = say(f"status-{entry.status}")
            if not window.known:
                return said
            if entry.status is Status.RULED_OUT:
                return say("said-when", said=said, when=self.dates(window))
            return f"{said}; {say('was-due', when=self.dates(window))}"
        if entry.status is Status.ONGOING:
            if window.end is not None and (self.when.today is None or window.end > self.when.today):
                return say("under-way-to", day=self.when.day(window.end))
            return say("status-ongoing")
        said = self._said(entry)
        if heading is Heading.TODAY and self.when.today is not None:
            return self._today(entry, said, self.when.today)
        stated = [self._hour(entry)] if entry.time and _one_day(window) else []
        if not window.known:
            return said if entry.kind is Kind.CONFERENCE else f"{said}; {when}"
        return ", ".join([say("said-when", said=said, when=when), *stated])

    def _today(self, entry: AgendaEntry, said: str, today: date) -> str:
        window = entry.window
        if entry.time and (_one_day(window) or window.start == today):
            said = f"{said}, {self._hour(entry)}"
        if window.start is not None and window.end is not None and window.start != window.end:
            n, of = (today - window.start).days + 1, (window.end - window.start).days + 1
            if n == of:
                return f"{said}, {self.wording.say('last-of-days', n=n, of=of)}"
            return f"{said}, {self.wording.say('day-of-days', n=n, of=of, day=self.when.day(window.end))}"
        return said

    def _hour(self, entry: AgendaEntry) -> str:
        return hour(clean(entry.time), entry.window.start, self.timezone, self.wording)

    def _said(self, entry: AgendaEntry) -> str:
        """The source's own hedge in quotation marks; else its own verb, or ours where it has none."""
        say = self.wording.say
        status = say(f"status-{entry.status}")
        if entry.hedge:
            quoted = say("quoted", words=clean(entry.hedge))
            if entry.status is Status.PLANNED:
                return quoted
            return say("status-quoted", status=status, words=clean(entry.hedge))
        if entry.status is Status.PLANNED and self.wording.language == "en":
            return said_by_source(entry) or status
        return status

    def held_on(self, entry: AgendaEntry) -> str:
        """When it was held, for the head of its line; "" when not stated."""
        return self.when.whole(entry.window) if entry.window.known else self.wording.say("blank-date")

    # What is not stated, what changed

    def blanks(self, entry: AgendaEntry, heading: Heading) -> list[str]:
        """What the articles leave open and a reader would ask."""
        if self.detail is Detail.SHORT or off(entry) or heading is Heading.OVERDUE:
            return []
        say, blanks = self.wording.say, []
        if not entry.time and _one_day(entry.window) and self._soon(entry.window) and entry.kind is not Kind.VISIT:
            blanks.append(say("blank-hour"))
        if entry.kind is Kind.VISIT and len(entry.participants) == 1:
            blanks.append(say("blank-host"))
        elif entry.kind is not Kind.CONFERENCE and len(entry.participants) == 1:
            blanks.append(say("blank-counterpart"))
        if not entry.places and entry.kind is not Kind.CALL:
            blanks.append(say("blank-place"))
        if not entry.window.known and entry.kind is Kind.CONFERENCE and entry.status is not Status.POSTPONED:
            blanks.append(say("blank-date"))
        return blanks

    def _soon(self, window: Window) -> bool:
        today = self.when.today
        return today is not None and window.start is not None and (window.start - today).days <= _ABOUT_TO_HAPPEN

    def changes(self, item: Item, heading: Heading) -> list[str]:
        """What was, for each change that is news to the reader, and that a line is new."""
        told = [self._change(change, item.entry) for change in item.changes]
        if item.new and heading is not Heading.TODAY:
            told.append(self.wording.say("new"))
        return [text for text in dict.fromkeys(told) if text]

    def corrections(self, item: Item) -> list[str]:
        """What editors or publishers took back, of the changes that are news to the reader."""
        told = (self._change(one, item.entry) for one in item.changes if one.change in _TAKEN_BACK)
        return [text for text in dict.fromkeys(told) if text]

    def _change(self, change: LedgerLine, entry: AgendaEntry) -> str:
        say, was = self.wording.say, clean(change.was)
        match change.change:
            case Change.STATUS:
                return say("was-status", status=self.status(was)) if was not in ("", Status.PLANNED) else ""
            case Change.WINDOW:
                return self._was_window(was)
            case Change.PLACE:
                return say("was-place", place=self.town(was)) if was else say("was-place-open")
            case Change.CERTAINTY:
                return say("was-hedged", words=was) if was else say("was-firm")
            case Change.REVIVED:
                return say("revived")
            case Change.REMOVED:
                return say("removed") if entry.removed else say("restored")
            case Change.UNDONE:
                return say("restored") if was == "removed" else say("uncorrected", was=self.value(was)) if was else ""
            case Change.CORRECTION:
                return say("corrected-from", was=self.value(was)) if was else say("corrected")
            case _:
                return ""

    def _was_window(self, was: str) -> str:
        try:
            window = Window.from_iso(was)
        except ValueError:
            return self.wording.say("was-window", when=was) if was else self.wording.say("was-window-open")
        if not window.known:
            return self.wording.say("was-window-open")
        return self.wording.say("was-window", when=self.dates(window))

    def dates(self, window: Window) -> str:
        """A window without its day count, for one that no longer holds."""
        said, exact = self.when.words(window), self.when.exact(window)
        return said if exact in ("", said) else self.wording.say("bracketed", words=said, inside=exact)

    def status(self, value: str) -> str:
        """A status by its value, in words; any other words as they are."""
        return self.wording.say(f"status-{value}") if value in set(Status) else value

    def value(self, text: str) -> str:
        """What a ledger line was or became: a status, a window, or words."""
        if text in set(Status):
            return self.status(text)
        try:
            return self.dates(Window.from_iso(text))
        except ValueError:
            return self.named(text)


def said_by_source(entry: AgendaEntry) -> str:
    """The newest report's own word for a firm plan ("due", "set"), "" for one that cannot stand before a date."""
    for one in reversed(entry.contributions):
        if one.entry.status is entry.status and one.entry.said:
            word = one.entry.said.casefold().removesuffix(" to").split(" ")[-1]
            return word if word in _STAND_ALONE else ""
    return ""


@cache
def _seats() -> frozenset[str]:
    return frozenset(seat.name for seat in lexicon.seats())


def _one_day(window: Window) -> bool:
    return window.precision is Precision.DAY and window.start is not None and window.start == window.end


def _within(topic: str, name: str) -> bool:
    return bool(name) and topic.casefold() in name.casefold()
