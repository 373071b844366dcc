"""The durable list of what is owed, and every change of it.

All methods block and are called on the store's thread, each in one transaction. A delivery is `SENDING` in the store
before its message leaves and is marked at once when the answer comes, so that after `kill -9` only what was in flight
is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Literal

from tinydb import where
from tinydb.table import Document

from bot.delivery.deliveries import (
    CLOSED,
    OPEN,
    WATCH,
    Delivery,
    Kind,
    NewDelivery,
    State,
    outcome,
    outcomes,
    place,
    read_delivery,
)
from bot.delivery.letters import Letter, read_letter, write_letter
from bot.delivery.turns import Priority
from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import DELIVERIES, LETTERS

OnUnknown = Literal["repeat", "skip"]


_NOBODY_KNOWS = 0
"""Stands for the message id of a part whose arrival stayed unknown."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found in flight from the last run: parts to be repeated, parts given up as unknown."""

    to_repeat: int
    unknown: int


class Outbox:
    """What is owed, over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.table(DELIVERIES)
        self._letters = store.table(LETTERS)

    def enqueue(self, deliveries: Sequence[NewDelivery], *, now: datetime) -> list[int]:
        """Owe these, but for those owed already; the new ids."""
        return self._store.claim(DELIVERIES, [delivery.document(now) for delivery in deliveries])

    def enqueue_letter(self, delivery: NewDelivery, letter: Letter, *, now: datetime) -> int | None:
        """Owe a letter that is written already; its id, None if it is owed already."""
        with self._store.transaction():
            letter_id = self._letters.insert(write_letter(letter))
            document = delivery.document(now) | {"letter": letter_id, "parts": len(letter.parts)}
            ids = self._store.claim(DELIVERIES, [document])
            if not ids:
                self._letters.remove(doc_ids=[letter_id])
            return ids[0] if ids else None

    def share(self, letter: Letter, *, now: datetime) -> int:
        """Store a letter that many deliveries will carry; its id goes into `NewDelivery.letter`."""
        return self._letters.insert({**write_letter(letter), "shared_at": instant(now)})

    def take(self, room: Mapping[Priority, int], *, now: datetime, besides: Collection[int]) -> list[Delivery]:
        """The deliveries whose time has come, by priority and then by age: at most `room` of each priority."""
        taken: list[Delivery] = []
        for kind in Kind:
            wanted = room.get(kind.priority, 0)
            if wanted <= 0:
                continue
            begins, ends = f"{kind.priority:d}|", place(kind, now)
            ready = self._table.find(
                (where("queue") >= begins) & (where("queue") <= ends), order="queue", limit=wanted + len(besides)
            )
            fresh = [read_delivery(document) for document in ready if document.doc_id not in besides]
            taken.extend(fresh[:wanted])
        return taken

    def get(self, delivery_id: int) -> Delivery | None:
        """One delivery; None when it is compacted away."""
        document = self._document(delivery_id)
        return read_delivery(document) if document is not None else None

    def letter(self, delivery: Delivery) -> Letter | None:
        """Its letter; None while it is not composed."""
        document = self._letters.get(doc_id=delivery.letter) if delivery.letter is not None else None
        return read_letter(document) if isinstance(document, Document) else None

    def begin(self, delivery_id: int, letter: Letter, *, now: datetime) -> bool:
        """Mark that its next part is about to leave, and keep the letter with the first; False when it is not open.

        What was kept before stays: a letter once begun is not written anew.
        """
        document = self._document(delivery_id)
        if document is None or document["state"] not in OPEN:
            return False
        if document["letter"] is None:
            self._keep(document, letter)
        document["state"] = State.SENDING.value
        document["attempts"] += 1
        document["begun_at"] = instant(now)
        document.pop("queue", None)
        self._table.replace([document])
        return True

    def rewrite(self, delivery_id: int, letter: Letter, *, now: datetime) -> None:
        """Keep what it will say instead, since Telegram refused it as it was. A shared letter stays for the others."""
        document = self._document(delivery_id)
        if document is not None and document["state"] in OPEN:
            self._drop_letters([document])
            self._keep(document, letter)
            document["state"], document["queue"] = State.PENDING.value, place(Kind(document["kind"]), now)
            document["reason"] = "refused as it was"
            self._table.replace([document])

    def arrived(self, delivery_id: int, message_id: int, *, now: datetime) -> State | None:
        """The part at the cursor arrived; the state that follows (None: the delivery is gone)."""
        return self._advance(delivery_id, message_id, now)

    def doubted(self, delivery_id: int, *, now: datetime) -> State | None:
        """Whether the part at the cursor arrived will not be known; the parts after it are still owed."""
        return self._advance(delivery_id, _NOBODY_KNOWS, now)

    def _advance(self, delivery_id: int, message_id: int, now: datetime) -> State | None:
        document = self._document(delivery_id)
        if document is None:
            return None
        document["cursor"] += 1
        document["message_ids"].append(message_id)
        document["unknowns"] = 0
        if document["cursor"] >= document["parts"]:
            state = State.UNKNOWN if _NOBODY_KNOWS in document["message_ids"] else State.SENT
            self._close(document, state, document["reason"], now)
        else:
            state = State.PENDING
            document["state"], document["queue"] = state.value, place(Kind(document["kind"]), now)
        self._table.replace([document])
        return state

    def postpone(self, delivery_id: int, until: datetime, *, unknown: bool = False, reason: str = "") -> None:
        """Back into the queue, not before `until`; `unknown` says that the last attempt may have arrived."""
        document = self._document(delivery_id)
        if document is None or document["state"] not in OPEN:
            return
        document["state"], document["queue"] = State.PENDING.value, place(Kind(document["kind"]), until)
        document["unknowns"] += unknown
        document["repeats"] += unknown
        document["reason"] = reason
        self._table.replace([document])

    def hold(self, delivery_id: int, until: datetime) -> None:
        """Back into the queue until it may disturb again; after that it is of use for as long as it was before.

        `until` is when it can first be pushed, so that what was held is not called late.
        """
        document = self._document(delivery_id)
        if document is None or document["state"] not in OPEN:
            return
        longer = until - datetime.fromisoformat(document["ready_at"])
        if document["expires_at"] is not None and longer > timedelta(0):
            document["expires_at"] = instant(datetime.fromisoformat(document["expires_at"]) + longer)
        document["ready_at"] = instant(until)
        document["state"], document["queue"] = State.PENDING.value, place(Kind(document["kind"]), until)
        document["reason"] = "held"
        self._table.replace([document])

    def finish(self, delivery_ids: Collection[int], state: State, *, reason: str, now: datetime) -> None:
        """Close these, whatever they have come to."""
        closing = []
        for delivery_id in delivery_ids:
            document = self._document(delivery_id)
            if document is not None and document["state"] in OPEN:
                self._close(document, state, reason, now)
                closing.append(document)
        self._table.replace(closing)

    def open_of(self, subscriber_ids: Collection[str]) -> dict[str, list[Document]]:
        """What is open for each of these subscribers, in one query; who is owed nothing is left out."""
        found: dict[str, list[Document]] = {}
        if subscriber_ids:
            for document in self._table.search(where("open_for").one_of(sorted(subscriber_ids))):
                found.setdefault(document["open_for"], []).append(document)
        return found

    def fold(self, delivery: Delivery, open_now: Iterable[Document], *, now: datetime) -> Delivery | None:
        """Let the newest of a subscriber's unbegun deliveries of one edition tell what all of them would have.

        `open_now` is what `open_of` says of the subscriber. Returns the delivery to go on with; None when `delivery`
        itself is told by a newer one.
        """
        owed = _unbegun(open_now, delivery.edition)
        if all(each.doc_id != delivery.id for each in owed):
            return None
        if len(owed) == 1:
            return read_delivery(owed[0])  # as it is now: others may have been folded into it since it was taken
        owed.sort(key=lambda each: (each["due_at"], each.doc_id))
        newest = owed[-1]
        newest["covers"] = list(dict.fromkeys(slot for each in owed for slot in each["covers"]))
        newest["slots"] = sum(each["slots"] for each in owed)
        if "events" in newest["payload"]:
            newest["payload"]["events"] = [event for each in owed for event in each["payload"]["events"]]
        self.finish([each.doc_id for each in owed[:-1]], State.FOLDED, reason=f"told by {newest['slot']}", now=now)
        self._table.replace([newest])
        return read_delivery(newest) if newest.doc_id == delivery.id else None

    def fold_alerts(self, brief: Delivery, open_now: Iterable[Document], *, now: datetime) -> None:
        """Let a brief tell what the subscriber's unbegun alerts for watches would have."""
        alerts = _unbegun(open_now, WATCH)
        self.finish([each.doc_id for each in alerts], State.FOLDED, reason=f"told by {brief.slot}", now=now)

    def withdraw(self, subscriber_id: str, *, reason: str, now: datetime, replies: bool = False) -> int:
        """Owe this subscriber nothing more (but replies, unless `replies`); how many were open."""
        owed = self._open_of(subscriber_id)
        ids = [each.doc_id for each in owed if replies or each["kind"] != Kind.REPLY.value]
        self.finish(ids, State.GIVEN_UP, reason=reason, now=now)
        return len(ids)

    def all_of(self, subscriber_id: str) -> list[Document]:
        """Everything that was ever owed to this subscriber and is not compacted away, oldest first."""
        keys = (where("key") >= f"{subscriber_id}|") & (where("key") < f"{subscriber_id}}}")  # "}" follows "|"
        return self._table.search(keys & (where("subscriber_id") == subscriber_id))

    def forget(self, subscriber_id: str) -> None:
        """Delete everything that was ever owed to this subscriber, with what it said."""
        with self._store.transaction():
            owed = self.all_of(subscriber_id)
            self._drop_letters(owed)
            self._table.remove(doc_ids=[each.doc_id for each in owed])

    def release(self, subscriber_id: str, *, now: datetime) -> int:
        """Let go what a pause or quiet hours hold back; how many. What must still be held is held anew when taken."""
        held = [each for each in self._open_of(subscriber_id) if each["state"] == State.PENDING.value]
        for each in held:
            each["queue"] = place(Kind(each["kind"]), now)
            each["ready_at"] = min(each["ready_at"], instant(now))
        self._table.replace(held)
        return len(held)

    def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group was upgraded: what is owed to it goes to its new id."""
        prefix = (where("open_for") >= str(old_chat_id)) & (where("open_for") <= f"{old_chat_id}/~")
        moving = self._table.search(prefix & (where("chat_id") == old_chat_id))
        for each in moving:
            each["chat_id"] = new_chat_id
            each["subscriber_id"] = each["open_for"] = moved(each["subscriber_id"], new_chat_id)
            each["key"] = f"{each['subscriber_id']}|{each['slot']}|{each['edition']}"
        self._table.replace(moving)

    def recover(self, on_unknown: OnUnknown, *, now: datetime) -> Recovered:
        """At a start: what was in flight when the last run ended may have arrived or not.

        It is repeated once, marked, or set aside, as `[delivery] on_unknown` says; never a second time.
        """
        repeat: list[int] = []
        doubted: list[int] = []
        for document in self._table.search((where("open_for") >= "") & (where("state") == State.SENDING.value)):
            again = on_unknown == "repeat" and document["unknowns"] == 0
            (repeat if again else doubted).append(document.doc_id)
        with self._store.transaction():
            for delivery_id in repeat:
                self.postpone(delivery_id, now, unknown=True, reason="in flight when the bot stopped")
            for delivery_id in doubted:
                self.doubted(delivery_id, now=now)
        return Recovered(len(repeat), len(doubted))

    def compact(self, *, before: datetime, limit: int = 500) -> int:
        """Forget deliveries that were finished before then; how many, at most `limit`."""
        old = self._old(before, limit)
        if old:
            with self._store.transaction():
                self._drop_letters(old)
                self._table.remove(doc_ids=[document.doc_id for document in old])
                self._letters.remove(where("shared_at") < instant(before))
        return len(old)

    def _old(self, before: datetime, limit: int) -> list[Document]:
        old: list[Document] = []
        for state, kind in product(CLOSED, Kind):
            finished = (where("outcome") >= outcomes(state, kind)[0]) & (
                where("outcome") < outcome(state, kind, before)
            )
            old += self._table.find(finished, order="outcome", limit=limit - len(old))
        return old

    def _document(self, delivery_id: int) -> Document | None:
        document = self._table.get(doc_id=delivery_id)
        return document if isinstance(document, Document) else None

    def _open_of(self, subscriber_id: str) -> list[Document]:
        return self._table.search(where("open_for") == subscriber_id)

    def _keep(self, document: Document, letter: Letter) -> None:
        document["letter"], document["parts"] = self._letters.insert(write_letter(letter)), len(letter.parts)
        document["shared"] = False
        if letter.told:
            document["told"] = list(letter.told)
        if letter.shown:
            document["shown"] = dict(letter.shown)

    def _close(self, document: Document, state: State, reason: str, now: datetime) -> None:
        document["state"], document["reason"] = state.value, reason
        document["outcome"] = outcome(state, Kind(document["kind"]), now)
        document.pop("queue", None)
        document.pop("open_for", None)
        if state is not State.UNKNOWN:  # there the letter shows what may not have arrived
            self._drop_letters([document])

    def _drop_letters(self, documents: Iterable[Document]) -> None:
        own = [each["letter"] for each in documents if each["letter"] is not None and not each["shared"]]
        self._letters.discard(own)


def _unbegun(open_now: Iterable[Document], edition: str) -> list[Document]:
    return [
        each
        for each in open_now
        if each["edition"] == edition
        and each["state"] == State.PENDING.value
        and not each["cursor"]
        and not each["unknowns"]
    ]


def moved(subscriber_id: str, new_chat_id: int) -> str:
    """A subscriber's id after its group was upgraded: its topic stays."""
    _, slash, topic = subscriber_id.partition("/")
    return f"{new_chat_id}{slash}{topic}"
