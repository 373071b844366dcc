"""What an article without a publication date tells without a date of its own waits until somebody gives one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefs.composing.alerting import alert_events
from briefs.composing.compose import compose
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import BriefRequest
from tests.agendas import BAN, OBAMA, PUTIN, UNKNOWN, article, day, entry, instant

NOW = instant("2013-05-14T08:00:00+00:00")
UNDATED = replace(article("u"), published_at=None)
EARLIER = NOW - timedelta(hours=3)


def told(found: AgendaEntry, *, since: bool) -> bool:
    request = BriefRequest(NOW, "UTC", since=NOW - timedelta(days=1) if since else None)
    return bool(compose([found], request).items)


def test_a_visit_waits_for_its_date() -> None:
    visit = entry("ban", "visit", (BAN,), UNKNOWN, place="Russia", cited=UNDATED, received=EARLIER)
    assert not told(visit, since=True)
    assert told(visit, since=False), "asked by hand, everything is shown"
    assert alert_events(visit, since=EARLIER - timedelta(hours=1), today=NOW.date()) == ()


def test_what_was_held_on_some_day_waits_too() -> None:
    held = entry("x", "meeting", (PUTIN, OBAMA), UNKNOWN, status="held", cited=UNDATED, received=EARLIER)
    assert not told(held, since=True)


def test_an_own_date_or_a_dated_article_is_told_at_once() -> None:
    dated = entry("a", "visit", (BAN,), day("2013-05-16"), place="Russia", cited=UNDATED, received=EARLIER)
    published = entry("b", "visit", (BAN,), UNKNOWN, place="Russia", received=EARLIER)
    assert told(dated, since=True)
    assert told(published, since=True)
