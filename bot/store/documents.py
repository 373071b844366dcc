"""Between the domain's frozen dataclasses and the JSON documents of the store.

Every document carries `"v"`, the version of its kind. Instants and dates are ISO 8601 texts, an instant with the offset
it came with; a length of time is a number of seconds; a tuple is a list; an enumeration its value. Every field is
written, defaults too, so that a query finds what it names. Fields that this build does not know are left alone when
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

import cattrs
from tinydb.table import Document

from briefs.errors import SchemaTooNew, StoreError
from briefs.model.article import Article

T = TypeVar("T")

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: Mapping[type, tuple[Upgrade, ...]] = {}
"""For each kind, the functions that turn a document of version n into one of version n + 1, from version 1 on."""

_BY_DOC_ID: tuple[type, ...] = (Article,)  # kinds whose `id` is the document's own


def instant(moment: datetime) -> str:
    """An instant in the form that sorts and compares as text: UTC. Raises ValueError if it is not aware."""
    if moment.tzinfo is None:
        raise ValueError("an instant must be aware")
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()


def encode(noun: Any) -> dict[str, Any]:
    """One of the domain's nouns as a document."""
    kind = type(noun)
    document: dict[str, Any] = {"v": version_of(kind), **_CONVERTER.unstructure(noun)}
    if kind in _BY_DOC_ID:
        del document["id"]
    return document


def decode(kind: type[T], document: Mapping[str, Any]) -> T:
    """The noun that a document holds.

    A kind whose `id` is the store's takes it from the TinyDB `Document`. Raises SchemaTooNew for a document of a newer
    version, StoreError for one that does not fit.
    """
    known, version = version_of(kind), document.get("v", 1)
    if not isinstance(version, int) or version > known:
        raise SchemaTooNew(f"a document of kind {kind.__name__} has version {version}; this attache knows {known}")
    values = dict(document)
    for upgrade in UPGRADES.get(kind, ())[version - 1 :]:
        values = upgrade(values)
    if kind in _BY_DOC_ID and isinstance(document, Document):
        values["id"] = str(document.doc_id)
    try:
        return _CONVERTER.structure(values, kind)
    except Exception as error:
        raise StoreError(f"a document of kind {kind.__name__} does not fit: {_first(error)}") from error


def version_of(kind: type) -> int:
    """The version of this kind's documents that this build writes."""
    return 1 + len(UPGRADES.get(kind, ()))


def _first(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, _read_instant)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    converter.register_unstructure_hook(timedelta, timedelta.total_seconds)
    converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    converter.register_structure_hook_func(lambda kind: kind is object, lambda value, _: value)
    return converter


def _read_instant(text: str, _: type) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"an instant without offset: {text}")
    return moment


_CONVERTER = _converter()
