"""What stands behind one line: the sentences, how its words were understood, and its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from briefs.model.agenda import SOMEBODY, AgendaEntry, Change, Contribution, LedgerLine
from briefs.model.brief import Heading
from briefs.model.reading import Kind, Participant
from briefs.model.window import Window
from briefs.rendering.layout import Block, citation, web_address
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import Line, Piece, clean, line
from briefs.rendering.telegram import pack
from briefs.rendering.when import When
from briefs.wording.wording import Wording

_QUOTE = 600
_REPORTS = 12
_HISTORY = 24


def proof_messages(entry: AgendaEntry, wording: Wording, *, today: date, timezone: str) -> tuple[str, ...]:
    """The Evidence view of an entry as messages in Telegram's HTML; `today` and `timezone` are the reader's."""
    return tuple(pack(proof(entry, wording, today=today, timezone=timezone), wording))


def proof(entry: AgendaEntry, wording: Wording, *, today: date, timezone: str) -> list[Block]:
    """The line itself, each report with its sentence, what the words were taken to mean, and the ledger."""
    when = When(wording, today)
    lines = Lines(wording, when, timezone, Names((), wording, full=True), Detail.WHOLE)
    state = lines.state(entry, Heading.LATER)
    told = [Block((line(lines.subject(entry)), line(state)))]
    told += [
        Block((title, *rows), title, folded=folded)
        for name, rows, folded in (
            ("proof-reports", tuple(evidence_lines(entry, lines)), False),
            ("proof-meanings", tuple(_meanings(entry, lines)), False),
            ("proof-history", tuple(_history(entry, lines)), True),
        )
        if rows and (title := (Piece(wording.say(name), bold=True),))
    ]
    return told


def evidence_lines(entry: AgendaEntry, lines: Lines) -> Iterator[Line]:
    """Each independent report, newest first: source, date and sentence; republications are named behind it."""
    reports = sorted(entry.contributions, key=lambda one: one.told_at, reverse=True)
    families: dict[str, list[Contribution]] = {}
    for report in reports:
        families.setdefault(report.article.original, []).append(report)
    for copies in list(families.values())[:_REPORTS]:
        yield _report(copies, lines)
    if len(families) > _REPORTS:
        yield (Piece(lines.wording.say("more", n=len(families) - _REPORTS)),)
    if not reports:
        yield (Piece(lines.wording.say("citation-editor")),)


def _report(copies: list[Contribution], lines: Lines) -> Line:
    best = max(copies, key=lambda one: (bool(one.entry.evidence), one.article.worth))
    told = citation(best.article, lines.when)
    if best.article.by_hand:
        name = clean(best.article.source, 60) or lines.wording.say("an-editor")
        day = lines.when.day(best.told_at.date())
        told = lines.wording.say("added-by", name=name, day=day)
    cited = Piece(told, href=web_address(best.article.url))
    quote = clean(best.entry.evidence[0].text, _QUOTE) if best.entry.evidence else ""
    words = lines.wording.say("quoted", words=quote) if quote else ""
    others = dict.fromkeys(clean(one.article.source) for one in copies if one.article.source != best.article.source)
    also = f" ({lines.wording.say('also-in', sources=', '.join(list(others)[:5]))})" if any(others) else ""
    return (cited, Piece(f": {words}{also}" if words else also))


def _meanings(entry: AgendaEntry, lines: Lines) -> Iterator[Line]:
    """What the article's words were taken to mean, where they do not say it outright."""
    report = next((one for one in entry.contributions if one.article == entry.cited), None)
    if report is None:
        return
    say = lines.wording.say
    for one in report.entry.participants:
        if one.mention and _unlike(one):
            who = clean(lines.wording.country(one.name))
            yield (Piece(say("means", words=clean(one.mention), who=who)),)
    if entry.kind is Kind.CONFERENCE and report.entry.name_as and report.entry.name_as != entry.name:
        yield (Piece(say("means", words=clean(report.entry.name_as), who=clean(entry.name))),)
    published = report.article.published_at
    if entry.window.known and published is not None and not report.article.by_hand:
        dates = lines.dates(entry.window)
        yield (Piece(say("dates-counted", dates=dates, day=lines.when.day(published.date()))),)


def _unlike(one: Participant) -> bool:
    """Whether the mention shares no word with the name: "the Russian strongman" for Vladimir Putin."""
    return not set(one.mention.casefold().split()) & set(one.name.casefold().split())


def _history(entry: AgendaEntry, lines: Lines) -> Iterator[Line]:
    """The ledger, oldest first: a row for each report or edit that changed something."""
    sources = {one.article.article_id: clean(one.article.source, 60) for one in entry.contributions}
    by_hand = {one.article.article_id for one in entry.contributions if one.article.by_hand}
    told = sorted(entry.ledger, key=lambda one: one.at)
    if len(told) > _HISTORY:
        yield (Piece(lines.wording.say("earlier-changes", n=len(told) - _HISTORY)),)
    for (at, article_id, by), group in groupby(told[-_HISTORY:], key=lambda one: (one.at, one.article_id, one.by)):
        editor = lines.wording.say("an-editor") if by == SOMEBODY else clean(by, 60)
        who = editor if by else sources.get(article_id, "")
        day = lines.when.day(at.date())
        added = lines.wording.say("ledger-added") if article_id in by_hand else ""
        told_by = (added if added and one.change is Change.FIRST_REPORT else ledger_words(one, lines) for one in group)
        what = "; ".join(dict.fromkeys(told_by))
        yield (Piece(f"{day}, {who}: {what}" if who else f"{day}: {what}"),)


def ledger_words(change: LedgerLine, lines: Lines) -> str:
    """One ledger line in words: "date: early June (1–10 Jun) → 10–15 Jun"."""
    say = lines.wording.say
    what = say(f"ledger-{change.change.replace(' ', '-')}")
    if change.change in (Change.JOINED, Change.SPLIT, Change.REMOVED) or (
        change.change is Change.UNDONE and not change.now
    ):
        return what
    was, now = (_worded(text, change.change, lines) for text in (change.was, change.now))
    if change.change is Change.FIRST_REPORT:
        return f"{what}: {now}" if change.now else what
    return f"{what}: {was} → {now}"


def _worded(text: str, change: Change, lines: Lines) -> str:
    say = lines.wording.say
    if change is Change.CERTAINTY:
        return say("quoted", words=clean(text)) if text else say("firm")
    if not text or text == Window().iso():
        return say("not-stated")
    if change is Change.PARTICIPANTS:
        return ", ".join(clean(lines.wording.country(name.strip())) for name in text.split(","))
    if change is Change.PLACE:
        return lines.town(text)
    return lines.value(text) if change is not Change.NAME else clean(text)
