"""What a brief tells whom, in which section, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from briefs.composing.compose import compose
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, ArticleRef, Change, LedgerLine
from briefs.model.brief import Brief, BriefRequest, Heading, Headline
from briefs.model.subscriber import Length, Watch
from tests.agendas import (
    BAN,
    CAMERON,
    KERRY,
    LAVROV,
    NETANYAHU,
    OBAMA,
    PUTIN,
    UNKNOWN,
    day,
    entry,
    founding_agenda,
    instant,
    window,
)

AT = instant("2013-05-14T12:00:00+04:00")
BY_HAND = BriefRequest(AT, "Europe/Moscow")
SINCE_YESTERDAY = replace(BY_HAND, since=AT - timedelta(hours=17))


def told(brief: Brief) -> dict[str, list[str]]:
    return {section.heading.value: [item.entry.id for item in section.items] for section in brief.sections}


def changed(
    before: AgendaEntry, change: Change, was: str, now: str, at: str = "2013-05-14T09:00:00+04:00"
) -> AgendaEntry:
    return replace(before, ledger=(LedgerLine(instant(at), change, was, now, before.best, "a1"),))


def old(entry_id: str, text: str, *, status: str = "planned") -> AgendaEntry:
    """A meeting that has been known for a while."""
    return entry(
        entry_id,
        "meeting",
        (PUTIN, NETANYAHU),
        window(text),
        received=instant("2013-05-10T08:00:00+04:00"),
        status=status,
    )


def test_the_founding_agenda_in_the_order_of_a_brief() -> None:
    assert told(compose(founding_agenda(), BY_HAND)) == {
        "today": ["putin-netanyahu"],
        "coming": ["ban-russia"],
        "conferences": ["conference"],
        "held": ["cameron-obama", "cameron-putin", "kerry-putin"],
    }


@pytest.mark.parametrize(
    ("text", "status", "heading"),
    [
        ("2013-05-14", "planned", "today"),
        ("2013-05-13/2013-05-16", "ongoing", "today"),
        ("2013-05-15", "planned", "coming"),
        ("2013-05-21", "planned", "coming"),
        ("2013-05-13/2013-05-19 week", "planned", "coming"),
        ("2013-05-22", "planned", "later"),
        ("2013-06-01/2013-06-30 month", "planned", "later"),
        ("2013-05-01/2013-05-31 month", "planned", "later"),
        ("2013-05-13", "planned", "overdue"),
        ("2013-05-06/2013-05-12 week", "planned", "overdue"),
        ("2013-05-13", "held", None),
        ("2013-05-14", "cancelled", None),
        ("2013-09-01", "planned", None),
        ("../.. open", "planned", None),
        ("2013-05-13", "proposed", None),
        ("2013-05-09", "planned", None),
    ],
)
def test_what_is_no_news_stands_under_its_date_or_is_not_told(text: str, status: str, heading: str | None) -> None:
    brief = compose([old("e", text, status=status)], SINCE_YESTERDAY)
    assert told(brief) == ({heading: ["e"]} if heading else {})


@pytest.mark.parametrize(
    ("text", "status", "heading"),
    [
        ("2013-05-13", "held", "held"),
        ("2013-05-09/.. open", "ongoing", "today"),
        ("2013-05-14", "cancelled", "off"),
        ("../.. open", "postponed", "off"),
        ("2013-09-01", "planned", "later"),
        ("../.. open", "planned", "later"),
        ("2013-05-09", "planned", "overdue"),
    ],
)
def test_a_brief_asked_by_hand_shows_everything(text: str, status: str, heading: str) -> None:
    assert told(compose([old("e", text, status=status)], BY_HAND)) == {heading: ["e"]}


def test_what_was_learned_since_the_last_brief_is_a_change_and_stands_nowhere_else() -> None:
    moved = changed(old("moved", "2013-05-15"), Change.WINDOW, "2013-05-14", "2013-05-15")
    brief = compose([moved, old("still", "2013-05-15")], SINCE_YESTERDAY)
    assert told(brief) == {"changed": ["moved"], "coming": ["still"]}
    assert brief.items[0].changes == moved.ledger
    assert told(compose([moved], replace(BY_HAND, since=instant("2013-05-14T09:30:00+04:00")))) == {"coming": ["moved"]}


def test_an_article_that_arrives_late_is_news_at_its_arrival() -> None:
    late = changed(old("e", "2013-05-15"), Change.PLACE, "Moscow", "Sochi", at="2013-05-13T08:00:00+04:00")
    late = replace(
        late, contributions=(replace(late.contributions[0], received_at=instant("2013-05-14T11:00:00+04:00")),)
    )
    known = replace(late.contributions[0], received_at=instant("2013-05-10T08:00:00+04:00"))
    known = replace(known, article=replace(known.article, article_id="a0"))
    late = replace(late, contributions=(known, *late.contributions))
    assert told(compose([late], SINCE_YESTERDAY)) == {"changed": ["e"]}


def test_there_and_back_is_no_change() -> None:
    lines = (("2013-05-15", "2013-05-16"), ("2013-05-16", "2013-05-15"))
    ledger = tuple(
        LedgerLine(instant(f"2013-05-14T{9 + n:02}:00:00+04:00"), Change.WINDOW, was, now, article_id="a1")
        for n, (was, now) in enumerate(lines)
    )
    assert told(compose([replace(old("e", "2013-05-15"), ledger=ledger)], SINCE_YESTERDAY)) == {"coming": ["e"]}


def test_held_is_told_once() -> None:
    held = changed(old("e", "2013-05-13", status="held"), Change.STATUS, "planned", "held")
    assert told(compose([held], SINCE_YESTERDAY)) == {"held": ["e"]}
    assert told(compose([held], replace(BY_HAND, since=AT - timedelta(minutes=1)))) == {}


def test_a_correction_comes_first_and_a_new_cancellation_is_a_change() -> None:
    corrected = changed(old("corrected", "2013-05-15"), Change.CORRECTION, "2013-05-16", "2013-05-15")
    off = entry("off", "meeting", (PUTIN, OBAMA), day("2013-05-20"), status="cancelled")
    brief = compose([off, corrected], SINCE_YESTERDAY)
    assert list(told(brief).items()) == [("corrected", ["corrected"]), ("changed", ["off"])]
    assert [item.new for item in brief.items] == [False, True]


def test_background_is_told_only_to_who_searches_for_it() -> None:
    past = entry("past", "meeting", (KERRY, LAVROV), day("2013-03-01"), status="held", background=True)
    assert compose([past], BY_HAND).empty
    assert told(compose([past], replace(BY_HAND, words=("Lavrov",)))) == {"held": ["past"]}


def test_watched_entries_come_first_and_a_pinned_watch_always_has_a_line() -> None:
    agenda = [*founding_agenda(), entry("late", "meeting", (KERRY, LAVROV), day("2013-05-20"))]
    watches = (Watch("Lavrov"), Watch("Brahimi", pinned=True), Watch("Kerry", pinned=True))
    brief = compose(agenda, replace(BY_HAND, watches=watches))
    assert told(brief)["coming"] == ["late", "ban-russia"]
    assert told(brief)["held"] == ["kerry-putin", "cameron-obama", "cameron-putin"]
    assert brief.sections[-1].heading is Heading.WATCHED
    assert brief.sections[-1].nothing_for == ("Brahimi",)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("Netanyahu",), {"putin-netanyahu"}),
        (("syria", "cameron"), {"cameron-obama", "cameron-putin"}),
        (("Israel",), {"putin-netanyahu"}),
        (("Sochi",), {"putin-netanyahu"}),
        (("peace conference",), {"conference"}),
        (("nobody",), set()),
    ],
)
def test_words_restrict_a_brief(words: tuple[str, ...], ids: set[str]) -> None:
    brief = compose(founding_agenda(), replace(BY_HAND, words=words))
    assert {item.entry.id for item in brief.items} == ids


def test_dates_restrict_a_brief_and_lift_its_horizon() -> None:
    far = entry("far", "conference", (BAN,), day("2013-09-20"), name="climate summit")
    autumn = replace(BY_HAND, from_on=day("2013-09-01").start, to_on=day("2013-09-30").start)
    assert told(compose([*founding_agenda(), far], autumn)) == {"conferences": ["far"]}
    monday = replace(BY_HAND, from_on=day("2013-05-13").start, to_on=day("2013-05-13").start)
    assert told(compose(founding_agenda(), monday)) == {"held": ["cameron-obama"]}


def test_sections_restrict_a_brief_and_changes_bring_what_is_overdue() -> None:
    agenda = [*founding_agenda(), old("due", "2013-05-13")]
    assert list(told(compose(agenda, replace(BY_HAND, sections=("changed",))))) == ["overdue"]
    assert list(told(compose(agenda, replace(BY_HAND, sections=("held",))))) == ["held"]


def test_what_does_not_fit_is_counted() -> None:
    agenda = [entry(f"e{n:02}", "meeting", (CAMERON, OBAMA), day("2013-05-14")) for n in range(90)]
    for length, shown in ((Length.SHORT, 10), (Length.STANDARD, 40), (Length.FULL, 90)):
        brief = compose(agenda, replace(BY_HAND, length=length))
        assert (len(brief.items), brief.left_out) == (shown, 90 - shown)


def test_an_undated_conference_is_repeated_and_an_undated_meeting_is_not() -> None:
    received = instant("2013-05-10T08:00:00+04:00")
    agenda = [
        entry("conference", "conference", (), UNKNOWN, name="peace conference", received=received),
        entry("meeting", "meeting", (PUTIN, OBAMA), UNKNOWN, received=received),
    ]
    assert told(compose(agenda, SINCE_YESTERDAY)) == {"conferences": ["conference"]}


def test_today_is_the_readers_own() -> None:
    late_evening = BriefRequest(instant("2013-05-13T22:00:00+00:00"), "Asia/Tokyo")
    brief = compose(founding_agenda(), late_evening)
    assert told(brief)["today"] == ["putin-netanyahu"]
    assert "today" not in told(compose(founding_agenda(), replace(late_evening, timezone="America/New_York")))


def test_an_unknown_zone_is_refused_in_words() -> None:
    with pytest.raises(RequestError, match="Mars/Olympus"):
        compose([], replace(BY_HAND, timezone="Mars/Olympus"))


def test_other_stories_are_those_that_are_new_and_that_no_line_tells() -> None:
    agenda = founding_agenda()
    cited = next(item.entry.cited for item in compose(agenda, BY_HAND).items if item.entry.cited)
    known, told_already, fresh = (
        Headline((ArticleRef("old"),), AT - timedelta(hours=20)),
        Headline((ArticleRef("again"), cited), AT - timedelta(hours=1)),
        Headline((ArticleRef("new"),), AT - timedelta(hours=1)),
    )
    stories = (known, told_already, fresh)
    for request, expected in ((BY_HAND, (known, fresh)), (SINCE_YESTERDAY, (fresh,))):
        brief = compose(agenda, replace(request, also_in_the_news=True), stories)
        (news,) = [section for section in brief.sections if section.heading is Heading.NEWS]
        assert news.headlines == expected
    about_putin = replace(BY_HAND, also_in_the_news=True, words=("Putin",))
    assert "news" not in told(compose(agenda, about_putin, stories))
