"""The first minute: what to follow, when to brief, and done. Three taps on one message, each with a way back.

Everybody is subscribed at the default hours already, so that who taps nothing is briefed all the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from briefs.errors import RequestError
from briefs.model.subscriber import Schedule, Subscriber, Watch
from briefs.scheduling.phrases import parse_schedule
from handlers import feeding
from handlers.buttons import button, fits
from handlers.exchange import Button, Keyboard, Question
from handlers.rights import Right, may, require
from handlers.scheduling import ask_city, changed_to, confirm_zone, hour_of, subscribed, zone_given
from handlers.showing import first_line
from handlers.talk import Talk
from handlers.timetable import USUAL_HOURS, clock_there, describe, fitted_rows, tell_next

Screen = tuple[str, Keyboard]
ADDING = "add"


async def first_screen(talk: Talk, subscriber: Subscriber) -> Screen:
    """Who the bot is, one real line of its agenda, and what to follow; an owner with nothing stored gets beginnings."""
    answer = await talk.desk.answers.ask(talk.where, talk.visitor, Question())
    shown = first_line(answer.brief, talk.wording)
    subscription = talk.t("welcome-subscribed", next=tell_next(talk, subscriber))
    if shown:
        asked = talk.t("welcome-follow")
        return "\n\n".join((talk.t("welcome"), shown, f"{subscription} {asked}")), await _followable(talk)
    offers = await _beginnings(talk)
    asked = talk.t("welcome-empty-owner") if offers else talk.t("welcome-empty")
    everything = button(talk.wording.say("button-everything"), "follow")
    return "\n\n".join((talk.t("welcome"), f"{subscription} {asked}")), (*offers, (everything,))


async def follow(talk: Talk) -> None:
    """First tap, `follow:WORD` (no word: everything). Shows the hours."""
    word = talk.arguments[0] if talk.arguments else ""
    subscriber = await subscribed(talk)
    if word:
        subscriber = await talk.desk.subscriptions.watch(talk.where, Watch(word))
    text, keyboard = await ask_hours(talk, subscriber, followed=word)
    await talk.show(text, keyboard=keyboard)


async def unfollow(talk: Talk) -> None:
    """[Back] from the hours, `unfollow:WORD`: takes the first tap back."""
    subscriber = await subscribed(talk)
    word = talk.arguments[0] if talk.arguments else ""
    if any(watch.word == word for watch in subscriber.watches):
        subscriber = await talk.desk.subscriptions.unwatch(talk.where, word)
    text, keyboard = await first_screen(talk, subscriber)
    await talk.show(text, keyboard=keyboard)


async def ask_hours(talk: Talk, subscriber: Subscriber, *, followed: str = "", greeting: bool = False) -> Screen:
    """The second question: when, in which zone. An hour can be typed as well."""
    if talk.is_private:
        await talk.remember(step="hour")
    first = talk.t("welcome-first", followed=talk.wording.country(followed)) if followed else talk.t("welcome-all")
    zone = talk.wording.zone(subscriber.schedule.timezone)
    asked = talk.t("welcome-hours", zone=zone, now=clock_there(talk, subscriber))
    hours = tuple(button(f"{at:%H:%M}", "hour", f"{at:%H%M}") for at in USUAL_HOURS)
    back = (followed,) if followed and fits("unfollow", followed) else ()
    keyboard = (
        hours,
        (
            button(talk.wording.say("button-other-city"), "city"),
            button(talk.wording.say("button-back"), "unfollow", *back),
        ),
    )
    parts = (talk.t("welcome"), first, asked) if greeting else (first, asked)
    return "\n\n".join(parts), keyboard


async def choose_hour(talk: Talk) -> None:
    """Second tap, `hour:HHMM`: briefs at that hour and no other; more are added later."""
    subscriber = await subscribed(talk)
    before = subscriber.schedule.times
    changed = await changed_to(talk, replace(subscriber.schedule, times=(hour_of(talk.arguments[0]),)))
    await _done(talk, changed, before)


async def give_hour(talk: Talk) -> None:
    """An hour of one's own, typed where hours are offered ("8.30"). What is no hour is what it would be elsewhere."""
    message = talk.update.effective_message
    if message is not None and message.location:
        await give_city(talk)
        return
    subscriber = await subscribed(talk)
    schedule = _typed(talk, subscriber)
    await talk.remember()
    if schedule is None:
        await feeding.plain(talk)
    else:
        await _done(talk, await changed_to(talk, schedule), subscriber.schedule.times)


def _typed(talk: Talk, subscriber: Subscriber) -> Schedule | None:
    """The schedule that a text with a digit in it means; None when it means none, or more than one."""
    if not any(letter.isdecimal() for letter in talk.text):
        return None
    try:
        change = parse_schedule(talk.text, subscriber.schedule, talk.desk.gazetteer)
    except RequestError:
        return None
    return None if change.choices else change.schedule


async def add_hour(talk: Talk) -> None:
    """Third tap, `add:HHMM`: one more hour."""
    subscriber = await subscribed(talk)
    before = subscriber.schedule.times
    times = tuple(sorted({*before, hour_of(talk.arguments[0])}))
    await _done(talk, await changed_to(talk, replace(subscriber.schedule, times=times)), before, ADDING)


async def undo(talk: Talk) -> None:
    """[Undo], `undo:HOURS-BEFORE[:add]`: the hours are again what they were, and can be chosen anew."""
    subscriber = await subscribed(talk)
    digits = talk.arguments[0]
    before = tuple(hour_of(digits[at : at + 4]) for at in range(0, len(digits), 4))
    changed = await changed_to(talk, replace(subscriber.schedule, times=before))
    if talk.arguments[1:] == (ADDING,):
        await _done(talk, changed, before)
        return
    followed = changed.watches[-1].word if changed.watches else ""
    text, keyboard = await ask_hours(talk, changed, followed=followed)
    await talk.show(text, keyboard=keyboard)


async def choose_city(talk: Talk) -> None:
    """[Other city] among the hours: the next message names it, then the hours are asked again in its zone."""
    if not talk.arguments:
        await ask_city(talk, "city")
        return
    await talk.remember()
    await _in_zone(talk, talk.arguments[0])


async def give_city(talk: Talk) -> None:
    """The city, zone or location that [Other city] asked for."""
    timezone = await zone_given(talk, "city")
    if timezone is not None:
        await confirm_zone(talk, timezone)
        await _in_zone(talk, timezone)


async def load_samples(talk: Talk) -> None:
    """[Sample articles]: an owner's way to see a bot at work before it has sources."""
    require(talk.visitor, Right.OWN)
    await talk.acknowledge(talk.wording.say("reading-now"))
    count = await talk.desk.intake.load_samples(talk.visitor)
    await _begun(talk, talk.t("samples-loaded", n=count))


async def add_pack(talk: Talk) -> None:
    """[Starter pack], `pack:NAME`: its sources are read from now on."""
    require(talk.visitor, Right.MANAGE_SOURCES)
    await talk.acknowledge(talk.wording.say("reading-now"))
    count = await talk.desk.intake.add_pack(talk.visitor, talk.arguments[0])
    await _begun(talk, talk.t("pack-added", n=count))


async def _begun(talk: Talk, said: str) -> None:
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None or not subscriber.active:
        await talk.show(said)
        return
    text, keyboard = await first_screen(talk, subscriber)
    await talk.show(f"{said}\n\n{text}", keyboard=keyboard)


async def _in_zone(talk: Talk, timezone: str) -> None:
    subscriber = await subscribed(talk)
    changed = await changed_to(talk, replace(subscriber.schedule, timezone=timezone))
    followed = changed.watches[-1].word if changed.watches else ""
    text, keyboard = await ask_hours(talk, changed, followed=followed)
    await talk.show(text, keyboard=keyboard)


async def _done(talk: Talk, subscriber: Subscriber, before: tuple[time, ...], what: str = "") -> None:
    """The last screen: the schedule in words, and what else may be wanted."""
    if talk.query_id:
        await talk.remember()
    more = [hour for hour in USUAL_HOURS if hour not in subscriber.schedule.times]
    later = [hour for hour in more if hour > subscriber.schedule.times[-1]] or more
    digits = "".join(f"{hour:%H%M}" for hour in before)
    undoing = (digits, what) if what else (digits,)
    buttons: list[Button] = [button(talk.wording.say("button-days"), "day")]
    if later:
        hour = later[-1]
        buttons.append(button(talk.wording.say("button-add-hour", time=f"{hour:%H:%M}"), ADDING, f"{hour:%H%M}"))
    if fits("undo", *undoing):
        buttons.append(button(talk.wording.say("button-undo"), "undo", *undoing))
    followed = ", ".join(talk.wording.country(watch.word) for watch in subscriber.watches)
    first = (talk.t("welcome-first", followed=followed),) if followed else ()
    text = "\n\n".join((*first, describe(talk, subscriber), talk.t("welcome-done")))
    await talk.show(text, keyboard=fitted_rows(buttons))


async def _followable(talk: Talk) -> Keyboard:
    found = [(word, count) for word, count in await talk.desk.answers.followable() if fits("follow", word)]
    buttons = [
        button(f"{talk.wording.country(word)} {count}", "follow", word) for word, count in found if ":" not in word
    ]
    return (*fitted_rows(buttons), (button(talk.wording.say("button-everything"), "follow"),))


async def _beginnings(talk: Talk) -> Keyboard:
    """What an owner may begin with; nothing for anybody else."""
    offers: list[tuple[Button, ...]] = []
    if may(talk.visitor, Right.OWN):
        offers.append((button(talk.wording.say("button-samples"), "samples"),))
    if may(talk.visitor, Right.MANAGE_SOURCES):
        packs = [
            button(talk.wording.say("button-pack", name=name, n=count), "pack", name)
            for name, count in await talk.desk.intake.starter_packs()
            if fits("pack", name)
        ]
        offers += fitted_rows(packs)
    return tuple(offers)
