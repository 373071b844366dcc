"""Which words and buttons start which conversation, who may start it and where.

The one catalogue of commands: the menu in Telegram, /help and the README follow from it (tests hold them together).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers import (
    asking,
    correcting,
    feeding,
    gathering,
    helping,
    onboarding,
    owning,
    pausing,
    privacy,
    proving,
    scheduling,
    searching,
    settling,
    sourcing,
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
    Command("start", starting.start, right=None, settles=True),
    Command("brief", asking.brief),
    Command("meetings", asking.meetings),
    Command("upcoming", asking.upcoming),
    Command("who", searching.who),
    Command("search", searching.search),
    Command("calendar", asking.calendar),
    Command("corrections", correcting.queue, right=Right.EDIT, private_only=True),
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
    Command("sources", sourcing.sources, right=Right.MANAGE_SOURCES, private_only=True),
    Command("addsource", sourcing.add, right=Right.MANAGE_SOURCES, private_only=True),
    Command("removesource", sourcing.remove, right=Right.MANAGE_SOURCES, private_only=True),
    Command("admin", owning.admin, right=Right.OWN, private_only=True),
    Command("people", owning.people, right=Right.OWN, private_only=True),
    Command("help", helping.help_, right=None),
)

BUTTONS: dict[str, tuple[Conversation, Right | None]] = {
    "ask": (asking.page, Right.ASK),
    "wrong": (correcting.begin, Right.ASK),
    "wline": (correcting.choose_field, Right.ASK),
    "wwhat": (correcting.ask_words, Right.ASK),
    "wstop": (correcting.stop, Right.ASK),
    "cok": (correcting.accept, Right.EDIT),
    "cno": (correcting.refuse, Right.EDIT),
    "cedit": (correcting.change, Right.EDIT),
    "csplit": (correcting.choose_articles, Right.EDIT),
    "cdone": (correcting.split, Right.EDIT),
    "evq": (asking.evidence, Right.ASK),
    "rest": (asking.left_out, Right.ASK),
    "restp": (asking.left_out_page, Right.ASK),
    "evr": (asking.left_out_evidence, Right.ASK),
    "who": (searching.who, Right.ASK),
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
    "join": (gathering.join, Right.SUBSCRIBE),
    "admin": (owning.admin, Right.OWN),
    "people": (owning.people, Right.OWN),
    "person": (owning.person, Right.OWN),
    "role": (owning.give_role, Right.OWN),
    "tell": (owning.ask_announcement, Right.OWN),
    "announce": (owning.announce, Right.OWN),
    "subs": (owning.send_subscribers, Right.OWN),
    "sources": (sourcing.sources, Right.MANAGE_SOURCES),
    "addsrc": (sourcing.add_chosen, Right.MANAGE_SOURCES),
    "rmsrc": (sourcing.remove_chosen, Right.MANAGE_SOURCES),
    "packs": (sourcing.packs, Right.MANAGE_SOURCES),
    "addpack": (sourcing.add_pack, Right.MANAGE_SOURCES),
    "opml": (sourcing.send_opml, Right.MANAGE_SOURCES),
    "dated": (feeding.choose_date, Right.FEED),
}

# Buttons that are one person's own business: pressed in a group they lead into the private chat.
PERSONAL = frozenset({"wrong"})

# What a plain message goes on with, by the `step` that a conversation remembered.
STEPS: dict[str, tuple[Conversation, Right | None]] = {
    "wrong": (correcting.give_words, Right.ASK),
    "verdict": (correcting.give_verdict, Right.EDIT),
    "date": (feeding.give_date, Right.FEED),
    "zone": (scheduling.give_zone, Right.SUBSCRIBE),
    "city": (onboarding.give_city, Right.SUBSCRIBE),
    "hour": (onboarding.give_hour, Right.SUBSCRIBE),
    "quiet": (settling.give_quiet, Right.SUBSCRIBE),
    "announcement": (owning.preview_announcement, Right.OWN),
}

PLAIN_TEXT: Conversation = feeding.plain
SENT_IN: Conversation = feeding.take_in
PILE: tuple[Conversation, Right | None] = (feeding.answer, Right.FEED)
ARRIVED: Conversation = scheduling.arrive
UNKNOWN_COMMAND: Conversation = helping.unknown
BOT_MOVED: Conversation = gathering.membership
