"""/search and /who: stored articles, and what is known of somebody."""

from __future__ import annotations

import html

from briefs.rendering.cards import card_message
from handlers.asking import LAST, picture_follows, suggestion_keyboard
from handlers.buttons import button
from handlers.carrying import carried, words_of
from handlers.exchange import Found, Keyboard, Question
from handlers.talk import Talk, echo


async def search(talk: Talk) -> None:
    """`/search WORDS`: stored articles, newest first, paged."""
    words = talk.text.strip()
    if not words:
        await talk.say(talk.t("search-what"))
        return
    found = await talk.desk.answers.search(words)
    await talk.say(_lines(talk, words, found), keyboard=await _keyboard(talk, words, found))


async def page(talk: Talk) -> None:
    """[Newer] and [Older] under a list of articles: `find:PAGE:WORDS`."""
    number, *rest = talk.arguments
    words = await words_of(talk, rest)
    found = await talk.desk.answers.search(words, page=int(number))
    await talk.show(_lines(talk, words, found), keyboard=await _keyboard(talk, words, found))


async def who(talk: Talk) -> None:
    """`/who NAME`, or a name's button: office, country, meetings, whom they met most; then a picture of it."""
    name = " ".join(talk.arguments) or talk.text.strip()
    if not name:
        await talk.say(talk.t("who-what"))
        return
    card = await talk.desk.answers.card(talk.where, name)
    if card is None:
        near = await talk.desk.answers.suggest(name)
        text = talk.t("did-you-mean", names=", ".join(near)) if near else talk.t("who-nobody", name=echo(name))
        await talk.say(text, keyboard=suggestion_keyboard("who", names=near))
        return
    reader = await talk.desk.answers.reader(talk.where)
    await talk.say(card_message(card, talk.wording, today=reader.today, timezone=reader.timezone))
    await picture_follows(talk, Question(card.name), "network")


def _lines(talk: Talk, words: str, found: Found) -> str:
    if not found.articles:
        return talk.t("search-nothing", words=echo(words))
    lines = [talk.t("search-found", words=echo(words), total=found.total)]
    for article in found.articles:
        title = html.escape(article.title or article.text[:80], quote=False)
        headline = f'<a href="{html.escape(article.url)}">{title}</a>' if article.url else title
        when = talk.wording.date(article.published_at.date(), "pattern-day-year") if article.published_at else ""
        lines.append(" · ".join(part for part in (headline, html.escape(article.source, quote=False), when) if part))
    return "\n".join(lines)


async def _keyboard(talk: Talk, words: str, found: Found) -> Keyboard:
    if found.pages < 2:
        return ()
    rest = await carried(talk, words, "find", LAST)
    steps = (
        button(talk.wording.say(name), "find", target, *rest)
        for name, target, wanted in (
            ("button-newer", found.page - 1, found.page > 0),
            ("button-older", found.page + 1, found.page + 1 < found.pages),
        )
        if wanted
    )
    return (tuple(steps),)
