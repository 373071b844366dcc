"""Random documents and random queries: our table answers as TinyDB does, whatever was pushed down to SQL."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage

from bot.store.pushdown import Pushdown
from bot.store.schema import Index
from bot.store.sqlite import MEMORY, SqliteRows
from bot.store.table import RowDB

INDEXES = {"docs": (Index("a"), Index("b.a"), Index("c", many=True))}

numbers = st.one_of(st.integers(-3, 3), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
texts = st.one_of(st.sampled_from(["", "a", "b", "ab", "Ä", "я", "1"]), st.text(max_size=5))
scalars = st.one_of(st.none(), numbers, texts)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "b", "x y", '"']), inner, max_size=3)
    ),
    max_leaves=5,
)
documents = st.dictionaries(st.sampled_from(["a", "b", "c", "d.e", "ключ"]), values, max_size=4)
paths = st.sampled_from([("a",), ("b",), ("c",), ("b", "a"), ("d.e",), ("ключ",), ("a", "a", "b")])


def at(path: tuple[str, ...]) -> Query:
    query = Query()
    for key in path:
        query = query[key]
    return query


def is_short(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 2


@st.composite
def leaves(draw: st.DrawFn) -> QueryInstance:
    query: Any = at(draw(paths))
    make = draw(
        st.sampled_from(
            [
                lambda: query == draw(values),
                lambda: query != draw(scalars),
                lambda: query < draw(st.one_of(numbers, texts)),
                lambda: query <= draw(st.one_of(numbers, texts)),
                lambda: query > draw(st.one_of(numbers, texts)),
                lambda: query >= draw(st.one_of(numbers, texts)),
                lambda: query.exists(),
                lambda: query.one_of(draw(st.lists(scalars, max_size=3))),
                lambda: query.any(draw(st.lists(scalars, max_size=3))),
                lambda: query.any(Query().a == draw(scalars)),
                lambda: query.all(draw(st.lists(scalars, max_size=2))),
                lambda: query.matches("[a-c]"),
                lambda: query.search("b"),
                lambda: query.test(is_short),
                lambda: query.map(str) == "1",
                lambda: query.fragment({"a": draw(scalars)}),
                lambda: Query().fragment({"a": draw(scalars)}),
                lambda: Query().noop(),
            ]
        )
    )
    leaf: QueryInstance = make()
    return leaf


queries = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a: ~a, inner),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def ours() -> RowDB:
    return RowDB(SqliteRows(MEMORY, INDEXES))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(docs=st.lists(documents, max_size=6), query=queries)
def test_queries_find_what_tinydb_finds(ours: RowDB, docs: list[dict[str, Any]], query: QueryInstance) -> None:
    stock = TinyDB(storage=MemoryStorage).table("docs", cache_size=0)
    table = ours.table("docs")
    table.truncate()
    stock.insert_multiple(docs)
    table.insert_multiple(docs)
    try:
        expected = [document.doc_id for document in stock.search(query)]
    except TypeError:
        return  # TinyDB itself cannot compare these; whether we get as far is not promised
    found = table.search(query)
    assert [document.doc_id for document in found] == expected
    assert found == [stock.get(doc_id=doc_id) for doc_id in expected]
    assert table.count(query) == len(expected)
    assert table.contains(query) == bool(expected)
    assert table.update({"touched": 1}, query) == expected
    stock.update({"touched": 1}, query)
    assert table.all() == stock.all()
    assert table.remove(query) == stock.remove(query)
    assert table.all() == stock.all()


@settings(max_examples=100, deadline=None)
@given(path=paths, value=scalars)
def test_equality_on_plain_paths_uses_the_index(path: tuple[str, ...], value: Any) -> None:
    condition = Pushdown().compile(at(path) == value)
    plain = all(key.isascii() and key.isalpha() for key in path)
    assert ("json_extract" in condition.sql or "json_type" in condition.sql) == plain


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query().a == "x", "ix_path_docs"),
        (Query().b.a == 3, "ix_path_docs"),
        (Query().a.one_of(["x", "y"]), "ix_path_docs"),
        (Query().a <= "2013", "ix_path_docs"),
        (Query().c.any(["k1", "k2"]), "SEARCH el_docs_c USING PRIMARY KEY"),
        ((Query().a == "x") & Query().d.test(is_short), "ix_path_docs"),
    ],
    ids=["equal", "nested", "one of", "at most", "any", "and"],
)
def test_sqlite_answers_from_the_index(ours: RowDB, query: QueryInstance, index: str) -> None:
    rows = ours.rows
    assert isinstance(rows, SqliteRows)
    where = rows.pushdown("docs").compile(query)
    plan = rows.execute(f"EXPLAIN QUERY PLAN SELECT id FROM doc_docs WHERE {where.sql}", where.params)
    assert index in " ".join(str(step[-1]) for step in plan)
    assert "SCAN doc_docs" not in " ".join(str(step[-1]) for step in plan)


def test_a_query_too_deep_to_compile_is_still_answered(ours: RowDB) -> None:
    table = ours.table("docs")
    table.truncate()
    table.insert({"a": 7})
    query: QueryInstance = Query().a == 7
    for _ in range(300):
        query = query | (Query().a == 8)
    assert table.count(query) == 1
