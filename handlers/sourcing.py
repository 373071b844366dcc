"""Sources, for those who may: /sources with what ails them, /addsource, /removesource, OPML files, starter packs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from briefs.errors import RequestError
from handlers.buttons import button, fits
from handlers.exchange import Attachment, Button, FeedState, Keyboard
from handlers.talk import Talk

A_PAGE = 20
MOST_CHOICES = 12
OPML_FILE = "attache-sources.opml"
WELL, AILING, RETIRED, UNASKED = "🟢", "🔴", "⚪", "🟡"


async def sources(talk: Talk) -> None:
    """`/sources` and its pages, `sources:PAGE`: each source with a mark, how it does, and how much it brought."""
    feeds = sorted(await talk.desk.intake.feeds(), key=lambda feed: (not feed.trouble, feed.name.casefold(), feed.url))
    page = int(talk.arguments[0]) if talk.arguments else 0
    shown = feeds[page * A_PAGE : (page + 1) * A_PAGE]
    head = talk.t("sources-head", n=len(feeds), failing=sum(1 for feed in feeds if feed.trouble))
    lines = [head, "", *(_line(talk, feed) for feed in shown)] if feeds else [talk.t("sources-none")]
    steps = [
        button(talk.wording.say(name), "sources", target)
        for name, target, wanted in (
            ("button-back", page - 1, page > 0),
            ("button-more", page + 1, len(feeds) > (page + 1) * A_PAGE),
        )
        if wanted
    ]
    last = [button(talk.wording.say("button-packs"), "packs")]
    if feeds:
        last.append(button(talk.wording.say("button-opml"), "opml"))
    await talk.show("\n".join(lines), keyboard=_rows(steps, last))


async def add(talk: Talk) -> None:
    """`/addsource URL`: the feed there is added; where its page names several, they are offered."""
    url = talk.text.strip()
    if not url:
        await talk.say(talk.t("source-which"))
        return
    found = await talk.desk.intake.discover(talk.visitor, url if "://" in url else f"https://{url}")
    if len(found) == 1:
        await _added(talk, found[0])
        return
    if not found:
        raise RequestError("there is no feed at that address", sentence="source-no-feed")
    offered = found[:MOST_CHOICES]
    await talk.remember(**{_mark(feed.url): feed.url for feed in offered})
    buttons = [(button(_named(feed)[:60], "addsrc", _mark(feed.url)),) for feed in offered]
    await talk.say(talk.t("source-several", n=len(found)), keyboard=tuple(buttons))


async def add_chosen(talk: Talk) -> None:
    """One of several, `addsrc:MARK`; others may be added after it."""
    state = await talk.desk.office.recall(talk.where, talk.visitor.user_id)
    url = state.get(talk.arguments[0], "")
    if not url:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    await _added(talk, FeedState(url, ""))


async def remove(talk: Talk) -> None:
    """`/removesource [words]`: at once when one source fits, else a button each."""
    words = talk.text.strip().casefold()
    feeds = [feed for feed in await talk.desk.intake.feeds() if not feed.retired]
    fitting = [feed for feed in feeds if words in feed.url.casefold() or words in feed.name.casefold()]
    if not fitting:
        raise RequestError("there is no such source", sentence="no-such-source")
    exact = [feed for feed in fitting if words in (feed.url.casefold(), feed.name.casefold())]
    if words and len(exact or fitting) == 1:
        await _removed(talk, (exact or fitting)[0])
        return
    buttons = [(button(_named(feed)[:60], "rmsrc", _mark(feed.url)),) for feed in fitting[:A_PAGE]]
    await talk.say(talk.t("source-remove-which"), keyboard=tuple(buttons))


async def remove_chosen(talk: Talk) -> None:
    """`rmsrc:MARK`."""
    found = next((feed for feed in await talk.desk.intake.feeds() if _mark(feed.url) == talk.arguments[0]), None)
    if found is None:
        raise RequestError("there is no such source", sentence="no-such-source")
    await _removed(talk, found)


async def packs(talk: Talk) -> None:
    """[Starter packs]: sources by desk, a button each."""
    offered = await talk.desk.intake.starter_packs()
    buttons = [
        (button(talk.wording.say("button-pack", name=name, n=count), "addpack", name),)
        for name, count in offered
        if fits("addpack", name)
    ]
    await talk.say(talk.t("packs" if buttons else "packs-none"), keyboard=tuple(buttons))


async def add_pack(talk: Talk) -> None:
    """`addpack:NAME`."""
    count = await talk.desk.intake.add_pack(talk.visitor, talk.arguments[0])
    await talk.say(talk.t("pack-added", n=count))


async def send_opml(talk: Talk) -> None:
    """[As a file]: all sources as OPML, which any feed reader takes."""
    await talk.say(talk.t("sources-file"), attachment=Attachment(OPML_FILE, await talk.desk.intake.export_opml()))


async def take_opml(talk: Talk, content: bytes) -> None:
    """An OPML file in the chat."""
    new, known = await talk.desk.intake.import_opml(talk.visitor, content)
    await talk.say(talk.t("opml-taken", new=new, known=known))


async def _added(talk: Talk, feed: FeedState) -> None:
    added = await talk.desk.intake.add_feed(talk.visitor, feed.url)
    await talk.say(talk.t("source-added", name=_named(added)))


async def _removed(talk: Talk, feed: FeedState) -> None:
    await talk.desk.intake.remove_feed(talk.visitor, feed.url)
    await talk.show(talk.t("source-removed", name=_named(feed)))


def _line(talk: Talk, feed: FeedState) -> str:
    name, count = _named(feed), feed.articles
    if feed.retired:
        return f"{RETIRED} {talk.t('source-retired', name=name, n=count)}"
    if feed.trouble:
        since = feed.failing_since
        begun = f" {talk.t('source-since', since=f'{since:%Y-%m-%d %H:%M}')}" if since else ""
        return (
            f"{AILING} {talk.t('source-ailing', name=name, n=count, trouble=talk.wording.reason(feed.trouble))}{begun}"
        )
    if feed.fetched_at is None:
        return f"{UNASKED} {talk.t('source-unasked', name=name)}"
    ago = max(talk.desk.office.now() - feed.fetched_at, timedelta())
    return f"{WELL} {talk.t('source-well', name=name, n=count, minutes=int(ago.total_seconds() // 60))}"


def _named(feed: FeedState) -> str:
    return feed.name or feed.url.partition("://")[2] or feed.url


def _mark(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def _rows(*rows: Sequence[Button]) -> Keyboard:
    return tuple(tuple(row) for row in rows if row)
