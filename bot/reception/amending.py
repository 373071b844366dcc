"""Amending briefs that were sent: written again as they were, but for the line that an editor corrected.

A delivery keeps no text, only which entries its lines told and what it was asked for. Entries know when each report of
them came, so every other line can be told as it stood then. Everybody who was told the line within a day sees it
corrected: at leisure, behind all that is owed, and from where it stood after a restart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from tinydb import where as field
from tinydb.table import Document

from bot.editions import Editions
from bot.store.api import Store, StoreRunner
from bot.store.documents import decode, encode, instant
from bot.store.schema import CORRECTIONS, DELIVERIES
from briefs.agenda.entries import EDITS, derive_entry
from briefs.composing.news import changes_since, learned
from briefs.model.agenda import AgendaEntry, ArticleRef, Change
from briefs.model.brief import Brief, BriefRequest, Heading, Item, Section
from briefs.rendering.telegram import messages
from handlers.desk import Voice
from handlers.exchange import Message, Where
from handlers.keyboards import brief_keyboard
from handlers.wording import wording_for

_WATCHED, _NEW = 1, 2
_LAST_DAY = timedelta(hours=24)
_CORRECTED = (Change.CORRECTION, Change.REMOVED)
_PIECE, _AT_ONCE = 500, 5
"""So many deliveries are looked at, and so many briefs written again, before the store is free for others."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A sent message as it should read now."""

    where: Where
    message_id: int
    message: Message


class Amender:
    """Edits what was sent, once a correction was accepted. `run` is a task of the bot, `wake` says there is work."""

    def __init__(self, *, runner: StoreRunner, editions: Editions, voice: Voice) -> None:
        self._runner, self._editions, self._voice = runner, editions, voice
        self._work = asyncio.Event()

    def wake(self) -> None:
        """A correction was accepted."""
        self._work.set()

    async def run(self) -> None:
        """Go on with what a stop cut off, then wait for more; ends when cancelled. Raises StoreError."""
        while True:
            await self.amend_all()
            await self._work.wait()
            self._work.clear()

    async def amend_all(self) -> int:
        """Amend every brief that is to be; how many messages were edited."""
        edited = 0
        for report_id in await self._runner.run(_accepted):
            while found := await self._runner.run(partial(_piece, report_id=report_id)):
                entry_id, briefs, below = found
                for at in range(0, len(briefs), _AT_ONCE):
                    edited += await self._amend(briefs[at : at + _AT_ONCE], entry_id)
                await self._runner.run(partial(owe_amending, report_id=report_id, below=below))
        return edited

    async def _amend(self, briefs: list[str], entry_id: str) -> int:
        found = await self._runner.run(
            lambda store: [one for each in briefs for one in amendments(store, self._editions, each, entry_id)]
        )
        for each in found:
            await self._voice.edit(each.where, each.message_id, each.message, at_leisure=True)
        return len(found)


def owe_amending(store: Store, report_id: int, *, below: int | None = None) -> None:
    """Briefs with an id below this (None: all there are) are to be looked at for an accepted report; 0 ends it."""
    if below is None:
        newest = store.table(DELIVERIES).find(limit=1, descending=True)
        below = newest[0].doc_id + 1 if newest else 0
    store.table(CORRECTIONS).update({"amend_below": below}, doc_ids=[report_id])


def _accepted(store: Store) -> list[int]:
    return [each.doc_id for each in store.table(CORRECTIONS).search(field("amend_below") > 0)]


def _piece(store: Store, report_id: int) -> tuple[str, list[str], int] | None:
    """The corrected entry, the newest briefs not yet looked at that tell it, and where to go on; None at the end."""
    kept = store.table(CORRECTIONS).get(doc_id=report_id)
    if not isinstance(kept, Document) or not kept.get("amend_below"):
        return None
    since = instant(datetime.fromisoformat(kept["decided_at"]) - _LAST_DAY)
    below = int(kept["amend_below"])
    above = max(1, below - _PIECE)
    found = store.table(DELIVERIES).get(doc_ids=list(range(above, below))) or []
    briefs = [each for each in found if each["enqueued_at"] >= since]
    telling = [str(each.doc_id) for each in reversed(briefs) if kept["entry_id"] in each.get("told", ())]
    goes_on = above > 1 and (len(briefs) == len(found))
    return kept["entry_id"], telling, above if goes_on else 0


def shown(brief: Brief) -> dict[str, Any]:
    """What it takes to write a brief again."""
    sections = [
        {
            "heading": section.heading.value,
            "items": [[item.entry.id, _WATCHED * item.watched + _NEW * item.new] for item in section.items],
            "left_out": section.left_out,
            "nothing_for": list(section.nothing_for),
        }
        for section in brief.sections
        if section.heading is not Heading.NEWS
    ]
    request = encode(replace(brief.request, watches=()))
    return {"request": request, "sections": sections, "known": brief.entries_known}


def amendments(store: Store, editions: Editions, brief_id: str, entry_id: str) -> list[Amendment]:
    """The messages of a brief that must be edited since one of its entries was corrected; none where none can be.

    That is so when the brief is too old, told an entry that is gone, or would not fit into its messages any more.
    """
    kept = store.table(DELIVERIES).get(doc_id=int(brief_id)) if brief_id.isdecimal() else None
    if not isinstance(kept, Document) or not kept.get("shown"):
        return []
    request = decode(BriefRequest, kept["shown"]["request"])

    def then(entry: AgendaEntry) -> AgendaEntry:
        return editions.written(as_of(entry, request.at))

    def corrected(entry: AgendaEntry) -> AgendaEntry:
        return editions.written(as_of(entry, request.at, corrected=True))

    def but_for_this(entry: AgendaEntry) -> AgendaEntry:
        return then(entry) if entry.id == entry_id else corrected(entry)

    before = _brief(store, editions, kept["shown"], request, but_for_this)
    after = _brief(store, editions, kept["shown"], request, corrected)
    if before is None or after is None:
        return []
    wording = wording_for(request.language)
    told = messages(after, wording)
    old, new = messages(before, wording).parts, told.parts
    ids = kept["message_ids"]
    if not len(old) == len(new) == len(ids):
        return []
    where, last = Where(kept["chat_id"], kept["topic_id"]), len(new) - 1
    keyboard = brief_keyboard(wording, brief_id, left_out=told.brief.left_out)
    return [
        Amendment(where, ids[at], Message((text,), keyboard if at == last else ()))
        for at, text in enumerate(new)
        if text != old[at] and ids[at]
    ]


def request_of(store: Store, subscriber_id: str, brief_id: str) -> BriefRequest | None:
    """What a brief that this subscriber was sent had been asked for, without its watches; None when it is too old."""
    kept = store.table(DELIVERIES).get(doc_id=int(brief_id)) if brief_id.isdecimal() else None
    if not isinstance(kept, Document) or kept["subscriber_id"] != subscriber_id or not kept.get("shown"):
        return None
    return decode(BriefRequest, kept["shown"]["request"])


def known_by(entry: AgendaEntry, at: datetime) -> bool:
    """Whether a report of the entry had come by then."""
    return any(one.received_at <= at for one in entry.contributions)


def as_of(entry: AgendaEntry, at: datetime, *, corrected: bool = False) -> AgendaEntry:
    """An entry as it stood at an instant: by the reports that had come and the corrections that had been made.

    `corrected` adds the corrections made since.
    """
    known = [one for one in entry.contributions if one.received_at <= at]
    if not known:
        return entry
    corrections = [one for one in entry.corrections if corrected or one.at <= at]
    edits = [line for line in entry.ledger if line.change in EDITS and line.at <= at]
    return derive_entry(entry.id, known, corrections=corrections, edits=edits)


def _brief(
    store: Store,
    editions: Editions,
    kept: Mapping[str, Any],
    request: BriefRequest,
    seen: Callable[[AgendaEntry], AgendaEntry],
) -> Brief | None:
    """The brief again, each entry as `seen`; None when one is gone."""
    since = request.since or request.at - _LAST_DAY
    sections: list[Section] = []
    cited: list[ArticleRef] = []
    for section in kept["sections"]:
        items = []
        for entry_id, flags in section["items"]:
            found = editions.find(store, entry_id)
            if found is None:
                return None
            entry = seen(found)
            news = changes_since(learned(entry, unknown=request.at), since)
            late = [line for line in entry.ledger if line.change in _CORRECTED and line.by and line.at > request.at]
            cited.append(entry.cited or ArticleRef(""))
            changes = tuple(late) or news
            items.append(Item(entry, len(cited), bool(flags & _WATCHED), bool(flags & _NEW) and not late, changes))
        heading = Heading(section["heading"])
        sections.append(Section(heading, tuple(items), (), tuple(section["nothing_for"]), section["left_out"]))
    today = request.at.astimezone(ZoneInfo(request.timezone)).date()
    return Brief(request, tuple(sections), tuple(cited), today, entries_known=kept["known"])
