"""`attache brief`, `agenda` and `search`: what the store holds, told on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, timedelta

from bot.cli.usage import UsageError, configured
from bot.editions import Editions
from bot.ingesting.archive import find_article
from bot.ingesting.shelf import departed_entries
from bot.reception.telling import state_of_sources
from bot.store.opening import open_store
from briefs.agenda.replaying import as_told_until
from briefs.composing.compose import compose
from briefs.composing.edition import zone_of
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import BriefRequest
from briefs.model.subscriber import Length, Watch
from briefs.model.window import Precision, Window
from briefs.rendering.calendar import calendar
from briefs.rendering.jsonform import brief_json, entry_json
from briefs.rendering.markdown import markdown
from briefs.rendering.telegram import messages
from briefs.rendering.text import text as plain_text
from briefs.wording.wording import Wordings


def brief(arguments: argparse.Namespace) -> int:
    """A brief as of now or `--at`: then as if every article had come in when it was published, none later than that."""
    config = configured(arguments)
    timezone = arguments.timezone or config.briefs.timezone
    at = arguments.at or datetime.now(UTC)
    store = open_store(config.store.url, exclusive=False)
    try:
        editions = Editions()
        entries = editions.entries(store)
        if arguments.at:
            entries = tuple(editions.written(known) for entry in entries if (known := as_told_until(entry, at)))
        stories = editions.headlines(store, at=at) if arguments.news else ()
        read, failing, unread = state_of_sources(store, at=at)
    finally:
        store.close()
    request = BriefRequest(
        at=at,
        timezone=timezone,
        watches=tuple(Watch(word) for word in arguments.watch),
        length=Length.STANDARD,
        language=config.briefs.language,
        sources_read=read,
        sources_failing=failing,
        unread=unread,
        also_in_the_news=arguments.news,
    )
    told, wording = compose(entries, request, stories), Wordings().of(config.briefs.language)
    match arguments.format:
        case "html":
            print("\n\n".join(messages(told, wording).parts))
        case "markdown":
            print(markdown(told, wording))
        case "json":
            print(json.dumps(brief_json(told), ensure_ascii=False))
        case _:
            print(plain_text(told, wording), end="")
    return 0


def agenda(arguments: argparse.Namespace) -> int:
    """The entries whose window touches the span (default: a week back to 45 days ahead)."""
    config = configured(arguments)
    today = datetime.now(UTC).astimezone(zone_of(config.briefs.timezone)).date()
    first = arguments.from_on or today - timedelta(days=7)
    last = arguments.to_on or max(first, today) + timedelta(days=45)
    if last < first:
        raise UsageError(f"--to {last} is before --from {first}")
    store = open_store(config.store.url, exclusive=False)
    try:
        entries = [entry for entry in Editions().entries(store) if _touches(entry, first, last)]
        gone = [entry for entry in departed_entries(store, ending_from=first) if _touches(entry, first, last)]
    finally:
        store.close()
    entries.sort(key=lambda entry: (entry.window.start or entry.window.end or last, entry.id))
    wording = Wordings().of(config.briefs.language)
    match arguments.format:
        case "json":
            for entry in entries:
                print(json.dumps(entry_json(entry), ensure_ascii=False))
        case "ics":
            content = calendar(entries, wording, at=datetime.now(UTC), timezone=config.briefs.timezone, gone=gone)
            sys.stdout.buffer.write(content)
        case "png":
            from briefs.rendering.pictures import timeline  # the plotting library takes a second to load

            day = today if first <= today <= last else first
            picture = timeline(entries, wording, today=day, timezone=config.briefs.timezone)
            if picture is None:
                raise UsageError(f"there is nothing to draw from {first} to {last}")
            sys.stdout.buffer.write(picture)
        case _:
            request = BriefRequest(
                at=datetime.now(UTC), timezone=config.briefs.timezone, from_on=first, to_on=last, length=Length.FULL
            )
            print(plain_text(compose(entries, request), wording), end="")
    return 0


def search(arguments: argparse.Namespace) -> int:
    """Stored articles that hold all the words, newest first."""
    config = configured(arguments)
    store = open_store(config.store.url, exclusive=False)
    try:
        while store.index_pending():
            pass
        found = [
            find_article(store, str(each)) for each in store.match(" ".join(arguments.words), limit=arguments.limit)
        ]
    finally:
        store.close()
    for article in found:
        if article is not None:
            day = f"{article.published_at:%Y-%m-%d}" if article.published_at else "undated"
            print(
                " · ".join(
                    part for part in (day, article.source, article.title or article.text[:80], article.url) if part
                )
            )
    return 0


def _touches(entry: AgendaEntry, first: date, last: date) -> bool:
    return entry.window.known and entry.window.overlaps(Window(first, last, Precision.DAY))
