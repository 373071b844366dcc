"""A brief as blocks of rows, before markup: headings, lines with their numbers, citations, the status line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.brief import Brief, Heading, Item, Section
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import Line, Piece, clean, shorten_line
from briefs.rendering.when import When
from briefs.wording.wording import Wording

_WEB: Final = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?")
_WATCHED: Final = "★ "


@dataclass(frozen=True, slots=True)
class Fit:
    """How much room a rendering gives: the detail of lines, their length, and the length of quotes (0 for none)."""

    detail: Detail = Detail.USUAL
    line: int = 400
    quote: int = 240


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stand together, a newline inside one dividing it in two rows.

    `title` is repeated where the block is continued; `folded` asks for hiding all but its beginning.
    """

    rows: tuple[Line, ...]
    title: Line = ()
    folded: bool = False


def blocks(brief: Brief, wording: Wording, fit: Fit, *, fold: frozenset[Heading] = frozenset()) -> list[Block]:
    """The whole brief in the order of telling; the headings in `fold` are folded, and the evidence always is."""
    when = When(wording, brief.today)
    names = Names((item.entry for item in brief.items), wording)
    lines = Lines(wording, when, brief.request.timezone, names, fit.detail)
    told = [_section(section, brief, lines, fit, folded=section.heading in fold) for section in brief.sections]
    if brief.empty:
        told.insert(0, Block(((Piece(_emptiness(brief, wording)),),)))
    if brief.items:
        told.append(_evidence(brief, when, fit))
    told.append(Block(tuple(_last_lines(brief, when))))
    return [block for block in told if block.rows]


def _section(section: Section, brief: Brief, lines: Lines, fit: Fit, *, folded: bool) -> Block:
    title = heading(section.heading, brief, lines.when)
    rows: list[Line] = []
    held_before = ""
    for item in section.items:
        held = lines.held_on(item.entry) if section.heading is Heading.HELD else ""
        told = lines.item(item, section.heading, date_said=bool(held) and held == held_before)
        held_before = held
        rows.append(_numbered(told, item, brief, fit))
    rows += [_headline(story.articles, lines.when) for story in section.headlines if story.articles]
    rows += [
        (Piece(lines.wording.say("nothing-found", word=clean(lines.wording.place(word)))),)
        for word in section.nothing_for
    ]
    if section.left_out:
        rows.append((Piece(lines.wording.say("more", n=section.left_out)),))
    return Block((title, *rows), title, folded)


def heading(which: Heading, brief: Brief, when: When) -> Line:
    """A section's heading, with today's date where it is today's."""
    if which is Heading.TODAY:
        date = when.wording.date(brief.today, "pattern-day-year")
        return (Piece(when.wording.say("heading-today", date=date), bold=True),)
    return (Piece(when.wording.say(f"heading-{which.name.casefold()}"), bold=True),)


def _numbered(told: Line, item: Item, brief: Brief, fit: Fit) -> Line:
    url = web_address(brief.citations[item.number - 1].url)
    mark = (Piece(_WATCHED),) if item.watched else ()
    return (*mark, *shorten_line(told, fit.line), Piece(" "), Piece(f"[{item.number}]", href=url))


def _headline(articles: Iterable[ArticleRef], when: When) -> Line:
    best, *others = articles
    names = list(dict.fromkeys(clean(one.source) for one in (best, *others) if one.source))
    isolated = when.wording.isolated
    told = isolated(clean(best.title, 160)) or when.wording.say("citation-unnamed")
    title = Piece(told, href=web_address(best.url))
    return (title, Piece(f" ({', '.join(map(isolated, names[:3]))})")) if names else (title,)


def web_address(url: str) -> str:
    """`url` where it is a web address that Telegram keeps as a link, else ""."""
    return url if len(url) <= 2000 and _WEB.fullmatch(url) else ""


def _evidence(brief: Brief, when: When, fit: Fit) -> Block:
    """Each line's article with its quote; lines that rest on the same words share one row."""
    rows: dict[tuple[str, str], list[int]] = {}
    for item in brief.items:
        quote = clean(proving(item.entry), fit.quote) if fit.quote else ""
        cited = citation(brief.citations[item.number - 1], when)
        rows.setdefault((cited, quote), []).append(item.number)
    title: Line = (Piece(when.wording.say("heading-evidence"), bold=True),)
    told = []
    for (cited, quote), numbers in rows.items():
        text = when.wording.say("citation-quote", citation=cited, quote=quote) if quote else cited
        told.append((Piece(f"{', '.join(map(str, numbers))} {text}"),))
    return Block((title, *told), title, folded=True)


def proving(entry: AgendaEntry) -> str:
    """The sentence to quote for a line; where a hedge is shown, one of the cited article that holds it. "" for none."""
    if entry.best is None:
        return ""
    if entry.hedge and entry.hedge.casefold() not in entry.best.text.casefold():
        cited = (one.entry.evidence for one in entry.contributions if one.article == entry.cited)
        for evidence in (evidence for told in cited for evidence in told):
            if entry.hedge.casefold() in evidence.text.casefold():
                return evidence.text
    return entry.best.text


def citation(article: ArticleRef, when: When) -> str:
    """The source and the publisher's own date: "Al Arabiya, 14 May"; that an editor added it, where there is none."""
    if not article.article_id:
        return when.wording.say("citation-editor")
    if article.by_hand and article.published_at:
        return when.wording.say("citation-by-hand", date=when.short(article.published_at.date()))
    source = clean(article.source, 60) or when.wording.say("citation-unnamed")
    if article.published_at is None:
        return when.wording.say("citation-undated", source=source)
    return when.wording.say("citation", source=source, date=when.short(article.published_at.date()))


def _emptiness(brief: Brief, wording: Wording) -> str:
    """That there is nothing to tell, and why."""
    asked = bool(brief.request.words or brief.request.from_on or brief.request.to_on)
    if asked:
        return wording.say("empty-asked")
    return wording.say("empty-new" if brief.entries_known else "empty-agenda")


def _last_lines(brief: Brief, when: When) -> Iterator[Line]:
    """What was not read, and the status line, which always comes last."""
    request, say = brief.request, when.wording.say
    if request.unread:
        reasons = Counter(unread_reason(reason, when.wording) for reason in request.unread)
        why = ", ".join(reason for reason, _ in reasons.most_common(5))
        yield (Piece(say("unread", n=len(request.unread), why=why)),)
    yield (Piece(" · ".join(_status(brief, when))),)


def unread_reason(reason: str, wording: Wording) -> str:
    """Why an article was stored and not read (`Reading.unread`), in words."""
    return wording.say("unread-model") if reason == "no language model" else clean(wording.tongue(reason))


def _status(brief: Brief, when: When) -> Iterator[str]:
    request, say, clock = brief.request, when.wording.say, when.wording.clock
    zone = ZoneInfo(request.timezone)
    at = request.at.astimezone(zone)
    if request.words:
        about = (when.wording.place(name) for name in request.about or request.words)
        yield say("about", words=clean(", ".join(about)))
    if request.from_on or request.to_on:
        yield when.asked(request.from_on, request.to_on)
    if request.late_since is not None:
        due = request.late_since.astimezone(zone)
        told = clock(due) if due.date() == at.date() else f"{when.day(due.date())} {clock(due)}"
        yield say("late", due=told, hour=clock(at))
    yield say("written", hour=clock(at), zone=when.wording.zone(request.timezone))
    cited = len(
        {
            article.source or article.article_id
            for article in brief.citations
            if article.article_id and not article.by_hand
        }
    )
    if request.sources_failing or (request.sources_read and not cited):
        yield say("sources-read", n=request.sources_read)
    if request.sources_failing:
        yield say("sources-failing", n=request.sources_failing)
    elif cited:
        yield say("sources", n=cited)
    if request.next_at is not None:
        due = request.next_at.astimezone(zone)
        told = clock(due) if due.date() == at.date() else f"{when.day(due.date())} {clock(due)}"
        yield say("next", at=told)


def trimmed(brief: Brief, keep: int) -> Brief:
    """`brief` with at most `keep` lines; the sections that tell most give way first, later ones before earlier ones."""
    sizes = {section.heading: len(section.items) for section in brief.sections if section.items}
    for _ in range(sum(sizes.values()) - keep):
        largest = max(reversed(sizes), key=sizes.__getitem__)
        sizes[largest] -= 1
    return with_items(brief, sizes)


def with_items(brief: Brief, limits: dict[Heading, int]) -> Brief:
    """`brief` with no more than so many lines under a heading; numbers and citations are given anew."""
    sections, cited, number = [], [], 0
    for section in brief.sections:
        kept = section.items[: limits.get(section.heading, len(section.items))]
        items = []
        for item in kept:
            number += 1
            cited.append(brief.citations[item.number - 1])
            items.append(replace(item, number=number))
        dropped = len(section.items) - len(kept)
        sections.append(replace(section, items=tuple(items), left_out=section.left_out + dropped))
    return replace(brief, sections=tuple(sections), citations=tuple(cited))
