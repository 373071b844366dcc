"""Full text: newest first, in step with the articles, rebuilt from nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query

from bot.store.database import SqliteStore
from bot.store.opening import open_store
from bot.store.schema import ARTICLES
from bot.store.search import expression

MAY = datetime(2013, 5, 14, 10, tzinfo=UTC)


def article(title: str, text: str, published_at: datetime | None = MAY, **more: Any) -> dict[str, Any]:
    published = published_at.isoformat() if published_at else None
    return {"title": title, "text": text, "published_at": published, "stored_at": MAY.isoformat(), **more}


def feed_all(store: SqliteStore) -> int:
    fed = 0
    while taken := store.index_pending(limit=3):
        fed += taken
    return fed


@pytest.fixture
def archive(any_store: SqliteStore) -> SqliteStore:
    any_store.table(ARTICLES).insert_multiple(
        [
            article("Putin, Netanyahu to meet", "Talks in Sochi on Syria."),
            article("Diary", "Peace conference on Syria likely in June.", MAY + timedelta(days=20)),
            article("Кремль", "Путин примет Нетаньяху в Сочи.", MAY - timedelta(days=40)),
            article("Undated", "The Syria file, with a café in São Paulo.", None),
        ]
    )
    feed_all(any_store)
    return any_store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("syria", [2, 4, 1]),
        ("SYRIA talks", [1]),
        ('"peace conference"', [2]),
        ('"conference peace"', []),
        ("conf*", [2]),
        ("путин", [3]),
        ("cafe sao", [4]),
        ("diary", [2]),
        ("syria OR putin", []),
        ("", []),
        ("…", []),
        ('"', []),
        ("syria*) NOT (", []),
        ("title:syria", []),
        ("syria, --", [2, 4, 1]),
    ],
)
def test_all_words_newest_first(archive: SqliteStore, words: str, found: list[int]) -> None:
    assert archive.match(words, limit=10) == found


def test_pages_follow_each_other_over_months(archive: SqliteStore) -> None:
    pages = [archive.match("syria", limit=1, offset=offset) for offset in range(4)]
    assert pages == [[2], [4], [1], []]
    assert archive.match("syria", limit=2, offset=1) == [4, 1]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30) | st.text(alphabet='"*(){}:^-+AND OR NOT NEAR,.', max_size=20))
def test_anything_may_be_typed(words: str) -> None:
    SEARCHED.match(words, limit=5)


SEARCHED = open_store("memory:", exclusive=False)


def test_changes_and_deletions_are_followed(archive: SqliteStore) -> None:
    table = archive.table(ARTICLES)
    table.update({"text": "Rewritten about Geneva."}, doc_ids=[1])
    table.update({"state": "read"}, doc_ids=[2])  # nothing that the index holds
    table.remove(doc_ids=[4])
    assert feed_all(archive) == 2
    assert archive.match("syria", limit=9) == [2]
    assert archive.match("geneva", limit=9) == [1]
    table.update({"published_at": (MAY + timedelta(days=90)).isoformat()}, Query().title == "Putin, Netanyahu to meet")
    table.update({"text": "Syria and Geneva."}, doc_ids=[2])
    feed_all(archive)
    assert archive.match("geneva", limit=9) == [1, 2]


def test_feeding_is_bounded_and_resumes(any_store: SqliteStore) -> None:
    any_store.table(ARTICLES).insert_multiple(article("", f"word{number}") for number in range(7))
    assert [any_store.index_pending(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert any_store.match("word6", limit=1) == [7]


@pytest.mark.parametrize("damage", ["deleted", "overwritten"])
def test_a_lost_index_is_built_again(store: SqliteStore, tmp_path: Path, damage: str) -> None:
    store.table(ARTICLES).insert_multiple([article("", "Syria"), article("", "Geneva")])
    feed_all(store)
    store.close()
    for file in (tmp_path / "data").glob("search.db*"):
        file.unlink() if damage == "deleted" else file.write_bytes(b"rubbish" * 1000)
    again = open_store(str(tmp_path / "data"), exclusive=True)
    assert feed_all(again) == 2
    assert again.match("syria", limit=9) == [1]
    again.close()


def test_an_index_ahead_of_a_restored_store_is_not_trusted(store: SqliteStore, tmp_path: Path) -> None:
    store.table(ARTICLES).insert(article("", "Syria"))
    feed_all(store)
    store.backup(tmp_path / "old.db")
    store.table(ARTICLES).insert(article("", "Syria later"))
    feed_all(store)
    store.close()
    for file in (tmp_path / "data").glob("news.db*"):
        file.unlink()
    (tmp_path / "old.db").rename(tmp_path / "data" / "news.db")
    again = open_store(str(tmp_path / "data"), exclusive=True)
    feed_all(again)
    assert again.match("syria", limit=9) == [1]
    again.close()


def test_expressions_are_quoted() -> None:
    assert expression('"peace  conference" syr* U.S. -- "') == '"peace conference" "syr"* "U S"'
    assert expression("(") == ""


def test_of_what_articles_say_no_more_nothing_is_left(any_store: SqliteStore) -> None:
    table = any_store.table(ARTICLES)
    table.insert_multiple([article(f"Day {day}", "a sluice", MAY + timedelta(days=day)) for day in range(4)])
    feed_all(any_store)
    assert not any_store.tidy_index(before=MAY)
    table.update({"text": ""}, doc_ids=[1])
    feed_all(any_store)
    assert not any_store.tidy_index(before=MAY)  # one of five rows of a month that is not over
    table.update({"text": ""}, doc_ids=[2, 3, 4])
    feed_all(any_store)
    assert any_store.tidy_index(before=MAY)
    feed_all(any_store)
    assert any_store.match("sluice", limit=9) == []
    assert any_store.match("day", limit=9) == [4, 3, 2, 1]
    assert not any_store.tidy_index(before=MAY + timedelta(days=365))


def test_a_month_that_is_over_keeps_no_outdated_row(any_store: SqliteStore) -> None:
    any_store.table(ARTICLES).insert_multiple([article("Day", "a sluice", MAY) for _ in range(9)])
    feed_all(any_store)
    any_store.table(ARTICLES).remove(doc_ids=[5])
    feed_all(any_store)
    assert not any_store.tidy_index(before=MAY + timedelta(days=17))
    assert any_store.tidy_index(before=MAY + timedelta(days=18))
    feed_all(any_store)
    assert any_store.match("sluice", limit=20) == [9, 8, 7, 6, 4, 3, 2, 1]
