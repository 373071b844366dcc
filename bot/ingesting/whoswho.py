"""The who's who in the store: for each person and office the earliest and the latest article that said so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tinydb import where

from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import PEOPLE
from briefs.model.reading import Person
from briefs.reading import names

_EVER = datetime.min.replace(tzinfo=UTC)


def known_people(store: Store, *, most: int) -> list[Person]:
    """The records of the `most` people and offices that were seen last, the earliest and the latest of each."""
    seen = store.table(PEOPLE).find(order="seen_utc", descending=True, limit=most)
    return [decode(Person, record) for document in seen for record in document["records"]]


def learn_people(store: Store, people: Iterable[Person]) -> list[Person]:
    """Take in what an article says of people; those records that were new. Called inside a transaction."""
    table, new = store.table(PEOPLE), []
    for person in people:
        key = "|".join((names.fold(person.name), person.office, person.country, person.body, person.tenure))
        found = table.get(where("key") == key)
        before = [] if found is None else [decode(Person, record) for record in found["records"]]
        records = _first_and_last([*before, person])
        if records == before:
            continue
        new.append(person)
        document: dict[str, Any] = {
            "v": 1,
            "key": key,
            "name": person.name,
            "surname": names.sounded(names.family(person.name, person.country)),
            **_rests_on(records),
        }
        table.upsert(document, where("key") == key)
    return new


def unlearn_article(store: Store, article_id: str) -> None:
    """Take back what rests on one article alone. Called inside a transaction."""
    table = store.table(PEOPLE)
    for document in table.search(where("articles").any([article_id])):
        records = [decode(Person, record) for record in document["records"]]
        kept = [record for record in records if not record.evidence or record.evidence.article_id != article_id]
        if kept:
            table.update(_rests_on(kept), doc_ids=[document.doc_id])
        else:
            table.remove(doc_ids=[document.doc_id])


def _rests_on(records: list[Person]) -> dict[str, Any]:
    seen_at = records[-1].seen_at
    return {
        "records": [encode(record) for record in records],
        "seen_utc": instant(seen_at) if seen_at else None,
        "articles": sorted({record.evidence.article_id for record in records if record.evidence}),
    }


def _first_and_last(records: list[Person]) -> list[Person]:
    ordered = sorted(records, key=lambda person: person.seen_at or _EVER)
    first, last = ordered[0], ordered[-1]
    return [first] if first.seen_at == last.seen_at else [first, last]
