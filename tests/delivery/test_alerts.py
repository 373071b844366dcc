"""Who follows something is told once what happened to it, and by one message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.delivery.alerts import Noted, finished, note, pending, spread
from bot.delivery.composing import prepare
from bot.delivery.deliveries import WATCH, Delivery, State
from bot.delivery.outbox import Outbox
from bot.delivery.slots import plan
from bot.delivery.turns import Priority
from bot.editions import Editions
from bot.ingesting.shelf import StoredShelf
from bot.reception.composer import AgendaComposer
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.schema import DELIVERIES
from briefs.agenda.shelf import Changes
from briefs.composing.alerting import alert_events, timed_events
from briefs.model.agenda import AgendaEntry, Change, LedgerLine
from briefs.model.subscriber import Schedule, Watch
from briefs.model.window import Precision, Window
from tests.agendas import NETANYAHU, PUTIN, article, entry
from tests.delivery.staging import brief, subscriber

NOW = datetime(2013, 5, 14, 9, 0, 30, tzinfo=UTC)
EVENING = Schedule((time(19),), "Europe/Moscow")
FRIDAY = Window(date(2013, 5, 17), date(2013, 5, 17), Precision.DAY)
JUNE = Window(date(2013, 6, 3), date(2013, 6, 3), Precision.DAY)


def talks(**fields: Any) -> AgendaEntry:
    cited = article("a1", source="AFP", published="2013-05-14T06:00:00+00:00")
    known = {"status": "planned", "place": "Sochi, Russia", "topic": "Syria", "cited": cited, "received": NOW, **fields}
    return entry("e1", "talks", (PUTIN, NETANYAHU), FRIDAY, **known)


def later(change: Change, was: str, now: str, at: datetime, **fields: Any) -> AgendaEntry:
    old = talks(received=NOW - timedelta(days=3))
    return replace(old, ledger=(*old.ledger, LedgerLine(at, change, was, now)), changed_at=at, **fields)


@pytest.fixture
def here() -> Iterator[Store]:
    store = open_store("memory:", exclusive=True)
    yield store
    store.close()


def save(store: Store, *entries: AgendaEntry) -> None:
    with store.transaction():
        StoredShelf(store).apply(Changes(saved=entries))


def follow(store: Store, chat: int, word: str, **fields: Any) -> None:
    watching = {"schedule": EVENING, "watches": (Watch(word),), **fields}
    plan(store, subscriber(chat, **watching), now=NOW - timedelta(hours=1))


def look(store: Store, editions: Editions, now: datetime = NOW) -> int:
    """As `Alerts.look` does."""
    note(store, editions, now=now)
    noted = pending(store, editions)
    _, owed = spread(store, noted, beyond=0, now=now)
    finished(store, noted)
    return owed


def owed(store: Store) -> list[Any]:
    return [each for each in store.table(DELIVERIES) if each["edition"] == WATCH]


def test_kinds_of_events() -> None:
    since, today = NOW - timedelta(days=1), NOW.date()
    kinds = [event.kind for event in alert_events(talks(), since=since, today=today)]
    assert kinds == ["new"]
    moved = later(Change.WINDOW, FRIDAY.iso(), JUNE.iso(), NOW, window=JUNE)
    assert [event.key for event in alert_events(moved, since=since, today=today)] == [f"e1 moved {JUNE.iso()}"]
    off = later(Change.STATUS, "planned", "postponed", NOW)
    assert [event.kind for event in alert_events(off, since=since, today=today)] == ["cancelled"]
    held = later(Change.STATUS, "planned", "held", NOW)
    assert [event.kind for event in alert_events(held, since=since, today=today)] == ["held"]
    assert alert_events(moved, since=NOW + timedelta(seconds=1), today=today) == ()
    assert alert_events(replace(talks(), background=True), since=since, today=today) == ()


def test_what_the_clock_makes_of_entries() -> None:
    assert [e.kind for e in timed_events(talks(), now=NOW, today=date(2013, 5, 18))] == ["overdue"]
    assert timed_events(talks(), now=NOW, today=date(2013, 5, 25)) == ()
    soon = replace(talks(), time="10:00 GMT")
    at = datetime(2013, 5, 17, 9, 30, tzinfo=UTC)
    assert [e.kind for e in timed_events(soon, now=at, today=at.date())] == ["hour-before"]
    assert timed_events(soon, now=at - timedelta(hours=2), today=at.date()) == ()


def test_the_first_look_alerts_nobody_and_each_event_is_owed_once(here: Store) -> None:
    editions = Editions()
    follow(here, 1, "Syria")
    follow(here, 2, "Japan")
    save(here, replace(talks(), id="e0"))
    assert look(here, editions) == 0
    save(here, talks())
    assert look(here, editions) == 1
    assert look(here, editions) == 0
    save(here, talks(topic="Syria and trade"))
    assert look(here, editions) == 0
    (alert,) = owed(here)
    assert (alert["subscriber_id"], alert["slot"]) == ("1", "e1 new")


def test_spreading_again_after_a_crash_changes_nothing(here: Store) -> None:
    editions = Editions()
    follow(here, 1, "Putin")
    note(here, editions, now=NOW)
    save(here, talks())
    note(here, editions, now=NOW)
    noted = pending(here, editions)
    assert spread(here, noted, beyond=0, now=NOW) == (None, 1)
    noted = pending(here, Editions())
    assert spread(here, noted, beyond=0, now=NOW) == (None, 0)


def test_who_did_not_ask_is_not_told(here: Store) -> None:
    editions = Editions()
    note(here, editions, now=NOW)
    follow(here, 1, "Putin", watches=(Watch("Putin", alerts=("held",)),))
    follow(here, 2, "Putin", muted=("e1",))
    follow(here, 3, "Putin", paused_until=NOW + timedelta(days=1))
    follow(here, 4, "Putin", active=False)
    save(here, talks())
    assert look(here, editions) == 0


def test_an_alert_is_left_to_a_brief_that_comes_soon(here: Store) -> None:
    editions = Editions()
    note(here, editions, now=NOW)
    follow(here, 1, "Putin", schedule=Schedule((time(13, 20),), "Europe/Moscow"))
    save(here, talks())
    assert look(here, editions) == 1
    (alert,) = owed(here)
    assert datetime.fromisoformat(alert["ready_at"]) == datetime(2013, 5, 14, 9, 35, tzinfo=UTC)


def ready(store: Store, now: datetime) -> list[Delivery]:
    return Outbox(store).take(dict.fromkeys(Priority, 50), now=now, besides=())


def test_a_flood_is_one_message_in_the_words_of_a_brief(here: Store) -> None:
    editions = Editions()
    note(here, editions, now=NOW)
    follow(here, 1, "Putin")
    save(here, *(replace(talks(), id=f"e{number}") for number in range(12)))
    assert look(here, editions) == 12
    soon = NOW + timedelta(minutes=1)
    composer = AgendaComposer(editions, "UTC", "en")
    letters = prepare(here, ready(here, soon), composer, now=soon)
    assert len(letters) == 1
    (text, *_) = (part.text for part in letters[0].letter.parts)
    assert "You follow Putin" in text
    assert "Putin" in text
    assert "Netanyahu" in text
    states = [each["state"] for each in owed(here)]
    assert states.count(State.FOLDED) == 11
    assert len(letters[0].delivery.payload["events"]) == 12


def test_a_brief_takes_the_alerts_with_it(here: Store) -> None:
    editions = Editions()
    note(here, editions, now=NOW)
    follow(here, 1, "Putin")
    save(here, talks())
    look(here, editions)
    Outbox(here).enqueue([replace(brief(1), due_at=NOW)], now=NOW)
    soon = NOW + timedelta(seconds=5)
    letters = prepare(here, ready(here, soon), AgendaComposer(editions, "UTC", "en"), now=soon)
    assert [each.delivery.edition for each in letters] == ["brief"]
    assert [each["state"] for each in owed(here)] == [State.FOLDED]


def test_an_entry_that_is_gone_is_no_alert(here: Store) -> None:
    editions = Editions()
    note(here, editions, now=NOW)
    follow(here, 1, "Putin")
    save(here, talks())
    look(here, editions)
    with here.transaction():
        StoredShelf(here).apply(Changes(removed=("e1",)))
    soon = NOW + timedelta(minutes=1)
    assert prepare(here, ready(here, soon), AgendaComposer(editions, "UTC", "en"), now=soon) == []
    assert pending(here, editions) == Noted((), ())
