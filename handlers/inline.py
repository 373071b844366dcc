"""Inline mode: `@bot putin` in any chat gives agenda lines to send there, each with the article that proves it."""

from __future__ import annotations

import html

from briefs.errors import RequestError
from briefs.model.brief import Brief, Heading, Item
from briefs.rendering.layout import citation, web_address
from briefs.rendering.lines import Detail, Lines
from briefs.rendering.names import Names
from briefs.rendering.pieces import line, plain
from briefs.rendering.telegram import html as marked_up
from briefs.rendering.when import When
from briefs.wording.wording import Wording
from handlers.desk import Desk, Voice
from handlers.exchange import Offer, Question, Visitor, Where
from handlers.rights import Right, may

CACHED_SECONDS = 60
"""Telegram may show the same person the same answer for so long. Never to others: hours, days counted and language are
the reader's own."""
REFUSED_SECONDS = 5
ACCESS = "access"


async def offer(desk: Desk, voice: Voice, visitor: Visitor, query_id: str, words: str, wording: Wording) -> None:
    """Answer an inline query; a stranger gets no line but the way to ask for access."""
    if not may(visitor, Right.ASK):
        await voice.offer(
            query_id, (), cache_seconds=REFUSED_SECONDS, switch=(wording.say("button-request-access"), ACCESS)
        )
        return
    try:
        answer = await desk.answers.ask(Where(visitor.user_id), visitor, Question(words))
    except RequestError:
        await voice.offer(query_id, (), cache_seconds=REFUSED_SECONDS)
        return
    told = _offers(answer.brief, wording)
    await voice.offer(query_id, told, cache_seconds=CACHED_SECONDS)


def _offers(brief: Brief, wording: Wording) -> tuple[Offer, ...]:
    when = When(wording, brief.today)
    names = Names((item.entry for item in brief.items), wording, full=True)
    lines = Lines(wording, when, brief.request.timezone, names, Detail.USUAL)
    return tuple(_offer(item, section.heading, brief, lines) for section in brief.sections for item in section.items)


def _offer(item: Item, heading: Heading, brief: Brief, lines: Lines) -> Offer:
    entry, article = item.entry, brief.citations[item.number - 1]
    told = citation(article, lines.when)
    address = web_address(article.url)
    quoted = html.escape(told, quote=False)
    proof = f'<a href="{html.escape(address)}">{quoted}</a>' if address else quoted
    held = lines.held_on(entry) if heading is Heading.HELD else ""
    return Offer(
        id=entry.id,
        title=plain(line(lines.subject(entry))),
        description=f"{held or plain(line(lines.state(entry, Heading.LATER)))} · {told}",
        text=f"{marked_up(lines.item(item, Heading.HELD if held else Heading.LATER))} [{proof}]",
    )
