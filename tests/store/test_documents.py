"""Every noun of the domain survives the way into the store and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb.table import Document

from bot.store.database import SqliteStore
from bot.store.documents import decode, encode, instant
from bot.store.schema import ARTICLES, ENTRIES, SUBSCRIBERS
from briefs.errors import SchemaTooNew, StoreError
from briefs.model.agenda import AgendaEntry, ArticleRef, Change, Contribution, Correction, LedgerLine
from briefs.model.article import Article, Evidence, PublishedFrom
from briefs.model.reading import Entry, Kind, Participant, Person, Reading, Sort, Status
from briefs.model.subscriber import Length, Role, Schedule, Settings, Subscriber, Watch, WatchScope
from briefs.model.window import Precision, Window

MOSCOW = timezone(timedelta(hours=4))
NOON = datetime(2013, 5, 14, 12, 0, tzinfo=MOSCOW)

ARTICLE = Article(
    "7", "Text — «текст»", "Title", "AFP", "https://a.example", "By A", NOON, PublishedFrom.TEXT, "en", "S"
)
EVIDENCE = Evidence("7", "Text", 0, 4)
PUTIN = Participant("Vladimir Putin", "the Russian strongman", Sort.PERSON, "President", "Russia")
ENTRY = Entry(
    Kind.TALKS,
    Status.PLANNED,
    (PUTIN, Participant("Israel", sort=Sort.COUNTRY)),
    Window(date(2013, 5, 14), date(2013, 5, 14), Precision.DAY),
    (EVIDENCE,),
    place="Sochi",
    hedge="likely",
)
REF = ArticleRef("7", "AFP", "Title", "https://a.example", NOON, "family", True)
AGENDA_ENTRY = AgendaEntry(
    "e1",
    Kind.TALKS,
    Status.HELD,
    (PUTIN,),
    Window(date(2013, 6, 1), None, Precision.OPEN),
    contributions=(Contribution(REF, ENTRY, NOON),),
    ledger=(LedgerLine(NOON, Change.WINDOW, "early June", "10 June", EVIDENCE, "7"),),
    corrections=(Correction("place", {"city": ["Sochi", None]}, NOON, "editor"),),
    best=EVIDENCE,
    cited=REF,
    former_windows=(Window(),),
)
SUBSCRIBER = Subscriber(
    "5/3",
    5,
    Schedule((time(7, 15), time(19)), "Europe/Moscow", ("mon", "sun")),
    3,
    "supergroup",
    "Desk",
    Role.EDITOR,
    next_due_at=NOON.astimezone(UTC),
    watches=(Watch("Syria", "country", WatchScope.PARTICIPANTS, True, ("new",)),),
    settings=Settings(Length.SHORT, ("today",), True, True, (time(22), time(7)), "ru"),
)
NOUNS: list[Any] = [
    ARTICLE,
    ENTRY,
    AGENDA_ENTRY,
    SUBSCRIBER,
    Reading("7", (ENTRY,), (Person("Ban Ki-moon", "Secretary General", "", NOON, EVIDENCE),), "Russian"),
    Window(),
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_a_noun_comes_back_equal(noun: Any) -> None:
    document = json.loads(json.dumps(encode(noun)))
    assert document["v"] == 1
    kept = Document(document, 7)
    assert decode(type(noun), kept) == noun


instants = st.datetimes(timezones=st.sampled_from([UTC, MOSCOW, timezone(-timedelta(hours=9, minutes=30))]))
windows = st.builds(
    lambda start, length, precision: Window(start, start and start + timedelta(length), precision),
    st.none() | st.dates(max_value=date(9000, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(Precision),
)


@settings(max_examples=50, deadline=None)
@given(
    article=st.builds(Article, st.just("1"), st.text(), published_at=st.none() | instants),
    line=st.builds(LedgerLine, instants, st.sampled_from(Change), st.text(), st.text()),
    window=windows,
)
def test_any_values_come_back_equal(article: Article, line: LedgerLine, window: Window) -> None:
    for noun in (article, line, window):
        assert decode(type(noun), Document(json.loads(json.dumps(encode(noun))), 1)) == noun


def test_the_offset_of_an_instant_is_kept() -> None:
    document = encode(ARTICLE)
    assert document["published_at"] == "2013-05-14T12:00:00+04:00"
    read = decode(Article, Document(document, 7)).published_at
    assert read is not None
    assert read.utcoffset() == timedelta(hours=4)


def test_instants_for_queries_sort_as_text() -> None:
    moments = [NOON + timedelta(microseconds=step) for step in (0, 1, 500_000, 1_000_000, 60_000_000)]
    assert sorted(map(instant, moments)) == [instant(moment) for moment in moments]
    with pytest.raises(ValueError, match="aware"):
        instant(datetime(2013, 5, 14))  # noqa: DTZ001


def test_an_articles_id_is_the_documents(any_store: SqliteStore) -> None:
    table = any_store.table(ARTICLES)
    doc_id = table.insert(encode(ARTICLE))
    kept = table.get(doc_id=doc_id)
    assert kept is not None
    assert "id" not in kept
    assert decode(Article, kept).id == str(doc_id)


def test_documents_are_found_by_the_fields_they_were_written_with(any_store: SqliteStore) -> None:
    any_store.table(ENTRIES).insert(encode(AGENDA_ENTRY))
    any_store.table(SUBSCRIBERS).insert(encode(SUBSCRIBER))
    from tinydb import where

    assert any_store.table(ENTRIES).count(where("status") == Status.HELD) == 1
    assert any_store.table(SUBSCRIBERS).count(where("active") == True) == 1  # noqa: E712


def test_what_a_newer_attache_wrote_is_refused() -> None:
    with pytest.raises(SchemaTooNew):
        decode(Window, {**encode(Window()), "v": 2})


def test_unknown_fields_are_ignored_and_misfits_told() -> None:
    assert decode(Window, {**encode(Window()), "added later": 1}) == Window()
    with pytest.raises(StoreError, match="Window"):
        decode(Window, {"v": 1, "start": "no date"})
    with pytest.raises(StoreError, match="Subscriber"):
        decode(Subscriber, {"v": 1})
