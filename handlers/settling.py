"""/settings: how long briefs are and what stands in them, quietly or not, in which language. One message, edited.

A button says the value that it sets (`set:silent:on`), so that one on an old screen does no more than it says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from babel import Locale

from briefs.errors import RequestError
from briefs.model.brief import Heading
from briefs.model.subscriber import Length, Settings, Subscriber
from briefs.scheduling.phrases import parse_quiet
from briefs.wording.wording import LANGUAGES
from handlers.buttons import button
from handlers.exchange import Button, Keyboard
from handlers.scheduling import subscribed
from handlers.talk import Talk
from handlers.timetable import rows, ticked
from handlers.wording import wording_for

SECTIONS = tuple(
    heading.value
    for heading in (
        Heading.CHANGED,
        Heading.TODAY,
        Heading.COMING,
        Heading.LATER,
        Heading.CONFERENCES,
        Heading.HELD,
    )
)
NIGHTS = ((time(22), time(7)), (time(23), time(8)), (time(0), time(6)))
ON, OFF = "on", "off"
SWITCHES = {"silent": "silent", "news": "also_in_the_news", "pictures": "pictures"}
"""What a button calls it → the field of `Settings`."""


async def settings(talk: Talk) -> None:
    """`/settings`: what holds here, and a button for each of it."""
    subscriber = await subscribed(talk)
    await talk.say(_told(talk, subscriber), keyboard=_main(talk, subscriber.settings))


async def change(talk: Talk) -> None:
    """`set:WHAT[:VALUE]`: changes it, or opens its choices."""
    subscriber = await subscribed(talk)
    what, *values = talk.arguments or ("top",)
    if what in CHOICES and not values:
        await talk.show(_told(talk, subscriber), keyboard=CHOICES[what](talk, subscriber.settings))
        return
    if values:
        changed = _changed(subscriber.settings, what, values)
        if changed is None:
            await talk.acknowledge(talk.wording.say("last-section"), alert=True)
            return
        subscriber = await talk.desk.subscriptions.settle(talk.where, changed)
    if what == "language" and values:
        await _speak(talk, values[0])
    stays = what == "section"
    keyboard = _sections(talk, subscriber.settings) if stays else _main(talk, subscriber.settings)
    await talk.show(_told(talk, subscriber), keyboard=keyboard)


async def ask_quiet(talk: Talk) -> None:
    """[Other hours]: the next message says from when to when."""
    if not talk.is_private:
        await talk.acknowledge(talk.wording.say("only-in-private"), alert=True)
        return
    await subscribed(talk)
    await talk.remember(step="quiet")
    await talk.say(talk.t("ask-quiet"))


async def give_quiet(talk: Talk) -> None:
    """The quiet hours that were asked for: "22:00-07:00", "off"."""
    quiet = parse_quiet(talk.text)
    subscriber = await subscribed(talk)
    await talk.remember()
    changed = await talk.desk.subscriptions.settle(talk.where, replace(subscriber.settings, quiet=quiet))
    await talk.say(_told(talk, changed), keyboard=_main(talk, changed.settings))


async def _speak(talk: Talk, code: str) -> None:
    """Answer a person in the language they chose, from this very answer on; a group's briefs have their own."""
    if talk.is_private:
        await talk.desk.office.set_language(talk.visitor.user_id, code)
        talk.wording = wording_for(code)


def _changed(now: Settings, what: str, values: list[str]) -> Settings | None:
    """The settings with this changed; None when no section would be left. RequestError for a setting we do not know."""
    value = values[0]
    if what == "length" and value in {length.value for length in Length}:
        return replace(now, length=Length(value))
    if what in SWITCHES and value in (ON, OFF):
        on = value == ON
        match what:
            case "silent":
                return replace(now, silent=on)
            case "news":
                return replace(now, also_in_the_news=on)
            case _:
                return replace(now, pictures=on)
    if what == "section" and value in SECTIONS:
        kept = set(now.sections) | {value} if values[1:] != [OFF] else set(now.sections) - {value}
        return replace(now, sections=tuple(each for each in SECTIONS if each in kept)) if kept else None
    if what == "quiet":
        return replace(now, quiet=None if value == OFF else _span(value))
    if what == "language" and value in LANGUAGES:
        return replace(now, language=value)
    raise RequestError("this button is too old", sentence="button-stale")


def _told(talk: Talk, subscriber: Subscriber) -> str:
    """Everything that holds, a line each."""
    say, now = talk.wording.say, subscriber.settings
    sections = [say(f"section-{name}") for name in SECTIONS if name in now.sections]
    lines = (
        talk.t("settings"),
        talk.t("settings-length", length=say(f"length-{now.length}")),
        talk.t("settings-sections", sections=", ".join(sections)),
        talk.t("settings-quiet", quiet=_hours(now.quiet) if now.quiet else say("setting-none")),
        talk.t("settings-silent", state=say("setting-on" if now.silent else "setting-off")),
        talk.t("settings-news", state=say("setting-on" if now.also_in_the_news else "setting-off")),
        talk.t("settings-pictures", state=say("setting-on" if now.pictures else "setting-off")),
        talk.t("settings-language", language=_own_name(now.language or talk.wording.language)),
        talk.t("settings-elsewhere"),
    )
    return "\n".join(lines)


def _main(talk: Talk, now: Settings) -> Keyboard:
    say = talk.wording.say
    lengths = tuple(button(ticked(say(f"length-{each}"), each is now.length), "set", "length", each) for each in Length)
    return (
        lengths,
        (button(say("button-sections"), "set", "sections"), button(say("button-quiet"), "set", "quiet")),
        (
            _switch(talk, "button-silent", "silent", now.silent),
            _switch(talk, "button-news", "news", now.also_in_the_news),
            _switch(talk, "button-pictures", "pictures", now.pictures),
        ),
        (button(say("button-language"), "set", "language"), button(say("button-hours"), "hours")),
    )


def _switch(talk: Talk, label: str, name: str, on: bool) -> Button:
    return button(ticked(talk.wording.say(label), on), "set", name, OFF if on else ON)


def _sections(talk: Talk, now: Settings) -> Keyboard:
    switches = [
        button(
            ticked(talk.wording.say(f"section-{name}"), name in now.sections),
            "set",
            "section",
            name,
            OFF if name in now.sections else ON,
        )
        for name in SECTIONS
    ]
    return (*rows(switches, 2), (_back(talk),))


def _quiet(talk: Talk, now: Settings) -> Keyboard:
    nights = [
        button(ticked(_hours(each), each == now.quiet), "set", "quiet", f"{each[0]:%H%M}{each[1]:%H%M}")
        for each in NIGHTS
    ]
    off = button(ticked(talk.wording.say("button-quiet-off"), now.quiet is None), "set", "quiet", OFF)
    other = button(talk.wording.say("button-other-hours"), "quiet")
    return (tuple(nights), (off, other), (_back(talk),))


def _languages(talk: Talk, now: Settings) -> Keyboard:
    spoken = now.language or talk.wording.language
    choices = [button(ticked(_own_name(each), each == spoken), "set", "language", each) for each in LANGUAGES]
    return (*rows(choices, 2), (_back(talk),))


def _back(talk: Talk) -> Button:
    return button(talk.wording.say("button-back"), "set", "top")


def _own_name(code: str) -> str:
    """A language as its speakers call it: "English", "Русский"."""
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]


def _hours(span: tuple[time, time]) -> str:
    return f"{span[0]:%H:%M}–{span[1]:%H:%M}"


def _span(digits: str) -> tuple[time, time]:
    return time(int(digits[:2]), int(digits[2:4])), time(int(digits[4:6]), int(digits[6:8]))


CHOICES = {"sections": _sections, "quiet": _quiet, "language": _languages, "top": _main}
