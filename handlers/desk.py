"""The desk: the one Protocol through which conversations reach the rest of attache.

`handlers` owns it, `bot.reception` implements it. Six counters, each for one sort of concern; the editors' two are in
`editorial`. All methods are coroutines, safe to call together, and raise `RequestError` (its text is one sentence for
the person) or `StoreError`.

What is said to a chat goes through `Voice`, so that one paced sender speaks for the whole bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from briefs.composing.cards import Card
from briefs.model.agenda import AgendaEntry
from briefs.model.subscriber import Role, Schedule, Settings, Subscriber, Watch
from briefs.scheduling.zones import Gazetteer, MapOfZones
from handlers.editorial import Corrections, Editing
from handlers.exchange import (
    Answer,
    CalendarFile,
    FeedState,
    Found,
    Health,
    Heard,
    Keeping,
    Matches,
    Message,
    Offer,
    PictureKind,
    Question,
    Reader,
    Receipt,
    Submission,
    Visitor,
    Where,
)

"""Who meets whom, or the weeks ahead."""


class Voice(Protocol):
    """Speaks to chats, paced, replies before anything else. Failures to send are dealt with behind it."""

    async def say(self, where: Where, message: Message, *, reply_to: int | None = None) -> None:
        """Queue a reply."""
        ...

    async def edit(self, where: Where, message_id: int, message: Message, *, at_leisure: bool = False) -> None:
        """Replace a sent message; an unchanged one is left alone. `at_leisure` goes behind everything else."""
        ...

    async def acknowledge(self, query_id: str, text: str = "", *, alert: bool = False, url: str = "") -> None:
        """Answer a pressed button at once; one that is too old to answer is no error.

        `url` opens: a `t.me` address of this bot with a parameter, which leads from a group into the private chat.
        """
        ...

    def keep_open(self, work: asyncio.Future[None]) -> None:
        """The update being handled counts as handled when `work` is done; killed before, it is heard again."""
        ...

    async def offer(
        self, query_id: str, offers: Sequence[Offer], *, cache_seconds: int, switch: tuple[str, str] | None = None
    ) -> None:
        """Answer an inline query, for the person who asked alone; one that is too old to answer is no error.

        `switch` is a button above the offers that leads into the private chat: its text, and the word after /start.
        """
        ...


class Subscriptions(Protocol):
    """Who receives briefs, when and about what."""

    async def find(self, where: Where) -> Subscriber | None:
        """The subscriber that this place is, active or not."""
        ...

    async def subscribe(self, where: Where, visitor: Visitor) -> tuple[Subscriber, bool]:
        """Subscribe at the default hours and zone; the bool says whether it is new or revived."""
        ...

    async def reschedule(self, where: Where, schedule: Schedule) -> Subscriber:
        """Replace the schedule; the next brief is recomputed."""
        ...

    async def settle(self, where: Where, settings: Settings) -> Subscriber:
        """Replace the settings."""
        ...

    async def watch(self, where: Where, watch: Watch) -> Subscriber:
        """Add or replace a watch (by its word)."""
        ...

    async def unwatch(self, where: Where, word: str) -> Subscriber:
        """Remove a watch. RequestError when it is not there."""
        ...

    async def mute(self, where: Where, entry_id: str) -> None:
        """No more alerts to this place about one entry."""
        ...

    async def pause(self, where: Where, until: datetime | None) -> Subscriber:
        """No briefs until then (None: until /resume)."""
        ...

    async def resume(self, where: Where) -> Subscriber:
        """Go on, with one catch-up brief for what was missed."""
        ...

    async def unsubscribe(self, where: Where, reason: str) -> None:
        """No briefs any more; everything else is kept."""
        ...

    async def leave(self, chat_id: int, reason: str) -> None:
        """The bot is no longer in a chat: it and all its topics get no briefs any more; everything else is kept."""
        ...

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group was upgraded: rewrite its id everywhere."""
        ...

    async def export(self, where: Where, visitor: Visitor) -> bytes:
        """Everything stored about this chat and this person, as JSON."""
        ...

    async def forget(self, where: Where, visitor: Visitor) -> None:
        """Delete everything stored about this chat and this person."""
        ...


class Answers(Protocol):
    """What attache knows, told."""

    async def order_brief(self, where: Where, visitor: Visitor, question: Question) -> Heard:
        """Put a brief asked by hand in the outbox."""
        ...

    async def ask(self, where: Where, visitor: Visitor, question: Question, *, page: int = 0) -> Answer:
        """Compose an answer to be shown at once; `page` 1 and later show what did not fit before."""
        ...

    async def reader(self, where: Where) -> Reader:
        """The zone and local date of who reads here: the subscriber's, else the defaults'."""
        ...

    async def card(self, where: Where, name: str) -> Card | None:
        """What is known of a person, country or body; None when nobody of that name takes part in anything."""
        ...

    async def search(self, words: str, *, page: int = 0) -> Found:
        """Stored articles that hold all the words, newest first."""
        ...

    async def entry(self, entry_id: str) -> AgendaEntry | None:
        """One agenda entry; None when it is gone."""
        ...

    async def told(self, where: Where, brief_id: str) -> Sequence[AgendaEntry | None]:
        """The entries of a brief that this chat was sent, in the order of its lines; empty when it is too old.

        None stands for an entry that is gone, so that the others keep their numbers.
        """
        ...

    async def left_out(self, where: Where, visitor: Visitor, brief_id: str, *, page: int = 0) -> Answer | None:
        """A page of what a brief that was sent here had no room for; None when the brief is too old."""
        ...

    async def calendar(self, where: Where, visitor: Visitor, text: str) -> CalendarFile:
        """The agenda as an iCalendar file."""
        ...

    async def picture(self, where: Where, visitor: Visitor, question: Question, kind: PictureKind) -> bytes | None:
        """A PNG of what a question asks for; None when there is nothing to draw."""
        ...

    async def matches(self, where: Where, watch: Watch) -> Matches:
        """What a watch would take for the reader here, whether it is followed or not."""
        ...

    async def followable(self, limit: int = 6) -> Sequence[tuple[str, int]]:
        """What the agenda holds most of: a word to watch and how many entries it has."""
        ...

    async def suggest(self, word: str) -> tuple[str, ...]:
        """Known names close to a word that is not known; empty when the word itself is known or nothing is near."""
        ...


class Intake(Protocol):
    """Taking articles and sources in."""

    async def take_in(self, visitor: Visitor, submission: Submission) -> Sequence[Receipt]:
        """Fetch, store and read. NotAllowed without the right; RequestError past the person's limit."""
        ...

    async def date(self, article_id: str, published_at: datetime) -> Receipt:
        """Give an undated article its publication instant and read it again."""
        ...

    async def feeds(self) -> Sequence[FeedState]:
        """All sources with their state."""
        ...

    async def discover(self, visitor: Visitor, url: str) -> Sequence[FeedState]:
        """The feeds at an address: itself, or those that its page names; none is added. RequestError says why not."""
        ...

    async def add_feed(self, visitor: Visitor, url: str) -> FeedState:
        """Add a feed."""
        ...

    async def remove_feed(self, visitor: Visitor, url: str) -> None:
        """Stop asking a source; its articles stay."""
        ...

    async def import_opml(self, visitor: Visitor, content: bytes) -> tuple[int, int]:
        """Add the sources of an OPML file: how many were new, how many known."""
        ...

    async def export_opml(self) -> bytes:
        """All sources as an OPML file."""
        ...

    async def load_samples(self, visitor: Visitor) -> int:
        """Take the sample articles in; how many were new."""
        ...

    async def starter_packs(self) -> Sequence[tuple[str, int]]:
        """Names of the packs of sources, with how many each holds."""
        ...

    async def add_pack(self, visitor: Visitor, name: str) -> int:
        """Add a pack's sources; how many were new."""
        ...


class Office(Protocol):
    """Rights and the owner's business."""

    async def visitor(self, user_id: int, name: str, language_code: str) -> Visitor:
        """Who is talking, with role and language."""
        ...

    async def set_language(self, user_id: int, language: str) -> None:
        """The person's own choice of language."""
        ...

    async def claim(self, visitor: Visitor, code: str) -> bool:
        """Make the person the owner if `code` is the unused one-time code."""
        ...

    async def request_access(self, visitor: Visitor, where: Where) -> bool:
        """Ask the owners to let a stranger in; False when already asked."""
        ...

    async def admit(self, owner: Visitor, user_id: int, role: Role) -> None:
        """Give a person a role (STRANGER: refuse), and tell them."""
        ...

    async def admit_chat(self, where: Where) -> None:
        """Let a group or channel in: its members may read there. One that is in already is left as it is."""
        ...

    async def people(self) -> Sequence[Visitor]:
        """Everybody with a role."""
        ...

    async def find_people(self, words: str) -> Sequence[Visitor]:
        """Subscribers and people with a role, by words of their name or by their id."""
        ...

    async def health(self) -> Health:
        """The panel's figures."""
        ...

    async def message_all(self, owner: Visitor, text: str, *, name: str = "") -> int:
        """Queue it for every active subscriber, once for each `name`; without a name, only how many would get it."""
        ...

    async def export_subscribers(self, owner: Visitor) -> bytes:
        """All subscribers, as JSON lines."""
        ...

    async def import_subscribers(self, owner: Visitor, content: bytes) -> int:
        """Add those of such a file, replacing known ones; how many. RequestError names a line that is none."""
        ...

    async def recall(self, where: Where, user_id: int) -> dict[str, str]:
        """The state of a conversation under way, {} when there is none."""
        ...

    async def remember(self, where: Where, user_id: int, state: dict[str, str]) -> None:
        """Keep the state of a conversation ({} ends it); it survives a restart."""
        ...

    async def keep_words(self, where: Where, user_id: int, words: str) -> str:
        """Keep words that are too long for a button; the key that the button carries instead."""
        ...

    async def kept_words(self, where: Where, key: str) -> str:
        """The words kept under a button's key in this place; "" when they are kept no longer."""
        ...

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The six counters together, the maps that tell zones, and how long things are kept."""

    subscriptions: Subscriptions
    answers: Answers
    intake: Intake
    corrections: Corrections
    editing: Editing
    office: Office
    gazetteer: Gazetteer
    zones: MapOfZones
    keeping: Keeping
