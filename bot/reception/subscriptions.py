"""Who receives briefs, when and about what (`handlers.desk.Subscriptions`)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tinydb import where as field

from bot.clock import Clock
from bot.config import BriefsConfig
from bot.delivery.outbox import Outbox
from bot.delivery.slots import plan
from bot.delivery.subscribers import close, find_subscriber, move
from bot.reception.belongings import everything, forget
from bot.store.api import Store, StoreRunner
from bot.store.schema import RIGHTS
from briefs.errors import RequestError
from briefs.model.subscriber import Schedule, Settings, Subscriber, Watch
from briefs.scheduling.quiet import FOREVER
from handlers.exchange import Visitor, Where

MOST_WATCHES = 100


@dataclass(frozen=True, slots=True)
class StoredSubscriptions:
    """Subscriptions kept in the store. Every change recomputes when the next brief is due."""

    runner: StoreRunner
    clock: Clock
    defaults: BriefsConfig

    async def find(self, where: Where) -> Subscriber | None:
        """See `handlers.desk.Subscriptions`."""
        return await self.runner.run(lambda store: find_subscriber(store, where.subscriber_id))

    async def subscribe(self, where: Where, visitor: Visitor) -> tuple[Subscriber, bool]:
        """See `handlers.desk.Subscriptions`. One that was inactive is revived with all it had chosen."""
        now = self.clock.now()

        def work(store: Store) -> tuple[Subscriber, bool]:
            with store.transaction():
                known = find_subscriber(store, where.subscriber_id)
                if known is not None and known.active:
                    return known, False
                if known is None:
                    schedule = Schedule(
                        tuple(sorted(self.defaults.times)), self.defaults.timezone, tuple(self.defaults.weekdays)
                    )
                    known = Subscriber(
                        id=where.subscriber_id,
                        chat_id=where.chat_id,
                        topic_id=where.topic_id,
                        chat_type=where.kind,
                        schedule=schedule,
                        settings=Settings(language=visitor.language),
                    )
                subscriber = replace(
                    known,
                    title=where.title,
                    active=True,
                    inactive_reason="",
                    paused_until=None,
                    subscribed_at=now,
                    subscribed_by=visitor.user_id,
                )
                return plan(store, subscriber, now=now), True

        return await self.runner.run(work)

    async def reschedule(self, where: Where, schedule: Schedule) -> Subscriber:
        """See `handlers.desk.Subscriptions`."""
        return await self._change(where, lambda subscriber: replace(subscriber, schedule=schedule), releasing=True)

    async def settle(self, where: Where, settings: Settings) -> Subscriber:
        """See `handlers.desk.Subscriptions`."""
        return await self._change(where, lambda subscriber: replace(subscriber, settings=settings), releasing=True)

    async def watch(self, where: Where, watch: Watch) -> Subscriber:
        """See `handlers.desk.Subscriptions`. RequestError past the most a subscriber may follow."""

        def change(subscriber: Subscriber) -> Subscriber:
            others = tuple(each for each in subscriber.watches if each.word.casefold() != watch.word.casefold())
            if len(others) >= MOST_WATCHES:
                raise RequestError(
                    f"{MOST_WATCHES} watches are the most", sentence="too-many-watches", most=MOST_WATCHES
                )
            return replace(subscriber, watches=(*others, watch))

        return await self._change(where, change)

    async def unwatch(self, where: Where, word: str) -> Subscriber:
        """See `handlers.desk.Subscriptions`."""

        def change(subscriber: Subscriber) -> Subscriber:
            others = tuple(each for each in subscriber.watches if each.word.casefold() != word.casefold())
            if len(others) == len(subscriber.watches):
                raise RequestError(f"“{word}” is not followed here", sentence="not-watching", word=word)
            return replace(subscriber, watches=others)

        return await self._change(where, change)

    async def mute(self, where: Where, entry_id: str) -> None:
        """See `handlers.desk.Subscriptions`."""
        await self._change(
            where,
            lambda subscriber: replace(subscriber, muted=tuple(dict.fromkeys((*subscriber.muted, entry_id)))[-500:]),
        )

    async def pause(self, where: Where, until: datetime | None) -> Subscriber:
        """See `handlers.desk.Subscriptions`."""
        return await self._change(where, lambda subscriber: replace(subscriber, paused_until=until or FOREVER))

    async def resume(self, where: Where) -> Subscriber:
        """See `handlers.desk.Subscriptions`. What was held meanwhile is released as one brief."""
        now = self.clock.now()

        def work(store: Store) -> Subscriber:
            with store.transaction():
                subscriber = plan(store, replace(_known(store, where), paused_until=None), now=now)
                Outbox(store).release(subscriber.id, now=now)
                return subscriber

        return await self.runner.run(work)

    async def unsubscribe(self, where: Where, reason: str) -> None:
        """See `handlers.desk.Subscriptions`."""
        now = self.clock.now()

        def work(store: Store) -> None:
            with store.transaction():
                subscriber = find_subscriber(store, where.subscriber_id)
                if subscriber is None:
                    return
                gone = replace(subscriber, active=False, inactive_reason=reason)
                plan(store, gone, now=now)
                Outbox(store).withdraw(subscriber.id, reason=reason, now=now)

        await self.runner.run(work)

    async def leave(self, chat_id: int, reason: str) -> None:
        """See `handlers.desk.Subscriptions`."""
        now = self.clock.now()

        def work(store: Store) -> None:
            with store.transaction():
                close(store, str(chat_id), chat_id, reason, now=now)

        await self.runner.run(work)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """See `handlers.desk.Subscriptions`."""
        now = self.clock.now()

        def work(store: Store) -> None:
            with store.transaction():
                move(store, old_chat_id, new_chat_id, now=now)
                rights = store.table(RIGHTS)
                if not rights.contains(field("user_id") == new_chat_id):
                    rights.update({"user_id": new_chat_id}, field("user_id") == old_chat_id)

        await self.runner.run(work)

    async def export(self, where: Where, visitor: Visitor) -> bytes:
        """See `handlers.desk.Subscriptions`."""

        def work(store: Store) -> bytes:
            return json.dumps(everything(store, where, visitor), ensure_ascii=False, indent=1, default=str).encode()

        return await self.runner.run(work)

    async def forget(self, where: Where, visitor: Visitor) -> None:
        """See `handlers.desk.Subscriptions`. A person's role goes only with their private chat."""
        await self.runner.run(lambda store: forget(store, where, visitor))

    async def _change(
        self, where: Where, change: Callable[[Subscriber], Subscriber], *, releasing: bool = False
    ) -> Subscriber:
        """`releasing`: for how long something is held may have changed, by quiet hours or by a zone."""
        now = self.clock.now()

        def work(store: Store) -> Subscriber:
            with store.transaction():
                subscriber = plan(store, change(_known(store, where)), now=now)
                if releasing:
                    Outbox(store).release(subscriber.id, now=now)
                return subscriber

        return await self.runner.run(work)


def _known(store: Store, where: Where) -> Subscriber:
    subscriber = find_subscriber(store, where.subscriber_id)
    if subscriber is None:
        raise RequestError("this chat is not subscribed: /start", sentence="not-subscribed")
    return subscriber
