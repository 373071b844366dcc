"""Briefs as Telegram messages: valid, within the limits, one screen on a quiet day and two messages on a busy one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.composing.compose import compose
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.brief import BriefRequest
from briefs.model.reading import Kind, Participant, Status
from briefs.model.subscriber import Length, Watch
from briefs.model.window import Precision, Window
from briefs.rendering.telegram import PARTS, messages
from briefs.wording.wording import Wordings
from tests.agendas import article, day, entry, founding_agenda, instant
from tests.telegram_html import visible

NOON = BriefRequest(instant("2013-05-14T12:00:00+04:00"), "Europe/Moscow", next_at=instant("2013-05-14T19:00:00+04:00"))


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return Wordings()


def test_the_founding_brief_reads_as_the_design_has_it(wordings: Wordings) -> None:
    (message,) = messages(compose(founding_agenda(), NOON), wordings.of("en")).parts
    assert visible(message).split("\nEvidence\n")[0] == (
        "TODAY, Tue 14 May 2013\n"
        "Putin – Netanyahu, Sochi, on Syria\n"
        "set; hour not stated [1]\n"
        "\n"
        "NEXT 7 DAYS\n"
        "Ban Ki-moon to Russia, due later this week (Wed 15–Sun 19 May, in 1–5 days); host not stated [2]\n"
        "\n"
        "CONFERENCES\n"
        "International peace conference on Syria: “likely” early June (1–10 Jun, in 18–27 days); place not stated [3]\n"
        "\n"
        "HELD\n"
        "Mon 13 May (yesterday): Cameron – Obama, on Syria [4]\n"
        "last week (6–12 May, 2–8 days ago): Cameron – Putin, Russia, on Syria [5]\n"
        "Kerry – Putin, Russia, on Syria [6]"
    )
    assert message.endswith("12:00 Moscow · 1 source · next 19:00")
    assert '<a href="https://news.example/a1">[1]</a>' in message
    assert "5, 6 Al Arabiya, 14 May: “Before him Kerry and Cameron" in message


def test_the_lock_screen_shows_news(wordings: Wordings) -> None:
    (message,) = messages(compose(founding_agenda(), NOON), wordings.of("en")).parts
    assert visible(message).startswith("TODAY")


def test_everything_of_others_is_escaped(wordings: Wordings) -> None:
    rude = entry(
        "rude", "meeting", (Participant("<b>A & B</b>"), Participant('"O\'Neil"')), day("2013-05-14"), place="<a>",
        cited=replace(article(url="https://x.example/?a=1&b=<2>"), source="<i>"), evidence="5 < 6 & \u202e7 > 6\x00",
    )  # fmt: skip
    (message,) = messages(compose([rude], NOON), wordings.of("en")).parts
    assert "<b>A & B</b>" in visible(message)
    assert "\u202e" not in message


@pytest.mark.parametrize("url", ["http://localhost/x", "javascript:alert(1)", "ftp://a.example", "https://a", ""])
def test_an_address_that_telegram_would_drop_is_no_link(url: str, wordings: Wordings) -> None:
    told = entry("a", "meeting", (), day("2013-05-14"), cited=ArticleRef("a", "S", url=url, published_at=NOON.at))
    (message,) = messages(compose([told], NOON), wordings.of("en")).parts
    assert "<a " not in message
    assert "[1]" in message


def test_an_empty_brief_says_so_and_why(wordings: Wordings) -> None:
    old = entry("old", "meeting", (), day("2012-01-01"), status="held")
    request = replace(NOON, since=NOON.at - timedelta(hours=5), sources_read=12, sources_failing=1)
    (message,) = messages(compose([old], request), wordings.of("en")).parts
    assert message == ("Nothing new: no new entries\n\n12:00 Moscow · 12 sources read · 1 failing · next 19:00")


def busy_agenda(count: int, *, name: str = "Person {} Surname{}") -> list[AgendaEntry]:
    """So many entries around the founding day, of every kind and status."""
    kinds, statuses = list(Kind), list(Status)
    told = []
    for n in range(count):
        start = date(2013, 5, 1) + timedelta(days=n % 60)
        people = tuple(Participant(name.format(n + k, n + k), title="Minister") for k in range(2))
        when = Window(start, start + timedelta(days=n % 3), Precision.DAY if n % 3 else Precision.WEEK)
        told.append(
            entry(
                f"e{n:05}",
                kinds[n % 5],
                people,
                when,
                status=statuses[n % 7],
                topic=f"topic {n}",
                place=f"Town{n}",
                name=f"Conference number {n}" if n % 5 == 4 else "",
                evidence=f"Sentence {n} " + "word " * 30,
                cited=article(f"a{n}", source=f"Source {n % 9}", url=f"https://news.example/{'path/' * 20}{n}"),
            )
        )
    return told


@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("language", ["en", "ru"])
def test_ten_thousand_entries_fit_and_are_counted(length: Length, language: str, wordings: Wordings) -> None:
    agenda = busy_agenda(10_000)
    for since in (None, NOON.at - timedelta(hours=17)):
        brief = compose(agenda, replace(NOON, length=length, since=since, language=language))
        parts = messages(brief, wordings.of(language)).parts
        assert 1 <= len(parts) <= PARTS[length]
        seen = "\n".join(visible(part) for part in parts)
        assert ("+" if language == "en" else "и ещё") in seen
        assert "<blockquote expandable>" in parts[-1]
        numbers = [int(part.split("]")[0]) for part in seen.split("[")[1:]]
        assert numbers == list(range(1, len(numbers) + 1))


def test_longest_names_do_not_break_the_limits(wordings: Wordings) -> None:
    agenda = busy_agenda(2_000, name="&" * 3000 + "{} <{}>")
    for part in messages(compose(agenda, NOON), wordings.of("en")).parts:
        visible(part)


WORDS = st.text(max_size=60) | st.sampled_from(["Russia", "<b>", "&amp;", "x" * 5000, "\ud800"[:0], "…]["])
DATES = st.dates(date(2013, 3, 1), date(2013, 8, 1))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start, end = draw(st.none() | DATES), draw(st.none() | DATES)
    if start and end and end < start:
        start, end = end, start
    return Window(start, end, draw(st.sampled_from(Precision)))


@st.composite
def entries(draw: st.DrawFn) -> AgendaEntry:
    people = draw(st.lists(st.builds(Participant, WORDS, title=WORDS, country=WORDS), max_size=8))
    return entry(
        draw(st.uuids()).hex,
        draw(st.sampled_from(Kind)),
        tuple(people),
        draw(windows()),
        status=draw(st.sampled_from(Status)),
        evidence=draw(WORDS),
        places=tuple(draw(st.lists(WORDS, max_size=3))),
        hedge=draw(WORDS),
        time=draw(WORDS | st.sampled_from(["10:00 GMT", "05:30Z", "23:15+09:00", "12:15", "9:00 Europe/Paris"])),
        topic=draw(WORDS),
        claimed_by=draw(WORDS),
        name=draw(WORDS),
        background=draw(st.booleans()),
        cited=ArticleRef(draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(st.none() | st.just(NOON.at))),
        received=datetime(2013, 5, draw(st.integers(1, 14)), 3, tzinfo=UTC),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(entries(), max_size=40),
    st.sampled_from(Length),
    st.sampled_from(["en", "ru"]),
    st.none() | st.integers(0, 200),
    st.lists(st.builds(Watch, WORDS, pinned=st.booleans()), max_size=3),
)
def test_any_agenda_becomes_valid_messages(
    agenda: list[AgendaEntry], length: Length, language: str, hours: int | None, watches: list[Watch]
) -> None:
    since = None if hours is None else NOON.at - timedelta(hours=hours)
    brief = compose(agenda, replace(NOON, length=length, since=since, watches=tuple(watches)))
    parts = messages(brief, WORDINGS.of(language)).parts
    assert 1 <= len(parts) <= PARTS[length]
    for part in parts:
        visible(part)
    ids = [item.entry.id for item in brief.items]
    assert len(ids) == len(set(ids))


WORDINGS = Wordings()
