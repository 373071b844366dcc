"""Seven days at 2,000 articles a day, one in twenty about the agenda: no event stands in it twice."""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from briefs.agenda.agenda import Agenda
from briefs.agenda.blocking import blocking_keys
from briefs.agenda.duplicates import Fingerprint, band_keys, fingerprint, groups
from briefs.agenda.names import place_parts
from briefs.model.agenda import ArticleRef
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Precision, Window
from tests.agenda.noise import World

DAYS = 7
A_DAY = 2_000
TELLING = 20
FIRST = datetime(2013, 6, 1, tzinfo=UTC)


@dataclass
class Event:
    """What truly is to happen, and what is known of it so far."""

    number: int
    plan: Entry
    status: Status = Status.PLANNED

    @property
    def day(self) -> date:
        assert self.plan.window.start is not None
        return self.plan.window.start


def events(world: World, count: int) -> list[Event]:
    """Events that are told apart by who meets or what it is called: nobody meets the same person twice."""
    found: dict[object, Event] = {}
    while len(found) < count:
        plan = world.event()
        who = frozenset(one.name for one in plan.participants) or frozenset(plan.name.split()[:1])
        if plan.window.precision is Precision.DAY and who not in found:
            found[who] = Event(len(found), plan)
    return list(found.values())


def telling(event: Event, chance: random.Random, today: date, number: int) -> Entry:
    """One article's words for the event: shorter names, another order, a coarser place, a vaguer date."""
    plan = event.plan
    who = [_called(one, chance) for one in plan.participants]
    chance.shuffle(who)
    place = chance.choice((plan.place, ", ".join(part.title() for part in place_parts(plan.place)[1:]), ""))
    window = plan.window
    if event.status is Status.PLANNED and chance.random() < 0.2 and event.day > today + timedelta(days=10):
        monday = event.day - timedelta(days=event.day.weekday())
        window = Window(monday, monday + timedelta(days=6), Precision.WEEK)
    words = f"{number} tells of {event.number}"
    evidence = (Evidence("", words, 0, len(words)),)
    return replace(plan, participants=tuple(who), place=place, window=window, status=event.status, evidence=evidence)


def _called(one: Participant, chance: random.Random) -> Participant:
    if one.sort is Sort.PERSON and chance.random() < 0.2:
        return replace(one, name=one.name.split()[-1])
    return one


def moved(event: Event, chance: random.Random, today: date) -> None:
    """What the day does to an event: it is held, postponed or called off."""
    if event.day <= today and event.status is not Status.CANCELLED:
        event.status = Status.HELD
    elif event.status is Status.PLANNED and chance.random() < 0.03:
        later = event.day + timedelta(days=chance.randrange(2, 12))
        event.plan = replace(event.plan, window=Window(later, later, Precision.DAY))
        event.status = Status.POSTPONED
    elif event.status is Status.PLANNED and chance.random() < 0.02:
        event.status = Status.CANCELLED


def noise_text(chance: random.Random) -> str:
    """A text about sport, markets, crime or the town, of stock phrases and changing figures, as such texts are."""
    ends = ("orham", "elton", "yford", "axley")
    club, other, street = (f"{chance.choice('BCDFGHKLM')}{chance.choice(ends)}" for _ in range(3))
    figure = chance.randrange(1, 9999)
    stock = [
        f"{club} beat {other} {figure % 7}-{figure % 3} on Saturday after a goal in minute {figure % 90}.",
        f"Shares in {club} Holdings rose {figure % 97} pence to {figure} as traders weighed figures of {other}.",
        f"Police are seeking witnesses to a burglary in {street} Street in which {figure} pounds were taken.",
        f"The council of {street} will spend {figure} thousand on repairs to {figure % 40} bridges this year.",
        f"Rain is forecast for {other}, with {figure % 30} degrees at noon and wind from the {street} hills.",
        f"A bus of line {figure % 60} broke down near {club}; passengers walked {figure % 5} miles to {other}.",
    ]
    return " ".join(chance.sample(stock, 4))


@pytest.mark.slow
def test_a_week_of_news_holds_no_event_twice_and_merges_quickly() -> None:
    chance = random.Random(7)
    world = World(7, size=2)
    known = events(world, 700)
    agenda = Agenda()
    told_by: dict[str, int] = {}
    took: list[float] = []
    for day in range(DAYS):
        today = (FIRST + timedelta(days=day)).date()
        for event in known:
            moved(event, chance, today)
        for number in range(A_DAY // TELLING):
            at = FIRST + timedelta(days=day, hours=12, minutes=number * 6 % 700)
            name = f"{day}-{number}"
            chosen = chance.sample([event for event in known if event.day >= today - timedelta(days=2)], 3)
            entries = []
            for event in chosen:
                entry = telling(event, chance, today, number)
                told_by[f"{name} tells of {event.number}"] = event.number
                words = f"{name} tells of {event.number}"
                entries.append(replace(entry, evidence=(Evidence(name, words, 0, len(words)),)))
            ref = ArticleRef(name, f"Source {number % 30}", f"Title {name}", f"https://n.example/{name}", at, name)
            begun = time.process_time()
            agenda.merge(ref, entries, received_at=at)
            took.append(time.process_time() - begun)
    homes: defaultdict[int, set[str]] = defaultdict(set)
    for kept in agenda:
        within = {told_by[one.entry.evidence[0].text] for one in kept.contributions}
        assert len(within) == 1, [
            (one.entry.name, one.entry.place, one.entry.window.iso(), one.entry.status) for one in kept.contributions
        ]
        homes[within.pop()].add(kept.id)
    twice = [number for number, ids in homes.items() if len(ids) > 1]
    assert not twice, [known[number] for number in twice[:3]]
    assert sum(took) / len(took) < 0.010
    assert max(len(blocking_keys(kept)) for kept in agenda) < 400


@pytest.mark.slow
def test_two_days_of_stock_phrases_are_not_taken_for_one_text() -> None:
    chance = random.Random(3)
    filed: Counter[str] = Counter()
    prints: dict[str, Fingerprint] = {}
    looked_at, count = 0, 2 * A_DAY
    begun = time.process_time()
    for number in range(count):
        printed = fingerprint(noise_text(chance))
        keys = band_keys(printed)
        looked_at += sum(filed[key] for key in keys)
        filed.update(keys)
        prints[str(number)] = printed
    assert max(map(len, groups(prints))) < count / 50
    assert looked_at / count < count / 20
    assert time.process_time() - begun < 60


def test_kinds_of_the_made_up_world_are_those_of_the_agenda() -> None:
    assert {event.plan.kind for event in events(World(1), 80)} == {Kind.MEETING, Kind.TALKS, Kind.CONFERENCE}
