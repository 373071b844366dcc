"""Which words and buttons start which conversation, who may start it and where.

The one catalogue of commands: the menu in Telegram, /help and the README follow from it (tests hold them together).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from briefs.composing.drafting import FIELDS
from briefs.model.reading import Status
from briefs.model.subscriber import ALERTS, WEEKDAYS, Role
from handlers import (
    adding,
    asking,
    correcting,
    feeding,
    gathering,
    helping,
    joining,
    mending,
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
from handlers.timetable import WEEKS

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


@dataclass(frozen=True, slots=True)
class Press:
    """What a button's verb starts. `takes` is a regular expression over its arguments, joined by colons."""

    run: Conversation
    right: Right | None
    takes: str = ""

    def means(self, arguments: tuple[str, ...]) -> bool:
        """Whether this version of the bot can have made such a button."""
        return re.fullmatch(self.takes, ":".join(arguments), re.DOTALL) is not None


COMMANDS: tuple[Command, ...] = (
    Command("start", starting.start, right=None, settles=True),
    Command("brief", asking.brief),
    Command("meetings", asking.meetings),
    Command("upcoming", asking.upcoming),
    Command("who", searching.who),
    Command("search", searching.search),
    Command("calendar", asking.calendar),
    Command("corrections", correcting.queue, right=Right.EDIT, private_only=True),
    Command("add", adding.add, right=Right.EDIT, private_only=True),
    Command("join", joining.join, right=Right.EDIT, private_only=True),
    Command("edits", mending.edits, right=Right.EDIT, private_only=True),
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

NUMBER, HOUR, ID, WORDS = r"[0-9]{1,18}", r"(?:[01][0-9]|2[0-3])[0-5][0-9]", r"[^:]+", r".+"
ZONE, KEY, MARK = r"[A-Za-z0-9_+/-]+", r"[0-9a-f]{10}", r"[0-9a-f]{12}"
ROLE = f"(?:{'|'.join(Role)})"
DAY = "|".join((*WEEKDAYS, *WEEKS))
ASKED = f"[a-z]+:{NUMBER}:.*"

BUTTONS: dict[str, Press] = {
    "ask": Press(asking.page, Right.ASK, ASKED),
    "wrong": Press(correcting.begin, Right.ASK, ID),
    "wline": Press(correcting.choose_field, Right.ASK, f"{ID}:{ID}"),
    "wwhat": Press(correcting.ask_words, Right.ASK, f"(?:{'|'.join(correcting.FIELDS)}):{ID}:{ID}"),
    "wstop": Press(correcting.stop, Right.ASK),
    "cok": Press(correcting.accept, Right.EDIT, NUMBER),
    "cno": Press(correcting.refuse, Right.EDIT, NUMBER),
    "cedit": Press(correcting.change, Right.EDIT, NUMBER),
    "csplit": Press(correcting.choose_articles, Right.EDIT, f"{NUMBER}:{NUMBER}:{NUMBER}"),
    "cdone": Press(correcting.split, Right.EDIT, f"{NUMBER}:{NUMBER}:{NUMBER}"),
    "aset": Press(adding.choose, Right.EDIT, f"(?:{'|'.join(FIELDS)}):[a-z-]+"),
    "aask": Press(adding.ask_field, Right.EDIT, "|".join(FIELDS)),
    "ashow": Press(adding.show, Right.EDIT, "line|change"),
    "aput": Press(adding.put, Right.EDIT, MARK),
    "astop": Press(adding.stop, Right.EDIT),
    "jfrom": Press(joining.choose_first, Right.EDIT, ID),
    "jsee": Press(joining.see, Right.EDIT, f"{ID}:{ID}"),
    "jdo": Press(joining.do, Right.EDIT, f"{ID}:{ID}"),
    "jstop": Press(joining.stop, Right.EDIT),
    "esplit": Press(joining.choose_articles, Right.EDIT, f"{ID}:{NUMBER}:{NUMBER}"),
    "edone": Press(joining.split, Right.EDIT, f"{ID}:{NUMBER}:{NUMBER}"),
    "mend": Press(mending.choose_field, Right.EDIT, ID),
    "mfield": Press(mending.ask, Right.EDIT, f"(?:{'|'.join(mending.FIELDS)}):{ID}"),
    "mstat": Press(mending.give_status, Right.EDIT, "|".join(Status)),
    "mdo": Press(mending.correct, Right.EDIT, MARK),
    "mstop": Press(mending.stop, Right.EDIT),
    "edits": Press(mending.edits, Right.EDIT, f"(?:{mending.OWN}|{mending.ALL}):{NUMBER}"),
    "unedit": Press(mending.undo, Right.EDIT, NUMBER),
    "evq": Press(asking.evidence, Right.ASK, ASKED),
    "rest": Press(asking.left_out, Right.ASK, f"{ID}:{NUMBER}"),
    "restp": Press(asking.left_out_page, Right.ASK, f"{ID}:{NUMBER}"),
    "evr": Press(asking.left_out_evidence, Right.ASK, f"{ID}:{NUMBER}"),
    "who": Press(searching.who, Right.ASK, ID),
    "ev": Press(proving.choose, Right.ASK, ID),
    "proof": Press(proving.prove, Right.ASK, ID),
    "cal": Press(asking.calendar, Right.ASK, f"(?:{WORDS})?"),
    "find": Press(searching.page, Right.ASK, f"{NUMBER}:{WORDS}"),
    "start": Press(starting.start, Right.SUBSCRIBE),
    "follow": Press(onboarding.follow, Right.SUBSCRIBE, f"(?:{ID})?"),
    "unfollow": Press(onboarding.unfollow, Right.SUBSCRIBE, f"(?:{ID})?"),
    "hour": Press(onboarding.choose_hour, Right.SUBSCRIBE, HOUR),
    "add": Press(onboarding.add_hour, Right.SUBSCRIBE, HOUR),
    "undo": Press(onboarding.undo, Right.SUBSCRIBE, f"(?:{HOUR})+(?::{onboarding.ADDING})?"),
    "city": Press(onboarding.choose_city, Right.SUBSCRIBE, f"(?:{ZONE})?"),
    "samples": Press(onboarding.load_samples, Right.OWN),
    "pack": Press(onboarding.add_pack, Right.MANAGE_SOURCES, ID),
    "hours": Press(scheduling.show_hours, Right.SUBSCRIBE),
    "time": Press(scheduling.switch_time, Right.SUBSCRIBE, f"{HOUR}:(?:on|off)"),
    "day": Press(scheduling.switch_day, Right.SUBSCRIBE, f"(?:(?:{DAY})(?::(?:on|off))?)?"),
    "zone": Press(scheduling.ask_zone, Right.SUBSCRIBE, f"(?:{ZONE})?"),
    "set": Press(settling.change, Right.SUBSCRIBE, f"(?:[a-z]+(?::(?:[a-z]+(?::(?:on|off))?|{HOUR}{HOUR}))?)?"),
    "quiet": Press(settling.ask_quiet, Right.SUBSCRIBE),
    "forget": Press(privacy.forget_person, None, "(?:yes|no)"),
    "forget-chat": Press(privacy.forget_chat, Right.SUBSCRIBE, "(?:yes|no)"),
    "resume": Press(pausing.resume, Right.SUBSCRIBE),
    "wadd": Press(watching.add, Right.SUBSCRIBE, ID),
    "wsee": Press(watching.see, Right.SUBSCRIBE, KEY),
    "wscope": Press(watching.scope, Right.SUBSCRIBE, f"(?:any|part):{KEY}"),
    "wpin": Press(watching.pin, Right.SUBSCRIBE, KEY),
    "walert": Press(watching.alert, Right.SUBSCRIBE, f"(?:{'|'.join(ALERTS)}):{KEY}"),
    "unw": Press(watching.drop, Right.SUBSCRIBE, KEY),
    "mute": Press(watching.mute, Right.SUBSCRIBE, ID),
    "mutes": Press(watching.choose_muted, Right.SUBSCRIBE, ID),
    "access": Press(starting.request_access, None),
    "admit": Press(owning.admit, Right.OWN, f"-?{NUMBER}:{ROLE}"),
    "join": Press(gathering.join, Right.SUBSCRIBE, f"-?{NUMBER}"),
    "admin": Press(owning.admin, Right.OWN),
    "people": Press(owning.people, Right.OWN),
    "person": Press(owning.person, Right.OWN, NUMBER),
    "role": Press(owning.give_role, Right.OWN, f"{NUMBER}:{ROLE}"),
    "tell": Press(owning.ask_announcement, Right.OWN),
    "announce": Press(owning.announce, Right.OWN, f"no|{MARK}"),
    "subs": Press(owning.send_subscribers, Right.OWN),
    "sources": Press(sourcing.sources, Right.MANAGE_SOURCES, f"(?:{NUMBER})?"),
    "addsrc": Press(sourcing.add_chosen, Right.MANAGE_SOURCES, ID),
    "rmsrc": Press(sourcing.remove_chosen, Right.MANAGE_SOURCES, ID),
    "packs": Press(sourcing.packs, Right.MANAGE_SOURCES),
    "addpack": Press(sourcing.add_pack, Right.MANAGE_SOURCES, ID),
    "opml": Press(sourcing.send_opml, Right.MANAGE_SOURCES),
    "dated": Press(feeding.choose_date, Right.FEED, f"{ID}:[01]"),
}

# Buttons that are one person's own business: pressed in a group they lead into the private chat.
PERSONAL = frozenset({"wrong"})

# What a plain message goes on with, by the `step` that a conversation remembered.
STEPS: dict[str, tuple[Conversation, Right | None]] = {
    "wrong": (correcting.give_words, Right.ASK),
    "verdict": (correcting.give_verdict, Right.EDIT),
    adding.STEP: (adding.give, Right.EDIT),
    joining.STEP: (joining.give_words, Right.EDIT),
    mending.STEP: (mending.give_words, Right.EDIT),
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
