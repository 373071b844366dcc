"""/schedule, /pause, /resume, /stop: when briefs come, in the reader's own zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from briefs.model.subscriber import WEEKDAYS, Schedule, Subscriber
from briefs.scheduling.phrases import parse_pause, parse_schedule
from briefs.scheduling.quiet import FOREVER
from briefs.scheduling.zones import Place, zone_at
from handlers.buttons import button
from handlers.desk import Button, Keyboard
from handlers.talk import Talk

PRESETS = (time(7, 15), time(12, 0), time(19, 0))


async def schedule(talk: Talk) -> None:
    """`/schedule [times] [days] [zone]`: shows it, or changes what was said of it."""
    subscriber = await _subscriber(talk)
    if not talk.text.strip():
        await talk.say(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))
        return
    change = parse_schedule(talk.text, subscriber.schedule, talk.desk.gazetteer)
    if change.choices:
        await _offer_zones(talk, change.choices)
        return
    subscriber = await talk.desk.subscriptions.reschedule(talk.where, change.schedule)
    await talk.say(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))


async def toggle_time(talk: Talk) -> None:
    """An hour's button: `time:HHMM`. The last hour cannot be taken away; that is what /stop is for."""
    subscriber = await _subscriber(talk)
    pressed = time(int(talk.arguments[0][:2]), int(talk.arguments[0][2:]))
    times = set(subscriber.schedule.times) ^ {pressed}
    if not times:
        await talk.acknowledge(talk.wording.say("last-hour"), alert=True)
        return
    await _change(talk, replace(subscriber.schedule, times=tuple(sorted(times))))


async def toggle_day(talk: Talk) -> None:
    """A weekday's button: `day:mon`."""
    subscriber = await _subscriber(talk)
    if not talk.arguments:
        await talk.show(describe(talk, subscriber), keyboard=days_keyboard(talk, subscriber))
        return
    days = set(subscriber.schedule.weekdays) ^ {talk.arguments[0]}
    if not days:
        await talk.acknowledge(talk.wording.say("last-day"), alert=True)
        return
    ordered = tuple(day for day in WEEKDAYS if day in days)
    changed = await talk.desk.subscriptions.reschedule(talk.where, replace(subscriber.schedule, weekdays=ordered))
    await talk.show(describe(talk, changed), keyboard=days_keyboard(talk, changed))


async def ask_zone(talk: Talk) -> None:
    """[Other city]: the next message names a city, a zone or shares a location. `zone:NAME` chooses one at once."""
    if talk.arguments:
        subscriber = await _subscriber(talk)
        await _change(talk, replace(subscriber.schedule, timezone=talk.arguments[0].replace("|", ":")))
        return
    await talk.remember(step="zone")
    await talk.say(talk.t("ask-city"), asks_location=talk.wording.say("button-share-location"))


async def give_zone(talk: Talk) -> None:
    """The city, zone or location that was asked for."""
    message = talk.update.effective_message
    location = message.location if message else None
    if location:
        timezone = zone_at(location.latitude, location.longitude, talk.desk.zones)
    else:
        answer = talk.desk.gazetteer.find(talk.text)
        if answer.found is None and answer.suggestions:
            await _offer_zones(talk, answer.suggestions)
            return
        timezone = answer.found.timezone if answer.found else None
    if timezone is None:
        await talk.say(talk.t("city-unknown", city=talk.text))
        return
    await talk.remember()
    subscriber = await _subscriber(talk)
    changed = await talk.desk.subscriptions.reschedule(talk.where, replace(subscriber.schedule, timezone=timezone))
    await talk.say(describe(talk, changed), keyboard=hours_keyboard(talk, changed))


async def pause(talk: Talk) -> None:
    """`/pause [3d, until DATE]`: no briefs meanwhile."""
    subscriber = await _subscriber(talk)
    now = talk.desk.office.now()
    until = parse_pause(talk.text, now=now, timezone=subscriber.schedule.timezone)
    await talk.desk.subscriptions.pause(talk.where, None if until == FOREVER else until)
    if until == FOREVER:
        await talk.say(talk.t("paused"))
    else:
        await talk.say(talk.t("paused-until", until=_instant(talk, until, subscriber)))


async def resume(talk: Talk) -> None:
    """`/resume`: go on, with one catch-up brief."""
    await _subscriber(talk)
    subscriber = await talk.desk.subscriptions.resume(talk.where)
    await talk.say(talk.t("resumed", next=tell_next(talk, subscriber)))


async def stop(talk: Talk) -> None:
    """`/stop`: unsubscribes; everything else is kept for a /start."""
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None or not subscriber.active:
        await talk.say(talk.t("not-subscribed"))
        return
    await talk.desk.subscriptions.unsubscribe(talk.where, "stopped")
    await talk.say(talk.t("stopped"))


def tell_next(talk: Talk, subscriber: Subscriber) -> str:
    """When the next brief comes, in words: "in 2 minutes", "at 19:00", "tomorrow at 07:15"."""
    if not subscriber.active or subscriber.next_due_at is None:
        return talk.wording.say("next-none")
    now = talk.desk.office.now()
    minutes = int((subscriber.next_due_at - now).total_seconds() // 60) + 1
    zone = ZoneInfo(subscriber.schedule.timezone)
    local, today = subscriber.next_due_at.astimezone(zone), now.astimezone(zone).date()
    if minutes < 60:
        return talk.wording.say("next-minutes", minutes=minutes)
    if local.date() == today:
        return talk.wording.say("next-today", time=f"{local:%H:%M}")
    if (local.date() - today).days == 1:
        return talk.wording.say("next-tomorrow", time=f"{local:%H:%M}")
    return talk.wording.say("next-later", day=talk.wording.date(local.date(), "pattern-day"), time=f"{local:%H:%M}")


def describe(talk: Talk, subscriber: Subscriber) -> str:
    """The schedule in words, with the next brief."""
    schedule_ = subscriber.schedule
    return talk.t(
        "schedule",
        times=", ".join(f"{at:%H:%M}" for at in schedule_.times),
        days=_days(talk, schedule_),
        zone=talk.wording.zone(schedule_.timezone),
        now=f"{talk.desk.office.now().astimezone(ZoneInfo(schedule_.timezone)):%H:%M}",
        next=tell_next(talk, subscriber),
    )


def hours_keyboard(talk: Talk, subscriber: Subscriber) -> Keyboard:
    """The usual hours to toggle, the chosen ones ticked, with [Other city] and [Days]."""
    chosen = subscriber.schedule.times
    hours = sorted({*PRESETS, *chosen})[:12]
    buttons = [button(f"{'✓ ' if at in chosen else ''}{at:%H:%M}", "time", f"{at:%H%M}") for at in hours]
    rows = [tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4)]
    return (
        *rows,
        (button(talk.wording.say("button-other-city"), "zone"), button(talk.wording.say("button-days"), "day")),
    )


def days_keyboard(talk: Talk, subscriber: Subscriber) -> Keyboard:
    """The weekdays to toggle, named as CLDR has them."""
    names = talk.wording.locale.days["stand-alone"]["abbreviated"]
    buttons: list[Button] = [
        button(f"{'✓ ' if day in subscriber.schedule.weekdays else ''}{names[number]}", "day", day)
        for number, day in enumerate(WEEKDAYS)
    ]
    return (tuple(buttons[:4]), tuple(buttons[4:]))


async def _subscriber(talk: Talk) -> Subscriber:
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None or not subscriber.active:
        subscriber, _ = await talk.desk.subscriptions.subscribe(talk.where, talk.visitor)
    return subscriber


async def _change(talk: Talk, changed: Schedule) -> None:
    subscriber = await talk.desk.subscriptions.reschedule(talk.where, changed)
    await talk.show(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))


async def _offer_zones(talk: Talk, places: tuple[Place, ...]) -> None:
    rows = tuple((button(place.label, "zone", place.timezone.replace(":", "|")),) for place in places[:6])
    await talk.say(talk.t("which-city"), keyboard=rows)


def _days(talk: Talk, schedule_: Schedule) -> str:
    days = schedule_.weekdays
    if days == WEEKDAYS:
        return talk.wording.say("every-day")
    if days == WEEKDAYS[:5]:
        return talk.wording.say("weekdays")
    names = talk.wording.locale.days["stand-alone"]["abbreviated"]
    return ", ".join(names[WEEKDAYS.index(day)] for day in days)


def _instant(talk: Talk, at: datetime, subscriber: Subscriber) -> str:
    local = at.astimezone(ZoneInfo(subscriber.schedule.timezone))
    return f"{talk.wording.date(local.date(), 'pattern-day')} {local:%H:%M}"
