"""What a brief written at an instant must show: the sections of `attache replay`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from briefs.agenda.agenda import Agenda
from briefs.agenda.citing import cite
from briefs.agenda.duplicates import families
from briefs.agenda.entries import derive_entry
from briefs.agenda.spelling import written_alike
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.article import Article
from briefs.model.reading import Entry, Reading, Status
from briefs.model.window import Precision

COMING = timedelta(days=45)
_VAGUE = (Precision.WEEK, Precision.PART_OF_MONTH, Precision.MONTH)
_AHEAD = (Status.PLANNED, Status.POSTPONED)

Said = tuple[ArticleRef, tuple[Entry, ...]]


def replay(said: Iterable[Said], instants: Iterable[datetime]) -> list[dict[str, Any]]:
    """Feed readings in order of publication to an empty agenda and tell what a brief at each instant must show.

    Args:
        said: Articles with the entries of their readings; those without `published_at` are left out.
        instants: Aware; `today` is the date in the instant's own offset.

    Returns:
        For each instant, in the order given, `as_of` and the four sections of `sections_at`.
    """
    agenda = Agenda()
    dated = [(article, entries) for article, entries in said if article.published_at is not None]
    dated.sort(key=lambda item: (item[0].published_at, item[0].is_correction, item[0].article_id))
    for article, entries in dated:
        assert article.published_at is not None
        agenda.merge(article, entries, received_at=article.published_at)
    return [{"as_of": at.isoformat(), **sections_at(agenda, at)} for at in instants]


def said_of(articles: Iterable[Article], readings: Mapping[str, Reading]) -> list[Said]:
    """Articles in order of publication with what their readings say, republications and corrections recognised."""
    dated = [article for article in articles if article.published_at is not None]
    dated.sort(key=lambda article: (article.published_at, article.id))
    family = families(dated)
    return [(cite(article, family=family[article.id]), readings[article.id].entries) for article in dated]


def sections_at(entries: Iterable[AgendaEntry], at: datetime) -> dict[str, list[dict[str, Any]]]:
    """The agenda as it was known at `at`, in the sections `today`, `coming_up`, `changed_since_yesterday`, `just_held`.

    Reports told later than `at`, and background, are left out. An item that changed is listed under its section and
    under `changed_since_yesterday`. Items are in the agenda form of the annotated corpora, soonest first.
    """
    today = at.date()
    yesterday_at = at - timedelta(days=1)
    sections: dict[str, list[dict[str, Any]]] = {
        "today": [],
        "coming_up": [],
        "changed_since_yesterday": [],
        "just_held": [],
    }
    then = [known for entry in entries if (known := known_at(entry, at)) is not None]
    for known in written_alike(then):
        if known.background or known.removed:
            continue
        item = item_of(known)
        if is_today(known, today):
            sections["today"].append(item)
        if is_coming(known, today):
            sections["coming_up"].append(item)
        if is_just_held(known, at):
            sections["just_held"].append(item)
        before = known_at(known, yesterday_at)
        if before is not None and not before.background and what_changed(before, known):
            sections["changed_since_yesterday"].append(item)
    for items in sections.values():
        items.sort(key=lambda item: (item["start"] or "9999", item["end"] or "9999", item["name"], str(item)))
    return sections


def known_at(entry: AgendaEntry, at: datetime) -> AgendaEntry | None:
    """`entry` as its reports told until `at` give it; None when there was none yet."""
    told = [contribution for contribution in entry.contributions if contribution.told_at <= at]
    if not told:
        return None
    if len(told) == len(entry.contributions):
        return entry
    return derive_entry(entry.id, told, corrections=[fix for fix in entry.corrections if fix.at <= at])


def as_told_until(entry: AgendaEntry, at: datetime) -> AgendaEntry | None:
    """`entry` as it was known at `at` to who had each article when it was published; None when nothing was told yet."""
    known = known_at(entry, at)
    if known is None:
        return None
    told = (replace(each, received_at=min(each.received_at, each.told_at)) for each in known.contributions)
    return replace(known, contributions=tuple(told))


def is_today(entry: AgendaEntry, today: date) -> bool:
    """Planned or running, and its days cover `today`."""
    days = entry.window.precision is Precision.DAY and entry.window.covers(today)
    return days and entry.status in (Status.PLANNED, Status.ONGOING, Status.POSTPONED)


def is_coming(entry: AgendaEntry, today: date) -> bool:
    """Planned, or postponed to a new date, and starting within 45 days; or its week or month is running."""
    window = entry.window
    if entry.status not in _AHEAD or window.start is None or window.end is None:
        return False
    if window.start > today:
        return window.start <= today + COMING and window.precision.rank <= Precision.MONTH.rank
    return window.precision in _VAGUE and window.covers(today)


def is_just_held(entry: AgendaEntry, at: datetime) -> bool:
    """Held, and over today or yesterday; or first reported held in the last day and over for three days at most."""
    if entry.status is not Status.HELD:
        return False
    today, end = at.date(), entry.window.end
    if end is None:
        return False
    over = (today - end).days
    if 0 <= over <= 1:
        return True
    told_at = held_told_at(entry)
    return 0 <= over <= 3 and told_at is not None and told_at > at - timedelta(days=1)


def held_told_at(entry: AgendaEntry) -> datetime | None:
    """When it was first told that it was held."""
    reports = (item for item in entry.contributions if item.entry.status is Status.HELD)
    told = [item.told_at for item in reports if not item.entry.background]
    return min(told, default=None)


def what_changed(before: AgendaEntry, now: AgendaEntry) -> tuple[str, ...]:
    """Which of "status", "date", "place", "in-doubt" and "certain" changed; nothing once it is held."""
    if now.status is Status.HELD or (before.status is Status.PLANNED and now.status is Status.ONGOING):
        return ()
    changed = []
    if before.status is not now.status:
        changed.append("status")
    if (before.window.start, before.window.end) != (now.window.start, now.window.end):
        changed.append("date")
    if before.place and before.place != now.place:
        changed.append("place")
    if now.hedged and not before.hedged:
        changed.append("in-doubt")
    if before.hedged and not now.hedged:
        changed.append("certain")
    return tuple(changed)


def item_of(entry: AgendaEntry) -> dict[str, Any]:
    """The agenda form of the annotated corpora."""
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "participants": [
            {"name": participant.name, "as": participant.mention or participant.name}
            for participant in entry.participants
        ],
        "place": entry.place,
        "start": entry.window.start.isoformat() if entry.window.start else None,
        "end": entry.window.end.isoformat() if entry.window.end else None,
        "precision": entry.window.precision.value,
        "status": entry.status.value,
        "hedged": entry.hedged,
        "evidence": entry.best.text if entry.best else "",
    }
