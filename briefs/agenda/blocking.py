"""Keys under which entries are filed, so that a new report meets only the few entries it could mean.

Encounters are filed under pairs of participants, and under each participant with the place; conferences under the
words of their name, topic, place and participants. Each of these stands alone, with every day it is told for, and with
"v" when its date is vague, doubted, postponed, still running or not stated. A report of an exact day need only look
among those of its days and the vague ones; one that tells no exact day looks at all that share a pair of people or two
words.

Blocking is part of identity (ADR 0031): what shares no key is not the same event. A test holds that nothing identity
would accept is lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import combinations

from briefs.agenda.correcting import corrected
from briefs.agenda.folding import DROPPED
from briefs.agenda.names import acronyms, party_key, person_parts, place_parts, telling_words, told_names
from briefs.agenda.vocabulary import vocabulary
from briefs.model.agenda import AgendaEntry, Contribution, Correction
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Precision, Window

_DAY = timedelta(days=1)
_MOST_DAYS = timedelta(days=21)
_MOST_PARTICIPANTS = 8
_FEW_PARTICIPANTS = 4
_MOST_WORDS = 9


def blocking_keys(entry: AgendaEntry) -> frozenset[str]:
    """The keys under which the store files `entry`: those of all its contributions and of what editors corrected."""
    return filed_keys(entry.contributions, entry.corrections)


def filed_keys(contributions: Iterable[Contribution], corrections: Sequence[Correction] = ()) -> frozenset[str]:
    """The keys under which an entry of these contributions is filed."""
    return frozenset().union(*keys_of_each(contributions, corrections))


def keys_of_each(
    contributions: Iterable[Contribution], corrections: Sequence[Correction] = ()
) -> tuple[frozenset[str], ...]:
    """The same, a set for each thing told: cheaper where only a meeting of keys is asked for."""
    return tuple(_filed(told) for told in _told(contributions, corrections))


def probe_keys(contribution: Contribution) -> frozenset[str]:
    """The keys under which the entries are filed that a report could mean."""
    return _probe(contribution.entry, contribution.article.is_correction)


def reach_keys(contributions: Iterable[Contribution], corrections: Sequence[Correction] = ()) -> frozenset[str]:
    """The keys under which the entries are filed whose reports could mean an event of these contributions."""
    return frozenset().union(*(_reach(told) for told in _told(contributions, corrections)))


def _told(contributions: Iterable[Contribution], corrections: Sequence[Correction]) -> Iterator[Entry]:
    """What is said of the event, by reports and as editors corrected them."""
    for contribution in contributions:
        told = contribution.entry
        yield told
        if corrections:
            bare = AgendaEntry("", told.kind, told.status, told.participants, told.window, told.name)
            fixed = corrected(bare, corrections)
            place = fixed.place or told.place
            yield replace(told, participants=fixed.participants, window=fixed.window, name=fixed.name, place=place)


@lru_cache(maxsize=16384)
def _filed(entry: Entry) -> frozenset[str]:
    words, alone = _words(entry)
    keys = _encounters(entry, probing=False)
    keys |= {f"n:{word}" for word in words} | {f"n:={word}" for word in alone} | _pairs(words)
    times = _days(entry.window)
    if _loose(entry) or not times:
        times = [*times, "v"]
    return frozenset(keys | {f"{key}@{time}" for key in keys for time in times})


@lru_cache(maxsize=16384)
def _probe(entry: Entry, correction: bool) -> frozenset[str]:
    keys = _reach(entry)
    days = _days(entry.window, margin=_DAY)
    if not days or correction or entry.status is Status.POSTPONED:
        return keys
    return frozenset(f"{key}@{time}" for key in keys for time in (*days, "v"))


def _pairs(words: Sequence[str]) -> set[str]:
    return {f"n:{one}+{other}" for one, other in combinations(words, 2)}


@lru_cache(maxsize=16384)
def _reach(entry: Entry) -> frozenset[str]:
    """The keys of a report by which it could be meant by another, whenever either is told to be."""
    words, alone = _words(entry)
    keys = _encounters(entry, probing=True)
    return frozenset(keys | {f"n:{word}" for word in alone} | {f"n:={word}" for word in words} | _pairs(words))


def _loose(entry: Entry) -> bool:
    """Whether other dates may still be told of the event."""
    return bool(entry.hedge) or entry.status in DROPPED or entry.status is Status.ONGOING


def _days(window: Window, *, margin: timedelta = timedelta()) -> list[str]:
    """The days of an exact window and `margin` around it; none when it is vague or very long."""
    if window.precision is not Precision.DAY or window.start is None or window.end is None:
        return []
    if window.end - window.start > _MOST_DAYS:
        return []
    first = window.start - margin
    return [(first + _DAY * step).isoformat() for step in range((window.end + margin - first).days + 1)]


def _words(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A conference's telling words with those of its topic, place and participants; and which of them stand alone.

    A name of one telling word ("the Syria conference") is all there is to find it by, and where the name tells nothing
    ("the conference") each of the other words is.
    """
    if entry.kind not in (Kind.CONFERENCE, Kind.TALKS):
        return (), ()
    names = told_names(entry)
    telling = [telling_words(name) for name in names]
    words = set().union(*telling, *(acronyms(name) for name in names))
    words |= telling_words(entry.topic) if entry.topic else set()
    words |= {part.replace(" ", "") for part in place_parts(entry.place)[:1]}
    if entry.kind is Kind.CONFERENCE:
        words |= {party_key(participant.name) for participant in entry.participants[:_FEW_PARTICIPANTS]}
    institutions = vocabulary().institutions
    words = words - institutions or words
    few = [{word for word in one if not word.isdigit()} - institutions for one in telling]
    alone = {word for one in few if len(one) == 1 for word in one}
    if not all(few):
        alone = words
    return tuple(sorted(words)[:_MOST_WORDS]), tuple(sorted(alone)[:_MOST_WORDS])


def _encounters(entry: Entry, *, probing: bool) -> set[str]:
    """Pairs of participants; each participant with each part of the place, for trips.

    A first name is only looked at where somebody is called by one word ("Xi" for "Xi Jinping"): such a report is filed
    under "s", and looks for others under "w", where they are filed by first names, too.
    """
    strong: set[str] = set()
    weak: set[str] = set()
    participants = entry.participants[:_MOST_PARTICIPANTS]
    full = len(participants) <= _FEW_PARTICIPANTS
    kind = "c" if entry.kind is Kind.CALL else "p"
    for one, other in combinations(participants, 2):
        mine, theirs = _handles(one), _handles(other)
        pairs = [(left, right) for left in mine for right in theirs]
        pairs += [(left, party_key(other.country)) for left in mine[:1] if other.country]
        pairs += [(party_key(one.country), right) for right in theirs[:1] if one.country]
        strong |= {f"{kind}:{min(pair)}+{max(pair)}" for pair in pairs}
        if full:
            rare = [(left, right) for left in _first(one) for right in (*_first(other), *theirs)]
            rare += [(left, right) for left in mine for right in _first(other)]
            weak |= {f"{kind}:{min(pair)}+{max(pair)}" for pair in rare}
    if entry.kind in (Kind.MEETING, Kind.VISIT, Kind.TALKS):
        for part in place_parts(entry.place):
            strong |= {f"v:{word}@{part}" for participant in participants for word in _handles(participant)}
            weak |= {f"v:{word}@{part}" for participant in participants for word in _first(participant)}
    short = any(one.sort is Sort.PERSON and len(person_parts(one.name)) == 1 for one in participants)
    mark, others = ("s", "w") if probing else ("w", "s")
    return {*strong, *(f"{mark}{key}" for key in weak), *(f"{others}{key}" for key in strong if short)}


def _handles(participant: Participant) -> tuple[str, ...]:
    """The words by which a participant is called: a person's last name, the whole name."""
    party = party_key(participant.name)
    if participant.sort is not Sort.PERSON:
        return (party,)
    return tuple(dict.fromkeys((*person_parts(participant.name)[-1:], party)))


def _first(participant: Participant) -> tuple[str, ...]:
    parts = person_parts(participant.name)
    return parts[:1] if participant.sort is Sort.PERSON and len(parts) > 1 else ()
