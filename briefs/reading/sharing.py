"""One verb, several encounters: "met A on Monday, B on Tuesday and C on Friday", "separate talks with A and B"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort, Status
from briefs.model.window import Precision
from briefs.reading.dates import DateMention, Tense, resolve
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, persons
from briefs.reading.references import Mention
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHARED = frozenset({Kind.MEETING, Kind.TALKS, Kind.CALL})
_BETWEEN = re.compile(
    r"[\s,;]*(?:and|then|also|next|later|finally|followed|before|by|with|to|for|the|in|at|on|from|of|a|an|his|her|its|"
    r"[\s,;]|[A-Z][\w.'’-]*|[a-z]+(?= of| at the))*[\s,;]*"
)
"""Between a name and its day, or between a day and the next name: no verb, names of places and offices at most."""
_LINKS = re.compile(r"(?:[\s,;]|\b(?:and|then|also|next|later|finally|by|with|to|for|the|while|followed)\b)*")
"""Between one pair of name and day and the next."""
_LONGEST = 90
_COUNTED = frozenset(
    {"meetings", "bilaterals", "calls", "tête-à-têtes", "one-on-ones", "audiences", "lunches", "dinners"}
)
"""Plurals of single encounters: "meetings with A and B"."""
_IN_TURN = (" one by one", " in turn", " one after the other", " by himself", " by herself")


def shared(event: EventMention, parsed: Parsed) -> list[EventMention]:
    """The encounters that one mention tells: one for each of the other side's people that has a day of its own, or
    whom the words part from the others; the event itself otherwise.
    """
    if event.kind not in _SHARED or event.back or not event.agents:
        return [event]
    if (row := _row(event, parsed)) is not None:
        return row
    hosts, guests = _sides(event)
    if len(hosts) == 1 and len(guests) > 1 and len(persons(guests)) == len(guests):
        places = _places_of(guests, parsed)
        if places or _are_parted(event, parsed):
            return [
                replace(
                    event,
                    parties=[*hosts, guest],
                    agents=hosts,
                    others=[guest],
                    place=places.get(guest.who.name, event.place),
                    proofs=[],
                )
                for guest in guests
            ]
    return [event]


def _places_of(guests: list[Party], parsed: Parsed) -> dict[str, str]:
    """The place right after each guest's name: "with A in Cairo and B in Riyadh"; none unless each has one."""
    text, offset = parsed.sentence.text, parsed.sentence.start
    found: dict[str, str] = {}
    for mention in parsed.at.values():
        if len(mention.who) != 1:
            continue
        for place in parsed.places:
            between = text[mention.end - offset : place.start_char]
            if _IN.fullmatch(between):
                found[mention.who[0].name] = place.place
    named = {each.who.name for each in guests}
    each_elsewhere = named <= set(found) and len({found[name] for name in named}) == len(named)
    return {name: found[name] for name in named} if each_elsewhere else {}


_IN = re.compile(r",? (?:in|at) (?:the )?")


def _sides(event: EventMention) -> tuple[list[Party], list[Party]]:
    """The one who sees the others, and these."""
    if len(event.agents) > 1 and len(event.others) == 1:
        return event.others, event.agents
    return event.agents, event.others


def _are_parted(event: EventMention, parsed: Parsed) -> bool:
    """Whether "separate", "one by one", "in turn" stand with the event."""
    anchor = parsed.doc[event.anchor]
    if anchor.tag_ == "NNS" and anchor.text.lower() in _COUNTED:
        return True
    tokens = [anchor, *anchor.children]
    if anchor.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        tokens += [*anchor.head.children, *anchor.head.head.children]
    tokens += [below for token in tokens for below in token.children if token.dep_ in {"dobj", "prep", "conj", "pobj"}]
    lows = {token.text.lower() for token in tokens}
    return bool(lows & words("events", "sharing", "parting")) or _says_in_turn(parsed, anchor)


def _says_in_turn(parsed: Parsed, anchor: Token) -> bool:
    after = parsed.sentence.text[parsed.spans[anchor.i][0] :].lower()
    return any(phrase in after for phrase in _IN_TURN)


def _row(event: EventMention, parsed: Parsed) -> list[EventMention] | None:
    """The encounters of a row of names and days that begins with one of the event's own; None without such a row."""
    names = event.names
    for order in (_steps(parsed, name_first=True), _steps(parsed, name_first=False)):
        for run in order:
            inside = [index for index, (mention, _) in enumerate(run) if {who.name for who in mention.who} & names]
            taken = {who.name for mention, _ in run for who in mention.who}
            common = [each for each in event.parties if each.who.name not in taken]
            if not inside or len(run) < 2 or len(common) != 1:
                continue
            return [_of(event, common, mention, when, _place_of(event, mention, run, parsed)) for mention, when in run]
    return None


def _place_of(
    event: EventMention,
    mention: Mention,
    run: list[tuple[Mention, DateMention]],
    parsed: Parsed,
) -> str:
    """The place that stands with the name and its day; else the event's, unless it stands with those of another."""
    offset = parsed.sentence.start
    elsewhere = False
    for place in parsed.places:
        for other, day in run:
            low, high = min(other.start, day.start_char) - offset, max(other.end, day.end_char) - offset
            if low <= place.start_char < high and "," in place.place:
                if other is mention:
                    return place.place
                elsewhere = elsewhere or place.place == event.place
    if elsewhere:
        return ""
    return event.place


def _of(event: EventMention, common: list[Party], mention: Mention, when: DateMention, place: str) -> EventMention:
    tense = Tense.PAST if event.status is Status.HELD else Tense.FUTURE
    guests = [Party(who, mention.sure) for who in mention.who]
    window = resolve(when, tense=tense).window
    own = window == event.window
    return replace(
        event,
        parties=[*common, *guests],
        agents=common,
        others=guests,
        window=window,
        place=place,
        time=event.time if own else "",
        proofs=[],
    )


def _steps(parsed: Parsed, *, name_first: bool) -> list[list[tuple[Mention, DateMention]]]:
    """The rows of the sentence in which names of people and days alternate with nothing but joining words between."""
    text, offset = parsed.sentence.text, parsed.sentence.start
    seen: list[Mention] = []
    for index in sorted(parsed.at):
        mention = parsed.at[index]
        if mention not in seen and len(mention.who) == 1 and mention.who[0].sort is Sort.PERSON:
            seen.append(mention)
    dates = [each for each in parsed.dates if each.resolved and each.precision is Precision.DAY]
    marks: list[tuple[int, int, Mention | DateMention]] = [(m.start - offset, m.end - offset, m) for m in seen]
    marks += [(d.start_char - offset, d.end_char - offset, d) for d in dates]
    marks.sort(key=lambda mark: mark[:2])
    runs: list[list[tuple[Mention, DateMention]]] = [[]]
    index, end = 0, 0
    while index + 1 < len(marks):
        (low, middle, first), (begin, last, second) = marks[index], marks[index + 1]
        name, when = (first, second) if name_first else (second, first)
        fits = isinstance(name, Mention) and isinstance(when, DateMention) and _joins(text[middle:begin])
        if not fits:
            runs.append([])
            index += 1
            continue
        if runs[-1] and not _LINKS.fullmatch(text[end:low]):
            runs.append([])
        assert isinstance(name, Mention)
        assert isinstance(when, DateMention)
        runs[-1].append((name, when))
        end = last
        index += 2
    return [run for run in runs if len(run) > 1]


def _joins(between: str) -> bool:
    return len(between) <= _LONGEST and _BETWEEN.fullmatch(between) is not None and not _has_verb(between)


def _has_verb(between: str) -> bool:
    return any(word in words("events", "sharing", "verbs") for word in re.findall(r"[a-z]+", between))
