"""How a schedule looks: in words, with the next brief, and as buttons. Buttons say what they do ("on", "off"), so that
one pressed twice, or on an old screen, does no more than it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from briefs.model.subscriber import WEEKDAYS, Schedule, Subscriber
from briefs.scheduling.quiet import FOREVER
from briefs.wording.wording import Wording
from handlers.buttons import button, capital
from handlers.exchange import Button, Keyboard
from handlers.talk import Talk

USUAL_HOURS = (time(7, 15), time(12), time(19))
MOST_SHOWN = 12
_ROW_LETTERS = 30
"""So many letters fit into a row of equally wide buttons on a narrow phone."""
WEEKS = {"all": WEEKDAYS, "mon-fri": WEEKDAYS[:5], "sun-thu": (*WEEKDAYS[:4], "sun")}
"""Weeks to choose at once; the last is the working week of most of the Middle East."""


def tell_next(talk: Talk, subscriber: Subscriber) -> str:
    """When the next brief comes, in words: "in 2 minutes", "at 19:00", "tomorrow at 07:15"."""
    say, now = talk.wording.say, talk.desk.office.now()
    if not subscriber.active or subscriber.next_due_at is None:
        return say("next-none")
    if subscriber.paused_until and subscriber.paused_until > now:
        if subscriber.paused_until == FOREVER:
            return say("next-resume")
        return say("next-paused", until=tell_instant(talk, subscriber.paused_until, subscriber))
    minutes = int((subscriber.next_due_at - now + timedelta(seconds=59)).total_seconds() // 60)
    zone = ZoneInfo(subscriber.schedule.timezone)
    local, today = subscriber.next_due_at.astimezone(zone), now.astimezone(zone).date()
    hour = f"{local:%H:%M}"
    if minutes < 60:
        return say("next-minutes", minutes=max(minutes, 1))
    if local.date() == today:
        return say("next-today", time=hour)
    if (local.date() - today).days == 1:
        return say("next-tomorrow", time=hour)
    return say("next-later", day=talk.wording.date(local.date(), "pattern-day"), time=hour)


def tell_instant(talk: Talk, at: datetime, subscriber: Subscriber) -> str:
    """An instant on the subscriber's own clock: "Fri 17 May, 07:15"."""
    local = at.astimezone(ZoneInfo(subscriber.schedule.timezone))
    day = talk.wording.date(local.date(), "pattern-day")
    return talk.wording.say("day-and-hour", day=day, time=f"{local:%H:%M}")


def describe(talk: Talk, subscriber: Subscriber) -> str:
    """The schedule in words, with the hour it is there and the next brief."""
    schedule = subscriber.schedule
    return talk.t(
        "schedule",
        times=", ".join(f"{at:%H:%M}" for at in schedule.times),
        days=tell_days(talk.wording, schedule),
        zone=talk.wording.zone(schedule.timezone),
        now=clock_there(talk, subscriber),
        next=tell_next(talk, subscriber),
    )


def clock_there(talk: Talk, subscriber: Subscriber) -> str:
    """The hour it is in the subscriber's zone."""
    return f"{talk.desk.office.now().astimezone(ZoneInfo(subscriber.schedule.timezone)):%H:%M}"


def tell_days(wording: Wording, schedule: Schedule) -> str:
    """The weekdays in words: "every day", "Sun–Thu", "Mon, Wed"."""
    days = [WEEKDAYS.index(day) for day in schedule.weekdays]
    if len(days) == len(WEEKDAYS):
        return wording.say("every-day")
    names = wording.locale.days["stand-alone"]["abbreviated"]
    if len(days) > 2:
        gaps = [after for before, after in pairwise([*days, days[0] + 7]) if after - before > 1]
        if len(gaps) == 1:  # without a hole in it, if need be across the end of the week
            first = gaps[0] % 7
            return f"{names[first]}–{names[(first + len(days) - 1) % 7]}"
    return ", ".join(names[day] for day in days)


def hours_keyboard(talk: Talk, subscriber: Subscriber) -> Keyboard:
    """The usual hours to switch, those that hold ticked, with [Other city] and [Days]."""
    chosen = subscriber.schedule.times
    hours = [*chosen, *(hour for hour in USUAL_HOURS if hour not in chosen)][:MOST_SHOWN]
    buttons = [
        button(ticked(f"{at:%H:%M}", at in chosen), "time", f"{at:%H%M}", "off" if at in chosen else "on")
        for at in sorted(hours)
    ]
    return (
        *rows(buttons, 4),
        (button(talk.wording.say("button-other-city"), "zone"), button(talk.wording.say("button-days"), "day")),
    )


def days_keyboard(talk: Talk, subscriber: Subscriber) -> Keyboard:
    """The weekdays to switch, named as CLDR has them, and the usual weeks."""
    names, chosen = talk.wording.locale.days["stand-alone"]["abbreviated"], subscriber.schedule.weekdays
    days = [
        button(ticked(names[number], day in chosen), "day", day, "off" if day in chosen else "on")
        for number, day in enumerate(WEEKDAYS)
    ]
    weeks = [
        button(tell_days(talk.wording, Schedule((), "", week)), "day", name)
        for name, week in WEEKS.items()
        if set(week) != set(chosen)
    ]
    return (*rows(days, 4), tuple(weeks), (button(talk.wording.say("button-hours"), "hours"),))


def ticked(label: str, on: bool) -> str:
    """A label with a tick where it holds."""
    return f"✓ {capital(label)}" if on else label


def fitted_rows(buttons: Iterable[Button]) -> Keyboard:
    """Buttons in their order, in rows in which a phone shows every label whole."""
    laid: list[list[Button]] = [[]]
    for each in buttons:
        together = [*laid[-1], each]
        if max(len(one.text) for one in together) * len(together) > _ROW_LETTERS:
            laid.append([each])
        else:
            laid[-1] = together
    return tuple(tuple(row) for row in laid if row)


def rows(buttons: Iterable[Button], width: int) -> Keyboard:
    """Buttons in rows of at most `width`."""
    listed = list(buttons)
    return tuple(tuple(listed[at : at + width]) for at in range(0, len(listed), width))
