"""The one place that joins everything: `run_bot` builds the house, opens it, and closes it in order.

store thread → reading pool → editions → delivery (outbox, sender, tick, Telegram) → desk → conversations
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from timezonefinder import TimezoneFinder

from bot.clock import Clock
from bot.config import AttacheConfig
from bot.delivery.inbox import REMEMBERED
from bot.delivery.service import Delivery
from bot.delivery.webhook import Webhook
from bot.editions import Editions
from bot.ingesting.ingestor import Ingestor
from bot.ingesting.pool import ReadingPool
from bot.reception.alarms import OwnerAlarms
from bot.reception.amending import Amender
from bot.reception.answers import StoredAnswers
from bot.reception.composer import AgendaComposer
from bot.reception.corrections import StoredCorrections
from bot.reception.drawing import Draughtsman
from bot.reception.editing import StoredEditing
from bot.reception.health import Vitals, local_folder
from bot.reception.intake import StoredIntake
from bot.reception.office import StoredOffice, claim_code
from bot.reception.subscriptions import StoredSubscriptions
from bot.sources.fetching import PageFetcher
from bot.sources.guarded import GuardedClient
from bot.sources.managing import Sources
from bot.sources.polling import Poller
from bot.store.opening import open_store
from bot.store.runner import StoreThread
from briefs.errors import AttacheError, ConfigError
from briefs.model.subscriber import Role
from briefs.scheduling.zones import load_gazetteer
from handlers.desk import Desk
from handlers.exchange import Keeping
from handlers.hearing import Ears
from handlers.profile import introduce

log = logging.getLogger("attache")

RESUME_EVERY = timedelta(minutes=2)
TIDY_EVERY = timedelta(days=1)
LOOK_EVERY = timedelta(seconds=30)
CONNECT_AGAIN = timedelta(seconds=5)
UPDATES = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]

Feeder = Callable[[Ingestor], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs, joined."""

    runner: StoreThread
    pool: ReadingPool
    ingestor: Ingestor
    poller: Poller
    delivery: Delivery
    amender: Amender
    desk: Desk


class SecondPoller(AttacheError):
    """Another program polls Telegram with this bot's token."""


async def run_bot(
    config: AttacheConfig,
    clock: Clock,
    *,
    feeders: tuple[Feeder, ...] = (),
    announce: Callable[[str], None] = log.warning,
) -> None:
    """Run until SIGTERM or SIGINT, then stop cleanly, within half a minute.

    `feeders` bring articles while the bot runs (the demo's samples). `announce` gets the lines an owner must see.
    Raises ConfigError without a usable token, StoreError when the store cannot be opened, SecondPoller.
    """
    token = config.telegram.read_token()
    if not token:
        raise ConfigError(
            "config.toml", "telegram.token", "the token that @BotFather gave you (or ATTACHE_TELEGRAM_TOKEN)"
        )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with open_house(config, clock, token) as house:
            gc.collect()
            gc.freeze()  # what is built now stays: a full collection that walks it holds the event loop (ADR 0056)
            await serve(config, house, stop, feeders=feeders, announce=announce)
    finally:
        gc.unfreeze()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


@contextlib.asynccontextmanager
async def open_house(config: AttacheConfig, clock: Clock, token: str) -> AsyncIterator[House]:
    """Build everything in order, and close it in the opposite one."""
    async with contextlib.AsyncExitStack() as closing:
        runner = await StoreThread.start(lambda: open_store(config.store.url, exclusive=True))
        closing.push_async_callback(runner.close)
        log.info("the store is open; loading the language model")
        pool = ReadingPool(
            workers=max(1, config.reading.processes),
            model_name=config.reading.model,
            time_cap=timedelta(seconds=config.reading.seconds_per_article),
        )
        closing.push_async_callback(pool.close)
        await pool.start()
        ingestor = Ingestor(runner, pool, clock, texts_kept=config.store.texts_kept)
        await ingestor.start()
        client = GuardedClient(config.fetch)
        closing.push_async_callback(client.close)
        fetcher = PageFetcher(client, config.fetch)
        poller = Poller(
            runner=runner, ingestor=ingestor, reader=pool, fetcher=fetcher, settings=config.fetch, clock=clock
        )
        sources = Sources(runner, client, config.fetch, clock, poller.wake)
        await sources.settle_configured(config.feeds)
        editions = Editions()
        delivery = Delivery(
            runner=runner,
            clock=clock,
            composer=AgendaComposer(editions, config.briefs.timezone, config.briefs.language),
            alarms=OwnerAlarms(config.access.owners, config.briefs.language),
            telegram=config.telegram,
            token=token,
            settings=config.delivery,
            editions=editions,
            timezone=config.briefs.timezone,
        )
        amender = Amender(runner=runner, editions=editions, voice=delivery.voice)
        draughtsman = Draughtsman()
        closing.callback(draughtsman.close)
        desk = Desk(
            subscriptions=StoredSubscriptions(runner, clock, config.briefs),
            answers=StoredAnswers(runner, clock, editions, config.briefs, delivery.wake, draughtsman),
            intake=StoredIntake(ingestor, fetcher, sources, clock),
            corrections=StoredCorrections(
                runner, clock, delivery.voice, editions, config.briefs, amender, tuple(config.access.owners)
            ),
            editing=StoredEditing(runner, clock, editions, config.briefs),
            office=StoredOffice(
                runner,
                clock,
                config.access,
                delivery.voice,
                config.briefs.language,
                Vitals(delivery.figures, lambda: pool.off, local_folder(config.store.url)),
            ),
            gazetteer=await asyncio.to_thread(load_gazetteer),
            zones=await asyncio.to_thread(TimezoneFinder),
            keeping=Keeping(deliveries=timedelta(days=config.delivery.keep_days), updates=REMEMBERED),
        )
        Ears(desk, delivery.voice).install(delivery.application)
        yield House(runner, pool, ingestor, poller, delivery, amender, desk)


async def serve(
    config: AttacheConfig,
    house: House,
    stop: asyncio.Event,
    *,
    feeders: tuple[Feeder, ...] = (),
    announce: Callable[[str], None] = log.warning,
) -> None:
    """Speak with Telegram until `stop` is set, then stop in order. Raises as `run_bot` does."""
    application, delivery = house.delivery.application, house.delivery
    trouble: list[AttacheError] = []

    def on_polling_error(error: TelegramError) -> None:
        if isinstance(error, Conflict):
            trouble.append(SecondPoller("another program already answers for this bot; stop it first"))
            stop.set()
        else:
            log.warning("Telegram cannot be reached: %s", error)

    assert application.updater is not None  # nobody has asked python-telegram-bot to leave it out
    webhook = Webhook(application.bot, delivery.inbox, config.telegram) if config.telegram.mode == "webhook" else None
    tasks: list[asyncio.Task[None]] = []
    try:
        if not await _unless(stop, _again_and_again(lambda: _introduce(config, house))):
            return
        log.info("Telegram knows us")
        await delivery.start()
        await application.start()
        hearing = (
            _again_and_again(lambda: webhook.start(UPDATES))
            if webhook is not None
            else application.updater.start_polling(
                allowed_updates=UPDATES,
                bootstrap_retries=-1,
                drop_pending_updates=False,
                error_callback=on_polling_error,
            )
        )
        if not await _unless(stop, hearing):
            return
        tasks += [asyncio.create_task(_resuming(house.ingestor), name="reading what was left")]
        tasks += [asyncio.create_task(_tidying(house.ingestor, house.delivery.clock), name="dropping what is old")]
        tasks += [asyncio.create_task(house.poller.run(), name="asking feeds")]
        tasks += [asyncio.create_task(_amending(house.amender), name="amending what was sent")]
        tasks += [asyncio.create_task(_feeding(feeder, house.ingestor), name="feeding") for feeder in feeders]
        await _announce(config, house, announce)
        await stop.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if webhook is not None:
            await webhook.stop()
        if application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await delivery.stop()
        await application.shutdown()
        await application.bot.shutdown()  # the application leaves it open when it was stopped before it had begun
    if trouble:
        raise trouble[0]


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, object]) -> bool:
    """Await `work` to its end, or no longer than until `stop` is set; whether it came to its end.

    Nothing at the start may keep us from stopping: Telegram can be out of reach for hours.
    """
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        return working.done() and not stop.is_set()
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _again_and_again(ask: Callable[[], Awaitable[None]]) -> None:
    """Ask Telegram for something until it can be reached. Raises ConfigError for a token that it does not know."""
    while True:
        try:
            await ask()
        except InvalidToken as error:
            raise ConfigError(
                "config.toml", "telegram.token", "a token that Telegram knows; this one it does not"
            ) from error
        except RetryAfter as error:
            after = error.retry_after
            pause = after if isinstance(after, timedelta) else timedelta(seconds=after)
            log.warning("Telegram wants us to wait %s", pause)
        except NetworkError as error:
            log.warning("Telegram cannot be reached (%s); trying again", error)
            pause = CONNECT_AGAIN
        else:
            return
        await asyncio.sleep(pause.total_seconds())


async def _introduce(config: AttacheConfig, house: House) -> None:
    await house.delivery.application.initialize()
    roles = {one.user_id: one.role for one in await house.desk.office.people()}
    roles.update(dict.fromkeys(config.access.owners, Role.OWNER))
    try:
        await introduce(house.delivery.application.bot, roles)
    except BadRequest as error:
        log.error("Telegram refused the bot's profile: %s", error)


async def _announce(config: AttacheConfig, house: House, announce: Callable[[str], None]) -> None:
    bot = house.delivery.application.bot
    announce(f"@{bot.username} is running")
    if house.pool.off:
        announce(f"READING IS OFF: {house.pool.off}; articles are stored and wait")
    code = await house.runner.run(claim_code)
    if code and not config.access.owners:
        announce(f"open this once to own the bot: https://t.me/{bot.username}?start=claim-{code}")


async def _resuming(ingestor: Ingestor) -> None:
    waiting = timedelta()
    while True:
        try:
            await ingestor.resume(waiting=waiting)
        except AttacheError as error:
            log.error("reading what was left failed: %s", error)
        waiting = RESUME_EVERY
        await asyncio.sleep(RESUME_EVERY.total_seconds())


async def _amending(amender: Amender) -> None:
    while True:
        try:
            await amender.run()
        except AttacheError as error:
            log.error("amending what was sent failed: %s", error)
        await asyncio.sleep(RESUME_EVERY.total_seconds())


async def _tidying(ingestor: Ingestor, clock: Clock) -> None:
    """Once a day of the clock, the first time at the start."""
    due = clock.now()
    while True:
        if clock.now() >= due:
            due = clock.now() + TIDY_EVERY
            try:
                tidied = await ingestor.tidy()
                log.info("dropped the texts of %d old articles and %d prints", tidied.texts, tidied.prints)
            except AttacheError as error:
                log.error("dropping what is old failed: %s", error)
        await asyncio.sleep(LOOK_EVERY.total_seconds())


async def _feeding(feeder: Feeder, ingestor: Ingestor) -> None:
    try:
        await feeder(ingestor)
    except AttacheError as error:
        log.error("feeding stopped: %s", error)
