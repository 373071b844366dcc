"""What the store holds about one chat and one person: all of it told, or all of it deleted.

A person's own records (role, language, reports, what a conversation waits for) go with their private chat; from a group
its admins take along, or delete, what belongs to the group.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tinydb import where as field
from tinydb.table import Document

from bot.delivery.outbox import Outbox
from bot.ingesting.shelf import StoredShelf
from bot.store.api import Store
from bot.store.documents import decode
from bot.store.schema import (
    CONVERSATIONS,
    CORRECTIONS,
    DELIVERIES,
    EDITS,
    ENTRIES,
    LETTERS,
    RIGHTS,
    SUBSCRIBERS,
    UPDATES,
)
from briefs.agenda.editing import without_editor
from briefs.agenda.shelf import Changes
from briefs.model.agenda import AgendaEntry
from handlers.buttons import VERSION
from handlers.exchange import Visitor, Where


def everything(store: Store, where: Where, visitor: Visitor) -> dict[str, list[dict[str, Any]]]:
    """All documents about this place and, in private, about this person."""
    deliveries = Outbox(store).all_of(where.subscriber_id)
    letters = [store.table(LETTERS).get(doc_id=each["letter"]) for each in deliveries if each["letter"] is not None]
    kept: dict[str, list[Any]] = {
        "subscriber": store.table(SUBSCRIBERS).search(field("id") == where.subscriber_id),
        "deliveries": deliveries,
        "letters": [letter for letter in letters if letter is not None],
        "conversations": store.table(CONVERSATIONS).search(field("key").test(_of_place(where.subscriber_id))),
        "updates": store.table(UPDATES).search(field("update").test(_names_chat(where.chat_id))),
    }
    if where.kind == "private":
        person = visitor.user_id
        kept["conversations"] = store.table(CONVERSATIONS).search(field("user_id") == person)
        kept["rights"] = store.table(RIGHTS).search(field("user_id") == person)
        kept["edits"] = store.table(EDITS).search(field("user_id") == person)
        kept["reports"] = store.table(CORRECTIONS).search(field("reporter_id") == person)
        kept["subscribed_for_others"] = store.table(SUBSCRIBERS).search(
            (field("subscribed_by") == person) & (field("chat_id") != where.chat_id)
        )
    return {name: [dict(each) for each in found] for name, found in kept.items()}


def forget(store: Store, where: Where, visitor: Visitor) -> None:
    """Delete all of it, in one transaction. What others keep stays without the person's id."""
    with store.transaction():
        store.table(SUBSCRIBERS).remove(field("id") == where.subscriber_id)
        Outbox(store).forget(where.subscriber_id)
        store.table(CONVERSATIONS).remove(field("key").test(_of_place(where.subscriber_id)))
        if where.kind == "private":
            _forget_person(store, visitor.user_id)


def _forget_person(store: Store, person: int) -> None:
    store.table(CONVERSATIONS).remove(field("user_id") == person)
    store.table(RIGHTS).remove(field("user_id") == person)
    _forget_editor(store, person)
    store.table(CORRECTIONS).remove((field("reporter_id") == person) & (field("state") == "open"))
    nobody = {"reporter_id": 0, "reporter": "", "chat_id": 0, "topic_id": None, "words": ""}
    store.table(CORRECTIONS).update(nobody, field("reporter_id") == person)
    store.table(CORRECTIONS).update({"decided_by": 0}, field("decided_by") == person)
    store.table(EDITS).update({"user_id": 0, "by": ""}, field("user_id") == person)
    store.table(EDITS).update({"undone_by": 0}, field("undone_by") == person)
    store.table(SUBSCRIBERS).update({"subscribed_by": None}, field("subscribed_by") == person)
    _withdraw_request(store, person)


def _forget_editor(store: Store, person: int) -> None:
    """What this person did to the agenda by hand stays, without the name."""
    edits, verdicts = store.table(EDITS), store.table(CORRECTIONS).search(field("decided_by") == person)
    made = [each["at"] for each in edits.search(field("user_id") == person)]
    undone = [each["undone_at"] for each in edits.search(field("undone_by") == person)]
    made_at = frozenset(map(datetime.fromisoformat, (*made, *undone, *(each["decided_at"] for each in verdicts))))
    if not made_at:
        return
    by_hand = field("corrections").test(bool) | field("contributions").test(_are_pinned) | field("ledger").test(_named)
    entries = [decode(AgendaEntry, document) for document in store.table(ENTRIES).search(by_hand)]
    nameless = [(entry, without_editor(entry, made_at)) for entry in entries]
    StoredShelf(store).apply(Changes(tuple(after for entry, after in nameless if after != entry)))


def _are_pinned(contributions: Any) -> bool:
    return any(one.get("pins") for one in contributions)


def _named(ledger: Any) -> bool:
    return any(line.get("by") for line in ledger)


def _withdraw_request(store: Store, person: int) -> None:
    """Owners who were asked to let this person in, and have not been told yet, are not told any more."""
    marker = f"{VERSION}:admit:{person}:"
    asking = [
        letter.doc_id
        for letter in store.table(LETTERS).all()
        if any(str(data).startswith(marker) for data in _pressed(letter))
    ]
    if asking:
        store.table(DELIVERIES).remove(field("letter").one_of(asking))
        store.table(LETTERS).remove(doc_ids=asking)


def _pressed(letter: Document) -> list[str]:
    return [button.get("data", "") for part in letter["parts"] for row in part.get("keyboard", ()) for button in row]


def _of_place(subscriber_id: str) -> Callable[[Any], bool]:
    """Whether a conversation's key is one of this place's."""
    return lambda key: str(key).startswith(f"{subscriber_id}|")


def _names_chat(chat_id: int) -> Callable[[Any], bool]:
    """Whether a raw update of Telegram's came from this chat."""

    def names(update: Any) -> bool:
        inner = (value for value in update.values() if isinstance(value, dict)) if isinstance(update, dict) else ()
        return any(
            (part.get("chat") or (part.get("message") or {}).get("chat") or {}).get("id") == chat_id for part in inner
        )

    return names
