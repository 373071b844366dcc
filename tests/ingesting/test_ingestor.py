"""What becomes of articles: stored, known again, read, merged, dated, forgotten, and never lost in between."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from tinydb import where

from bot.ingesting.archive import PENDING, READ, UNREAD, file_article, find_article
from bot.ingesting.ingestor import Ingestor, Tidied
from bot.ingesting.reader import NO_MODEL
from bot.store.documents import decode
from bot.store.schema import ARTICLES, ENTRIES, PEOPLE, PRINTS
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry
from briefs.model.article import Article, PublishedFrom
from briefs.model.window import Window
from briefs.sources.batch import Origin
from handlers.exchange import Took
from tests.ingesting.house import NOW, TALKS, House, PlainReader, StandingClock


async def test_an_article_is_stored_read_and_merged(house: House) -> None:
    receipt = await house.ingest(TALKS, source="MPA", url="https://mpa.example/1", title="Talks")
    assert receipt.took is Took.STORED
    assert receipt.article.id == "1"
    assert [entry.place for entry in receipt.entries] == ["Sochi"]
    assert receipt.entries[0].cited.url == "https://mpa.example/1"
    [document] = await house.documents(ARTICLES)
    assert (document["state"], document["text"], document["source"]) == (READ, TALKS, "MPA")
    [person] = await house.documents(PEOPLE)
    assert person["name"] == "Vladimir Putin"
    assert [known.name for known in house.reader.known] == ["Vladimir Putin"]


async def test_two_articles_on_one_event_make_one_entry(house: House) -> None:
    await house.ingest(TALKS, source="MPA")
    receipt = await house.ingest("In Sochi tomorrow? No, today: " + TALKS, source="Gulf Channel")
    assert receipt.took is Took.STORED
    [entry] = receipt.entries
    assert len(entry.contributions) == 2
    assert len(await house.documents(ENTRIES)) == 1
    assert len(house.reader.known) == 1  # the same is not learned twice


@pytest.mark.parametrize(
    "again",
    [
        {"url": "http://www.mpa.example/1/?utm_source=feed"},
        {"url": "https://gulf.example/7", "source": "Gulf Channel"},
        {"url": "https://gulf.example/7", "text": TALKS.upper() + "\n"},
        {"url": "", "source": "Gulf Channel"},
    ],
    ids=["address", "words elsewhere", "capitals", "no address"],
)
async def test_what_is_known_is_not_stored_twice(house: House, again: dict[str, str]) -> None:
    await house.ingest(TALKS, source="MPA", url="https://mpa.example/1")
    receipt = await house.ingest(again.pop("text", TALKS), **again)
    assert (receipt.took, receipt.duplicate_of) == (Took.DUPLICATE, "1")
    assert len(receipt.entries) == 1
    [document] = await house.documents(ARTICLES)
    elsewhere = "mpa" not in again["url"]
    assert len(document["republished"]) == elsewhere
    assert len(house.reader.read_texts) == 1


async def test_the_same_words_weeks_later_are_another_article(house: House) -> None:
    await house.ingest(TALKS)
    later = (NOW + timedelta(days=14)).isoformat()
    assert (await house.ingest(TALKS, published=later)).took is Took.STORED


async def test_few_words_at_two_addresses_are_two_articles(house: House) -> None:
    await house.ingest("Statement by the president", url="https://a.example/1")
    assert (await house.ingest("Statement by the president", url="https://a.example/2")).took is Took.STORED


async def test_a_changed_text_at_one_address_replaces_and_keeps_the_former(house: House) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    changed = TALKS.replace("Sochi", "Moscow")
    receipt = await house.ingest(changed, url="https://mpa.example/1")
    assert receipt.took is Took.UPDATED
    assert receipt.entries == ()
    [document] = await house.documents(ARTICLES)
    assert document["text"] == changed
    assert [version["text"] for version in document["versions"]] == [TALKS]
    assert await house.documents(ENTRIES) == []  # what it no longer says is taken back


async def test_an_excerpt_does_not_replace_the_text(house: House) -> None:
    await house.ingest(TALKS, url="https://mpa.example/1")
    receipt = await house.ingest(TALKS[:60], url="https://mpa.example/1")
    assert receipt.took is Took.DUPLICATE
    assert receipt.article.text == TALKS


async def test_an_undated_article_is_dated_by_the_reader_and_read_again(house: House) -> None:
    receipt = await house.ingest(TALKS, published=None)
    assert receipt.undated
    assert receipt.entries[0].window == Window()
    dated = await house.ingestor.set_published(receipt.article.id, NOW)
    assert not dated.undated
    assert dated.article is not None
    assert dated.article.published_from is PublishedFrom.READER
    assert dated.entries[0].window.start == date(2013, 5, 14)
    with pytest.raises(RequestError):
        await house.ingestor.set_published("99", NOW)
    with pytest.raises(RequestError):
        await house.ingestor.set_published("no id", NOW)


async def test_what_an_undated_article_says_is_news_when_its_date_comes(house: House) -> None:
    receipt = await house.ingest(TALKS, published=None)
    later = Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(hours=5)))
    dated = await later.set_published(receipt.article.id, NOW)
    assert [one.received_at for one in dated.entries[0].contributions] == [NOW + timedelta(hours=5)]
    again = await later.set_published(receipt.article.id, NOW - timedelta(days=1))
    assert [one.received_at for one in again.entries[0].contributions] == [NOW + timedelta(hours=5)]


async def test_an_undated_article_takes_the_date_of_its_copy(house: House) -> None:
    await house.ingest(TALKS, published=None)
    receipt = await house.ingest(TALKS, url="https://mpa.example/1")
    assert receipt.article.published_at == NOW
    assert receipt.entries[0].window.start == date(2013, 5, 14)


async def test_forgetting_takes_back_all_it_said(house: House) -> None:
    receipt = await house.ingest(TALKS)
    assert await house.ingestor.forget(receipt.article.id)
    assert not await house.ingestor.forget(receipt.article.id)
    assert not await house.ingestor.forget("no id")
    for table in (ARTICLES, ENTRIES, PEOPLE, PRINTS):
        assert await house.documents(table) == []


async def test_reading_again_changes_nothing(house: House) -> None:
    receipt = await house.ingest(TALKS)
    before = await house.documents(ENTRIES)
    again = await house.ingestor.read_again(receipt.article.id)
    assert again.entries == receipt.entries
    assert await house.documents(ENTRIES) == before


async def test_what_a_kill_left_unread_is_read_at_the_next_start(house: House) -> None:
    article = Article("", TALKS, published_at=NOW)
    await house.thread.run(lambda store: file_article(store, article, now=NOW - timedelta(minutes=9)))
    await house.thread.run(lambda store: file_article(store, replace(article, text="Of Sochi again."), now=NOW))
    assert await house.ingestor.resume(waiting=timedelta(minutes=5)) == 1
    assert await house.ingestor.resume() == 1
    assert await house.ingestor.resume() == 0
    assert {document["state"] for document in await house.documents(ARTICLES)} == {READ}
    assert len(await house.documents(ENTRIES)) == 1


async def test_an_article_that_kills_us_each_time_is_left_in_the_end(house: House) -> None:
    await house.thread.run(lambda store: file_article(store, Article("", TALKS), now=NOW))

    async def die(article: Article) -> None:
        if not article.id:  # the probe
            house.reader.meanwhile = die
            return
        raise MemoryError

    for _ in range(3):
        house.reader.meanwhile = die
        with pytest.raises(MemoryError):
            await house.ingestor.resume()
    assert await house.ingestor.resume() == 0
    assert house.reader.read_texts == [TALKS] * 3


async def test_without_a_model_articles_wait_unread_until_there_is_one(house: House) -> None:
    house.reader.unread = NO_MODEL
    receipt = await house.ingest(TALKS)
    assert (receipt.took, receipt.reading.unread) == (Took.STORED, NO_MODEL)
    [document] = await house.documents(ARTICLES)
    assert (document["state"], document["reason"]) == (UNREAD, NO_MODEL)
    assert await house.ingestor.resume() == 0
    house.reader.unread = ""
    assert await house.ingestor.resume() == 1
    assert len(await house.documents(ENTRIES)) == 1


async def test_a_text_that_changes_while_it_is_read_is_read_again(house: House) -> None:
    async def change(article: Article) -> None:
        await house.thread.run(
            lambda store: store.table(ARTICLES).update(
                {"text": "Nothing of note.", "state": PENDING}, where("state") == PENDING
            )
        )

    house.reader.meanwhile = change
    receipt = await house.ingest(TALKS)
    assert receipt.entries == ()
    assert house.reader.read_texts == [TALKS, "Nothing of note."]
    assert await house.documents(ENTRIES) == []


async def test_an_article_deleted_while_it_is_read_stays_deleted(house: House) -> None:
    async def delete(article: Article) -> None:
        await house.ingestor.forget(article.id)

    house.reader.meanwhile = delete
    receipt = await house.ingest(TALKS)
    assert receipt.entries == ()
    assert await house.documents(ENTRIES) == []
    assert await house.thread.run(lambda store: find_article(store, "1")) is None


async def test_refusals_come_with_their_reasons(house: House) -> None:
    lines = [json.dumps({"text": TALKS, "published": None}), "broken", json.dumps({"text": 5})]
    receipts = await house.ingestor.ingest("\n".join(lines).encode(), Origin("mixed.jsonl"))
    assert [receipt.took for receipt in receipts] == [Took.STORED, Took.REFUSED, Took.REFUSED]
    assert receipts[1].reason == "mixed.jsonl, line 2: it is no JSON object"
    [receipt] = await house.ingestor.ingest(b"\x89PNG\r\n\x1a\n....", Origin("picture.txt"))
    assert receipt.reason == "picture.txt: it is a PNG picture, not text"


async def test_many_at_once_are_each_taken_in_once(house: House) -> None:
    about = "from Sochi, the city by the sea, where they meet today, once more, to go on with their list of questions"
    texts = [f"Report {number % 30} {about}, of which number {number % 30} is still open." for number in range(60)]
    lines = [json.dumps({"text": text, "published": NOW.isoformat()}) for text in texts]
    receipts = await house.ingestor.ingest("\n".join(lines).encode(), Origin("many.jsonl"))
    assert [receipt.took for receipt in receipts].count(Took.STORED) == 30
    assert [receipt.took for receipt in receipts].count(Took.DUPLICATE) == 30
    assert len(await house.documents(ARTICLES)) == 30
    [entry] = await house.documents(ENTRIES)
    assert len(entry["contributions"]) == 30


async def test_the_reader_is_told_whom_the_store_knows(house: House) -> None:
    await house.ingest(TALKS)
    fresh = PlainReader()
    await Ingestor(house.thread, fresh, StandingClock()).start()
    assert [person.name for person in fresh.known] == ["Vladimir Putin"]


LONG = (
    "The foreign ministers of Austria and Norway will meet in Vienna on Friday to talk about the river treaty. "
    "The treaty, signed after eleven years of quarrels, gives both sides the right to build two dams each. "
    "Officials said that the ministers would also hear a report on fishing from the joint commission. "
    "A dinner at the old customs house is planned, and journalists are invited to the first ten minutes of it. "
)


async def test_a_rewrite_is_stored_as_one_of_the_family_and_counts_once(house: House) -> None:
    await house.ingest(LONG, source="MPA", url="https://mpa.example/1")
    shortened = await house.ingest(LONG[:310], source="Gulf Channel", url="https://gulf.example/1")
    other = await house.ingest(TALKS, source="Gulf Channel", url="https://gulf.example/2")
    assert (shortened.took, shortened.duplicate_of) == (Took.STORED, "1")
    assert (other.took, other.duplicate_of) == (Took.STORED, "")
    assert [document["family"] for document in await house.documents(ARTICLES)] == ["", "1", ""]


async def cited(house: House) -> tuple[str, int]:
    """What the agenda's one entry is cited by, and how many sources it has."""
    [document] = await house.documents(ENTRIES)
    entry = decode(AgendaEntry, document)
    assert entry.cited is not None
    assert entry.best is not None
    assert entry.best.article_id == entry.cited.article_id
    return entry.cited.source, entry.sources


SOCHI = f"{TALKS} {LONG}"
COPIES = {
    "short": {"text": SOCHI[:400] + ".", "title": "Talks in Sochi"},
    "full": {"text": SOCHI, "title": "Talks in Sochi"},
    "junky": {"text": "Menu\nHome\nLog in\n" * 9 + SOCHI, "title": "Talks in Sochi"},
    "untitled": {"text": SOCHI + " Nobody said more.", "title": ""},
}


@pytest.mark.parametrize("order", list(permutations(COPIES)), ids="-".join)
async def test_whichever_copy_comes_first_the_best_is_cited_and_counts_once(
    house: House, order: tuple[str, ...]
) -> None:
    for name in order:
        await house.ingest(source=name, url=f"https://{name}.example/1", **COPIES[name])
    assert await cited(house) == ("full", 1)


async def test_a_better_copy_takes_over_and_gives_way_when_it_is_deleted(house: House) -> None:
    await house.ingest(source="short", url="https://short.example/1", **COPIES["short"])
    assert await cited(house) == ("short", 1)
    full = await house.ingest(source="full", url="https://full.example/1", **COPIES["full"])
    assert await cited(house) == ("full", 1)
    aged = Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(days=40)), texts_kept=timedelta(days=30))
    assert (await aged.tidy()).texts == 2
    await house.ingest(source="junky", url="https://junky.example/1", **COPIES["junky"])
    assert await cited(house) == ("full", 1)  # its sentence stays though its text has gone
    await house.ingestor.forget(full.article.id)
    assert await cited(house) == ("junky", 1)


async def test_the_copy_that_joins_two_families_makes_them_one_source_until_it_is_deleted(house: House) -> None:
    first, second = f"{TALKS} {LONG}", f"{TALKS[::-1]} Sochi {LONG[::-1]}"
    await house.ingest(first, source="A", url="https://a.example/1")
    await house.ingest(second, source="B", url="https://b.example/1")
    assert (await cited(house))[1] == 2
    both = await house.ingest(f"{first} {second}", source="C", url="https://c.example/1")
    assert await cited(house) == ("C", 1)
    await house.ingestor.forget(both.article.id)
    assert (await cited(house))[1] == 2


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=lambda order: "-".join(map(str, order)))
async def test_the_same_words_are_cited_where_they_stood_first_with_a_title_and_link(
    house: House, order: tuple[int, ...]
) -> None:
    spots = (
        {"source": "pasted", "url": "", "published": "2013-05-14T06:00:00+00:00"},
        {"source": "first", "url": "https://first.example/1", "title": "T", "published": "2013-05-14T07:00:00+00:00"},
        {"source": "later", "url": "https://later.example/1", "title": "T", "published": "2013-05-14T08:00:00+00:00"},
    )  # fmt: skip
    for number in order:
        await house.ingest(TALKS, **spots[number])
    assert await cited(house) == ("first", 1)
    [document] = await house.documents(ARTICLES)
    assert {copy["source"] for copy in document["republished"]} == {"pasted", "later"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["as printed", "reprint first"])
async def test_days_count_from_the_first_printing_whichever_copy_is_cited(house: House, order: tuple[int, int]) -> None:
    spots = (
        {"source": "wire", "published": "2013-05-14T06:00:00+00:00"},
        {"source": "site", "url": "https://site.example/1", "title": "T", "published": "2013-05-16T07:00:00+00:00"},
    )
    for number in order:
        await house.ingest(TALKS, **spots[number])
    assert await cited(house) == ("site", 1)
    [document] = await house.documents(ARTICLES)
    assert document["published_at"].startswith("2013-05-14")


async def test_a_titled_copy_of_an_undated_text_does_not_make_it_news(house: House) -> None:
    await house.ingest(TALKS, published=None)
    [before] = await house.documents(ARTICLES)
    later = Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(hours=5)))
    titled = json.dumps({"source": "site", "title": "T", "url": "https://site.example/1", "text": TALKS})
    await later.ingest(titled.encode(), Origin("one.jsonl"))
    [after] = await house.documents(ARTICLES)
    assert after["title"] == "T"
    assert after["received_at"] == before["received_at"]


async def test_prints_are_kept_for_as_long_as_texts_are_reprinted(house: House) -> None:
    await house.ingest(LONG)
    assert await house.ingestor.tidy() == Tidied()
    later = Ingestor(house.thread, house.reader, StandingClock(NOW + timedelta(days=61)))
    assert await later.tidy() == Tidied(prints=1)
    assert await house.documents(PRINTS) == []


async def test_what_was_ingested_is_found_by_its_words(house: House) -> None:
    await house.ingest(LONG)
    await house.ingest(TALKS)
    assert await house.thread.run(lambda store: store.match("netanyahu sochi", limit=5)) == [2]
