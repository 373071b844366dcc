"""One delivery: something owed to one chat, and how far it has come. Its form in the store is here, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tinydb.table import Document

from bot.delivery.turns import Priority
from bot.store.documents import instant


class Kind(StrEnum):
    """What sort of thing is owed; each has its place in the queue."""

    REPLY = "reply"
    ALERT = "alert"
    BRIEF = "brief"
    BROADCAST = "broadcast"

    @property
    def priority(self) -> Priority:
        """Where it stands in the queue."""
        return _PRIORITIES[self]


_PRIORITIES = {
    Kind.REPLY: Priority.REPLY,
    Kind.ALERT: Priority.ALERT,
    Kind.BRIEF: Priority.BRIEF,
    Kind.BROADCAST: Priority.BROADCAST,
}


class State(StrEnum):
    """How far a delivery has come.

    `PENDING` and `SENDING` are open. `SENT` arrived; `UNKNOWN` was sent, twice if the policy is to repeat, and never
    confirmed; `REFUSED` was not taken by Telegram; `GIVEN_UP` was withdrawn or came too late to be of use; `FOLDED` is
    told by a later one; `SKIPPED` was missed for longer than the grace.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    GIVEN_UP = "given up"
    FOLDED = "folded"
    SKIPPED = "skipped"


OPEN = (State.PENDING, State.SENDING)
CLOSED = tuple(state for state in State if state not in OPEN)
NOT_SUBSCRIBED, TOO_LATE = "not subscribed", "too late"
"""Reasons for giving up."""
WATCH = "watch"
"""The edition of alerts for watches."""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """Something to be owed. Once per (`subscriber_id`, `slot`, `edition`): a second one is the same one.

    `due_at` is when it should arrive, `not_before_at` when it may (quiet hours, a pause); `expires_at` when it is of no
    use any more. `covers` names the slots that a brief tells, `slots` counts them. `payload` is what the composer needs
    to know, `letter` a shared letter's id with `parts` its length. Instants are aware, UTC.
    """

    subscriber_id: str
    chat_id: int
    kind: Kind
    slot: str
    due_at: datetime
    topic_id: int | None = None
    edition: str = ""
    not_before_at: datetime | None = None
    expires_at: datetime | None = None
    covers: tuple[str, ...] = ()
    slots: int = 1
    payload: Mapping[str, Any] = field(default_factory=dict)
    letter: int | None = None
    parts: int = 0
    state: State = State.PENDING

    @property
    def key(self) -> str:
        """What makes it the same one."""
        return f"{self.subscriber_id}|{self.slot}|{self.edition or self.kind}"

    def document(self, now: datetime) -> dict[str, Any]:
        """Its form in the store."""
        due = instant(self.due_at)
        ready = instant(self.not_before_at) if self.not_before_at else due
        document: dict[str, Any] = {
            "v": 1,
            "key": self.key,
            "subscriber_id": self.subscriber_id,
            "chat_id": self.chat_id,
            "topic_id": self.topic_id,
            "kind": self.kind.value,
            "slot": self.slot,
            "edition": self.edition or self.kind.value,
            "state": self.state.value,
            "due_at": due,
            "ready_at": ready,
            "enqueued_at": instant(now),
            "expires_at": instant(self.expires_at) if self.expires_at else None,
            "covers": list(self.covers),
            "slots": self.slots,
            "payload": dict(self.payload),
            "letter": self.letter,
            "shared": self.letter is not None,
            "parts": self.parts,
            "cursor": 0,
            "message_ids": [],
            "attempts": 0,
            "unknowns": 0,
            "repeats": 0,
            "reason": "",
        }
        if self.state is State.PENDING:
            document["queue"] = f"{self.kind.priority:d}|{ready}"
            document["open_for"] = self.subscriber_id
        else:
            document["outcome"] = outcome(self.state, self.kind, now)
        return document


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as stored.

    `cursor` counts the parts that are done with; `message_ids` are theirs, 0 for one whose arrival stayed unknown.
    `unknowns` counts the unknown outcomes of the part at the cursor, `repeats` all parts sent again for that reason.
    `ready_at` is when it could first be pushed.
    """

    id: int
    subscriber_id: str
    chat_id: int
    topic_id: int | None
    kind: Kind
    slot: str
    edition: str
    state: State
    due_at: datetime
    ready_at: datetime
    expires_at: datetime | None
    covers: tuple[str, ...]
    payload: Mapping[str, Any]
    letter: int | None
    cursor: int
    message_ids: tuple[int, ...]
    attempts: int
    unknowns: int
    repeats: int
    reason: str

    @property
    def may_be_a_repeat(self) -> bool:
        """Whether the part it stands at may have arrived already."""
        return self.unknowns > 0


def read_delivery(document: Document) -> Delivery:
    """The delivery that a stored document holds."""
    expires = document["expires_at"]
    return Delivery(
        id=document.doc_id,
        subscriber_id=document["subscriber_id"],
        chat_id=document["chat_id"],
        topic_id=document["topic_id"],
        kind=Kind(document["kind"]),
        slot=document["slot"],
        edition=document["edition"],
        state=State(document["state"]),
        due_at=datetime.fromisoformat(document["due_at"]),
        ready_at=datetime.fromisoformat(document["ready_at"]),
        expires_at=datetime.fromisoformat(expires) if expires else None,
        covers=tuple(document["covers"]),
        payload=document["payload"],
        letter=document["letter"],
        cursor=document["cursor"],
        message_ids=tuple(document["message_ids"]),
        attempts=document["attempts"],
        unknowns=document["unknowns"],
        repeats=document["repeats"],
        reason=document["reason"],
    )


def place(kind: Kind, not_before_at: datetime) -> str:
    """Where a pending delivery stands in the queue: the text sorts by priority, then by instant.

    Only pending deliveries have a place, so the index over it stays as small as what is owed.
    """
    return f"{kind.priority:d}|{instant(not_before_at)}"


def outcome(state: State, kind: Kind, finished_at: datetime) -> str:
    """What became of a delivery and when: the text sorts by state, by kind and then by instant.

    One index over it answers what is asked of the closed: how many arrived today, which were lost, which are old.
    """
    return f"{state}|{kind}|{instant(finished_at)}"


def outcomes(state: State, kind: Kind, *, since: datetime | None = None) -> tuple[str, str]:
    """The first and the last outcome of this sort (since then)."""
    return f"{state}|{kind}|{instant(since) if since else ''}", f"{state}|{kind}|~"
