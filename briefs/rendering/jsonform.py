"""A brief as JSON values, for programs: the language-free facts, with instants in ISO 8601."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefs.model.agenda import AgendaEntry, ArticleRef, LedgerLine
from briefs.model.brief import Brief, Item
from briefs.model.reading import Participant
from briefs.rendering.layout import proving


def brief_json(brief: Brief) -> dict[str, Any]:
    """`{"at", "today", "timezone", "since", "sections": [{"heading", "items", "left_out"…}], "citations", …}`."""
    request = brief.request
    return {
        "at": request.at.isoformat(),
        "today": brief.today.isoformat(),
        "timezone": request.timezone,
        "since": request.since.isoformat() if request.since else None,
        "late_since": request.late_since.isoformat() if request.late_since else None,
        "next_at": request.next_at.isoformat() if request.next_at else None,
        "words": list(request.words),
        "from_on": _day(request.from_on),
        "to_on": _day(request.to_on),
        "sections": [
            {
                "heading": section.heading.value,
                "items": [item_json(item) for item in section.items],
                "headlines": [[article_json(one) for one in story.articles] for story in section.headlines],
                "nothing_for": list(section.nothing_for),
                "left_out": section.left_out,
            }
            for section in brief.sections
        ],
        "citations": [article_json(article) for article in brief.citations],
        "sources_read": request.sources_read,
        "sources_failing": request.sources_failing,
        "unread": list(request.unread),
        "entries_known": brief.entries_known,
    }


def item_json(item: Item) -> dict[str, Any]:
    """A line: its number, why it is told, and the entry."""
    return {
        "number": item.number,
        "watched": item.watched,
        "new": item.new,
        "changes": [ledger_json(line) for line in item.changes],
        "entry": entry_json(item.entry),
    }


def entry_json(entry: AgendaEntry) -> dict[str, Any]:
    """An agenda entry in the fields of the corpus's agenda form, with its evidence and sources."""
    told = [one.article for one in entry.contributions]
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "status": entry.status.value,
        "name": entry.name,
        "participants": [_participant(one) for one in entry.participants],
        "place": entry.place,
        "places": list(entry.places),
        "start": _day(entry.window.start),
        "end": _day(entry.window.end),
        "precision": entry.window.precision.value,
        "time": entry.time,
        "hedged": entry.hedged,
        "hedge": entry.hedge,
        "topic": entry.topic,
        "claimed_by": entry.claimed_by,
        "background": entry.background,
        "evidence": proving(entry),
        "article": article_json(entry.cited) if entry.cited else None,
        "sequence": entry.sequence,
        "sources": sorted({one.source for one in told if one.source and not one.by_hand}),
    }


def ledger_json(line: LedgerLine) -> dict[str, Any]:
    """One change of an entry, in the language-free words of the ledger."""
    return {
        "at": line.at.isoformat(),
        "change": line.change.value,
        "was": line.was,
        "now": line.now,
        "evidence": line.evidence.text if line.evidence else "",
        "article_id": line.article_id,
        "by": line.by,
    }


def article_json(article: ArticleRef) -> dict[str, Any]:
    """What a citation says of an article."""
    return {
        "id": article.article_id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": article.published_at.isoformat() if article.published_at else None,
        "by_hand": article.by_hand,
    }


def _participant(one: Participant) -> dict[str, str]:
    return {"name": one.name, "as": one.mention, "title": one.title, "country": one.country, "sort": one.sort.value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
