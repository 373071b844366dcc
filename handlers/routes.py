"""Which words and buttons start which conversation, who may start it and where.

The one catalogue of commands: the menu in Telegram, /help and the README follow from it (tests hold them together).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers import (
    asking,
    feeding,
    helping,
    onboarding,
    owning,
    pausing,
    privacy,
    proving,
    scheduling,
    searching,
    settling,
    starting,
    watching,
)
from handlers.rights import Right
from handlers.talk import Talk

Conversation = Callable[[Talk], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `settles` marks what only a group's admins may do; `in_menu` what Telegram's command menu shows.

    Its one-line description is the sentence `command-NAME` of the catalogue.
    """

    name: str
    run: Conversation
    right: Right | None = Right.ASK
    settles: bool = False
    in_menu: bool = True
    private_only: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("start", starting.start, right=None),
    Command("brief", asking.brief),
    Command("meetings", asking.meetings),
    Command("upcoming", asking.upcoming),
    Command("who", searching.who),
    Command("search", searching.search),
    Command("watch", watching.watch, right=Right.SUBSCRIBE, settles=True),
    Command("unwatch", watching.unwatch, right=Right.SUBSCRIBE, settles=True),
    Command("watching", watching.watching, right=Right.SUBSCRIBE),
    Command("schedule", scheduling.schedule, right=Right.SUBSCRIBE, settles=True),
    Command("pause", pausing.pause, right=Right.SUBSCRIBE, settles=True),
    Command("resume", pausing.resume, right=Right.SUBSCRIBE, settles=True),
    Command("stop", pausing.stop, right=None, settles=True),
    Command("settings", settling.settings, right=Right.SUBSCRIBE, settles=True),
    Command("export", privacy.export, right=None, settles=True),
    Command("forget", privacy.forget, right=None, settles=True),
    Command("privacy", privacy.privacy, right=None),
    Command("about", privacy.about, right=None),
    Command("help", helping.help_, right=None),
)

BUTTONS: dict[str, tuple[Conversation, Right | None]] = {
    "ask": (asking.page, Right.ASK),
    "ev": (proving.choose, Right.ASK),
    "proof": (proving.prove, Right.ASK),
    "cal": (asking.calendar, Right.ASK),
    "find": (searching.page, Right.ASK),
    "start": (starting.start, Right.SUBSCRIBE),
    "follow": (onboarding.follow, Right.SUBSCRIBE),
    "unfollow": (onboarding.unfollow, Right.SUBSCRIBE),
    "hour": (onboarding.choose_hour, Right.SUBSCRIBE),
    "add": (onboarding.add_hour, Right.SUBSCRIBE),
    "undo": (onboarding.undo, Right.SUBSCRIBE),
    "city": (onboarding.choose_city, Right.SUBSCRIBE),
    "samples": (onboarding.load_samples, Right.OWN),
    "pack": (onboarding.add_pack, Right.MANAGE_SOURCES),
    "hours": (scheduling.show_hours, Right.SUBSCRIBE),
    "time": (scheduling.switch_time, Right.SUBSCRIBE),
    "day": (scheduling.switch_day, Right.SUBSCRIBE),
    "zone": (scheduling.ask_zone, Right.SUBSCRIBE),
    "set": (settling.change, Right.SUBSCRIBE),
    "quiet": (settling.ask_quiet, Right.SUBSCRIBE),
    "forget": (privacy.forget_person, None),
    "forget-chat": (privacy.forget_chat, Right.SUBSCRIBE),
    "resume": (pausing.resume, Right.SUBSCRIBE),
    "wadd": (watching.add, Right.SUBSCRIBE),
    "wsee": (watching.see, Right.SUBSCRIBE),
    "wscope": (watching.scope, Right.SUBSCRIBE),
    "wpin": (watching.pin, Right.SUBSCRIBE),
    "walert": (watching.alert, Right.SUBSCRIBE),
    "unw": (watching.drop, Right.SUBSCRIBE),
    "mute": (watching.mute, Right.SUBSCRIBE),
    "mutes": (watching.choose_muted, Right.SUBSCRIBE),
    "access": (starting.request_access, None),
    "admit": (owning.admit, Right.OWN),
    "dated": (feeding.choose_date, Right.FEED),
}

# What a plain message goes on with, by the `step` that a conversation remembered.
STEPS: dict[str, tuple[Conversation, Right | None]] = {
    "date": (feeding.give_date, Right.FEED),
    "zone": (scheduling.give_zone, Right.SUBSCRIBE),
    "city": (onboarding.give_city, Right.SUBSCRIBE),
    "quiet": (settling.give_quiet, Right.SUBSCRIBE),
}

PLAIN_TEXT: Conversation = asking.plain
SENT_IN: Conversation = feeding.take_in
ARRIVED: Conversation = scheduling.arrive
UNKNOWN_COMMAND: Conversation = helping.unknown
BOT_MOVED: Conversation = starting.membership
