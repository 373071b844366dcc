"""After so many days an article's text goes; what it proved stays, and it is still known again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingesting.archive import READ, UNREAD, file_article, pending_articles
from bot.ingesting.ingestor import Ingestor, Tidied
from bot.ingesting.reader import NO_MODEL
from bot.ingesting.retention import NO_TEXT, drop_texts
from bot.store.opening import open_store
from bot.store.schema import ARTICLES, ENTRIES, PEOPLE, PRINTS
from briefs.errors import RequestError
from briefs.model.article import Article
from handlers.exchange import Took
from tests.ingesting.house import NOW, TALKS, House, StandingClock

KEPT = timedelta(days=30)


def later(house: House, days: float) -> Ingestor:
    """The same house, so many days later, keeping texts for thirty."""
    return Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(days=days)), texts_kept=KEPT)


async def test_the_text_goes_and_the_proof_stays(house: House) -> None:
    receipt = await house.ingest(TALKS, source="MPA", url="https://mpa.example/1", title="Talks", summary="In short.")
    entries, people = await house.documents(ENTRIES), await house.documents(PEOPLE)
    assert await later(house, 29).tidy() == Tidied()
    assert await later(house, 31).tidy() == Tidied(texts=1)
    assert await later(house, 31).tidy() == Tidied()
    [document] = await house.documents(ARTICLES)
    assert (document["text"], document["summary"], document["letters"]) == ("", "", len(TALKS))
    assert (document["title"], document["source"], document["url"]) == ("Talks", "MPA", "https://mpa.example/1")
    assert document["state"] == READ
    assert await house.documents(ENTRIES) == entries
    assert await house.documents(PEOPLE) == people
    assert receipt.entries[0].best is not None
    assert receipt.entries[0].best.text in TALKS


async def test_without_a_number_of_days_texts_stay(house: House) -> None:
    await house.ingest(TALKS)
    old = Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(days=9999)))
    assert (await old.tidy()).texts == 0
    assert (await house.documents(ARTICLES))[0]["text"] == TALKS


async def test_it_is_found_by_its_title_only(house: House) -> None:
    await house.ingest(TALKS, title="Talks", published=NOW.isoformat())
    await later(house, 31).tidy()
    assert await house.thread.run(lambda store: store.match("netanyahu", limit=5)) == []
    assert await house.thread.run(lambda store: store.match("talks", limit=5)) == [1]
    # Nor is it left in the index as an outdated row.
    assert not await house.thread.run(lambda store: store.tidy_index(before=NOW + timedelta(days=60)))


@pytest.mark.parametrize(
    "again", [{}, {"url": "https://gulf.example/7", "source": "Gulf Channel"}], ids=["same", "copy"]
)
async def test_it_is_still_known_again(house: House, again: dict[str, Any]) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    house.reader.read_texts.clear()
    await later(house, 31).tidy()
    receipt = await house.ingest(TALKS, **{"url": "https://mpa.example/1", **again})
    assert (receipt.took, receipt.duplicate_of) == (Took.DUPLICATE, "1")
    assert len(receipt.entries) == 1
    assert house.reader.read_texts == []


async def test_a_rewrite_still_joins_its_family(house: House) -> None:
    text = " ".join(f"In the {word} of the session the ministers of both sides spoke of {word} at great length."
                    for word in ("first hour", "second hour", "third hour", "fourth hour", "fifth hour"))  # fmt: skip
    await house.ingest(text, url="https://mpa.example/1")
    await later(house, 31).tidy()
    assert len(await house.documents(PRINTS)) == 1
    receipt = await house.ingest(text + " Nobody said more.", url="https://gulf.example/1")
    assert (receipt.took, receipt.duplicate_of) == (Took.STORED, "1")


async def test_an_excerpt_does_not_take_its_place(house: House) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    await later(house, 31).tidy()
    entries = await house.documents(ENTRIES)
    receipt = await house.ingest(TALKS[:60], url="https://mpa.example/1")
    assert receipt.took is Took.DUPLICATE
    assert await house.documents(ENTRIES) == entries


async def test_another_text_at_its_address_is_read_and_kept_anew(house: House) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    await later(house, 31).tidy()
    house.ingestor = later(house, 31)
    receipt = await house.ingest(TALKS + " The talks were moved to a smaller hall.", url="https://mpa.example/1")
    assert receipt.took is Took.UPDATED
    [document] = await house.documents(ARTICLES)
    assert "text" not in document["versions"][0]
    assert await later(house, 60).tidy() == Tidied()
    assert (await later(house, 62).tidy()).texts == 1


async def test_earlier_versions_go_with_it(house: House) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    await house.ingest(TALKS + " They will dine.", url="https://mpa.example/1")
    await later(house, 31).tidy()
    [document] = await house.documents(ARTICLES)
    assert [sorted(version) for version in document["versions"]] == [["published_at", "replaced_at", "title"]]


async def test_it_cannot_be_read_again(house: House) -> None:
    await house.ingest(TALKS, published=None)
    await later(house, 31).tidy()
    entries = await house.documents(ENTRIES)
    with pytest.raises(RequestError, match="no longer kept"):
        await house.ingestor.read_again("1")
    with pytest.raises(RequestError, match="no longer kept"):
        await house.ingestor.set_published("1", NOW)
    assert await house.documents(ENTRIES) == entries


async def test_a_dated_copy_brings_the_text_back(house: House) -> None:
    await house.ingest(TALKS, published=None)
    await later(house, 31).tidy()
    receipt = await house.ingest(TALKS, url="https://mpa.example/1")
    assert receipt.entries[0].window.start == date(2013, 5, 14)
    assert (await house.documents(ARTICLES))[0]["text"] == TALKS


async def test_what_was_never_read_waits_no_longer(house: House) -> None:
    await house.thread.run(lambda store: file_article(store, Article("", TALKS), now=NOW))
    house.reader.unread = NO_MODEL
    await house.ingest(TALKS + " More.")
    house.reader.unread = ""
    await later(house, 31).tidy()
    assert {(each["state"], each["reason"]) for each in await house.documents(ARTICLES)} == {(UNREAD, NO_TEXT)}
    assert await house.ingestor.resume() == 0


async def test_dropped_while_it_is_read(house: House) -> None:
    await house.ingest(TALKS)
    entries = await house.documents(ENTRIES)

    async def meanwhile(article: Article) -> None:
        await later(house, 31).tidy()

    house.reader.meanwhile = meanwhile
    await house.ingestor.read_again("1")
    assert await house.documents(ENTRIES) == entries
    assert (await house.documents(ARTICLES))[0]["text"] == ""


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=30), st.integers(1, 7))
def test_pieces_end_and_drop_just_what_is_old(ages: list[int], limit: int) -> None:
    """Whatever came when, and wherever it is interrupted: each piece is whole, and the next goes on."""
    store = open_store("memory:", exclusive=True)
    now = NOW + timedelta(days=100)
    for number, age in enumerate(ages):
        with store.transaction():
            file_article(store, Article("", f"{TALKS} {number}"), now=now - timedelta(days=age))
    pieces = 0
    while dropped := drop_texts(store, before=now - KEPT, limit=limit):
        assert dropped <= limit
        pieces += 1
    assert pieces <= len(ages) // limit + 1
    kept = [bool(document["text"]) for document in store.table(ARTICLES).all()]
    assert kept == [age <= KEPT.days for age in ages]
    waiting = pending_articles(store, before=now, attempts=3)
    assert len(waiting) == sum(kept)
    store.close()
