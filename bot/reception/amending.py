"""Amending a brief that was sent: written again as it was, but for the line that an editor corrected.

A delivery keeps no text, only which entries its lines told and what it was asked for. Entries know when each report of
them came, so every other line can be told as it stood then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tinydb.table import Document

from bot.editions import Editions
from bot.store.api import Store
from bot.store.documents import decode, encode
from bot.store.schema import DELIVERIES
from briefs.agenda.entries import EDITS, derive_entry
from briefs.composing.news import changes_since, learned
from briefs.model.agenda import AgendaEntry, ArticleRef, Change
from briefs.model.brief import Brief, BriefRequest, Heading, Item, Section
from briefs.rendering.telegram import messages
from handlers.exchange import Message, Where
from handlers.keyboards import brief_keyboard
from handlers.wording import wording_for

_WATCHED, _NEW = 1, 2
_LAST_DAY = timedelta(hours=24)
_CORRECTED = (Change.CORRECTION, Change.REMOVED)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A sent message as it should read now."""

    where: Where
    message_id: int
    message: Message


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

    def now(entry: AgendaEntry) -> AgendaEntry:
        return entry if entry.id == entry_id else then(entry)

    before = _brief(store, editions, kept["shown"], request, then)
    after = _brief(store, editions, kept["shown"], request, now)
    if before is None or after is None:
        return []
    wording = wording_for(request.language)
    old, new = (messages(brief, wording).parts for brief in (before, after))
    ids = kept["message_ids"]
    if not len(old) == len(new) == len(ids):
        return []
    where, last = Where(kept["chat_id"], kept["topic_id"]), len(new) - 1
    return [
        Amendment(where, ids[at], Message((text,), brief_keyboard(wording, brief_id) if at == last else ()))
        for at, text in enumerate(new)
        if text != old[at] and ids[at]
    ]


def as_of(entry: AgendaEntry, at: datetime) -> AgendaEntry:
    """An entry as it stood at an instant: by the reports that had come and the corrections that had been made."""
    known = [one for one in entry.contributions if one.received_at <= at]
    if not known:
        return entry
    corrections = [one for one in entry.corrections if one.at <= at]
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
