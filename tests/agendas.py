"""Agenda entries for the tests of composing and rendering: short to write, complete to read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from briefs.model.agenda import AgendaEntry, ArticleRef, Contribution
from briefs.model.article import Evidence
from briefs.model.reading import Entry, Kind, Participant, Sort, Status
from briefs.model.window import Precision, Window

PUTIN = Participant("Vladimir Putin", "Russian President Vladimir Putin", title="President", country="Russia")
NETANYAHU = Participant(
    "Benjamin Netanyahu", "Prime Minister Benjamin Netanyahu", title="Prime Minister", country="Israel"
)
KERRY = Participant("John Kerry", "Secretary of State John Kerry", title="Secretary of State", country="United States")
CAMERON = Participant("David Cameron", "David Cameron", title="Prime Minister", country="United Kingdom")
OBAMA = Participant("Barack Obama", "President Obama", title="President", country="United States")
BAN = Participant("Ban Ki-moon", "U.N. chief Ban Ki-moon", title="Secretary-General", country="United Nations")
LAVROV = Participant("Sergei Lavrov", "Foreign Minister Sergei Lavrov", title="Foreign Minister", country="Russia")
RUSSIA = Participant("Russia", "Russia", sort=Sort.COUNTRY, country="Russia")
UNITED_STATES = Participant("United States", "Washington", sort=Sort.COUNTRY, country="United States")

UNKNOWN = Window()


def instant(text: str) -> datetime:
    """An ISO 8601 instant with offset."""
    return datetime.fromisoformat(text)


def window(text: str) -> Window:
    """`Window.iso` backwards."""
    return Window.from_iso(text)


def day(text: str) -> Window:
    """One exact day."""
    on = date.fromisoformat(text)
    return Window(on, on, Precision.DAY)


def article(
    article_id: str = "a1", *, source: str = "Al Arabiya", published: str = "2013-05-14T07:00:00+00:00", url: str = ""
) -> ArticleRef:
    """An article as a citation has it; its address is made up when none is given."""
    return ArticleRef(
        article_id, source, f"Title of {article_id}", url or f"https://news.example/{article_id}", instant(published)
    )


def entry(
    entry_id: str,
    kind: str,
    participants: tuple[Participant, ...],
    when: Window,
    *,
    status: str = "planned",
    evidence: str = "",
    place: str = "",
    said: str = "",
    cited: ArticleRef | None = None,
    received: datetime | None = None,
    **more: Any,
) -> AgendaEntry:
    """An entry that one article reported and that nothing has changed since."""
    cited = cited or article()
    proof = Evidence(cited.article_id, evidence or f"Evidence of {entry_id}.", 0, len(evidence or entry_id))
    shared = {name: more[name] for name in ("hedge", "time", "topic", "claimed_by", "name") if name in more}
    told = Entry(Kind(kind), Status(status), participants, when, (proof,), place=place, said=said, **shared)
    at = received or cited.published_at or datetime(2013, 5, 14, 7, tzinfo=UTC)
    return AgendaEntry(
        entry_id,
        Kind(kind),
        Status(status),
        participants,
        when,
        places=more.pop("places", (place,) if place else ()),
        contributions=more.pop("contributions", (Contribution(cited, told, at),)),
        best=proof,
        cited=cited,
        reported_at=at,
        changed_at=at,
        **more,
    )


def founding_agenda() -> tuple[AgendaEntry, ...]:
    """What the founding article says, with evidence in words of our own."""
    meeting = "Russia's president and Israel's prime minister were set to confer on Tuesday in Sochi."
    visitors = "Before him Kerry and Cameron had each been to see Putin last week."
    return (
        entry(
            "putin-netanyahu",
            "meeting",
            (PUTIN, NETANYAHU),
            day("2013-05-14"),
            place="Sochi, Russia",
            topic="Syria",
            said="set",
            evidence=meeting,
        ),
        entry(
            "ban-russia",
            "visit",
            (BAN,),
            window("2013-05-15/2013-05-19 week"),
            place="Russia",
            topic="Syria",
            said="due",
            evidence="The UN's Ban Ki-moon is due in Russia later this week.",
        ),
        entry(
            "conference",
            "conference",
            (RUSSIA, UNITED_STATES),
            window("2013-06-01/2013-06-10 part-of-month"),
            name="international peace conference on Syria",
            topic="Syria",
            hedge="likely",
            evidence="Early June is the likely time for the conference, Washington said.",
        ),
        entry(
            "cameron-obama",
            "talks",
            (CAMERON, OBAMA),
            day("2013-05-13"),
            status="held",
            topic="Syria",
            evidence="After talks with Obama on Monday, Cameron spoke of common ground.",
        ),
        entry(
            "kerry-putin",
            "meeting",
            (KERRY, PUTIN),
            window("2013-05-06/2013-05-12 week"),
            status="held",
            place="Russia",
            topic="Syria",
            evidence=visitors,
        ),
        entry(
            "cameron-putin",
            "meeting",
            (CAMERON, PUTIN),
            window("2013-05-06/2013-05-12 week"),
            status="held",
            place="Russia",
            topic="Syria",
            evidence=visitors,
        ),
    )
