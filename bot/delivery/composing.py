"""From deliveries whose time has come to letters, composed just before they are sent."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tinydb.table import Document

from bot.delivery.closing import Notices
from bot.delivery.deliveries import NOT_SUBSCRIBED, TOO_LATE, WATCH, Delivery, Kind, State
from bot.delivery.letters import Letter, Part
from bot.delivery.outbox import Outbox
from bot.delivery.subscribers import subscriber_documents
from bot.delivery.transport import Address
from bot.store.api import Store
from bot.store.documents import decode
from briefs.errors import StoreError
from briefs.model.subscriber import Subscriber
from briefs.scheduling.quiet import held_until

log = logging.getLogger("attache.delivery")

LATE_AFTER = timedelta(minutes=15)
"""A brief composed this long after it could have been pushed says that it is late."""
_TRY_COMPOSING_AGAIN = timedelta(minutes=2)


class Composer(Notices, Protocol):
    """Writes letters. Implemented where the agenda is at hand; called on the store's thread, inside a transaction."""

    def compose(
        self,
        store: Store,
        delivery: Delivery,
        subscriber: Subscriber | None,
        *,
        now: datetime,
        late_since: datetime | None,
    ) -> Letter:
        """What this delivery says, as of `now`; a letter without parts when there is nothing to tell.

        `late_since` is the hour for which a late brief was due, None for one in time.
        """
        ...

    def repeated(self, part: Part, subscriber: Subscriber | None) -> Part:
        """The part with a line that it may be a repeat, in the subscriber's language."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """A delivery with its letter and address, ready to leave."""

    delivery: Delivery
    letter: Letter
    address: Address
    subscriber: Subscriber | None
    subscriber_doc_id: int | None = None


def prepare(store: Store, deliveries: Sequence[Delivery], composer: Composer, *, now: datetime) -> list[Ready]:
    """Those of `deliveries` that are to be sent now, composed where they are not yet.

    The others are held, folded into a newer brief or closed here. A letter that cannot be composed is tried again
    later: a defect of ours in one subscriber's brief must not keep the others from theirs. Raises StoreError.
    """
    ready = []
    with store.transaction():
        readers = _Readers(store, deliveries)
        for delivery in deliveries:
            try:
                with store.transaction():
                    each = _prepare(store, delivery, readers, composer, now)
            except StoreError:
                raise
            except Exception:
                log.exception("composing delivery %d (%s) failed", delivery.id, delivery.edition)
                Outbox(store).postpone(delivery.id, now + _TRY_COMPOSING_AGAIN, reason="composing failed")
                continue
            if each is not None:
                ready.append(each)
    return ready


class _Readers:
    """The subscribers of some deliveries and what is owed to each, read in two queries for all of them."""

    def __init__(self, store: Store, deliveries: Sequence[Delivery]) -> None:
        self._outbox = Outbox(store)
        self._documents = subscriber_documents(store, {each.subscriber_id for each in deliveries})
        self._owed = self._outbox.open_of({each.subscriber_id for each in deliveries if _may_fold(each)})

    def document(self, subscriber_id: str) -> Document | None:
        """The subscriber's document, None for a chat that is none."""
        return self._documents.get(subscriber_id)

    def owed(self, subscriber_id: str) -> list[Document]:
        """What is open for it. Read anew for a second delivery: the first may have changed it."""
        known = self._owed.pop(subscriber_id, None)
        return known if known is not None else self._outbox.open_of([subscriber_id]).get(subscriber_id, [])


def _may_fold(delivery: Delivery) -> bool:
    return delivery.kind is Kind.BRIEF or delivery.edition == WATCH


def _prepare(store: Store, delivery: Delivery, readers: _Readers, composer: Composer, now: datetime) -> Ready | None:
    outbox = Outbox(store)
    document = readers.document(delivery.subscriber_id)
    subscriber = decode(Subscriber, document) if document is not None else None
    begun = delivery.cursor > 0 or delivery.unknowns > 0
    if delivery.kind is not Kind.REPLY:
        unwanted = not subscriber.active if subscriber else delivery.kind is Kind.BRIEF
        if unwanted:
            outbox.finish([delivery.id], State.GIVEN_UP, reason=NOT_SUBSCRIBED, now=now)
            return None
        held = held_until(subscriber, now) if subscriber and not begun else None
        if held is not None:
            outbox.hold(delivery.id, held)
            return None
    if delivery.expires_at is not None and delivery.expires_at < now:
        outbox.finish([delivery.id], State.GIVEN_UP, reason=TOO_LATE, now=now)
        return None
    if _may_fold(delivery):
        owed = readers.owed(delivery.subscriber_id)
        folded = delivery if begun else outbox.fold(delivery, owed, now=now)
        if folded is None:
            return None
        delivery = folded
        if delivery.kind is Kind.BRIEF:
            outbox.fold_alerts(delivery, owed, now=now)
    letter = outbox.letter(delivery)
    if letter is None:
        late = now - delivery.ready_at > LATE_AFTER
        letter = composer.compose(store, delivery, subscriber, now=now, late_since=delivery.due_at if late else None)
        if not letter.parts:
            outbox.finish([delivery.id], State.SENT, reason="nothing to tell", now=now)
            return None
    silent = letter.silent or bool(subscriber and subscriber.settings.silent and delivery.kind is not Kind.REPLY)
    address = Address(delivery.chat_id, delivery.topic_id, silent, letter.reply_to)
    return Ready(delivery, letter, address, subscriber, document.doc_id if document is not None else None)
