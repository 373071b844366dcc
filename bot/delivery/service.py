"""Delivery as one object: what `bot.app` builds, starts and stops.

delivery = Delivery(runner=…, clock=…, composer=…, telegram=config.telegram, settings=config.delivery, …)
application = delivery.application            # python-telegram-bot, with every hook in its place
await application.initialize()
await delivery.start()                        # recovers, realigns, replays; then the tick and the sender
await application.updater.start_polling(…); await application.start()
…
await application.updater.stop(); await application.stop()
await delivery.stop(); await application.shutdown()
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults

from bot.clock import Clock
from bot.config import DeliveryConfig, TelegramConfig
from bot.delivery.alerts import Alerts, forget_old
from bot.delivery.composing import Composer
from bot.delivery.deliveries import Kind, NewDelivery
from bot.delivery.figures import Figures
from bot.delivery.health import DeliveryHealth, measure
from bot.delivery.inbox import Inbox
from bot.delivery.letters import Letter
from bot.delivery.limiter import TurnsLimiter
from bot.delivery.marking import Marks
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Limits, Pacing
from bot.delivery.processing import PerChatProcessor
from bot.delivery.request import TelegramRequest
from bot.delivery.sender import Policy, Sender
from bot.delivery.slots import realign
from bot.delivery.ticking import Tick, Timetable
from bot.delivery.transport import TelegramTransport
from bot.delivery.turns import Turns
from bot.delivery.voice import OutboxVoice
from bot.editions import Editions
from bot.store.api import Store, StoreRunner

log = logging.getLogger("attache.delivery")

_CONNECTIONS_A_SECOND = 0.4
"""Connections for each message a second: enough for answers that take 0.4 s."""
_FEWEST, _MOST = 4, 32
_BESIDE_TURNS = 4
"""Connections for what takes no turn: answers to pressed buttons."""
_COMPACT_EVERY = timedelta(hours=1)
_WATCH_EVERY = timedelta(minutes=1)
_ALERTS_EVERY = timedelta(seconds=20)
_ALARM_OF_USE_FOR = timedelta(hours=12)


class Alarms(Protocol):
    """Whom to alarm, and in which words."""

    def owners(self, store: Store) -> Sequence[int]:
        """The owners' private chats."""
        ...

    def silence(self, health: DeliveryHealth) -> Letter:
        """Nothing was sent today though briefs were due."""
        ...


@dataclass(frozen=True, slots=True)
class Started:
    """What a start found: parts in flight at the last stop, and updates that were not handled."""

    to_repeat: int
    unknown: int
    replayed: int
    realigned: int


class Delivery:
    """Everything that reaches a chat, and everything that comes from one until it is handled.

    Must be made on the event loop that will run it. `application` is python-telegram-bot's, without handlers yet.
    """

    def __init__(
        self,
        *,
        runner: StoreRunner,
        clock: Clock,
        composer: Composer,
        alarms: Alarms,
        telegram: TelegramConfig,
        token: str,
        settings: DeliveryConfig,
        editions: Editions | None = None,
        timezone: str = "UTC",
        policy: Policy | None = None,
    ) -> None:
        limits = Limits(**telegram.limits.model_dump())
        at_once = min(_MOST, max(_FEWEST, math.ceil(limits.overall_per_second * _CONNECTIONS_A_SECOND)))
        self.runner, self.clock, self._alarms, self._timezone = runner, clock, alarms, timezone
        self._settings = settings
        self._policy = (policy or Policy(on_unknown=settings.on_unknown)).at_pace(limits.overall_per_second)
        self._grace = timedelta(hours=settings.grace_hours)
        self._request = TelegramRequest(connections=at_once + _BESIDE_TURNS)
        self.figures = Figures()
        self.marks = Marks(runner)
        self.turns = Turns(Pacing(limits), at_once=at_once)
        self.inbox = Inbox(runner=runner, marks=self.marks, clock=clock)
        self.application: Application[Any, Any, Any, Any, Any, Any] = self._build(telegram.api_url, token)
        self.sender = Sender(
            runner=runner,
            marks=self.marks,
            transport=TelegramTransport(self.application.bot, self._request),
            turns=self.turns,
            clock=clock,
            composer=composer,
            figures=self.figures,
            policy=self._policy,
        )
        self.voice = OutboxVoice(
            bot=self.application.bot,
            request=self._request,
            marks=self.marks,
            turns=self.turns,
            clock=clock,
            enqueued=self.wake,
        )
        self._tick = Tick(runner=runner, clock=clock, enqueued=self.wake, grace=self._grace)
        self._alerts = Alerts(runner=runner, clock=clock, editions=editions) if editions else None
        self._timetable = Timetable()

    def wake(self) -> None:
        """Say that something was put into the outbox; the sender looks every second anyway."""
        self.sender.wake()

    async def start(self) -> Started:
        """Take up where the last run ended, then begin. After `application.initialize()`, before the first poll."""
        await self._request.initialize()
        now = self.clock.now()
        recovered = await self.runner.run(lambda store: Outbox(store).recover(self._policy.on_unknown, now=now))
        realigned = await self.runner.run(lambda store: realign(store, now=now))
        replayed = await self.inbox.replay(self.application.bot)
        self.sender.start()
        self._timetable.every(timedelta(seconds=self._settings.tick_seconds), self._tick, name="tick")
        self._timetable.every(_COMPACT_EVERY, self._compact, name="compaction of the outbox")
        self._timetable.every(_WATCH_EVERY, self.watch, name="watch for silence")
        if self._alerts is not None:
            self._timetable.every(_ALERTS_EVERY, self._alerts.look, name="alerts")
        self._timetable.start()
        if recovered.to_repeat or recovered.unknown:
            log.warning("in flight at the last stop: %d to repeat, %d unknown", recovered.to_repeat, recovered.unknown)
        return Started(recovered.to_repeat, recovered.unknown, replayed, realigned)

    async def stop(self, *, within: timedelta = timedelta(seconds=20)) -> None:
        """Enqueue nothing more, let what is in flight end and write down what came of it."""
        self._timetable.stop()
        await self.sender.stop(within=within)
        await self.inbox.settle()
        await self.marks.settle()
        await self._request.shutdown()

    async def health(self) -> DeliveryHealth:
        """How delivery does."""
        now = self.clock.now()
        return await self.runner.run(lambda store: measure(store, now=now, timezone=self._timezone))

    async def look_for_alerts(self) -> int:
        """Look now for what has happened to entries that are followed, not only when the timetable says so."""
        return await self._alerts.look() if self._alerts is not None else 0

    async def broadcast(self, name: str, letter: Letter, subscriber_ids: Callable[[Store], Sequence[str]]) -> int:
        """Owe one letter to many subscribers, behind everything else, once per `name`; how many were new."""
        now = self.clock.now()

        def work(store: Store) -> int:
            with store.transaction():
                outbox = Outbox(store)
                letter_id = outbox.share(letter, now=now)
                owed = [
                    NewDelivery(
                        subscriber_id=each,
                        chat_id=int(each.partition("/")[0]),
                        topic_id=int(each.partition("/")[2]) if "/" in each else None,
                        kind=Kind.BROADCAST,
                        slot=name,
                        due_at=now,
                        expires_at=now + timedelta(days=2),
                        letter=letter_id,
                        parts=len(letter.parts),
                    )
                    for each in subscriber_ids(store)
                ]
                return len(outbox.enqueue(owed, now=now))

        number = await self.runner.run(work)
        self.wake()
        return number

    async def _compact(self) -> None:
        before = self.clock.now() - timedelta(days=self._settings.keep_days)
        while await self.runner.run(lambda store: Outbox(store).compact(before=before)):
            pass
        await self.runner.run(lambda store: forget_old(store, before=before))
        await self.inbox.compact()
        await self.runner.run(lambda store: store.scrub())

    async def watch(self) -> None:
        """Alarm the owners, once a day, if briefs were due and none was sent."""
        health = await self.health()
        if not health.silent:
            return
        now = self.clock.now()
        day = now.astimezone(ZoneInfo(self._timezone)).date().isoformat()

        def alarm(store: Store) -> int:
            return sum(
                Outbox(store).enqueue_letter(_alarm(owner, day, now), self._alarms.silence(health), now=now) is not None
                for owner in self._alarms.owners(store)
            )

        if await self.runner.run(alarm):
            log.error("nothing was sent today though %d briefs were due", health.due_today)
            self.wake()

    def _build(self, api_url: str, token: str) -> Application[Any, Any, Any, Any, Any, Any]:
        return (
            Application.builder()
            .token(token)
            .base_url(f"{api_url}/bot")
            .base_file_url(f"{api_url}/file/bot")
            .request(TelegramRequest(connections=8))
            .get_updates_request(TelegramRequest(connections=1))
            .rate_limiter(TurnsLimiter(self.turns))
            .update_queue(self.inbox)
            .concurrent_updates(PerChatProcessor(self.inbox))
            .defaults(
                Defaults(parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True), tzinfo=UTC)
            )
            .job_queue(None)
            .build()
        )


def _alarm(owner: int, day: str, now: datetime) -> NewDelivery:
    return NewDelivery(
        subscriber_id=str(owner),
        chat_id=owner,
        kind=Kind.ALERT,
        slot=f"silence {day}",
        edition="alarm",
        due_at=now,
        expires_at=now + _ALARM_OF_USE_FOR,
    )
