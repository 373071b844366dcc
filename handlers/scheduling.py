"""/schedule: when briefs come, in the reader's own zone; in words and by buttons. And people who travel."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefs.errors import RequestError
from briefs.model.subscriber import WEEKDAYS, Schedule, Subscriber
from briefs.scheduling.phrases import MOST_TIMES, parse_schedule
from briefs.scheduling.zones import Place, zone_at
from handlers import feeding
from handlers.buttons import button, fits
from handlers.talk import Talk, echo
from handlers.timetable import WEEKS, days_keyboard, describe, hours_keyboard, tell_next

MOST_PLACES = 6


async def schedule(talk: Talk) -> None:
    """`/schedule [times] [days] [zone]`: shows it, or changes what was said of it."""
    subscriber = await subscribed(talk)
    if not talk.text.strip():
        await talk.say(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))
        return
    change = parse_schedule(talk.text, subscriber.schedule, talk.desk.gazetteer)
    if change.schedule != subscriber.schedule:
        subscriber = await talk.desk.subscriptions.reschedule(talk.where, change.schedule)
    if change.choices:
        await offer_zones(talk, change.choices)
        return
    await talk.say(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))


async def show_hours(talk: Talk) -> None:
    """[Hours]: back from the weekdays."""
    subscriber = await subscribed(talk)
    await talk.show(describe(talk, subscriber), keyboard=hours_keyboard(talk, subscriber))


async def switch_time(talk: Talk) -> None:
    """An hour's button, `time:HHMM:on` or `off`. The last hour stays; /stop is for that."""
    subscriber = await subscribed(talk)
    pressed, times = hour_of(talk.arguments[0]), set(subscriber.schedule.times)
    if talk.arguments[1:] == ("off",):
        times.discard(pressed)
    else:
        times.add(pressed)
    if not times or len(times) > MOST_TIMES:
        await talk.acknowledge(
            talk.wording.say("last-hour" if not times else "most-hours", most=MOST_TIMES), alert=True
        )
        return
    changed = await changed_to(talk, replace(subscriber.schedule, times=tuple(sorted(times))))
    await talk.show(describe(talk, changed), keyboard=hours_keyboard(talk, changed))


async def switch_day(talk: Talk) -> None:
    """[Days], a weekday's button (`day:mon:off`) or a week's (`day:sun-thu`). The last day stays."""
    subscriber = await subscribed(talk)
    if talk.arguments:
        name, days = talk.arguments[0], set(subscriber.schedule.weekdays)
        if name in WEEKS:
            days = set(WEEKS[name])
        elif talk.arguments[1:] == ("off",):
            days.discard(name)
        else:
            days.add(name)
        if not days:
            await talk.acknowledge(talk.wording.say("last-day"), alert=True)
            return
        ordered = tuple(day for day in WEEKDAYS if day in days)
        subscriber = await changed_to(talk, replace(subscriber.schedule, weekdays=ordered))
    await talk.show(describe(talk, subscriber), keyboard=days_keyboard(talk, subscriber))


async def ask_zone(talk: Talk) -> None:
    """[Other city]: the next message names a city or shares a location. `zone:NAME` chooses one at once."""
    if not talk.arguments:
        await ask_city(talk)
        return
    subscriber = await subscribed(talk)
    changed = await changed_to(talk, replace(subscriber.schedule, timezone=talk.arguments[0]))
    await talk.remember()
    await talk.show(describe(talk, changed), keyboard=hours_keyboard(talk, changed))


async def ask_city(talk: Talk, step: str = "zone") -> None:
    """Ask for a city or a location. A group, where the bot hears commands alone, is told the command."""
    if not talk.is_private:
        await talk.say(talk.t("ask-city-in-group"))
        return
    await talk.remember(step=step)
    await talk.say(talk.t("ask-city"), asks_location=talk.wording.say("button-share-location"))


async def give_zone(talk: Talk) -> None:
    """The city, zone or location that was asked for."""
    timezone = await zone_given(talk)
    if timezone is None:
        return
    subscriber = await subscribed(talk)
    await confirm_zone(talk, timezone)
    changed = await changed_to(talk, replace(subscriber.schedule, timezone=timezone))
    await talk.say(describe(talk, changed), keyboard=hours_keyboard(talk, changed))


async def confirm_zone(talk: Talk, timezone: str) -> None:
    """Say which zone was understood, and take the keyboard away that offered to share a location."""
    await talk.remember()
    await talk.say(talk.t("zone-understood", zone=talk.wording.zone(timezone)), closes_keyboard=True)


async def zone_given(talk: Talk, verb: str = "zone") -> str | None:
    """The zone that a message means; None when it was answered otherwise.

    That is by asking back, with buttons that carry `verb`, or, to a question, with an answer.
    """
    message = talk.update.effective_message
    if message and message.location:
        timezone = zone_at(message.location.latitude, message.location.longitude, talk.desk.zones)
        if timezone is None:
            await talk.say(talk.t("location-unknown"))
        return timezone
    if "?" in talk.text:
        await talk.remember()
        await feeding.plain(talk)
        return None
    answer = talk.desk.gazetteer.find(talk.text)
    if answer.found:
        return answer.found.timezone
    if answer.suggestions:
        await offer_zones(talk, answer.suggestions, verb)
    else:
        await talk.say(talk.t("city-unknown", city=echo(talk.text)))
    return None


async def arrive(talk: Talk) -> None:
    """A location shared unasked: somebody has moved, and is asked whether their briefs should follow."""
    message = talk.update.effective_message
    subscriber = await subscribed(talk)
    if message is None or message.location is None:
        return
    timezone = zone_at(message.location.latitude, message.location.longitude, talk.desk.zones)
    if timezone is None:
        await talk.say(talk.t("location-unknown"))
    elif timezone == subscriber.schedule.timezone:
        await talk.say(talk.t("zone-same", zone=talk.wording.zone(timezone), next=tell_next(talk, subscriber)))
    else:
        here, before = talk.wording.zone(timezone), talk.wording.zone(subscriber.schedule.timezone)
        change = button(talk.wording.say("button-use-zone", zone=here), "zone", timezone)
        keep = button(talk.wording.say("button-keep-zone", zone=before), "hours")
        await talk.say(talk.t("zone-moved", here=here, before=before), keyboard=((change, keep),))


async def offer_zones(talk: Talk, places: tuple[Place, ...], verb: str = "zone") -> None:
    """Which of several places is meant, a button each."""
    fitting = [place for place in places if fits(verb, place.timezone)]
    rows = tuple((button(place.label, verb, place.timezone),) for place in fitting[:MOST_PLACES])
    await talk.say(talk.t("which-city"), keyboard=rows)


async def changed_to(talk: Talk, schedule: Schedule) -> Subscriber:
    """The subscriber with this schedule, its next brief recomputed.

    Raises:
        RequestError: its zone is none that we know (a button of another version, say).
    """
    try:
        ZoneInfo(schedule.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RequestError(
            f"“{schedule.timezone}” is no time zone", sentence="unclear-zone", words=schedule.timezone
        ) from error
    return await talk.desk.subscriptions.reschedule(talk.where, schedule)


async def subscribed(talk: Talk) -> Subscriber:
    """The active subscriber that this place is.

    Raises:
        RequestError: it is none: nobody is subscribed by an old button.
    """
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None or not subscriber.active:
        raise not_subscribed()
    return subscriber


def not_subscribed() -> RequestError:
    """What is said where a subscription is needed."""
    return RequestError("this chat is not subscribed; /start subscribes it", sentence="not-subscribed")


def hour_of(digits: str) -> time:
    """The time that a button carries: "0715"."""
    return time(int(digits[:2]), int(digits[2:4]))
