"""What TinyDB's documentation promises, asserted of our stores and of TinyDB as it is published."""

from __future__ import annotations

from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.table import Document, Table


@pytest.fixture
def table(database: TinyDB) -> Table:
    table = database.table("cities")
    table.insert_multiple(
        [{"name": "Sochi", "n": 1}, {"name": "Geneva", "n": 2, "tags": ["un", "lake"]}, {"name": "Doha", "n": 3}]
    )
    return table


def names(documents: Any) -> list[str]:
    return [document["name"] for document in documents]


def test_ids_count_from_one_and_are_returned(table: Table) -> None:
    assert [document.doc_id for document in table.all()] == [1, 2, 3]
    assert table.insert({"name": "Amman"}) == 4
    assert table.insert_multiple([{"name": "Paris"}, {"name": "Rome"}]) == [5, 6]


def test_length_iteration_and_all_agree(table: Table) -> None:
    assert len(table) == len(table.all()) == len(list(table)) == 3


def test_search_get_contains_and_count_follow_the_query(table: Table) -> None:
    city = Query()
    assert names(table.search(city.n >= 2)) == ["Geneva", "Doha"]
    found = table.get(city.name == "Geneva")
    assert found is not None
    assert found.doc_id == 2
    assert table.get(city.name == "Atlantis") is None
    assert table.contains(city.tags.any(["lake"]))
    assert not table.contains(city.n > 3)
    assert table.count(city.n < 3) == 2


def test_get_by_id_and_ids(table: Table) -> None:
    document = table.get(doc_id=2)
    assert document == {"name": "Geneva", "n": 2, "tags": ["un", "lake"]}
    assert table.get(doc_id=99) is None
    several = table.get(None, doc_ids=[1, 3, 99])
    assert sorted(names(several)) == ["Doha", "Sochi"]
    assert table.contains(doc_id=3)
    assert not table.contains(doc_id=99)


@pytest.mark.parametrize("doc_id", [float("nan"), "no number", 2**70, -(2**70), -1])
def test_an_id_that_names_nothing_gets_nothing(table: Table, doc_id: Any) -> None:
    assert table.get(doc_id=doc_id) is None
    assert table.get(None, doc_ids=[doc_id]) == []
    assert table.update({"seen": True}, doc_ids=[doc_id]) == []
    assert table.remove(doc_ids=[doc_id]) == []


def test_get_without_anything_is_an_error(table: Table) -> None:
    with pytest.raises(RuntimeError):
        table.get()


def test_a_document_keeps_the_id_it_brings(table: Table) -> None:
    assert table.insert(Document({"name": "Oslo"}, doc_id=77)) == 77
    assert table.insert({"name": "Bern"}) == 78


def test_an_id_in_use_is_refused_and_nothing_is_written(table: Table) -> None:
    with pytest.raises(ValueError, match="exists"):
        table.insert(Document({"name": "Oslo"}, doc_id=1))
    with pytest.raises(ValueError, match="exists"):
        table.insert_multiple([{"name": "Bern"}, Document({"name": "Oslo"}, doc_id=1)])
    assert len(table) == 3


def test_what_is_no_mapping_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="Mapping"):
        table.insert([1, 2])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Mapping"):
        table.insert_multiple([{"a": 1}, "b"])  # type: ignore[list-item]
    assert len(table) == 3


def test_update_by_query_by_id_and_of_all(table: Table) -> None:
    assert table.update({"seen": True}, where("n") == 2) == [2]
    assert table.update({"seen": False}, doc_ids=[1, 99]) == [1]
    assert table.update(increment("n")) == [1, 2, 3]
    assert [document["n"] for document in table] == [2, 3, 4]
    assert [document.get("seen") for document in table] == [False, True, None]


def test_update_by_operations(table: Table) -> None:
    table.update(delete("tags"), where("tags").exists())
    table.update(add("n", 10), where("name") == "Doha")
    assert not table.contains(where("tags").exists())
    assert table.get(where("name") == "Doha") == {"name": "Doha", "n": 13}


def test_a_failing_update_changes_nothing(table: Table) -> None:
    def fail_on_doha(document: Any) -> None:
        document["n"] = 100
        if document["name"] == "Doha":
            raise LookupError("Doha")

    with pytest.raises(LookupError):
        table.update(fail_on_doha)
    assert [document["n"] for document in table] == [1, 2, 3]


def test_update_multiple_applies_each_to_its_own(table: Table) -> None:
    changed = table.update_multiple([({"n": 20}, where("name") == "Geneva"), ({"n": 10}, where("name") == "Sochi")])
    assert sorted(changed) == [1, 2]
    assert [document["n"] for document in table] == [10, 20, 3]


def test_upsert_updates_or_inserts(table: Table) -> None:
    assert table.upsert({"name": "Doha", "n": 30}, where("name") == "Doha") == [3]
    assert table.upsert({"name": "Baku"}, where("name") == "Baku") == [4]
    assert table.upsert(Document({"n": 5}, doc_id=1)) == [1]
    assert table.get(doc_id=1) == {"name": "Sochi", "n": 5}
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"name": "nowhere"})


def test_remove_by_query_and_by_id(table: Table) -> None:
    assert table.remove(where("n") < 3) == [1, 2]
    assert table.remove(doc_ids=[3, 99]) == [3]
    assert len(table) == 0
    with pytest.raises(RuntimeError):
        table.remove()


def test_ids_are_not_used_again(table: Table) -> None:
    table.remove(doc_ids=[3])
    assert table.insert({"name": "Doha"}) == 4


def test_truncate_begins_anew(table: Table) -> None:
    table.truncate()
    assert table.all() == []
    assert table.insert({"name": "first"}) == 1


def test_tables_come_and_go(database: TinyDB) -> None:
    before = database.tables()
    database.table("Öl/\"x'").insert({"a": 1})
    database.table("cases").insert({"a": 1})
    database.table("CASES").insert({"a": 2})
    assert database.tables() - before == {"Öl/\"x'", "cases", "CASES"}
    assert database.table("CASES").all() == [{"a": 2}]
    database.drop_table("cases")
    database.drop_table("never there")
    assert database.tables() - before == {"Öl/\"x'", "CASES"}
    assert database.table("cases").all() == []
    database.drop_tables()
    assert database.tables() == set()
    assert database.table("CASES").insert({"again": True}) == 1


def test_the_default_table(database: TinyDB) -> None:
    assert database.insert({"a": 1}) == 1
    assert len(database) == 1
    assert [*database] == [{"a": 1}]


def test_what_is_returned_can_be_edited_without_harm(table: Table) -> None:
    document = table.get(doc_id=2)
    assert document is not None
    document["tags"].append("edited")
    again = table.get(doc_id=2)
    assert again is not None
    assert again["tags"] == ["un", "lake"]


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -1.5, 2**80, 1e300, "", "Владимир Путин", "😀", "a\0b", "\ud800", {"a": [{}]}, [[], [None]]],
    ids=repr,
)
def test_json_values_come_back_as_they_were(database: TinyDB, value: Any) -> None:
    doc_id = database.table("values").insert({"value": value})
    assert database.table("values").get(doc_id=doc_id) == {"value": value}
