"""How a brief looks: a quiet day on one phone screen, a busy one in two messages; snapshots lie beside this file.

To accept what changed on purpose: `python -m tests.rendering.test_layout`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import pytest

from briefs.composing.compose import compose
from briefs.model.agenda import AgendaEntry, ArticleRef, Change, LedgerLine
from briefs.model.brief import Brief, BriefRequest, Headline
from briefs.model.subscriber import Length, Watch
from briefs.rendering.markdown import escaped, markdown
from briefs.rendering.telegram import messages
from briefs.rendering.text import text
from briefs.wording.wording import Wordings
from tests.agendas import (
    BAN,
    CAMERON,
    KERRY,
    LAVROV,
    NETANYAHU,
    OBAMA,
    PUTIN,
    article,
    day,
    entry,
    founding_agenda,
    instant,
    window,
)
from tests.rendering.situations import agenda_at
from tests.telegram_html import visible

SNAPSHOTS = Path(__file__).parent / "snapshots"
WORDINGS = Wordings()
NOON = BriefRequest(instant("2013-05-14T12:00:00+04:00"), "Europe/Moscow", next_at=instant("2013-05-14T19:00:00+04:00"))
PHONE_COLUMNS, PHONE_ROWS = 44, 32
"""What a message shows on a phone of usual size at Telegram's usual type."""


def busy_brief() -> Brief:
    at = datetime.fromisoformat("2013-06-14T09:00:00+04:00")
    watches = (Watch("Lavrov"), Watch("Paraguay", pinned=True))
    request = BriefRequest(at, "Europe/Moscow", since=at - timedelta(days=1), watches=watches, sources_read=12)
    return compose(agenda_at(at), replace(request, next_at=at + timedelta(hours=3), sources_failing=1))


def changed_agenda() -> list[AgendaEntry]:
    """One entry for each way to change since yesterday."""
    early, at = instant("2013-05-10T08:00:00+04:00"), instant("2013-05-14T09:00:00+04:00")
    new = article("a2", source="Meridian", published="2013-05-14T05:00:00+00:00")

    def known(entry_id: str, when: str, *lines: tuple[Change, str, str], **more: str) -> AgendaEntry:
        told = entry(
            entry_id, "meeting", (PUTIN, OBAMA), window(when), received=early, place="Sochi, Russia",
            status=more.pop("status", "planned"), hedge=more.pop("hedge", ""),
        )  # fmt: skip
        ledger = tuple(LedgerLine(at, change, was, now, told.best, "a2") for change, was, now in lines)
        return replace(told, ledger=ledger, cited=new)

    return [
        known("moved", "2013-05-16", (Change.WINDOW, "2013-05-15", "2013-05-16")),
        known("vague", "../.. open", (Change.WINDOW, "2013-06-01/2013-06-10 part-of-month", "../.. open")),
        known("place", "2013-05-17", (Change.PLACE, "Moscow, Russia", "Sochi, Russia")),
        known("doubt", "2013-05-18", (Change.CERTAINTY, "", "may"), hedge="may"),
        known("off", "2013-05-19", (Change.STATUS, "planned", "cancelled"), status="cancelled"),
        known("late", "../.. open", (Change.STATUS, "planned", "postponed"), status="postponed"),
        known("again", "2013-05-20", (Change.REVIVED, "cancelled", "planned")),
        known("wrong", "2013-05-21", (Change.CORRECTION, "2013-05-12", "2013-05-21")),
    ]


def telegram(brief: Brief, language: str = "en") -> str:
    """The messages with a line between them."""
    return "\n=====\n".join(messages(brief, WORDINGS.of(language)).parts) + "\n"


def snapshots() -> dict[str, str]:
    """Every snapshot by its file's name."""
    changes = compose(changed_agenda(), replace(NOON, since=NOON.at - timedelta(hours=17)))
    old = entry("old", "meeting", (PUTIN, OBAMA), day("2012-05-14"), status="held")
    quiet = compose([old], replace(NOON, since=NOON.at - timedelta(hours=17), sources_read=12, sources_failing=1))
    return {
        "founding.en.html": telegram(compose(founding_agenda(), NOON)),
        "founding.ru.html": telegram(compose(founding_agenda(), NOON), "ru"),
        "founding.txt": text(compose(founding_agenda(), NOON), WORDINGS.of("en"), width=72),
        "founding.md": markdown(compose(founding_agenda(), NOON), WORDINGS.of("en")),
        "changes.en.html": telegram(changes),
        "changes.ru.html": telegram(changes, "ru"),
        "busy.en.html": telegram(busy_brief()),
        "busy.ru.html": telegram(busy_brief(), "ru"),
        "quiet.en.html": telegram(quiet),
    }


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    return snapshots()


@pytest.mark.parametrize("name", sorted(path.name for path in SNAPSHOTS.iterdir()) if SNAPSHOTS.is_dir() else [])
def test_a_brief_looks_as_it_did(name: str, told: dict[str, str]) -> None:
    assert told[name] == (SNAPSHOTS / name).read_text("utf-8")


def rows_on_a_phone(message: str) -> int:
    """How many rows a message takes, the evidence folded to Telegram's three."""
    shown = visible(message.split("<blockquote expandable>")[0])
    folded = 4 if "<blockquote expandable>" in message else 0
    return sum(ceil(max(1, len(row)) / PHONE_COLUMNS) for row in shown.split("\n")) + folded


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_quiet_day_takes_one_phone_screen(language: str) -> None:
    (message,) = messages(compose(founding_agenda(), NOON), WORDINGS.of(language)).parts
    assert rows_on_a_phone(message) <= PHONE_ROWS


def test_a_busy_day_takes_two_messages_and_folds_its_later_sections() -> None:
    sent = messages(busy_brief(), WORDINGS.of("en"))
    assert len(sent.parts) <= 2
    assert sent.parts[0].index("CONFERENCES") > sent.parts[0].index("<blockquote expandable>")
    assert "Paraguay: nothing found" in sent.parts[0]
    assert sent.parts[-1].endswith("09:00 Moscow · 12 sources read · 1 failing · next 12:00")


def test_a_late_brief_says_so_and_until_when_it_tells() -> None:
    late = replace(NOON, late_since=instant("2013-05-14T07:15:00+04:00"))
    (message,) = messages(compose(founding_agenda(), late), WORDINGS.of("en")).parts
    assert message.endswith("late: was due 07:15, tells what was known at 12:00 · 12:00 Moscow · 1 source · next 19:00")
    yesterday = replace(NOON, late_since=instant("2013-05-13T19:00:00+04:00"))
    (message,) = messages(compose(founding_agenda(), yesterday), WORDINGS.of("en")).parts
    assert "late: was due Mon 13 May 19:00" in message


def test_articles_that_were_not_read_are_counted_with_the_reason() -> None:
    brief = compose(founding_agenda(), replace(NOON, unread=("ru", "ru", "no language model")))
    assert "3 articles stored, not read: Russian, no language model" in telegram(brief)
    assert "3 статьи сохранены, не прочитаны: русский, нет языковой модели" in telegram(brief, "ru")


def test_also_in_the_news_is_told_to_who_wants_it() -> None:
    best = ArticleRef("n1", "Meridian", "Rates <rise>", "https://news.example/n1")
    stories = [Headline((best, ArticleRef("n2", "Courier"))) for _ in range(7)]
    brief = compose(founding_agenda(), replace(NOON, also_in_the_news=True), stories)
    told = telegram(brief)
    assert '<a href="https://news.example/n1">Rates &lt;rise&gt;</a> (Meridian, Courier)' in told
    assert "+2 more" in told
    assert "ALSO IN THE NEWS" not in telegram(compose(founding_agenda(), NOON, stories))


def test_a_hand_made_entry_is_cited_as_an_editors() -> None:
    made = replace(entry("e", "meeting", (PUTIN, OBAMA), day("2013-05-14")), cited=None, best=None, contributions=())
    assert "1 entered by an editor" in telegram(compose([made], NOON))


def test_a_short_brief_is_one_message(told: dict[str, str]) -> None:
    request = replace(busy_brief().request, length=Length.SHORT)
    brief = compose(agenda_at(request.at), request)
    assert len(messages(brief, WORDINGS.of("en")).parts) == 1
    assert brief.left_out > 0


def test_what_is_said_of_a_line_depends_on_what_is_known() -> None:
    def line(one: AgendaEntry) -> str:
        return text(compose([one], NOON), WORDINGS.of("en")).split("\n\n")[0].split("\n", 1)[1].replace("\n", " | ")

    assert line(entry("a", "meeting", (PUTIN,), day("2013-05-20"))) == (
        "Putin, planned Mon 20 May (in 6 days); counterpart not stated; place not stated [1]"
    )
    assert line(entry("b", "call", (KERRY, LAVROV), day("2013-05-15"), time="10:00 GMT")) == (
        "Kerry – Lavrov, call: planned Wed 15 May (tomorrow), 14:00 Moscow (10:00 UTC) [1]"
    )
    conflict = entry("c", "meeting", (PUTIN, BAN), day("2013-05-15"), places=("Sochi, Russia", "Moscow, Russia"))
    assert line(conflict).startswith("Putin – Ban Ki-moon, Sochi, Russia or Moscow, Russia (reports differ)")
    claimed = entry("d", "talks", (KERRY, LAVROV), day("2013-05-16"), claimed_by="Russia", place="Paris, France")
    assert line(claimed) == "Kerry – Lavrov, Paris, France, according to Russia: planned Thu 16 May (in 2 days) [1]"
    running = entry("e", "conference", (), window("2013-05-13/2013-05-15"), status="ongoing", name="UN talks")
    assert line(running) == "UN talks | under way, to Wed 15 May; place not stated [1]"
    proposed = entry("f", "meeting", (CAMERON, NETANYAHU), window("../.. open"), status="proposed", place="London")
    assert line(proposed) == "Cameron – Netanyahu, London: proposed; date not stated [1]"
    visit = entry("g", "visit", (OBAMA,), day("2013-05-13"), status="held", place="Israel")
    assert line(visit) == "Mon 13 May (yesterday): Obama in Israel [1]"


def test_markdown_escapes_what_it_might_read() -> None:
    assert escaped("*a* [b](c) <d> #e `f`") == r"\*a\* \[b\](c) \<d\> \#e \`f\`"


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for file, content in snapshots().items():
        (SNAPSHOTS / file).write_text(content, "utf-8")
