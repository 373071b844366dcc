"""Random sequences of TinyDB's operations leave our table and TinyDB's with the same documents.

Not among them: inserting under an id of one's own, after which TinyDB uses ids of deleted documents again and ours does
not.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import Query, TinyDB
from tinydb.operations import delete, increment
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage

from bot.store.schema import Index
from bot.store.sqlite import MEMORY, SqliteRows
from bot.store.table import RowDB

values = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from(["a", "b"]), st.lists(st.integers(0, 2))
)
documents = st.dictionaries(st.sampled_from(["a", "b", "c"]), values, max_size=3)
queries = st.one_of(
    st.builds(lambda value: Query().a == value, values),
    st.builds(lambda value: ~(Query().b == value), values),
    st.builds(lambda value: Query().c.any([value]), st.integers(0, 2)),
    st.builds(lambda name: Query()[name].exists(), st.sampled_from(["a", "b", "c"])),
)


class Tables(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.ours = RowDB(SqliteRows(MEMORY, {"t": (Index("a"), Index("c", many=True))})).table("t")
        self.stock = TinyDB(storage=MemoryStorage).table("t", cache_size=0)

    @rule(document=documents)
    def insert(self, document: dict[str, Any]) -> None:
        assert self.ours.insert(document) == self.stock.insert(dict(document))

    @rule(several=st.lists(documents, max_size=4))
    def insert_multiple(self, several: list[dict[str, Any]]) -> None:
        assert self.ours.insert_multiple(several) == self.stock.insert_multiple([dict(each) for each in several])

    @rule(fields=documents, query=queries)
    def update(self, fields: dict[str, Any], query: QueryInstance) -> None:
        assert sorted(self.ours.update(fields, query)) == sorted(self.stock.update(fields, query))

    @rule(fields=documents, doc_ids=st.lists(st.integers(1, 12), max_size=3, unique=True))
    def update_by_ids(self, fields: dict[str, Any], doc_ids: list[int]) -> None:
        assert self.ours.update(fields, doc_ids=doc_ids) == self.stock.update(fields, doc_ids=doc_ids)

    @rule()
    def update_in_place(self) -> None:
        numbered = Query().a.test(lambda value: isinstance(value, int))
        self.ours.update(increment("a"), numbered)
        self.stock.update(increment("a"), numbered)
        for table in (self.ours, self.stock):
            table.update(delete("b"), Query().b.exists())

    @rule(document=documents, query=queries)
    def upsert(self, document: dict[str, Any], query: QueryInstance) -> None:
        assert sorted(self.ours.upsert(document, query)) == sorted(self.stock.upsert(dict(document), query))

    @rule(query=queries)
    def remove(self, query: QueryInstance) -> None:
        assert sorted(self.ours.remove(query)) == sorted(self.stock.remove(query))

    @precondition(lambda self: len(self.ours) > 6)
    @rule()
    def truncate(self) -> None:
        self.ours.truncate()
        self.stock.truncate()

    @invariant()
    def same_documents(self) -> None:
        ours = {document.doc_id: document for document in self.ours}
        assert ours == {document.doc_id: document for document in self.stock}
        assert len(self.ours) == len(ours)
        for wanted in (0, 1, 2):
            query = Query().c.any([wanted])
            assert sorted(found.doc_id for found in self.ours.search(query)) == sorted(
                found.doc_id for found in self.stock.search(query)
            )


TestTables = Tables.TestCase
TestTables.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
